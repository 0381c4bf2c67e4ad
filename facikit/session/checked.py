"""Counts that matter are entered twice: what was entered first is compared with what is entered again, unseen.

That both agreed, or were made to, stands in the record ``checked/BLOCK/FIELD/GROUP`` with the numbers that it was said
of: whoever changes one of them afterwards has a count that nobody has checked.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from facikit.library.kinds import FieldBase, ScaleField
from facikit.session.agenda import nameless
from facikit.session.plain import counted_items
from facikit.session.scales import ONLY_ROUND, mark_changes, marks
from facikit.session.session import Change, Session
from facikit.session.tallies import count_changes, tallies

Numbers = dict[str, dict[str, int]]
"""Counts by row (an item; of a scale STATEMENT/ROUND) and by name (a colour, a point); a zero is not kept."""


class Checked(msgspec.Struct, frozen=True):
    """That somebody entered the counts of a group once more, and whether they still are what was checked."""

    who: str
    """Empty where no names are kept."""
    t: str
    stands: bool


class Difference(msgspec.Struct, frozen=True):
    """A number that is not the same both times."""

    row: str
    name: str
    first: int
    again: int


def numbers(session: Session, block: str, field: FieldBase, group: str) -> Numbers:
    """Return what a group has counted in a field."""
    every = counted_items(session, field)
    found: Numbers = {}
    if isinstance(field, ScaleField):
        for round_ in [item.id for item in field.rounds] or [ONLY_ROUND]:
            for line in marks(session, block, field.field, every, round_):
                points = line.by_group.get(group, {})
                found[f"{line.statement.id}/{round_}"] = {str(point): number for point, number in points.items()}
    else:
        for one in tallies(session, block, field.field, every):
            found[one.item.id] = dict(one.by_group.get(group, {}))
    return _without_nothing(found)


def differences(first: Numbers, again: Numbers) -> list[Difference]:
    """Return what is not the same both times, row by row in the order of ``again``."""
    found = []
    for row in dict.fromkeys([*again, *first]):
        one, other = first.get(row, {}), again.get(row, {})
        for name in dict.fromkeys([*one, *other]):
            if one.get(name, 0) != other.get(name, 0):
                found.append(Difference(row, name, one.get(name, 0), other.get(name, 0)))
    return found


def put_checked(
    session: Session, block: str, field: FieldBase, group: str, right: Mapping[tuple[str, str], int]
) -> None:
    """Say that the counts of a group were checked; ``right`` are those that were wrong, by row and name. One change."""
    changes: list[Change] = []
    if right and isinstance(field, ScaleField):
        points = {(*row.split("/", 1), int(name)): number for (row, name), number in right.items()}
        changes = mark_changes(block, field.field, points, group=group)  # type: ignore[arg-type]
    elif right:
        rows: dict[str, dict[str, int | None]] = {}
        for (row, name), number in right.items():
            rows.setdefault(row, {})[name] = number
        changes = count_changes(block, field.field, group, rows)
    whole = numbers(session, block, field, group)
    for (row, name), number in right.items():
        whole.setdefault(row, {})[name] = number
    changes.append(Change(f"checked/{block}/{field.field}/{group}", {"numbers": _without_nothing(whole)}))
    session.put(changes, anonymous=block if block in nameless(session) else "")


def checked(session: Session, block: str, field: FieldBase, group: str) -> Checked | None:
    """Return who has checked the counts of a group; None where nobody has."""
    record = session.records.get(f"checked/{block}/{field.field}/{group}")
    said = record.get("numbers")
    if not isinstance(said, dict) or record.last is None:
        return None
    return Checked(record.last.who, record.last.t, said == numbers(session, block, field, group))


def _without_nothing(found: Numbers) -> Numbers:
    kept = {row: {name: number for name, number in counts.items() if number} for row, counts in found.items()}
    return {row: counts for row, counts in kept.items() if counts}
