"""What Home tells of each session and of the library: read from the files, away from the screen's thread."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec

from facikit.errors import UserError
from facikit.library.finding import exercises, is_programme, sessions, workshops
from facikit.library.programmes import read_programme
from facikit.library.reading import read
from facikit.library.shapes import Exercise, Workshop
from facikit.session import agenda
from facikit.session.samples import is_sample
from facikit.session.session import Session
from facikit.session.status import Status, silent, status


class Glance(msgspec.Struct, frozen=True):
    """A session at a glance. ``status`` is None where it cannot be opened; ``trouble`` says why."""

    folder: Path
    title: str
    date: str
    sample: bool
    reached: str = ""
    """The block that the room came to last."""
    keep_until: str = ""
    status: Status | None = None
    trouble: str = ""
    joins: int | None = None
    """Of a programme: how many sessions it reports together."""

    @property
    def words(self) -> str:
        """How far it has got, in a few words."""
        if self.trouble:
            return "cannot be opened"
        if self.joins is not None:
            return f"a programme of {self.joins} {'session' if self.joins == 1 else 'sessions'}"
        if self.status is None:
            return "…"
        count = self.status.entries
        entries = f"{count} {'entry' if count == 1 else 'entries'}" if count else "nothing typed yet"
        reached = f"reached {self.reached}" if self.reached else "not begun"
        return f"{entries} · {reached}"

    def waiting_for(self) -> list[str]:
        """Return whom something is missing from: logs with gaps, and groups of a typed-in block with nothing."""
        if self.status is None:
            return []
        found = [f"{one.who or 'somebody'}: {one.sentence}" for one in self.status.writers if one.state == "missing"]
        for block in self.status.blocks:
            names = silent(block)
            if names:
                found.append(f"{block.title}: nothing yet from {', '.join(names)}")
        return found

    def is_past(self, today: str) -> bool:
        """Whether it was to be kept no longer."""
        return bool(self.keep_until) and self.keep_until < today


class Definition(msgspec.Struct, frozen=True):
    """A workshop or an exercise of the library."""

    path: Path
    title: str
    minutes: int
    workshop: Workshop | None = None
    exercise: Exercise | None = None
    problems: int = 0


def folders(kits: list[Path]) -> list[Path]:
    """Return the sessions' folders, newest first by the date in their names, those of the program last."""
    found = sessions(kits)
    own = [folder for folder in found if not is_sample(folder)]
    # One's own copy of a sample has its name, and hides it.
    names = {folder.name for folder in own}
    samples = [folder for folder in found if is_sample(folder) and folder.name not in names]
    return [*sorted(own, key=lambda folder: folder.name, reverse=True), *samples]


def glance(folder: Path) -> Glance:
    """Read a session."""
    sample = is_sample(folder)
    try:
        with Session.open(folder, read_only=True) as session:
            here = agenda.position(session)
            titles = {one.id: one.title for one in agenda.blocks(session)}
            return Glance(
                folder,
                agenda.title(session),
                agenda.date(session),
                sample,
                reached=titles.get(here.block, "") if here is not None else "",
                keep_until=session.plan.keep_until or "",
                status=status(session),
                joins=_joins(folder) if is_programme(folder) else None,
            )
    except (UserError, OSError) as error:
        return Glance(folder, folder.name, "", sample, trouble=str(error))


def _joins(folder: Path) -> int:
    programme, _ = read_programme(folder)
    return len(programme.sessions) if programme is not None else 0


def library(kits: list[Path]) -> Iterator[Definition]:
    """Read the workshops, then the exercises."""
    for path in workshops(kits).values():
        workshop, problems = read(path, Workshop)
        title = workshop.title if workshop is not None else path.stem
        yield Definition(path, title, 0, workshop=workshop, problems=len(problems))
    for path in exercises(kits).values():
        exercise, problems = read(path, Exercise)
        title = exercise.title if exercise is not None else path.stem
        minutes = sum(step.minutes for step in exercise.steps) if exercise is not None else 0
        yield Definition(path, title, minutes, exercise=exercise, problems=len(problems))


def today() -> str:
    """Return today's date, YYYY-MM-DD."""
    return datetime.date.today().isoformat()
