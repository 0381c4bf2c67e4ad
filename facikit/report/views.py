"""What a template gets to see of a session: frozen structs, and the words in them as ``Text``.

No dicts, nothing that can be called, and no field named like a method of str, list or dict, so that a dot in a template
means one thing only: hence ``name`` rather than ``title``, and ``number`` rather than ``count``. What is off the record
is not in here at all; neither is any name of a person but a speaker's.
"""

from __future__ import annotations

from facikit.library.programme_shape import Part as PlannedPart
from facikit.library.shapes import ReportItem
from facikit.report.about import About
from facikit.report.text import Text, clean
from facikit.report.view import View as View


class Prose(Text):
    """Markdown that staff wrote. In a template it prints in its place, below the heading it stands under."""

    __slots__ = ()


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
    voice: Text
    """The label without the number of the speaker: Practitioner, where the label is Practitioner 2."""
    category: Text
    parent: str
    """In a mind map: the id of the response that it hangs on."""
    cells: tuple[Text, ...]
    number: int | None
    picture: str
    description: Text
    highlight: bool
    edited: bool = False
    """Whether staff have edited its wording: what they left out is marked, what is theirs stands in brackets."""

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


class Part(View, frozen=True, kw_only=True):
    """One group's count of an item; its ``colours`` in the order of the field's."""

    group: Group
    number: int
    out_of: int | None
    colours: tuple[int, ...]


class Tally(View, frozen=True, kw_only=True):
    """How often an item was counted: a dot, a hand, a head; group by group."""

    id: str
    name: Text
    gone: bool
    """Whether the item is no longer there to be named."""
    parts: tuple[Part, ...]

    @property
    def number(self) -> int:
        """The counts of all groups together."""
        return sum(part.number for part in self.parts)

    @property
    def out_of(self) -> int | None:
        """Of how many; None where any group left that open."""
        known = [part.out_of for part in self.parts if part.out_of is not None]
        return sum(known) if known and len(known) == len(self.parts) else None

    @property
    def colours(self) -> tuple[int, ...]:
        """The dots of each colour, all groups together."""
        return tuple(sum(numbers) for numbers in zip(*(part.colours for part in self.parts), strict=True))


class Counted(View, frozen=True, kw_only=True):
    """What a field of dots, choices or counts has counted. ``many``: one person may choose several."""

    colours: tuple[Text, ...]
    many: bool
    tallies: tuple[Tally, ...]


class Marked(View, frozen=True, kw_only=True):
    """One group's marks: how many at each point from the lowest up, and how many at points that the scale has not."""

    group: Group
    points: tuple[int, ...]
    beyond: int


class Round(View, frozen=True, kw_only=True):
    """The marks on one statement's line in one round; ``earlier``: those of the block that this one repeats."""

    name: Text
    earlier: bool
    length: int
    """How many points the scale had."""
    parts: tuple[Marked, ...]

    @property
    def points(self) -> tuple[int, ...]:
        """How many marks at each point from the lowest up, all groups together."""
        return tuple(sum(part.points[at] for part in self.parts) for at in range(self.length))

    @property
    def beyond(self) -> int:
        """How many marks at points that the scale has not."""
        return sum(part.beyond for part in self.parts)

    @property
    def number(self) -> int:
        """How many marks in all."""
        return sum(self.points) + self.beyond


class Statement(View, frozen=True, kw_only=True):
    """One line of a scale, with its marks in each of the scale's rounds."""

    id: str
    name: Text
    rounds: tuple[Round, ...]


class Scale(View, frozen=True, kw_only=True):
    """A scale of so many ``points``, what its ends mean, and the marks on it."""

    points: int
    low: Text
    high: Text
    statements: tuple[Statement, ...]


