"""Sessions to measure with, of any size, made through the door that people's entries come through."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from pathlib import Path

import msgspec

from facikit.library.kinds import ListField, QuotesField
from facikit.library.shapes import GroupSet, Plan, PlannedBlock, Slot, Step
from facikit.library.values import Item, Label
from facikit.session import themes
from facikit.session.create import create
from facikit.session.responses import Draft, add
from facikit.session.session import Session

TABLES, THEMES = 6, 9
AT_ONCE = 200
WORDS = (
    "We need time to talk before the form is filled in",
    "Nobody asked what mattered, they asked what was the matter",
    "Somebody who stays, and knows my name; that is what helped: [one] *person* & a cup of tea",
    "Trust grows when small promises are kept",
    "The building is hard to find and harder to leave",
)
PLAN = Plan(
    session="benchmarks0000",
    title="A day of any size",
    date="2026-03-04",
    zone="Europe/London",
    groups={"tables": GroupSet(names=tuple(Item(f"Table {n}", f"table-{n}") for n in range(1, TABLES + 1)))},
    labels=(Label("Student", "student"), Label("Practitioner", "practitioner")),
    agenda=(
        PlannedBlock(
            id="first",
            exercise="first",
            title="What matters",
            groups="tables",
            minutes=30,
            steps=(
                Step(title="Talk", id="talk", minutes=15, capture=(ListField(field="points"),)),
                Step(title="Hear back", id="hear", minutes=15, capture=(QuotesField(field="said"),)),
            ),
            write=(Slot(slot="meaning", heading="What does this tell us?"),),
        ),
        PlannedBlock(id="lunch", kind="break", title="Lunch", minutes=45),
        PlannedBlock(
            id="second",
            exercise="second",
            title="What next",
            groups="tables",
            minutes=30,
            steps=(Step(title="Plan", id="plan", minutes=30, capture=(ListField(field="steps"),)),),
        ),
    ),
)


@lru_cache(maxsize=1)
def scratch() -> Path:
    """Return the folder that all of a run's sessions are in; it goes when the run is over."""
    _KEPT.append(tempfile.TemporaryDirectory(prefix="facikit-benchmarks-", ignore_cleanup_errors=True))
    return Path(_KEPT[0].name)


_MADE = count()
_KEPT: list[tempfile.TemporaryDirectory[str]] = []


def texts(number: int) -> Iterator[str]:
    """Yield so many different texts, of the length that people type."""
    return (f"{WORDS[n % len(WORDS)]}, number {n}" for n in range(number))


def session_of(responses: int, *, logs: int = 1, sorted_: bool = False) -> Path:
    """Return the folder of a new session with so many responses, written by so many people.

    ``sorted_``: nine themes have each their part of two thirds of them.
    """
    parent = Path(tempfile.mkdtemp(dir=scratch()))
    # Two folders of one id would be taken for copies of one session, and the app would ask.
    folder = create(msgspec.structs.replace(PLAN, session=f"benchmarks{next(_MADE):04}"), parent)
    said = list(texts(responses))
    for log in range(logs):
        with Session.open(folder, f"writer{log}") as session:
            mine = said[log::logs]
            for start in range(0, len(mine), AT_ONCE):
                add(session, *(draft(text, start + n) for n, text in enumerate(mine[start : start + AT_ONCE])))
    if sorted_:
        with Session.open(folder, "staff") as session:
            into_themes(session)
    return folder


def draft(text: str, number: int = 0) -> Draft:
    """Return an entry of one of the tables."""
    return Draft(block="first", field="points", group=f"table-{number % TABLES + 1}", text=text)


def into_themes(session: Session) -> None:
    """Put two thirds of everything into nine themes; the rest is still to be sorted."""
    from facikit.session.responses import responses

    every = [one.id for number, one in enumerate(responses(session, "first", "points")) if number % 3]
    for number in range(THEMES):
        theme = themes.make(session, "first", "points", f"Theme {'ABCDEFGHI'[number]}")
        some = every[number::THEMES]
        for start in range(0, len(some), AT_ONCE):
            themes.link(session, theme.id, *some[start : start + AT_ONCE])


@contextmanager
def opened(folder: Path, who: str = "anna") -> Iterator[Session]:
    """Open a session, as a command does."""
    with Session.open(folder, who) as session:
        yield session
