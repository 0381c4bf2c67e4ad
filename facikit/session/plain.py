"""One line of plain text for one entry, by kind of field: how ``add`` takes it and how an export shows it.

A kind's line is its words; cells and numbers are set apart by tabs. Counts are written ``ITEM<tab>NUMBER``, a scale
``STATEMENT<tab>POINT`` for one mark more, or ``STATEMENT<tab>N1<tab>N2…`` for all its points; a tab before a point of a
mind map hangs it on the one above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from facikit.errors import UserError, closest
from facikit.library.kinds import (
    ChoiceField,
    CountField,
    DotsField,
    Field,
    FieldBase,
    ListField,
    QuotesField,
    ScaleField,
    TableField,
    TreeField,
)
from facikit.library.values import From, Item, Items
from facikit.session.agenda import blocks, nameless
from facikit.session.media import store
from facikit.session.people import add_people
from facikit.session.responses import Draft, Response, add, responses
from facikit.session.scales import ONLY_ROUND, marks, put_marks
from facikit.session.session import Session
from facikit.session.taking import items
from facikit.session.tallies import OUT_OF, PLAIN, put_counts
from facikit.session.words import cleaned

BRANCH = "branch typed last"
"""Under this name among the session's views: where this run of the program last hung a point, and on what."""
Added = list[tuple[str, str]]
"""(id, the log line it was written in) of each entry."""
Adder = Callable[[Session, FieldBase, list[str], Draft], Added]
Parser = Callable[[Session, FieldBase, str, Draft], Draft]


def add_lines(session: Session, field: Field, lines: list[str], blank: Draft) -> Added:
    """Add one entry per line to ``field``; ``blank`` carries block, group, label and kind.

    Lines without words are skipped. Words are added as one change, so that they are taken back as one.
    """
    said = [line for line in lines if cleaned(line).strip()]
    return ADDERS[field.kind](session, field, said, blank) if said else []


def person_of(line: str) -> dict[str, str]:
    """Read ``NAME<tab>ROLE<tab>TEAM``; what is more stays with the team, and nothing is lost."""
    return dict(zip(("name", "role", "team"), (part.replace("\t", " ") for part in line.split("\t", 2)), strict=False))


def overfull(field: FieldBase, lines: Iterable[str]) -> str:
    """Say in a sentence how many lines have more cells than there are columns; empty where none has."""
    columns = len(field.columns) if isinstance(field, TableField) else 3 if field.kind == "people" else 0
    number = sum(line.rstrip("\t").count("\t") >= columns for line in lines) if columns else 0
    what = "A row has" if number == 1 else f"{number} rows have"
    return f"{what} more than {columns} cells: the last column holds the rest, too." if number else ""


def unhung(session: Session, field: FieldBase, lines: Iterable[str], blank: Draft) -> str:
    """Say in a sentence that a point of a map has nothing above it to hang on; empty where that is not so."""
    first = next((line for line in lines if line.strip()), "")
    if not isinstance(field, TreeField) or not first.startswith("\t"):
        return ""
    if _last_branch(session, (blank.block, blank.field, blank.group)):
        return ""
    return "Nothing stands above to hang the first point on: it stands by itself. Give a branch in one go."


def shown(field: FieldBase | None, entry: Response) -> str:
    """Return the entry as one plain line, the way it could be typed again."""
    if isinstance(field, TableField):
        return "\t".join(entry.cells.get(column.id, "") for column in field.columns)
    if entry.cells:
        return "\t".join(entry.cells.values())
    if entry.media:
        return "\t".join((entry.media, entry.text, entry.description))
    return entry.text


def counted_items(session: Session, field: FieldBase) -> list[Item]:
    """Return what a field counts, by item: what was written down, or what an earlier block brings."""
    return items(session, source_of(field))


def source_of(field: FieldBase) -> Items | From:
    """Return where what a field counts comes from."""
    if isinstance(field, DotsField):
        return field.items
    if isinstance(field, ChoiceField):
        return field.options
    if isinstance(field, ScaleField):
        return field.statements
    return (field.of or (Item(field.title, "number"),)) if isinstance(field, CountField) else ()


def _to_come(session: Session, field: FieldBase, block: str) -> bool:
    """Tell whether an earlier field can still bring what is counted; else nobody ever said what that is."""
    source = source_of(field)
    if not isinstance(source, From):
        return False
    order = [one.id for one in blocks(session)]
    source_block, _, name = source.from_.partition(".")
    upto = order[: order.index(block) + 1] if block in order else []
    return source_block in upto and (source_block, name) != (block, field.field)


def _words(parse: Parser) -> Adder:
    def adder(session: Session, field: FieldBase, lines: list[str], blank: Draft) -> Added:
        entries = add(session, *(parse(session, field, line, blank) for line in lines))
        return [(entry.id, entry.line) for entry in entries]

    return adder


