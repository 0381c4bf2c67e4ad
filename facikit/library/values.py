"""Small values that exercises and workshops are made of: named items, and items taken from an earlier block."""

# Without the postponed annotations that other modules have: msgspec would compile each of them once more, which takes
# most of the time that it takes to open a session.
import re
import unicodedata
from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import Meta


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of a list: a column, a category, a label, an outcome, a group. Its id binds, its text is shown."""

    short: ClassVar[str] = "text"

    text: str
    id: str = ""


class Label(Item, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Whom a response may be attributed to, and the wider label that stands in its place where that is too few."""

    under: Annotated[str, Meta(description="The wider label of this list that it belongs to.")] = ""


class From(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """Items that an earlier block brings: BLOCK.FIELD, and what of it."""

    from_: Annotated[str, Meta(description="BLOCK.FIELD of an earlier block.")] = msgspec.field(name="from")
    take: Annotated[
        Literal["responses", "themes", "groups", "top"], Meta(description="What of it; top: the items with most votes.")
    ] = "responses"
    top: Annotated[int | None, Meta(description="Only the first so many.")] = None


Items = tuple[Item, ...]


def slug(text: str, otherwise: str = "x") -> str:
    """Return ``text`` in lower-case ASCII letters, digits and hyphens, 40 characters at most."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")
    return words[:40].strip("-") or otherwise


def repeated(names: Iterable[str]) -> str:
    """Return the first name that stands there before, letter case aside; nothing where each is its own."""
    seen: set[str] = set()
    for name in names:
        if name.strip().casefold() in seen:
            return name
        seen.add(name.strip().casefold())
    return ""


def unique(name: str, taken: set[str]) -> str:
    """Return ``name``, or ``name-2``, ``name-3`` ... where it is taken already; the result is added to ``taken``."""
    candidate, number = name, 2
    while candidate in taken:
        candidate, number = f"{name}-{number}", number + 1
    taken.add(candidate)
    return candidate
