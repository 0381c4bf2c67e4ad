"""How each kind of field is typed and listed: its columns, what an entry may carry, and how it becomes a record.

One entry of ``CAPTURE`` for each kind in ``library/kinds.py``; a test fails where one is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import msgspec

from facikit.errors import UserError
from facikit.library.kinds import Field, FieldBase, ListField, TableField
from facikit.session.media import path_of, store
from facikit.session.people import add_person, delete_person, edit_person, people
from facikit.session.responses import Draft, Response, add, delete, edit, response, responses
from facikit.session.session import Session

KINDS = ("point", "quote", "observation")


class Column(NamedTuple):
    """One part of an entry: its id and the words over it."""

    id: str
    title: str


class Row(NamedTuple):
    """An entry as a list shows it: its cells, and in few words what goes with it."""

    id: str
    line: str
    """The log line that last changed it, whose state its mark tells."""
    cells: tuple[str, ...]
    beside: str = ""


class Entry(msgspec.Struct, frozen=True):
    """An entry on its way to becoming a record: where it belongs, and what was typed, part by part."""

    field: Field
    blank: Draft
    """Block, field, group, kind, label and category."""
    parts: tuple[str, ...]


def _delete(session: Session, entry_id: str) -> None:
    delete(session, entry_id)


class Capture(NamedTuple):
    """One kind of field."""

    columns: Callable[[FieldBase], list[Column]]
    rows: Callable[[Session, FieldBase, str, str], list[Row]]
    parts: Callable[[Session, FieldBase, str], tuple[str, ...]]
    """What an entry's line holds when it is changed."""
    add: Callable[[Session, Entry], None]
    change: Callable[[Session, str, Entry], None]
    remove: Callable[[Session, str], None] = _delete
    kinds: tuple[str, ...] = ()
    """The kinds of response that it can hold, the usual one first; none: it has no such thing."""
    labelled: bool = False
    prepare: Callable[[Session, Entry], Entry] | None = None
    """What takes its time and must come first, away from the screen's thread."""
    walks: bool = False
    """Enter goes from part to part and saves at the last, because the last one matters."""


def of(field: FieldBase) -> Capture:
    """Return how ``field`` is captured; a kind that has no way of its own is typed as words, rather than not at all."""
    return CAPTURE.get(field.kind, _WORDS)


def categories(field: FieldBase) -> list[Column]:
    """Return the categories that an entry of ``field`` stands under, if it has any."""
    return [Column(item.id, item.text) for item in field.categories] if isinstance(field, ListField) else []


