"""How counts are typed: a number for the item one is at, or the item and the number; marks on a scale point by point.

What there is to count stands in the list from the beginning, with what this group has counted so far.
"""

from __future__ import annotations

import re

from facikit.errors import UserError
from facikit.library.kinds import ChoiceField, CountField, DotsField, FieldBase, ScaleField
from facikit.library.values import Item
from facikit.session.headcounts import heads, in_room
from facikit.session.plain import counted_items, find_item
from facikit.session.scales import ONLY_ROUND, marks, put_marks
from facikit.session.session import Session
from facikit.session.tallies import HELD_BACK, OUT_OF, PLAIN, Tally, is_released, put_counts, spent, tallies
from facikit.tui.capture_base import Capture, Column, Entry, Row
from facikit.tui.checking import checked_words
from facikit.tui.drafts import Spot

NUMBER = r"\d{1,6}(?:\s+of\s+\d{1,6})?"
ENDS_IN_NUMBER = re.compile(rf"(?:(?P<before>.*\S)\s+)?(?P<number>{NUMBER})", re.DOTALL | re.IGNORECASE)
BACK = "-"
"""Typed for a number: the count is taken back, as if nobody had counted."""


def people_at(session: Session, spot: Spot) -> int | None:
    """Return how many people count here, as far as that is known."""
    number = heads(session, spot[0], spot[2])
    return number if number is not None or spot[2] != "plenary" else in_room(session, spot[0])


def held_back(session: Session, field: FieldBase, spot: Spot) -> list[str]:
    """Return whether the counts of a vote may be seen, in words; nothing to say of other counts."""
    if field.kind not in HELD_BACK:
        return []
    seen = is_released(session, spot[0], spot[1])
    return ["seen by all" if seen else "held back: ^l lets them be seen"]


def _stops(session: Session, field: FieldBase, _spot: Spot) -> list[Column]:
    return [Column(item.id, item.text) for item in counted_items(session, field)]


def _one_number(field: FieldBase) -> list[Column]:
    return [Column("number", field.title)]


def _no_parts(_session: Session, _field: FieldBase, _entry: str) -> tuple[str, ...]:
    return ("",)


def _current(every: list[Item], entry: Entry) -> Item:
    if not every:
        raise UserError("There is nothing here to count yet.", "It comes from an earlier block: type it there first.")
    return next((item for item in every if item.id == entry.blank.category), every[0])


def _next(every: list[Item], item: Item) -> str:
    ids = [one.id for one in every]
    return ids[min(ids.index(item.id) + 1, len(ids) - 1)] if item.id in ids else ""


# Totals by item: dots, choices, counts


def _colours(field: FieldBase) -> list[Item]:
    return list(field.colours) if isinstance(field, DotsField) and len(field.colours) > 1 else []


def read_count(session: Session, entry: Entry, line: str) -> tuple[Item, dict[str, int | None]]:
    """Return the item that a line is about, and its counts by name."""
    every, colours = counted_items(session, entry.field), _colours(entry.field)
    text = " ".join(line.split())
    if text == BACK:
        item = _current(every, entry)
        return item, dict.fromkeys([PLAIN, OUT_OF, *(colour.id for colour in colours)])
    if colours:
        return _read_colours(every, colours, entry, text)
    match = ENDS_IN_NUMBER.fullmatch(text)
    if match is None:
        raise UserError(f"'{text}' has no number at its end.", "Type a number, or the item and the number.")
    before = match["before"]
    item = find_item(every, before, "item") if before else _current(every, entry)
    number, _, out_of = match["number"].casefold().partition(" of ")
    return item, {PLAIN: int(number), **({OUT_OF: int(out_of)} if out_of else {})}


def _read_colours(
    every: list[Item], colours: list[Item], entry: Entry, text: str
) -> tuple[Item, dict[str, int | None]]:
    """``4 2`` for all colours in their order, ``red 4`` for one, each with the item in front or not."""
    words = text.split()
    numbers: list[int] = []
    while words and words[-1].isdigit() and len(numbers) < len(colours):
        numbers.insert(0, int(words.pop()))
    if len(numbers) == len(colours):
        item = find_item(every, " ".join(words), "item") if words else _current(every, entry)
        return item, {colour.id: number for colour, number in zip(colours, numbers, strict=True)}
    if len(numbers) == 1 and words:
        colour = find_item(colours, words.pop(), "colour")
        item = find_item(every, " ".join(words), "item") if words else _current(every, entry)
        return item, {colour.id: numbers[0]}
    names = ", ".join(colour.text for colour in colours)
    raise UserError(f"'{text}' is not a count of each colour.", f"Type a number for each, in this order: {names}.")


def _add(session: Session, entry: Entry) -> None:
    _add_many(session, entry, [entry.parts[0]])


