"""The shapes of what people write: an exercise, a workshop, and the plan that a session keeps.

One declaration per shape. The reader takes keys, types and defaults from here, the JSON Schema is made from here,
and so is the reference in the docs. ``short`` names the key that a bare value fills, so that ``- Hope`` may stand
for ``- {id: hope, text: Hope}`` wherever an ``Item`` is wanted.
"""

# Without the postponed annotations that other modules have: msgspec would compile each of them once more, which takes
# most of the time that it takes to open a session.
from typing import Annotated, Any, ClassVar, Literal

import msgspec
from msgspec import Meta

from facikit.library.kinds import Field
from facikit.library.values import Item, Label
from facikit.library.voices import Bound

Setting = Literal["plenary", "groups", "pairs", "individuals"]
Take = Literal["responses", "themes", "groups", "top"]
Time = Annotated[str, Meta(pattern=r"^([01]?\d|2[0-3]):[0-5]\d$", description="Time of day, HH:MM.")]
Date = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="A date, YYYY-MM-DD.")]
Minutes = Annotated[int, Meta(ge=0, le=1440, description="Length in whole minutes.")]

Voices = Annotated[Bound, Meta(description="At which level people are attributed; left out: as typed.")]
Few = Annotated[int, Meta(ge=1, le=100, description="Fewer people than this behind a label: a wider one is printed.")]

SESSION_FORMAT = "facikit-session/1"


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What every shape shares: no key that is not declared, nothing written that is only a default."""

    short: ClassVar[str] = ""
    noun: ClassVar[str] = ""
    """What it is called where something is wrong in it; else its name with an article."""


class Slot(Shape, frozen=True, kw_only=True):
    """A place that staff write prose into, after the day."""

    slot: Annotated[str, Meta(description="Its name, unique in its file.")]
    heading: Annotated[str, Meta(description="Its heading in the report; left out: no heading.")] = ""
    hint: Annotated[str, Meta(description="What the writer is asked for.")] = ""
    place: Annotated[Literal["", "start", "end"], Meta(description="In a workshop: before or after the blocks.")] = ""


class ReportItem(Shape, frozen=True, kw_only=True):
    """One thing that the report prints of a block, in its order. A bare name prints it in its usual form."""

    short: ClassVar[str] = "show"

    show: Annotated[str, Meta(description="A field, a slot, or 'aim', 'question', 'speaker'.")] = ""
    as_: Annotated[str, Meta(description="The form it takes.")] = msgspec.field(default="", name="as")
    heading: Annotated[str, Meta(description="A heading over it.")] = ""
    lead: Annotated[str, Meta(description="A sentence before it.")] = ""
    by: Annotated[Literal["", "group", "category", "label"], Meta(description="Print it apart for each of these.")] = ""
    members: Annotated[
        Literal["", "all", "highlighted", "none"], Meta(description="Which responses stand under a theme.")
    ] = ""
    top: Annotated[int, Meta(ge=1, description="Only the first so many.")] | None = None
    parts: Annotated[tuple["ReportItem", ...], Meta(description="Items under this heading, one level deeper.")] = ()


class Step(Shape, frozen=True, kw_only=True):
    """A part of an exercise: what is said and asked, for how long, and what is captured."""

    title: Annotated[str, Meta(description="Its name on the agenda and on the run sheet.")]
    id: Annotated[str, Meta(description="Made from the title where it is left out.")] = ""
    minutes: Minutes = 0
    say: Annotated[str, Meta(description="For the facilitator to say, Markdown.")] = ""
    ask: Annotated[str, Meta(description="The question on the room's screen.")] = ""
    watch: Annotated[str, Meta(description="What to look out for.")] = ""
    if_short: Annotated[str, Meta(description="How to do it in less time.")] = ""
    if_long: Annotated[str, Meta(description="What to do with time in hand.")] = ""
    on_paper: Annotated[str, Meta(description="What to do on paper.")] = ""
    capture: Annotated[tuple[Field, ...], Meta(description="What is written down here, field by field.")] = ()


class Exercise(Shape, frozen=True, kw_only=True):
    """A reusable activity: one YAML file."""

    title: Annotated[str, Meta(description="Its name, as people see it.")]
    aim: Annotated[str, Meta(description="What it is for, one or two sentences, Markdown.")] = ""
    setting: Annotated[Setting, Meta(description="Who works together.")] = "groups"
    materials: Annotated[tuple[str, ...], Meta(description="What to bring.")] = ()
    blanks: Annotated[
        dict[str, Any],
        Meta(
            description="What whoever uses it fills in. A value is the default; where there is none, it must be given."
        ),
    ] = {}
    steps: Annotated[tuple[Step, ...], Meta(description="Its parts, in their order.")] = ()
    write: Annotated[tuple[Slot, ...], Meta(description="Where staff say afterwards what it means.")] = ()
    report: Annotated[
        tuple[ReportItem, ...], Meta(description="What the report prints, in its order; left out: a sensible default.")
    ] = ()


class GroupSet(Shape, frozen=True, kw_only=True):
    """One way in which the room is divided. ``tables: 6`` stands for six tables."""

    short: ClassVar[str] = "count"

    kind: Annotated[str, Meta(description="table, stakeholder, mixed, role ...")] = "table"
    names: Annotated[tuple[Item, ...], Meta(description="The groups by name.")] = ()
    called: Annotated[str, Meta(description="With count: the word before the number.")] = ""
    count: Annotated[int, Meta(ge=1, le=200, description="How many groups, numbered.")] | None = None
    from_: Annotated[str, Meta(description="Made from an earlier block's field, BLOCK.FIELD.")] = msgspec.field(
        default="", name="from"
    )
    take: Annotated[Take, Meta(description="What of that field becomes a group each.")] = "themes"


class Block(Shape, frozen=True, kw_only=True):
    """One entry of a workshop's agenda. Exactly one of exercise, input, break, close says what it is."""

    exercise: Annotated[str, Meta(description="The exercise's file name, without .yaml.")] = ""
    input: Annotated[str, Meta(description="A talk: its title.")] = ""
    break_: Annotated[str, Meta(description="A break: its name.")] = msgspec.field(default="", name="break")
    close: Annotated[str, Meta(description="The close: its title.")] = ""
    id: Annotated[str, Meta(description="Made from the exercise or the title where it is left out.")] = ""
    title: Annotated[str, Meta(description="Instead of the exercise's own.")] = ""
    groups: Annotated[str, Meta(description="The group set that works on it.")] = ""
    with_: Annotated[dict[str, Any], Meta(description="Fills the exercise's blanks.")] = msgspec.field(
        default_factory=dict, name="with"
    )
    at: Annotated[Time, Meta(description="A fixed time of day; the rest follows on.")] | None = None
    minutes: Annotated[Minutes, Meta(description="Instead of the sum of its steps.")] | None = None
    can_cut: Annotated[bool, Meta(description="May be left out when time is short.")] = False
    anonymous: Annotated[bool, Meta(description="No names are kept with what is said here.")] = False
    voices: Voices = ""
    speaker: Annotated[str, Meta(description="Who speaks.")] = ""
    post: Annotated[str, Meta(description="What they are.")] = ""
    organisation: Annotated[str, Meta(description="Whom they are from.")] = ""
    aim: Annotated[str, Meta(description="Instead of the exercise's own.")] = ""
    report: Annotated[tuple["ReportItem", ...], Meta(description="Instead of the exercise's own.")] = ()


