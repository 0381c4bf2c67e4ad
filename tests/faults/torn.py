"""Logs that end anywhere: cut at every byte, with what disks and people leave behind the cut; flipped bits; copies.

The measure is the log as it was: each whole line before the cut, and nothing that nobody wrote.
"""

from __future__ import annotations

import itertools
import random
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from facikit.session.lines import Line, encode
from facikit.session.reading import Logs
from facikit.session.records import Records
from facikit.session.session import Session
from facikit.session.status import writers

from .judge import Lines, Shelf, Tally, read, read_bytes
from .writing import fresh, logs_of, made, whole_day

GLUED = Line("other.1", "2026-01-01T00:00:00.000Z", put="response/glued", set={"text": "glued on"})
TAILS: dict[str, Callable[[random.Random], bytes]] = {
    "nothing": lambda _: b"",
    "zeros": lambda _: b"\x00" * 4096,
    "garbage": lambda chance: chance.randbytes(280) + b'{"id":"no","t":"',
    "a good line": lambda _: encode(GLUED),
    "another's beginning": lambda _: encode(GLUED)[:37],
}
VENDORS = (
    "{} (conflicted copy 2026-03-04).jsonl", "{} (Anna's conflicted copy 2026-03-04).jsonl", "{}-DESKTOP-9F2K.jsonl",
    "{}.sync-conflict-20260304-101500-ABCDEFG.jsonl", "{} (1).jsonl", "{} - Copy.jsonl", "{} - Kopie (2).JSONL",
    "Kopia av {}.jsonl", "{} (konflikterade kopia).jsonl", "{} 2.jsonl", "{}_conflict-1.jsonl", "{}~HEAD.Jsonl",
)  # fmt: skip
"""What sync programs, mail programs and people call a second copy of a file."""


def _days(home: Path, seed: int, enough: int) -> list[tuple[bytes, Lines]]:
    """Return logs of some days, ``enough`` bytes together, each with its lines."""
    found: list[tuple[bytes, Lines]] = []
    base = made(home / "base")
    while sum(len(data) for data, _ in found) < enough:
        folder = fresh(base, home / "day")
        whole_day(folder, seed + len(found), 30)
        found += [(data, read_bytes(data).lines) for data in logs_of(folder)]
    return found


def cut(tail: str) -> Callable[[int, int, Path], Tally]:
    """Return the sweep that cuts a log at every byte and puts ``tail`` behind the cut."""

    def sweep(size: int, seed: int, home: Path) -> Tally:
        tally, chance = Tally(), random.Random(seed)
        for number, (data, lines) in enumerate(_days(home, seed, size)):
            tally.to_be_at((number, end) for end in range(min(len(data), size - tally.tries) + 1))
            ends, at = {}, 0
            for piece in data.split(b"\n")[:-1]:
                at += len(piece)
                (line_id,) = read_bytes(piece).lines
                ends[line_id] = at
                at += 1
            for end in range(min(len(data), size - tally.tries) + 1):
                tally.was_at((number, end))
                given = data[:end] + TAILS[tail](chance)
                found = read_bytes(given).lines
                glued = {GLUED.id: GLUED} if tail == "a good line" else {}
                before = {one for one, last in ends.items() if last <= end}
                tally.judge(found, {**lines, **glued}, before | set(glued), f"cut at {end}")
                # Garbage may by chance begin with the very byte that was cut off.
                behind = {one: last for one, last in ends.items() if end < last <= len(given)}
                ended = {one for one, last in behind.items() if given.startswith(data[:last])}
                if not set(found) <= before | ended | set(glued):
                    tally.invented += 1
        return tally

    return sweep


def flipped(size: int, seed: int, home: Path) -> Tally:
    """Flip bits: what is changed is called so, and no other line is harmed."""
    tally, chance = Tally(), random.Random(seed)
    days = _days(home, seed, 20_000)
    while tally.tries < size:
        data, lines = chance.choice(days)
        damaged = bytearray(data)
        at = chance.randrange(len(data))
        damaged[at] ^= 1 << chance.randrange(8)
        records = Records()
        logs = Logs(Path("/"), Shelf(bytes(damaged)))
        logs.refresh(records)
        (log,) = logs.files.values()
        start = data.rfind(b"\n", 0, at) + 1
        end = data.find(b"\n", at)
        hit = set(read_bytes(data[start:end]).lines)
        if data[at] == 10:  # two lines have become one
            hit |= set(read_bytes(data[at + 1 : data.find(b"\n", at + 1)]).lines)
        changed = {one: line for one, line in records.lines.items() if lines.get(one) != line}
        tally.judge({k: v for k, v in records.lines.items() if k not in changed}, lines, set(lines) - hit, f"bit {at}")
        if len(changed) > len(log.edited):
            tally.wrong(f"bit {at}: taken for genuine")
    return tally


