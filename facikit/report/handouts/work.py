"""What hand-outs are made from: the blocks of a day with their groups, whether the day is planned or only an exercise.

A session brings its date, its groups, its labels and what earlier blocks have brought by now. Where an exercise stands
alone, its open blanks become room to write in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from facikit.library.finding import shelf
from facikit.library.kinds import FieldBase
from facikit.library.shapes import Exercise, Plan, PlannedBlock, Workshop
from facikit.library.values import From, Item, Items
from facikit.library.voices import Bound
from facikit.report.dates import in_words
from facikit.report.text import one_line
from facikit.session import agenda
from facikit.session.headcounts import expected, in_room
from facikit.session.people import people
from facikit.session.replanning import plan_now
from facikit.session.responses import responses
from facikit.session.session import Session
from facikit.session.taking import items as taken
from facikit.session.voices import level_in

TO_FILL = "…………"
"""Stands in a sentence where a blank is still open."""
TO_WRITE = 6
"""How many empty items there are where nobody can know yet what an earlier block brings."""

MANY = 20
"""From how many items on a group that works apart is given only those that it brought itself."""

Taken = Callable[[Items | From, str], tuple[Item, ...]]
"""From where items come from, and the name of the group they are for, to the items."""


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """One block, and who works on it."""

    block: PlannedBlock
    groups: tuple[str, ...] = ()
    """The groups that work apart, by name; none: the groups are not known, or all work together."""
    group: str = ""
    """The group that a sheet is made for just now."""
    day: str = ""
    labels: tuple[str, ...] = ()
    voices: Bound = ""
    """At which level people are attributed."""
    people: int | None = None
    grouped: bool = False
    """Whether the register has groups to write down."""
    taken: Taken

    @property
    def title(self) -> str:
        """Its title, as printed."""
        return self.block.title or self.block.id

    @property
    def question(self) -> str:
        """The first thing that the block asks."""
        return next((asked(step.ask) for step in self.block.steps if step.ask.strip()), "")

    def each(self) -> list[Work]:
        """Return the block once for each group to print for; once in all where they are not known."""
        return [msgspec.structs.replace(self, group=group) for group in self.groups or ("",)]

    @property
    def fields(self) -> list[FieldBase]:
        """Everything that the block captures."""
        return [field for step in self.block.steps for field in step.capture]

    def items(self, source: Items | From) -> tuple[str, ...]:
        """Return what is counted or rated, by name; as many empty ones where it is not known yet."""
        found = tuple(item.text for item in self.taken(source, self.group))
        wanted = (source.top if isinstance(source, From) else None) or TO_WRITE
        return found or ("",) * min(wanted, 30)


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is printed together."""

    title: str
    works: tuple[Work, ...]
    plan: Plan | None = None
    """The day as a plan, where it is one; its blocks are those of ``works``."""
    exercise: Exercise | None = None
    line: str = ""


def asked(text: str) -> str:
    """Return a question as printed; nothing where it is a blank that is still open."""
    text = text.strip()
    return "" if text == TO_FILL else text


def of_exercise(exercise: Exercise, *, number: int | None = None) -> Day:
    """Return an exercise as a day of its own. ``number``: of people."""
    opened = _opened(exercise, {name for name, value in exercise.blanks.items() if value is None})
    block = PlannedBlock(
        id="exercise",
        title=opened.title,
        aim=opened.aim,
        setting=opened.setting,
        minutes=sum(step.minutes for step in opened.steps),
        materials=opened.materials,
        steps=opened.steps,
        write=opened.write,
    )
    work = Work(block=block, people=number, taken=_listed, grouped=True)
    return Day(title=opened.title, works=(work,), exercise=opened)


def of_workshop(workshop: Workshop, kits: Sequence[Path], *, name: str = "", number: int | None = None) -> Day:
    """Return a workshop with its exercises, their blanks filled as it fills them; no date stands on anything."""
    from facikit.library.planning import plan

    made, _ = plan(workshop, shelf(kits), session_id="handout", date="2000-01-01", name=name)
    return of_plan(msgspec.structs.replace(made, date=""), number=number)


