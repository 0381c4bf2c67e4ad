"""What every worked session is made with: people at laptops, a clock set by hand, and chance that always falls alike.

A session is made through the same door as a person at a keyboard uses. Time and chance are injected, so that the same
words give the same bytes.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from msgspec import structs

from facikit.library import finding, planning
from facikit.library.reading import convert, document_of, read_document
from facikit.library.shapes import About, Plan, Workshop
from facikit.report.checks import check
from facikit.session.allowed import allow
from facikit.session.clock import LETTERS, Clock, Ids
from facikit.session.create import create
from facikit.session.session import Session

ROOT = Path(__file__).resolve().parent.parent
ZONE = "Europe/London"


class StoryClock(Clock):
    """A clock that is set by hand and runs on by itself, a few seconds each time somebody looks at it."""

    def __init__(self, date: str, local: str, chance: random.Random) -> None:
        self.date = date
        self.chance = chance
        self.instant = 0
        self.set(local)

    def set(self, local: str) -> None:
        """Put the clock to a local time, "HH:MM" of the day or with a date before it; never back."""
        text = local if " " in local else f"{self.date} {local}"
        moment = datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo(ZONE))
        self.instant = max(self.instant, round(moment.timestamp() * 1000) + self.chance.randrange(1000))

    def wait(self, least_s: int, most_s: int) -> None:
        """Let some seconds go by."""
        self.instant += self.chance.randrange(least_s * 1000, most_s * 1000)

    def now(self) -> int:
        self.instant += self.chance.randrange(20, 400)
        return self.instant


class StoryIds(Ids):
    """Names by a seeded chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def new(self, length: int = 12) -> str:
        return "".join(self.chance.choice(LETTERS) for _ in range(length))


class AtLaptop:
    """One person at one laptop: an open session with a clock that this person's typing moves.

    ``seed`` is the sample's name: with the person's and the time, it decides how chance falls.
    """

    def __init__(self, folder: Path, seed: str, name: str, date: str, at: str) -> None:
        chance = random.Random(f"{seed} {name} {at}")
        self.clock = StoryClock(date, at, chance)
        self.session = Session.open(folder, name, clock=self.clock, ids=StoryIds(chance))

    def __enter__(self) -> AtLaptop:
        return self

    def __exit__(self, *_: object) -> None:
        if not self.session.close():
            raise SystemExit("not everything is on disk")


def planned(
    workshop_name: str,
    seed: str,
    *,
    date: str,
    place: str,
    title: str = "",
    start: str = "",
    about: dict[str, Any] | None = None,
) -> Plan:
    """Return the plan of the day, from the shipped workshop and exercises; ``about`` stands in the place of its own."""
    document, problems = read_document(ROOT / "templates" / "workshops" / f"{workshop_name}.yaml")
    if document is None:
        raise SystemExit("\n".join(map(str, problems)))
    workshop, more = convert(document, Workshop)
    assert workshop is not None
    if about:
        said, problems = document_of(yaml.safe_dump(about, allow_unicode=True), "about")
        found, worse = convert(said, About) if said else (None, [])
        workshop = structs.replace(workshop, about=found)
        problems = [*problems, *worse]
    plan, most = planning.plan(
        workshop,
        finding.shelf([ROOT]),
        session_id=StoryIds(random.Random(seed)).new(),
        date=date,
        title=title,
        start=start,
        place=place,
        zone=ZONE,
        name=workshop_name,
        source=document,
        known=finding.exercises([ROOT]),
    )
    if problems or more or most:
        raise SystemExit("\n".join(map(str, [*problems, *more, *most])))
    return plan


def make(target: Path, plan: Plan, play: Callable[[Path, Path], None]) -> None:
    """Make the session in ``target``; what was there goes. ``play`` gets the session's folder and one for scratch."""
    with tempfile.TemporaryDirectory() as scratch:
        made = create(plan, Path(scratch) / "sessions")
        play(made, Path(scratch))
        if target.exists():
            shutil.rmtree(target)
        shutil.copytree(made, target)
    for empty in ("reports", "media"):
        folder = target / empty
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def let_stand(one: AtLaptop, reasons: list[tuple[str, str, str]]) -> None:
    """Let stand what the checks of the report find, for reasons given as (code, words of the finding, because)."""
    one.session.flush()
    found = check(one.session, kits=[ROOT]).open
    for code, words, because in reasons:
        here = [each for each in found if each.code == code and words in f"{each.where}: {each.message}"]
        if not here:
            print(f"{one.session.plan.title}: there is no {code} of ‘{words}’ any more", file=sys.stderr)
        for each in here:
            one.clock.wait(20, 120)
            allow(one.session, each.id, because)
    one.session.flush()
    for each in check(one.session, kits=[ROOT]).open:
        print(f"{one.session.plan.title}: {each.where}: {each.message} [{each.code}]", file=sys.stderr)


def unwrapped(text: str) -> str:
    """Return Markdown with each paragraph and each item of a list on one line, as somebody at a keyboard types it."""
    return re.sub(r"(?<!\n)\n *(?=[^\s-])(?!\d+\. )", " ", text.strip())
