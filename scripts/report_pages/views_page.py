"""docs/report-views.md: everything that a template can look into and call, from the code that it is declared in."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from types import ModuleType

from facikit.library.shapes import ReportItem
from facikit.report import about, environment, programme, together, views
from facikit.report.view import View

HEAD = """\
# What a template can look into, and call

A report's template is a text file with Jinja in it: `templates/reports/GENRE.md.j2`. This page lists everything there
is for it. How to begin one, and how to check it: [house-style.md](house-style.md). What each part of a report looks
like: [report-blocks.md](report-blocks.md).

*Text* below is words that somebody typed: put into a template with `{{ }}`, they print as exactly these words, whatever
is in them. *Prose* is Markdown that staff wrote: it prints in its place, its headings below the heading it stands
under. Nothing else needs to be done for either.

A template begins with `report`; the rest is found from there, as in `{% for block in report.blocks %}`.

## What there is to look into
"""
FUNCTIONS_HEAD = """\
## What there is to call

Each prints Markdown between blank lines, or nothing at all where there is nothing to print, unless it says otherwise.
"""
PLAIN = {
    "id": "For finding it again.",
    "name": "What it is called.",
    "text": "Its words.",
    "kind": "Its kind.",
    "groups": "The groups that work on it.",
    "group": "The group that it is of.",
    "parts": "What is below it, or what it is made of.",
    "number": "How many.",
    "points": "The points, from the lowest up.",
}
"""What a field is where nothing more is said of it."""
OWN = {
    "Response.kind": "point, quote, exchange, vignette, observation or count.",
    "Response.label": "Whom it is attributed to.",
    "Response.category": "The category, or in a mind map the kind of point.",
    "Response.cells": "The cells of a row, in the order of the columns.",
    "Response.number": "A number that was typed with it.",
    "Response.picture": "The file name of a picture, in media/.",
    "Response.description": "What the picture shows.",
    "Response.highlight": "Whether staff chose it.",
    "Theme.text": "Its description, a sentence or two.",
    "Theme.prose": "What staff wrote about it.",
    "Theme.members": "The responses in it.",
    "Theme.parts": "The themes under it.",
    "Theme.groups_heard": "How many groups said something that is in it.",
    "Theme.groups_in_all": "How many groups there are.",
    "Part.out_of": "Of how many, where that was said.",
    "Part.colours": "How many of each colour.",
    "Tally.parts": "Group by group.",
    "Counted.colours": "The names of the colours of dots.",
    "Counted.many": "Whether one person could choose several.",
    "Counted.tallies": "What was counted, item by item.",
    "Marked.points": "How many marks at each point.",
    "Marked.beyond": "How many marks at points that the scale has not.",
    "Round.earlier": "Whether it is a round of the block that this one repeats.",
    "Round.parts": "Group by group.",
    "Statement.rounds": "Its marks, round by round.",
    "Scale.points": "How many points it has.",
    "Scale.low": "What the lowest point means.",
    "Scale.high": "What the highest point means.",
    "Scale.statements": "What was rated.",
    "Field.block": "The id of its block.",
    "Field.name": "Its name in YAML.",
    "Field.kind": "list, text, quotes, table, scale, dots, tree, count, choice, photo, pledge or people.",
    "Field.label": "The words for it.",
    "Field.question": "The question that was asked where it was captured.",
    "Field.columns": "The columns of a table.",
    "Field.categories": "The categories of a list, or the kinds of point of a map.",
    "Field.responses": "What was captured.",
    "Field.themes": "What staff sorted it into.",
    "Field.counted": "Dots, choices and counts; nothing for other kinds.",
    "Field.scale": "The marks on a scale; nothing for other kinds.",
    "Field.private": "What people promised themselves; nothing for other kinds.",
    "Heads.group": "The group; nothing where it is the whole room.",
    "Slot.name": "Its name in YAML.",
    "Slot.heading": "Its heading in the report.",
    "Slot.hint": "What the writer is asked for.",
    "Slot.prose": "What staff wrote in it.",
    "Block.number": "Its place in the agenda, from 0.",
    "Block.kind": "exercise, input, break or close.",
    "Block.name": "Its title.",
    "Block.aim": "What it is for.",
    "Block.question": "The first question that is asked in it.",
    "Block.speaker": "Who speaks.",
    "Block.post": "What they are.",
    "Block.organisation": "Whom they are from.",
    "Block.cut": "Whether it was left out on the day.",
    "Block.heads": "How many people were counted in it.",
    "Block.fields": "What it captures.",
    "Block.slots": "Where staff write about it.",
    "Block.report": "What its exercise or workshop says that the report prints of it.",
    "Role.role": "The role.",
    "Role.team": "The team.",
    "Parked.block": "The title of the block that it came up in.",
    "Report.genre": "The kind of report.",
    "Report.name": "The session's title.",
    "Report.date": "The day, as YYYY-MM-DD.",
    "Report.day": "The day as it is printed.",
    "Report.place": "Where it took place.",
    "Report.draft": "Whether this is a draft, with its gaps shown.",
    "Report.outcomes": "What the session was for.",
    "Report.agenda": "Every block.",
    "Report.blocks": "The blocks with anything to tell.",
    "Report.opening": "What staff write before the blocks.",
    "Report.closing": "What staff write after the blocks.",
    "Report.parked": "What was put aside.",
    "Report.register": "Who was there, by role and team. No names.",
    "Person.post": "What they are.",
    "Person.organisation": "Whom they are from.",
    "Person.email": "Their address for letters.",
    "Person.link": "Their page on the web.",
    "Link.text": "What is there.",
    "Link.url": "Its address.",
    "Reference.name": "Its title.",
    "Reference.author": "Who wrote it.",
    "Reference.year": "When it appeared.",
    "Reference.place": "Where it appeared.",
    "Reference.publisher": "Who brought it out.",
    "Reference.url": "Its address.",
    "About.subtitle": "Stands below the title.",
    "About.partners": "The organisations on the cover.",
    "About.people": "Who made it, each with their part.",
    "About.contact": "An e-mail address for questions.",
    "About.links": "Where to read on.",
    "About.references": "What the report cites.",
    "About.logo_description": "What the logo shows.",
    "About.licence": "On what terms others may use it.",
    "Share.session": "The session's short name in the programme.",
    "Share.name": "The session's title.",
    "Share.number": "How many responses are in it there, and in the themes under it.",
    "Share.groups_heard": "How many groups said something that is in it.",
    "Share.members": "Those responses.",
    "CommonTheme.text": "Its description, a sentence or two.",
    "CommonTheme.shares": "What each session that sorted anything has of it.",
    "Programme.sections": "The numbered sections.",
    "Programme.appendices": "The appendices.",
    "Section.number": "Its place in the report.",
    "Section.heading": "Its heading.",
    "Section.appendix": "Whether it is an appendix, or in one.",
    "Section.depth": "How deep it stands: 1 for a section, 2 for a part of it.",
    "Section.part": "What the programme's file says of it.",
    "Section.parts": "The parts of it.",
}
"""What a field is, where its declaration leaves that to its name. A field that is in neither makes the page stale."""


def page() -> str:
    """Return the whole page."""
    parts = [HEAD]
    for shape in shapes():
        parts.append(f"### {shape.__name__}\n\n{_told(shape)}\n\n{_table(shape)}")
    parts.append(FUNCTIONS_HEAD)
    for name, function in sorted(environment.FUNCTIONS.items()):
        parts.append(f"### {name}\n\n`{name}{_signature(function)}`\n\n{_told(function)}\n")
    return "\n".join(parts)


def shapes() -> list[type[View]]:
    """Return every struct that a template can come upon, what it begins with first."""
    found = [*_views(views), *_views(about), *_views(programme), *_views(together)]
    order = {name: at for at, name in enumerate(("Report", "About", "Person", "Block", "Field", "Response", "Theme"))}
    found.sort(key=lambda one: order.get(one.__name__, len(order)))
    return list(dict.fromkeys(found))


def meanings(shape: type[View]) -> Iterator[tuple[str, str, str]]:
    """Give each field of a struct, and each thing it can be asked, with its type and what it is."""
    [tree] = ast.parse(textwrap.dedent(inspect.getsource(shape))).body
    assert isinstance(tree, ast.ClassDef)
    for node, following in zip(tree.body, [*tree.body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            said = following.value.value if isinstance(following, ast.Expr) else ""  # type: ignore[attr-defined]
            name = node.target.id
            meaning = str(said) or OWN.get(f"{shape.__name__}.{name}") or PLAIN.get(name, "")
            if not meaning:
                raise SystemExit(
                    f"nothing is said of {shape.__name__}.{name}: say it in scripts/report_pages/views_page.py"
                )
            yield name, ast.unparse(node.annotation), meaning
        elif isinstance(node, ast.FunctionDef):
            assert node.returns is not None
            yield node.name, ast.unparse(node.returns), ast.get_docstring(node) or ""


def _views(module: ModuleType) -> list[type[View]]:
    every = (one for one in vars(module).values() if isinstance(one, type) and one.__module__ == module.__name__)
    return [one for one in every if issubclass(one, View)]


def _table(shape: type[View]) -> str:
    rows = [
        f"| `{name}` | {_type(kind)} | {' '.join(said.replace('``', '`').split())} |"
        for name, kind, said in meanings(shape)
    ]
    return "\n".join(["| field | what it is | meaning |", "| --- | --- | --- |", *rows]) + "\n"


def _type(kind: str) -> str:
    """Return a type in words: ``tuple[Theme, ...]`` is several Theme."""
    words = {"str": "a word", "int": "a number", "bool": "yes or no", ReportItem.__name__: "an item of `report:`"}
    if kind.startswith("tuple["):
        inside = kind.removeprefix("tuple[").removesuffix("]").removesuffix(", ...")
        return f"several: {_type(inside)}"
    if kind.endswith(" | None"):
        return f"{_type(kind.removesuffix(' | None'))}, or nothing"
    return words.get(kind, kind)


def _told(thing: object) -> str:
    return "\n\n".join(_line(part) for part in (inspect.getdoc(thing) or "").split("\n\n"))


def _line(said: str) -> str:
    return " ".join(said.replace("``", "`").split())


def _signature(function: object) -> str:
    shown = []
    for one in inspect.signature(function).parameters.values():  # type: ignore[arg-type]
        default = "" if one.default is one.empty else f"={one.default!r}"
        star = "*" if one.kind is one.VAR_POSITIONAL else "**" if one.kind is one.VAR_KEYWORD else ""
        if one.name != "caller":
            shown.append(f"{star}{one.name}{default}")
    return f"({', '.join(shown)})"