def of_plan(plan: Plan, *, number: int | None = None) -> Day:
    """Return a workshop as it is planned: its groups by name, and room for what only the day will bring."""
    line = _line(plan.title, plan.date, plan.place)
    labels = tuple(item.text for item in plan.labels)
    works = tuple(
        Work(
            block=block,
            groups=_groups_of(plan, block),
            day=line,
            labels=labels,
            voices=level_in(plan, block),
            people=number,
            grouped=bool(plan.groups),
            taken=_listed,
        )
        for block in plan.agenda
    )
    return Day(title=plan.title, works=works, plan=plan, line=line)


def of_session(session: Session, *, number: int | None = None) -> Day:
    """Return a session as it stands now: titles, groups and items after everything that has changed since the plan."""
    title, date, place = agenda.title(session), agenda.date(session), agenda.place(session)
    line, labels = _line(title, date, place), tuple(agenda.labels(session))
    works = []
    for one in agenda.blocks(session):
        if one.cut:
            continue
        block = msgspec.structs.replace(one.planned, title=one.title, minutes=one.minutes, at=one.at)
        groups = [group for group in agenda.groups_of(session, one.id) if group.set]
        here = number or in_room(session, one.id) or len(people(session)) or expected(session)
        works.append(
            Work(
                block=block,
                groups=tuple(group.name for group in groups),
                day=line,
                labels=labels,
                voices=level_in(session.plan, block),
                people=here,
                grouped=bool(session.plan.groups),
                taken=_taker(session, block, {group.name: group.id for group in groups}),
            )
        )
    return Day(title=title, works=tuple(works), plan=plan_now(session), line=line)


def _taker(session: Session, block: PlannedBlock, ids: dict[str, str]) -> Taken:
    """Return what gives a block's items: where there are many that its own groups brought, to each group its own."""
    sets = {one.id: one.planned.groups for one in agenda.blocks(session)}

    def take(source: Items | From, group: str) -> tuple[Item, ...]:
        found = tuple(taken(session, source))
        if not isinstance(source, From) or source.take != "responses" or len(found) <= MANY:
            return found
        name, _, field = source.from_.partition(".")
        if group not in ids or sets.get(name) != block.groups:
            return found
        own = {one.id for one in responses(session, name, field, ids[group])}
        return tuple(item for item in found if item.id in own) or found

    return take


def _line(*facts: str) -> str:
    title, date, place = facts
    return " · ".join(part for part in (one_line(title), in_words(date) if date else "", one_line(place)) if part)


def _groups_of(plan: Plan, block: PlannedBlock) -> tuple[str, ...]:
    """Return the names of the groups that work on the block, as far as they are planned."""
    name = block.groups
    if name not in plan.groups and (name or block.setting) == "groups":
        name = next((one for one, group_set in plan.groups.items() if not group_set.from_), "")
    return tuple(item.text for item in plan.groups[name].names) if name in plan.groups else ()


def _listed(source: Items | From, _group: str) -> tuple[Item, ...]:
    return () if isinstance(source, From) else source


def _opened(exercise: Exercise, names: set[str]) -> Exercise:
    """Return the exercise with room to write in where one of these blanks stands in a text."""
    if not names:
        return exercise
    blank = re.compile("|".join(f"<{re.escape(name)}>" for name in sorted(names)))
    return _filled(exercise, blank)  # type: ignore[no-any-return]


def _filled(value: Any, blank: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        # A question that is a blank and nothing else is asked on a line of its own.
        return "" if blank.fullmatch(value.strip()) else blank.sub(TO_FILL, value)
    if isinstance(value, tuple):
        return tuple(one for one in (_filled(one, blank) for one in value) if not _is_empty(one))
    if isinstance(value, msgspec.Struct):
        filled = {name: _filled(getattr(value, name), blank) for name in _names(value)}
        for name in ("label", "ask"):
            if getattr(value, name, "") and not filled[name]:
                filled[name] = TO_FILL
        return msgspec.structs.replace(value, **filled)
    return value


def _is_empty(value: Any) -> bool:
    return value == "" or (isinstance(value, Item) and not value.text)


def _names(value: msgspec.Struct) -> Iterable[str]:
    # A field's own name, and that of a slot, are no words for people.
    return [name for name in value.__struct_fields__ if name not in ("blanks", "field", "slot", "id", "report")]
