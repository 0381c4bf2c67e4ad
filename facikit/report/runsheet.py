"""Run sheets: an exercise or a whole workshop as a page to read from, with what the facilitator needs and no more.

Plain text that is also Markdown, for the terminal and for printing. Nothing here comes from a session.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from facikit.analysis.materials import Need, Work, to_bring, work_of
from facikit.library.kinds import (
    ChoiceField,
    CountField,
    DotsField,
    FieldBase,
    ListField,
    PledgeField,
    QuotesField,
    ScaleField,
    TableField,
    TreeField,
)
from facikit.library.shapes import Block, Exercise, GroupSet, Plan, PlannedBlock, Slot, Step, Workshop
from facikit.library.values import From, Items
from facikit.report.text import clean, one_line

WIDTH = 100
PARTS = (
    ("SAY", "say"),
    ("ASK", "ask"),
    ("WATCH", "watch"),
    ("IF SHORT", "if_short"),
    ("IF LONG", "if_long"),
    ("ON PAPER", "on_paper"),
)
_ITEM = re.compile(r"([-*+>|#]|\d+[.)])\s")
SETTINGS = {
    "plenary": "everyone together",
    "groups": "in groups",
    "pairs": "in pairs",
    "individuals": "each person alone",
}


Exercises = Mapping[str, Exercise] | Callable[[str], Exercise | None]


def exercise_sheet(exercise: Exercise) -> str:
    """Return an exercise as a run sheet: what it is for, what it needs, and each step with what to say and ask."""
    total = sum(step.minutes for step in exercise.steps)
    facts = [minutes(total), SETTINGS[exercise.setting], _materials(exercise.materials)]
    parts = [f"# {one_line(exercise.title)}", _wrapped(exercise.aim), _facts(facts)]
    parts += _blanks(exercise.blanks)
    parts += _steps(exercise.steps)
    parts += _afterwards(exercise.write)
    return _whole(parts)


def workshop_sheet(
    workshop: Workshop | Plan, exercises: Exercises | None = None, needs: list[Need] | None = None
) -> str:
    """Return a workshop, or the plan of one session, as a run sheet: its day, and every block with its steps.

    ``exercises`` gives an exercise by its name; where there is none of that name, a block stands alone. ``needs`` are
    what to bring, where more is known than the plan says.
    """
    find = exercises.get if isinstance(exercises, Mapping) else exercises or (lambda _name: None)
    parts = [f"# {one_line(workshop.title)}"]
    if isinstance(workshop, Plan):
        parts.append(", ".join(part for part in (workshop.date, one_line(workshop.place)) if part))
    elif workshop.place:
        parts.append(one_line(workshop.place))
    if workshop.outcomes:
        parts.append("Outcomes:\n" + "\n".join(_point(item.text) for item in workshop.outcomes))
    parts += [_groups(workshop.groups)] if workshop.groups else []
    day = [_Entry(block, find) for block in workshop.agenda]
    parts.append(_agenda(day, workshop.start))
    parts += _bring(needs if needs is not None else to_bring(_works(day, workshop.groups)))
    for entry in day:
        parts += entry.sheet()
    parts += _afterwards(workshop.write)
    return _whole(parts)


def minutes(number: int) -> str:
    """Return ``45 minutes`` or ``1 h 30``; nothing for none."""
    if number < 60 or (number % 60 and number < 100):
        return f"{number} minute{'' if number == 1 else 's'}" if number else ""
    hours, rest = divmod(number, 60)
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


class _Entry:
    """One entry of the day, from a workshop's block or a session's."""

    def __init__(self, block: Block | PlannedBlock, find: Callable[[str], Exercise | None]) -> None:
        self.block = block
        self.exercise: Exercise | PlannedBlock | None
        if isinstance(block, PlannedBlock):
            self.exercise = block
            self.kind = block.kind
            self.title = block.title or block.id
            self.minutes: int | None = block.minutes
        else:
            is_talk = bool(block.input or block.speaker)
            self.kind = "break" if block.break_ else "close" if block.close else "input" if is_talk else "exercise"
            name = block.exercise or ("talk" if block.input else "")
            self.exercise = find(name) if name else None
            own = self.exercise.title if self.exercise and not block.input else ""
            self.title = block.title or block.input or block.break_ or block.close or own or block.exercise
            steps = sum(step.minutes for step in self.exercise.steps) if self.exercise else 0
            known = self.exercise is not None and bool(self.exercise.steps)
            self.minutes = block.minutes if block.minutes is not None else steps if known else None

    def length(self) -> str:
        """Return how long the block is, and how long its steps would take where that is more."""
        steps = sum(step.minutes for step in self.exercise.steps) if self.exercise is not None else 0
        over = bool(self.minutes) and steps > (self.minutes or 0)
        return minutes(self.minutes or 0) + (f" (its steps add up to {minutes(steps)}: shorten some)" if over else "")

    def sheet(self) -> list[str]:
        """Return the block's part of the sheet; nothing for what needs no telling beyond its line in the agenda."""
        block, exercise = self.block, self.exercise
        facts = [self.length()]
        if exercise is not None and self.kind == "exercise":
            facts.append(f"in {block.groups}" if block.groups else SETTINGS[exercise.setting])
        facts.append("no names are kept" if block.anonymous else "")
        facts.append(_materials(exercise.materials) if exercise is not None else "")
        speaker = ", ".join(one_line(part) for part in (block.speaker, block.post, block.organisation) if part.strip())
        parts = [
            f"Speaker: {speaker}" if speaker else "",
            _wrapped(block.aim or (exercise.aim if exercise is not None else "")),
            _facts(facts) if exercise is not None and exercise.steps else "",
            *(_steps(exercise.steps, level=3) if exercise is not None else ()),
        ]
        told = [part for part in parts if part]
        return [f"## {one_line(self.title)}", *told] if told else []


