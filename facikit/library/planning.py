"""Make the plan of a session: a workshop with its exercises copied in whole, blanks filled, ids beside everything.

A plan can always be had. What is wrong is told, and the block that it concerns is planned as far as it goes.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from collections.abc import Mapping as MappingLike
from typing import Literal

import msgspec
import yaml

from facikit.errors import UserError, closest
from facikit.library import blanks
from facikit.library.problems import Problem, in_order
from facikit.library.reading import Document, exercise_of, line_of
from facikit.library.shapes import Block, Exercise, GroupSet, Plan, PlannedBlock, Workshop
from facikit.library.values import Item, repeated, slug, unique
from facikit.library.yaml_text import Mapping, Node, Sequence

TALK = "talk"
"""The exercise that an ``input`` is, where it names no other."""

MOST_GROUPS = 200

HEADER = """\
# The plan of one session, as it stood when the session was made. facikit reads this file, and rewrites it only where
# 'facikit erase' has to take words or a name out of it.
# Titles, times, texts and the names of groups may be changed by hand. The ids bind what was captured to its place:
# leave them as they are.
"""

Exercises = Callable[[str], Document | None]


def plan(
    workshop: Workshop,
    exercises: Exercises,
    *,
    session_id: str,
    date: str,
    title: str = "",
    start: str = "",
    place: str = "",
    zone: str = "UTC",
    keep_until: str | None = None,
    groups: MappingLike[str, str] | None = None,
    name: str = "",
    source: Document | None = None,
    known: Iterable[str] = (),
) -> tuple[Plan, list[Problem]]:
    """Return the plan of one run of ``workshop`` and what is wrong with it.

    ``exercises`` gives an exercise's document by name (``finding.shelf``); ``known`` are the names there are, for
    near misses. ``groups`` are overrides, "Red,Blue" or "6" by group set. ``name`` is the workshop's file name without
    its ending. With ``source``, the document that the workshop was read from, problems have their lines.
    """
    planner = _Planner(workshop, exercises, source or Document(name, Mapping(pairs=())), list(known))
    taken = {block.id for block in workshop.agenda if block.id}
    agenda = tuple(planner.block(index, block, taken) for index, block in enumerate(workshop.agenda))
    made = Plan(
        session=session_id,
        title=title or workshop.title,
        workshop=name,
        date=_checked_date(date),
        start=_checked_time(start or workshop.start),
        place=place or workshop.place,
        zone=zone,
        keep_until=_checked_date(keep_until) if keep_until else None,
        report=workshop.report,
        outcomes=workshop.outcomes,
        groups=group_sets(workshop.groups, groups or {}),
        labels=workshop.labels,
        voices=workshop.voices,
        few=workshop.few,
        agenda=agenda,
        write=workshop.write,
        about=workshop.about,
    )
    return made, in_order(planner.problems)


def block_of(
    block: Block, exercises: Exercises, *, taken: Iterable[str] = (), known: Iterable[str] = ()
) -> tuple[PlannedBlock, list[Problem]]:
    """Return one block planned by itself, for a day that is under way, and what is wrong with it.

    ``taken`` are the ids of the day's blocks; the rest is as in ``plan``.
    """
    alone = Workshop(title="", agenda=(block,))
    planner = _Planner(alone, exercises, Document("", Mapping(pairs=())), list(known))
    planned = planner.block(0, block, {*taken} | ({block.id} if block.id else set()))
    return planned, in_order(planner.problems)


def group_sets(sets: MappingLike[str, GroupSet], overrides: MappingLike[str, str]) -> dict[str, GroupSet]:
    """Return the group sets with every group named, after ``overrides`` such as "Red, Blue" or "6"."""
    for name in overrides:
        if name not in sets:
            raise UserError(f"the workshop has no group set {name!r}", closest(name, sets) or _listed(sets))
    found = {}
    for name, group_set in sets.items():
        if name in overrides:
            group_set = _overridden(name, group_set, overrides[name])
        found[name] = _named(group_set)
    return found


def plan_text(plan: Plan) -> str:
    """Return ``plan`` as the text of session.yaml; ``reading.read_text`` gives the same plan back."""
    whole = {"format": plan.format, **msgspec.to_builtins(plan), "zone": plan.zone}
    data = _for_people({key: whole[key] for key in (*Plan.__struct_fields__,) if key in whole})
    # The pure dumper, not the C one: that one writes every emoji as an escape.
    body = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=2**31, default_flow_style=False)
    return HEADER + str(body)


class _Planner:
    """What is needed while one workshop's blocks are planned."""

    def __init__(self, workshop: Workshop, exercises: Exercises, source: Document, known: list[str]) -> None:
        self.workshop, self.exercises, self.source, self.known = workshop, exercises, source, known
        self.used_ids: set[str] = set()
        self.problems: list[Problem] = []
        agenda = source.tree.get("agenda") if isinstance(source.tree, Mapping) else None
        entries = list(enumerate(agenda.items)) if isinstance(agenda, Sequence) else []
        # The reader leaves out entries that are no mapping; the others stand beside the blocks one to one.
        self.entries = [(index, entry) for index, entry in entries if isinstance(entry, Mapping)]

    def tell(self, key: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.source.name, line_of(self.source.tree, key), key, message, hint))

    def block(self, index: int, block: Block, taken: set[str]) -> PlannedBlock:
        place, entry = self.entries[index] if index < len(self.entries) else (index, None)
        key = f"agenda[{place}]"
        kind: Literal["exercise", "input", "break", "close"] = (
            "input" if block.input else "break" if block.break_ else "close" if block.close else "exercise"
        )
        own_title = block.title or block.input or block.break_ or block.close
        name = block.exercise or (TALK if block.input else "")
        exercise = self.exercise(name, key, block, entry) if name else None
        if not name and block.with_:
            self.tell(f"{key}.with", "fills nothing, as there is no exercise here")
        exercise = exercise or Exercise(title=own_title or name or "Untitled", setting="plenary")
        minutes = block.minutes if block.minutes is not None else sum(step.minutes for step in exercise.steps)
        return PlannedBlock(
            id=self.id(block, taken),
            kind=kind,
            exercise=name,
            title=own_title or exercise.title,
            aim=block.aim or exercise.aim,
            setting=exercise.setting,
            groups=block.groups,
            at=block.at,
            minutes=min(minutes, 1440),
            can_cut=block.can_cut,
            anonymous=block.anonymous,
            voices=block.voices,
            speaker=block.speaker,
            post=block.post,
            organisation=block.organisation,
            materials=exercise.materials,
            steps=exercise.steps,
            write=exercise.write,
            report=block.report or exercise.report,
        )

    def id(self, block: Block, taken: set[str]) -> str:
        if block.id and block.id not in self.used_ids:
            self.used_ids.add(block.id)
            return block.id
        base = block.id or (block.exercise if not block.input else "")
        base = slug(base or block.title or block.input or block.break_ or block.close, "block")
        found = unique(base, self.used_ids | taken)
        self.used_ids.add(found)
        return found

    def exercise(self, name: str, key: str, block: Block, entry: Node | None) -> Exercise | None:
        """Return the block's exercise, filled; None where there is none of that name."""
        document = self.exercises(name)
        if document is None:
            where = f"{key}.exercise" if block.exercise else f"{key}.input"
            hint = closest(name, self.known) or ("see: facikit list exercises" if block.exercise else "")
            self.tell(where, f"there is no exercise {name!r}", hint)
            return None
        declared = blanks.declared(document.tree)
        values = self.given(block, f"{key}.with", entry)
        for blank, node in values.items():
            if blank not in declared:
                hint = closest(blank, declared) or (_listed(declared) if declared else f"{name} has no blanks")
                self.problems.append(
                    Problem(node.file, node.line, f"{key}.with.{blank}", f"{blank!r} is not a blank of {name}", hint)
                )
        for blank, own in (("title", block.title or block.input), ("speaker", block.speaker), ("post", block.post)):
            if blank in declared and blank not in values and own:
                line = line_of(self.source.tree, key)
                values[blank] = blanks.node_of(own, file=self.source.name, line=line, key=key)
        for blank in blanks.needed(document.tree):
            if blank not in values:
                self.tell(f"{key}.with", f"{blank!r} is missing, which {name} needs", f"with: {{{blank}: ...}}")
        exercise, problems = exercise_of(document, values)
        # What is wrong in the exercise's own file is for the check of that file; here, only what the workshop put in.
        self.problems += [problem for problem in problems if problem.path == self.source.name]
        return exercise

    def given(self, block: Block, key: str, entry: Node | None) -> dict[str, Node]:
        """Return what ``with:`` gives, as nodes that know their place in the workshop's file."""
        written = entry.get("with") if isinstance(entry, Mapping) else None
        if isinstance(written, Mapping):
            found = {name.text: blanks.with_key(value, f"{key}.{name.text}") for name, value in written.pairs}
        else:
            line = line_of(self.source.tree, key)
            found = {
                name: blanks.node_of(value, file=self.source.name, line=line, key=f"{key}.{name}")
                for name, value in block.with_.items()
            }
        return found