class Person(Shape, frozen=True, kw_only=True):
    """Somebody, or an organisation, who had a part in making it. Printed where the part says."""

    short: ClassVar[str] = "name"

    name: Annotated[str, Meta(description="As it is printed.")]
    part: Annotated[
        Literal["author", "host", "designed", "led", "facilitated", "signs", "compiled"],
        Meta(description="What they did; 'signs' is for the foreword, 'compiled' for the end."),
    ] = "author"
    post: Annotated[str, Meta(description="What they are.")] = ""
    organisation: Annotated[str, Meta(description="Whom they are from.")] = ""
    email: Annotated[str, Meta(description="Printed where they sign off.")] = ""
    link: Annotated[str, Meta(description="Their page, https://...")] = ""
    signature: Annotated[str, Meta(description="A picture of their signature, in media/ or beside the template.")] = ""


class Link(Shape, frozen=True, kw_only=True):
    """A place to read on. A bare value is the address."""

    short: ClassVar[str] = "url"

    url: Annotated[str, Meta(description="https://...")]
    text: Annotated[str, Meta(description="What is there, in words that make sense alone.")] = ""


class Reference(Shape, frozen=True, kw_only=True):
    """Something that the report cites. A bare value is the title."""

    short: ClassVar[str] = "title"

    title: Annotated[str, Meta(description="Its title.")]
    author: Annotated[str, Meta(description="Who wrote it, as in Vale R.")] = ""
    year: Annotated[str, Meta(description="When it appeared.")] = ""
    place: Annotated[str, Meta(description="Where it appeared.")] = ""
    publisher: Annotated[str, Meta(description="Who brought it out.")] = ""
    url: Annotated[str, Meta(description="https://...")] = ""


