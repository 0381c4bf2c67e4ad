"""Counts that a group makes: dots on items, hands for options, heads for a question.

A count is a total that somebody read off a wall and typed, by group and item; two who type the same total meet in one
record. Votes are held back from the room's screen and the reports until they are released, lest they sway the voters.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from facikit.errors import UserError
from facikit.library.kinds import FieldBase
from facikit.library.values import Item
from facikit.session.session import Change, Session

HELD_BACK = ("dots", "choice")
"""The kinds of field whose counts are a vote."""
PLAIN = "count"
"""The name that a count goes by where dots have one colour."""
OUT_OF = "of"
"""The name of the number that a count is out of."""


class Tally(msgspec.Struct, frozen=True):
    """The counts of one item: by group, and within it by colour (``count`` where there is but one)."""

    item: Item
    by_group: dict[str, dict[str, int]]

    def total(self, colour: str = "") -> int:
        """Return the sum over all groups, of one colour or of all."""
        return sum(
            number
            for counts in self.by_group.values()
            for name, number in counts.items()
            if name != OUT_OF and colour in ("", name)
        )


def tally(
    session: Session, block: str, field: str, group: str, item: str, number: int | None, name: str = PLAIN
) -> None:
    """Put the count of an item in a group; None takes it back. ``UserError`` where it is no count."""
    put_counts(session, block, field, group, {item: {name: number}})


def put_counts(
    session: Session, block: str, field: str, group: str, counts: Mapping[str, Mapping[str, int | None]]
) -> None:
    """Put several counts of a group as one change, by item and name."""
    session.put(count_changes(block, field, group, counts))


def count_changes(block: str, field: str, group: str, counts: Mapping[str, Mapping[str, int | None]]) -> list[Change]:
    """Return the changes that put several counts of a group. ``UserError`` where a number is no count."""
    for number in (number for by_name in counts.values() for number in by_name.values()):
        if number is not None and not 0 <= number <= 1_000_000:
            raise UserError(f"{number} is not a count.", "A count is a whole number from 0 up.")
    return [Change(f"tally/{block}/{field}/{group}/{item}", dict(by_name)) for item, by_name in counts.items()]


def tallies(session: Session, block: str, field: str, items: list[Item]) -> list[Tally]:
    """Return the counts of ``items`` in their order; counts of items that are no longer among them follow."""
    found: dict[str, dict[str, dict[str, int]]] = {item.id: {} for item in items}
    for record_id in session.records.of_kind("tally"):
        parts = record_id.split("/")
        if len(parts) != 5 or (parts[1], parts[2]) != (block, field):
            continue
        values = session.records.get(record_id).values
        counts = {name: n for name, n in values.items() if isinstance(n, int) and not isinstance(n, bool) and n >= 0}
        if counts:
            found.setdefault(parts[4], {})[parts[3]] = counts
    known = {item.id: item for item in items}
    return [Tally(known.get(item_id, Item(item_id, item_id)), by_group) for item_id, by_group in found.items()]


def ranked(counted: list[Tally]) -> list[tuple[int, Tally]]:
    """Return (rank, tally), most first; equal counts share a rank and keep their order."""
    order = sorted(counted, key=lambda one: -one.total())
    ranks: list[tuple[int, Tally]] = []
    for number, one in enumerate(order, 1):
        tied = ranks and ranks[-1][1].total() == one.total()
        ranks.append((ranks[-1][0] if tied else number, one))
    return ranks


def spent(counted: list[Tally], group: str) -> int:
    """Return how many dots a group has placed."""
    return sum(number for one in counted for name, number in one.by_group.get(group, {}).items() if name != OUT_OF)


def release(session: Session, block: str, field: str, released: bool = True) -> None:
    """Let the counts of a field be seen on the room's screen and in reports, or hold them back again."""
    session.put([Change(f"release/{block}/{field}", {"released": released})])


def may_be_seen(session: Session, block: str, field: FieldBase) -> bool:
    """Tell whether the counts of a field may be seen by the room: those of a vote when they are released."""
    return field.kind not in HELD_BACK or is_released(session, block, field.field)


def is_released(session: Session, block: str, field: str) -> bool:
    """Tell whether somebody has let the counts of a field be seen."""
    return session.records.get(f"release/{block}/{field}").flag("released")