def _named(group_set: GroupSet) -> GroupSet:
    """Return a set whose count has become names: Table 1, Table 2 ..."""
    if group_set.from_ or group_set.names or group_set.count is None:
        return msgspec.structs.replace(group_set, count=None, called="")
    word = group_set.called or ("Group" if group_set.kind == "mixed" else group_set.kind.capitalize() or "Group")
    return msgspec.structs.replace(
        group_set, names=_items(f"{word} {number + 1}" for number in range(group_set.count)), count=None, called=""
    )


def _overridden(name: str, group_set: GroupSet, wanted: str) -> GroupSet:
    wanted = wanted.strip()
    if re.fullmatch(r"[0-9]+", wanted):
        if not 1 <= int(wanted) <= MOST_GROUPS:
            raise UserError(f"{wanted} groups for {name!r} cannot be: 1 to {MOST_GROUPS}")
        return msgspec.structs.replace(group_set, count=int(wanted), names=(), from_="")
    names = [part.strip() for part in wanted.split(",") if part.strip()]
    if not names:
        raise UserError(f"no names are given for the group set {name!r}", f"{name}=Red,Blue or {name}=6")
    if twice := repeated(names):
        raise UserError(f"There are two groups {twice!r}.", "Give each a name of its own.")
    return msgspec.structs.replace(group_set, names=_items(names), count=None, from_="")


