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

    @property
    def holds_text(self) -> bool:
        """Whether anything would be lost."""
        return any(part.strip() for part in self.parts)


class Drafts:
    """Every unfinished line of one person in one session."""

    def __init__(self) -> None:
        self._lines: dict[Spot, Unfinished] = {}

    def keep(self, spot: Spot, line: Unfinished) -> None:
        """Remember the line as it stands now."""
        if line.holds_text or line.editing:
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
        """Return every line that holds text."""
        return {spot: line for spot, line in self._lines.items() if line.holds_text}