def _plain(_session: Session, _field: FieldBase, line: str, blank: Draft) -> Draft:
    return _with(blank, text=line)


def _quote(_session: Session, _field: FieldBase, line: str, blank: Draft) -> Draft:
    return _with(blank, text=line, kind="quote" if blank.kind == "point" else blank.kind)


def _list(_session: Session, field: FieldBase, line: str, blank: Draft) -> Draft:
    assert isinstance(field, ListField)
    head, tab, rest = line.partition("\t")
    if tab and field.categories:
        category = next((item for item in field.categories if means(item, head)), None)
        if category is not None:
            return _with(blank, text=rest, category=category.id)
    return _with(blank, text=line)


def _table(_session: Session, field: FieldBase, line: str, blank: Draft) -> Draft:
    """Cells in the order of the columns. More cells than columns: the rest stays in the last one."""
    assert isinstance(field, TableField)
    parts = line.split("\t", max(0, len(field.columns) - 1))
    cells = {column.id: part for column, part in zip(field.columns, parts, strict=False) if part}
    return _with(blank, cells=cells) if cells else _with(blank, text=line)


def _photo(session: Session, _field: FieldBase, line: str, blank: Draft) -> Draft:
    path, _, words = line.partition("\t")
    caption, _, description = words.partition("\t")
    name = store(session, Path(path.strip().strip('"')).expanduser())
    return _with(blank, text=caption, media=name, description=description)


def _tree(session: Session, _field: FieldBase, lines: list[str], blank: Draft) -> Added:
    """A tab in front hangs a point on the line above, which may have come from another call or another run."""
    spot = (blank.block, blank.field, blank.group)
    above = _last_branch(session, spot)
    drafts = []
    for line in lines:
        words = line.lstrip("\t")
        depth = min(len(line) - len(words), len(above))
        draft = _with(blank, text=words, id=session.ids.new(12), parent=above[depth - 1] if depth else blank.parent)
        above = [*above[:depth], draft.id]
        drafts.append(draft)
    added = [(entry.id, entry.line) for entry in add(session, *drafts)]
    session.views[BRANCH] = (spot, above)
    return added


def _last_branch(session: Session, spot: tuple[str, str, str]) -> list[str]:
    """Return the last point of a group's map and all that it hangs on.

    A block that keeps no names shows no order to tell by: there it is the last that this run added.
    """
    before, branch = session.views.get(BRANCH, ((), []))
    if spot[0] in nameless(session):
        return branch if before == spot else []
    every = {one.id: one.parent for one in responses(session, *spot)}
    found: list[str] = []
    at = next(reversed(every), "")
    while at in every and at not in found:
        found.insert(0, at)
        at = every[at]
    return found


def _people(session: Session, _field: FieldBase, lines: list[str], _blank: Draft) -> Added:
    added = add_people(session, [person_of(line) for line in lines])
    return [(person.id, _last_line(session, f"person/{person.id}")) for person in added]


def _counts(session: Session, field: FieldBase, lines: list[str], blank: Draft) -> Added:
    """``ITEM<tab>NUMBER``, with dots of several colours ``ITEM<tab>COLOUR<tab>NUMBER``, a count also "12 of 40"."""
    every = counted_items(session, field)
    if not every and not _to_come(session, field, blank.block):
        return _as_words(session, field, lines, blank)
    colours = field.colours if isinstance(field, DotsField) else ()
    read = []
    for line in lines:
        parts = line.split("\t")
        if len(every) == 1 and len(parts) == 1:
            parts = [every[0].text, *parts]
        number, out_of = _number(parts[-1], line)
        name = find_item(list(colours), parts[1], "colour").id if colours and len(parts) > 2 else PLAIN
        if colours and len(parts) < 3:
            wanted = ", ".join(item.text for item in colours)
            raise UserError(f"'{line}' names no colour.", f"Write ITEM, tab, COLOUR, tab, NUMBER; colours: {wanted}.")
        read.append((find_item(every, parts[0], "item"), name, number, out_of))
    counts: dict[str, dict[str, int | None]] = {}
    for item, name, number, out_of in read:
        counts.setdefault(item.id, {})[name] = number
        if out_of is not None:
            counts[item.id][OUT_OF] = out_of
    put_counts(session, blank.block, field.field, blank.group, counts)
    records = [f"tally/{blank.block}/{field.field}/{blank.group}/{item.id}" for item, *_ in read]
    return [(record, _last_line(session, record)) for record in records]


