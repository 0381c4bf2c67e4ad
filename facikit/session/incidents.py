"""Notes of the day: what happened, and when, as whoever leads it wrote it down. For those who ran the day.

They stand in the whole session's document (``facikit export``) and in no report: what happened to somebody in the room
is not for print.
"""

from __future__ import annotations

import msgspec

from facikit.errors import UserError
from facikit.session.clock import instant_of
from facikit.session.session import Change, Session
from facikit.session.words import cleaned


class Incident(msgspec.Struct, frozen=True):
    """One note: its words, the instant at which it was written, and during which block."""

    id: str
    text: str
    block: str
    instant: int
    who: str
    done: bool = False
    """Whether it has been dealt with."""


def incidents(session: Session) -> list[Incident]:
    """Return the notes of the day, oldest first."""
    found = []
    for record_id in session.records.of_kind("incident"):
        record = session.records.get(record_id)
        if record.flag("deleted") or not record.text("text") or record.first is None:
            continue
        first, name = record.first, record_id.removeprefix("incident/")
        block, done = record.text("block"), record.flag("done")
        found.append(Incident(name, record.text("text"), block, instant_of(first.t), first.who, done))
    return sorted(found, key=lambda one: (one.instant, one.id))


def note_incident(session: Session, text: str, block: str = "") -> None:
    """Write down what has just happened."""
    text = cleaned(text)
    if not text.strip():
        raise UserError("There is nothing to note yet.", "Write a few words first.")
    session.put([Change(f"incident/{session.ids.new(12)}", {"text": text, "block": block})])
