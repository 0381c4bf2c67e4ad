"""Fields that share one set of themes: the themes are those of one field, and the others are sorted into them.

A field says so in YAML, ``themes_with: FIELD`` or ``BLOCK.FIELD``; or staff say it while they sort (``sharing``). In
the log themes and links are as ever: a theme belongs to the field it was made for. Whose it is, is asked anew each
time, so laptops come together whatever each has sorted before.
"""

from __future__ import annotations

from facikit.library.kinds import SORTED, FieldBase
from facikit.session import sharing
from facikit.session.agenda import blocks
from facikit.session.session import Session
from facikit.session.sharing import Place as Place

VIEW = "theme sets"


def homes(session: Session) -> dict[Place, Place]:
    """Return for each field that is sorted into the themes of another, which one that is."""
    ids = session.records.of_kind("block")
    planned = sum(1 for one in ids if session.records.get(one).get("plan") is not None)
    known = (len(ids), planned, sharing.state(session))
    found: tuple[object, dict[Place, Place]] | None = session.views.get(VIEW)
    if found is None or found[0] != known:
        found = session.views[VIEW] = (known, _homes(session))
    return found[1]


def home(session: Session, block: str, field: str) -> Place:
    """Return the field whose themes these entries are sorted into: itself, unless it says otherwise."""
    return homes(session).get((block, field), (block, field))


def fields_of(session: Session, block: str, field: str) -> list[Place]:
    """Return all fields that are sorted into the same themes: whose they are first, then in the order of the day."""
    found = homes(session)
    place = found.get((block, field), (block, field))
    return [place, *(one for one, at in found.items() if at == place)]


def may_share(session: Session, place: Place) -> list[Place]:
    """Return the fields that can be sorted into the themes of this one: words of their own, in no set yet."""
    taken = {place, *(one for pair in homes(session).items() for one in pair)}
    return [one for one in _sortable(session) if one not in taken] if place in _sortable(session) else []


def _sortable(session: Session) -> dict[Place, FieldBase]:
    return {(one.id, field.field): field for one in blocks(session) for field in one.fields if field.kind in SORTED}


def _homes(session: Session) -> dict[Place, Place]:
    every = _sortable(session)
    said = {place: sharing.wanted(session, place[0], field) for place, field in every.items()}
    wanted = {place: at if at in every and at != place else None for place, at in said.items()}
    found: dict[Place, Place] = {}
    for place in every:
        at, seen = place, {place}
        # Two laptops may have chosen apart: from one to the next, and round in a ring nowhere.
        while (further := wanted[at]) is not None and further not in seen:
            at = further
            seen.add(at)
        if at != place and wanted[at] is None:
            found[place] = at
    return found
