"""The parking lot: things put aside so that the room can go on."""

from __future__ import annotations

import msgspec

from facikit.errors import UserError
from facikit.session.session import Change, Session
from facikit.session.words import cleaned


class Parked(msgspec.Struct, frozen=True):
    """One thing put aside, and during which block."""

    id: str
    text: str
    block: str
    t: str
    who: str
    done: bool = False
    """Whether it has been dealt with."""


def parked(session: Session) -> list[Parked]:
    """Return what is in the parking lot, oldest first."""
    found = []
    for record_id in session.records.of_kind("parked"):
        record = session.records.get(record_id)
        if record.flag("deleted") or not record.text("text") or record.first is None:
            continue
        first, name = record.first, record_id.removeprefix("parked/")
        block, done = record.text("block"), record.flag("done")
        found.append(Parked(name, record.text("text"), block, first.t, first.who, done))
    return sorted(found, key=lambda one: (one.t, one.id))


def park(session: Session, text: str, block: str = "") -> Parked:
    """Put something aside."""
    text = cleaned(text)
    if not text.strip():
        raise UserError("There is nothing to park yet.", "Write a few words first.")
    parked_id = session.ids.new(12)
    session.put([Change(f"parked/{parked_id}", {"text": text, "block": block})])
    return next(one for one in parked(session) if one.id == parked_id)
