"""The register: who was there. Names are private; reports speak of roles and teams."""

from __future__ import annotations

from typing import Any

import msgspec

from facikit.errors import UserError, closest
from facikit.session import order
from facikit.session.session import Change, Session
from facikit.session.words import cleaned

COLUMNS = ("name", "role", "team", "group")


class Person(msgspec.Struct, frozen=True):
    """One person in the register. ``group`` is a group's name as written, or empty."""

    id: str
    name: str
    role: str
    team: str
    group: str
    position: str


def people(session: Session) -> list[Person]:
    """Return the register in its order."""
    found = []
    for record_id in session.records.of_kind("person"):
        record = session.records.get(record_id)
        if record.flag("deleted") or not any(record.text(column) for column in COLUMNS):
            continue
        words = {column: record.text(column) for column in COLUMNS}
        found.append(Person(id=record_id.removeprefix("person/"), position=record.text("position"), **words))
    return sorted(found, key=lambda person: (person.position, person.id))


def add_people(session: Session, rows: list[dict[str, str]]) -> list[Person]:
    """Add people as one change. Each row has any of name, role, team, group."""
    here = people(session)
    place = here[-1].position if here else ""
    changes = []
    for row in rows:
        fields: dict[str, Any] = {key: cleaned(row[key]).strip() for key in COLUMNS if row.get(key, "").strip()}
        if not fields:
            continue
        place = order.between(place)
        changes.append(Change(f"person/{session.ids.new(12)}", {**fields, "position": place}))
    session.put(changes)
    added = {change.record.removeprefix("person/") for change in changes}
    return [person for person in people(session) if person.id in added]


def add_person(session: Session, name: str = "", role: str = "", team: str = "", group: str = "") -> Person:
    """Add one person."""
    found = add_people(session, [{"name": name, "role": role, "team": team, "group": group}])
    if not found:
        raise UserError("A person needs a name, a role or a team.")
    return found[0]


def edit_person(session: Session, person_id: str, **fields: str) -> Person:
    """Change what is said of a person; what stays the same is left alone."""
    before = _person(session, person_id)
    after = {key: cleaned(fields.get(key, getattr(before, key))).strip() for key in COLUMNS}
    if not any(after.values()):
        raise UserError("A person needs a name, a role or a team.")
    changed: dict[str, Any] = {key: value for key, value in after.items() if value != getattr(before, key)}
    if changed:
        session.put([Change(f"person/{before.id}", changed)])
    return _person(session, person_id)


def delete_person(session: Session, person_id: str) -> None:
    """Take a person out of the register. Undo brings them back."""
    session.put([Change(f"person/{_person(session, person_id).id}", {"deleted": True})])


def _person(session: Session, person_id: str) -> Person:
    found = next((person for person in people(session) if person.id == person_id), None)
    if found is None:
        raise UserError(f"There is nobody '{person_id}' in this register.", "'facikit people' lists who is there.")
    return found


def from_csv(text: str, name: str) -> list[dict[str, str]]:
    """Read a register from CSV text with a heading line of name, role, team, group in any order, comma or semicolon."""
    import csv  # every command and every screen imports this module, and few read a table
    import io

    text = text.lstrip("\ufeff")
    if not text.strip():
        raise UserError(f"{name} is empty.", "Its first line names the columns: name, role, team, group.")
    separator = max(",;\t", key=text.strip().split("\n")[0].count)
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if row]
    heading = [cell.strip().casefold() for cell in rows[0]]
    for cell in heading:
        if cell and cell not in COLUMNS:
            raise UserError(
                f"{name}:1: '{cell}' is not a column of the register.",
                closest(cell, COLUMNS) or "The columns are name, role, team and group.",
            )
    if not any(heading):
        raise UserError(f"{name}:1: the first line names no columns.", "The columns are name, role, team and group.")
    return [dict(zip(heading, row, strict=False)) for row in rows[1:] if any(cell.strip() for cell in row)]
