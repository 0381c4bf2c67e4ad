"""Make a session from a workshop, the way ``facikit new`` does; and say beside each line what it will make of it."""

from __future__ import annotations

from datetime import date as day
from pathlib import Path

import msgspec

from facikit.errors import UserError
from facikit.library.finding import exercises, shelf
from facikit.library.kits import remember_kit
from facikit.library.planning import group_sets, plan
from facikit.library.reading import convert, read_document
from facikit.library.shapes import GroupSet, PlannedBlock, Workshop
from facikit.library.values import Label, repeated, slug, unique
from facikit.library.zone import local_zone
from facikit.session.clock import Ids
from facikit.session.create import create
from facikit.session.replanning import time_of_day
from facikit.tui.overview import today
from facikit.tui.text import cut


class Wanted(msgspec.Struct, frozen=True):
    """What somebody filled in for a new session. ``groups`` is by set, "Red, Blue" or "6".

    ``labels`` are words with commas between; None: the workshop's own.
    """

    title: str
    date: str
    start: str
    place: str
    groups: dict[str, str]
    labels: str | None = None


def make(path: Path, wanted: Wanted, kits: list[Path]) -> Path:
    """Make the session in the first kit and return its folder; ``UserError`` with everything that is in the way."""
    document, problems = read_document(path)
    definition = None
    if document is not None:
        definition, problems = convert(document, Workshop)
    if document is None or definition is None:
        raise UserError(str(problems[0]))
    if wanted.labels is not None:
        taken: set[str] = set()
        under = {one.text: one.under for one in definition.labels}
        items = tuple(Label(text, unique(slug(text), taken), under.get(text, "")) for text in listed(wanted.labels))
        definition = msgspec.structs.replace(definition, labels=items)
    made, more = plan(
        definition,
        shelf(kits),
        session_id=Ids().new(14),
        date=date_of(wanted.date),
        title=" ".join(wanted.title.split()),
        start=time_of_day(wanted.start) if wanted.start.strip() else "",
        place=" ".join(wanted.place.split()),
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


def date_of(text: str) -> str:
    """Return a typed date, YYYY-MM-DD; nothing typed is today."""
    try:
        return day.fromisoformat(text.strip() or today()).isoformat()
    except ValueError:
        raise UserError(f"'{cut(text, 30)}' is not a date.", "Write it as 2026-03-04.") from None


def listed(text: str) -> list[str]:
    """Return what stands between the commas, each once."""
    return list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


# Beside the lines


def about_date(text: str) -> str:
    """Return a date as a calendar has it, so that a slip is seen: Wednesday 4 March 2026."""
    one = day.fromisoformat(date_of(text))
    return f"{one:%A} {one.day} {one:%B %Y}"


def day_of(workshop: Workshop, kits: list[Path]) -> tuple[PlannedBlock, ...]:
    """Return the workshop's agenda with its exercises' minutes; nothing where one of them cannot be read."""
    try:
        return plan(workshop, shelf(kits), session_id="", date=today())[0].agenda
    except UserError:
        return ()  # making the session tells what is wrong


def about_start(text: str, start: str, agenda: tuple[PlannedBlock, ...]) -> str:
    """Return when a day that starts so ends, and what has a fixed time that it cannot keep."""
    now = _minute_of(time_of_day(text) if text.strip() else start)
    late = ""
    for block in agenda:
        fixed = _minute_of(block.at) if block.at else now
        if fixed < now and not late:
            late = f" · ! {cut(block.title, 16)} {now - fixed} min after {block.at}"
        now = max(now, fixed) + block.minutes
    return f"the day ends at {now // 60 % 24:02d}:{now % 60:02d}{late}" if agenda else ""


def _minute_of(time: str) -> int:
    hour, _, minute = time.partition(":")
    return int(hour) * 60 + int(minute or 0)


def about_groups(name: str, text: str, one: GroupSet) -> str:
    """Return the groups that a line makes, or what it may hold."""
    if one.from_:
        return f"made on the day, from the {one.take} of {one.from_}"
    made = group_sets({name: one}, {name: text} if text.strip() and text.strip() != said(one) else {})[name]
    names = [item.text for item in made.names]
    if doubled := repeated(names):
        raise UserError(f"There are two groups '{cut(doubled, 30)}'.", "Give each a name of its own.")
    number = f"{len(names)} group{'' if len(names) == 1 else 's'}"
    return f"{number}: {names[0]} to {names[-1]}" if text.strip().isdigit() and len(names) > 1 else number


def about_labels(text: str) -> str:
    """Return how many labels a line makes."""
    number = len(listed(text))
    return f"{number} label{'' if number == 1 else 's'}: whom a quote may be attributed to" if number else "none"


def said(groups: GroupSet) -> str:
    """Return a group set as it can be typed."""
    return str(groups.count) if groups.count else ", ".join(item.text for item in groups.names)
