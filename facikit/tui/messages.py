"""What the parts of the app say to each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from textual.message import Message


@dataclass
class Saved(Message):
    """Lines have reached the disk, or could not. Sent from the writer thread."""

    def can_replace(self, message: Message) -> bool:
        """A burst of them is one."""
        return isinstance(message, Saved)


@dataclass
class Show(Message):
    """Somebody wants another screen, by its name."""

    place: str


@dataclass
class OpenSession(Message):
    """Somebody wants a session opened, at a screen, as a person."""

    folder: Path
    place: str
    who: str


@dataclass
class Say(Message):
    """Something to tell, in words, for a few seconds."""

    words: str
    serious: bool = False
