"""Marks on a scale: where they lie and their median. Never a mean.

Marks come as how many stand at each point, the lowest point first. Points within a third of the scale from either end
are that end, so that of five points two are low and two are high.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

Where = Literal["lower end", "middle", "mixed", "upper end", ""]
END, MIDDLE, OTHER_END = range(3)


def median(points: Sequence[int]) -> tuple[int, int] | None:
    """Return the two points that the middle of all marks falls between, mostly the same twice; None without marks."""
    n = sum(points)
    return (_point_of(points, (n - 1) // 2), _point_of(points, n // 2)) if n else None


def where(points: Sequence[int]) -> Where:
    """Return where the marks lie; nothing where there are none.

    An end has at least half of them and the other end less than a third; with a third at both ends they are mixed, and
    so they are where the middle has less than a third.
    """
    n = sum(points)
    if not n:
        return ""
    in_zone = [0, 0, 0]
    for point, number in enumerate(points, 1):
        in_zone[zone(point, len(points))] += number
    low, middle, high = in_zone
    if 3 * low >= n and 3 * high >= n:
        return "mixed"
    if 2 * low >= n:
        return "lower end"
    if 2 * high >= n:
        return "upper end"
    return "middle" if 3 * middle >= n else "mixed"


def zone(point: int, points: int) -> int:
    """Return whether a point is at the low end (0), in the middle (1) or at the high end (2) of so many points."""
    if 3 * (point - 1) <= points - 1:
        return END
    return OTHER_END if 3 * (point - 1) >= 2 * (points - 1) else MIDDLE


def _point_of(points: Sequence[int], at: int) -> int:
    """Return the point of the mark with this number, counted from the lowest mark as 0."""
    for point, number in enumerate(points, 1):
        at -= number
        if at < 0:
            return point
    return len(points)
