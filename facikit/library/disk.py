"""A file is put in its place whole, or not at all: the one way to write one, whoever writes.

What stands here are the calls on the disk that it takes, each a method of its own, so that tests can let any of them
fail, stop or lie.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path

FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOINHERIT", 0) | getattr(os, "O_NOFOLLOW", 0)

REPLACE_PATIENCE_S = 2.5
"""How long a virus scanner or a sync program may hold a file before a rename gives up (Windows)."""


class Disk:
    """The disk as it is."""

    def write_whole(self, path: Path, data: bytes, *, sync: bool = True) -> None:
        """Put ``data`` at ``path`` in one step: it is there in whole, or what was there before is.

        Without ``sync`` the disk is not waited for: for what is made anew in a moment.
        """
        beside = path.with_name(f".{path.name}.{os.getpid()}.part")
        descriptor = os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | FLAGS, 0o644)
        try:
            try:
                rest = memoryview(data)
                while rest:
                    rest = rest[self.write(descriptor, bytes(rest)) :]
                if sync:
                    self.sync(descriptor)
            finally:
                self.close(descriptor)
            self.replace(beside, path)
        except BaseException:  # nothing half made stays, and whoever asked is told
            beside.unlink(missing_ok=True)
            raise
        if sync:
            self.sync_folder(path.parent)

    def write(self, descriptor: int, data: bytes) -> int:
        """Write and return how many bytes were taken."""
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        """Return when the bytes are on the disk itself."""
        if sys.platform == "darwin":
            import fcntl

            try:
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
                return
            except OSError:  # a volume that does not know it: the plain call is the best there is
                pass
        os.fsync(descriptor)

    def sync_folder(self, folder: Path) -> None:
        """Return when the names in ``folder`` are on the disk itself. Windows does so by itself."""
        if os.name == "nt":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network volumes cannot
                raise
        finally:
            os.close(descriptor)

    def close(self, descriptor: int) -> None:
        """Close it."""
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Rename over ``target``, with patience where another program holds it for a moment."""
        deadline = time.monotonic() + REPLACE_PATIENCE_S
        while True:
            try:
                source.replace(target)
                return
            except PermissionError:
                if os.name != "nt" or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
