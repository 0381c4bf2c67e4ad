"""What to bring: everything that the day's blocks need, in one list, counted where it can be.

Materials are written in YAML as people say them ("marker pens", "a large sheet for each group"). Where a length of the
day, its groups or its people say how many, the number is worked out: dots are voters times dots, sheets are groups,
cards and postcards are people. While nobody knows how many people come, it is told for each of them instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from facikit.library.kinds import DotsField, Field, PledgeField, ScaleField
from facikit.library.shapes import Exercise, GroupSet, PlannedBlock
from facikit.session.agenda import PLENARY, blocks, groups_of
from facikit.session.headcounts import expected, in_room
from facikit.session.people import people as register
from facikit.session.session import Session

PERSON, GROUP = "person", "group"

_SAID = (
    (PERSON, re.compile(r"\b(each|every|per) (person|participant)\b|\beach$", re.IGNORECASE)),
    (GROUP, re.compile(r"\b(each|every|per) (group|table|team)\b", re.IGNORECASE)),
)
"""Where the words say themselves for whom it is."""
_CARDS = re.compile(r"^((blank|large|small|plain|story|index) )?(post)?cards?\b", re.IGNORECASE)
_SHEETS = re.compile(
    r"^(flipchart paper|flipcharts?$|large paper$|(large |big )?sheets?\b|a (large )?sheet (with|in)\b|"
    r"(the |a )?worksheets?\b|the \w+ sheet$)",
    re.IGNORECASE,
)
_DOTS = re.compile(r"\bdots?\b", re.IGNORECASE)
_COLOURS = re.compile(r"\bin (two|three|four|five|six) colou?rs\b", re.IGNORECASE)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_OWN_NUMBER = re.compile(r"^(one|two|three|four|five|six|seven|eight|nine|ten|\d+) ", re.IGNORECASE)


class Work(msgspec.Struct, frozen=True):
    """One block as far as its materials go. ``groups`` and ``people`` are None where nobody knows yet."""

    title: str
    setting: str
    materials: tuple[str, ...]
    fields: Sequence[Field] = ()
    groups: int | None = None
    people: int | None = None


class Use(msgspec.Struct, frozen=True):
    """What one block needs of something: how many, and in words where nobody can say."""

    title: str
    number: int | None = None
    words: str = ""


class Need(msgspec.Struct, frozen=True):
    """One thing to bring, and what for."""

    what: str
    uses: tuple[Use, ...]

    @property
    def amount(self) -> str:
        """How much of it: a number, or ``3 for each person`` where none can be had yet; empty where none is needed."""
        known = [use.number for use in self.uses if use.number is not None]
        parts = [str(sum(known))] if known else []
        return ", and ".join([*parts, *dict.fromkeys(use.words for use in self.uses if use.words)])

    @property
    def where(self) -> list[str]:
        """The titles of the blocks that need it, each once."""
        return list(dict.fromkeys(use.title for use in self.uses))


def to_bring(day: Iterable[Work]) -> list[Need]:
    """Return what the blocks need: what is counted first, each in the order of the day."""
    found: dict[str, tuple[str, list[Use]]] = {}
    for work in day:
        for what, use in _uses(work):
            found.setdefault(" ".join(what.casefold().split()), (what, []))[1].append(use)
    needs = [Need(what, tuple(uses)) for what, uses in found.values()]
    return sorted(needs, key=lambda need: not need.amount)


def of_session(session: Session) -> list[Need]:
    """Return what to bring for a session as it is now: what was cut is not needed."""
    day = []
    for one in blocks(session):
        if not one.cut:
            people = in_room(session, one.id) or len(register(session)) or expected(session)
            day.append(
                Work(
                    title=one.title,
                    setting="groups" if one.planned.groups else one.planned.setting,
                    materials=one.planned.materials,
                    fields=one.fields,
                    groups=_groups_now(session, one.id),
                    people=people,
                )
            )
    return to_bring(day)


def work_of(title: str, made: Exercise | PlannedBlock, groups: str, sets: Mapping[str, GroupSet]) -> Work:
    """Return an exercise in a plan before anybody has come. ``groups`` is the set that works on it; none: the usual."""
    usual = next((name for name, one in sets.items() if not one.from_), "")
    one = sets.get(groups or (usual if made.setting == "groups" else ""))
    number = (len(one.names) or one.count) if one is not None else None
    fields = [field for step in made.steps for field in step.capture]
    return Work(title, "groups" if groups else made.setting, made.materials, fields, number)


def _groups_now(session: Session, block: str) -> int | None:
    groups = groups_of(session, block)
    return None if [one.id for one in groups] == [PLENARY] else len(groups)


def _uses(work: Work) -> Iterable[tuple[str, Use]]:
    voting = list(_dots(work))
    dotted = next((one for one in work.materials if voting and _DOTS.search(one)), "sticky dots")
    told = False
    for material in work.materials:
        if material == dotted and voting:
            told = True
            yield from ((f"{dotted}{colour}", use) for colour, use in voting)
        else:
            yield material, _use(work, material)
    if voting and not told:
        yield from ((f"{dotted}{colour}", use) for colour, use in voting)
    pledged = any(isinstance(field, PledgeField) for field in work.fields)
    if pledged and not any("card" in one.casefold() for one in work.materials):
        yield "postcards", _counted(work, PERSON, 1)


def _use(work: Work, material: str) -> Use:
    colours = _COLOURS.search(material)
    each = _NUMBERS[colours[1].casefold()] if colours else 1
    if _OWN_NUMBER.match(material):
        return Use(work.title)
    for measure, pattern in _SAID:
        if pattern.search(material):
            return msgspec.structs.replace(_counted(work, measure, each), words="")
    if _CARDS.search(material):
        return _counted(work, PERSON, each)
    if work.setting == "groups" and _SHEETS.search(material):
        return _counted(work, GROUP, each)
    return Use(work.title)


def _counted(work: Work, measure: str, each: int) -> Use:
    """Return ``each`` for every person or group, as a number if their number is known."""
    number = work.people if measure == PERSON else work.groups
    if number is not None:
        return Use(work.title, number * each)
    return Use(work.title, words=f"{each} for each {measure}")


def _dots(work: Work) -> Iterable[tuple[str, Use]]:
    """Return the dots of each colour that are put on a wall, or on lines, and for which of them."""
    walls = [field for field in work.fields if isinstance(field, DotsField)]
    for field in walls:
        for name in [f", {colour.text}" for colour in field.colours] or [""]:
            yield name, _counted(work, PERSON, field.each)
    if any(_DOTS.search(one) for one in work.materials):
        for line in (field for field in work.fields if isinstance(field, ScaleField)):
            rounds = max(1, len(line.rounds))
            if isinstance(line.statements, tuple):
                yield "", _counted(work, PERSON, len(line.statements) * rounds)
            else:
                yield "", Use(work.title, words=f"{rounds} for each person and statement")
