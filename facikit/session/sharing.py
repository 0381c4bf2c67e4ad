"""Which field's themes a field's entries are sorted into: as the exercise says, or as staff chose while they sorted.

The choice is a record over the plan, ``shares/BLOCK/FIELD``: the field whose themes they are, or none for its own.
"""

from __future__ import annotations

from facikit.library.kinds import FieldBase
from facikit.library.sets_checking import named
from facikit.session.session import Change, Session

Place = tuple[str, str]
"""A block and a field, by id and name."""


def wanted(session: Session, block_id: str, field: FieldBase) -> Place | None:
    """Return the field whose themes this one wants to share; None where it has its own."""
    record = session.records.get(f"shares/{block_id}/{field.field}")
    if record.get("field") is not None:
        return (record.text("block"), record.text("field")) if record.text("field") else None
    return named(block_id, field.themes_with) if field.themes_with.strip() else None


def put(session: Session, place: Place, into: Place | None) -> None:
    """Sort the entries of one field into the themes of another from now on; None: into its own."""
    block, field = into or ("", "")
    session.put([Change(f"shares/{place[0]}/{place[1]}", {"block": block, "field": field})])


def state(session: Session) -> tuple[tuple[str, object, object], ...]:
    """Return everything that was chosen, to be held against what it was."""
    every = ((one, session.records.get(one)) for one in session.records.of_kind("shares"))
    return tuple((one, record.get("block"), record.get("field")) for one, record in every)
