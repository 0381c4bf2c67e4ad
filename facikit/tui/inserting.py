"""Putting a block into the day from the library: choose it, fill what it needs, one question after the other.

Esc at any question leaves the day as it was. Reading the library takes a moment, and is done away from the screen.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from facikit.errors import UserError
from facikit.library import blanks, standins
from facikit.library.finding import exercises, shelf
from facikit.library.planning import Exercises, block_of
from facikit.library.reading import read
from facikit.library.shapes import Block, Exercise, PlannedBlock
from facikit.library.yaml_text import Node, Scalar, Sequence
from facikit.report.runsheet import SETTINGS
from facikit.session import agenda
from facikit.session.agenda import LiveBlock
from facikit.session.replanning import LONGEST, insert
from facikit.session.session import Session
from facikit.tui.screens.base import SessionScreen
from facikit.tui.screens.picker import TYPED, Choice, Picker
from facikit.tui.screens.prompt import Prompt
from facikit.tui.text import cut, one_line, told

BREAK, TALK = ":break", ":talk"
"""What can be put in without an exercise; no exercise's name begins so."""
TAKEN_FROM = {"list": "responses", "table": "responses", "tree": "responses", "text": "responses", "dots": "top"}
"""What a later block may take of a field, by the field's kind."""


async def put_in(screen: SessionScreen, after: str | None) -> str:
    """Ask for a block and put it in after another; None: first. Return its id, empty where nothing was put in."""
    session = screen.session
    after = not_before_now(session, after)
    try:
        planned = await _asked(screen, after)
        if planned is None:
            return ""
        made = insert(session, planned, after)
    except UserError as error:
        screen.say(told(error), serious=True)
        return ""
    screen.say(f"Put in: {cut(made.title, 50)}, {made.minutes} min. ^z takes it out again.")
    screen.show()
    return made.id


def not_before_now(session: Session, after: str | None) -> str | None:
    """Return the block to put something after so that the room will still come to it; a rehearsal does not count."""
    every = agenda.blocks(session)
    here = agenda.position(session)
    block = here.block if here and f"{session.local(here.t):%Y-%m-%d}" == agenda.date(session) else ""
    reached = next((at for at, one in enumerate(every) if one.id == block), -1)
    wanted = next((at for at, one in enumerate(every) if one.id == after), -1)
    return every[reached].id if wanted < reached else after


async def _asked(screen: SessionScreen, after: str | None) -> PlannedBlock | None:
    session, app = screen.session, screen.app
    library, unread = await asyncio.to_thread(_library, screen.desk.kits)
    choices = [
        Choice(BREAK, "A break", "15 min, or as you say"),
        Choice(TALK, "A talk", "20 min, or as you say"),
        *(Choice(name, one.title, _told(one)) for name, one in library.items()),
    ]
    where = f"after “{cut(agenda.block(session, after).title, 50)}”" if after is not None else "first"
    hint = "Begin to type its name. Times move along; nobody's words are touched."
    if unread:
        hint += f" Not here, because it cannot be read ('facikit check' says why): {', '.join(unread)}."
    chosen = await app.push_screen_wait(Picker(f"Put in {where}: what?", choices, hint=hint))
    if chosen is None:
        return None
    taken = [one.id for one in agenda.blocks(session)]
    if chosen in (BREAK, TALK):
        block = await _without_exercise(screen, chosen)
        # Where the kit has no exercise for talks, a talk is a title and its minutes.
        return block_of(block, shelf(screen.desk.kits), taken=taken)[0] if block is not None else None
    find = shelf(screen.desk.kits)
    values = await _values(screen, chosen, library[chosen], find, after)
    groups = await _groups(screen, library[chosen]) if values is not None else None
    if values is None or groups is None:
        return None
    planned, problems = block_of(Block(exercise=chosen, with_=values, groups=groups), find, taken=taken)
    if problems:
        raise UserError(f"{library[chosen].title} was not put in: {problems[0].message}", problems[0].hint)
    return planned


def _library(kits: list[Path]) -> tuple[dict[str, Exercise], list[str]]:
    """Return the exercises in the order of their titles, and the names of those that cannot be read."""
    found = {name: read(path, Exercise)[0] for name, path in exercises(kits).items()}
    known = {name: one for name, one in found.items() if one is not None}
    in_order = dict(sorted(known.items(), key=lambda pair: pair[1].title.casefold()))
    return in_order, [name for name in found if name not in known]


def _told(one: Exercise) -> str:
    minutes = sum(step.minutes for step in one.steps)
    return ", ".join(part for part in (f"{minutes} min" if minutes else "", SETTINGS[one.setting]) if part)


async def _without_exercise(screen: SessionScreen, what: str) -> Block | None:
    app = screen.app
    pause = what == BREAK
    title = await app.push_screen_wait(
        Prompt("What is the break called?", text="Break") if pause else Prompt("What is the talk called?")
    )
    if title is None:
        return None
    title = one_line(title)
    speaker = "" if pause else await app.push_screen_wait(Prompt("Who speaks?", may_be_empty=True))
    if speaker is None:
        return None
    usual = "15" if pause else "20"
    minutes = await app.push_screen_wait(
        Prompt(f"How many minutes for “{cut(title, 50)}”?", text=usual, check=minutes_of)
    )
    if minutes is None:
        return None
    if pause:
        return Block(break_=title, minutes=minutes_of(minutes))
    return Block(input=title, speaker=one_line(speaker), minutes=minutes_of(minutes))


