"""A few invented entries for each kind of field, as lines that could have been typed: to try an exercise's form with.

One entry of ``INVENTED`` for each kind in ``library/kinds.py``; a test fails where one is missing. What is said is
nobody's: it names the columns and items that it stands for, so that one sees where each of them goes.
"""

from __future__ import annotations

from collections.abc import Callable

from facikit.library.kinds import (
    ChoiceField,
    CountField,
    DotsField,
    FieldBase,
    ListField,
    ScaleField,
    TableField,
    TreeField,
)
from facikit.library.values import From, Item, Items

SAID = (
    ("More time to talk: we were always in a hurry", "Somebody who listens to the end"),
    ("A room with a window", "To hear afterwards what has come of it"),
)
"""What each of two groups says."""
QUOTES = (
    ("It was the first time that anybody asked me.", "I came for the coffee and stayed for the talk."),
    ("We have said that before. This time somebody wrote it down.",),
)
BRANCHES = (("Time", "\tMornings", "\tHalf an hour more"), ("Place", "\tNear the station", "\t\tWith a ramp"))
PEOPLE = (("Sam Reed\tNurse\tNorth", "Alex Moor\tPorter\tNorth"), ("Kim Dale\tNurse\tSouth",))

COUNTS = ((6, 9, 2, 4), (3, 5, 1, 7))
MARKS = ((0, 1, 3, 5, 2), (1, 0, 2, 3, 4))
"""What each of two groups counts, item by item and point by point."""

Inventor = Callable[[FieldBase, int], list[str]]
"""Takes the field and which of the two groups it is for; returns lines as ``session/plain.py`` takes them."""


def _list(field: FieldBase, group: int) -> list[str]:
    assert isinstance(field, ListField)
    if not field.categories:
        return list(SAID[group])
    return [f"{one.id}\t{SAID[group][at % 2]}" for at, one in enumerate(field.categories)]


def _table(field: FieldBase, group: int) -> list[str]:
    assert isinstance(field, TableField)
    return ["\t".join(f"{column.text} {row}" for column in field.columns) for row in (group * 2 + 1, group * 2 + 2)]


def _items(source: Items | From) -> Items:
    return () if isinstance(source, From) else source


def _dots(field: FieldBase, group: int) -> list[str]:
    assert isinstance(field, DotsField)
    counted = [(item, _number(at, group)) for at, item in enumerate(_items(field.items))]
    if field.colours:
        return [f"{item.id}\t{one.id}\t{number}" for item, number in counted for one in field.colours]
    return [f"{item.id}\t{number}" for item, number in counted]


def _scale(field: FieldBase, group: int) -> list[str]:
    assert isinstance(field, ScaleField)
    rounds = [f"{one.id}\t" for one in field.rounds] or [""]
    return [
        f"{round_}{statement.id}\t" + "\t".join(str(MARKS[group][(at + point) % 5]) for point in range(field.points))
        for at, statement in enumerate(_items(field.statements))
        for round_ in rounds
    ]


def _count(field: FieldBase, group: int) -> list[str]:
    assert isinstance(field, CountField)
    items = _items(field.of) or (Item("", "number"),)
    return [f"{item.id}\t{_number(at, group)} of {8 + group}" for at, item in enumerate(items)]


def _choice(field: FieldBase, group: int) -> list[str]:
    assert isinstance(field, ChoiceField)
    return [f"{item.id}\t{_number(at, group)}" for at, item in enumerate(_items(field.options))]


def _tree(field: FieldBase, group: int) -> list[str]:
    assert isinstance(field, TreeField)
    return list(BRANCHES[group])


def _number(at: int, group: int) -> int:
    return COUNTS[group][at % len(COUNTS[group])]


INVENTED: dict[str, Inventor] = {
    "list": _list,
    "text": lambda _field, group: [". ".join(SAID[group]) + "."],
    "quotes": lambda _field, group: list(QUOTES[group]),
    "table": _table,
    "scale": _scale,
    "dots": _dots,
    "tree": _tree,
    "count": _count,
    "choice": _choice,
    "photo": lambda _field, _group: [],
    "pledge": lambda _field, group: [SAID[group][1]],
    "people": lambda _field, group: list(PEOPLE[group]),
}
"""Every kind by its name in YAML. A picture is no line: where one is wanted, ``trial`` draws it."""
