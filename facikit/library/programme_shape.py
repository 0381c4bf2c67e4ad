"""The shape of a programme: several sessions reported together. One file, programme.yaml, in a folder of its own.

A programme says which sessions there are, and section by section what its report shows: prose of its own, and what the
sessions have, by reference. Nothing that a session holds is ever copied into it.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import Meta

from facikit.library.shapes import NO_ABOUT, About, Date, Shape

PARKING = "parking"
REGISTER = "register"
"""What may be left out of a session's report besides its blocks and slots."""
FINDINGS = "findings"
"""Shows what was written in the sessions and is meant for the programme's report as well."""
THEME_FORMS = ("table", "headings")
"""How the programme's own themes can be shown, the usual form first."""


class Sitting(Shape, frozen=True, kw_only=True):
    """One session of a programme, or one of which only the title and the date are known. A bare value is its name."""

    short: ClassVar[str] = "session"

    session: Annotated[str, Meta(description="Its folder, or enough of its name; left out: known by title only.")] = ""
    as_: Annotated[str, Meta(description="Its short name in this file and in [[see:...]].")] = msgspec.field(
        default="", name="as"
    )
    title: Annotated[str, Meta(description="Instead of the session's own.")] = ""
    date: Annotated[Date, Meta(description="Where the session has none: when it was, YYYY-MM-DD.")] | None = None
    summary: Annotated[str, Meta(description="What it was for, Markdown; else the session's introduction stands.")] = ""


class CommonTheme(Shape, frozen=True, kw_only=True):
    """A theme that comes up in several sessions: all of theirs that have its name. A bare value is the name."""

    short: ClassVar[str] = "name"

    name: Annotated[str, Meta(description="Its name; a session's themes of this name belong to it.")]
    text: Annotated[str, Meta(description="What it is about, a sentence or two.")] = ""
    also: Annotated[
        tuple[str, ...], Meta(description="Themes that go by another name: SESSION/NAME, or SESSION/ID.")
    ] = ()
    without: Annotated[
        tuple[str, ...],
        Meta(description="Where this name means something else: SESSION, SESSION/NAME or SESSION/ID."),
    ] = ()


class Answers(Shape, frozen=True, kw_only=True):
    """Answers to a form, printed question by question across everybody who answered. A bare value is the field."""

    short: ClassVar[str] = "from_"

    from_: Annotated[
        str | tuple[str, ...], Meta(description="The field, SESSION/BLOCK.FIELD; several: in [brackets].")
    ] = msgspec.field(default="", name="from")
    slots: Annotated[
        tuple[str, ...], Meta(description="A place for prose under each question, by name, in the questions' order.")
    ] = ()
    codes: Annotated[str, Meta(description="What codes such as P1 stand for: a footnote, printed once.")] = ""
    only: Annotated[Literal["", "highlighted", "called"], Meta(description="Which answers; called: in prose.")] = ""


class Part(Shape, frozen=True, kw_only=True):
    """A part of the report: its heading, and what stands under it in this order. A bare value is a slot."""

    short: ClassVar[str] = "slot"

    heading: Annotated[str, Meta(description="Its heading; left out: it stands under the one before.")] = ""
    name: Annotated[str, Meta(description="What [[see:NAME]] means; made from the heading where it is left out.")] = ""
    lead: Annotated[str, Meta(description="A sentence before what it shows.")] = ""
    slot: Annotated[str, Meta(description="A place for prose of the programme's own, by name.")] = ""
    hint: Annotated[str, Meta(description="What the writer is asked for.")] = ""
    text: Annotated[str, Meta(description="What stands there until somebody writes, Markdown.")] = ""
    from_: Annotated[
        str, Meta(description="From a session: SESSION/BLOCK.FIELD, SESSION/BLOCK.SLOT, SESSION/SLOT, SESSION/BLOCK.")
    ] = msgspec.field(default="", name="from")
    as_: Annotated[str, Meta(description="The form it takes.")] = msgspec.field(default="", name="as")
    by: Annotated[
        Literal["", "group", "category", "label", "session"],
        Meta(description="Print it apart for each of these; session: with show: findings."),
    ] = ""
    members: Annotated[
        Literal["", "all", "highlighted", "none"], Meta(description="Which responses stand under a theme.")
    ] = ""
    top: Annotated[int, Meta(ge=1, description="Only the first so many.")] | None = None
    only: Annotated[Literal["", "highlighted"], Meta(description="Only the responses that staff highlighted.")] = ""
    theme: Annotated[
        str, Meta(description="With from: only the field's theme of this name. Alone: one of the programme's themes.")
    ] = ""
    show: Annotated[
        Literal["", "sessions", "themes", "findings"],
        Meta(
            description="sessions: each as 'Month: title', with its summary. themes: the programme's own, as a table "
            "by session; `as: headings`: each with its quotes. findings: what was written in the sessions and is "
            "placed here as well."
        ),
    ] = ""
    order: Annotated[
        tuple[str, ...],
        Meta(description="With show: findings, which come first: SESSION, SESSION/BLOCK.SLOT or SESSION/SLOT."),
    ] = ()
    answers: Annotated[Answers, Meta(description="Answers question by question.")] | None = None
    register: Annotated[str, Meta(description="Who took part in a session: its short name.")] = ""
    report: Annotated[str, Meta(description="A session's whole report: its short name.")] = ""
    template: Annotated[str, Meta(description="With report: its genre, instead of the session's own.")] = ""
    without: Annotated[
        tuple[str, ...],
        Meta(
            description="With report: BLOCK, BLOCK.FIELD or SLOT to leave out, also 'parking' and 'register'; "
            "with show: sessions to leave out."
        ),
    ] = ()
    parts: Annotated[tuple[Part, ...], Meta(description="Parts under this heading, one level deeper.")] = ()


class Programme(Shape, frozen=True, kw_only=True):
    """Several sessions reported together: the file programme.yaml."""

    title: Annotated[str, Meta(description="Its name, as it is printed.")]
    programme: Annotated[str, Meta(description="Its own id, made once; leave it as it is.")] = ""
    date: Annotated[Date, Meta(description="The date of the report, YYYY-MM-DD.")] | None = None
    place: Annotated[str, Meta(description="Where it was made.")] = ""
    report: Annotated[str, Meta(description="The genre of its report.")] = "programme-report"
    numbers: Annotated[
        int, Meta(ge=0, le=3, description="How deep sections are numbered: 0 not at all, 2 as in 1.1.")
    ] = 2
    about: Annotated[About, Meta(description="The report's cover, credits, links and references.")] = NO_ABOUT
    sessions: Annotated[tuple[Sitting, ...], Meta(description="The sessions, in their order.")] = ()
    themes: Annotated[tuple[CommonTheme, ...], Meta(description="Themes that come up in several sessions.")] = ()
    sections: Annotated[tuple[Part, ...], Meta(description="The report, section by section.")] = ()
    appendices: Annotated[tuple[Part, ...], Meta(description="What stands at its end, each an appendix.")] = ()
