"""What the room may see of its counts: released votes, marks on scales, counts. Numbers, each with how many in all.

What somebody said is not shown, with one exception: the items of a vote that was released are those that the room
voted on, even where they were said at a table. Where said words are counted or rated and nobody releases anything,
only the total is shown.
"""

from __future__ import annotations

import msgspec

from facikit.library.kinds import ChoiceField, CountField, DotsField, FieldBase, ScaleField
from facikit.library.values import From, Item, Items
from facikit.session import scales
from facikit.session.agenda import LiveBlock, blocks
from facikit.session.plain import counted_items, source_of
from facikit.session.session import Session
from facikit.session.tallies import HELD_BACK, OUT_OF, Tally, may_be_seen, ranked, tallies


class Count(msgspec.Struct, frozen=True):
    """A part of a row: dots of one colour, marks at one point."""

    name: str
    number: int


class Row(msgspec.Struct, frozen=True):
    """One item and its count. ``out_of`` is 0 where nobody said of how many."""

    text: str
    number: int
    out_of: int = 0
    parts: tuple[Count, ...] = ()


class Result(msgspec.Struct, frozen=True):
    """What one field brought. ``note`` says how many in all, ``ends`` what the ends of a scale mean."""

    title: str
    rows: tuple[Row, ...]
    note: str = ""
    ends: tuple[str, str] = ("", "")
    is_scale: bool = False


def seen(session: Session, one: LiveBlock, step: int) -> tuple[Result, ...]:
    """Return what the room may see of what was counted in a block up to a step, the latest step's first."""
    found = []
    for at in range(min(step, len(one.steps) - 1), -1, -1):
        for field in one.steps[at].capture:
            if may_be_seen(session, one.id, field):
                result = _result(session, one.id, field)
                if result is not None:
                    found.append(result)
    return tuple(found)


def _result(session: Session, block_id: str, field: FieldBase) -> Result | None:
    if isinstance(field, ScaleField):
        made = _of_scale(session, block_id, field)
    elif isinstance(field, DotsField | ChoiceField | CountField):
        made = _of_counts(session, block_id, field)
    else:
        return None
    if not made.rows:
        return None
    if field.kind not in HELD_BACK and _was_said(session, source_of(field)):
        return Result(field.title, (), made.note) if made.note else None
    return made


def _of_counts(session: Session, block_id: str, field: DotsField | ChoiceField | CountField) -> Result:
    known = counted_items(session, field)
    # A count whose item is gone has no words of its own to stand under.
    counted = [one for one in tallies(session, block_id, field.field, known) if one.item in known and one.by_group]
    colours = field.colours if isinstance(field, DotsField) and len(field.colours) > 1 else ()
    ordered = counted if isinstance(field, CountField) else [one for _, one in ranked(counted)]
    rows = tuple(
        Row(
            one.item.text,
            one.total(),
            _out_of(one) if isinstance(field, CountField) else 0,
            tuple(Count(colour.text, one.total(colour.id)) for colour in colours),
        )
        for one in ordered
    )
    whole = sum(row.number for row in rows)
    unit = {"dots": ("dot", "dots"), "choice": ("choice", "choices")}.get(field.kind, ("", ""))
    return Result(field.title, rows, f"{whole} {unit[whole != 1]}" if unit[0] else "")


def _out_of(one: Tally) -> int:
    return sum(counts.get(OUT_OF, 0) for counts in one.by_group.values())


def _of_scale(session: Session, block_id: str, field: ScaleField) -> Result:
    statements = counted_items(session, field)
    rows = []
    for round_ in field.rounds or (Item("", scales.ONLY_ROUND),):
        for one in scales.marks(session, block_id, field.field, statements, round_.id):
            if one.n and one.statement in statements:
                text = f"{one.statement.text} ({round_.text})" if round_.text else one.statement.text
                points = tuple(Count(str(point), one.points.get(point, 0)) for point in range(1, field.points + 1))
                rows.append(Row(text, one.n, parts=points))
    whole = sum(row.number for row in rows)
    note = f"{whole} {'mark' if whole == 1 else 'marks'}"
    return Result(field.title, tuple(rows), note, (field.low, field.high), is_scale=True)


def _was_said(session: Session, source: Items | From, depth: int = 0) -> bool:
    """Tell whether items are words that somebody said, by way of other blocks too."""
    if not isinstance(source, From) or source.take == "themes":
        return False
    if source.take == "responses" or depth > len(blocks(session)):
        return True
    block_id, _, name = source.from_.partition(".")
    there = next((one for one in blocks(session) if one.id == block_id), None)
    if there is None:
        return True
    if source.take == "groups":
        made = session.plan.groups.get(there.planned.groups)
        return made is not None and bool(made.from_) and made.take != "themes"
    voted = next((field for field in there.fields if field.field == name), None)
    return not isinstance(voted, DotsField) or _was_said(session, voted.items, depth + 1)
