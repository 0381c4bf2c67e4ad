"""What the tests of this room share: a small session on disk, a clock and ids that do as told, files that fail."""

from __future__ import annotations

import errno
import os
import random
from pathlib import Path

from facikit.library.kinds import ListField, QuotesField, TableField
from facikit.library.shapes import GroupSet, Plan, PlannedBlock, Slot, Step
from facikit.library.values import Item, Label
from facikit.session.clock import LETTERS, Clock, Ids
from facikit.session.create import create
from facikit.session.files import Files
from facikit.session.responses import Draft, add, responses
from facikit.session.session import Session

TABLES = GroupSet(names=tuple(Item(f"Table {n}", f"table-{n}") for n in range(1, 7)))
PLAN = Plan(
    session="k7q2m9xw4d3t0b",
    title="A small day",
    date="2026-03-04",
    zone="Europe/London",
    groups={"tables": TABLES},
    labels=(Label("Student", "student"), Label("Practitioner", "practitioner")),
    agenda=(
        PlannedBlock(
            id="animals",
            exercise="animals",
            title="Change animals",
            groups="tables",
            minutes=30,
            steps=(
                Step(
                    title="Choose",
                    id="choose",
                    minutes=5,
                    capture=(
                        ListField(field="points", categories=(Item("Near", "near"), Item("Far", "far"))),
                        TableField(field="animals", columns=(Item("Animal", "animal"), Item("Why", "why"))),
                    ),
                ),
                Step(title="Share", id="share", minutes=15, capture=(QuotesField(field="said"),)),
            ),
            write=(Slot(slot="meaning", heading="What does this tell us?"),),
        ),
        PlannedBlock(id="coffee", kind="break", title="Coffee", minutes=15),
        PlannedBlock(id="feedback", title="Feedback", setting="individuals", anonymous=True, minutes=10,
                     steps=(Step(title="Cards", id="cards", minutes=5, capture=(ListField(field="now"),)),)),
    ),
    write=(Slot(slot="context", heading="Introduction", place="start"),),
)  # fmt: skip


def make(parent: Path, plan: Plan = PLAN) -> Path:
    """Make the small session in ``parent`` and return its folder."""
    return create(plan, parent)


def say(session: Session, *texts: str) -> list[str]:
    """Add entries; return the ids of their lines."""
    entries = add(session, *(Draft(block="animals", field="points", group="table-1", text=text) for text in texts))
    return [entry.line for entry in entries]


def said(folder: Path) -> list[str]:
    """Return what stands on disk, in order."""
    with Session.open(folder, read_only=True) as again:
        return [entry.text for entry in responses(again)]


class SetClock(Clock):
    """A clock that shows what it is set to, and goes on by a second at each look."""

    def __init__(self, instant: int = 1_772_614_800_000, step: int = 1000) -> None:
        self.instant, self.step = instant, step

    def now(self) -> int:
        self.instant += self.step
        return self.instant


class SeededIds(Ids):
    """Ids that come the same each time."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def new(self, length: int = 12) -> str:
        return "".join(self.random.choice(LETTERS) for _ in range(length))


class FailingFiles(Files):
    """The real files, with faults: by the number of the call, or for as long as they are switched on.

    ``sync`` that fails drops what was not on disk before, as Linux may.
    """

    def __init__(self) -> None:
        self.calls = 0
        self.fail_at: dict[str, set[int]] = {}
        self.failing: dict[str, int] = {}
        self.counts: dict[str, int] = {}
        self.synced: dict[int, int] = {}
        self.short_at: int | None = None

    def _maybe(self, name: str) -> None:
        self.counts[name] = number = self.counts.get(name, 0) + 1
        if name in self.failing:
            raise OSError(self.failing[name], os.strerror(self.failing[name]))
        if number in self.fail_at.get(name, ()):
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def create(self, path: Path) -> int:
        self._maybe("create")
        return super().create(path)

    def write(self, descriptor: int, data: bytes) -> int:
        if self.short_at is not None and self.counts.get("write", 0) + 1 == self.short_at and len(data) > 1:
            self.counts["write"] += 1
            super().write(descriptor, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._maybe("write")
        return super().write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        try:
            self._maybe("sync")
        except OSError:
            os.ftruncate(descriptor, self.synced.get(descriptor, 0))
            raise
        super().sync(descriptor)
        self.synced[descriptor] = os.fstat(descriptor).st_size

    def close(self, descriptor: int) -> None:
        self.synced.pop(descriptor, None)
        super().close(descriptor)
