"""A session's whole report inside another: its headings moved down, its cover and what is left out taken away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from facikit.library.programme_shape import PARKING, REGISTER
from facikit.library.shapes import ReportItem
from facikit.report.borrowed import seat_of
from facikit.report.gather import report_of
from facikit.report.layout import HEAD_OPEN, HEAD_SHUT
from facikit.report.page import Page
from facikit.report.text import Text, inline
from facikit.report.together import lost, together_on
from facikit.report.views import Block, Report, Section

OF_PROGRAMMES = "programme-report"
USUAL = "session-report"
"""What a session is printed as whose own kind of report is not to be had."""


def report(here: Page, one: Section, mark: str) -> str:
    """Return a session's own report, its headings moved down to where it stands."""
    from facikit.report import environment
    from facikit.report.render import COMPLETE

    together, part = together_on(here), one.part
    seat = seat_of(here, part.report, part.report)
    if seat is None or seat.session is None or seat.folder is None:
        named = seat.title if seat is not None else part.report
        gap = here.gap("session_missing", named)
        return here.section(inline(one.heading or Text(named)), lambda: gap, mark=mark)
    kits = list(dict.fromkeys([*together.kits, seat.folder.parent.parent.resolve()]))
    genre = part.template or seat.session.plan.report
    if genre == OF_PROGRAMMES or genre not in environment.genres(kits):
        lost(here, genre, f"is no kind of report of a session, so {seat.title} is printed as {USUAL}")
        genre = USUAL
    report = report_of(seat.session, genre, draft=here.report.draft, everything=genre in COMPLETE)
    # Its cover is the programme's own.
    bare = msgspec.structs.replace(report.about, status="", partners=(), logo="", licence="", subtitle=Text(""))
    report = msgspec.structs.replace(report, about=bare)
    report = _without(report, part.without, seat.title if not one.heading.strip() else str(one.heading))
    there = together.page_of(seat, report, f"{seat.base}r{len(together.pages)}-")
    there.level = here.level
    there.title_mark = f"{HEAD_OPEN}{seat.number}{HEAD_SHUT}{mark}"
    there.register_printed = REGISTER in part.without or seat.name in together.registered
    together.used.add(seat.name)
    written = environment.rendered(genre, there, kits)
    return f"\n\n{written.strip()}\n\n"


def _without(report: Report, without: Sequence[str], name: str) -> Report:
    left = set(without)
    return msgspec.structs.replace(
        report,
        name=Text(name),
        blocks=tuple(_less(block, left) for block in report.blocks if block.id not in left),
        opening=tuple(slot for slot in report.opening if slot.name not in left),
        closing=tuple(slot for slot in report.closing if slot.name not in left),
        parked=() if PARKING in left else report.parked,
    )


def _less(block: Block, left: set[str]) -> Block:
    """Return the block without the fields and slots that are left out."""

    def kept(items: Iterable[ReportItem]) -> tuple[ReportItem, ...]:
        return tuple(
            msgspec.structs.replace(item, parts=kept(item.parts))
            for item in items
            if f"{block.id}.{item.show}" not in left
        )

    if not any(name.startswith(f"{block.id}.") for name in left):
        return block
    return msgspec.structs.replace(
        block,
        fields=tuple(field for field in block.fields if f"{block.id}.{field.name}" not in left),
        slots=tuple(slot for slot in block.slots if f"{block.id}.{slot.name}" not in left),
        report=kept(block.report),
    )
