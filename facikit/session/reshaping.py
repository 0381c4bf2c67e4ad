"""Entries taken apart, put together, and given to the group that said them: each one change, taken back as a whole.

No word is lost on the way, and nothing is said of fewer people than before: what was off the record stays so, and what
was in a theme is in it still.
"""

from __future__ import annotations

from typing import Any

from facikit.errors import UserError
from facikit.session import order
from facikit.session.agenda import nameless
from facikit.session.responses import Response, response, responses
from facikit.session.session import Change, Session
from facikit.session.themes import themes
from facikit.session.words import cleaned

CARRIED = ("kind", "label", "category", "parent", "off_record", "set_aside", "set_aside_because", "sheet")
"""What both parts of an entry keep."""


def split(session: Session, response_id: str, *texts: str) -> list[Response]:
    """Make several entries of one, in its place; the first of them keeps its id."""
    one = response(session, response_id)
    parts = [part for text in texts if (part := cleaned(text).strip())]
    if one.cells or one.media or len(parts) < 2:
        why = "has columns or a picture" if one.cells or one.media else "has only one part"
        raise UserError(f"This entry {why}, so it cannot be split.", "Put each part on a line of its own.")
    here = responses(session, one.block, one.field, one.group)
    after = [other.position for other in here if other.position > one.position]
    low, high = one.position, min(after, default="")
    # An edited wording was made of all of it.
    first: dict[str, Any] = {"text": parts[0], **({"wording": None} if one.wording else {})}
    changes = [Change(f"response/{one.id}", first)]
    held = [theme.id for theme in themes(session) if one.id in theme.members]
    made = []
    for part in parts[1:]:
        low = order.between(low, high)
        made.append(session.ids.new(12))
        fields = {"block": one.block, "field": one.field, "group": one.group, "text": part, "position": low}
        fields |= {name: value for name in CARRIED if (value := getattr(one, name))}
        changes.append(Change(f"response/{made[-1]}", fields))
        changes += [Change(f"link/{made[-1]}/{theme_id}", {"on": True}) for theme_id in held]
    _put(session, one.block, changes)
    return [response(session, part_id) for part_id in (one.id, *made)]


def join(session: Session, first_id: str, *other_ids: str) -> Response:
    """Make one entry of several of the same place, in the order given; the first keeps its id and its label.

    Where they have different labels, it has none.
    """
    first, *others = every = [response(session, one) for one in dict.fromkeys((first_id, *other_ids))]
    if not others or any(
        (one.block, one.field, one.group) != (first.block, first.field, first.group) for one in others
    ):
        raise UserError("Only entries of one group and field can be put together.", "Give them to one group first.")
    if any(one.media for one in every):
        raise UserError("Pictures cannot be put together.", "Write what they share under one of them.")
    fields: dict[str, Any] = {"text": "\n".join(one.text for one in every if one.text.strip())}
    if any(one.cells for one in every):
        columns = dict.fromkeys(column for one in every for column in one.cells)
        fields["cells"] = {
            column: " / ".join(text for one in every if (text := one.cells.get(column, "")).strip())
            for column in columns
        }
    for flag in ("off_record", "highlight"):
        if any(getattr(one, flag) for one in every):
            fields[flag] = True
    if len({one.label for one in every if one.label}) > 1:
        fields["label"] = None  # nobody's words go out under somebody else's name
    changes = [Change(f"response/{first.id}", fields)]
    changes += [Change(f"response/{one.id}", {"deleted": True}) for one in others]
    gone = {one.id for one in others}
    for theme in themes(session):
        if gone.intersection(theme.members) and first.id not in theme.members:
            changes.append(Change(f"link/{first.id}/{theme.id}", {"on": True}))
    for child in responses(session, first.block):
        if child.parent in gone and child.id not in gone:
            changes.append(Change(f"response/{child.id}", {"parent": first.id if child.id != first.id else None}))
    _put(session, first.block, changes)
    return response(session, first.id)


def give(session: Session, group: str, *response_ids: str) -> None:
    """Give entries to another group, at the end of what it said."""
    found = [response(session, one) for one in response_ids]
    changes = []
    last: dict[str, str] = {}
    for one in found:
        if one.group == group:
            continue
        there = responses(session, one.block, one.field, group)
        low = last.get(one.field) or max((other.position for other in there), default="")
        last[one.field] = order.between(low)
        changes.append(Change(f"response/{one.id}", {"group": group, "position": last[one.field]}))
    if changes:
        _put(session, found[0].block, changes)


def _put(session: Session, block: str, changes: list[Change]) -> None:
    session.put(changes, anonymous=block if block in nameless(session) else "")