def _items(texts: Iterable[str]) -> tuple[Item, ...]:
    taken: set[str] = set()
    return tuple(Item(text=text, id=unique(slug(text), taken)) for text in texts)


def _listed(names: Iterable[str]) -> str:
    words = ", ".join(names)
    return f"there is {words}" if words else "it has none"


def _checked_date(text: str) -> str:
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise UserError(f"there is no day {text}", "look at its month and its day: YYYY-MM-DD") from None
        raise UserError(f"{text!r} is not a date", "write YYYY-MM-DD") from None


def _checked_time(text: str) -> str:
    if not re.fullmatch(r"([01]?[0-9]|2[0-3]):[0-5][0-9]", text):
        raise UserError(f"{text!r} is not a time of day", "write HH:MM")
    return text


# Writing it for people to read.


class _OneLine(dict[str, object]):
    """A small mapping that stands on one line."""


class _Lines(str):
    """Text that stands on its own lines under ``|``."""


class _Dumper(yaml.SafeDumper):
    """Writes no aliases, which the reader refuses, and indents lists under their key."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        return super().increase_indent(flow, False)


_Dumper.add_representer(str, lambda dumper, text: _text_node(dumper, text))
_Dumper.add_representer(
    _OneLine, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True)
)
_Dumper.add_representer(
    _Lines, lambda dumper, data: dumper.represent_scalar("tag:yaml.org,2002:str", str(data), style="|")
)

# Text that comes back from a literal block letter for letter: lines that begin and end with something to see.
BLOCK_TEXT = re.compile(r"\S([^\n]*\S)?(\n+[^\s]([^\n]*\S)?)*\n?")
PRINTABLE = re.compile("[\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010fffe]*")


SMALL = (
    "id",
    "text",
    "under",
    "field",
    "kind",
    "slot",
    "show",
    "as",
    "label",
    "heading",
    "lead",
    "hint",
    "expect",
    "place",
)
"""Keys of parts that may stand on one line, in the order they are written; the id comes first everywhere."""


def _text_node(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """Return text in double quotes, where everything can be escaped, unless it is one line of what can be seen."""
    plain = "\n" not in text and PRINTABLE.fullmatch(text)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if plain else '"')


def _for_people(value: object) -> object:
    if isinstance(value, dict):
        if set(value) == {"show"}:
            return _for_people(value["show"])
        small = set(value) <= set(SMALL)
        keys = [key for key in SMALL if key in value] if small else sorted(value, key=lambda key: key != "id")
        data = {key: _for_people(value[key]) for key in keys if not (key == "id" and value[key] == "")}
        room = all(isinstance(part, str) and not isinstance(part, _Lines) for part in data.values())
        return (
            _OneLine(data) if small and data and room and sum(len(str(part)) for part in data.values()) < 100 else data
        )
    if isinstance(value, list | tuple):
        return [_for_people(part) for part in value]
    if isinstance(value, str):
        text = re.sub("[\ud800-\udfff]", "\ufffd", value)
        whole = "\n" in text and BLOCK_TEXT.fullmatch(text) and PRINTABLE.fullmatch(text)
        return _Lines(text) if whole else text
    return value
