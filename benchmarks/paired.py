"""Two things measured in turn, so that whatever else the machine does hits both alike."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from typing import NamedTuple

Timed = Callable[[], float]
"""Does something once and returns the seconds that the part in question took."""


class Pair(NamedTuple):
    """A budget: what is measured, against what, and how many times as long it may take."""

    what: str
    against: str
    budget: float
    floor: Timed
    ours: Timed
    rounds: int = 9
    done: Callable[[], object] = lambda: None
    """Clears up."""


class Result(NamedTuple):
    """Medians in milliseconds, and the median of the ratios of each round."""

    what: str
    against: str
    floor_ms: float
    ours_ms: float
    ratio: float
    budget: float

    @property
    def kept(self) -> bool:
        return self.ratio <= self.budget


def measure(pair: Pair, rounds: int = 0) -> Result:
    """Measure a pair in turn, after one round that does not count; the order changes from round to round."""
    floors: list[float] = []
    ours: list[float] = []
    try:
        pair.floor(), pair.ours()
        for number in range(rounds or pair.rounds):
            for timed, kept in ((pair.floor, floors), (pair.ours, ours))[:: 1 if number % 2 else -1]:
                kept.append(timed())
    finally:
        pair.done()
    ratio = statistics.median(one / floor for one, floor in zip(ours, floors, strict=True))
    return Result(
        pair.what, pair.against, 1000 * statistics.median(floors), 1000 * statistics.median(ours), ratio, pair.budget
    )
