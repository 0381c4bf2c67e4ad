"""Words that are typed and not yet entered: kept on this laptop, bound to where they are being typed.

They live in the user's local state, never in the session's folder: half a sentence is nobody else's business. A draft
is replaced in one step, so a program killed at any moment leaves the last draft or the one before, never half of one.
"""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

import msgspec

FOLDER = "drafts"
WRITE_EVERY_S = 0.3
"""How long typing may go on before it is kept: a killed program loses less than this."""


class Unfinished(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in an entry line: its words, cells by column, and where it would go."""

    session: str
    block: str
    field: str
    group: str
    text: str = ""
    cells: dict[str, str] = {}
    kind: str = ""
    label: str = ""
    editing: str = ""
    """The response that is being edited; empty for a new one."""
    t: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.text.strip() and not any(cell.strip() for cell in self.cells.values())


class Drafts:
    """The drafts of one session on this laptop."""

    def __init__(self, state: Path, session: str) -> None:
        self.session = session
        self.folder = state / FOLDER / _name(session)

    def keep(self, draft: Unfinished) -> bool:
        """Keep ``draft`` in place of the one of the same place; an empty one is dropped. Return whether that worked."""
        path = self._path(draft.block, draft.field, draft.group)
        try:
            if draft.empty:
                path.unlink(missing_ok=True)
                return True
            self.folder.mkdir(parents=True, exist_ok=True)
            beside = path.with_suffix(".part")
            beside.write_bytes(msgspec.json.encode(draft))
            beside.replace(path)
        except OSError:
            return False
        return True

    def drop(self, block: str, field: str, group: str) -> None:
        """Forget the draft of a place: its words were entered, or thrown away."""
        with contextlib.suppress(OSError):
            self._path(block, field, group).unlink(missing_ok=True)

    def at(self, block: str, field: str, group: str) -> Unfinished | None:
        """Return the draft of a place; None where nothing was left."""
        return self._read(self._path(block, field, group))

    def every(self) -> list[Unfinished]:
        """Return all drafts that were left, oldest first."""
        if not self.folder.is_dir():
            return []
        found = [draft for path in sorted(self.folder.glob("*.json")) if (draft := self._read(path)) is not None]
        return sorted(found, key=lambda draft: draft.t)

    def _path(self, block: str, field: str, group: str) -> Path:
        return self.folder / f"{_name(block, field, group)}.json"

    def _read(self, path: Path) -> Unfinished | None:
        try:
            draft = msgspec.json.decode(path.read_bytes(), type=Unfinished)
        except (OSError, msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError):
            return None
        return draft if draft.session == self.session and not draft.empty else None


def _name(*parts: str) -> str:
    """Return a file name for ids that may hold anything."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]
