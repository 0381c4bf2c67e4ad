"""What a template gets to see of a session: frozen structs, and the words in them as ``Text``.

No dicts, nothing that can be called, and no field named like a method of str, list or dict, so that a dot in a template
means one thing only: hence ``name`` rather than ``title``, and ``number`` rather than ``count``. What is off the record
is not in here at all; neither is any name of a person but a speaker's.
"""

from __future__ import annotations

import msgspec

from facikit.library.shapes import ReportItem
from facikit.report.text import Text, clean


class Prose(Text):
    """Markdown that staff wrote. In a template it prints in its place, below the heading it stands under."""

    __slots__ = ()


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Anything that a template may look into."""


class Group(View, frozen=True, kw_only=True):
    """A part of the room. ``id`` is for finding it again, ``name`` for printing."""

    id: str
    name: Text


class Response(View, frozen=True, kw_only=True):
    """One captured item. ``cells`` stand in the order of the field's columns; ``picture`` is a file name in media/."""

    id: str
    kind: str
    text: Text
    group: Group
    label: Text
    category: Text
    cells: tuple[Text, ...]
    number: int | None
    picture: str
    description: Text
    highlight: bool

    @property
    def words(self) -> Text:
        """What it says, in one run: its text and its cells."""
        if not self.cells:
            return self.text
        return Text(" – ".join(cell for cell in (self.text, *self.cells) if cell.strip()))

    @property
    def short(self) -> Text:
        """Its first words: the first cell of a row, else its text."""
        return next((cell for cell in self.cells if cell.strip()), self.text)


class Theme(View, frozen=True, kw_only=True):
    """A named set of responses, described in ``text`` and in ``prose``; ``parts`` are the themes under it."""

    id: str
    name: Text
    text: Text
    prose: Prose
    members: tuple[Response, ...]
    parts: tuple[Theme, ...]
    groups_heard: int
    groups_in_all: int


class Field(View, frozen=True, kw_only=True):
    """Something that a step captured. ``name`` is what the report calls it by, ``label`` what is printed."""

    name: str
    kind: str
    label: Text
    question: Text
    columns: tuple[Text, ...]
    categories: tuple[Text, ...]
    responses: tuple[Response, ...]
    themes: tuple[Theme, ...]

    @property
    def loose(self) -> tuple[Response, ...]:
        """The responses that are in no theme."""
        if not self.themes:
            return self.responses
        somewhere = {one.id for theme in self.themes for one in everyone(theme)}
        return tuple(one for one in self.responses if one.id not in somewhere)


class Slot(View, frozen=True, kw_only=True):
    """A place for prose."""

    name: str
    heading: Text
    hint: Text
    prose: Prose


class Block(View, frozen=True, kw_only=True):
    """One entry of the agenda as it was on the day. ``number`` counts the agenda's entries from 0."""

    id: str
    number: int
    kind: str
    name: Text
    aim: Prose
    question: Text
    speaker: Text
    post: Text
    organisation: Text
    cut: bool
    groups: tuple[Group, ...]
    fields: tuple[Field, ...]
    slots: tuple[Slot, ...]
    report: tuple[ReportItem, ...]

    @property
    def told(self) -> bool:
        """Whether there is anything to tell of it: something said, written or shown, or a speaker who came."""
        return bool(
            (self.speaker and not self.cut)
            or any(field.responses for field in self.fields)
            or any(slot.prose.strip() for slot in self.slots)
            or any(written(theme) for field in self.fields for theme in field.themes)
        )


class Role(View, frozen=True, kw_only=True):
    """So many people of one role and team. No names."""

    role: Text
    team: Text
    number: int


class Parked(View, frozen=True, kw_only=True):
    """Something put aside, and the block it came up in."""

    text: Text
    block: Text


class Report(View, frozen=True, kw_only=True):
    """A session as its report sees it: in ``agenda`` every block, in ``blocks`` those with anything to tell."""

    id: str
    genre: str
    name: Text
    date: str
    day: Text
    place: Text
    draft: bool
    outcomes: tuple[Text, ...]
    agenda: tuple[Block, ...]
    blocks: tuple[Block, ...]
    opening: tuple[Slot, ...]
    closing: tuple[Slot, ...]
    parked: tuple[Parked, ...]
    register: tuple[Role, ...]
    present: int
    """How many people are in the register."""


def everyone(theme: Theme) -> list[Response]:
    """Return the members of a theme and of those under it."""
    return [*theme.members, *(one for part in theme.parts for one in everyone(part))]


def written(theme: Theme) -> bool:
    """Tell whether staff have said anything of the theme."""
    return bool(clean(theme.text).strip() or theme.prose.strip() or any(written(part) for part in theme.parts))
