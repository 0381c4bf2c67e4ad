"""Which fields of a session can be sorted into themes, in the order of the day, and how far each is."""

from __future__ import annotations

import msgspec

from facikit.session.agenda import blocks
from facikit.session.responses import Response, responses
from facikit.session.session import Session
from facikit.session.theme_sets import Place, fields_of, homes
from facikit.session.themes import Theme, themes
from facikit.tui.text import one_line

NOT_SORTED = ("people", "scale", "dots", "count", "choice")
"""Kinds of field that hold numbers or names, no words."""


class Part(msgspec.Struct, frozen=True):
    """A field that can be sorted: where it is, its words, and how far it is sorted."""

    place: Place
    block: str
    field: str
    left: int
    in_all: int
    themes: int


def parts(session: Session) -> list[Part]:
    """Return every field with responses or themes, in the order of the day; those no longer planned come last.

    Fields that share one set of themes are one part, which stands where the themes belong.
    """
    named: dict[Place, tuple[str, str]] = {}
    lends = homes(session)
    titles = {(block.id, field.field): field.title for block in blocks(session) for field in block.fields}
    for block in blocks(session):
        for field in block.fields:
            if field.kind not in NOT_SORTED and (block.id, field.field) not in lends:
                every = fields_of(session, block.id, field.field)
                named[block.id, field.field] = (block.title, " + ".join(titles[place] for place in every))
    captured: dict[Place, list[Response]] = {}
    unsorted = {(block.id, field.field) for block in blocks(session) for field in block.fields} - named.keys()
    for one in responses(session):
        place = one.block, one.field
        captured.setdefault(lends.get(place, place), []).append(one)
    made: dict[Place, list[Theme]] = {}
    for theme in themes(session):
        made.setdefault((theme.block, theme.field), []).append(theme)
    found = []
    for place in dict.fromkeys([*named, *sorted({*captured, *made} - named.keys() - unsorted)]):
        if place in captured or place in made:
            somewhere = {member for theme in made.get(place, ()) for member in theme.members}
            mine = [one for one in captured.get(place, ()) if counts(one)]
            left = sum(1 for one in mine if one.id not in somewhere)
            block_title, title = named.get(place, (place[0], place[1]))
            found.append(Part(place, block_title, title, left, len(mine), len(made.get(place, ()))))
    return found


def titles(session: Session) -> list[tuple[Place, str, str]]:
    """Return every field by its place, with its words and those of its block."""
    every = ((block, field) for block in blocks(session) for field in block.fields)
    return [((block.id, field.field), one_line(field.title), one_line(block.title)) for block, field in every]


def counts(one: Response) -> bool:
    """Tell whether a response is for the report, and so must be in a theme or is left over."""
    return not one.off_record and not one.set_aside
