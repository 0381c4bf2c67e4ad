"""Bring other laptops' notes into a session: from folders, packs and loose log files, in any order, as often as wanted.

Merging is copying log files. A file that says nothing new is left alone; one that shares its name with a file here
comes beside it under a name that its content gives, so that nothing is overwritten and the same stick put in twice
changes nothing. Notes of another session that was made from the same workshop can be joined: see ``join``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec

from facikit.errors import UserError
from facikit.library.finding import is_programme, is_session, plan_file
from facikit.library.programmes import plan_of, read_programme
from facikit.library.reading import read
from facikit.library.shapes import Plan
from facikit.session.erasing import finish, is_used, left_of_log
from facikit.session.files import REAL, Files, is_downloaded
from facikit.session.lines import clean, decode, pieces
from facikit.session.media import NAME as MEDIA_NAME
from facikit.session.pack import unpacked
from facikit.session.session import Session


class Source(msgspec.Struct, frozen=True):
    """Something to merge, opened: log files, pictures, and the plan of the session that they belong to."""

    name: str
    logs: tuple[Path, ...]
    media: tuple[Path, ...]
    plan: Plan | None

    @property
    def session(self) -> str:
        """The id of the session that it belongs to; empty where nothing says so."""
        if self.plan is not None:
            return self.plan.session
        for log in self.logs:
            found = _session_of(log)
            if found:
                return found
        return ""


class Merged(msgspec.Struct, frozen=True):
    """What one source brought."""

    name: str
    new_logs: int
    known_logs: int
    new_lines: int
    new_pictures: int
    refused: tuple[str, ...]
    orders: int = 0
    """How many orders to erase came with it: they were carried out in the notes, and nowhere else on this laptop."""


@contextmanager
def opened(path: Path, files: Files = REAL) -> Iterator[Source]:
    """Open a session's folder, a pack, or a log file for merging."""
    with ExitStack() as stack:
        if path.is_dir():
            yield _folder(path, path.name, files)
        elif path.suffix.casefold() == ".jsonl" and path.is_file():
            yield Source(path.name, (path,), (), None)
        elif path.is_file():
            folder, _ = stack.enter_context(unpacked(path))
            yield _folder(folder, path.name, files)
        else:
            raise UserError(f"There is nothing at {path}.", "Give a session's folder, a pack, or a .jsonl file.")


def _folder(folder: Path, name: str, files: Files) -> Source:
    logs = tuple(path for path, _ in files.logs(folder))
    if is_programme(folder):
        programme = read_programme(folder)[0]
        plan = plan_of(programme, folder) if programme is not None and programme.programme else None
    else:
        plan = read(plan_file(folder), Plan)[0] if is_session(folder) else None
    if not logs and plan is None:
        raise UserError(f"{name} holds no notes.", "Give a session's folder, a pack, or a .jsonl file.")
    media_folder = folder / "media"
    media = sorted(media_folder.iterdir()) if media_folder.is_dir() else []
    pictures = tuple(path for path in media if MEDIA_NAME.fullmatch(path.name) and not path.is_symlink())
    return Source(name, logs, pictures, plan)


def merge(session: Session, source: Source) -> Merged:
    """Copy what ``source`` has and ``session`` has not. Nothing that is here is changed."""
    if source.session and source.session != session.plan.session:
        raise UserError(
            f"{source.name} belongs to another session ({source.session[:6]}), not to this one.",
            "If both were made from the same workshop they can be joined: facikit merge --join.",
        )
    session.refresh()
    before = len(session.records.lines)
    ordered = len(session.records.of_kind("erased"))
    new, known = 0, 0
    refused: list[str] = []
    for log in source.logs:
        try:
            if not is_downloaded(log.lstat()):
                refused.append(f"{log.name} has not been downloaded to this laptop yet")
                continue
            data = session.files.read(log)
        except OSError as error:
            refused.append(f"{log.name} cannot be read ({error.strerror or error})")
            continue
        if says_nothing_new(session, left_of_log(session, data)) or not add_log(session, log.name, data):
            known += 1
            continue
        session.refresh()
        new += 1
    pictures = sum(_copy_picture(session, picture, refused) for picture in source.media)
    session.refresh()
    finish(session)
    ordered = len(session.records.of_kind("erased")) - ordered
    return Merged(source.name, new, known, len(session.records.lines) - before, pictures, tuple(refused), ordered)


