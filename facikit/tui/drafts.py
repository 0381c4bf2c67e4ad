"""Text that is typed and not yet on disk as an entry: kept by block, field and group, so that nothing loses any of it.

Every change of an entry line comes here and goes on to this laptop's local state: the first letter at once, then at
most every ``WRITE_EVERY_S``, and always the last. When Enter is pressed the draft stays until the entry is known to be
on disk, so that at any moment the words are in the log or in a draft. What a run that was killed has left is taken
over by the next one of the same person, each line back where it was typed.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from facikit.session import drafts as stored
from facikit.session.agenda import nameless
from facikit.session.clock import Ids, text_of
from facikit.session.responses import responses
from facikit.session.session import Session

Spot = tuple[str, str, str]
"""(block, field, group)."""


class Unfinished(msgspec.Struct, frozen=True):
    """An entry line as it stands: its parts (a table has several), which is being typed, and what goes with it."""

    parts: tuple[str, ...] = ("",)
    at: int = 0
    kind: str = ""
    label: str = ""
    category: str = ""
    editing: str = ""
    """The entry that is being changed; empty for a new one."""
    original: tuple[str, ...] = ()
    """What that entry was, as ``typed`` has it."""
    seen: tuple[str, ...] = ()
    """The log lines that said so."""

    @property
    def holds_text(self) -> bool:
        """Whether there are words in it."""
        return any(part.strip() for part in self.parts)

    @property
    def typed(self) -> tuple[str, ...]:
        """Everything of it that a person decides."""
        return (*self.parts, self.kind, self.label, self.category)

    @property
    def is_unsaved(self) -> bool:
        """Whether something would be lost: words of a new entry, or a change to one."""
        return self.typed != self.original if self.editing else self.holds_text


class Drafts:
    """Every unfinished line of one person in one session; on disk too, where a session and a folder are given."""

    def __init__(self, session: Session | None = None, who: str = "", state: Path | None = None) -> None:
        self.later: Callable[[float, Callable[[], None]], object] | None = None
        """How to be called after some seconds; without it every change is written at once."""
        self.left: list[Spot] = []
        """Where an earlier run left lines, in their order."""
        self._session = session
        self._who = who
        self._lines: dict[Spot, Unfinished] = {}
        self._numbers: dict[Spot, int] = {}
        """Tells the line of a spot from others of it that are on disk: entered, or waiting."""
        self._used: dict[Spot, int] = {}
        """The greatest number in use at a spot."""
        self._waiting: dict[Spot, deque[tuple[int, Unfinished]]] = {}
        """Further lines that an earlier run left at a spot: one comes up after the other."""
        self._entered: dict[tuple[Spot, int], tuple[str, ...]] = {}
        """Lines that are entries by now, each with the log lines that must reach the disk first."""
        self._unkept: set[Spot] = set()
        """What the state folder does not take."""
        self._dirty: set[Spot] = set()
        self._wrote = 0.0
        self._timed = False
        self._store = None
        if session is not None and state is not None and not session.read_only:
            self._store = stored.Drafts(state, session.plan.session, Ids().new(8))
            self._store.take_over(self._take)

    # Lines

    def keep(self, spot: Spot, line: Unfinished) -> None:
        """Remember the line as it stands now."""
        if line.is_unsaved:
            if self._lines.get(spot) == line:
                return
            self._lines[spot] = line
        elif self._lines.pop(spot, None) is None:
            return
        if spot in self.left:
            self.left.remove(spot)
        self._changed(spot)

    def at(self, spot: Spot) -> Unfinished | None:
        """Return the line left there, if any."""
        return self._lines.get(spot)

    def drop(self, spot: Spot) -> None:
        """Forget the line: it was thrown away."""
        if self._lines.pop(spot, None) is not None:
            self._write(spot)
        self._come_up(spot)

    def enter(self, spot: Spot, line: Unfinished, make: Callable[[], object]) -> None:
        """Make an entry of the line, and forget the line when that is on disk. Where it cannot be made, it stays."""
        self.keep(spot, line)
        if spot in self._dirty:
            self._write(spot)
        before = len(self._session.records.journal) if self._session is not None else 0
        make()
        lines = self._lines_since(before)
        if lines and self._store is not None:
            number = self._numbers.get(spot, 0)
            self._entered[spot, number] = lines
            self._store.keep(self._stored(spot, line, number, lines))
            self._lines.pop(spot, None)
            self._come_up(spot)
            self.settle()
        else:
            self.drop(spot)

    def settle(self) -> None:
        """Forget the entered lines that are on disk by now."""
        if self._session is not None and self._store is not None:
            for (spot, number), lines in list(self._entered.items()):
                if all(self._session.saved(line) in ("saved", "kept") for line in lines):
                    self._store.drop(*spot, number)
                    del self._entered[spot, number]

    def unfinished(self) -> dict[Spot, Unfinished]:
        """Return every line that is not an entry."""
        return dict(self._lines)

    @property
    def all_kept(self) -> bool:
        """Whether every unfinished line is on disk and will be there the next time."""
        self.write()
        return self._store is not None and not self._unkept.intersection(self._lines)

    def close(self) -> None:
        """Write what is still to be written, and leave it to the next run."""
        self.write()
        self.settle()
        if self._store is not None:
            self._store.close()

    # What was left

    def _take(self, draft: stored.Unfinished) -> bool:
        if draft.who not in ("", self._who):
            return False
        assert self._session is not None
        if draft.entered and all(line in self._session.records.lines for line in draft.entered):
            return True
        if self._was_entered(draft):
            return True
        spot = (draft.block, draft.field, draft.group)
        line = Unfinished(
            parts=(draft.text, *draft.more),
            at=draft.at,
            kind=draft.kind,
            label=draft.label,
            category=draft.category,
            editing=draft.editing,
            original=draft.original,
            seen=draft.seen,
        )
        number = self._used.get(spot, -1) + 1
        assert self._store is not None
        kept = self._store.keep(self._stored(spot, line, number))
        self._used[spot] = number
        if spot in self._lines:
            self._waiting.setdefault(spot, deque()).append((number, line))
        else:
            self._lines[spot] = line
            self._numbers[spot] = number
            self.left.append(spot)
        return kept

    def _was_entered(self, draft: stored.Unfinished) -> bool:
        """Tell whether it is an entry already: its app was killed before the draft could tell of it."""
        if draft.editing or not draft.t or self._session is None:
            return False
        typed = [part for part in (draft.text, *draft.more) if part.strip()]
        for one in responses(self._session, draft.block, draft.field, draft.group):
            first = self._session.records.get(f"response/{one.id}").first
            same = typed == ([one.text] if one.text else list(one.cells.values()))
            if same and first is not None and first.who == draft.who and first.t >= draft.t:
                return True
        return False

    def _come_up(self, spot: Spot) -> None:
        """Let the next line that was left at a spot have its turn; else the next one is new."""
        if spot in self.left:
            self.left.remove(spot)
        waiting = self._waiting.get(spot)
        if waiting:
            self._numbers[spot], self._lines[spot] = waiting.popleft()
            self.left.append(spot)
        else:
            self._numbers[spot] = self._used[spot] = max(self._used.get(spot, 0), self._numbers.get(spot, 0)) + 1

    # Writing

    def _changed(self, spot: Spot) -> None:
        self._dirty.add(spot)
        wait = self._wrote + stored.WRITE_EVERY_S - time.monotonic()
        if wait <= 0 or self.later is None:
            self.write()
        elif not self._timed:
            self._timed = True
            self.later(wait, self._timed_write)

    def _timed_write(self) -> None:
        self._timed = False
        self.write()

    def write(self) -> None:
        """Write what has changed."""
        for spot in list(self._dirty):
            self._write(spot)

    def _write(self, spot: Spot) -> None:
        self._dirty.discard(spot)
        self._wrote = time.monotonic()
        if self._store is None:
            return
        line = self._lines.get(spot)
        if line is None:
            self._store.drop(*spot, self._numbers.get(spot, 0))
        elif self._store.keep(self._stored(spot, line, self._numbers.get(spot, 0))):
            self._unkept.discard(spot)
        else:
            self._unkept.add(spot)  # a full disk stops nobody; it is asked about when leaving

    def _stored(self, spot: Spot, line: Unfinished, number: int, entered: Iterable[str] = ()) -> stored.Unfinished:
        assert self._session is not None
        block, field, group = spot
        unnamed = block in nameless(self._session)
        return stored.Unfinished(
            session=self._session.plan.session,
            block=block,
            field=field,
            group=group,
            who="" if unnamed else self._who,
            text=next(iter(line.parts), ""),
            more=line.parts[1:],
            at=line.at,
            kind=line.kind,
            label=line.label,
            category=line.category,
            editing=line.editing,
            original=line.original,
            seen=line.seen,
            entered=tuple(entered),
            number=number,
            t="" if unnamed else text_of(self._session.clock.now()),
        )

    def _lines_since(self, before: int) -> tuple[str, ...]:
        """Return the log lines put since the journal had this length."""
        if self._session is None:
            return ()
        records = self._session.records
        found = [records.get(record_id).last for record_id in dict.fromkeys(records.journal[before:])]
        return tuple(line.id for line in found if line is not None)
