"""Files to begin with: a new exercise, a new workshop, with every key that there is and a few words on each.

The keys, and what is said of them, come from the shapes and the kinds themselves, so a key that is declared there
stands here too. Only the examples are written down here. What an exercise can hardly do without stands as it is; the
rest waits behind a # for whoever wants it. The file is right as it stands, and still right when every # is taken away.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec.inspect as mi

from facikit.library.examples import EXAMPLES
from facikit.library.kinds import FIELD_TYPES, FORMS, FieldBase
from facikit.library.reading import type_of
from facikit.library.shapes import (
    About,
    Block,
    Exercise,
    GroupSet,
    Link,
    Person,
    Reference,
    ReportItem,
    Slot,
    Step,
    Workshop,
)
from facikit.library.values import From

TOLD_AT = 46
"""The column at which it is told what a key is for."""
WIDTH = 112
OFF = "# "
"""Before what is not in use yet: an editor takes it away with the key that takes comments away."""

IN_USE = {"list": "points", "quotes": "said"}
"""The kinds of field that a new exercise begins with, and the names of those fields."""


def exercise_text(title: str) -> str:
    """Return the text of a new exercise."""
    page = _Page()
    page.say("An exercise: one file, to be used in as many workshops as you like. It is right as it stands.")
    page.say("Put your words in the place of ours. What begins with a # is not in use: take the # and the space")
    page.say("behind it away where you want it, and throw out what you do not need.")
    page.gap()
    page.key(Exercise, "title", scalar(title))
    page.keys(Exercise, ("aim", "setting", "materials"))
    page.gap()
    page.say("A blank is filled in by the workshop that uses the exercise, and written <question> where it goes.")
    page.key(Exercise, "blanks", "")
    page.line("question: What have you seen?", indent=2)
    page.line("who:", "nothing behind it: the workshop must say", indent=2, on=False)
    page.gap()
    page.key(Exercise, "steps", "")
    _steps(page)
    page.gap()
    page.key(Exercise, "write", "")
    page.key(Slot, "slot", "meaning", indent=4, dash=True)
    page.keys(Slot, ("heading", "hint"), indent=4)
    page.gap()
    page.key(Exercise, "report", "")
    _report(page)
    return page.text


def workshop_text(title: str) -> str:
    """Return the text of a new workshop."""
    page = _Page()
    page.say("A workshop: the plan of a day, to be run as often as you like. It is right as it stands.")
    page.say("Put your words in the place of ours. What begins with a # is not in use: take the # and the space")
    page.say("behind it away where you want it, and throw out what you do not need.")
    page.gap()
    page.key(Workshop, "title", scalar(title))
    page.keys(Workshop, ("start", "report", "outcomes", "labels"))
    page.keys(Workshop, ("place", "voices", "few"), on=False)
    page.gap()
    page.key(Workshop, "groups", "")
    page.line("tables: 6", "the short form: six tables", indent=2)
    sets = {"stakeholders": ("kind", "names"), "mixed": ("count", "called"), "topics": ("from", "take")}
    for name, keys in sets.items():
        with page.aside(2):
            page.line(f"{name}:", indent=2, on=False)
            page.keys(GroupSet, keys, indent=4, on=False)
    page.gap()
    page.key(Workshop, "agenda", "")
    _agenda(page)
    page.gap()
    page.key(Workshop, "write", "")
    page.key(Slot, "slot", "introduction", indent=4, dash=True)
    page.keys(Slot, ("place",), indent=4)
    page.line("heading: Introduction", told(Slot, "heading"), indent=4)
    page.line("hint: Who met, where, and what about.", told(Slot, "hint"), indent=4)
    page.gap()
    with page.aside(0):
        _about(page)
    return page.text


def _about(page: _Page) -> None:
    """Put down what stands before and after a report; all of it waits to be used."""
    page.key(Workshop, "about", "", on=False)
    page.keys(About, ("subtitle", "status", "date_as", "dated", "partners"), indent=2, on=False)
    page.key(About, "people", "", indent=2, on=False)
    _entry(page, Person, "name")
    page.key(About, "links", "", indent=2, on=False)
    _entry(page, Link, "url")
    page.key(About, "references", "", indent=2, on=False)
    _entry(page, Reference, "title")
    page.keys(About, ("contact", "logo", "logo_description", "licence"), indent=2, on=False)


def _entry(page: _Page, shape: type, first: str) -> None:
    page.key(shape, first, EXAMPLES[f"{shape.__name__}.{first}"], indent=6, dash=True, on=False)
    page.keys(shape, tuple(one.encode_name for one in _fields(shape) if one.encode_name != first), indent=6, on=False)


def scalar(text: str) -> str:
    """Return ``text`` as it stands behind a key, in quotes where it would be read as something else without."""
    safe = re.fullmatch(r"[^\W\d_](?:[\w ,.()'’-]*[\w.)])?", text)
    return text if safe and text.casefold() not in ("true", "false", "null", "none") else _quoted(text)


def told(shape: type, key: str) -> str:
    """Return what a key is for, in its declaration's words, with the words that it can be."""
    found = next((field.type for field in _fields(shape) if field.encode_name == key), None)
    if found is None:
        raise KeyError(f"{shape.__name__} has no key {key!r}")
    return " ".join(part for part in _told(found) if part)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _fields(shape: type) -> tuple[mi.Field, ...]:
    kind = type_of(shape)
    while isinstance(kind, mi.Metadata):
        kind = kind.type
    assert isinstance(kind, mi.StructType)
    return kind.fields


