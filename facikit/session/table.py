"""Responses as a CSV table, one row each: for a spreadsheet, or for whoever analyses them elsewhere."""

from __future__ import annotations

import csv
import io

from facikit.library.tables import harmless
from facikit.session.agenda import blocks, date, groups_of, title
from facikit.session.responses import responses
from facikit.session.session import Session
from facikit.session.themes import themes

COLUMNS = (
    "id",
    "session",
    "date",
    "block",
    "field",
    "group",
    "kind",
    "label",
    "category",
    "text",
    "cells",
    "count",
    "themes",
    "set_aside",
    "set_aside_because",
    "wording",
)


def to_csv(session: Session) -> str:
    """Return every response that is on the record, in the order of the agenda. Who typed it is left out.

    ``text`` is what was said; how staff have it quoted, where they have edited it, is ``wording``.

    So are pledges, which are for the people who wrote them; the session's whole document has them.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    names: dict[str, list[str]] = {}
    for theme in themes(session):
        for member in theme.members:
            names.setdefault(member, []).append(theme.name)
    every_block = blocks(session)
    group_names = {group.id: group.name for one in every_block for group in groups_of(session, one.id)}
    places = [
        (one.id, field.field, group.id)
        for one in every_block
        for field in one.fields
        for group in groups_of(session, one.id)
    ]
    pledges = {(one.id, field.field) for one in every_block for field in one.fields if field.kind == "pledge"}
    order = {place: number for number, place in enumerate(places)}
    for one in sorted(responses(session), key=lambda one: order.get((one.block, one.field, one.group), len(order))):
        if one.off_record or (one.block, one.field) in pledges:
            continue
        cells = " | ".join(f"{column}: {text}" for column, text in one.cells.items())
        row = (
            one.id,
            title(session),
            date(session),
            one.block,
            one.field,
            group_names.get(one.group, one.group),
            one.kind,
            one.label,
            one.category,
            one.text,
            cells,
            "" if one.count is None else str(one.count),
            " | ".join(names.get(one.id, ())),
            "yes" if one.set_aside else "",
            one.set_aside_because,
            one.wording,
        )
        writer.writerow([harmless(cell) for cell in row])
    return out.getvalue()
