"""How each kind of field is typed and listed: its columns, what an entry may carry, and how it becomes a record.

One entry of ``CAPTURE`` for each kind in ``library/kinds.py``; a test fails where one is missing.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

from facikit.errors import UserError
from facikit.library.kinds import FieldBase, ListField, TableField
from facikit.session.media import path_of, store
from facikit.session.people import add_person, delete_person, edit_person, people
from facikit.session.responses import Response, add, delete, edit, response, responses
from facikit.session.session import Session
from facikit.tui.branching import TREE
from facikit.tui.capture_base import Capture, Column, Entry, Row, rows_of
from facikit.tui.counting import CHOICE, COUNT, DOTS, SCALE
from facikit.tui.drafts import Spot

__all__ = ["CAPTURE", "Capture", "Column", "Entry", "Row", "headings_of", "kinds_of", "of", "picture_path", "stops_of"]

KINDS = ("point", "quote", "observation")
SAID = ("quote", "observation", "point", "exchange", "vignette")


def of(field: FieldBase) -> Capture:
    """Return how ``field`` is captured; a kind that has no way of its own is typed as words, rather than not at all."""
    return CAPTURE.get(field.kind, _WORDS)


def kinds_of(field: FieldBase) -> list[Column]:
    """Return the kinds that an entry of ``field`` may have, the usual one first."""
    capture = of(field)
    return capture.own_kinds(field) if capture.own_kinds else [Column(kind, kind) for kind in capture.kinds]


def stops_of(session: Session, field: FieldBase, spot: Spot) -> list[Column]:
    """Return what Tab goes along in ``field``: its categories, or what there is to count."""
    capture = of(field)
    return capture.stops(session, field, spot) if capture.stops else []


def headings_of(field: FieldBase) -> list[str]:
    """Return what stands over the entries."""
    capture = of(field)
    return capture.headings(field) if capture.headings else [column.title for column in capture.columns(field)]


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


def _categories(_session: Session, field: FieldBase, _spot: Spot) -> list[Column]:
    return [Column(item.id, item.text) for item in field.categories] if isinstance(field, ListField) else []


def _list_headings(field: FieldBase) -> list[str]:
    named = isinstance(field, ListField) and field.categories
    return ["Category", field.title] if named else [field.title]


def _with_it(entry: Response, usual: str) -> str:
    kind = "" if entry.kind == usual else entry.kind
    versions = f"{entry.versions} versions" if entry.versions > 1 else ""
    kept = "off record" if entry.off_record else ""
    return " · ".join(part for part in (kind, entry.label, kept, versions) if part)


def _word_rows(session: Session, field: FieldBase, block: str, group: str) -> list[Row]:
    usual = of(field).kinds[0]
    spot, found = (block, field.field, group), _at(session, field, block, group)
    named = {one.id: one.title for one in _categories(session, field, spot)}
    if named:
        order = {one_id: number for number, one_id in enumerate(named)}
        found = sorted(found, key=lambda one: order.get(one.category, -1))

    def row(one: Response) -> Row:
        under = (named.get(one.category, "–"),) if named else ()
        return Row(one.id, one.line, (*under, one.text), _with_it(one, usual))

    return rows_of(session, field, spot, found, row)


def _at(session: Session, field: FieldBase, block: str, group: str) -> list[Response]:
    return responses(session, block, field.field, group)


def _word_parts(session: Session, field: FieldBase, entry_id: str) -> tuple[str, ...]:  # noqa: ARG001
    return (response(session, entry_id).text,)


def _add_words(session: Session, entry: Entry) -> None:
    add(session, msgspec.structs.replace(entry.blank, text=entry.parts[0]))


def _change_words(session: Session, entry_id: str, entry: Entry) -> None:
    blank = entry.blank
    _change(session, entry_id, entry, text=entry.parts[0], kind=blank.kind, label=blank.label, category=blank.category)


def _change(session: Session, entry_id: str, entry: Entry, **fields: object) -> None:
    """Set what differs: what was not touched is left to whoever touches it."""
    before = response(session, entry_id)
    changed = {name: value for name, value in fields.items() if getattr(before, name) != value}
    if changed:
        edit(session, entry_id, seen=entry.seen or None, **changed)


# Tables


def _table_columns(field: FieldBase) -> list[Column]:
    assert isinstance(field, TableField)
    return [Column(item.id, item.text) for item in field.columns]


def _table_rows(session: Session, field: FieldBase, block: str, group: str) -> list[Row]:
    columns = [column.id for column in _table_columns(field)]

    def row(one: Response) -> Row:
        cells = [one.cells.get(column, "") for column in columns]
        # Words outside the columns (added without tabs, or under a column that is gone) are words all the same.
        others = [text for column, text in one.cells.items() if column not in columns and text]
        beside = " · ".join(part for part in (one.text, *others, _with_it(one, "point")) if part)
        return Row(one.id, one.line, tuple(cells), beside)

    return rows_of(session, field, (block, field.field, group), _at(session, field, block, group), row)


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
    _change(session, entry_id, entry, cells=cells, kind=entry.blank.kind, label=entry.blank.label)


# Pictures


def _photo_columns(_field: FieldBase) -> list[Column]:
    return [Column("path", "Picture file"), Column("caption", "Caption"), Column("description", "Description")]


def _photo_rows(session: Session, field: FieldBase, block: str, group: str) -> list[Row]:
    return [
        Row(
            one.id,
            one.line,
            (f"picture {number}" if one.media else "no picture", one.text, one.description),
            " · ".join(
                part
                for part in (
                    "off record" if one.off_record else "",
                    "" if one.description else "no description yet: it cannot be printed",
                )
                if part
            ),
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
    _change(session, entry_id, entry, text=caption, description=description, media=media)


# Promises


def _pledge_rows(session: Session, field: FieldBase, block: str, group: str) -> list[Row]:
    """Return one's own promises in words; of anybody else's only that there is one."""
    rows = []
    for one in _at(session, field, block, group):
        own = is_own(session, one)
        rows.append(Row(one.id, one.line, (one.text if own else "(private)",), _with_it(one, "point") if own else ""))
    return rows


def _pledge_parts(session: Session, field: FieldBase, entry_id: str) -> tuple[str, ...]:  # noqa: ARG001
    one = response(session, entry_id)
    if not is_own(session, one):
        raise UserError("This is somebody else's promise to themselves.", "Only they see it and change it.")
    return (one.text,)


def _remove_pledge(session: Session, entry_id: str) -> None:
    if is_own(session, response(session, entry_id)):
        delete(session, entry_id)


def _pledge_sums(_session: Session, _field: FieldBase, _spot: Spot) -> str:
    return "Private: nobody else sees the words here, and reports say how many, not what."


def is_own(session: Session, one: Response) -> bool:
    """Tell whether the person at this desk has typed it."""
    return (bool(one.who) and one.who == session.who) or one.line.rpartition(".")[0] in session.run_ids


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
    "list": _WORDS._replace(stops=_categories, headings=_list_headings),
    "text": _WORDS,
    "quotes": _WORDS._replace(kinds=SAID),
    "table": Capture(_table_columns, _table_rows, _table_parts, _add_row, _change_row, kinds=KINDS, labelled=True),
    "scale": SCALE,
    "dots": DOTS,
    "tree": TREE,
    "count": COUNT,
    "choice": CHOICE,
    "photo": Capture(
        _photo_columns, _photo_rows, _photo_parts, _add_photo, _change_photo, prepare=_with_picture, walks=True
    ),
    "pledge": Capture(
        _one_column, _pledge_rows, _pledge_parts, _add_words, _change_words, remove=_remove_pledge, sums=_pledge_sums
    ),
    "people": Capture(_people_columns, _people_rows, _people_parts, _add_people, _change_people, remove=delete_person),
}
"""Every kind by its name in YAML."""