def times(day: Iterable[Block | PlannedBlock], start: str) -> list[tuple[str, str, str]]:
    """Return the day as rows of time, minutes and title, its end last; after a length that nobody gave, no times."""
    return _times([_Entry(block, lambda _name: None) for block in day], start)


def _times(day: Iterable[_Entry], start: str) -> list[tuple[str, str, str]]:
    rows = []
    now: int | None = _minute_of(start)
    for entry in day:
        marks = " (can be cut)" if entry.block.can_cut else ""
        if entry.block.at:
            # A time that is promised stands, and what is planned before it is too long.
            fixed = _minute_of(entry.block.at)
            over = now - fixed if now is not None else 0
            marks += f" (fixed; what comes before is {minutes(over)} too long)" if over > 0 else ""
            marks += f" (fixed; {minutes(-over)} free before)" if over < 0 else ""
            now = fixed
        rows.append((_time(now), str(entry.minutes or "–"), f"{one_line(entry.title)}{marks}"))
        now = now + entry.minutes if now is not None and entry.minutes is not None else None
    return [*rows, (_time(now), "", "end")] if now is not None and rows else rows


def _agenda(day: Iterable[_Entry], start: str) -> str:
    """Return the day as lines of time, length and title."""
    return "\n".join(f"    {time:5}  {length:>3}  {title}" for time, length, title in _times(day, start))


def _time(minute: int | None) -> str:
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}" if minute is not None else ""


def _minute_of(time: str) -> int:
    hour, _, minute = time.partition(":")
    return int(hour) * 60 + int(minute or 0)


def _steps(steps: Iterable[Step], level: int = 2) -> list[str]:
    made = []
    for number, step in enumerate(steps, 1):
        length = f" ({minutes(step.minutes)})" if step.minutes else ""
        made.append(f"{'#' * level} {number}. {one_line(step.title)}{length}")
        said = [_said(word, getattr(step, name)) for word, name in PARTS if getattr(step, name).strip()]
        fields = [_point(captured(field), "    ") for field in step.capture]
        made += said + (["CAPTURE\n" + "\n".join(fields)] if fields else [])
    return made


def _said(word: str, text: str) -> str:
    # A question stands on the screen in its own lines.
    return f"{word}\n{_wrapped(text, '    ', reflow=word != 'ASK')}"


def captured(field: FieldBase) -> str:
    """Return a field in one line: what is written down, in which kind, and how much of it."""
    options = ""
    if isinstance(field, ListField) and field.categories:
        options = ": " + ", ".join(item.text for item in field.categories)
    elif isinstance(field, TableField):
        options = ": " + ", ".join(item.text for item in field.columns)
    elif isinstance(field, QuotesField) and field.labels:
        options = ": " + ", ".join(item.text for item in field.labels)
    else:
        options = _counted(field)
    expect = f". {one_line(field.expect)}" if field.expect.strip() else ""
    return f"{field.title} ({field.kind}{options}){expect}"


