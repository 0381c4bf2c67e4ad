"""From what a session counted to what its templates see: dots, choices, counts, marks on scales, people in the room.

A vote that is not released yet does not come this far: there is nothing to print. What was counted for an item that is
gone, or in a group, a colour or a round that the plan does not know, comes along like everything else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import msgspec

from facikit.library.kinds import ChoiceField, CountField, DotsField, FieldBase, ScaleField
from facikit.library.values import Item
from facikit.report.text import Text, one_line
from facikit.report.views import Counted, Group, Heads, Marked, Part, Round, Scale, Statement, Tally
from facikit.report.wording import plain
from facikit.session import agenda, headcounts, scales, tallies
from facikit.session.plain import counted_items
from facikit.session.session import Session

MOST_POINTS = 20

GroupOf = Callable[[str], Group]


class Rooms(msgspec.Struct, frozen=True):
    """What the numbers of all blocks are gathered from."""

    session: Session
    blocks: dict[str, agenda.LiveBlock]
    private: Collection[str]
    """The ids of responses whose words are not for print."""
    edited: Mapping[str, str] = {}
    """The wording of responses that are not printed as they were said, by id."""


class Places(msgspec.Struct, frozen=True):
    """Where anything was counted: the fields with tallies, and those with marks, by block."""

    tallied: dict[str, dict[str, None]]
    marked: dict[str, dict[str, None]]

    def unplanned(self, block: str, known: Collection[str]) -> list[FieldBase]:
        """Return a field for every count of the block whose own is not in the plan."""
        dots = [name for name in self.tallied.get(block, ()) if name not in known]
        marked = [name for name in self.marked.get(block, ()) if name not in known and name not in dots]
        return [
            *(DotsField(field=name, items=()) for name in dots),
            *(ScaleField(field=name, statements=(), points=MOST_POINTS) for name in marked),
        ]


def places(session: Session) -> Places:
    """Return where anything was counted."""
    found: list[dict[str, dict[str, None]]] = []
    for kind, length in (("tally", 5), ("mark", 7)):
        here: dict[str, dict[str, None]] = {}
        for record_id in session.records.of_kind(kind):
            parts = record_id.split("/")
            values = session.records.get(record_id).values.values()
            if len(parts) == length and any(value is not None for value in values):
                here.setdefault(parts[1], {})[parts[2]] = None
        found.append({block: dict.fromkeys(sorted(names)) for block, names in here.items()})
    return Places(*found)


def held(session: Session, block: str, field: FieldBase, where: Places) -> bool:
    """Tell whether there are counts that are not to be seen yet."""
    counted = field.field in where.tallied.get(block, ())
    return counted and not tallies.may_be_seen(session, block, field)


def counted(rooms: Rooms, block: str, field: FieldBase, group_of: GroupOf, order: dict[str, int]) -> Counted | None:
    """Return what a field of dots, choices or counts has counted; None for any other field."""
    if not isinstance(field, DotsField | ChoiceField | CountField):
        return None
    known = counted_items(rooms.session, field)
    ids = {item.id for item in known}
    found = tallies.tallies(rooms.session, block, field.field, known)
    every = [*found[: len(ids)], *sorted(found[len(ids) :], key=lambda one: one.item.id)]
    colours = {item.id: Text(item.text) for item in field.colours} if isinstance(field, DotsField) else {}
    if colours:
        for name in sorted({name for one in every for counts in one.by_group.values() for name in counts}):
            if name != tallies.OUT_OF:
                colours.setdefault(name, plain("other") if name == tallies.PLAIN else Text(name))
    return Counted(
        colours=tuple(colours.values()),
        many=isinstance(field, ChoiceField) and field.many,
        tallies=tuple(
            Tally(
                id=one.item.id,
                name=_name(rooms, one.item, known=one.item.id in ids),
                gone=_is_gone(rooms, one.item, known=one.item.id in ids),
                parts=tuple(
                    Part(
                        group=group_of(group_id),
                        number=sum(number for name, number in counts.items() if name != tallies.OUT_OF),
                        out_of=counts.get(tallies.OUT_OF),
                        colours=tuple(counts.get(colour, 0) for colour in colours),
                    )
                    for group_id, counts in _in_order(one.by_group, order)
                    if set(counts) - {tallies.OUT_OF}
                ),
            )
            for one in every
        ),
    )


def scale(rooms: Rooms, block: str, field: FieldBase, group_of: GroupOf, order: dict[str, int]) -> Scale | None:
    """Return a scale with its marks, those of the rounds that it repeats before its own; None for any other field."""
    if not isinstance(field, ScaleField):
        return None
    known: dict[str, Item] = {item.id: item for item in counted_items(rooms.session, field)}
    own = {item_id: item_id for item_id in known}
    rounds = [*_earlier(rooms, field, {(block, field.field)}), *_rounds(rooms, block, field, earlier=False)]
    names = _apart([one.name for one in rounds], [_title(rooms, one.block) for one in rounds])
    found: list[dict[str, scales.Marks]] = []
    for one in rounds:
        statements = counted_items(rooms.session, one.field)
        marks = scales.marks(rooms.session, one.block, one.field.field, statements, one.id)
        by_words = {_folded(item.text): item_id for item_id, item in known.items()}
        placed = {}
        for marked in marks:
            same = own.get(marked.statement.id) or by_words.get(_folded(marked.statement.text))
            if same is None and not marked.by_group:
                continue
            placed[same or marked.statement.id] = marked
            known.setdefault(same or marked.statement.id, marked.statement)
        found.append(placed)
    planned = {item.id for one in rounds for item in counted_items(rooms.session, one.field)}
    return Scale(
        points=field.points,
        low=Text(field.low),
        high=Text(field.high),
        statements=tuple(
            Statement(
                id=item_id,
                name=_name(rooms, item, known=item_id in planned),
                rounds=tuple(
                    Round(
                        name=name if len(rounds) > 1 else Text(""),
                        earlier=one.earlier,
                        length=one.field.points,
                        parts=_marked(marks.get(item_id), one.field.points, group_of, order),
                    )
                    for one, name, marks in zip(rounds, names, found, strict=True)
                ),
            )
            for item_id, item in known.items()
        ),
    )


def heads(session: Session, block: str, groups: Sequence[Group], group_of: GroupOf) -> tuple[Heads, ...]:
    """Return how many people were counted in this very block: in the room, then group by group."""
    every = [headcounts.ROOM, *(group.id for group in groups)]
    for record_id in sorted(session.records.of_kind("headcount")):
        parts = record_id.split("/")
        if len(parts) == 3 and parts[1] == block:
            every.append(parts[2])
    found = []
    for group_id in dict.fromkeys(every):
        number = headcounts.counted(session, block, group_id)
        if number is not None:
            name = Text("") if group_id == headcounts.ROOM else group_of(group_id).name
            found.append(Heads(group=name, number=number))
    return tuple(found)


def stated(session: Session, blocks: Sequence[agenda.LiveBlock]) -> int | None:
    """Return how many people were in the room when it was fullest; None where nobody counted."""
    if not any(True for _ in session.records.of_kind("headcount")):
        return None
    numbers = [headcounts.in_room(session, one.id) for one in blocks if not one.cut]
    return max((number for number in numbers if number is not None), default=None)


class _Line(msgspec.Struct, frozen=True):
    """One round of a scale: in which block and field, and the id that its marks go by."""

    block: str
    field: ScaleField
    id: str
    name: Text
    earlier: bool


def _rounds(rooms: Rooms, block: str, field: ScaleField, *, earlier: bool) -> list[_Line]:
    """Return the rounds on one field's line, those that only the marks know of among them."""
    names = {item.id: Text(item.text) for item in field.rounds} or {scales.ONLY_ROUND: _title(rooms, block)}
    for record_id in sorted(rooms.session.records.of_kind("mark")):
        parts = record_id.split("/")
        if len(parts) == 7 and (parts[1], parts[2]) == (block, field.field) and parts[4] not in names:
            names[parts[4]] = plain("round", name=parts[4]) if parts[4].isdigit() else Text(parts[4])
    return [_Line(block, field, round_id, name, earlier) for round_id, name in names.items()]


