"""Those who type on the day, and what each terminal showed when."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from terminals import Glance, Terminals

OPENINGS = (
    "they waited with me until I had", "a warm drink, and no form in sight for", "she rang back on the same day about",
    "nobody finished my sentence when I told of", "I was asked what I wanted before", "he wrote my own words down for",
    "+ = [b]not bold[/b] {{ 7 }} *and* all that for", "we laughed, même à la fin 😀, about",
)  # fmt: skip
SETTLED_S = 1.0
"""So long after somebody is back, what they see at once is not news."""
ENDINGS = ("the flat", "my mother", "the first night", "a friend’s letter", "the bus", "our garden")


def sentences(who: str, count: int, seed: int = 7) -> list[str]:
    """Return so many things to say, each different, none longer than a line."""
    chance = random.Random(f"{who}{seed}")
    return [f"{chance.choice(OPENINGS)} {chance.choice(ENDINGS)} {who[0]}{number:03d}" for number in range(count)]


class Watch:
    """What was seen on each terminal, and when for the first time."""

    def __init__(self, terminals: Terminals) -> None:
        self._wanted: dict[str, str] = {}
        self.shown: dict[tuple[str, str], float] = {}
        """When a terminal first showed a text with its ✓, by both."""
        self.away: list[tuple[str, float, float]] = []
        """Which terminal had nobody to show anything, from when to when."""
        self._lock = threading.Lock()
        terminals.watchers.append(self._look)

    def for_entry(self, text: str, by: str) -> None:
        """Look out for an entry of somebody."""
        with self._lock:
            self._wanted[text] = by

    def _look(self, glance: Glance) -> None:
        with self._lock:
            for text in self._wanted:
                for name, screen in glance.screens.items():
                    if (text, name) not in self.shown and f"✓ {text}" in screen:
                        self.shown[text, name] = glance.at

    @property
    def entries(self) -> dict[str, str]:
        """Every entry that was finished, and by whom."""
        with self._lock:
            return dict(self._wanted)

    def acknowledged(self) -> set[str]:
        """Return the entries that have had their ✓ where they were typed."""
        return {text for text, by in self.entries.items() if (text, by) in self.shown}

    def delays(self) -> list[float]:
        """Return how long after its ✓ each entry stood on another's screen, as far as it did while both were there."""
        both = [
            (name, self.shown[text, self._wanted[text]], at)
            for (text, name), at in self.shown.items()
            if name != self._wanted[text] and (text, self._wanted[text]) in self.shown
        ]
        return [
            max(0.0, at - done)
            for name, done, at in both
            if not any(name == who and done < until and at > since for who, since, until in self.away)
        ]

    @contextmanager
    def without(self, name: str) -> Iterator[None]:
        """Look for nothing on a terminal meanwhile."""
        since = time.monotonic()
        yield
        self.away.append((name, since, time.monotonic() + SETTLED_S))


class Typist:
    """Somebody at a keyboard."""

    def __init__(self, name: str, terminals: Terminals, watch: Watch, keys_per_s: float) -> None:
        self.name = name
        self._terminals = terminals
        self._watch = watch
        self._speed = keys_per_s
        self.keys = 0

    def half(self, text: str) -> None:
        """Type words, and no Enter."""
        self.keys += len(text)
        self._terminals.type(self.name, text, self._speed)

    def finish(self, text: str) -> None:
        """Press Enter on a line that holds ``text``."""
        self._watch.for_entry(text, self.name)
        self._terminals.press(self.name, "line.finish")

    def say(self, text: str) -> None:
        """Type an entry."""
        self.half(text)
        self.finish(text)

    def say_all(self, texts: Iterable[str]) -> None:
        """Type one entry after the other."""
        for text in texts:
            self.say(text)

    def say_rest(self, half: str, rest: str) -> None:
        """Type the rest of a line, and finish it."""
        self.half(rest)
        self.finish(half + rest)


@contextmanager
def typing(*what: tuple[Typist, Iterable[str]]) -> Iterator[None]:
    """Let several people type at once, and whatever else happens meanwhile; wait for the last of them."""
    hands = [threading.Thread(target=one.say_all, args=(list(texts),)) for one, texts in what]
    for hand in hands:
        hand.start()
    yield
    for hand in hands:
        hand.join()
