"""Whether the session can tell how far each of its outcomes was met.

Whether they were met is for people to say. What can be known is whether anybody was asked: by the exercise
``outcomes-met``, outcome by outcome, or in a place to write that has "outcome" in its name or heading.
"""

from __future__ import annotations

from collections.abc import Iterator

from facikit.report.checks.looked import Looked
from facikit.report.checks.sources import slot_records
from facikit.report.findings import Finding, finding
from facikit.report.render import COMPLETE, Told
from facikit.report.text import one_line
from facikit.report.views import Block, Slot

ASKS = "outcomes-met"


def outcomes(looked: Looked) -> Iterator[Finding]:
    """Tell which outcomes nothing was said of."""
    for told in looked.told:
        report = told.page.report
        # The same day's record judges nothing.
        if report.genre in COMPLETE or not any(outcome.strip() for outcome in report.outcomes):
            continue
        # Where nobody marked anything, nobody was asked.
        asked = [block for block in report.agenda if not block.cut and block.told and _asks(told, block)]
        slots = [slot for slot in _slots(told) if "outcome" in f"{slot.name} {slot.heading}".casefold()]
        written = any(slot.prose.strip() for slot in slots)
        for block in asked:
            yield from _of_block(block, written)
        if not asked and not written:
            cure, record = "", ""
            if slots:
                cure = "Write there how far each outcome was met, and how one knows."
                record = slot_records(told)[id(slots[0])][1]
            said = "Nothing in this session tells whether its outcomes were met."
            yield finding("outcome-evidence", "", said, about="outcomes", cure=cure, record=record)


def _asks(told: Told, block: Block) -> bool:
    planned = told.session.plan.agenda
    return any(one.id == block.id and one.exercise == ASKS for one in planned)


def _slots(told: Told) -> Iterator[Slot]:
    report = told.page.report
    yield from (*report.opening, *report.closing)
    for block in report.agenda:
        yield from block.slots


def _of_block(block: Block, written: bool) -> Iterator[Finding]:
    for field in block.fields:
        for statement in field.scale.statements if field.scale else ():
            if not written and not any(one.number for one in statement.rounds if not one.earlier):
                said = f"Nobody marked how far ‘{one_line(statement.name)}’ was met."
                about = f"{block.id} {statement.id}"
                cure = "Type the marks from the sheet in Note, or write of it in a place that has outcomes in its name."
                yield finding("outcome-evidence", one_line(block.name), said, about=about, cure=cure)
