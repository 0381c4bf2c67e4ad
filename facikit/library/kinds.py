"""The kinds of field that a step can capture, declared once, as data.

A room that must handle a kind (plain line, check, export, capture, report block) has one file keyed by kind; a test
fails where a room lacks one. To add a kind: declare it here, run the tests, and follow what they say.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from facikit.library.values import Items


class FieldBase(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True, tag_field="kind"
):
    """What every field has: a name, the words printed for it, and what is expected of it."""

    field: Annotated[str, Meta(description="Its name, unique in the exercise.")]
    label: Annotated[str, Meta(description="The words shown for it; else its name.")] = ""
    expect: Annotated[str, Meta(description="How much or what is expected, for whoever types.")] = ""

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

    categories: Items = ()


class TextField(FieldBase, frozen=True, kw_only=True, tag="text"):
    """Longer text with paragraphs: a message, a story."""


class QuotesField(FieldBase, frozen=True, kw_only=True, tag="quotes"):
    """What somebody said, in their words, with a label for whom it is attributed to."""

    labels: Annotated[Items, Meta(description="Instead of the session's own labels.")] = ()


class TableField(FieldBase, frozen=True, kw_only=True, tag="table"):
    """Rows under named columns."""

    columns: Items


class PhotoField(FieldBase, frozen=True, kw_only=True, tag="photo"):
    """Pictures of a wall, a drawing, the room; each with a caption and a description."""


class PeopleField(FieldBase, frozen=True, kw_only=True, tag="people"):
    """The register: name (private), role and team."""


Field = ListField | TextField | QuotesField | TableField | PhotoField | PeopleField

SHAPES = (ListField, TextField, QuotesField, TableField, PhotoField, PeopleField)

FIELD_TYPES: dict[str, type[FieldBase]] = {str(shape.__struct_config__.tag): shape for shape in SHAPES}
"""Every kind by its name in YAML."""

FORMS: dict[str, tuple[str, ...]] = {
    "list": ("list", "numbered", "lettered", "leadin", "run-in", "themes", "headings", "quotes", "table", "sentence"),
    "text": ("list", "quotes", "leadin", "headings", "themes", "vignette"),
    "quotes": ("quotes", "headings", "themes", "list", "sentence"),
    "table": ("table", "list", "leadin", "themes", "headings"),
    "photo": ("pictures",),
    "people": ("roles", "groups", "sentence"),
}
"""The forms that each kind can take in a report; the first is its usual one."""