def _add_many(session: Session, entry: Entry, lines: list[str]) -> None:
    counts: dict[str, dict[str, int | None]] = {}
    for line in lines:
        item, numbers = read_count(session, entry, line)
        counts.setdefault(item.id, {}).update(numbers)
    block, field, group = entry.spot
    put_counts(session, block, field, group, counts)


def _onward(session: Session, entry: Entry) -> str:
    every = counted_items(session, entry.field)
    return _next(every, read_count(session, entry, entry.parts[0])[0])


def _tallied(session: Session, field: FieldBase, block: str) -> list[Tally]:
    return tallies(session, block, field.field, counted_items(session, field))


def _rows(session: Session, field: FieldBase, block: str, group: str) -> list[Row]:
    rows, colours = [], _colours(field)
    known = {item.id for item in counted_items(session, field)}
    digits = len(str(len(known)))
    for number, one in enumerate(_tallied(session, field, block), 1):
        counts = one.by_group.get(group, {})
        if one.item.id not in known and not counts:
            continue
        last = session.records.get(f"tally/{block}/{field.field}/{group}/{one.item.id}").last
        total = sum(count for name, count in counts.items() if name != OUT_OF)
        of = f" of {counts[OUT_OF]}" if OUT_OF in counts else ""
        cells = [str(counts[colour.id]) if colour.id in counts else "" for colour in colours]
        text = f"{number:>{digits}}  {one.item.text}" if one.item.id in known else "(an item that is no longer there)"
        cells = [text, *cells, f"{total}{of}" if counts else ""]
        rows.append(Row(one.item.id, last.id if last and counts else "", tuple(cells), hang=digits + 2))
    return rows


def _headings(field: FieldBase) -> list[str]:
    what = "Dots" if isinstance(field, DotsField) else "Chosen by" if isinstance(field, ChoiceField) else "Number"
    title = "Item" if field.title == what else field.title
    return [title, *(colour.text for colour in _colours(field)), what]


def _amount(session: Session, field: FieldBase, spot: Spot) -> int:
    return spent(_tallied(session, field, spot[0]), spot[2])


def _sums(session: Session, field: FieldBase, spot: Spot) -> str:
    """Return what all of it comes to, against what there can be; more than that is said and kept."""
    number, people = _amount(session, field, spot), people_at(session, spot)
    words = [f"{number} counted"]
    if isinstance(field, DotsField):
        each = field.each * max(1, len(_colours(field)))
        words = [f"{number} {'dot' if number == 1 else 'dots'}"]
        if people is not None:
            words = [f"{number} of {people * each} dots ({_people(people)}, {each} each)"]
            if number > people * each:
                words.append(f"! {number - people * each} more than there are: kept as typed")
        else:
            words.append(f"{each} for each person: ^k says how many are here")
    elif isinstance(field, ChoiceField) and not field.many:
        words = [f"N = {number}"]
        if people is not None:
            words = [f"N = {number} of {_people(people)}"]
            if number > people:
                words.append("! more than there are: kept as typed")
    elif isinstance(field, CountField):
        words = []
    return " · ".join([*words, *checked_words(session, field, spot), *held_back(session, field, spot)])


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _hint(field: FieldBase) -> str:
    colours = _colours(field)
    if colours:
        return f"{', '.join(colour.text for colour in colours)}: a number each"
    return "A number, or an item and its number"


# Marks on a scale


def _rounds(field: FieldBase) -> list[Column]:
    return [Column(item.id, item.text) for item in field.rounds] if isinstance(field, ScaleField) else []


def _round_of(entry: Entry) -> str:
    ids = [one.id for one in _rounds(entry.field)]
    return entry.blank.kind if entry.blank.kind in ids else next(iter(ids), ONLY_ROUND)


def read_marks(session: Session, entry: Entry, line: str) -> tuple[Item, list[int | None]]:
    """Return the statement that a line is about, and one point, or how many stand at each."""
    field = entry.field
    assert isinstance(field, ScaleField)
    statement = _current(counted_items(session, field), entry)
    words = line.replace(",", " ").split()
    if words == [BACK]:
        return statement, [None] * field.points
    if not all(word.isdigit() and len(word) < 7 for word in words):
        raise UserError(f"'{' '.join(words)}' is not a point of the scale.", _way_out(field))
    numbers: list[int | None] = [int(word) for word in words]
    if len(words) == 1 and not 1 <= int(words[0]) <= field.points:
        raise UserError(f"Point {words[0]} is not on the scale.", f"Points go from 1 to {field.points}.")
    if len(words) not in (1, field.points):
        raise UserError(
            f"{len(words)} numbers are neither one point nor a count for each of the {field.points} points.",
            _way_out(field),
        )
    return statement, numbers


def _add_marks(session: Session, entry: Entry) -> None:
    _add_many_marks(session, entry, [entry.parts[0]])


