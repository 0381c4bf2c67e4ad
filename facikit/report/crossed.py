"""Themes crossed with groups or labels, as a table: each column says of how many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facikit.analysis.crossing import Row, crossing
from facikit.library.shapes import ReportItem
from facikit.report import blocks
from facikit.report.page import Page
from facikit.report.text import inline
from facikit.report.views import Field, Response, Theme, everyone
from facikit.report.wording import words

BY = ("group", "label")


def printed(page: Page, field: Field, item: ReportItem) -> str:
    """Return the table as ``report:`` asks for it: by group, unless it says by label."""
    if item.by not in ("", *BY):
        page.find(f"‘{field.label}’ can be crossed with groups or labels, and not with {item.by}; it stands by group.")
    return table(field, item.by if item.by in BY else "group") or page.gap("no_themes", field.label)


def table(field: Field, by: str) -> str:
    """Return a row for each theme, those under it counted in it and below it, and one for what is in none."""
    if by not in BY:
        raise ValueError(f"crossed(): there is no by={by!r}, only 'group' and 'label'")
    own = (*field.responses, *field.lent)
    said = {one.id: one for one in (*own, *(one for theme in field.themes for one in everyone(theme)))}
    if not said or not field.themes:
        return ""
    named = list(_named(field.themes))
    if by == "group":
        names = {group.id: inline(group.name) for group in (*field.groups, *(one.group for one in said.values()))}
        whose = {one.id: one.group.id for one in said.values()}
        first = [group.id for group in field.groups]
    else:
        whose = {one.id: _label(one) for one in said.values()}
        names = {_label(one): inline(one.voice) for one in said.values()} | {"": words("no_label")}
        # What has no label stands last.
        first = sorted(set(whose.values()), key=lambda label: (not label, label))
    made = crossing([(name, [one.id for one in everyone(theme)]) for name, theme in named], whose, first)
    several = len(made.columns) > 1
    heads = [(names[key] or "–", number) for key, number in zip(made.columns, made.of, strict=True)] if several else []
    headings = [words("column_theme_responses")]
    headings += [words("column_of_n", name=name, n=number) for name, number in [*heads, (words("all"), made.whole)]]
    rows = [_row(one, one.name, several) for one in made.rows]
    rows += [_row(made.loose, words("in_no_theme"), several)] if made.loose.whole else []
    note = blocks.paragraph(words("in_several_themes")) if made.overlap else ""
    return blocks.table(headings, rows) + note


def _row(one: Row, name: str, several: bool) -> list[str]:
    return [name, *(map(str, one.numbers) if several else ()), str(one.whole)]


def _named(themes: Iterable[Theme], above: str = "") -> Iterator[tuple[str, Theme]]:
    for theme in themes:
        name = f"{above}{inline(theme.name)}"
        yield name, theme
        yield from _named(theme.parts, f"{name}: ")


def _label(one: Response) -> str:
    return " ".join(one.voice.split()).casefold()