class About(Shape, frozen=True, kw_only=True):
    """The front and back matter of a report: whose it is, who made it, where to read on."""

    subtitle: Annotated[str, Meta(description="Stands below the title.")] = ""
    status: Annotated[
        Literal["", "preliminary", "final"], Meta(description="Printed on the cover; left out: nothing.")
    ] = ""
    date_as: Annotated[
        Literal["day", "month", "numbers"],
        Meta(description="15 August 2023, August 2023 or 15.08.2023."),
    ] = "day"
    dated: Annotated[Date, Meta(description="When it was put together; left out: the day itself.")] | None = None
    partners: Annotated[tuple[Item, ...], Meta(description="The organisations on the cover.")] = ()
    people: Annotated[tuple[Person, ...], Meta(description="Who made it, each with their part.")] = ()
    contact: Annotated[str, Meta(description="An e-mail address for questions.")] = ""
    links: Annotated[tuple[Link, ...], Meta(description="Where to read on.")] = ()
    references: Annotated[tuple[Reference, ...], Meta(description="What the report cites.")] = ()
    logo: Annotated[str, Meta(description="A picture in media/ or beside the template.")] = ""
    logo_description: Annotated[str, Meta(description="What the logo shows; without it, it does not print.")] = ""
    licence: Annotated[str, Meta(description="On what terms others may use it.")] = ""


NO_ABOUT = About()
"""Where nothing is said of it. One for all, so that it is not written out."""


class Workshop(Shape, frozen=True, kw_only=True):
    """A reusable plan: one YAML file."""

    title: Annotated[str, Meta(description="Its name, as people see it.")]
    start: Annotated[Time, Meta(description="When the day starts, HH:MM.")] = "09:30"
    place: Annotated[str, Meta(description="Where it takes place.")] = ""
    report: Annotated[str, Meta(description="The genre of its report.")] = "session-report"
    outcomes: Annotated[tuple[Item, ...], Meta(description="What the day is for.")] = ()
    groups: Annotated[
        dict[str, GroupSet], Meta(description="The ways in which the room is divided, each by a name of its own.")
    ] = {}
    labels: Annotated[tuple[Label, ...], Meta(description="Whom a response may be attributed to.")] = ()
    voices: Voices = ""
    few: Few | None = None
    agenda: Annotated[tuple[Block, ...], Meta(description="The day, block by block.")] = ()
    write: Annotated[tuple[Slot, ...], Meta(description="Where staff write about the day as a whole.")] = ()
    about: Annotated[About, Meta(description="The report's cover, credits, links and references.")] = NO_ABOUT


class PlannedBlock(Shape, frozen=True, kw_only=True):
    """A block as a session keeps it: its exercise copied in whole, blanks filled, ids beside everything."""

    id: str
    kind: Literal["exercise", "input", "break", "close"] = "exercise"
    exercise: str = ""
    title: str = ""
    aim: str = ""
    setting: Setting = "groups"
    groups: str = ""
    at: Time | None = None
    minutes: Minutes = 0
    can_cut: bool = False
    anonymous: bool = False
    voices: Voices = ""
    speaker: str = ""
    post: str = ""
    organisation: str = ""
    materials: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    write: tuple[Slot, ...] = ()
    report: tuple[ReportItem, ...] = ()


class Plan(Shape, frozen=True, kw_only=True):
    """The plan of one session as it stood at ``new``: the file session.yaml."""

    format: str = SESSION_FORMAT
    session: Annotated[str, Meta(description="The session's random id.")]
    title: str
    workshop: str = ""
    date: Date
    start: Time = "09:30"
    place: str = ""
    zone: Annotated[str, Meta(description="Time zone, as in Europe/London.")] = "UTC"
    keep_until: Date | None = None
    report: str = "session-report"
    outcomes: tuple[Item, ...] = ()
    groups: dict[str, GroupSet] = {}
    labels: tuple[Label, ...] = ()
    voices: Voices = ""
    few: Few | None = None
    agenda: tuple[PlannedBlock, ...] = ()
    write: tuple[Slot, ...] = ()
    about: About = NO_ABOUT
