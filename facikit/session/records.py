"""Fold log lines into records: the only place where concurrent edits meet.

Per field, the line with the greatest (t, id) is shown. A line that nobody has replaced is a head; two heads mean that
two people wrote without seeing each other, and both stay readable. A record is folded when it is first looked at and
kept until another line of it arrives, so that opening a session costs no more than reading it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from facikit.session.erased import Erased, order_of
from facikit.session.lines import Line, encode


class Record(msgspec.Struct, frozen=True):
    """One record as the lines so far have it."""

    id: str
    values: dict[str, Any]
    heads: dict[str, tuple[Line, ...]]
    first: Line | None = None
    last: Line | None = None

    def get(self, field: str, otherwise: Any = None) -> Any:
        """Return the shown value of ``field``; ``otherwise`` where there is none."""
        value = self.values.get(field)
        return otherwise if value is None else value

    def text(self, field: str) -> str:
        """Return the shown value of ``field`` as text, whatever a stranger's line has put there."""
        value = self.values.get(field)
        if isinstance(value, str):
            return value
        return "" if value is None or isinstance(value, dict | list) else str(value)

    def flag(self, field: str) -> bool:
        """Return whether ``field`` is set to true."""
        return self.values.get(field) is True

    @property
    def versions(self) -> int:
        """In how many wordings the field with the most of them stands: 1, or more after unseen edits."""
        return max((len(heads) for heads in self.heads.values()), default=1)


EMPTY = Record("", {}, {})


def fold(record_id: str, lines: Iterable[Line]) -> Record:
    """Return the record that ``lines``, all of this one record, make. Their order does not matter."""
    values: dict[str, Any] = {}
    heads: dict[str, tuple[Line, ...]] = {}
    ordered = sorted(lines, key=lambda line: (line.t, line.id))
    replaced = {(field, line_id) for line in ordered for field, ids in line.over.items() for line_id in ids}
    for line in ordered:
        for field, value in line.set.items():
            values[field] = value
            if (field, line.id) not in replaced:
                heads[field] = (*heads.get(field, ()), line)
    return Record(record_id, values, heads, ordered[0], ordered[-1])


class Records:
    """The union of all lines seen, by record."""

    def __init__(self) -> None:
        self.lines: dict[str, Line] = {}
        self.forks: dict[str, list[Line]] = {}
        """Other contents that came under an id already seen: kept, listed by the doctor."""
        self.journal: list[str] = []
        """The record that each accepted line touched, in order of arrival."""
        self.erased: Erased | None = None
        """What was ordered to be erased; None where nothing was."""
        self.unclean = False
        """Whether a line came that holds, in its file, what was to be erased."""
        self.rewritten = 0
        """How many lines have lost their words since they were read."""
        self._orders: set[str] = set()
        self._by_record: dict[str, list[str]] = {}
        self._by_kind: dict[str, list[str]] = {}
        self._folded: dict[str, Record] = {}
        self._doubted: set[str] = set()

    def take(self, line: Line, *, proven: bool = True) -> bool:
        """Add one line; return whether anything is new. Seeing a line again changes nothing.

        ``proven`` tells whether its checksum held; it decides where two contents come under one id.
        """
        if self.erased is not None:
            left = self.erased.line(line)
            if left is not line:
                line, proven, self.unclean = left, True, True
        known = self.lines.get(line.id)
        if known is not None:
            if known == line:
                if proven:
                    self._doubted.discard(line.id)
                return False
            return line not in self.forks.get(line.id, ()) and self._fork(known, line, proven)
        self.lines[line.id] = line
        if not proven:
            self._doubted.add(line.id)
        if line.put:
            self._file(line)
        return True

    def settle(self) -> bool:
        """Erase from what is here what was ordered since the last time; return whether anything was."""
        if not self._orders:
            return False
        self._orders.clear()
        orders = [self.get(record_id) for record_id in self.of_kind("erased")]
        self.erased = Erased(order_of(one.id, one.first.t, one.values) for one in orders if one.first is not None)
        for line in list(self.lines.values()):
            left = self.erased.line(line)
            if left is not line:
                self._swap(line, left)
                self._doubted.discard(line.id)
                self.rewritten += 1
                self.unclean = True
        for line_id, others in list(self.forks.items()):
            left_of = [self.erased.line(other) for other in others]
            self.forks[line_id] = [one for one in left_of if one != self.lines[line_id] and not one.gone]
            if not self.forks[line_id]:
                del self.forks[line_id]
        return True

    def _file(self, line: Line) -> None:
        if line.put.startswith("erased/"):
            self._orders.add(line.put)
        lines = self._by_record.get(line.put)
        if lines is None:
            self._by_record[line.put] = [line.id]
            self._by_kind.setdefault(line.put.partition("/")[0], []).append(line.put)
        else:
            lines.append(line.id)
            self._folded.pop(line.put, None)
        self.journal.append(line.put)

    def _fork(self, known: Line, other: Line, proven: bool) -> bool:
        """Two contents under one id: erased wins, then what its checksum proves, then the smaller in bytes."""
        ranked = sorted(
            ((not known.gone, known.id in self._doubted, encode(known)), (not other.gone, not proven, encode(other)))
        )
        keep = known if ranked[0][2] == encode(known) else other
        self.forks.setdefault(known.id, []).append(other if keep is known else known)
        self.unclean |= keep.gone
        if keep is known:
            return True
        self._swap(known, keep)
        if proven:
            self._doubted.discard(keep.id)
        else:
            self._doubted.add(keep.id)
        return True

    def _swap(self, known: Line, keep: Line) -> None:
        """Put a line in the place of another of the same id."""
        if known.put:
            lines = self._by_record[known.put]
            lines.remove(known.id)
            if not lines:
                del self._by_record[known.put]
                self._by_kind[known.put.partition("/")[0]].remove(known.put)
            self._folded.pop(known.put, None)
            self.journal.append(known.put)
        self.lines[keep.id] = keep
        if keep.put:
            self._file(keep)

    def get(self, record_id: str) -> Record:
        """Return the record; an empty one where nothing was ever put there."""
        found = self._folded.get(record_id)
        if found is None:
            ids = self._by_record.get(record_id)
            if not ids:
                return EMPTY
            found = self._folded[record_id] = fold(record_id, [self.lines[line_id] for line_id in ids])
        return found

    def lines_of(self, record_id: str) -> list[Line]:
        """Return the record's lines, oldest first."""
        return sorted((self.lines[i] for i in self._by_record.get(record_id, ())), key=lambda line: (line.t, line.id))

    def of_kind(self, kind: str) -> list[str]:
        """Return the ids of all records of ``kind``, in order of arrival: sort before showing."""
        return list(self._by_kind.get(kind, ()))

    def kinds(self) -> list[str]:
        """Return every kind of record seen, known to us or not."""
        return sorted(kind for kind, ids in self._by_kind.items() if ids)