def _told(kind: mi.Type) -> list[str]:
    """Return the descriptions on the way into a type, the outer one first; an outer one makes do for inner ones."""
    if isinstance(kind, mi.Metadata):
        own = str((kind.extra_json_schema or {}).get("description", ""))
        return [own, *(part for part in _told(kind.type) if part.startswith("One of "))] if own else _told(kind.type)
    if isinstance(kind, mi.LiteralType):
        return [f"One of {', '.join(str(value) for value in kind.values if value)}."]
    if isinstance(kind, mi.UnionType):
        return [part for one in kind.types for part in _told(one)]
    return []


class _Page:
    """A file on its way: lines with a key, and what is told of it beside."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._edge: int | None = None

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def gap(self) -> None:
        self.lines.append("")

    @contextmanager
    def aside(self, column: int) -> Iterator[None]:
        """Put down lines that come into use together: each # stands at the same column, the one of the first."""
        self._edge = column
        yield
        self._edge = None

    def say(self, words: str, indent: int = 0) -> None:
        """Put down lines that tell something and are not for use."""
        before = " " * indent + "# "
        self.lines += textwrap.wrap(words, WIDTH, initial_indent=before, subsequent_indent=before)

    def line(self, code: str, words: str = "", *, indent: int = 0, dash: bool = False, on: bool = True) -> None:
        """Put down one line; ``dash`` begins an entry of a list, whose further keys stand at the same ``indent``."""
        first = indent - 2 if dash else indent
        own = f"{' ' * first}{'- ' if dash else ''}{code}"
        if not on:
            # The # stands where the key would: taken away with the space, everything falls into its place.
            column = first if self._edge is None else self._edge
            own = f"{' ' * column}{OFF}{own[column:]}"
        gap = max(2, TOLD_AT - len(own))
        self.lines.append(f"{own}{' ' * gap}# {words}" if words else own)

    def key(self, shape: type, key: str, value: str, *, indent: int = 0, dash: bool = False, on: bool = True) -> None:
        """Put down a key with what is told of it."""
        self.line(f"{key}: {value}".rstrip(), told(shape, key), indent=indent, dash=dash, on=on)

    def keys(self, shape: type, keys: tuple[str, ...], *, indent: int = 0, on: bool = True, of: str = "") -> None:
        """Put down keys with their examples."""
        for key in keys:
            self.key(shape, key, EXAMPLES.get(f"{of or shape.__name__}.{key}", ""), indent=indent, on=on)


