"""How a session stands: what was captured where, who has written, and whether each log is whole."""

from __future__ import annotations

from collections import Counter
from typing import Literal

import msgspec

from facikit.session.agenda import blocks, groups_of
from facikit.session.lines import Line
from facikit.session.responses import responses
from facikit.session.session import Session

Wholeness = Literal["closed", "open", "missing"]


class Count(msgspec.Struct, frozen=True):
    """How many entries a group has in a block."""

    group: str
    name: str
    entries: int


class BlockStatus(msgspec.Struct, frozen=True):
    """One block's counts; groups with nothing yet stand with 0."""

    block: str
    title: str
    cut: bool
    entries: int
    groups: tuple[Count, ...]


class Writer(msgspec.Struct, frozen=True):
    """One run of the program: who typed, how many lines are here, and which are missing.

    ``lines`` counts what is here, ``expected`` what its closing line or its greatest number says there must be.
    """

    run: str
    who: str
    lines: int
    expected: int
    state: Wholeness
    missing: tuple[int, ...]

    @property
    def sentence(self) -> str:
        """The same in words, as "57 of 57, closed"."""
        if self.missing:
            return f"{_ranges(self.missing)} missing"
        return f"{self.lines} of {self.expected}, closed" if self.state == "closed" else f"{self.lines}, still open"


class Status(msgspec.Struct, frozen=True):
    """The whole of it."""

    title: str
    date: str
    entries: int
    blocks: tuple[BlockStatus, ...]
    writers: tuple[Writer, ...]
    edited: int
    damaged: int


def status(session: Session) -> Status:
    """Return how the session stands now."""
    from facikit.session.agenda import date, title

    logs = session.logs.files.values()
    found = tuple(_block(session, one.id) for one in blocks(session) if one.fields)
    return Status(
        title=title(session),
        date=date(session),
        entries=len(responses(session)),
        blocks=found,
        writers=tuple(writers(session)),
        edited=sum(len(log.edited) for log in logs),
        damaged=sum(len(log.damaged) for log in logs),
    )


def writers(session: Session) -> list[Writer]:
    """Return every run whose lines are here, by time of its first line."""
    by_run: dict[str, list[Line]] = {}
    for line in session.records.lines.values():
        if line.number:
            by_run.setdefault(line.run, []).append(line)
    return [
        _writer(session, run, lines) for run, lines in sorted(by_run.items(), key=lambda one: min(x.t for x in one[1]))
    ]


def _writer(session: Session, run: str, lines: list[Line]) -> Writer:
    record = session.records.get(f"run/{run}")
    numbers = {line.number for line in lines}
    closing = record.get("lines")
    closed = record.flag("closed") and isinstance(closing, int)
    expected = closing if closed and isinstance(closing, int) else max(numbers)
    missing = tuple(sorted(set(range(1, min(expected, 10_000_000) + 1)) - numbers))
    who = record.text("who") or next((line.who for line in lines if line.who), "")
    state: Wholeness = "missing" if missing else "closed" if closed else "open"
    return Writer(run=run, who=who, lines=len(numbers), expected=expected, state=state, missing=missing)


def _block(session: Session, block_id: str) -> BlockStatus:
    from facikit.session.agenda import block

    one = block(session, block_id)
    entries = responses(session, block_id)
    counted = Counter(entry.group for entry in entries)
    names = {group.id: group.name for group in groups_of(session, block_id)}
    order = [*names, *sorted(set(counted) - set(names))]
    groups = tuple(Count(group, names.get(group, group or "no group"), counted[group]) for group in order)
    return BlockStatus(block=block_id, title=one.title, cut=one.cut, entries=len(entries), groups=groups)


def _ranges(numbers: tuple[int, ...]) -> str:
    """Return "3, 12 to 14"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)