def conflicts(size: int, seed: int, home: Path) -> Tally:
    """Leave nothing of a log but damaged copies under the names that sync programs give: together they are whole."""
    tally, chance = Tally(), random.Random(seed)
    days = _days(home, seed, 8_000)
    while tally.tries < size:
        for vendor in VENDORS:
            data, lines = chance.choice(days)
            folder = home / "left" / "log"
            folder.mkdir(parents=True, exist_ok=True)
            for old in folder.iterdir():
                old.unlink()
            for number, left in enumerate(damaged(data, chance)):
                name = vendor.format(f"260304-1012-anna-{zlib.crc32(data):08x}")
                (folder / f"{number} {name}").write_bytes(left)
            tally.judge(read(folder.parent).lines, lines, set(lines), vendor)
    return tally


def missing(size: int, seed: int, home: Path) -> Tally:
    """Leave lines of a log out, every gap once and then any: what is not here in full is not called whole, and the
    gaps are named."""
    tally, chance = Tally(), random.Random(seed)
    folder = made(home / "base")
    whole_day(folder, seed, 12)
    with Session.open(folder, read_only=True) as session:
        expected = {writer.run: writer.expected for writer in writers(session)}
    logs = {path: path.read_bytes().split(b"\n")[:-1] for path in (folder / "log").iterdir()}
    for path, left in itertools.islice(itertools.chain(_gaps(logs, tally), _any_left(logs, chance)), size):
        pieces = logs[path]
        path.write_bytes(b"".join(pieces[one] + b"\n" for one in left))
        with Session.open(folder, read_only=True) as session:
            found = {writer.run: writer for writer in writers(session)}
        path.write_bytes(b"".join(piece + b"\n" for piece in pieces))
        tally.tries += 1
        run = read_bytes(pieces[0]).lines.popitem()[1].run
        for other in expected:
            if other != run and (found[other].state != "closed" or found[other].missing):
                tally.wrong(f"all of {other} is here, and it says: {found[other].sentence}")
        if not left:  # of a writer of whom there is nothing, only others can tell
            continue
        writer = found[run]
        named = [number for first, last in writer.missing for number in range(first, last + 1)]
        gone = [number for number in range(1, left[-1] + 2) if number - 1 not in left]
        if named != gone or (writer.state == "closed") != (len(left) == len(pieces)):
            tally.wrong(f"lines {gone} are missing, {len(left)} are here, and it says: {writer.sentence}")
    return tally


def _gaps(logs: dict[Path, list[bytes]], tally: Tally) -> Iterator[tuple[Path, list[int]]]:
    """Give for each log what is left of it with every gap that there can be, the end as well."""
    every = [
        (path, first, last)
        for path, pieces in logs.items()
        for first in range(len(pieces))
        for last in range(first, len(pieces))
    ]
    tally.to_be_at(every)
    for path, first, last in every:
        tally.was_at((path, first, last))
        yield path, [one for one in range(len(logs[path])) if not first <= one <= last]


def _any_left(logs: dict[Path, list[bytes]], chance: random.Random) -> Iterator[tuple[Path, list[int]]]:
    while True:
        path = chance.choice(list(logs))
        left = [one for one in range(len(logs[path])) if chance.random() < 0.8]
        yield path, left[: chance.randrange(len(left) + 1)] if chance.random() < 0.5 else left


def damaged(data: bytes, chance: random.Random) -> list[bytes]:
    """Return copies of a log, none of them whole, that have every line between them."""
    pieces = data.split(b"\n")[:-1]
    middle = chance.randrange(1, max(2, len(pieces)))
    first, last = b"\n".join(pieces[:middle]) + b"\n", b"\n".join(pieces[middle - 1 :]) + b"\n"
    return [
        first,
        b"\xef\xbb\xbf" + last.replace(b"\n", b"\r\n"),
        data[: len(data) // 3],
        last + last,
        b"\x00" * 512 + data[len(data) // 2 :],
    ]
