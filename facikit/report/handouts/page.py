"""All hand-outs of an exercise, a workshop or a session, in the order in which they are needed."""

from __future__ import annotations

from collections.abc import Collection

from facikit.report.handouts.notes import note_sheets
from facikit.report.handouts.parts import KINDS, Kind, Sheet
from facikit.report.handouts.running import run_sheet
from facikit.report.handouts.sheets import own_sheets
from facikit.report.handouts.work import Day, Work
from facikit.report.handouts.worksheet import worksheets


def sheets_of(day: Day, only: Collection[Kind] = ()) -> list[Sheet]:
    """Return the run sheet, then every block's sheets in the agenda's order. ``only``: those of these kinds."""
    every = [run_sheet(day), *(sheet for work in day.works for sheet in _of_block(work))]
    return [sheet for sheet in every if not only or sheet.kind in only]


def _of_block(work: Work) -> list[Sheet]:
    made = [*worksheets(work), *own_sheets(work), *note_sheets(work)]
    order = list(KINDS)
    return sorted(made, key=lambda sheet: order.index(sheet.kind))
