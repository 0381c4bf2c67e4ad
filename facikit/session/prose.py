"""Prose: what staff write into a slot of a block, into one of the session's own slots, or under a theme."""

from __future__ import annotations

from facikit.session.session import Change, Session
from facikit.session.words import cleaned

SESSION = "session"
"""Stands for the block where a slot is the session's own."""
THEME = "theme"
"""Stands for the block where the prose belongs to a theme; the slot is then the theme's id."""


def prose(session: Session, block: str, slot: str) -> str:
    """Return the Markdown that staff wrote there; empty where nothing is written yet."""
    return session.records.get(f"prose/{block}/{slot}").text("text")


def versions(session: Session, block: str, slot: str) -> list[str]:
    """Return every wording that stands there unreconciled, the shown one last."""
    heads = session.records.get(f"prose/{block}/{slot}").heads.get("text", ())
    return [str(line.set.get("text") or "") for line in heads]


def write(session: Session, block: str, slot: str, text: str) -> None:
    """Put ``text`` there; nothing happens where it stands there already."""
    text = cleaned(text)
    if text != prose(session, block, slot):
        session.put([Change(f"prose/{block}/{slot}", {"text": text})])
