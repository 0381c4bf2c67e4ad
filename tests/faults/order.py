"""One meaning, whatever the order: lines mixed, doubled, grouped anyhow, from laptops whose clocks are wrong."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

from facikit.session.clock import Clock
from facikit.session.lines import Line, encode
from facikit.session.responses import Draft, add, edit, responses
from facikit.session.session import Session
from facikit.session.words import cleaned

from .judge import Tally, read, read_bytes, state_of
from .writing import HOSTILE, fresh, logs_of, made

YEAR = 365 * 24 * 3600 * 1000
CLOCKS = ((0, 1000), (YEAR, 1000), (-1_700_000_000_000, 0), (-YEAR, -500), (30, 1))
"""A laptop's clock: how far it is out, and how far it goes on between two looks, in milliseconds."""


class WrongClock(Clock):
    """A clock that is out, stands still or runs backwards."""

    def __init__(self, out: int, pace: int) -> None:
        self.instant, self.pace = 1_772_614_800_000 + out, pace

    def now(self) -> int:
        """Return what it shows."""
        self.instant += self.pace
        return self.instant


def _history(home: Path, chance: random.Random) -> Path:
    """Let five laptops, each with its folder, work on one session and meet now and then; return one that has it all."""
    base = made(home / "base") if not (home / "base").is_dir() else next((home / "base").iterdir())
    folders = [fresh(base, home / f"laptop{number}") for number in range(len(CLOCKS))]
    laptops = [
        Session.open(folder, f"writer {number}", clock=WrongClock(*clock))
        for number, (folder, clock) in enumerate(zip(folders, CLOCKS, strict=True))
    ]
    for number in range(25):
        one = chance.choice(laptops)
        here = responses(one)
        if here and chance.random() < 0.6:
            edit(one, chance.choice(here).id, text=f"{number} {chance.choice(HOSTILE)}")
        else:
            add(one, Draft(block="animals", field="points", group="table-1", text=f"{number} said"))
        if number % 4 == 3:
            other = chance.choice(laptops)
            one.flush()
            carry(one.folder, other.folder)
            other.refresh()
    for one in laptops:
        one.close()
    for folder in folders[1:]:
        carry(folder, folders[0])
    return folders[0]


def carry(source: Path, target: Path) -> None:
    """Copy what is longer in one folder than in the other."""
    for path in (source / "log").iterdir():
        there = target / "log" / path.name
        if not there.exists() or there.stat().st_size < path.stat().st_size:
            there.write_bytes(path.read_bytes())


def orders(size: int, seed: int, home: Path) -> Tally:
    """Mix, double and group the lines of a history: the same records come out, and what replaced something is later."""
    tally, chance = Tally(), random.Random(seed)
    while tally.tries < size:
        folder = _history(home, chance)
        whole = read(folder)
        wanted = state_of(whole)
        pieces = [piece for data in logs_of(folder) for piece in data.split(b"\n")[:-1]]
        for line in whole.lines.values():
            if any(not whole.lines[one].t < line.t for ids in line.over.values() for one in ids):
                tally.wrong(f"{line.id} is not later than what it replaced")
        for _ in range(20):
            mixed = pieces + chance.choices(pieces, k=len(pieces))
            chance.shuffle(mixed)
            cuts = sorted(chance.randrange(len(mixed)) for _ in range(chance.randrange(6)))
            groups = [mixed[a:b] for a, b in itertools.pairwise([0, *cuts, len(mixed)])]
            found = read_bytes(*(b"\n".join(group) for group in groups))
            tally.judge(found.lines, whole.lines, set(whole.lines))
            tally.same(state_of(found), wanted, "an order")
    return tally


def cloned(size: int, seed: int, home: Path) -> Tally:
    """Copy a laptop with its open session, and go on typing on both: nothing is merged away."""
    tally, chance = Tally(), random.Random(seed)
    base = made(home / "base")
    while tally.tries < size:
        one, other = fresh(base, home / "one"), home / "other"
        texts = [f"{n} {chance.choice(HOSTILE)}" for n in range(9)]
        with Session.open(one, "Anna") as anna:
            add(anna, *(Draft(block="animals", field="points", group="table-1", text=text) for text in texts[:3]))
            anna.flush()
            fresh(one, other)
            with Session.open(other, "Anna") as clone:
                for number, text in enumerate(texts[3:]):
                    place = Draft(block="animals", field="points", group="table-1", text=text)
                    add((anna, clone)[number % 2], place)
        whole = {**read(one).lines, **read(other).lines}
        carry(other, one)
        with Session.open(one, read_only=True) as merged:
            tally.judge(merged.records.lines, whole, set(whole), "cloned")
            tally.same(sorted(r.text for r in responses(merged)), sorted(map(cleaned, texts)), "texts of both")
    return tally


def forked(size: int, seed: int, home: Path) -> Tally:
    """Give several contents one id, as a virtual machine set back does: all are kept, and one shown in any order."""
    tally, chance = Tally(), random.Random(seed)
    base = made(home / "base")
    while tally.tries < size:
        folder = fresh(base, home / "forked")
        with Session.open(folder, "Anna") as anna:
            add(anna, Draft(block="animals", field="points", group="table-1", text="before"))
            anna.flush()
            (log,) = logs_of(folder)
        forks = [
            encode(Line("same.7", "2026-03-04T10:00:00.000Z", "Anna", "response/r", {"text": f"{n} {text}"}))
            for n, text in enumerate(chance.sample(HOSTILE, 3))
        ]
        seen = []
        for mixed in itertools.permutations([log, *forks]):
            found = read_bytes(*mixed)
            texts = {str(one.set["text"]) for one in [found.lines["same.7"], *found.forks["same.7"]]}
            seen.append((found.get("response/r").text("text"), sorted(texts)))
            tally.tries += 1
            if len(texts) != 3:
                tally.lost += 3 - len(texts)
        for one in seen:
            tally.same(one, seen[0], "a fork")
    return tally
