"""Themes as sets: who is in them, who is in none, and which stand under which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from facikit.session.responses import Response, private, responses
from facikit.session.session import Session
from facikit.session.themes import Theme


class Branch(msgspec.Struct, frozen=True):
    """A theme with the themes that stand under it."""

    theme: Theme
    parts: tuple[Branch, ...] = ()


def on_record(responses: Iterable[Response]) -> list[Response]:
    """Return the responses that may be shown to anybody outside the session."""
    return [one for one in responses if not one.off_record]


def countable(session: Session, place: tuple[str, str] | None = None) -> list[Response]:
    """Return what counts as said, in a session or in one field of it: on the record, not set aside, and no pledge."""
    every = responses(session) if place is None else responses(session, *place)
    hidden = private(session)
    return [one for one in on_record(every) if not one.set_aside and (one.block, one.field) not in hidden]


def members(theme: Theme, responses: Iterable[Response]) -> list[Response]:
    """Return those of ``responses`` that are in the theme, in the theme's order."""
    by_id = {one.id: one for one in responses}
    return [by_id[response_id] for response_id in theme.members if response_id in by_id]


def themed(themes: Iterable[Theme]) -> set[str]:
    """Return the ids of every response that is in any of ``themes``."""
    return {response_id for theme in themes for response_id in theme.members}


def unthemed(responses: Iterable[Response], themes: Iterable[Theme]) -> list[Response]:
    """Return the responses that are in none of ``themes``, in their order."""
    somewhere = themed(themes)
    return [one for one in responses if one.id not in somewhere]


def tree(themes: Sequence[Theme]) -> list[Branch]:
    """Return the themes with those under them, every one exactly once.

    A theme whose parent is gone stands at the top; so does one of a ring of parents, the first in order.
    """
    ids = {theme.id for theme in themes}
    under: dict[str, list[Theme]] = {}
    for theme in themes:
        under.setdefault(theme.parent if theme.parent in ids else "", []).append(theme)
    placed: set[str] = set()

    def branches(some: Iterable[Theme]) -> list[Branch]:
        made = []
        for theme in some:
            if theme.id not in placed:
                placed.add(theme.id)
                made.append(Branch(theme, tuple(branches(under.get(theme.id, ())))))
        return made

    return branches(under.get("", ())) + branches(theme for theme in themes if theme.id not in placed)
