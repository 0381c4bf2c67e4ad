"""Fields that share one set of themes: the themes are those of one field, and the others are sorted into them.

A field says so in YAML, ``themes_with: FIELD`` or ``BLOCK.FIELD``. In the log nothing is new: a theme belongs to the
field it was made for, a link is a link. Which field that is, is asked anew each time, so laptops come together whatever
each has sorted before.
"""

from __future__ import annotations

from facikit.library.kinds import SORTED, FieldBase
from facikit.library.sets_checking import named
from facikit.session.agenda import blocks
from facikit.session.session import Session

Place = tuple[str, str]
"""A block and a field, by id and name."""
VIEW = "theme sets"


def homes(session: Session) -> dict[Place, Place]:
    """Return for each field that is sorted into the themes of another, which one that is."""
    ids = session.records.of_kind("block")
    known = len(ids), sum(1 for one in ids if session.records.get(one).get("plan") is not None)
    found: tuple[tuple[int, int], dict[Place, Place]] | None = session.views.get(VIEW)
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


def _homes(session: Session) -> dict[Place, Place]:
    every: dict[Place, FieldBase] = {
        (one.id, field.field): field for one in blocks(session) for field in one.fields if field.kind in SORTED
    }
    wanted = {place: named(place[0], field.themes_with) for place, field in every.items() if field.themes_with}
    # One step only: whose themes they are has some of its own.
    return {place: at for place, at in wanted.items() if at in every and at not in wanted}
