"""What was put aside: things parked so that the room can go on, and notes of what happened, with their time.

What is parked stands in the report. Notes are for those who ran the day: they stand in the whole session's document
(``facikit export``) and in no report, as what happened to somebody in the room is not for print. Both are reworded,
ticked off and taken out alike.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from facikit.errors import UserError
from facikit.session.clock import instant_of
from facikit.session.session import Change, Session
from facikit.session.words import cleaned

Kind = Literal["parked", "incident"]


class Aside(msgspec.Struct, frozen=True):
    """One thing put aside or noted: its words, when, and during which block."""

    id: str
    text: str
    block: str
    t: str
    who: str
    done: bool = False
    """Whether it has been dealt with."""

    @property
    def instant(self) -> int:
        """The instant at which it was put aside."""
        return instant_of(self.t)


def asides(session: Session, kind: Kind) -> list[Aside]:
    """Return what there is of a kind, oldest first."""
    found = []
    for record_id in session.records.of_kind(kind):
        record = session.records.get(record_id)
        if record.flag("deleted") or not record.text("text") or record.first is None:
            continue
        first, name = record.first, record_id.removeprefix(f"{kind}/")
        found.append(Aside(name, record.text("text"), record.text("block"), first.t, first.who, record.flag("done")))
    return sorted(found, key=lambda one: (one.t, one.id))


def parked(session: Session) -> list[Aside]:
    """Return what is in the parking lot, oldest first."""
    return asides(session, "parked")


def incidents(session: Session) -> list[Aside]:
    """Return the notes of the day, oldest first."""
    return asides(session, "incident")


def park(session: Session, text: str, block: str = "") -> Aside:
    """Put something aside."""
    return _put(session, "parked", text, block, "park")


def note_incident(session: Session, text: str, block: str = "") -> Aside:
    """Write down what has just happened."""
    return _put(session, "incident", text, block, "note")


def _put(session: Session, kind: Kind, text: str, block: str, do: str) -> Aside:
    text = cleaned(text)
    if not text.strip():
        raise UserError(f"There is nothing to {do} yet.", "Write a few words first.")
    name = session.ids.new(12)
    session.put([Change(f"{kind}/{name}", {"text": text, "block": block})])
    return next(one for one in asides(session, kind) if one.id == name)


def reword(session: Session, kind: Kind, name: str, text: str) -> None:
    """Say it in other words."""
    text = cleaned(text)
    if not text.strip():
        raise UserError("It needs some words.", "Take it out, if it is not to be there.")
    session.put([Change(f"{kind}/{name}", {"text": text})])


def tick(session: Session, kind: Kind, name: str, done: bool = True) -> None:
    """Say that it has been dealt with, or not yet."""
    session.put([Change(f"{kind}/{name}", {"done": done})])


def take_out(session: Session, kind: Kind, name: str) -> None:
    """Take it out; ``^z`` brings it back."""
    session.put([Change(f"{kind}/{name}", {"deleted": True})])
