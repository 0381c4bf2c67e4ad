"""How a mind map is typed: a point after the other, each on the same branch as the last, until Tab goes deeper."""

from __future__ import annotations

import msgspec

from facikit.analysis.trees import outline
from facikit.errors import UserError
from facikit.library.kinds import FieldBase, TreeField
from facikit.session.responses import Response, add, edit, response, responses
from facikit.session.session import Session
from facikit.tui.capture_base import Capture, Column, Entry, Row
from facikit.tui.drafts import Spot

INDENT = "    "


def points(session: Session, spot: Spot) -> list[tuple[int, Response]]:
    """Return (depth, point) of every point of a map, each before what hangs on it."""
    every = responses(session, *spot)
    return [(depth, every[at]) for depth, at in outline([(one.id, one.parent) for one in every])]


def deeper(session: Session, spot: Spot, parent: str, editing: str) -> str | None:
    """Return the point that Tab hangs the line on: the last one on its branch, above it; None where there is none."""
    above: str | None = None
    for _, one in points(session, spot):
        if one.id == editing:
            break
        if (one.parent if _is_there(session, spot, one.parent) else "") == parent:
            above = one.id
    return above


def back(session: Session, spot: Spot, parent: str) -> str:
    """Return what the point that the line hangs on hangs on itself."""
    every = {one.id: one.parent for one in responses(session, *spot)}
    up = every.get(parent, "")
    return up if up in every else ""


def branch(session: Session, parent: str) -> list[str]:
    """Return the words of everything between the middle and the line. Asked at every key, so it looks at no others."""
    found: dict[str, str] = {}
    while parent and parent not in found:
        try:
            one = response(session, parent)
        except UserError:  # it was taken out, and what hung on it stands at the top
            break
        found[parent] = one.text
        parent = one.parent
    return list(reversed(found.values()))


def _is_there(session: Session, spot: Spot, entry_id: str) -> bool:
    return any(one.id == entry_id for one in responses(session, *spot)) if entry_id else False


def _columns(field: FieldBase) -> list[Column]:
    root = field.root if isinstance(field, TreeField) else ""
    return [Column("text", root or field.title)]


def _kinds(field: FieldBase) -> list[Column]:
    return [Column(item.id, item.text) for item in field.kinds] if isinstance(field, TreeField) else []


def _stops(session: Session, _field: FieldBase, spot: Spot) -> list[Column]:
    return [Column(one.id, one.text) for one in responses(session, *spot)]


def _rows(session: Session, field: FieldBase, block: str, group: str) -> list[Row]:
    named = {one.id: one.title for one in _kinds(field)}
    rows = []
    for depth, one in points(session, (block, field.field, group)):
        versions = f"{one.versions} versions" if one.versions > 1 else ""
        kept = "off record" if one.off_record else ""
        beside = " · ".join(part for part in (named.get(one.category, one.category), one.label, kept, versions) if part)
        mark = f"{INDENT * depth}{'· ' if depth else ''}"
        rows.append(Row(one.id, one.line, (f"{mark}{one.text}{f'  ({beside})' if beside else ''}",), hang=len(mark)))
    return rows


def _parts(session: Session, _field: FieldBase, entry_id: str) -> tuple[str, ...]:
    return (response(session, entry_id).text,)


def _add(session: Session, entry: Entry) -> None:
    blank = entry.blank
    point = msgspec.structs.replace(
        blank, text=entry.parts[0], kind="point", category=_kind(entry), parent=blank.category
    )
    add(session, point)


def _change(session: Session, entry_id: str, entry: Entry) -> None:
    before = response(session, entry_id)
    wanted = {
        "text": entry.parts[0],
        "category": _kind(entry),
        "parent": entry.blank.category,
        "label": entry.blank.label,
    }
    changed = {name: value for name, value in wanted.items() if getattr(before, name) != value}
    if changed:
        edit(session, entry_id, seen=entry.seen or None, **changed)


def _kind(entry: Entry) -> str:
    return entry.blank.kind if entry.blank.kind in [one.id for one in _kinds(entry.field)] else ""


TREE = Capture(_columns, _rows, _parts, _add, _change, own_kinds=_kinds, stops=_stops, deep=True, labelled=True)
