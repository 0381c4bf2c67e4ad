"""Words that are typed and not yet entered: kept on this laptop, bound to where they are being typed and by whom.

They live in the user's local state, never in the session's folder: half a sentence is nobody else's business. A draft
is replaced in one step, so a program killed at any moment leaves the last draft or the one before, never half of one.
Each run of the program has a folder of its own, locked as long as it lives: two windows do not overwrite each other,
and what a run left that is no more is taken over by the next.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import msgspec

from facikit.session.files import REAL

FOLDER = "drafts"
LOCK = "lock"
WRITE_EVERY_S = 0.3
"""How long typing may go on before it is kept: a killed program loses less than this."""


class Unfinished(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in an entry line: its words, those of its further columns, and where it would go."""

    session: str
    block: str
    field: str
    group: str
    who: str = ""
    """Who is typing; empty where no names are kept."""
    text: str = ""
    more: tuple[str, ...] = ()
    """The columns after the first."""
    at: int = 0
    """Which of the columns is being typed."""
    kind: str = ""
    label: str = ""
    category: str = ""
    editing: str = ""
    """The response that is being edited; empty for a new one."""
    original: tuple[str, ...] = ()
    """What that response was."""
    seen: tuple[str, ...] = ()
    """The log lines that said so."""
    entered: tuple[str, ...] = ()
    """The log lines that hold these words since Enter was pressed, as long as they are not known to be on disk."""
    number: int = 0
    """Tells apart several of one place."""
    t: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.editing and not any(part.strip() for part in (self.text, *self.more))


class Drafts:
    """The drafts of one session on this laptop, those of one run where it is named."""

    def __init__(self, state: Path, session: str, run: str = "") -> None:
        self.session = session
        self.home = state / FOLDER / _name(session)
        self.folder = self.home / run if run else self.home
        self._run = run
        self._lock: BinaryIO | None = None

    def keep(self, draft: Unfinished) -> bool:
        """Keep ``draft`` in place of the one of the same place; an empty one is dropped. Return whether that worked."""
        path = self._path(draft.block, draft.field, draft.group, draft.number)
        try:
            if draft.empty:
                path.unlink(missing_ok=True)
                return True
            self._begin()
            REAL.write_whole(path, msgspec.json.encode(draft), sync=False)
        except OSError:
            return False
        return True

    def drop(self, block: str, field: str, group: str, number: int = 0) -> None:
        """Forget the draft of a place: its words were entered, or thrown away."""
        with contextlib.suppress(OSError):
            self._path(block, field, group, number).unlink(missing_ok=True)

    def at(self, block: str, field: str, group: str) -> Unfinished | None:
        """Return the draft of a place; None where nothing was left."""
        return self._read(self._path(block, field, group, 0))

    def every(self) -> list[Unfinished]:
        """Return all drafts that were left, oldest first."""
        return [draft for _, draft in self._in(self.folder)]

    def take_over(self, take: Callable[[Unfinished], bool]) -> None:
        """Offer what runs that are no more have left, oldest first; what is taken is theirs no longer."""
        try:
            others = [folder for folder in self.home.iterdir() if folder.is_dir() and folder != self.folder]
        except OSError:
            return
        for folder in sorted(others):
            try:
                lock = _locked(folder / LOCK)
            except OSError:
                continue
            if lock is None:
                continue
            with lock:
                left = [path for path, draft in self._in(folder) if not take(draft)]
                for path in folder.glob("*.json"):
                    if path not in left and self._read(path) is not None:
                        with contextlib.suppress(OSError):
                            path.unlink()
            _clear(folder)

    def close(self) -> None:
        """End the run: what is left now is for the next."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None
            _clear(self.folder)

    def _begin(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if self._run and self._lock is None:
            self._lock = _locked(self.folder / LOCK)

    def _in(self, folder: Path) -> list[tuple[Path, Unfinished]]:
        if not folder.is_dir():
            return []
        found = [(path, draft) for path in folder.glob("*.json") if (draft := self._read(path)) is not None]
        return sorted(found, key=lambda one: (one[1].t, one[1].number, one[0]))

    def _path(self, block: str, field: str, group: str, number: int) -> Path:
        return self.folder / f"{_name(block, field, group)}{f'-{number}' if number else ''}.json"

    def _read(self, path: Path) -> Unfinished | None:
        try:
            draft = msgspec.json.decode(path.read_bytes(), type=Unfinished)
        except (OSError, msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError):
            return None
        return draft if draft.session == self.session and not draft.empty else None


def _locked(path: Path) -> BinaryIO | None:
    """Open and lock a file until it is closed or the program ends, however it ends; None where a program has it."""
    file = path.open("a+b")
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            file.close()
            return None
        # A disk without locks: two windows at once are rarer than a draft that is wanted back.
    return file


def _clear(folder: Path) -> None:
    """Take a run's folder away, if nothing is left in it."""
    with contextlib.suppress(OSError):
        if not any(folder.glob("*.json")):
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()


def _name(*parts: str) -> str:
    """Return a file name for ids that may hold anything."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]
