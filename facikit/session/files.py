"""Every call that the session makes on files, in one small layer over the disk.

Tests put a layer of their own in its place to let any single call fail, stop or lie. Nothing else in this room opens,
writes or renames anything.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from facikit.library.disk import FLAGS, Disk
from facikit.library.finding import MOST_LOG_BYTES

SPARE_PLAN = ".plan-as-made.yaml"
"""The plan as it was made, for the day on which somebody's edit of session.yaml cannot be read."""

NOT_DOWNLOADED = 0x400000 | 0x1000
"""Windows: the bytes of the file are still with a cloud service (recall on data access, or offline)."""


class Files(Disk):
    """The file system as it is."""

    def create(self, path: Path) -> int:
        """Open a new file for appending and return its descriptor; ``FileExistsError`` where there is one."""
        return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_APPEND | FLAGS, 0o644)

    def make_folder(self, folder: Path) -> None:
        """See that there is a folder, on the disk itself too; the one that it is in must be there already."""
        try:
            folder.mkdir()
        except FileExistsError:
            return
        try:
            self.sync_folder(folder.parent)
        except OSError:
            folder.rmdir()  # so that the next to try does not take it for safe
            raise

    def make_folders(self, folder: Path) -> None:
        """The same, with those that it is in."""
        for one in (*reversed(folder.parents), folder):
            if not one.is_dir():
                self.make_folder(one)

    def cut(self, descriptor: int, size: int) -> None:
        """Cut the file back to ``size`` bytes."""
        os.ftruncate(descriptor, size)

    def identity(self, descriptor: int) -> tuple[int, int, int]:
        """Return (device, file number, size) of an open file."""
        found = os.fstat(descriptor)
        return found.st_dev, found.st_ino, found.st_size

    def identity_at(self, path: Path) -> tuple[int, int, int] | None:
        """Return (device, file number, size) of the file that stands at ``path``; None where there is none."""
        try:
            found = os.lstat(path)
        except OSError:
            return None
        return found.st_dev, found.st_ino, found.st_size

    def read(self, path: Path, start: int = 0) -> bytes:
        """Return the bytes from ``start`` on. ``OSError`` where there are more than anybody's notes have."""
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size - start > MOST_LOG_BYTES:
                raise OSError(errno.EFBIG, f"it is larger than {MOST_LOG_BYTES >> 20} MiB", str(path))
            file.seek(start)
            return file.read()

    def rewrite(self, path: Path, target: Path, data: bytes, known: int) -> bytes:
        """Put ``data`` at ``target`` and take ``path`` away, of which ``known`` bytes were read.

        Return what another program has added to ``path`` meanwhile: it is in neither file.
        """
        held = path.open("rb") if os.name != "nt" else None  # there, an open file cannot be replaced
        try:
            self.write_whole(target, data)
            if target != path:
                self.remove(path)
            if held is None:
                return b""
            held.seek(known)
            return held.read()
        finally:
            if held is not None:
                held.close()

    def remove(self, path: Path) -> None:
        """Take a file away, if it is there."""
        path.unlink(missing_ok=True)

    def logs(self, folder: Path) -> list[tuple[Path, os.stat_result]]:
        """Return every ``.jsonl`` file in ``folder`` and the folders in it, links left out, in order of name."""
        found: list[tuple[Path, os.stat_result]] = []
        folders = [folder]
        for place in folders:
            try:
                entries = sorted(os.scandir(place), key=lambda entry: entry.name)
            except OSError:
                continue
            for entry in entries:
                try:
                    facts = entry.stat(follow_symlinks=False)
                except OSError:
                    continue
                if stat.S_ISDIR(facts.st_mode) and place == folder and not entry.name.startswith("."):
                    folders.append(Path(entry.path))
                elif stat.S_ISREG(facts.st_mode) and entry.name.lower().endswith(".jsonl"):
                    found.append((Path(entry.path), facts))
        return found


def is_downloaded(facts: os.stat_result) -> bool:
    """Tell whether the file's bytes are on this laptop, not only its name."""
    return not getattr(facts, "st_file_attributes", 0) & NOT_DOWNLOADED


REAL = Files()
