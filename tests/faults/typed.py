"""Killed while typing: what was typed longer ago than a blink is there, letter by letter.

The typist, the clock and the timer are played, the kill is real: so it can come at any moment between any two letters.
"""

from __future__ import annotations

import heapq
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

from facikit.session.session import Session
from facikit.tui import drafts as screen

from .judge import Tally
from .writing import HOSTILE, Tell, ended, in_child, made

SPOT = ("animals", "points", "table-1")
MOST_S = 0.4
"""What is older than this when the program is killed is there again."""


class Played:
    """A clock that stands until somebody moves it on, and what is to be done when it has got so far."""

    def __init__(self) -> None:
        self.now, self._due = 1000.0, list[tuple[float, int, Callable[[], None]]]()

    def later(self, seconds: float, act: Callable[[], None]) -> None:
        """Have something done then."""
        heapq.heappush(self._due, (self.now + seconds, len(self._due), act))

    def go_on(self, until: float) -> None:
        """Let time pass, and do what is due."""
        while self._due and self._due[0][0] <= until:
            self.now, _, act = heapq.heappop(self._due)
            act()
        self.now = until


def late(size: int, seed: int, home: Path) -> Tally:
    """Kill the program at any moment of somebody's typing; each letter that is old enough is acknowledged."""
    tally, chance = Tally(), random.Random(seed)
    folder, state = made(home / "base"), home / "state"
    while tally.tries < size:
        shutil.rmtree(state, ignore_errors=True)
        state.mkdir()
        words = "a" + "".join(chance.choices(HOSTILE, k=3))
        pace = chance.choice((0.03, 0.1, 0.25, 0.5))
        at, typed = 1000.0, list[float]()
        for _ in words:
            at += chance.expovariate(1 / pace)
            typed.append(at)
        death = chance.uniform(typed[0], typed[-1] + 1)

        def work(_: Tell, words: str = words, typed: list[float] = typed, death: float = death) -> None:
            clock = Played()
            screen.time = SimpleNamespace(monotonic=lambda: clock.now)  # type: ignore[attr-defined, assignment]
            drafts = screen.Drafts(Session.open(folder, "Anna"), "Anna", state)
            drafts.later = clock.later
            for end, moment in enumerate(typed, 1):
                if moment > death:
                    break
                clock.go_on(moment)
                drafts.keep(SPOT, screen.Unfinished(parts=(words[:end],)))
            clock.go_on(death)
            os.kill(os.getpid(), 9)

        ended(*in_child(work))
        with Session.open(folder, "Anna") as session:
            after = screen.Drafts(session, "Anna", state)
            line = after.at(SPOT)
            after.close()
        found = line.parts[0] if line is not None else ""
        kept = sum(moment < death - MOST_S for moment in typed)
        tally.tries += 1
        tally.acknowledged += kept
        tally.lost += max(0, kept - len(found))
        if not words.startswith(found):
            tally.invented += 1
        if not words.startswith(found) or len(found) < kept:
            tally.first = tally.first or f"killed at {death:.2f}: {found!r} is there, and {words[:kept]!r} was typed"
    return tally