def minutes_of(text: str) -> int:
    """Return a typed number of minutes: ``45`` or ``1:15``."""
    hours, colon, rest = text.strip().rpartition(":")
    parts = [hours, rest] if colon else [rest]
    if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
        raise UserError(f"'{cut(text, 30)}' is not a number of minutes.", "Type 45, or 1:15 for an hour and a quarter.")
    minutes = int(hours or 0) * 60 + int(rest)
    if minutes > LONGEST:
        raise UserError(f"{minutes} minutes is no length for a block.", f"Give 0 to {LONGEST} minutes.")
    return minutes


# What an exercise needs


async def _values(
    screen: SessionScreen, name: str, one: Exercise, find: Exercises, after: str | None
) -> dict[str, Any] | None:
    """Ask for each blank that must be given; None where somebody left."""
    document = find(name)
    if document is None:
        raise UserError(f"There is no exercise '{name}' any more.", "Choose another.")
    stand = standins.values(document.tree)
    values: dict[str, Any] = {}
    for blank in blanks.needed(document.tree):
        answer = await _value(screen, name, one, blank, stand, find, after)
        if answer is None:
            return None
        values[blank] = answer
    return values


async def _value(
    screen: SessionScreen,
    name: str,
    one: Exercise,
    blank: str,
    stand: Mapping[str, Node],
    find: Exercises,
    after: str | None,
) -> Any | None:
    title = f"{cut(one.title, 40)}: {blank.replace('-', ' ').replace('_', ' ')}?"
    wanted = stand.get(blank)
    if isinstance(wanted, Sequence):
        sources = _sources(screen.session, after) if _may_take(name, blank, stand, find) else {}
        hint = "Type them with commas between" + (", or take what an earlier block brings." if sources else ".")
        choices = [Choice(key, words, "as it stands by then") for key, (words, _) in sources.items()]
        answer = await screen.app.push_screen_wait(Picker(title, choices, hint=hint, free="These"))
        if answer is None:
            return None
        return sources[answer][1] if answer in sources else _listed(answer.removeprefix(TYPED))
    check = _number if isinstance(wanted, Scalar) else None
    answer = await screen.app.push_screen_wait(Prompt(title, "Others will read it as you write it.", check=check))
    return None if answer is None else answer.strip()


def _listed(text: str) -> list[str]:
    parts = text.split(";" if ";" in text else ",")
    return [part.strip() for part in parts if part.strip()]


def _number(text: str) -> None:
    if not (text.strip().isascii() and text.strip().isdigit()):
        raise UserError(f"'{cut(text, 30)}' is not a whole number.", "Type it in digits.")


def _may_take(name: str, blank: str, stand: Mapping[str, Node], find: Exercises) -> bool:
    """Tell whether the blank takes what an earlier block brings: tried, because only the exercise itself knows."""
    document = find(name)
    needed = blanks.needed(document.tree) if document is not None else []
    tried: dict[str, Any] = {
        other: "x" if other not in stand else 3 if isinstance(stand[other], Scalar) else ["x", "y"] for other in needed
    }
    tried[blank] = {"from": "block.field", "take": "responses"}
    return not block_of(Block(exercise=name, with_=tried), find)[1]


def _sources(session: Session, after: str | None) -> dict[str, tuple[str, dict[str, str]]]:
    """Return what stands before the new block and can be taken: words for it, and how a plan writes it."""
    every = agenda.blocks(session)
    upto = next((at for at, one in enumerate(every) if one.id == after), -1) + 1
    found = {}
    for one in reversed([block for block in every[:upto] if not block.cut]):
        for field in one.fields:
            if field.kind in TAKEN_FROM:
                source = {"from": f"{one.id}.{field.field}", "take": TAKEN_FROM[field.kind]}
                what = "What got most votes in" if field.kind == "dots" else "What was said in"
                found[f"{one.id}.{field.field}"] = (f"{what} {_place(one, field.title)}", source)
            if field.kind in ("list", "table", "tree", "text", "quotes"):
                source = {"from": f"{one.id}.{field.field}", "take": "themes"}
                found[f"{one.id}.{field.field}:themes"] = (f"The themes of {_place(one, field.title)}", source)
    return found


def _place(one: LiveBlock, field: str) -> str:
    return f"{one_line(one.title)}, {one_line(field)}" if len(one.fields) > 1 else one_line(one.title)


async def _groups(screen: SessionScreen, one: Exercise) -> str | None:
    """Return the group set that works on it; asked only where there are several."""
    session = screen.session
    sets = list(session.plan.groups)
    if one.setting != "groups" or not sets:
        return ""
    if len(sets) == 1:
        return sets[0]
    choices = [
        Choice(name, name, ", ".join(one_line(group.name) for group in agenda.groups(session, name))) for name in sets
    ]
    return await screen.app.push_screen_wait(Picker(f"{cut(one.title, 40)}: which groups?", choices))
