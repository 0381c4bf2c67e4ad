"""Who is quoted how often: of what each label, or each group, has said, how much stands in the report as a quote.

Nothing here says what is right: a room may be told best by the few who lived it. It says what can be seen, so that
whoever chose the quotes can ask themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

FEWEST = 4
"""Of fewer quotes than this nothing can be said."""


class Share(msgspec.Struct, frozen=True):
    """Of ``said`` responses ``quoted`` are quotes; ``people``: how many they may be from, None where nobody knows."""

    key: str
    quoted: int
    said: int
    people: int | None = None


def shares(
    said: Iterable[tuple[str, bool]], order: Sequence[str] = (), people: Mapping[str, int] | None = None
) -> list[Share]:
    """Return the share of each: ``said`` is, for each response, whose it is and whether it is quoted.

    Those of ``order`` come first, in this order, where they said anything; others follow by their key.
    """
    quoted: dict[str, int] = {}
    number: dict[str, int] = {}
    for key, is_quoted in said:
        number[key] = number.get(key, 0) + 1
        quoted[key] = quoted.get(key, 0) + is_quoted
    known = people or {}
    keys = [*(key for key in dict.fromkeys(order) if key in number), *sorted(number.keys() - set(order))]
    return [Share(key, quoted[key], number[key], known.get(key)) for key in keys]


def outweighing(every: Sequence[Share]) -> list[Share]:
    """Return who has more than half of the quotes, having said less than a third; nobody where there are too few."""
    quotes, said = whole(every)
    return [one for one in every if quotes >= FEWEST and 2 * one.quoted > quotes and 3 * one.said < said]


def unquoted(every: Sequence[Share]) -> list[Share]:
    """Return who said something and is never quoted; nobody where there are fewer quotes than those who spoke."""
    quotes, _ = whole(every)
    if quotes < max(FEWEST, len(every)):
        return []
    return [one for one in every if not one.quoted]


def whole(every: Iterable[Share]) -> tuple[int, int]:
    """Return how many quotes there are, and how many responses, all together."""
    found = list(every)
    return sum(one.quoted for one in found), sum(one.said for one in found)
