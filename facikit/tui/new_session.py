"""Make a session from a workshop, the way ``facikit new`` does."""

from __future__ import annotations

from pathlib import Path

import msgspec

from facikit.errors import UserError
from facikit.library.finding import exercises, shelf
from facikit.library.kits import remember_kit
from facikit.library.planning import plan
from facikit.library.reading import convert, read_document
from facikit.library.shapes import Workshop
from facikit.library.zone import local_zone
from facikit.session.clock import Ids
from facikit.session.create import create
from facikit.tui.overview import today


class Wanted(msgspec.Struct, frozen=True):
    """What somebody filled in for a new session. ``groups`` is by set, "Red, Blue" or "6"."""

    title: str
    date: str
    start: str
    place: str
    groups: dict[str, str]


def make(path: Path, wanted: Wanted, kits: list[Path]) -> Path:
    """Make the session in the first kit and return its folder; ``UserError`` with everything that is in the way."""
    document, problems = read_document(path)
    definition = None
    if document is not None:
        definition, problems = convert(document, Workshop)
    if document is None or definition is None:
        raise UserError(str(problems[0]))
    made, more = plan(
        definition,
        shelf(kits),
        session_id=Ids().new(14),
        date=wanted.date or today(),
        title=wanted.title,
        start=wanted.start,
        place=wanted.place,
        zone=local_zone(),
        groups=wanted.groups,
        name=path.stem,
        source=document,
        known=exercises(kits),
    )
    problems = [*problems, *more]
    if problems:
        raise UserError("; ".join(str(problem) for problem in problems[:3]))
    folder = create(made, home_of(kits))
    remember_kit(folder.parent.parent)
    return folder


def home_of(kits: list[Path]) -> Path:
    """Return the folder in which new sessions are made."""
    return (kits[0] if kits else Path.cwd()) / "sessions"