def picture_path(text: str) -> Path:
    """Return the file that ``text`` means, however a file manager or a terminal has dropped it."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    path = Path(text).expanduser()
    if not path.exists() and "\\" in text:
        unescaped = Path(re.sub(r"\\(.)", r"\1", text)).expanduser()
        return unescaped if unescaped.exists() else path
    return path


# Words: list, text, quotes


def _one_column(field: FieldBase) -> list[Column]:
    return [Column("text", field.title)]


def _beside(entry: Response, usual: str) -> str:
    kind = "" if entry.kind == usual else entry.kind
    versions = f"{entry.versions} versions" if entry.versions > 1 else ""
    return " · ".join(part for part in (kind, entry.label, versions) if part)


def _word_rows(session: Session, field: FieldBase, block: str, group: str) -> list[Row]:
    usual = of(field).kinds[0]
    named = {one.id: one.title for one in categories(field)}
    if named:
        order = {one_id: number for number, one_id in enumerate(named)}
        found = sorted(_at(session, field, block, group), key=lambda one: order.get(one.category, -1))
        return [Row(one.id, one.line, (named.get(one.category, "–"), one.text), _beside(one, usual)) for one in found]
    return [Row(one.id, one.line, (one.text,), _beside(one, usual)) for one in _at(session, field, block, group)]


def _at(session: Session, field: FieldBase, block: str, group: str) -> list[Response]:
    return responses(session, block, field.field, group)


def _word_parts(session: Session, field: FieldBase, entry_id: str) -> tuple[str, ...]:  # noqa: ARG001
    return (response(session, entry_id).text,)


def _add_words(session: Session, entry: Entry) -> None:
    add(session, msgspec.structs.replace(entry.blank, text=entry.parts[0]))


def _change_words(session: Session, entry_id: str, entry: Entry) -> None:
    blank = entry.blank
    _change(session, entry_id, text=entry.parts[0], kind=blank.kind, label=blank.label, category=blank.category)


def _change(session: Session, entry_id: str, **fields: object) -> None:
    """Set what differs: what was not touched is left to whoever touches it."""
    before = response(session, entry_id)
    changed = {name: value for name, value in fields.items() if getattr(before, name) != value}
    if changed:
        edit(session, entry_id, **changed)


# Tables


def _table_columns(field: FieldBase) -> list[Column]:
    assert isinstance(field, TableField)
    return [Column(item.id, item.text) for item in field.columns]


def _table_rows(session: Session, field: FieldBase, block: str, group: str) -> list[Row]:
    columns = [column.id for column in _table_columns(field)]
    rows = []
    for one in _at(session, field, block, group):
        cells = [one.cells.get(column, "") for column in columns]
        # Words outside the columns (added without tabs, or under a column that is gone) are words all the same.
        others = [text for column, text in one.cells.items() if column not in columns and text]
        beside = " · ".join(part for part in (one.text, *others, _beside(one, "point")) if part)
        rows.append(Row(one.id, one.line, tuple(cells), beside))
    return rows


def _table_parts(session: Session, field: FieldBase, entry_id: str) -> tuple[str, ...]:
    cells = response(session, entry_id).cells
    return tuple(cells.get(column.id, "") for column in _table_columns(field))


def _cells(entry: Entry) -> dict[str, str]:
    named = zip(_table_columns(entry.field), entry.parts, strict=False)
    return {column.id: text for column, text in named if text.strip()}


def _add_row(session: Session, entry: Entry) -> None:
    add(session, msgspec.structs.replace(entry.blank, cells=_cells(entry)))


def _change_row(session: Session, entry_id: str, entry: Entry) -> None:
    columns = {column.id for column in _table_columns(entry.field)}
    others = {name: text for name, text in response(session, entry_id).cells.items() if name not in columns}
    cells = {**others, **_cells(entry)}
    _change(session, entry_id, cells=cells, kind=entry.blank.kind, label=entry.blank.label)


# Pictures


def _photo_columns(_field: FieldBase) -> list[Column]:
    return [Column("path", "Picture file"), Column("caption", "Caption"), Column("description", "Description")]


def _photo_rows(session: Session, field: FieldBase, block: str, group: str) -> list[Row]:
    return [
        Row(
            one.id,
            one.line,
            (f"picture {number}" if one.media else "no picture", one.text, one.description),
            "" if one.description else "no description yet: it cannot be printed",
        )
        for number, one in enumerate(_at(session, field, block, group), 1)
    ]


def _photo_parts(session: Session, field: FieldBase, entry_id: str) -> tuple[str, ...]:  # noqa: ARG001
    one = response(session, entry_id)
    return one.media, one.text, one.description


def _with_picture(session: Session, entry: Entry) -> Entry:
    """Keep the picture in the session; its name there takes the place of its path."""
    path, *words = entry.parts
    if not path.strip() or path_of(session, path.strip()) is not None:
        return entry
    return msgspec.structs.replace(entry, parts=(store(session, picture_path(path)), *words))


def _add_photo(session: Session, entry: Entry) -> None:
    name, caption, description = entry.parts
    if not name.strip():
        raise UserError(
            "There is no picture in this entry yet.", "Drop the picture's file into the line, or type its path."
        )
    add(session, msgspec.structs.replace(entry.blank, text=caption, media=name, description=description))


def _change_photo(session: Session, entry_id: str, entry: Entry) -> None:
    name, caption, description = entry.parts
    media = name.strip() or response(session, entry_id).media
    _change(session, entry_id, text=caption, description=description, media=media)


# The register


def _people_columns(_field: FieldBase) -> list[Column]:
    return [Column("name", "Name"), Column("role", "Role"), Column("team", "Team")]


def _people_rows(session: Session, field: FieldBase, block: str, group: str) -> list[Row]:  # noqa: ARG001
    found = []
    for one in people(session):
        last = session.records.get(f"person/{one.id}").last
        found.append(Row(one.id, last.id if last else "", (one.name, one.role, one.team), one.group))
    return found


def _people_parts(session: Session, field: FieldBase, entry_id: str) -> tuple[str, ...]:  # noqa: ARG001
    one = next((person for person in people(session) if person.id == entry_id), None)
    return (one.name, one.role, one.team) if one else ("", "", "")


def _add_people(session: Session, entry: Entry) -> None:
    add_person(session, *entry.parts)


def _change_people(session: Session, entry_id: str, entry: Entry) -> None:
    name, role, team = entry.parts
    edit_person(session, entry_id, name=name, role=role, team=team)


_WORDS = Capture(_one_column, _word_rows, _word_parts, _add_words, _change_words, kinds=KINDS, labelled=True)

CAPTURE: dict[str, Capture] = {
    "list": _WORDS,
    "text": _WORDS,
    "quotes": _WORDS._replace(kinds=("quote", "observation", "point")),
    "table": Capture(_table_columns, _table_rows, _table_parts, _add_row, _change_row, kinds=KINDS, labelled=True),
    "photo": Capture(
        _photo_columns, _photo_rows, _photo_parts, _add_photo, _change_photo, prepare=_with_picture, walks=True
    ),
    "people": Capture(_people_columns, _people_rows, _people_parts, _add_people, _change_people, remove=delete_person),
}
"""Every kind by its name in YAML."""
