"""An entry that two people changed without seeing each other: what stands side by side, and how it is settled.

Each part of the entry that differs is a question of its own, a column of a table too, so that one person's animal and
the other's reason can both stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from facikit.library.kinds import FieldBase
from facikit.session.clock import instant_of
from facikit.session.lines import Line
from facikit.session.responses import edit, response
from facikit.session.session import Session
from facikit.tui.capture import of, stops_of

PARTS = {
    "text": "Words",
    "wording": "Edited wording",
    "cells": "Row",
    "label": "Label",
    "kind": "Kind",
    "category": "Category",
    "description": "Description",
    "count": "Count",
}
"""What people decide, by the name it has in the log."""


class Version(msgspec.Struct, frozen=True):
    """One of the values that stand."""

    value: Any
    words: str
    behind: str
    """Who wrote it, and when."""


class Question(msgspec.Struct, frozen=True):
    """A part of an entry with more than one value; those that are shown now come first."""

    part: str
    column: str
    title: str
    versions: tuple[Version, ...]


def questions(session: Session, field: FieldBase, entry_id: str) -> list[Question]:
    """Return what has to be decided about an entry; empty where everybody agrees."""
    found = []
    for part, heads in _split(session, entry_id).items():
        if part == "cells":
            columns = {column.id: column.title for column in of(field).columns(field)}
            names = [*columns, *(name for line in heads for name in _cells(line) if name not in columns)]
            for name in dict.fromkeys(names):
                values = [_cells(line).get(name, "") for line in heads]
                if len(set(values)) > 1:
                    found.append(_question(session, part, name, columns.get(name, name), values, heads))
        elif part in PARTS:
            named = _named(session, field, entry_id) if part == "category" else {}
            values = [line.set[part] for line in heads]
            if len({str(value) for value in values}) > 1:
                found.append(_question(session, part, "", PARTS[part], values, heads, named))
    return found


def settle(session: Session, entry_id: str, answers: Sequence[tuple[Question, Version]]) -> None:
    """Let one value of each part stand, as one change. What nobody needs to be asked about is settled with it."""
    split = _split(session, entry_id)
    values = session.records.get(f"response/{entry_id}").values
    changed: dict[str, Any] = {part: values[part] for part in split}
    if "off_record" in split:
        changed["off_record"] = any(line.set.get("off_record") is True for line in split["off_record"])
    if "cells" in split:
        # A column that only one of them has filled is nobody's loss.
        changed["cells"] = {name: text for line in reversed(split["cells"]) for name, text in _cells(line).items()}
    for question, version in answers:
        if question.column:
            changed["cells"][question.column] = version.value
        else:
            changed[question.part] = version.value
    if changed:
        edit(session, entry_id, **changed)


def _named(session: Session, field: FieldBase, entry_id: str) -> dict[str, str]:
    one = response(session, entry_id)
    return {stop.id: stop.title for stop in stops_of(session, field, (one.block, one.field, one.group))}


def _split(session: Session, entry_id: str) -> dict[str, list[Line]]:
    """Return the parts that stand in several values, each with its lines, the one shown first."""
    heads = session.records.get(f"response/{entry_id}").heads
    return {part: list(reversed(lines)) for part, lines in heads.items() if len(lines) > 1 and part != "deleted"}


def _cells(line: Line) -> dict[str, str]:
    cells = line.set.get("cells")
    return {str(name): str(text) for name, text in cells.items()} if isinstance(cells, dict) else {}


def _question(
    session: Session,
    part: str,
    column: str,
    title: str,
    values: list[Any],
    heads: list[Line],
    named: dict[str, str] | None = None,
) -> Question:
    versions: list[Version] = []
    for number, (value, line) in enumerate(zip(values, heads, strict=True)):
        words = (named or {}).get(str(value), str(value)) if value not in (None, "") else "(nothing)"
        behind = _by(session, line) + (" · shown now" if not number else "")
        if all(one.value != value for one in versions):
            versions.append(Version(value, words, behind))
    return Question(part, column, title, tuple(versions))


def _by(session: Session, line: Line) -> str:
    if not line.who:
        return "no name is kept"
    moment = session.local(instant_of(line.t))
    return f"{line.who}, {moment:%d %B} {moment:%H:%M}".replace(", 0", ", ")
