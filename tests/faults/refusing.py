"""A disk that refuses: each call fails once, or from then on; no room at any byte; and our log taken away under us."""

from __future__ import annotations

import errno
import itertools
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from .disk import Act, Call, Disk, calls_of, failing, nothing
from .judge import Lines, Tally, read
from .writing import fresh, made, open_day, type_day, whole_day

ACTS = 14
REASONS = (errno.EIO, errno.ENOSPC, errno.EROFS, errno.EACCES)


class Days:
    """A session to type in, and its days as they are when nothing goes wrong."""

    def __init__(self, home: Path, acts: int = ACTS) -> None:
        self.base, self.at, self.acts = made(home / "base"), home / "typed", acts
        self._whole: dict[int, tuple[Lines, list[Call]]] = {}

    def whole(self, seed: int) -> tuple[Lines, list[Call]]:
        """Return the lines and the file calls of a day."""
        if seed not in self._whole:
            folder, found = fresh(self.base, self.at), {}
            calls = calls_of(folder, lambda: found.update(whole_day(folder, seed, self.acts)))
            self._whole[seed] = found, calls
        return self._whole[seed]

    def typed(self, seed: int, disk: Callable[[Path], Disk], tally: Tally, where: str, *, ends: bool) -> Disk:
        """Type a day on a disk with a fault. Where that ``ends`` before the day does, everything is there then."""
        whole, _ = self.whole(seed)
        folder = fresh(self.base, self.at)
        told: list[str] = []
        with disk(folder) as fault:
            session = open_day(folder, seed)
            type_day(session, seed, self.acts, told.append)
            if ends:
                fault.before, fault.room = nothing, None
            if session.close():
                told = list(whole)
            elif ends:
                tally.wrong(f"{where}: not everything was saved though the disk took it again")
        tally.judge(read(folder).lines, whole, set(told), where)
        return fault


def calls(once: bool) -> Callable[[int, int, Path], Tally]:
    """Return the sweep in which every call of a day fails: once, or for the rest of the day."""

    def sweep(size: int, seed: int, home: Path) -> Tally:
        tally, days = Tally(), Days(home)
        for day, number, reason in _each(size, seed, days):
            where = f"day {day}, call {number} {os.strerror(reason)}"
            if day == seed:
                tally.to_be_at((one.number, each) for one in days.whole(day)[1] for each in REASONS)
            act = failing(number, reason, on=not once)
            disk = days.typed(day, lambda folder, act=act: Disk(folder, act), tally, where, ends=True)
            if len(disk.calls) >= number:
                tally.was_at((number, reason))
            if not once and tally.tries < size:
                # The same, and the program is closed while the disk still refuses.
                days.typed(day, lambda folder, act=act: Disk(folder, act), tally, where, ends=False)
        return tally

    return sweep


def _each(size: int, seed: int, days: Days) -> Iterator[tuple[int, int, int]]:
    tried = 0
    for day in range(seed, seed + size):
        for reason in REASONS:
            for call in days.whole(day)[1]:
                if tried >= size:
                    return
                tried += 1
                yield day, call.number, reason


def full(size: int, seed: int, home: Path) -> Tally:
    """Let the disk be full at any byte, and make room at the end of the day."""
    tally, days, chance = Tally(), Days(home), random.Random(seed)
    for day in itertools.count(seed):
        most = sum(len(call.data) for call in days.whole(day)[1])
        if day == seed:
            tally.to_be_at(range(most))
        for room in range(most) if size >= most else sorted(chance.sample(range(most), size)):
            if tally.tries >= size:
                return tally
            tally.was_at(room)
            where = f"day {day}, room for {room} bytes"
            days.typed(day, lambda folder, room=room: Disk(folder, room=room), tally, where, ends=True)
    return tally


def _taken(how: str) -> Act:
    """Return what a sync program does to the log that was written to last."""

    def take(call: Call) -> None:
        path = Path(call.path)
        if path.suffix == ".jsonl" and path.exists():
            data = path.read_bytes()
            if how == "deleted":
                path.unlink()
            elif how == "replaced":
                beside = path.with_suffix(".beside")
                beside.write_bytes(data[: len(data) // 2])
                beside.replace(path)
            else:
                os.truncate(path, len(data) // 2)

    return take


HOWS = ("deleted", "replaced", "cut")


def taken(size: int, seed: int, home: Path) -> Tally:
    """Delete, replace or cut our log after any call on it: it is all there again at the next entry."""
    tally = Tally()
    days = Days(home)
    for day in range(seed, seed + size):
        synced = [call.number for call in days.whole(day)[1] if call.path.endswith(".jsonl")]
        for number in synced:
            for how in HOWS:
                if tally.tries >= size:
                    return tally

                if day == seed:
                    tally.to_be_at((one, each) for one in synced for each in HOWS)
                tally.was_at((number, how))
                act = _taken(how)

                def after(call: Call, number: int = number, act: Act = act) -> None:
                    if call.number == number:
                        act(call)

                _typed_on(days, day, after, tally, f"day {day}, {how} after call {number}")
    return tally


def _typed_on(days: Days, day: int, after: Act, tally: Tally, where: str) -> None:
    """Type a day; what is taken away may be missing until the next entry of its log, and not afterwards."""
    whole, _ = days.whole(day)
    folder = fresh(days.base, days.at)
    with Disk(folder, after=after) as disk:
        session = open_day(folder, day)
        type_day(session, day, days.acts, lambda _: None)
        disk.after = nothing  # what is taken after the last line, only another copy can bring back
        if not session.close():
            tally.wrong(f"{where}: not everything was saved")
    tally.judge(read(folder).lines, whole, set(whole), where)
