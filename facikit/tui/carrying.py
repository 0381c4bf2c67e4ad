"""What is carried from laptop to laptop: where packs and folders usually lie, and what comes of bringing them in."""

from __future__ import annotations

import os
import string
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from facikit.errors import UserError
from facikit.library.finding import is_session
from facikit.library.kits import kept_text, remember_kit, state_folder
from facikit.session import join as joining
from facikit.session.merge import Merged, adopt, merge, opened
from facikit.session.pack import ENDING, pack
from facikit.session.samples import is_sample, own_copy, own_sessions
from facikit.session.session import Session
from facikit.session.status import Writer, writers

NAMES = "names"
MOST_NAMES = 8
MOST_IN_A_FOLDER = 200
"""A folder with more entries than this is not looked through to its end."""


class Brought(msgspec.Struct, frozen=True):
    """What came of bringing notes in: what was new, and how each writer's log stands now."""

    merged: Merged
    writers: tuple[Writer, ...]

    @property
    def words(self) -> str:
        """What was new, in words."""
        one = self.merged
        if not one.new_logs and not one.new_pictures:
            return f"{one.name}: nothing new, everything in it is here already."
        lines = "1 new line" if one.new_lines == 1 else f"{one.new_lines} new lines"
        pictures = f", {one.new_pictures} pictures" if one.new_pictures else ""
        return f"{one.name}: {lines}{pictures}."


class Joining(msgspec.Struct, frozen=True):
    """Another session of the same workshop, and how its blocks and groups go with ours."""

    title: str
    date: str
    pairs: tuple[joining.Pair, ...]


# Where to look


def places() -> list[Path]:
    """Return the folders that packs are usually in: here, downloads, the desktop, sticks. Slow disks may be slow."""
    home = Path.home()
    found = [Path.cwd(), home / "Downloads", home / "Desktop", *sticks()]
    return [folder for folder in dict.fromkeys(found) if _is_folder(folder)]


def sticks() -> list[Path]:
    """Return the roots of what is plugged in."""
    if os.name == "nt":
        return [root for letter in string.ascii_uppercase[3:] if _is_folder(root := Path(f"{letter}:\\"))]
    roots = ["/Volumes/*"] if sys.platform == "darwin" else ["/media/*/*", "/run/media/*/*", "/Volumes/*"]
    return [found for root in roots for found in _glob(root)]


def found() -> list[Path]:
    """Return the packs in those places, and the folders of sessions; looked at once, never further down."""
    packs: list[Path] = []
    folders: list[Path] = []
    for place in places():
        for path in _entries(place):
            if path.name.casefold().endswith(ENDING) and path.is_file():
                packs.append(path)
            elif _is_folder(path) and is_session(path):
                folders.append(path)
    return [*packs, *folders]


def _entries(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            for number, entry in enumerate(entries):
                if number >= MOST_IN_A_FOLDER and not entry.name.casefold().endswith(ENDING):
                    continue
                if not entry.name.startswith("."):
                    yield folder / entry.name
    except OSError:
        return


def _glob(pattern: str) -> list[Path]:
    try:
        return sorted(Path("/").glob(pattern.lstrip("/")))
    except OSError:
        return []


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


# Who


def last_names() -> list[str]:
    """Return who has typed on this laptop, the latest first."""
    lines = kept_text(state_folder() / NAMES).splitlines()
    return [name for line in lines if (name := line.strip())][:MOST_NAMES]


def remember_name(name: str) -> None:
    """Keep a name for the next time. Where that cannot be written, it is typed again."""
    known = [" ".join(name.split()), *(one for one in last_names() if one != name)][:MOST_NAMES]
    try:
        state_folder().mkdir(parents=True, exist_ok=True)
        (state_folder() / NAMES).write_text("\n".join(known) + "\n", encoding="utf-8")
    except (OSError, UnicodeEncodeError):
        return


# What is done


def take(path: Path, kits: list[Path]) -> Path:
    """Open a pack, or a session's folder, on this laptop; return the session's folder."""
    if path.is_dir():
        if not is_session(path):
            raise UserError(f"{path} is not a session: there is no session.yaml in it.", "Choose its whole folder.")
        folder = path
    elif path.is_file():
        folder = adopt(path, own_sessions(kits))
    else:
        raise UserError(f"There is nothing at {path}.", "Is the stick in?")
    remember_kit(folder.parent.parent if folder.parent.name == "sessions" else folder.parent)
    return folder


def bring(folder: Path, who: str, other: Path, kits: list[Path], *, join: bool = False) -> Brought | Joining:
    """Bring the notes of ``other`` into a session. What is another session's is shown first, and joined if wanted."""
    state = state_folder()
    with Session.open(_own(folder, kits), who, state=state) as session, opened(other, session.files) as source:
        if source.session in ("", session.plan.session):
            return Brought(merge(session, source), tuple(writers(session)))
        if source.plan is None:
            raise UserError(
                f"{source.name} belongs to another session, and only its plan could tell which.",
                "Choose that session's whole folder, or a pack of it.",
            )
        paired = joining.pairs(session, source.plan)
        if not join:
            return Joining(source.plan.title, source.plan.date, tuple(paired))
        return Brought(joining.join(session, source, paired), tuple(writers(session)))


def hand_out(folder: Path, who: str, into: Path, kits: list[Path], *, for_notes: bool) -> Path:
    """Put a session into one file in the folder ``into``; return the file, named so that nothing is written over."""
    if not _is_folder(into):
        raise UserError(f"{into} is not a folder.", "Choose one that is there.")
    source = _own(folder, kits) if for_notes else folder
    with Session.open(source, who, read_only=not for_notes) as session:
        name = f"{session.folder.name}{'-for-notes' if for_notes else ''}"
        number, target = 1, into / f"{name}{ENDING}"
        while target.exists():
            number += 1
            target = into / f"{name}-{number}{ENDING}"
        return pack(session, target, for_notes=for_notes)


def _own(folder: Path, kits: list[Path]) -> Path:
    return own_copy(folder, kits) if is_sample(folder) else folder
