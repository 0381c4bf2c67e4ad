"""Counts in order: ranks with their ties, and shares that say of how many.

A percentage of a handful of people sounds like more than it is: below twenty there is none.
"""

from __future__ import annotations

from collections.abc import Sequence

FEWEST = 20
"""Of how many a percentage may be told at the least."""


def ranks(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Return (rank, index) for each number, most first. Equal numbers share a rank and keep their order."""
    order = sorted(range(len(numbers)), key=lambda index: -numbers[index])
    found: list[tuple[int, int]] = []
    for place, index in enumerate(order, 1):
        tied = bool(found) and numbers[found[-1][1]] == numbers[index]
        found.append((found[-1][0] if tied else place, index))
    return found


def first(numbers: Sequence[int], top: int | None = None) -> list[tuple[int, int]]:
    """Return (rank, index) of those that stand among the first ``top``, all that are level with the last one included.

    What nobody chose is not among them.
    """
    return [(rank, index) for rank, index in ranks(numbers) if numbers[index] and (top is None or rank <= top)]


def place(rank: int, others: Sequence[int]) -> str:
    """Return a rank as it is read out, ``3.`` or, where several of ``others`` share it, ``3=``."""
    return f"{rank}=" if others.count(rank) > 1 else f"{rank}."


def percent(number: int, of: int | None) -> str:
    """Return ``43%``; nothing where there are too few, or more than there can be."""
    if of is None or of < FEWEST or not 0 <= number <= of:
        return ""
    whole = (200 * number + of) // (2 * of)
    if whole == 0 and number:
        return "under 1%"
    return "over 99%" if whole == 100 and number < of else f"{whole}%"
