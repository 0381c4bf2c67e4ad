"""Responses as a CSV table, one row each: for a spreadsheet, or for whoever analyses them elsewhere."""

from __future__ import annotations

import csv
import io

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
)


def to_csv(session: Session) -> str:
    """Return every response that is on the record, in the order of the agenda. Who typed it is left out."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    names: dict[str, list[str]] = {}
    for theme in themes(session):
        for member in theme.members:
            names.setdefault(member, []).append(theme.name)
    order = {one.id: number for number, one in enumerate(blocks(session))}
    group_names = {group.id: group.name for block_id in order for group in groups_of(session, block_id)}
    found = sorted(responses(session), key=lambda one: order.get(one.block, len(order)))
    for one in found:
        if one.off_record:
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
        )
        writer.writerow([harmless(cell) for cell in row])
    return out.getvalue()


def harmless(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
