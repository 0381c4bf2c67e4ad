"""One run of the program writes one log file: new, appended by this process alone, never opened again afterwards.

The screen hands lines over and goes on; a thread writes whatever has gathered in one write and one sync, and only then
are the lines *saved*. What could not be written stays in memory, is shown as not saved, and is tried again. After a
failed sync the operating system may have forgotten what it was given (the lesson of "fsyncgate"), so that file is never
trusted again: everything goes once more into a new one, under the same ids, which readers know to be the same lines.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from facikit.session.files import REAL, Files

Saved = Literal["saving", "saved", "failed"]
RETRY_S = 2.0
"""How long to wait before trying again what the disk has refused."""


class Run:
    """The log file of one run, made at its first line."""

    def __init__(self, path: Path, files: Files = REAL, on_change: Callable[[], None] | None = None) -> None:
        self.path = path
        self.error: OSError | None = None
        """Why the last attempt failed; None while all is well."""
        self.on_change = on_change
        self.rewrite: Callable[[bytes], bytes] | None = None
        """What to leave of lines written before, where they go into a new file: some may have been erased since."""
        self._files = files
        self._descriptor: int | None = None
        self._size = 0
        self._attempt = 1
        self._written: list[bytes] = []
        self._waiting: list[tuple[str, bytes]] = []
        self._unsaved: dict[str, Saved] = {}
        self._changed = threading.Condition()
        self._closing = False
        self._thread: threading.Thread | None = None

    @property
    def paths(self) -> list[Path]:
        """Every file that this run has made."""
        return [self._path_of(attempt) for attempt in range(1, self._attempt + 1)]

    def _path_of(self, attempt: int) -> Path:
        return self.path if attempt == 1 else self.path.with_name(f"{self.path.stem}-{attempt}.jsonl")

    def write(self, lines: list[tuple[str, bytes]]) -> None:
        """Hand over lines as (id, bytes); return at once."""
        with self._changed:
            self._waiting.extend(lines)
            # While the disk refuses, nothing new is on its way either: that is said at once.
            state: Saved = "saving" if self.error is None else "failed"
            self._unsaved.update((line_id, state) for line_id, _ in lines)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="facikit-writer", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def saved(self, line_id: str) -> Saved:
        """Tell whether the line is on disk."""
        return self._unsaved.get(line_id, "saved")

    def unsaved(self) -> int:
        """Return how many lines are not on disk."""
        return len(self._unsaved)

    def flush(self, timeout_s: float = 10.0) -> bool:
        """Wait until all is on disk, or one attempt has failed; return whether all is on disk."""
        with self._changed:
            self._changed.wait_for(lambda: not self._unsaved or self.error is not None, timeout_s)
            return not self._unsaved

    def close(self, timeout_s: float = 10.0) -> bool:
        """Make a last attempt, end the thread and close the file; return whether all is on disk."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(timeout_s)
        return not self._unsaved

    def _work(self) -> None:
        last_try = False
        while True:
            with self._changed:
                if self.error is not None and not self._closing:
                    self._changed.wait(RETRY_S)
                self._changed.wait_for(lambda: self._waiting or self._closing)
                last_try = self._closing
                batch = list(self._waiting)
            if batch:
                self._save(batch)
            with self._changed:
                done = last_try and (not self._waiting or self.error is not None)
            if done:
                break
        if self._descriptor is not None:
            self._quietly_close()

    def _save(self, batch: list[tuple[str, bytes]]) -> None:
        error: OSError | None = None
        try:
            self._append([data for _, data in batch])
        except OSError as failure:
            error = failure
        with self._changed:
            self.error = error
            if error is None:
                del self._waiting[: len(batch)]
                for line_id, _ in batch:
                    self._unsaved.pop(line_id, None)
            else:
                self._unsaved.update((line_id, "failed") for line_id, _ in self._waiting)
            self._changed.notify_all()
        if self.on_change is not None:
            self.on_change()

    def _append(self, fresh: list[bytes]) -> None:
        """Put ``fresh`` on disk; into an empty file, all that this run ever wrote goes first."""
        if self._descriptor is not None and not self._is_ours():
            self._give_up_file()
        if self._descriptor is None:
            self._open()
        assert self._descriptor is not None
        if not self._size and self._written and self.rewrite is not None:
            self._written = [self.rewrite(b"".join(self._written))]
        data = b"".join(fresh if self._size else [*self._written, *fresh])
        self._write_all(data)
        try:
            self._files.sync(self._descriptor)
        except OSError:
            self._give_up_file()
            raise
        if not self._size:
            self._files.sync_folder(self.path.parent)
        self._size += len(data)
        self._written.extend(fresh)

    def _open(self) -> None:
        self._files.make_folder(self.path.parent)
        while True:
            try:
                self._descriptor = self._files.create(self._path_of(self._attempt))
                break
            except FileExistsError:
                self._attempt += 1
        self._size = 0

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
        self._quietly_close()
        self._descriptor = None
        self._attempt += 1

    def _quietly_close(self) -> None:
        if self._descriptor is not None:
            # The bytes were synced, or the file is given up: closing decides nothing.
            with contextlib.suppress(OSError):
                self._files.close(self._descriptor)
            self._descriptor = None
