"""How a session stands: what was captured where, who has written, and whether each log is whole."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from typing import Literal

import msgspec

from facikit.library.kinds import PeopleField
from facikit.session.agenda import blocks, groups_of
from facikit.session.lines import STRUCTURE, Line
from facikit.session.people import people
from facikit.session.responses import responses
from facikit.session.session import Session

Wholeness = Literal["closed", "open", "missing", "elsewhere"]


class Count(msgspec.Struct, frozen=True):
    """How many entries a group has in a block, and how many numbers: dots of an item, marks at a point."""

    group: str
    name: str
    entries: int
    numbers: int = 0

    @property
    def silent(self) -> bool:
        """Whether nothing has come from it yet."""
        return not (self.entries or self.numbers)


class BlockStatus(msgspec.Struct, frozen=True):
    """One block's counts; groups with nothing yet stand with 0."""

    block: str
    title: str
    cut: bool
    entries: int
    groups: tuple[Count, ...]
    signed_in: int = 0
    """How many people are in the register, where the block is the one that they sign in at."""
    numbers: int = 0
    """How many dots of an item, marks at a point and other counts were entered."""


class Writer(msgspec.Struct, frozen=True):
    """One run of the program: who typed, how many lines are here, and which are missing.

    ``lines`` counts what is here, ``expected`` what its closing line or its greatest number says there must be.
    """

    run: str
    who: str
    lines: int
    expected: int
    state: Wholeness
    missing: tuple[tuple[int, int], ...]
    """Gaps, each from its first number to its last."""

    @property
    def sentence(self) -> str:
        """The same in words, as "57 of 57 lines, closed"."""
        if self.state == "elsewhere":
            return "kept on the laptop that handed this out"
        if self.missing:
            return f"{_ranges(self.missing)} missing"
        if self.state == "closed":
            return f"{self.lines} of {self.expected} lines, closed"
        return f"{self.lines} lines, still open or incomplete"


class Hand(msgspec.Struct, frozen=True):
    """What is here of one person: a run as it is, or all of their runs that are whole in one sentence."""

    who: str
    sentence: str
    state: Wholeness


class Status(msgspec.Struct, frozen=True):
    """The whole of it."""

    title: str
    date: str
    entries: int
    blocks: tuple[BlockStatus, ...]
    writers: tuple[Writer, ...]
    edited: int
    damaged: int
    kept_past: str = ""
    """The day until which it was to be kept, where that is over."""


def past_keeping(session: Session) -> str:
    """Return the day until which the session was to be kept, where that is over; else nothing."""
    until = session.plan.keep_until or ""
    return until if until and until < f"{session.local(session.clock.now()):%Y-%m-%d}" else ""


def status(session: Session) -> Status:
    """Return how the session stands now."""
    from facikit.session.agenda import date, title

    logs = session.logs.files.values()
    numbers = _numbers(session)
    found = tuple(_block(session, one.id, numbers.get(one.id, Counter())) for one in blocks(session) if one.fields)
    return Status(
        title=title(session),
        date=date(session),
        entries=len(responses(session)),
        blocks=found,
        writers=tuple(writers(session)),
        edited=sum(len(log.edited) for log in logs),
        damaged=sum(len(log.damaged) for log in logs),
        kept_past=past_keeping(session),
    )


def silent(block: BlockStatus) -> list[str]:
    """Return the groups from which nothing has come yet, in a block in which others have typed or counted."""
    if not (block.entries or block.numbers) or len(block.groups) < 2:
        return []
    return [count.name for count in block.groups if count.silent]


def writers(session: Session) -> list[Writer]:
    """Return every run whose lines are here, by time of its first line."""
    by_run: dict[str, list[Line]] = {}
    for line in session.records.lines.values():
        if line.number:
            by_run.setdefault(line.run, []).append(line)
    withheld = _withheld(session)
    return [
        _writer(session, run, lines, withheld.get(run, 0))
        for run, lines in sorted(by_run.items(), key=lambda one: min(line.t for line in one[1]))
    ]


def hands(found: Iterable[Writer]) -> list[Hand]:
    """Return who wrote, in order: every command is a run of its own, and forty whole ones tell no more than one."""
    whole: dict[str, list[Writer]] = {}
    for one in found:
        whole.setdefault(f"who/{one.who}" if one.state == "closed" else one.run, []).append(one)
    made = []
    for runs in whole.values():
        first, lines = runs[0], sum(one.lines for one in runs)
        several = f"{lines} of {sum(one.expected for one in runs)} lines, closed, in {len(runs)} logs"
        made.append(Hand(first.who, first.sentence if len(runs) == 1 else several, first.state))
    return made


def _withheld(session: Session) -> dict[str, int]:
    """Return how far each run had come when this session was handed out without anybody's words."""
    found: dict[str, int] = {}
    for record_id in session.records.of_kind("handout"):
        reached = session.records.get(record_id).get("withheld")
        for run, number in reached.items() if isinstance(reached, dict) else ():
            if isinstance(number, int):
                found[run] = max(found.get(run, 0), number)
    return found


def _writer(session: Session, run: str, lines: list[Line], withheld: int) -> Writer:
    record = session.records.get(f"run/{run}")
    numbers = sorted({line.number for line in lines})
    if any(line.put.partition("/")[0] not in STRUCTURE for line in lines if line.put):
        withheld = 0  # its words are here, so they were not kept back from this laptop
    closing = record.get("lines")
    closed = record.flag("closed") and isinstance(closing, int)
    expected = closing if closed and isinstance(closing, int) else numbers[-1]
    missing = []
    for before, number in itertools.pairwise([withheld, *(n for n in numbers if n > withheld), expected + 1]):
        if number > before + 1:
            missing.append((before + 1, number - 1))
    who = record.text("who") or next((line.who for line in lines if line.who), "")
    state: Wholeness = "missing" if missing else "elsewhere" if withheld else "closed" if closed else "open"
    return Writer(run=run, who=who, lines=len(numbers), expected=expected, state=state, missing=tuple(missing))


GROUP_STANDS = {"tally": 3, "mark": 5}
"""Where in the id of a number's record its group stands."""


def _numbers(session: Session) -> dict[str, Counter[str]]:
    """Return how many numbers were entered, by block and group; those taken back are not there."""
    found: dict[str, Counter[str]] = {}
    for kind, place in GROUP_STANDS.items():
        for record_id in session.records.of_kind(kind):
            parts = record_id.split("/")
            if len(parts) > place and any(isinstance(n, int) for n in session.records.get(record_id).values.values()):
                found.setdefault(parts[1], Counter())[parts[place]] += 1
    return found


def _block(session: Session, block_id: str, numbers: Counter[str]) -> BlockStatus:
    from facikit.session.agenda import block

    one = block(session, block_id)
    entries = responses(session, block_id)
    counted = Counter(entry.group for entry in entries)
    names = {group.id: group.name for group in groups_of(session, block_id)}
    order = [*names, *sorted({*counted, *numbers} - set(names))]
    groups = tuple(
        Count(group, names.get(group, group or "no group"), counted[group], numbers[group]) for group in order
    )
    signed_in = len(people(session)) if any(isinstance(field, PeopleField) for field in one.fields) else 0
    return BlockStatus(block_id, one.title, one.cut, len(entries), groups, signed_in, numbers.total())


def _ranges(gaps: tuple[tuple[int, int], ...]) -> str:
    """Return "3, 12 to 14"."""
    return ", ".join(str(first) if first == last else f"{first} to {last}" for first, last in gaps)
