"""Inputs by the thousand, each tried within bounds: a child that may use so much memory and so much time, and no more.

What comes of an input decides what is tried next: where the outcome is a new one, the input is kept, and later ones are
made from it. So inputs find their way into corners that nobody has thought of, without anybody looking into the code.
A child that dies has written down beforehand what it was about to try.
"""

from __future__ import annotations

import mmap
import os
import random
import signal
import struct
import traceback
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from .judge import Tally
from .writing import ended, in_child

Words = TypeVar("Words", str, bytes)

SECONDS = 20
"""How much time of the processor one input may take: no answer takes a hundredth of it, and no machine is that slow."""
MOST_MEMORY = 768 << 20
"""How much more memory a child may have than when it began."""
LONGEST = 20_000
MOST_KEPT = 4000
NOTED = 1 << 20


class Outcome(NamedTuple):
    """What came of an input: ``kind`` tells outcomes apart; ``wrong`` says what is wrong, where something is."""

    kind: Hashable
    wrong: str = ""


class Target(NamedTuple):
    """Something that reads what others wrote.

    ``seeds`` are what to begin with; ``make`` returns an input, given those that are kept; ``start`` gets a folder of
    its own and returns what tries one input.
    """

    seeds: Callable[[], Sequence[Any]]
    make: Callable[[random.Random, Sequence[Any]], Any]
    start: Callable[[Path], Callable[[Any], Outcome]]
    at_once: int = 1
    """How many tries one input is."""


def sweep(target: Target) -> Callable[[int, int, Path], Tally]:
    """Return the sweep that tries inputs on a target."""

    def swept(size: int, seed: int, home: Path) -> Tally:
        tally, note = Tally(), mmap.mmap(-1, NOTED)
        done, inputs = 0, max(1, size // target.at_once)
        while done < inputs:
            first, note[:8] = done, struct.pack("<II", done, 0)

            def work(tell: Callable[[str], None], first: int = first) -> None:
                _bound()
                place = home / f"from-{first}"
                place.mkdir()
                _tried(target, range(first, inputs), seed, place, note, tell)

            told, status = ended(*in_child(work))
            done = struct.unpack("<I", note[:4])[0] + 1 if status else inputs
            tally.tries = done * target.at_once
            for one in sorted(told):
                tally.wrong(one)
            if status:
                length = struct.unpack("<I", note[4:8])[0]
                how = signal.strsignal(os.WTERMSIG(status)) if os.WIFSIGNALED(status) else "ended"
                tally.wrong(f"{how} at {note[8 : 8 + length].decode('utf-8', 'replace')}")
            if tally.differing > 20:
                break
        return tally

    return swept


def _tried(target: Target, numbers: range, seed: int, home: Path, note: mmap.mmap, tell: Callable[[str], None]) -> None:
    chance = random.Random(f"{seed} {numbers.start}")
    pool = list(target.seeds())
    sown = len(pool)
    try_one = target.start(home)
    seen: set[Hashable] = set()
    for number in numbers:
        given = pool[number] if number < sown else target.make(chance, pool)
        shown = f"{given!r:.4000}".encode()
        note[: 8 + len(shown)] = struct.pack("<II", number, len(shown)) + shown
        _wind()
        try:
            outcome = try_one(given)
        except Exception as error:  # whatever it is: no input may bring any about but those that are expected
            last = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(last.filename).name}:{last.lineno}"
            outcome = Outcome((type(error), where), f"{type(error).__name__} at {where}: {error!s:.200}")
        if outcome.kind not in seen:
            seen.add(outcome.kind)
            if outcome.wrong:
                tell(" ".join(f"{outcome.wrong} · given {given!r:.3000}".split()))
            elif len(pool) < MOST_KEPT:
                pool.append(given)
    signal.setitimer(signal.ITIMER_PROF, 0)


def _wind() -> None:
    """Give this process so many seconds more; then it is killed, wherever it is."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)


def _bound() -> None:
    import resource

    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    pages = Path("/proc/self/statm")
    if pages.is_file():
        now = int(pages.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + MOST_MEMORY, now + MOST_MEMORY))


def mutated(chance: random.Random, pool: Sequence[Words], words: Sequence[Words]) -> Words:
    """Return one of the pool with pieces taken out, doubled, moved, put in from elsewhere, or from ``words``."""
    data = chance.choice(pool)
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        a, b = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        b = min(b, a + chance.choice((1, 4, 30, 400)))
        way = chance.randrange(7)
        if way == 0:
            data = data[:a] + data[b:]
        elif way == 1:
            data = data[:b] + data[a:b] * chance.choice((1, 1, 2, 40)) + data[b:]
        elif way == 2:
            other = chance.choice(pool)
            c = chance.randrange(len(other) + 1)
            data = data[:a] + other[c : c + chance.choice((3, 30, 300))] + data[b:]
        elif way == 3:
            at = chance.randrange(len(data) + 1)
            data = data[:a] + data[b:at] + data[a:b] + data[max(at, b) :]
        else:
            data = data[:a] + chance.choice(words) + data[a if way == 4 else b :]
        data = data[:LONGEST]
    return data