def _counted(field: FieldBase) -> str:
    """Return what a field of numbers counts, and how."""
    if isinstance(field, ScaleField):
        ends = f"1{f' {field.low}' if field.low else ''} to {field.points}{f' {field.high}' if field.high else ''}"
        return f", {ends}{_items(field.statements)}{_items(field.rounds, '; ')}"
    if isinstance(field, DotsField):
        return f", {field.each} each{_items(field.colours, ' of ')}{_items(field.items)}"
    if isinstance(field, ChoiceField):
        return f", {'several' if field.many else 'one'} each{_items(field.options)}"
    if isinstance(field, CountField):
        return _items(field.of)
    if isinstance(field, TreeField):
        return (f" round {field.root}" if field.root else "") + _items(field.kinds)
    return f", posted {field.post_on}" if isinstance(field, PledgeField) and field.post_on else ""


def _items(items: Items | From, before: str = ": ") -> str:
    """Return the items, or where they come from, behind ``before``; nothing where there are none yet."""
    listed = f"{items.take} of {items.from_}" if isinstance(items, From) else ", ".join(item.text for item in items)
    return before + listed if listed else ""


def _blanks(blanks: dict[str, Any]) -> list[str]:
    """Return what whoever uses the exercise fills in."""
    if not blanks:
        return []
    lines = [f"{name}: {value}" if value is not None else f"{name}: to be given" for name, value in blanks.items()]
    return ["Blanks:\n" + "\n".join(_point(line) for line in lines)]


def _groups(sets: dict[str, GroupSet]) -> str:
    lines = []
    for name, one in sets.items():
        if one.names:
            lines.append(f"{name}: {', '.join(item.text for item in one.names)}")
        elif one.count:
            lines.append(f"{name}: {one.count}")
        else:
            lines.append(f"{name}: made from {one.from_}")
    return "Groups:\n" + "\n".join(_point(line) for line in lines)


def _works(day: Iterable[_Entry], sets: dict[str, GroupSet]) -> list[Work]:
    return [work_of(entry.title, entry.exercise, entry.block.groups, sets) for entry in day if entry.exercise]


def _bring(needs: Iterable[Need]) -> list[str]:
    """Return what to bring for the whole day, once each, and for which blocks."""
    lines = [
        _point(f"{need.what}{f': {need.amount}' if need.amount else ''} ({', '.join(need.where)})") for need in needs
    ]
    return ["## To bring", "\n".join(lines)] if lines else []


def _facts(facts: Iterable[str]) -> str:
    return textwrap.fill("; ".join(fact for fact in facts if fact), WIDTH)


def _materials(materials: Iterable[str]) -> str:
    listed = ", ".join(one_line(one) for one in materials)
    return f"bring {listed}" if listed else ""


def _afterwards(slots: Iterable[Slot]) -> list[str]:
    """Return what staff write afterwards."""
    lines = []
    for slot in slots:
        name = slot.heading or slot.slot.replace("-", " ").capitalize()
        lines.append(_point(f"{name}: {slot.hint}" if slot.hint.strip() else name))
    return ["## To write afterwards", "\n".join(lines)] if lines else []


def _point(text: str, indent: str = "") -> str:
    return textwrap.fill(one_line(text), WIDTH, initial_indent=f"{indent}- ", subsequent_indent=f"{indent}  ")


def _wrapped(text: str, indent: str = "", *, reflow: bool = True) -> str:
    """Return the text with its paragraphs, in lines short enough to read.

    ``reflow`` joins the lines of a paragraph first, as Markdown does, unless it looks like a list.
    """
    made = []
    for paragraph in re.split(r"\n\s*\n", clean(text).strip()):
        lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
        if reflow and not any(_ITEM.match(line) for line in lines):
            lines = [" ".join(lines)]
        made.append(
            "\n".join(textwrap.fill(line, WIDTH, initial_indent=indent, subsequent_indent=indent) for line in lines)
        )
    return "\n\n".join(part for part in made if part)


def _whole(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part.strip()) + "\n"
