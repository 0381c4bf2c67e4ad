"""What was captured and can hardly be so: more dots than were handed out, more hands than people, a label off the list.

None of it is refused or changed, since whoever typed it was in the room. It is told, so that somebody can look while
the sheet still hangs on the wall.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from facikit.errors import closest
from facikit.library.kinds import ChoiceField, CountField, DotsField, FieldBase, ScaleField
from facikit.session.agenda import LiveBlock, blocks, groups_of
from facikit.session.headcounts import heads, in_room
from facikit.session.plain import counted_items
from facikit.session.responses import responses
from facikit.session.scales import ONLY_ROUND, Marks, marks
from facikit.session.session import Session
from facikit.session.tallies import OUT_OF, Tally, spent, tallies
from facikit.session.voices import labels_at, level_of, strange
from facikit.session.words import one_line

CURE = "Look at the sheet again; it is kept as it was typed."


LABEL_CURE = "Change it in the entry, or add it to the labels, in Plan or in session.yaml."
CURES: dict[str, str] = {
    "none": "Take it away in the entry with ^l; no report prints it.",
    "code": "Put a code in its place in the entry, with ^l; no report prints a name there.",
}
"""What to do about a label where people are attributed at one of these levels."""


class Doubt(msgspec.Struct, frozen=True):
    """One thing to look at again: where it is, what it is, and what can be done."""

    about: str
    message: str
    cure: str = CURE
    label: bool = False
    """Whether it is a label that is not on the list, rather than a count."""


def doubts(session: Session) -> list[Doubt]:
    """Return everything that is worth another look, in the order of the agenda."""
    found: list[Doubt] = []
    for block in blocks(session):
        for field in block.fields:
            found += _labels(session, block, field)
            if isinstance(field, DotsField | ChoiceField | CountField):
                found += _counts(session, block, field)
            elif isinstance(field, ScaleField):
                found += _marks(session, block, field)
    return found


def _labels(session: Session, block: LiveBlock, field: FieldBase) -> Iterator[Doubt]:
    # What is off the record goes nowhere, so its label needs no mending; and it is nobody's to read here.
    said = (one for one in responses(session, block.id, field.field) if not one.off_record)
    counts = Counter(one.label for one in said if one.label)
    if not counts:
        return
    level = level_of(session, block.planned)
    listed = [item.text for item in labels_at(session, field)]
    for label, why in strange(session, level, field, counts).items():
        number = counts[label]
        carry = "1 entry carries" if number == 1 else f"{number} entries carry"
        meant = closest(label, listed) if level not in CURES else ""
        yield Doubt(
            f"{block.id}.{field.field}",
            f"{carry} the label '{one_line(label, 40)}' in {_where(block, field)}, {why}.",
            f"{meant[:1].upper()}{meant[1:]} {CURES.get(level, LABEL_CURE)}".lstrip(),
            label=True,
        )


def _counts(session: Session, block: LiveBlock, field: DotsField | ChoiceField | CountField) -> Iterator[Doubt]:
    counted = tallies(session, block.id, field.field, counted_items(session, field))
    for group, name in _groups(session, block, {group for one in counted for group in one.by_group}):
        for one in counted:
            numbers = one.by_group.get(group, {})
            whole = numbers.get(OUT_OF)
            number = sum(count for key, count in numbers.items() if key != OUT_OF)
            if whole is not None and number > whole:
                yield _doubt(block, field, f"{name} counted {number} of {whole} for '{one_line(one.item.text, 40)}'.")
        people = _people(session, block, group)
        if people is not None:
            yield from _beyond(block, field, counted, group, name, people)


def _beyond(
    block: LiveBlock,
    field: DotsField | ChoiceField | CountField,
    counted: list[Tally],
    group: str,
    name: str,
    people: int,
) -> Iterator[Doubt]:
    """Tell what cannot come from so many people."""
    if isinstance(field, DotsField):
        dots = field.each * max(1, len(field.colours)) * people
        placed = spent(counted, group)
        if placed > dots:
            yield _doubt(block, field, f"{name} placed {placed} dots: {_persons(people)} had {dots}.")
        return
    if isinstance(field, ChoiceField) and not field.many:
        chosen = spent(counted, group)
        if chosen > people:
            yield _doubt(block, field, f"{name} chose {chosen} times, one option each: it is {_persons(people)}.")
        return
    for one in counted:
        number = spent([one], group)
        if number > people:
            yield _doubt(
                block, field, f"{name} counted {number} for '{one_line(one.item.text, 40)}': it is {_persons(people)}."
            )


def _marks(session: Session, block: LiveBlock, field: ScaleField) -> Iterator[Doubt]:
    statements = counted_items(session, field)
    for round_ in [item.id for item in field.rounds] or [ONLY_ROUND]:
        for line in marks(session, block.id, field.field, statements, round_):
            yield from _of_line(session, block, field, line)


def _of_line(session: Session, block: LiveBlock, field: ScaleField, line: Marks) -> Iterator[Doubt]:
    statement = one_line(line.statement.text, 40)
    for point, number in line.points.items():
        if point > field.points:
            stand = "1 mark stands" if number == 1 else f"{number} marks stand"
            yield _doubt(
                block, field, f"{stand} at point {point} of '{statement}': points go from 1 to {field.points}."
            )
    for group, name in _groups(session, block, set(line.by_group)):
        people = _people(session, block, group)
        number = sum(line.by_group[group].values())
        if people is not None and number > people:
            yield _doubt(block, field, f"{name} made {number} marks at '{statement}': it is {_persons(people)}.")


def _doubt(block: LiveBlock, field: FieldBase, sentence: str) -> Doubt:
    return Doubt(f"{block.id}.{field.field}", f"{_where(block, field)}: {sentence}")


def _where(block: LiveBlock, field: FieldBase) -> str:
    return f"{one_line(block.title, 40)}, {one_line(field.title, 40)}"


def _groups(session: Session, block: LiveBlock, here: set[str]) -> list[tuple[str, str]]:
    """Return the groups that have counted, with their names, in the order of their set."""
    names = {group.id: group.name for group in groups_of(session, block.id)}
    order = [*(group for group in names if group in here), *sorted(here - set(names))]
    return [(group, names.get(group, group)) for group in order]


def _people(session: Session, block: LiveBlock, group: str) -> int | None:
    """Return how many people the group is, or at most can be; None where nobody has counted."""
    number = heads(session, block.id, group)
    return number if number is not None else in_room(session, block.id)


def _persons(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