class Field(View, frozen=True, kw_only=True):
    """Something that a step captured. ``name`` is what the report calls it by, ``label`` what is printed.

    Numbers stand in ``counted`` or ``scale``; those of a vote that is held back stand nowhere. What people promised
    themselves stands in ``private`` alone, so that nothing prints it that does not mean to.
    """

    block: str
    name: str
    kind: str
    label: Text
    question: Text
    groups: tuple[Group, ...]
    columns: tuple[Text, ...] = ()
    categories: tuple[Text, ...] = ()
    responses: tuple[Response, ...] = ()
    themes: tuple[Theme, ...] = ()
    counted: Counted | None = None
    scale: Scale | None = None
    held: bool = False
    """Whether there are counts that are not released yet."""
    root: Text = Text("")
    """What stands in the middle of a mind map."""
    post_on: Text = Text("")
    """When the pledges are posted."""
    private: Field | None = None
    lent: tuple[Response, ...] = ()
    """What was said in other fields that are sorted into the themes of this one."""

    @property
    def filled(self) -> bool:
        """Whether anything was captured that may be shown."""
        return bool(self.responses) or self.numbered

    @property
    def numbered(self) -> bool:
        """Whether there are counts, marks or pledges, which have no responses to be seen here."""
        if self.counted is not None and any(one.parts for one in self.counted.tallies):
            return True
        rounds = (one for statement in self.scale.statements for one in statement.rounds) if self.scale else ()
        if any(one.number and not one.earlier for one in rounds):
            return True
        return self.private is not None and bool(self.private.responses)

    @property
    def loose(self) -> tuple[Response, ...]:
        """The responses that are in no theme."""
        if not self.themes:
            return self.responses
        somewhere = {one.id for theme in self.themes for one in everyone(theme)}
        return tuple(one for one in self.responses if one.id not in somewhere)


class Heads(View, frozen=True, kw_only=True):
    """How many people were in a group during a block; in the whole room where the group has no name."""

    group: Text
    number: int


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
    heads: tuple[Heads, ...]
    fields: tuple[Field, ...]
    slots: tuple[Slot, ...]
    report: tuple[ReportItem, ...]

    @property
    def told(self) -> bool:
        """Whether there is anything to tell of it: something said, written or shown, or a speaker who came."""
        return bool(
            (self.speaker and not self.cut)
            or any(field.filled for field in self.fields)
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
    about: About
    """Whose the report is, who made it, where to read on."""
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
    few: int
    """In the list of who came, fewer people than this of one role stand with others; 0: nobody asked for that."""
    stated: int | None
    """How many were in the room when it was fullest; None where nobody counted."""


class Section(View, frozen=True, kw_only=True):
    """A part of a programme's report. ``number`` is what links find it by, ``depth`` 1 is a section or an appendix."""

    number: int
    heading: Text
    appendix: bool
    depth: int
    part: PlannedPart
    parts: tuple[Section, ...]


class Share(View, frozen=True, kw_only=True):
    """What one session has of a theme that several have in common: so many responses, from so many groups."""

    session: str
    name: Text
    called: tuple[Text, ...]
    """What its own themes are called there; nothing where it has no such theme."""
    number: int
    out_of: int
    """How many responses were sorted in that session."""
    groups_heard: int
    groups_in_all: int
    """Of how many groups; 1 where the whole room worked together, 0 where there is no such theme."""
    members: tuple[Response, ...]


class CommonTheme(View, frozen=True, kw_only=True):
    """A theme that several sessions have in common; ``shares``: what each session that sorted anything has of it."""

    name: Text
    text: Text
    shares: tuple[Share, ...]

    @property
    def number(self) -> int:
        """How many responses, all sessions together."""
        return sum(one.number for one in self.shares)

    @property
    def sessions_heard(self) -> int:
        """How many sessions have such a theme."""
        return sum(bool(one.called) for one in self.shares)


class Programme(Report, frozen=True, kw_only=True):
    """Several sessions reported together."""

    themes: tuple[CommonTheme, ...]
    """The themes that its sessions have in common."""
    sections: tuple[Section, ...]
    appendices: tuple[Section, ...]


def everyone(theme: Theme) -> list[Response]:
    """Return the members of a theme and of those under it."""
    return [*theme.members, *(one for part in theme.parts for one in everyone(part))]


def written(theme: Theme) -> bool:
    """Tell whether staff have said anything of the theme."""
    return bool(clean(theme.text).strip() or theme.prose.strip() or any(written(part) for part in theme.parts))
