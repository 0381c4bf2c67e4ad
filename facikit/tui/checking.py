"""Counts entered once more: the rows to enter, what was typed for each, and what is said of it afterwards."""

from __future__ import annotations

from facikit.errors import UserError
from facikit.library.kinds import DotsField, FieldBase, ScaleField
from facikit.session.checked import Difference, checked
from facikit.session.plain import counted_items
from facikit.session.scales import ONLY_ROUND
from facikit.session.session import Session
from facikit.session.tallies import OUT_OF
from facikit.tui.drafts import Spot


def checked_words(session: Session, field: FieldBase, spot: Spot) -> list[str]:
    """Return whether somebody has entered the counts twice, and whether they have been changed since."""
    found = checked(session, spot[0], field, spot[2])
    if found is None:
        return []
    if found.stands:
        return [f"checked by {found.who}" if found.who else "checked"]
    return [f"changed since {found.who} checked it" if found.who else "changed since it was checked"]


def rows_to_count(session: Session, field: FieldBase) -> dict[str, str]:
    """Return the words of each row, by its id: the items, or each statement in each round."""
    every = counted_items(session, field)
    if not isinstance(field, ScaleField):
        return {item.id: item.text for item in every}
    rounds = [(one.id, f" ({one.text})") for one in field.rounds] or [(ONLY_ROUND, "")]
    return {f"{item.id}/{round_}": f"{item.text}{words}" for item in every for round_, words in rounds}


def where(session: Session, field: FieldBase, difference: Difference) -> str:
    """Return which number it is that differs."""
    row = rows_to_count(session, field).get(difference.row, "an item that is no longer there")
    if isinstance(field, ScaleField):
        return f"{row}, point {difference.name}"
    if difference.name == OUT_OF:
        return f"{row}, out of"
    colours = {one.id: one.text for one in field.colours} if isinstance(field, DotsField) else {}
    return f"{row}, {colours[difference.name]}" if difference.name in colours and len(colours) > 1 else row


def numbers_wanted(field: FieldBase) -> int:
    """Return how many numbers a row has where it is more than one: points, or colours; else 0."""
    if isinstance(field, DotsField) and len(field.colours) > 1:
        return len(field.colours)
    return field.points if isinstance(field, ScaleField) else 0


def complete(field: FieldBase, counts: dict[str, int | None]) -> dict[str, int]:
    """Return the counts of a row; ``UserError`` where a colour or a point is missing."""
    wanted = numbers_wanted(field)
    if wanted and len(counts) != wanted:
        raise UserError(f"{wanted} numbers belong here.", "Type them all in one line, in their order.")
    return {name: number for name, number in counts.items() if number}