def _scale(session: Session, field: FieldBase, lines: list[str], blank: Draft) -> Added:
    """``STATEMENT<tab>POINT`` for one mark more, ``STATEMENT<tab>N1<tab>N2…`` for all; a round may stand in front."""
    assert isinstance(field, ScaleField)
    every = counted_items(session, field)
    if not every and not _to_come(session, field, blank.block):
        return _as_words(session, field, lines, blank)
    read = []
    for line in lines:
        parts = line.split("\t")
        round_ = ONLY_ROUND
        if field.rounds:
            round_ = find_item(list(field.rounds), parts.pop(0), "round").id
        statement = find_item(every, parts.pop(0), "statement")
        numbers = [_number(part, line)[0] for part in parts]
        if len(numbers) not in (1, field.points):
            raise UserError(
                f"'{line}' is neither one point nor a count for each of {field.points} points.",
                "Write STATEMENT, tab, POINT; or STATEMENT and a count for each point, with tabs between.",
            )
        if len(numbers) == 1 and not 1 <= numbers[0] <= field.points:
            raise UserError(
                f"'{line}': point {numbers[0]} is not on the scale.", f"Points go from 1 to {field.points}."
            )
        read.append((statement, round_, numbers))
    counts: dict[tuple[str, str, int], int | None] = {}
    records = []
    for statement, round_, numbers in read:
        if len(numbers) == 1:
            here = marks(session, blank.block, field.field, [statement], round_)[0].by_group.get(blank.group, {})
            key = (statement.id, round_, numbers[0])
            counts[key] = (counts.get(key) or here.get(numbers[0], 0)) + 1
        else:
            counts |= {(statement.id, round_, point): number for point, number in enumerate(numbers, 1)}
        last = numbers[0] if len(numbers) == 1 else field.points
        records.append(f"mark/{blank.block}/{field.field}/{statement.id}/{round_}/{blank.group}/{last}")
    put_marks(session, blank.block, field.field, counts, group=blank.group)
    return [(record, _last_line(session, record)) for record in records]


ADDERS: dict[str, Adder] = {
    "list": _words(_list),
    "text": _words(_plain),
    "quotes": _words(_quote),
    "table": _words(_table),
    "scale": _scale,
    "dots": _counts,
    "tree": _tree,
    "count": _counts,
    "choice": _counts,
    "photo": _words(_photo),
    "pledge": _words(_plain),
    "people": _people,
}


def find_item(every: list[Item], text: str, what: str) -> Item:
    """Return the item that ``text`` means: its id, its words, its number from 1, or the only one that begins so."""
    wanted = text.strip().casefold()
    for found in (
        [item for item in every if means(item, text)],
        [every[int(wanted) - 1]] if wanted.isdigit() and 0 < int(wanted) <= len(every) else [],
        [item for item in every if wanted and item.text.casefold().startswith(wanted)],
    ):
        if len(found) == 1:
            return found[0]
    names = [item.text for item in every]
    listing = "It has: " + ", ".join(names[:10]) + (" …" if len(names) > 10 else "") if names else "There is none yet."
    raise UserError(f"There is no {what} '{text.strip()}'.", closest(text, names) or listing)


def category_of(field: FieldBase, text: str) -> str:
    """Return the id of the category that ``text`` names; ``UserError`` where the field has none such."""
    every = field.categories if isinstance(field, ListField) else field.kinds if isinstance(field, TreeField) else ()
    for item in every:
        if means(item, text):
            return item.id
    names = [item.text for item in every]
    raise UserError(f"{field.field} has no category '{text}'.", closest(text, names) or "It has: " + ", ".join(names))


def labels_of(field: FieldBase, otherwise: list[str]) -> list[str]:
    """Return the labels that an entry of this field may carry: its own, else the session's."""
    return [item.text for item in field.labels] if isinstance(field, QuotesField) and field.labels else otherwise


def means(item: Item, text: str) -> bool:
    """Tell whether ``text`` is the item's id or its words."""
    return text.strip().casefold() in (item.id.casefold(), item.text.strip().casefold())


def _number(text: str, line: str) -> tuple[int, int | None]:
    """Read "12" or "12 of 40"."""
    count, _, out_of = text.strip().casefold().partition(" of ")
    if not count.isdigit() or (out_of and not out_of.isdigit()) or len(text) > 20:
        raise UserError(f"'{line}' has no count in it.", "Write the item, a tab, and a whole number.")
    return int(count), int(out_of) if out_of else None


def _as_words(session: Session, _field: FieldBase, lines: list[str], blank: Draft) -> Added:
    """Keep what was read off the wall as it was typed, where what is counted was never said: it can be sorted out."""
    entries = add(session, *(_with(blank, text=line) for line in lines))
    return [(entry.id, entry.line) for entry in entries]


def _with(blank: Draft, **fields: object) -> Draft:
    return msgspec.structs.replace(blank, **fields)


def _last_line(session: Session, record_id: str) -> str:
    last = session.records.get(record_id).last
    return last.id if last else ""
