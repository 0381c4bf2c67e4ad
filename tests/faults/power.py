"""The power goes: what was synced is there, and of the rest any sectors, and any first few of the names.

The disk is played from its calls: what a file holds and what a folder lists, each as the program sees it and as it is
on the disk itself. After a call at random, every sector that was not synced is new, old or garbage, the file may end
anywhere, and of the names that were made, moved or taken away since the folder's last sync only the first few are so.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from .disk import Call, Disk, calls_of
from .judge import Lines, Tally, read, read_bytes
from .steps import OPERATIONS
from .writing import fresh, made, open_day, type_day

SECTORS = (512, 4096)


class _Content:
    """What a file holds: as the program sees it, and as it is on the disk."""

    def __init__(self, data: bytes = b"") -> None:
        self.seen = self.synced = data

    def after(self, chance: random.Random) -> bytes:
        """Return what is left of it when the power comes back."""
        if self.seen == self.synced:
            return self.synced
        sector = chance.choice(SECTORS)
        left = bytearray(self.synced)
        for start in range(0, len(self.seen), sector):
            new = self.seen[start : start + sector]
            if self.synced[start : start + sector] != new:
                kept = self.synced[start : start + sector]
                tail = chance.choice((new[len(kept) :], bytes(len(new) - len(kept)), chance.randbytes(len(new))))
                left[start : start + sector] = kept + tail[: len(new) - len(kept)]
        return bytes(left[: max(len(self.synced), chance.randrange(len(self.seen) + 1))])


Names = dict[str, "_Content | None"]


class Platter:
    """The disk as it would be found, beginning with what is below ``root``. A folder is a name without content."""

    def __init__(self, root: Path) -> None:
        every = [root, *root.rglob("*")]
        self.seen: Names = {str(one): _Content(one.read_bytes()) if one.is_file() else None for one in every}
        self.synced: Names = dict(self.seen)
        self.waiting: list[tuple[str, Callable[[Names], object]]] = []
        """The folder, and what becomes of the names in it."""

    def play(self, call: Call) -> None:
        """Do what a call does."""
        path = call.path
        content = self.seen.get(path)
        if call.name == "open" and path not in self.seen:
            new = _Content()
            self._name(path, lambda names: names.update({path: new}))
        elif call.name == "mkdir" and path not in self.seen:
            self._name(path, lambda names: names.update({path: None}))
        elif call.name in ("replace", "rename"):
            self._name(path, lambda names: _move(names, path, call.other))
        elif call.name in ("unlink", "remove"):
            self._name(path, lambda names: names.pop(path, None))
        elif call.name == "write" and content is not None:
            content.seen += call.data
        elif call.name == "ftruncate" and content is not None:
            content.seen = content.seen[: int(call.other)]
        elif call.name == "fsync" and content is not None:
            content.synced = content.seen
        elif call.name == "fsync":
            for _, act in [one for one in self.waiting if one[0] == path]:
                act(self.synced)
            self.waiting = [one for one in self.waiting if one[0] != path]

    def _name(self, path: str, act: Callable[[Names], object]) -> None:
        act(self.seen)
        self.waiting.append((str(Path(path).parent), act))

    def after(self, chance: random.Random) -> dict[str, bytes | None]:
        """Return the files and folders that are found when the power comes back."""
        names = dict(self.synced)
        for _, act in self.waiting[: chance.randrange(len(self.waiting) + 1)]:
            act(names)
        top = min(names, key=len)
        found: Names = {}
        for path in sorted(names):
            if path == top or str(Path(path).parent) in found:  # what is in a folder that is not there is not
                found[path] = names[path]
        return {path: content.after(chance) if content is not None else None for path, content in found.items()}


def _move(names: Names, source: str, target: str) -> None:
    """Rename a file, or a folder with all that is in it."""
    for path in [one for one in names if one == source or one.startswith(source + os.sep)]:
        names[target + path.removeprefix(source)] = names.pop(path)


def lost(size: int, seed: int, home: Path) -> Tally:
    """Let the power go after any call of a day, and look what is left, many times."""
    tally, chance = Tally(), random.Random(seed)
    base = made(home / "base")
    for day in range(seed, seed + size):
        folder = fresh(base, home / "typed")
        if day % 2:
            shutil.rmtree(folder / "log")  # as programs leave it that carry no empty folders
        platter = Platter(folder.resolve())
        calls, told, whole = _typed(folder, day)
        for call in calls:
            platter.play(call)
            said = [line_id for line_id, at in told.items() if at <= call.number]
            for _ in range(20):
                if tally.tries >= size:
                    return tally
                left = platter.after(chance)
                found = read_bytes(*(data for path, data in left.items() if data and path.endswith(".jsonl")))
                tally.judge(found.lines, whole, said, f"day {day}, power lost after call {call.number} {call.name}")
    return tally


def within(name: str) -> Callable[[int, int, Path], Tally]:
    """Return the sweep that lets the power go after each call of an operation, and does it again afterwards."""

    def sweep(size: int, seed: int, home: Path) -> Tally:
        tally, chance, operation = Tally(), random.Random(seed), OPERATIONS[name]
        base, at = home / "base", home / "at"
        base.mkdir()
        operation.prepare(base)
        before = operation.found(base)
        fresh(base, at)
        calls = calls_of(at, lambda: operation.do(at))
        after, wanted = operation.found(at), operation.whole(at)
        tally.to_be_at(range(1, len(calls) + 1))
        while tally.tries < size:
            platter = Platter(fresh(base, at).resolve())
            # Every fourth time it is over: what it has said to be done is there.
            number = tally.tries // 4 * 3 + tally.tries % 4
            last = len(calls) if tally.tries % 4 == 3 else 1 + number % (len(calls) - 1)
            tally.was_at(last)
            for call in calls[:last]:
                platter.play(call)
            shutil.rmtree(at)
            for path, data in sorted(platter.after(chance).items()):
                if data is None:
                    Path(path).mkdir()
                else:
                    Path(path).write_bytes(data)
            tally.tries += 1
            tally.acknowledged += len(before)
            there, where = operation.found(at), f"{name}, power lost after call {call.number} {call.name}"
            lost = [one for one in before if one in after and there.get(one) not in (before[one], after[one])]
            lost += [one for one in after if last == len(calls) and there.get(one) != after[one]]
            tally.lost += len(lost)
            tally.first = tally.first or (f"{where}: lost {lost[:3]}" if lost else "")
            operation.do(at)
            tally.same(operation.whole(at), wanted, where)
        return tally

    return sweep


def _typed(folder: Path, day: int) -> tuple[list[Call], dict[str, int], Lines]:
    """Type a day; return its calls, after which of them each line was acknowledged, and its lines."""
    told: dict[str, int] = {}
    with Disk(folder) as disk:
        session = open_day(folder, day)
        type_day(session, day, 14, lambda line_id: told.setdefault(line_id, len(disk.calls)) and None)
        session.close()
    return disk.calls, told, read(folder).lines