def says_nothing_new(session: Session, data: bytes) -> bool:
    """Tell whether every line of a log is here already. One that cannot be read counts as new: it may be mended yet."""
    for piece in pieces(data):
        line, state = decode(piece)
        if line is None or state != "whole" or session.records.lines.get(line.id) != line:
            return False
    return True


def add_log(session: Session, name: str, data: bytes) -> bool:
    """Put a log into the session under a name that is free; return whether it was not here yet."""
    folder = session.folder / "log"
    if session.records.erased is not None:
        name = session.records.erased.log_name(f"{Path(name).stem}.jsonl", data)
        data = left_of_log(session, data)
    stem = Path(name).stem[:80]
    path = folder / f"{stem}.jsonl"
    try:
        session.files.make_folder(folder)
        if path.exists() and session.files.read(path) != data:
            path = folder / f"{stem}-{hashlib.sha256(data).hexdigest()[:8]}.jsonl"
        if path.exists():
            return False
        session.files.write_whole(path, data)
    except OSError as error:
        raise UserError(
            f"{name} cannot be copied into {folder}: {error.strerror or error}.",
            "What was merged before it is kept; make room and merge once more.",
        ) from None
    return True


def _copy_picture(session: Session, picture: Path, refused: list[str]) -> bool:
    target = session.folder / "media" / picture.name
    if target.exists():
        return False
    erased = session.records.erased
    if erased is not None and picture.name in erased.media and not is_used(session, picture.name):
        return False
    try:
        data = session.files.read(picture)
        if hashlib.sha256(data).hexdigest()[:32] != picture.stem:
            refused.append(f"{picture.name} is damaged, or is not the picture that its name says")
            return False
        session.files.make_folder(target.parent)
        session.files.write_whole(target, data)
    except OSError as error:
        refused.append(f"{picture.name} cannot be copied ({error.strerror or error})")
        return False
    return True


def _session_of(log: Path) -> str:
    """Return the session that a log's first lines name."""
    try:
        with log.open("rb") as file:
            pieces = [file.readline(1 << 16) for _ in range(20)]
    except OSError:
        return ""
    for piece in pieces:
        line, _ = decode(clean(piece))
        if line is not None and line.put.startswith("run/") and isinstance(line.set.get("session"), str):
            return str(line.set["session"])
    return ""


def adopt(path: Path, parent: Path, files: Files = REAL) -> Path:
    """Open a pack on a laptop that has not seen its session: make the session's folder in ``parent`` and return it.

    Where the session is there already, what is new in the pack is merged into it.
    """
    with unpacked(path) as (folder, _):
        if is_programme(folder):
            raise UserError(
                f"{path.name} holds a programme, which is nothing without its sessions.",
                "Copy the programme's folder, or merge the file into it where it stands already.",
            )
        plan, problems = read(folder / "session.yaml", Plan) if (folder / "session.yaml").is_file() else (None, [])
        if plan is None:
            reason = f": {problems[0]}" if problems else ", for it holds no plan"
            raise UserError(f"{path.name} cannot be opened as a session{reason}.", "Ask for the pack once more.")
        for there in sorted(parent.iterdir()) if parent.is_dir() else []:
            if (there / "session.yaml").is_file() and not there.name.startswith("."):
                known = read(there / "session.yaml", Plan)[0]
                if known is not None and known.session == plan.session:
                    with Session.open(there, files=files) as session:
                        merge(session, _folder(folder, path.name, files))
                    return there
        from facikit.session.create import create

        made = create(plan, parent, files, (folder / "session.yaml").read_bytes())
        with Session.open(made, files=files) as session:
            merge(session, _folder(folder, path.name, files))
        return made


def merge_all(session: Session, paths: Iterable[Path]) -> list[Merged]:
    """Merge several sources, one after another."""
    found = []
    for path in paths:
        with opened(path, session.files) as source:
            found.append(merge(session, source))
    return found
