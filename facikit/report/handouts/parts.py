"""What a printed sheet is made of: a small tree of plain values, which knows neither HTML nor Markdown.

One function per kind of sheet makes such trees; ``html`` and ``markdown`` write them out. A text here is as somebody
wrote it, and each writer makes it safe in its own way. An empty text stands for something that is filled in by hand.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal["runsheet", "notes", "worksheet", "cards", "postcards", "scales", "dots", "attendance"]
KINDS: dict[Kind, str] = {
    "runsheet": "Run sheet",
    "worksheet": "Worksheet",
    "cards": "Cards",
    "postcards": "Postcards",
    "scales": "Scale lines",
    "dots": "Voting sheet",
    "notes": "Note-taker's sheet",
    "attendance": "Attendance sheet",
}
"""Every kind of sheet by its name on the command line, in the order in which the sheets of a block are printed."""

Shape = Literal["tall", "wide", "cards", "postcards"]
"""A4 upright, A4 lying, and the two that are cut up."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What all parts share."""


class Blanks(Part, frozen=True, kw_only=True):
    """Short lines to fill in, each behind its word: a name, a group, a date."""

    words: tuple[str, ...]


class Question(Part, frozen=True, kw_only=True):
    """What is asked, large. Without words: room to write the question in."""

    text: str


class Told(Part, frozen=True, kw_only=True):
    """A sentence or two in small type."""

    text: str


class Heading(Part, frozen=True, kw_only=True):
    """A heading within a sheet, and what stands beside it."""

    text: str
    beside: str = ""
    level: int = 2


class Ruled(Part, frozen=True, kw_only=True):
    """Lines to write on, under a heading."""

    title: str
    lines: int
    hint: str = ""


class Beside(Part, frozen=True, kw_only=True):
    """Lists side by side."""

    lists: tuple[Ruled, ...]


class Boxes(Part, frozen=True, kw_only=True):
    """Open boxes, two in a row, each with its heading and room for notes."""

    title: str
    headings: tuple[str, ...]
    hint: str = ""


class Grid(Part, frozen=True, kw_only=True):
    """A table to write in. A cell with words in it is printed with them."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    tall: int
    """How tall a row is at least, in millimetres."""
    title: str = ""
    hint: str = ""
    shares: tuple[int, ...] = ()
    """How wide each column is beside the others; none: all alike."""


class Middle(Part, frozen=True, kw_only=True):
    """What stands in the middle of a sheet, with room all round it; and the kinds of point that may hang on it."""

    text: str
    kinds: tuple[str, ...] = ()
    hint: str = ""


class Ticks(Part, frozen=True, kw_only=True):
    """Boxes to tick."""

    title: str
    options: tuple[str, ...]
    hint: str


class Line(Part, frozen=True, kw_only=True):
    """A long line from low to high, for sticky dots. Without a statement: room to write one."""

    statement: str
    points: int
    low: str
    high: str
    rounds: tuple[str, ...] = ()


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """One card: a small heading, large words or lines to fill, and a word at its foot."""

    heading: str = ""
    words: str = ""
    lines: tuple[str, ...] = ()
    foot: str = ""


class Cards(Part, frozen=True, kw_only=True):
    """The cards of one page, so many of the same size to it."""

    cards: tuple[Card, ...]
    to_page: int


class Postcards(Part, frozen=True, kw_only=True):
    """One page of postcards, four times the same: all fronts, or all backs."""

    front: bool
    prompt: str = ""
    lines: tuple[str, ...] = ()
    foot: str = ""


class Said(Part, frozen=True, kw_only=True):
    """What the facilitator says, asks or watches for: Markdown, behind its word."""

    word: str
    text: str
    as_written: bool = False
    """Line by line, as it stands on the room's screen."""


class Points(Part, frozen=True, kw_only=True):
    """A plain list."""

    points: tuple[str, ...]
    title: str = ""


class Times(Part, frozen=True, kw_only=True):
    """The day: when, how long, what."""

    rows: tuple[tuple[str, str, str], ...]


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to print: a page, or pages that follow on from each other."""

    kind: Kind
    title: str
    parts: tuple[Part, ...]
    block: str = ""
    """The block's title, where that is not the sheet's own."""
    day: str = ""
    """The day's title, date and place, in one line; empty where there is no day yet."""
    group: str = ""
    copies: str = ""
    """How many are needed, in words: for whoever prints."""
    shape: Shape = "tall"
    fills: bool = False
    """Whether its parts share out all of the page among them."""


def copies_told(sheet: Sheet) -> str:
    """Return what the sheet is and how many are needed, in one line."""
    paper = "A4 lying, " if sheet.shape in ("wide", "postcards") else ""
    return f"{KINDS[sheet.kind]}: {paper}{sheet.copies}"
