"""A session in one file, to carry: a zip archive with the folder's plan, logs and pictures in it.

A pack for note-takers takes the plan and the day's changes to it along, and nobody's words: what was said, written and
registered so far stays on the laptop that hands out. A pack is somebody's file until shown otherwise: it is opened
name by name, size by size, and nothing in it says where anything goes.
"""

from __future__ import annotations

import os
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Literal

import msgspec

from facikit.errors import UserError
from facikit.library.finding import PLAN_FILE, PROGRAMME_FILE, plan_file
from facikit.session.create import README
from facikit.session.erasing import left_of_log
from facikit.session.files import REAL, Files
from facikit.session.lines import STRUCTURE, decode, pieces
from facikit.session.media import NAME as MEDIA_NAME
from facikit.session.session import Change, Session

ENDING = ".facikit.zip"
NOTE = "facikit-pack.json"
FORMAT = "facikit-pack/1"
MOST_BYTES = 500 << 20
MOST_FILES = 20_000
MOST_RATIO = 200
LOG_NAME = re.compile(r"[^/\\\x00-\x1f]{1,200}\.jsonl", re.IGNORECASE)


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What a pack says of itself."""

    format: str = FORMAT
    session: str
    title: str
    purpose: Literal["copy", "notes"] = "copy"


def pack(session: Session, target: Path, *, for_notes: bool = False, files: Files = REAL) -> Path:
    """Write the session into the one file ``target``; never over a file that is there. Return its path."""
    if for_notes:
        _hand_out(session)
    if not session.flush_to_folder():
        reason = session.trouble or "some of it is on this laptop only"
        raise UserError(
            f"Not everything is in the session's folder yet ({reason}), so nothing was packed.",
            f"Free some space, or see that it may be written to; then: facikit merge {session.folder.name}",
        )
    if target.exists():
        raise UserError(f"{target} is there already.", "Give another name with -o FILE.")
    _fits(session, files)
    note = Note(session=session.plan.session, title=session.plan.title, purpose="notes" if for_notes else "copy")
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    top = session.folder.name
    try:
        beside.unlink(missing_ok=True)  # what a program that was stopped left under the same number
        with zipfile.ZipFile(beside, "x", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{top}/{NOTE}", msgspec.json.encode(note))
            archive.writestr(f"{top}/README.txt", README)
            plan = plan_file(session.folder)
            archive.write(plan, f"{top}/{plan.name}")
            for path, _ in files.logs(session.folder):
                data = left_of_log(session, files.read(path))
                archive.writestr(f"{top}/log/{path.name}", _structure(data) if for_notes else data)
            if not for_notes:
                for picture in sorted((session.folder / "media").glob("*")):
                    if MEDIA_NAME.fullmatch(picture.name) and not picture.is_symlink():
                        archive.write(picture, f"{top}/media/{picture.name}", zipfile.ZIP_STORED)
        descriptor = os.open(beside, os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            files.sync(descriptor)
        finally:
            files.close(descriptor)
        files.replace(beside, target)
        files.sync_folder(target.parent)
    except OSError as error:
        raise UserError(
            f"{target} cannot be written: {error.strerror or error}.", "Choose another place with -o FILE."
        ) from None
    finally:
        beside.unlink(missing_ok=True)
    return target


def _fits(session: Session, files: Files) -> None:
    """Refuse to pack what could not be opened again."""
    media = [path for path in (session.folder / "media").glob("*") if not path.is_symlink()]
    every = [plan_file(session.folder), *(path for path, _ in files.logs(session.folder)), *media]
    sizes = {path: path.stat().st_size for path in every}
    if sum(sizes.values()) > MOST_BYTES:
        most = max(sizes, key=lambda path: sizes[path])
        raise UserError(
            f"A pack holds {MOST_BYTES >> 20} MB at most, and {most.name} alone has {sizes[most] >> 20}.",
            "If that is none of the notes, put it elsewhere; or carry the whole folder instead.",
        )


def _hand_out(session: Session) -> None:
    """Note in the session how far each log went, so that a laptop without those words does not call them lost."""
    reached: dict[str, int] = {}
    for line in session.records.lines.values():
        if line.number:
            reached[line.run] = max(reached.get(line.run, 0), line.number)
    session.put([Change(f"handout/{session.ids.new(12)}", {"withheld": reached})])


def _structure(data: bytes) -> bytes:
    """Return the lines of a log that hold no words, as they stand."""
    kept = []
    for piece in pieces(data):
        line, state = decode(piece)
        if line is not None and state == "whole" and (line.gone or line.put.partition("/")[0] in STRUCTURE):
            kept.append(piece + b"\n")
    return b"".join(kept)


@contextmanager
def unpacked(path: Path) -> Iterator[tuple[Path, Note | None]]:
    """Open a pack into a folder of its own for as long as it is needed; give that folder and the pack's note.

    The folder holds session.yaml (where there is one), log/ and media/. ``UserError`` where the file is no pack, or
    holds what no pack holds.
    """
    with tempfile.TemporaryDirectory(prefix="facikit-pack-") as name:
        folder = Path(name)
        for part in ("log", "media"):
            (folder / part).mkdir()
        try:
            with zipfile.ZipFile(path) as archive:
                note = _extract(archive, folder, path.name)
        except (
            zipfile.BadZipFile,
            EOFError,
            NotImplementedError,
            RuntimeError,
            ValueError,
            zlib.error,
        ) as error:
            raise UserError(f"{path.name} cannot be opened as a pack: {error}.", "Copy it over once more.") from None
        except OSError as error:
            raise UserError(f"{path} cannot be read: {error.strerror or error}.") from None
        yield folder, note


def _extract(archive: zipfile.ZipFile, folder: Path, name: str) -> Note | None:
    entries = [entry for entry in archive.infolist() if entry.filename and not entry.is_dir()]
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise UserError(f"{name} is larger than any workshop's notes and was not opened.", "Is it the right file?")
    note: Note | None = None
    left = MOST_BYTES
    found = False
    for number, entry in enumerate(entries):
        target = _target(entry, folder, number)
        if target is None:
            continue
        if entry.file_size > 1 << 20 and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
            raise UserError(f"{name} is packed like a trap ({entry.filename!r} unfolds too far) and was not opened.")
        with archive.open(entry) as packed:
            data = packed.read(left + 1)
        left -= len(data)
        if left < 0:
            raise UserError(f"{name} is larger than it says and was not opened.", "Is it the right file?")
        if target.name == NOTE:
            try:
                note = msgspec.json.decode(data, type=Note)
            except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError):
                note = None
            continue
        found = True
        if not target.exists():
            target.write_bytes(data)
    if not found:
        raise UserError(f"{name} holds no notes.", "Choose a file that 'facikit pack' has made, or a session's folder.")
    return note


def _target(entry: zipfile.ZipInfo, folder: Path, number: int) -> Path | None:
    """Return where an entry may go, by what it is; None for everything that a pack has no business to hold."""
    is_link = (entry.external_attr >> 16) & 0o170000 == 0o120000
    if is_link:
        return None
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.name in (PLAN_FILE, PROGRAMME_FILE, NOTE) and len(path.parts) <= 2:
        return folder / path.name
    if LOG_NAME.fullmatch(path.name) and len(path.parts) <= 4:
        # A name of our own: the one in the archive may be anything, and means nothing.
        return folder / "log" / f"{number:05d}-{_safe(path.name)}"
    if MEDIA_NAME.fullmatch(path.name) and "media" in path.parts[:-1]:
        return folder / "media" / path.name
    return None


def _safe(name: str) -> str:
    """Return a log's name in letters that every disk takes."""
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", name[: -len(".jsonl")]).strip("-.")[:80] or "log"
    return f"{stem}.jsonl"
