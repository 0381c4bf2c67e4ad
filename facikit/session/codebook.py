"""Start from a codebook: themes, nested and described, made of what somebody else has written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from facikit.library.codebooks import Code, without_memo
from facikit.session import order
from facikit.session.session import Change, Session
from facikit.session.theme_sets import home
from facikit.session.themes import Theme, themes
from facikit.session.words import cleaned


def take_in(session: Session, block: str, field: str, codes: Sequence[Code]) -> tuple[list[Theme], list[Theme]]:
    """Make themes of codes, as one change; return those made and those that were there.

    A theme of that name is kept where it stands; it gets the description if it has none.
    """
    block, field = home(session, block, field)
    there = themes(session, block, field)
    by_place = {(one.parent, _folded(one.name)): one for one in there}
    by_name = {_folded(one.name): one for one in there}
    often = Counter(_folded(code.name) for code in _every(codes))
    changes: list[Change] = []
    made: list[str] = []
    kept: list[str] = []
    taken = {one.guid for one in there}
    last = max((one.position for one in there), default="")

    def take(some: Iterable[Code], parent: str) -> None:
        nonlocal last
        for code in some:
            name = " ".join(cleaned(code.name).split())
            key = name.casefold()
            known = by_place.get((parent, key)) or (by_name.get(key) if often[key] == 1 else None)
            text = cleaned(code.text).strip()
            here = parent
            if known is not None:
                here = known.id
                kept.append(here)
                # What that theme came from it knows itself.
                if without_memo(text) and not known.text.strip():
                    changes.append(Change(f"theme/{here}", {"text": without_memo(text)}))
            elif name:
                here, last = session.ids.new(12), order.between(last)
                fields: dict[str, Any] = {"block": block, "field": field, "name": name, "position": last}
                guid = str(code.guid or "")
                # Of two themes with one id only the first began as that code.
                more = {"text": text, "parent": parent, "guid": "" if guid in taken else guid}
                taken.add(guid)
                fields |= {key: value for key, value in more.items() if value}
                changes.append(Change(f"theme/{here}", fields))
                made.append(here)
            # What has no name of its own only holds others: they stand where it would.
            take(code.codes, here)

    take(codes, "")
    session.put(changes)
    now = {one.id: one for one in themes(session, block, field)}
    return [now[one] for one in made], [now[one] for one in kept]


def _every(codes: Iterable[Code]) -> Iterator[Code]:
    for code in codes:
        yield code
        yield from _every(code.codes)


def _folded(name: str) -> str:
    return " ".join(cleaned(name).split()).casefold()
