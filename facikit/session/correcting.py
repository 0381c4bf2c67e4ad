"""A response's words put right from a plain line, as ``plain`` reads and writes it: without a screen to do it on.

What it is attributed to, its theme and its place stay. A table's line has a cell for each column, so that none is
emptied by being left out.
"""

from __future__ import annotations

from typing import Any

from facikit.errors import UserError
from facikit.library.kinds import Field, TableField
from facikit.session import agenda
from facikit.session.plain import shown
from facikit.session.responses import Response, edit, private, response
from facikit.session.session import Session
from facikit.session.words import cleaned


def line_of(session: Session, one: Response) -> str:
    """Return the response as the line that would be typed for it; of a picture, caption and description.

    ``UserError`` where the words are a pledge: they are shown to nobody here.
    """
    _see_private(session, one)
    if one.media:
        return f"{one.text}\t{one.description}" if one.description else one.text
    return shown(_field(session, one), one)


def correct(session: Session, response_id: str, line: str) -> Response:
    """Put the words of ``line`` in the place of a response's."""
    one = response(session, response_id)
    if not cleaned(line).strip():
        raise UserError("There are no words to put in its place.", "'facikit undo' takes back an entry of your own.")
    _see_private(session, one)
    return edit(session, one.id, **_fields(_field(session, one), one, line))


def _see_private(session: Session, one: Response) -> None:
    if (one.block, one.field) in private(session):
        raise UserError("A pledge is private: only who wrote it changes it.", "In Note, where it was typed.")


def _fields(field: Field | None, one: Response, line: str) -> dict[str, Any]:
    if one.media:
        caption, tab, description = line.partition("\t")
        return {"text": caption} | ({"description": description} if tab else {})
    if isinstance(field, TableField):
        cells = line.split("\t")
        if len(cells) != len(field.columns):
            names = ", ".join(column.text for column in field.columns)
            number = f"{len(cells)} cell{'' if len(cells) == 1 else 's'}"
            raise UserError(
                f"This row has {len(field.columns)} columns, and that has {number}.",
                f"Give all of them, with tabs between: {names}.",
            )
        others = {name: text for name, text in one.cells.items() if name not in {each.id for each in field.columns}}
        return {"cells": {column.id: cell for column, cell in zip(field.columns, cells, strict=True) if cell} | others}
    return {"text": line}


def _field(session: Session, one: Response) -> Field | None:
    """Return its field; None where the plan has it no more."""
    block = next((block for block in agenda.blocks(session) if block.id == one.block), None)
    return next((field for field in block.fields if field.field == one.field), None) if block is not None else None