def _add_many_marks(session: Session, entry: Entry, lines: list[str]) -> None:
    block, field, group = entry.spot
    round_ = _round_of(entry)
    counts: dict[tuple[str, str, int], int | None] = {}
    for line in lines:
        statement, numbers = read_marks(session, entry, line)
        if len(numbers) == 1 and numbers[0] is not None:
            here = marks(session, block, field, [statement], round_)[0].by_group.get(group, {})
            key = (statement.id, round_, numbers[0])
            counts[key] = (counts.get(key) or here.get(numbers[0], 0)) + 1
        else:
            counts |= {(statement.id, round_, point): number for point, number in enumerate(numbers, 1)}
    put_marks(session, block, field, counts, group=group)


def _after_marks(session: Session, entry: Entry) -> str:
    """Stay at the statement while its marks come one by one; after all of them at once, on to the next."""
    statement, numbers = read_marks(session, entry, entry.parts[0])
    return _next(counted_items(session, entry.field), statement) if len(numbers) > 1 else statement.id


def _scale_rows(session: Session, field: FieldBase, block: str, group: str) -> list[Row]:
    assert isinstance(field, ScaleField)
    rows, known = [], {item.id for item in counted_items(session, field)}
    rounds = _rounds(field) or [Column(ONLY_ROUND, "")]
    found = {one.id: marks(session, block, field.field, counted_items(session, field), one.id) for one in rounds}
    for at in range(max((len(every) for every in found.values()), default=0)):
        for one in rounds:
            if at >= len(found[one.id]):
                continue
            marked = found[one.id][at]
            counts = marked.by_group.get(group, {})
            if marked.statement.id not in known and not counts:
                continue
            points = [str(counts.get(point, "–" if not counts else 0)) for point in range(1, field.points + 1)]
            text = marked.statement.text if marked.statement.id in known else "(a statement that is no longer there)"
            round_ = [one.title] if field.rounds else []
            total = str(sum(counts.values())) if counts else ""
            line = _last_mark(
                session, f"mark/{block}/{field.field}/{marked.statement.id}/{one.id}/{group}", field.points
            )
            row_id = row_of(field, marked.statement.id, one.id)
            rows.append(Row(row_id, line if counts else "", (text, *round_, *points, total)))
    return rows


def row_of(field: FieldBase, stop: str, kind: str) -> str:
    """Return the id of the row that one is at."""
    return f"{stop}/{kind}" if isinstance(field, ScaleField) and field.rounds else stop


def _last_mark(session: Session, record: str, points: int) -> str:
    last = [session.records.get(f"{record}/{point}").last for point in range(1, points + 1)]
    return max(((line.t, line.id) for line in last if line is not None), default=("", ""))[1]


def _scale_headings(field: FieldBase) -> list[str]:
    assert isinstance(field, ScaleField)
    round_ = ["Round"] if field.rounds else []
    return [field.title, *round_, *(str(point) for point in range(1, field.points + 1)), "N"]


def _scale_amount(session: Session, field: FieldBase, spot: Spot) -> int:
    rounds = [one.id for one in _rounds(field)] or [ONLY_ROUND]
    every = [marks(session, spot[0], spot[1], counted_items(session, field), one) for one in rounds]
    return sum(sum(one.by_group.get(spot[2], {}).values()) for found in every for one in found)


def _scale_sums(session: Session, field: FieldBase, spot: Spot) -> str:
    assert isinstance(field, ScaleField)
    ends = [f"1 = {field.low}"] if field.low else []
    ends += [f"{field.points} = {field.high}"] if field.high else []
    return " · ".join([*ends, *checked_words(session, field, spot), *held_back(session, field, spot)])


def _way_out(field: ScaleField) -> str:
    return f"A point from 1 to {field.points} is one mark more; {field.points} numbers are all its marks."


def _scale_hint(field: FieldBase) -> str:
    assert isinstance(field, ScaleField)
    return f"A point, 1 to {field.points}, or {field.points} counts"


COUNTS = Capture(
    _one_number,
    _rows,
    _no_parts,
    _add,
    headings=_headings,
    stops=_stops,
    stop="item",
    counted=True,
    onward=_onward,
    add_many=_add_many,
    amount=_amount,
    sums=_sums,
    hint=_hint,
)
DOTS, CHOICE, COUNT = COUNTS, COUNTS._replace(stop="option"), COUNTS
SCALE = Capture(
    _one_number,
    _scale_rows,
    _no_parts,
    _add_marks,
    own_kinds=_rounds,
    headings=_scale_headings,
    stops=_stops,
    stop="statement",
    counted=True,
    onward=_after_marks,
    add_many=_add_many_marks,
    amount=_scale_amount,
    sums=_scale_sums,
    hint=_scale_hint,
)
