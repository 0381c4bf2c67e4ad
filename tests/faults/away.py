"""The session's folder refuses or is gone while somebody types: what this laptop keeps is all there in the end."""

from __future__ import annotations

import errno
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from facikit.session.session import Session

from .disk import Act, Call, Disk, dying, failing, nothing
from .judge import Tally, read
from .refusing import Days
from .writing import Tell, ended, fresh, in_child, open_day, type_day


def refused(size: int, seed: int, home: Path) -> Tally:
    """Let the folder refuse everything from some call on: every entry is acknowledged all the same."""
    return _each(size, seed, home, lambda _, number: (failing(number, errno.EROFS, on=True), nothing))


def vanished(size: int, seed: int, home: Path) -> Tally:
    """Let the folder be gone from some call on, as a stick that is pulled out, and back the next day."""

    def away(folder: Path, number: int) -> tuple[Act, Act]:
        def after(call: Call) -> None:
            if call.number == number and folder.is_dir():
                folder.rename(folder.with_name("away"))

        return nothing, after

    return _each(size, seed, home, away)


def _each(size: int, seed: int, home: Path, acts: Callable[[Path, int], tuple[Act, Act]]) -> Tally:
    tally, days, state = Tally(), Days(home), home / "state"
    for day in range(seed, seed + size):
        whole, calls = days.whole(day)
        if day == seed:
            tally.to_be_at(call.number for call in calls)
        for call in calls:
            if tally.tries >= size:
                return tally
            shutil.rmtree(state, ignore_errors=True)
            folder, where = fresh(days.base, days.at), f"day {day}, from call {call.number}"
            told: list[str] = []
            with Disk(folder, *acts(folder, call.number)) as disk:
                session = open_day(folder, day, state)
                type_day(session, day, days.acts, told.append)
                if not session.close():
                    tally.wrong(f"{where}: not everything was acknowledged")
            if len(disk.calls) >= call.number:
                tally.was_at(call.number)
            if folder.with_name("away").is_dir():
                shutil.rmtree(folder, ignore_errors=True)
                folder.with_name("away").rename(folder)
            with Session.open(folder, state=state):
                pass
            tally.judge(read(folder).lines, whole, set(told) | set(whole), where)
    return tally


def killed(size: int, seed: int, home: Path) -> Tally:
    """Kill the program at any call that it makes in this laptop's state, while the folder refuses or takes it again."""
    tally, days, chance = Tally(), Days(home), random.Random(seed)
    state = home / "state"
    while tally.tries < size:
        day = chance.randrange(20)
        whole, calls = days.whole(day)
        shutil.rmtree(state, ignore_errors=True)
        folder = fresh(days.base, days.at)
        first, last = sorted(chance.randrange(len(calls)) for _ in range(2))
        end = chance.randrange(1, 60)

        def refuse(call: Call, first: int = first, last: int = last) -> None:
            if first <= call.number <= last:
                raise OSError(errno.EROFS, "read-only", call.path)

        def work(tell: Tell, folder: Path = folder, day: int = day, end: int = end, refuse: Act = refuse) -> None:
            with Disk(state, dying(end)), Disk(folder, refuse):
                session = open_day(folder, day, state)
                type_day(session, day, days.acts, tell)
                session.close()

        told, status = ended(*in_child(work))
        if not os.WIFSIGNALED(status):
            continue  # it was done before
        with Session.open(folder, state=state):
            pass
        tally.judge(read(folder).lines, whole, told, f"day {day}, refused {first} to {last}, killed at {end}")
    return tally