def _steps(page: _Page) -> None:
    page.key(Step, "title", "Talk", indent=4, dash=True)
    shown = ("minutes", "say", "ask", "watch")
    page.keys(Step, shown, indent=4)
    rest = tuple(one.encode_name for one in _fields(Step) if one.encode_name not in (*shown, "title", "capture"))
    page.keys(Step, rest, indent=4, on=False)
    page.key(Step, "capture", "", indent=4)
    base = {one.encode_name for one in _fields(FieldBase)}
    for kind, shape in FIELD_TYPES.items():
        page.gap()
        page.say(f"Kind {kind}. {_first_line(shape)} In a report: {', '.join(FORMS[kind])}.", indent=6)
        own = tuple(one.encode_name for one in _fields(shape) if one.encode_name not in base)
        if kind in IN_USE:
            page.key(FieldBase, "field", IN_USE[kind], indent=8, dash=True)
            page.line(f"kind: {kind}", indent=8)
            page.keys(FieldBase, ("label", "expect") if kind == "list" else (), indent=8)
            page.keys(FieldBase, ("themes_with",) if kind == "quotes" else (), indent=8, on=False)
            page.keys(shape, own, indent=8, on=False, of=kind)
            continue
        with page.aside(6):
            page.line(f"field: my-{kind}", indent=8, dash=True, on=False)
            page.line(f"kind: {kind}", indent=8, on=False)
            page.keys(shape, own, indent=8, on=False, of=kind)
    page.gap()
    page.line("title: Hear back", "the next step", indent=4, dash=True)
    page.line("minutes: 10", indent=4)
    page.line("ask: What did you hear at another table that was not said at yours?", indent=4)


def _report(page: _Page) -> None:
    page.line("aim", "a bare name prints it in its usual form", indent=4, dash=True)
    page.key(ReportItem, "show", "points", indent=4, dash=True)
    page.keys(ReportItem, ("as",), indent=4)
    shown = ("show", "as", "parts")
    page.keys(
        ReportItem,
        tuple(one.encode_name for one in _fields(ReportItem) if one.encode_name not in shown),
        indent=4,
        on=False,
    )
    page.line("said", indent=4, dash=True)
    page.line("meaning", indent=4, dash=True)
    with page.aside(2):
        page.line("heading: More about it", indent=4, dash=True, on=False)
        page.keys(ReportItem, ("parts",), indent=4, on=False)


def _agenda(page: _Page) -> None:
    page.say("A talk.", indent=2)
    page.key(Block, "input", EXAMPLES["Block.input"], indent=4, dash=True)
    page.keys(Block, ("speaker", "post", "organisation"), indent=4, on=False)
    page.keys(Block, ("minutes",), indent=4)
    page.gap()
    page.say(
        "An exercise, with its blanks filled: 'facikit list exercises' names them, 'facikit show' tells of one.", 2
    )
    page.key(Block, "exercise", EXAMPLES["Block.exercise"], indent=4, dash=True)
    page.keys(Block, ("groups",), indent=4)
    page.key(Block, "with", '{question: "What have you seen?"}', indent=4)
    page.gap()
    page.key(Block, "break", EXAMPLES["Block.break"], indent=4, dash=True)
    page.line("minutes: 15", indent=4)
    page.keys(Block, ("at",), indent=4, on=False)
    page.gap()
    page.say("A vote on what was said before the break, with every other key that a block may have.", indent=2)
    with page.aside(2):
        page.line("exercise: dot-vote", indent=4, dash=True, on=False)
        page.line("with:", indent=4, on=False)
        page.line("items:", indent=6, on=False)
        page.keys(From, tuple(one.encode_name for one in _fields(From)), indent=8, on=False)
        used = (
            "exercise",
            "input",
            "break",
            "close",
            "groups",
            "with",
            "at",
            "minutes",
            "speaker",
            "post",
            "organisation",
        )
        page.keys(
            Block, tuple(one.encode_name for one in _fields(Block) if one.encode_name not in used), indent=4, on=False
        )
    page.gap()
    page.key(Block, "close", EXAMPLES["Block.close"], indent=4, dash=True)
    page.line("minutes: 5", indent=4)


def _first_line(shape: type) -> str:
    return (shape.__doc__ or "").strip().partition("\n")[0]