def _earlier(rooms: Rooms, field: ScaleField, seen: set[tuple[str, str]]) -> list[_Line]:
    """Return the rounds of the field that this one repeats, and of the one that that repeats."""
    block, _, name = field.repeat.partition(".")
    live = rooms.blocks.get(block)
    before = next((one for one in live.fields if one.field == name), None) if live else None
    if not isinstance(before, ScaleField) or (block, name) in seen:
        return []
    return [*_earlier(rooms, before, seen | {(block, name)}), *_rounds(rooms, block, before, earlier=True)]


def _apart(names: Sequence[Text], titles: Sequence[Text]) -> list[Text]:
    """Return the names of rounds so that no two are the same: with the title of their block, else numbered."""
    if len(set(names)) < len(names):
        names = [name if name == title else Text(f"{title}, {name}") for name, title in zip(names, titles, strict=True)]
    made: list[Text] = []
    for at, name in enumerate(names):
        made.append(Text(f"{name} ({names[: at + 1].count(name)})") if names.count(name) > 1 else name)
    return made


def _title(rooms: Rooms, block: str) -> Text:
    live = rooms.blocks.get(block)
    return Text(live.title if live and live.title else block)


def _name(rooms: Rooms, item: Item, *, known: bool) -> Text:
    """Return an item's words as they are now. One that was said and is no longer to be seen keeps them to itself."""
    return plain("item_gone") if _is_gone(rooms, item, known=known) else Text(rooms.edited.get(item.id, item.text))


def _is_gone(rooms: Rooms, item: Item, *, known: bool) -> bool:
    records = rooms.session.records
    said = any(records.get(f"{kind}/{item.id}").values for kind in ("response", "theme", "group"))
    return item.id in rooms.private or (said and not known)


def _in_order(by_group: dict[str, dict[str, int]], order: dict[str, int]) -> list[tuple[str, dict[str, int]]]:
    return sorted(by_group.items(), key=lambda one: (order.get(one[0], len(order)), one[0]))


def _marked(marks: scales.Marks | None, length: int, group_of: GroupOf, order: dict[str, int]) -> tuple[Marked, ...]:
    made = []
    for group_id in sorted(marks.by_group if marks else (), key=lambda one: (order.get(one, len(order)), one)):
        counts = marks.by_group[group_id] if marks else {}
        points = tuple(counts.get(point, 0) for point in range(1, length + 1))
        made.append(Marked(group=group_of(group_id), points=points, beyond=sum(counts.values()) - sum(points)))
    return tuple(made)


def _folded(words: str) -> str:
    return one_line(words).casefold()
