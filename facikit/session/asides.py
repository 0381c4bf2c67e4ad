"""What was put aside, and what was noted: reworded, ticked off, taken out. Parked things and notes of the day alike."""

from __future__ import annotations

from typing import Literal

from facikit.errors import UserError
from facikit.session.session import Change, Session
from facikit.session.words import cleaned

Kind = Literal["parked", "incident"]


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
