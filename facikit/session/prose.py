"""Prose: what staff write into a slot of a block, into one of the session's own slots, or under a theme.

Two people may write into one slot without seeing each other. Then both wordings stand, the later one is shown, and
whoever looks at them settles it.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from facikit.session.session import Change, Session
from facikit.session.words import cleaned

SESSION = "session"
"""Stands for the block where a slot is the session's own."""
THEME = "theme"
"""Stands for the block where the prose belongs to a theme; the slot is then the theme's id."""


class Wording(msgspec.Struct, frozen=True):
    """One text that stands in a slot: its words, who wrote it and when, and the line that holds it."""

    text: str
    who: str
    t: str
    line: str


def prose(session: Session, block: str, slot: str) -> str:
    """Return the Markdown that staff wrote there; empty where nothing is written yet."""
    return session.records.get(f"prose/{block}/{slot}").text("text")


def wordings(session: Session, block: str, slot: str) -> list[Wording]:
    """Return every wording that stands there unreconciled, the shown one last."""
    heads = session.records.get(f"prose/{block}/{slot}").heads.get("text", ())
    return [Wording(str(line.set.get("text") or ""), line.who, line.t, line.id) for line in heads]


def versions(session: Session, block: str, slot: str) -> list[str]:
    """Return the words of every wording that stands there, the shown one last."""
    return [one.text for one in wordings(session, block, slot)]


def write(session: Session, block: str, slot: str, text: str, *, seen: Collection[str] | None = None) -> str:
    """Put ``text`` there; nothing happens where it stands there already. Return the line that holds it.

    ``seen`` are the lines of the wordings that the writer had before them. What somebody else has written since is not
    replaced: it stands beside this one. Left out, everything that stands there counts as seen.
    """
    text = cleaned(text)
    for one in reversed(wordings(session, block, slot)):
        if one.text == text:
            return one.line
    return _put(session, block, slot, text, seen) if text or prose(session, block, slot) else ""


def settle(session: Session, block: str, slot: str, text: str) -> str:
    """Put ``text`` in the place of all wordings that stand there. Return the line that holds it."""
    return _put(session, block, slot, cleaned(text), None)


def _put(session: Session, block: str, slot: str, text: str, seen: Collection[str] | None) -> str:
    return session.put([Change(f"prose/{block}/{slot}", {"text": text})], seen=seen)[0].id
