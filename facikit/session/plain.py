"""One line of plain text for one entry, by kind of field: how ``add`` takes it and how an export shows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from facikit.errors import UserError
from facikit.library.kinds import Field, FieldBase, ListField, QuotesField, TableField
from facikit.library.values import Item
from facikit.session.media import store
from facikit.session.people import add_people
from facikit.session.responses import Draft, Response, add
from facikit.session.session import Session

Parser = Callable[[Session, FieldBase, str, Draft], Draft]


def add_lines(session: Session, field: Field, lines: list[str], blank: Draft) -> list[tuple[str, str]]:
    """Add one entry per line to ``field``, as one change; ``blank`` carries block, group, label and kind.

    Lines without words are skipped. Return (id, the line it was written in) for each entry.
    """
    said = [line for line in lines if line.strip()]
    if field.kind == "people":
        added = add_people(session, [person_of(line) for line in said])
        return [(person.id, _last_line(session, f"person/{person.id}")) for person in added]
    parse = PARSERS[field.kind]
    entries = add(session, *(parse(session, field, line, blank) for line in said)) if said else []
    return [(entry.id, entry.line) for entry in entries]


def person_of(line: str) -> dict[str, str]:
    """Read ``NAME<tab>ROLE<tab>TEAM``."""
    return dict(zip(("name", "role", "team"), line.split("\t"), strict=False))


def shown(field: FieldBase | None, entry: Response) -> str:
    """Return the entry as one plain line, the way it could be typed again."""
    if isinstance(field, TableField):
        return "\t".join(entry.cells.get(column.id, "") for column in field.columns)
    if entry.cells:
        return "\t".join(entry.cells.values())
    if entry.media:
        return "\t".join((entry.media, entry.text, entry.description))
    return entry.text


def _plain(_session: Session, _field: FieldBase, line: str, blank: Draft) -> Draft:
    return _with(blank, text=line)


def _quote(_session: Session, _field: FieldBase, line: str, blank: Draft) -> Draft:
    return _with(blank, text=line, kind="quote" if blank.kind == "point" else blank.kind)


def _list(_session: Session, field: FieldBase, line: str, blank: Draft) -> Draft:
    assert isinstance(field, ListField)
    head, tab, rest = line.partition("\t")
    if tab and field.categories:
        category = next((item for item in field.categories if _means(item, head)), None)
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


def _no_entry(_session: Session, field: FieldBase, _line: str, _blank: Draft) -> Draft:
    raise UserError(f"{field.field} takes people, not entries.")


PARSERS: dict[str, Parser] = {
    "list": _list,
    "text": _plain,
    "quotes": _quote,
    "table": _table,
    "photo": _photo,
    "people": _no_entry,
}


def category_of(field: FieldBase, text: str) -> str:
    """Return the id of the category that ``text`` names; ``UserError`` where the field has none such."""
    from facikit.errors import closest

    items = field.categories if isinstance(field, ListField) else ()
    for item in items:
        if _means(item, text):
            return item.id
    names = [item.text for item in items]
    raise UserError(f"{field.field} has no category '{text}'.", closest(text, names) or "It has: " + ", ".join(names))


def labels_of(field: FieldBase, otherwise: list[str]) -> list[str]:
    """Return the labels that an entry of this field may carry: its own, else the session's."""
    return [item.text for item in field.labels] if isinstance(field, QuotesField) and field.labels else otherwise


def _means(item: Item, text: str) -> bool:
    return text.strip().casefold() in (item.id.casefold(), item.text.strip().casefold())


def _with(blank: Draft, **fields: object) -> Draft:
    import msgspec

    return msgspec.structs.replace(blank, **fields)


def _last_line(session: Session, record_id: str) -> str:
    last = session.records.get(record_id).last
    return last.id if last else ""
