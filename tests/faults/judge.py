"""What was acknowledged, what is there afterwards, and the difference: lost, invented, differing.

A day is typed from a seed, with a clock and with ids of its own, so that the same day comes out in the same lines
wherever nothing goes wrong. That day, undisturbed, is the measure of every other: a line that was acknowledged and is
not there as it was is *lost*; a line that is there and is none of the day's is *invented*; where two ways to the same
notes do not give the same, they are *differing*.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec

from facikit.session.files import REAL, Files
from facikit.session.lines import Line
from facikit.session.reading import Logs
from facikit.session.records import Records

Lines = Mapping[str, Line]


class Tally(msgspec.Struct):
    """The row of a fault: how often it was tried, and what came of it."""

    tries: int = 0
    acknowledged: int = 0
    lost: int = 0
    invented: int = 0
    differing: int = 0
    places: set[object] = set()
    """Where a fault is to be, and has been: at which call, at which byte."""
    left_out: set[object] = set()
    """Where it is to be, and has not been yet."""
    first: str = ""
    """The first thing that went wrong, for whoever mends it."""

    def judge(self, found: Lines, whole: Lines, acknowledged: Collection[str], where: str = "") -> None:
        """Count one try."""
        self.tries += 1
        on_try(self)
        self.acknowledged += len(acknowledged)
        lost = [one for one in acknowledged if one not in found or found[one] != whole.get(one)]
        invented = [one for one, line in found.items() if whole.get(one) != line]
        self.lost += len(lost)
        self.invented += len(invented)
        if (lost or invented) and not self.first:
            self.first = f"{where}: lost {lost[:3]}, invented {invented[:3]}"

    def same(self, one: object, other: object, where: str = "") -> None:
        """Count as differing what should be the same."""
        on_try(self)
        if one != other:
            self.differing += 1
            self.first = self.first or f"{where}: {one!r:.300} is not {other!r:.300}"

    def wrong(self, where: str) -> None:
        """Count as differing what should not have come out so."""
        self.differing += 1
        self.first = self.first or where

    def to_be_at(self, places: Iterable[object]) -> None:
        """Say where the fault is to be: not one of these places may be left out."""
        self.left_out |= set(places) - self.places

    def was_at(self, place: object) -> None:
        """Count a place where the fault has been."""
        self.places.add(place)
        self.left_out.discard(place)

    @property
    def clean(self) -> bool:
        """Whether nothing went wrong, and there was something to go wrong."""
        return self.tries > 0 and not (self.lost or self.invented or self.differing)


def on_try(_: Tally) -> None:
    """Do nothing; whoever wants to show how far it has come puts something else here."""


def figures(name: str, sentence: str, places: int, counts: Iterable[int]) -> str:
    """Return the line of a fault in a page's table; without places where the fault is anywhere at all."""
    return f"| `{name}` | {sentence} | {f'{places:,}' if places else ''} | {' | '.join(f'{one:,}' for one in counts)} |"


def put_down(page: Path, name: str, sentence: str, places: int, counts: Iterable[int]) -> None:
    """Write a fault's figures into the table of a page: in the place of those that stand there, or below them all."""
    lines = page.read_text(encoding="utf-8").splitlines()
    table = [number for number, line in enumerate(lines) if line.startswith("| `")]
    known = [number for number in table if lines[number].startswith(f"| `{name}` |")]
    lines[known[0] if known else table[-1] + 1 : known[0] + 1 if known else table[-1] + 1] = [
        figures(name, sentence, places, counts)
    ]
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")


class Shelf(Files):
    """Log files that are held in memory, to be read a hundred thousand times."""

    def __init__(self, *contents: bytes) -> None:
        self.contents = contents

    def logs(self, folder: Path) -> list[tuple[Path, Any]]:
        """Return the files."""
        return [
            (folder / f"{number}.jsonl", SimpleNamespace(st_size=len(data), st_ino=number, st_mtime_ns=1))
            for number, data in enumerate(self.contents)
        ]

    def read(self, path: Path, start: int = 0) -> bytes:
        """Return the bytes from ``start`` on."""
        return self.contents[int(path.stem)][start:]


def read(folder: Path, files: Files = REAL) -> Records:
    """Return what the logs in a folder say."""
    records = Records()
    Logs(folder, files).refresh(records)
    return records


def read_bytes(*contents: bytes) -> Records:
    """Return what logs with these contents say."""
    return read(Path("/"), Shelf(*contents))


def state_of(records: Records) -> dict[str, object]:
    """Return every record as it is shown, with its open alternatives."""
    every = (one for kind in records.kinds() for one in records.of_kind(kind))
    found = ((one, records.get(one)) for one in sorted(every))
    return {
        name: (one.values, {field: [head.id for head in heads] for field, heads in one.heads.items()})
        for name, one in found
    }
