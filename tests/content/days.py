"""A session made from YAML, as a user would have it, for the tests of what is shipped and of what is not."""

from __future__ import annotations

from pathlib import Path

from facikit.library import finding, planning
from facikit.library.reading import convert, read_document
from facikit.library.shapes import Plan, Workshop
from facikit.session import agenda, meaning, plain
from facikit.session.create import create
from facikit.session.responses import Draft
from facikit.session.session import Session

ROOT = Path(__file__).resolve().parents[2]


def planned(workshop: Path, kits: list[Path]) -> Plan:
    """Return the plan that a workshop makes; nothing may be wrong with it."""
    document, problems = read_document(workshop)
    made, more = convert(document, Workshop)
    plan, most = planning.plan(
        made,
        finding.shelf(kits),
        session_id="k7q2m9xw4d3t0b",
        date="2026-03-04",
        zone="Europe/London",
        name=workshop.stem,
        source=document,
        known=finding.exercises(kits),
    )
    assert [*problems, *more, *most] == []
    return plan


def made(workshop: Path, kits: list[Path], parent: Path) -> Session:
    """Return a new session of a workshop, open; its plan must read back without a problem."""
    session = Session.open(create(planned(workshop, kits), parent), "Anna")
    assert session.problems == []
    return session


def say(session: Session, block: str, field: str, *lines: str, group: str = "", label: str = "") -> list[str]:
    """Type lines into a field as ``facikit add`` does, and return the ids."""
    live = meaning.find_block(session, block)
    at = meaning.find_group(session, live.id, group) if group else agenda.groups_of(session, live.id)[0]
    draft = Draft(block=live.id, field=field, group=at.id, label=label)
    return [one for one, _ in plain.add_lines(session, meaning.find_field(live, field), list(lines), draft)]
