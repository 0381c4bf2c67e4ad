"""Every call that changes the disk, counted; any one of them made to fail, to be the last, or to find the disk full.

While a ``Disk`` is in force, it stands in the place of the functions of ``os`` and of ``open``, so that nothing passes
by: neither the log's own layer of files, nor a zip archive, nor a copy made by a library. Only what is below ``root``
counts. A sync that fails drops what was not on the disk before, as Linux may.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

CHANGES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class Call(NamedTuple):
    """One call: the how-manyeth, what, and on which file; of a write, what it put where."""

    number: int
    name: str
    path: str
    other: str = ""
    data: bytes = b""


Act = Callable[[Call], None]


def nothing(_: Call) -> None:
    """Let the call be."""


def failing(number: int, reason: int = errno.EIO, *, on: bool = False, name: str = "") -> Act:
    """Return what makes call ``number`` fail, and with ``on`` all that follow; only those called ``name``, if given."""

    def fail(call: Call) -> None:
        if (call.number == number or (on and call.number > number)) and name in ("", call.name):
            raise OSError(reason, os.strerror(reason), call.path)

    return fail


def dying(number: int) -> Act:
    """Return what kills this process at call ``number``, as ``kill -9`` does."""

    def die(call: Call) -> None:
        if call.number == number:
            os.kill(os.getpid(), 9)

    return die


class Disk:
    """The disk below ``root``, as it is, but for what ``before`` and ``after`` do at each call.

    ``room`` is how many bytes there is room for: None is as many as one likes.
    """

    def __init__(self, root: Path, before: Act = nothing, after: Act = nothing, room: int | None = None) -> None:
        self.root = f"{root.resolve()}{os.sep}"
        self.before, self.after, self.room = before, after, room
        self.calls: list[Call] = []
        self._open: dict[int, str] = {}
        self._synced: dict[int, int] = {}
        self._lock = threading.RLock()
        self._real: dict[str, Any] = {}

    def __enter__(self) -> Disk:
        ours = {name: getattr(self, f"_{name}") for name in ("write", "fsync", "ftruncate", "close", "sendfile")}
        ours |= {name: self._one(name) for name in ("unlink", "remove", "mkdir", "rmdir")}
        ours |= {name: self._two(name) for name in ("replace", "rename", "link")}
        ours["open"] = self._open_descriptor
        self._real = {name: getattr(os, name) for name in ours if hasattr(os, name)}
        self._real_open = builtins.open
        for name in self._real:
            setattr(os, name, ours[name])
        builtins.open = io.open = self._open_file  # type: ignore[assignment]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name, real in self._real.items():
            setattr(os, name, real)
        builtins.open = io.open = self._real_open

    def _ours(self, path: Any) -> str:
        """Return the whole path where it lies below the root; else nothing."""
        if isinstance(path, int):
            return self._open.get(path, "")
        text = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - it may not be there, and links stay
        return text if f"{text}{os.sep}".startswith(self.root) else ""

    def _call(self, name: str, path: str, real: Callable[[], Any], other: str = "", data: bytes = b"") -> Any:
        with self._lock:
            call = Call(len(self.calls) + 1, name, path, other, data)
            self.calls.append(call)
            self.before(call)
            try:
                return real()
            finally:
                self.after(call)

    def _one(self, name: str) -> Callable[..., Any]:
        def act(path: Any, *args: Any, **how: Any) -> Any:
            ours = self._ours(path) if "dir_fd" not in how else ""
            if not ours:
                return self._real[name](path, *args, **how)
            return self._call(name, ours, lambda: self._real[name](path, *args, **how))

        return act

    def _two(self, name: str) -> Callable[..., Any]:
        def act(source: Any, target: Any, **how: Any) -> Any:
            ours = self._ours(target) or self._ours(source)
            if not ours:
                return self._real[name](source, target, **how)
            return self._call(name, self._ours(source), lambda: self._real[name](source, target, **how), ours)

        return act

    def _open_descriptor(self, path: Any, flags: int, mode: int = 0o777, **how: Any) -> int:
        ours = self._ours(path)
        if not ours:
            return int(self._real["open"](path, flags, mode, **how))

        def real() -> int:
            new = int(self._real["open"](path, flags, mode, **how))
            self._open[new] = ours
            self._synced[new] = 0 if flags & os.O_TRUNC else os.fstat(new).st_size
            return new

        # Opening to read changes nothing.
        return int(self._call("open", ours, real)) if flags & CHANGES else real()

    def _write(self, descriptor: int, data: Any) -> int:
        ours = self._open.get(descriptor, "")
        if not ours:
            return int(self._real["write"](descriptor, data))

        def real() -> int:
            taken = len(data) if self.room is None else min(len(data), self.room)
            if not taken and data:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), ours)
            if self.room is not None:
                self.room -= taken
            return int(self._real["write"](descriptor, bytes(data)[:taken]))

        return int(self._call("write", ours, real, data=bytes(data)))

    def _fsync(self, descriptor: int) -> None:
        ours = self._open.get(descriptor, "")
        if not ours:
            self._real["fsync"](descriptor)
            return
        try:
            self._call("fsync", ours, lambda: self._real["fsync"](descriptor))
        except OSError:
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                self._real["ftruncate"](descriptor, self._synced.get(descriptor, 0))
            raise
        self._synced[descriptor] = os.fstat(descriptor).st_size

    def _ftruncate(self, descriptor: int, size: int) -> None:
        ours = self._open.get(descriptor, "")

        def real() -> None:
            before = os.fstat(descriptor).st_size
            self._real["ftruncate"](descriptor, size)
            if self.room is not None:
                self.room += max(0, before - size)

        if ours:
            self._call("ftruncate", ours, real, other=str(size))
        else:
            self._real["ftruncate"](descriptor, size)

    def _sendfile(self, out: int, *args: Any, **how: Any) -> int:
        if out in self._open:
            raise OSError(errno.ENOTSOCK, "copy it by reading and writing")  # so that each write counts
        return int(self._real["sendfile"](out, *args, **how))

    def _close(self, descriptor: int) -> None:
        self._forget(descriptor)
        self._real["close"](descriptor)

    def _forget(self, descriptor: int) -> None:
        self._open.pop(descriptor, None)
        self._synced.pop(descriptor, None)

    def _open_file(self, file: Any, mode: str = "r", buffering: int = -1, *text: Any, **how: Any) -> Any:
        if not set(mode) & set("wxa+") or not self._ours(file):
            return self._real_open(file, mode, buffering, *text, **how)
        if isinstance(file, int):
            raw = _Raw(self, file, mode.replace("t", ""))
        else:
            raw = _Raw(self, os.fspath(file), mode.replace("t", ""))
        buffered: Any = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, *text, **how)


class _Raw(io.FileIO):
    """A file opened for writing by Python's own ``open``: each of its writes is a call like any other."""

    def __init__(self, disk: Disk, file: Any, mode: str) -> None:
        self._disk = disk
        super().__init__(file, mode.replace("b", ""), opener=lambda path, flags: os.open(path, flags, 0o666))

    def write(self, data: Any) -> int:
        """Write through the disk."""
        return os.write(self.fileno(), data)

    def close(self) -> None:
        """Close, and forget."""
        if not self.closed:
            self._disk._forget(self.fileno())
        super().close()


def calls_of(root: Path, work: Callable[[], object]) -> list[Call]:
    """Return the calls that ``work`` makes below ``root`` when nothing goes wrong."""
    with Disk(root) as disk:
        work()
    return disk.calls
