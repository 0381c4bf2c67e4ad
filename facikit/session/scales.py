"""Marks on a scale: how many dots stand at each point of a statement's line, by group and round."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from facikit.errors import UserError
from facikit.library.values import Item
from facikit.session.session import Change, Session

ONLY_ROUND = "1"


class Marks(msgspec.Struct, frozen=True):
    """The marks of one statement in one round: per group, how many at each point from 1 up."""

    statement: Item
    round: str
    by_group: dict[str, dict[int, int]]

    @property
    def points(self) -> dict[int, int]:
        """How many at each point, all groups together."""
        whole: dict[int, int] = {}
        for counts in self.by_group.values():
            for point, number in counts.items():
                whole[point] = whole.get(point, 0) + number
        return dict(sorted(whole.items()))

    @property
    def n(self) -> int:
        """How many marks in all."""
        return sum(self.points.values())


def mark(
    session: Session,
    block: str,
    field: str,
    statement: str,
    point: int,
    number: int | None,
    *,
    group: str,
    round_: str = ONLY_ROUND,
) -> None:
    """Put how many marks stand at a point; None takes the number back."""
    put_marks(session, block, field, {(statement, round_, point): number}, group=group)


def put_marks(
    session: Session, block: str, field: str, counts: Mapping[tuple[str, str, int], int | None], *, group: str
) -> None:
    """Put how many marks stand at several points, by (statement, round, point), as one change."""
    session.put(mark_changes(block, field, counts, group=group))


def mark_changes(
    block: str, field: str, counts: Mapping[tuple[str, str, int], int | None], *, group: str
) -> list[Change]:
    """Return the changes that put how many marks stand at several points. ``UserError`` where that cannot be."""
    for (_, _, point), number in counts.items():
        if point < 1 or (number is not None and not 0 <= number <= 1_000_000):
            raise UserError(f"{number} marks at point {point} cannot be.", "Points count from 1, marks from 0.")
    return [
        Change(f"mark/{block}/{field}/{statement}/{round_}/{group}/{point}", {"count": number})
        for (statement, round_, point), number in counts.items()
    ]


def marks(session: Session, block: str, field: str, statements: list[Item], round_: str = ONLY_ROUND) -> list[Marks]:
    """Return the marks of ``statements`` in one round, in their order."""
    found: dict[str, dict[str, dict[int, int]]] = {item.id: {} for item in statements}
    for record_id in session.records.of_kind("mark"):
        parts = record_id.split("/")
        if len(parts) != 7 or (parts[1], parts[2], parts[4]) != (block, field, round_) or not parts[6].isdigit():
            continue
        number = session.records.get(record_id).get("count")
        if isinstance(number, int) and not isinstance(number, bool) and number > 0:
            found.setdefault(parts[3], {}).setdefault(parts[5], {})[int(parts[6])] = number
    known = {item.id: item for item in statements}
    return [Marks(known.get(key, Item(key, key)), round_, by_group) for key, by_group in found.items()]
