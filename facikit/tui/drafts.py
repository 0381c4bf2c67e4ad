"""Text that is typed and not yet an entry: kept by block, field and group, so that moving about loses none of it.

For now it lives as long as the app. This is the one place where it will be written to local state, so that it comes
back after a crash: ``keep`` is called at every change of an entry line.
"""

from __future__ import annotations

import msgspec

Spot = tuple[str, str, str]
"""(block, field, group)."""


class Unfinished(msgspec.Struct, frozen=True):
    """An entry line as it stands: its parts (a table has several), which is being typed, and what goes with it."""

    parts: tuple[str, ...] = ("",)
    at: int = 0
    kind: str = ""
    label: str = ""
    category: str = ""
    editing: str = ""
    """The entry that is being changed; empty for a new one."""
    original: tuple[str, ...] = ()
    """What that entry was, as ``typed`` has it."""

    @property
    def holds_text(self) -> bool:
        """Whether there are words in it."""
        return any(part.strip() for part in self.parts)

    @property
    def typed(self) -> tuple[str, ...]:
        """Everything of it that a person decides."""
        return (*self.parts, self.kind, self.label, self.category)

    @property
    def is_unsaved(self) -> bool:
        """Whether something would be lost: words of a new entry, or a change to one."""
        return self.typed != self.original if self.editing else self.holds_text


class Drafts:
    """Every unfinished line of one person in one session."""

    def __init__(self) -> None:
        self._lines: dict[Spot, Unfinished] = {}

    def keep(self, spot: Spot, line: Unfinished) -> None:
        """Remember the line as it stands now."""
        if line.is_unsaved:
            self._lines[spot] = line
        else:
            self._lines.pop(spot, None)

    def at(self, spot: Spot) -> Unfinished | None:
        """Return the line left there, if any."""
        return self._lines.get(spot)

    def drop(self, spot: Spot) -> None:
        """Forget the line: it has become an entry."""
        self._lines.pop(spot, None)

    def unfinished(self) -> dict[Spot, Unfinished]:
        """Return every line that would be lost."""
        return dict(self._lines)
