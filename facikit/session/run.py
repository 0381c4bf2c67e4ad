"""One run of the program writes one log: the screen hands lines over and goes on, a thread puts them on disk.

Whatever has gathered goes in one write and one sync, and only then are the lines *saved*. What the session's folder
does not take, because it is full, may not be written to or is gone, goes into this laptop's outbox and is *kept*: on
disk, and not yet where it belongs. It is tried again there until it is. Only what neither takes stays in memory and is
shown as not saved.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

from facikit.session.appending import Appended
from facikit.session.files import REAL, Files

Saved = Literal["saving", "saved", "kept", "failed"]
RETRY_S = 2.0
"""How long to wait before trying again what the disk has refused."""


class Own(NamedTuple):
    """Where this laptop keeps for itself what the run writes: what is refused, and, where that is wanted, all of it."""

    outbox: Path
    copy: Path | None = None


class Run:
    """The log of one run, made at its first line."""

    def __init__(
        self, path: Path, files: Files = REAL, on_change: Callable[[], None] | None = None, own: Own | None = None
    ) -> None:
        self.path = path
        self.error: OSError | None = None
        """Why the session's folder did not take the last lines; None while all is well."""
        self.on_change = on_change
        self._log = Appended(path, files)
        self._outbox = Appended(own.outbox, files, deep=True) if own is not None else None
        self._copy = Appended(own.copy, files, deep=True) if own is not None and own.copy is not None else None
        self._outbox_refuses = self._outbox is None
        self._waiting: list[tuple[str, bytes]] = []
        self._unsaved: dict[str, Saved] = {}
        self._changed = threading.Condition()
        self._closing = False
        self._thread: threading.Thread | None = None

    def leave(self, rewrite: Callable[[bytes], bytes]) -> None:
        """Say what to leave of lines written before, where they go into a new file: some may have been erased since."""
        for log in self._logs:
            log.rewrite = rewrite

    @property
    def _logs(self) -> list[Appended]:
        return [log for log in (self._log, self._outbox, self._copy) if log is not None]

    def write(self, lines: list[tuple[str, bytes]]) -> None:
        """Hand over lines as (id, bytes); return at once."""
        with self._changed:
            self._waiting.extend(lines)
            # While no disk takes anything, nothing new is on its way either: that is said at once.
            state: Saved = "failed" if self.error is not None and self._outbox_refuses else "saving"
            self._unsaved.update((line_id, state) for line_id, _ in lines)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="facikit-writer", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def saved(self, line_id: str) -> Saved:
        """Tell whether the line is on disk."""
        return self._unsaved.get(line_id, "saved")

    def unsaved(self) -> int:
        """Return how many lines are on no disk."""
        return sum(state != "kept" for state in list(self._unsaved.values()))

    def kept(self) -> int:
        """Return how many lines are on this laptop's disk, and not yet in the session's folder."""
        return sum(state == "kept" for state in list(self._unsaved.values()))

    def flush(self, timeout_s: float = 10.0) -> bool:
        """Wait until all is on disk, or one attempt has failed; return whether all is on disk."""
        with self._changed:
            self._changed.wait_for(
                lambda: not self.unsaved() or (self.error is not None and not self._under_way()), timeout_s
            )
            return not self.unsaved()

    def close(self, timeout_s: float = 10.0) -> bool:
        """Make a last attempt, end the thread and close the files; return whether all is on disk."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(timeout_s)
        return not self.unsaved()

    def _under_way(self) -> bool:
        return "saving" in self._unsaved.values()

    def _work(self) -> None:
        while True:
            with self._changed:
                if self.error is not None and not self._closing and not self._under_way():
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
        for log in self._logs:
            log.close()

    def _save(self, batch: list[tuple[str, bytes]]) -> None:
        error: OSError | None = None
        if self.error is not None:
            self._keep(batch)  # first of all: a folder that is gone may take its time to say so
        try:
            self._log.append([data for _, data in batch])
        except OSError as failure:
            error = failure
            self._keep(batch)
        else:
            self._copied([data for _, data in batch])
        with self._changed:
            self.error = error
            for line_id, _ in batch:
                if error is None:
                    del self._unsaved[line_id]
                elif self._unsaved[line_id] != "kept":
                    self._unsaved[line_id] = "failed"
            if error is None:
                del self._waiting[: len(batch)]
            self._changed.notify_all()
        if self.on_change is not None:
            self.on_change()

    def _keep(self, batch: list[tuple[str, bytes]]) -> None:
        """Put into the outbox what is not in it yet."""
        fresh = [one for one in batch if self._unsaved[one[0]] != "kept"]
        if self._outbox is None or not fresh:
            return
        try:
            self._outbox.append([data for _, data in fresh])
        except OSError:
            self._outbox_refuses = True  # the lines are shown as not saved, with what the session's folder said
            return
        with self._changed:
            self._outbox_refuses = False
            self._unsaved.update((line_id, "kept") for line_id, _ in fresh)
            self._changed.notify_all()
        if self.on_change is not None:
            self.on_change()

    def _copied(self, fresh: list[bytes]) -> None:
        """Everything is in the session's folder: so nothing need be in the outbox, and the own copy has it as well."""
        if self._outbox is not None:
            self._outbox.take_away()
        if self._copy is not None:
            # Without waiting for the disk, and whether it takes it or not: the line is saved already.
            with contextlib.suppress(OSError):
                self._copy.append(fresh, sync=False)
