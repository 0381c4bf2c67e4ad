"""A small session on disk for these tests, and ways to say things in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from facikit.library.kinds import (
    FieldBase,
    ListField,
    PeopleField,
    PhotoField,
    QuotesField,
    TableField,
    TextField,
)
from facikit.library.shapes import GroupSet, Plan, PlannedBlock, ReportItem, Slot, Step
from facikit.library.values import Item
from facikit.report.checks import check
from facikit.report.render import compose
from facikit.session import people, themes
from facikit.session.clock import Clock, Ids
from facikit.session.create import create
from facikit.session.responses import Draft, Response, add, edit
from facikit.session.session import Session

POINTS = ListField(field="points", categories=(Item("Near", "near"), Item("Far", "far")))
ROWS = TableField(field="rows", columns=(Item("Animal", "animal"), Item("Why", "why")))
SAID = QuotesField(field="said", label="Said at the tables")
STORY = TextField(field="story")
PICTURES = PhotoField(field="pictures")
PEOPLE = PeopleField(field="people")
MEANING = Slot(slot="meaning", heading="What does this tell us?")


class CountingIds(Ids):
    """Ids that count."""

    def __init__(self) -> None:
        self.number = 0

    def new(self, length: int = 12) -> str:
        self.number += 1
        return f"{self.number:0{length}d}"


class Ticking(Clock):
    """A clock that goes on by a second at each look."""

    def __init__(self) -> None:
        self.instant = 1_692_088_200_000

    def now(self) -> int:
        self.instant += 1000
        return self.instant


def block(block_id: str, *fields: FieldBase, report: Any = (), **more: Any) -> PlannedBlock:
    """Return a block that captures ``fields``; ``report`` as in YAML, read from plain values."""
    step = Step(title="Do it", id="do-it", capture=fields, ask=more.pop("ask", ""))  # type: ignore[arg-type]
    items = tuple(msgspec.convert(_item(one), ReportItem) for one in report)
    more.setdefault("title", block_id.capitalize())
    more.setdefault("groups", "tables")
    return PlannedBlock(id=block_id, steps=(step,), report=items, **more)


def _item(one: Any) -> dict[str, Any]:
    if isinstance(one, str):
        return {"show": one}
    return {key: [_item(part) for part in value] if key == "parts" else value for key, value in one.items()}


def plan(*agenda: PlannedBlock, **more: Any) -> Plan:
    """Return the plan of one day with three tables."""
    tables = GroupSet(names=tuple(Item(f"Table {n}", f"table-{n}") for n in (1, 2, 3)))
    more = {"title": "A small day", "groups": {"tables": tables}} | more
    return Plan(session="k7q2m9xw4d3t0b", date="2023-08-15", zone="Europe/London", agenda=agenda, **more)


def session_of(folder: Path, one: Plan) -> Session:
    """Make the session and open it."""
    return Session.open(create(one, folder), "anna", clock=Ticking(), ids=CountingIds())


def say(
    session: Session, block_id: str, field: str, *texts: str, group: str = "table-1", **more: Any
) -> list[Response]:
    """Capture one response for each text; ``flags`` such as off_record are set afterwards."""
    flags = {name: more.pop(name) for name in ("off_record", "set_aside", "highlight") if name in more}
    made = add(session, *(Draft(block=block_id, field=field, group=group, text=text, **more) for text in texts))
    return [edit(session, one.id, **flags) if flags else one for one in made]


def theme(
    session: Session, block_id: str, field: str, name: str, *members: Response, text: str = "", parent: str = ""
) -> themes.Theme:
    """Make a theme with members."""
    made = themes.make(session, block_id, field, name, text, parent)
    themes.link(session, made.id, *(one.id for one in members))
    return made


def report(session: Session, genre: str = "session-report", *, kits: Any = (), draft: bool = False) -> str:
    """Return the report without its front matter."""
    return compose(session, genre, kits=list(kits), draft=draft).markdown.split("\n---\n\n", 1)[1]


def findings(session: Session, genre: str = "session-report", *codes: str) -> list[str]:
    """Return what the checks find in the report; of these codes, where any are given."""
    session.flush()
    return [one.message for one in check(session, genre, kits=[]).open if not codes or one.code in codes]


def register(session: Session, *rows: tuple[str, str, str]) -> None:
    """Put people into the register: name, role, team."""
    people.add_people(session, [dict(zip(("name", "role", "team"), row, strict=True)) for row in rows])
