"""One log on one disk: new, appended to by this process alone, and begun anew wherever it cannot be trusted any more.

After a failed sync the operating system may have forgotten what it was given (the lesson of "fsyncgate"), and a sync
program may put another file in the place of ours. Then everything goes once more into a new file, under the same ids,
which readers know to be the same lines.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from facikit.session.files import REAL, Files


class Appended:
    """The log at ``path``, made at its first line; ``-2``, ``-3`` and so on where it was begun anew.

    ``deep`` is for this laptop's own state, where the folders on the way may be made as well.
    """

    def __init__(self, path: Path, files: Files = REAL, *, deep: bool = False) -> None:
        self.path = path
        self.rewrite: Callable[[bytes], bytes] | None = None
        """What to leave of lines written before, where they go into a new file: some may have been erased since."""
        self._files = files
        self._deep = deep
        self._descriptor: int | None = None
        self._size = 0
        self._attempt = 1
        self._written: list[bytes] = []
        self._made = False

    def append(self, fresh: list[bytes], *, sync: bool = True) -> None:
        """Put ``fresh`` on disk; into an empty file, all that was ever appended goes first."""
        if self._descriptor is not None and not self._is_ours():
            self._give_up_file()
        if self._descriptor is None:
            self._open()
        assert self._descriptor is not None
        if not self._size and self._written and self.rewrite is not None:
            self._written = [self.rewrite(b"".join(self._written))]
        data = b"".join(fresh if self._size else [*self._written, *fresh])
        self._write_all(data)
        if sync:
            try:
                self._files.sync(self._descriptor)
            except OSError:
                self._give_up_file()
                raise
            if not self._size:
                self._files.sync_folder(self.path.parent)
        self._size += len(data)
        self._written.extend(fresh)

    def close(self) -> None:
        """Close the file; nothing is appended any more."""
        if self._descriptor is not None:
            # The bytes were synced, or the file is given up: closing decides nothing.
            with contextlib.suppress(OSError):
                self._files.close(self._descriptor)
            self._descriptor = None

    def take_away(self) -> None:
        """Remove what was made: everything in it is somewhere else now. What is appended later begins anew."""
        if not self._made:
            return
        self.close()
        for attempt in range(1, self._attempt + 1):
            with contextlib.suppress(OSError):
                self._files.remove(self._path_of(attempt))
        self._size, self._attempt, self._written, self._made = 0, 1, [], False

    def _path_of(self, attempt: int) -> Path:
        return self.path if attempt == 1 else self.path.with_name(f"{self.path.stem}-{attempt}.jsonl")

    def _open(self) -> None:
        make = self._files.make_folders if self._deep else self._files.make_folder
        make(self.path.parent)
        while True:
            try:
                self._descriptor = self._files.create(self._path_of(self._attempt))
                break
            except FileExistsError:
                self._attempt += 1
        self._size, self._made = 0, True

    def _write_all(self, data: bytes) -> None:
        assert self._descriptor is not None
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[self._files.write(self._descriptor, bytes(rest)) :]
        except OSError:
            self._cut_back()
            raise

    def _cut_back(self) -> None:
        """After a short write: back to the last whole line, or on to a new file where even that fails."""
        assert self._descriptor is not None
        try:
            self._files.cut(self._descriptor, self._size)
        except OSError:
            self._give_up_file()

    def _is_ours(self) -> bool:
        """Tell whether the file at our path is still the one that we write, as long as we left it."""
        assert self._descriptor is not None
        try:
            ours = self._files.identity(self._descriptor)
        except OSError:
            return False
        return ours == self._files.identity_at(self._path_of(self._attempt)) and ours[2] == self._size

    def _give_up_file(self) -> None:
        self.close()
        self._attempt += 1
