"""The kinds of field that a step can capture, declared once, as data.

A room that must handle a kind (plain line, check, export, capture, report block) has one file keyed by kind; a test
fails where a room lacks one. To add a kind: declare it here, run the tests, and follow what they say.
"""

# Without the postponed annotations that other modules have: msgspec would compile each of them once more, which takes
# most of the time that it takes to open a session.
from typing import Annotated

import msgspec
from msgspec import Meta

from facikit.library.values import From, Items, Label


class FieldBase(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True, tag_field="kind"
):
    """What every field has: a name, the words printed for it, and what is expected of it."""

    field: Annotated[str, Meta(description="Its name, unique in the exercise.")]
    label: Annotated[str, Meta(description="The words shown for it; else its name.")] = ""
    expect: Annotated[str, Meta(description="How much or what is expected, for whoever types.")] = ""
    themes_with: Annotated[
        str, Meta(description="FIELD or BLOCK.FIELD whose themes its entries are sorted into, for one set of both.")
    ] = ""

    @property
    def kind(self) -> str:
        """The kind's name, as written in YAML."""
        return str(self.__struct_config__.tag)

    @property
    def title(self) -> str:
        """The words shown for the field."""
        return self.label or self.field.replace("-", " ").replace("_", " ").capitalize()


class ListField(FieldBase, frozen=True, kw_only=True, tag="list"):
    """Short points, in the order of the flipchart; in categories, where it has any."""

    categories: Annotated[Items, Meta(description="Headings that the points stand under, as on the sheet.")] = ()


class TextField(FieldBase, frozen=True, kw_only=True, tag="text"):
    """Longer text with paragraphs: a message, a story."""


class QuotesField(FieldBase, frozen=True, kw_only=True, tag="quotes"):
    """What somebody said, in their words, with a label for whom it is attributed to."""

    labels: Annotated[tuple[Label, ...], Meta(description="Instead of the session's own labels.")] = ()


class TableField(FieldBase, frozen=True, kw_only=True, tag="table"):
    """Rows under named columns."""

    columns: Annotated[Items, Meta(description="The columns by their headings.")]


class PhotoField(FieldBase, frozen=True, kw_only=True, tag="photo"):
    """Pictures of a wall, a drawing, the room; each with a caption and a description."""


class PeopleField(FieldBase, frozen=True, kw_only=True, tag="people"):
    """The register: name (private), role and team."""


class ScaleField(FieldBase, frozen=True, kw_only=True, tag="scale"):
    """Marks on a line from low to high, for each statement; again in a later round, to see what has moved."""

    statements: Annotated[Items | From, Meta(description="What is rated: words, or taken from an earlier block.")]
    points: Annotated[int, Meta(ge=2, le=20, description="How many points the line has.")] = 5
    low: Annotated[str, Meta(description="What the lowest point means.")] = ""
    high: Annotated[str, Meta(description="What the highest point means.")] = ""
    rounds: Annotated[Items, Meta(description="Rounds on this very line, as [Before, After].")] = ()
    repeat: Annotated[str, Meta(description="BLOCK.FIELD of the earlier round that this one repeats.")] = ""


class DotsField(FieldBase, frozen=True, kw_only=True, tag="dots"):
    """Votes with sticky dots: totals by item, read off the wall."""

    items: Annotated[Items | From, Meta(description="What is voted on: words, or taken from an earlier block.")]
    each: Annotated[int, Meta(ge=1, le=100, description="Dots for each voter, of each colour.")] = 3
    colours: Annotated[Items, Meta(description="Where dots of several colours mean different things.")] = ()


class TreeField(FieldBase, frozen=True, kw_only=True, tag="tree"):
    """A mind map or a constellation: points that hang on other points."""

    kinds: Annotated[Items, Meta(description="Kinds of point, as [Opportunity, Challenge].")] = ()
    root: Annotated[str, Meta(description="What stands in the middle.")] = ""


class CountField(FieldBase, frozen=True, kw_only=True, tag="count"):
    """How many, of how many."""

    of: Annotated[Items | From, Meta(description="What is counted; left out: one number.")] = ()


class ChoiceField(FieldBase, frozen=True, kw_only=True, tag="choice"):
    """How many chose each of some options."""

    options: Annotated[Items | From, Meta(description="What can be chosen.")]
    many: Annotated[bool, Meta(description="Whether one person may choose several.")] = False


class PledgeField(FieldBase, frozen=True, kw_only=True, tag="pledge"):
    """What somebody promises themselves. Private: reports say how many, not what. Addresses are not kept."""

    post_on: Annotated[str, Meta(description="When the cards are posted, in words or as a date.")] = ""


Field = (
    ListField
    | TextField
    | QuotesField
    | TableField
    | ScaleField
    | DotsField
    | TreeField
    | CountField
    | ChoiceField
    | PhotoField
    | PledgeField
    | PeopleField
)

SHAPES = (
    ListField,
    TextField,
    QuotesField,
    TableField,
    ScaleField,
    DotsField,
    TreeField,
    CountField,
    ChoiceField,
    PhotoField,
    PledgeField,
    PeopleField,
)

FIELD_TYPES: dict[str, type[FieldBase]] = {str(shape.__struct_config__.tag): shape for shape in SHAPES}
"""Every kind by its name in YAML."""

FORMS: dict[str, tuple[str, ...]] = {
    "list": (
        *("list", "numbered", "lettered", "leadin", "run-in", "themes", "nested", "headings", "quotes", "table"),
        *("sentence", "worksheet", "crossed"),
    ),
    "text": ("list", "quotes", "leadin", "headings", "themes", "vignette", "crossed"),
    "quotes": ("quotes", "dash", "script", "headings", "themes", "nested", "list", "sentence", "crossed"),
    "table": ("table", "list", "leadin", "themes", "headings", "worksheet", "crossed"),
    "scale": ("sentence", "table", "chart"),
    "dots": ("ranked", "table", "list", "sentence", "chart"),
    "tree": ("list", "numbered", "headings", "themes", "nested", "crossed"),
    "count": ("sentence", "table"),
    "choice": ("sentence", "table", "ranked", "chart"),
    "pledge": ("count", "themes", "list"),
    "photo": ("pictures",),
    "people": ("roles", "groups", "sentence"),
}
"""The forms that each kind can take in a report; the first is its usual one."""

SORTED = ("list", "text", "quotes", "table", "tree")
"""The kinds whose entries can be sorted into the themes of another field: words that are no secret."""

BY_THEME = ("themes", "nested", "headings", "run-in")
"""The forms that print a field's themes, where it has any."""

FORM_WORDS: dict[str, str] = {
    "list": "a list",
    "numbered": "a numbered list",
    "lettered": "a list with a), b), c)",
    "leadin": "a list, the first words of each in bold",
    "run-in": "by theme: a paragraph each, which begins with its name",
    "themes": "by theme: a line each, with what belongs to it",
    "nested": "by theme: a list, with what belongs to each below it",
    "headings": "by theme: a heading each, your text, the chosen quotes",
    "quotes": "quotes, one under the other",
    "dash": "quotes that begin with a dash",
    "script": "like a play: who speaks, then the words",
    "vignette": "stories, each set apart",
    "table": "a table",
    "sentence": "one sentence",
    "worksheet": "the empty worksheet",
    "crossed": "a table of themes by group",
    "chart": "a chart",
    "ranked": "a list, most votes first",
    "count": "how many, and not what",
    "pictures": "pictures",
    "roles": "how many of each role and team",
    "groups": "how many of each team",
}
"""What each form is, for whoever chooses one."""
