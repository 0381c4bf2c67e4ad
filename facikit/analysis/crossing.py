"""Themes crossed with who spoke: how many responses of each theme came from each group, or from each label.

A response may be in several themes, so columns need not add up to their N; it counts once in each row. What is in no
theme is counted as well: a table that left it out would say that all was sorted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec


class Row(msgspec.Struct, frozen=True):
    """One theme's numbers: by column, and all together."""

    name: str
    numbers: tuple[int, ...]
    whole: int


class Crossing(msgspec.Struct, frozen=True):
    """Numbers by theme and column; ``of`` is each column's N, ``whole`` all of them."""

    columns: tuple[str, ...]
    of: tuple[int, ...]
    whole: int
    rows: tuple[Row, ...]
    loose: Row
    """What is in none of the themes."""
    overlap: bool
    """Whether any response is counted in several rows."""


def crossing(
    themes: Sequence[tuple[str, Collection[str]]], whose: Mapping[str, str], columns: Sequence[str] = ()
) -> Crossing:
    """Cross themes, each a name and the ids in it, with ``whose``: the column of each response that counts.

    ``columns`` come first, in this order, those without a response among them; any others follow by name. Members that
    ``whose`` does not have are not counted.
    """
    found = dict.fromkeys([*columns, *sorted(set(whose.values()) - set(columns))])
    ids = [{one for one in members if one in whose} for _, members in themes]
    somewhere = set().union(*ids)

    def row(name: str, some: Collection[str]) -> Row:
        numbers = dict.fromkeys(found, 0)
        for one in some:
            numbers[whose[one]] += 1
        return Row(name, tuple(numbers.values()), len(some))

    every = row("", whose)
    return Crossing(
        tuple(found),
        every.numbers,
        every.whole,
        tuple(row(name, some) for (name, _), some in zip(themes, ids, strict=True)),
        row("", whose.keys() - somewhere),
        sum(map(len, ids)) > len(somewhere),
    )
