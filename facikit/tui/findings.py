"""What stands beside the report: what its checks found, what was allowed, and the screen on which each is mended."""

from __future__ import annotations

from dataclasses import dataclass

from facikit.report.findings import Finding
from facikit.session import agenda
from facikit.session.responses import responses
from facikit.session.session import Session
from facikit.session.themes import themes
from facikit.tui.desk import Desk
from facikit.tui.reader import Preview
from facikit.tui.writing import parts


@dataclass(frozen=True)
class Point:
    """Something to look at: what was found, why it may stand if it may, and on which line of the preview it is."""

    finding: Finding
    reason: str
    line: int | None


def points(preview: Preview) -> list[Point]:
    """Return everything that was found, in the order of the report, what was allowed last."""
    shown: dict[int, int] = {}
    for number, line in enumerate(preview.lines):
        shown.setdefault(line.source, number)

    def at(one: Finding) -> int | None:
        return None if one.line is None else shown.get(one.line)

    found = [Point(one, "", at(one)) for one in preview.findings]
    return found + [Point(one.finding, one.reason, at(one.finding)) for one in preview.allowed]


def place_of(session: Session, record: str) -> str:
    """Return the name of the screen on which a record is mended; empty where there is none."""
    kind, _, rest = record.partition("/")
    if kind == "prose":
        block, _, slot = rest.partition("/")
        return "write" if any(place.key == (block, slot) for part in parts(session) for place in part.places) else ""
    if kind == "theme":
        return "themes" if any(one.id == rest for one in themes(session)) else ""
    if kind == "wording":
        # Where it is found it is mended: the wording opens over the report.
        return "report" if any(one.id == rest for one in responses(session)) else ""
    if kind == "printed":
        # So does how a field is printed.
        block, _, field = rest.partition("/")
        known = {(one.id, other.field) for one in agenda.blocks(session) for other in one.fields}
        return "report" if (block, field) in known else ""
    if kind == "response":
        return "note" if any(one.id == rest for one in responses(session)) else ""
    if kind == "release":
        return "note" if _step(session, *rest.partition("/")[::2]) is not None else ""
    return ""


def lay_ready(desk: Desk, record: str) -> None:
    """Lay on the desk what the screen of ``place_of`` is to begin with."""
    kind, _, rest = record.partition("/")
    first, _, second = rest.partition("/")
    if kind == "prose":
        desk.write_at = (first, second)
    elif kind == "theme":
        one = next(theme for theme in themes(desk.session) if theme.id == rest)
        desk.sort_at, desk.sort_view = (one.block, one.field), one.id
    elif kind == "response":
        entry = next(one for one in responses(desk.session) if one.id == rest)
        desk.note_step = _step(desk.session, entry.block, entry.field)
        desk.wanted_entry = entry.id
    elif kind == "release":
        desk.note_step = _step(desk.session, first, second)


def _step(session: Session, block_id: str, field: str) -> tuple[str, int] | None:
    """Return the step that captures a field."""
    block = next((one for one in agenda.blocks(session) if one.id == block_id), None)
    steps = enumerate(block.steps if block is not None else ())
    return next(((block_id, at) for at, step in steps if any(one.field == field for one in step.capture)), None)
