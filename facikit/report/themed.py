"""Themes in print: as a bullet with its members, as a paragraph of its own, as a heading with prose and quotes."""

from __future__ import annotations

from collections.abc import Iterable

from facikit.library.shapes import ReportItem
from facikit.report import blocks, saying
from facikit.report.page import Page
from facikit.report.text import inline, lines, one_line
from facikit.report.views import Field, Response, Theme, everyone
from facikit.report.views import written as tells

HIGHLIGHT = "Choose one of them as a quote with ^k, in Themes or in Write."


def _members(theme: Theme, item: ReportItem, usual: str) -> list[Response]:
    which = item.members or usual
    if which == "none":
        return []
    return [one for one in theme.members if which == "all" or one.highlight]


def themes(page: Page, field: Field, item: ReportItem) -> str:
    look_for_evidence(page, field.themes)
    names = [f"**{inline(theme.name)}**" for theme in field.themes]
    listed = [_theme_item(page, theme, field, item) for theme in field.themes]
    if item.members == "none" and listed == names:
        # Where there is nothing but names, as of topics to choose from, bold would set off nothing.
        return blocks.numbered(inline(theme.name) for theme in field.themes)
    return blocks.bullets(listed)


def _theme_item(page: Page, theme: Theme, field: Field, item: ReportItem) -> str:
    """Return ``**Name:** description (members)``, its prose as paragraphs below and the themes under it as a list."""
    members = _in_a_row(page, _members(theme, item, "all"), field)
    said = lines(theme.text)
    head = blocks.labelled(inline(theme.name), f"{said} ({members})" if said and members else said or members)
    parts = blocks.nested(_theme_item(page, part, field, item) for part in theme.parts)
    prose = page.prose(theme.prose, at_margin=False).strip("\n")
    below = [part for part in (prose, parts) if part]
    return ("\n\n" if prose else "\n").join([head, *below])


def _in_a_row(page: Page, members: Iterable[Response], field: Field) -> str:
    """Return the members shortly, in one sentence; of several fields, those of each behind its label."""
    rows = [
        (label, list(dict.fromkeys(inline(one.short) for one in some))) for label, some in page.asked(members, field)
    ]
    told = [blocks.said_of(label, blocks.in_a_row(row)) if label else blocks.in_a_row(row) for label, row in rows]
    return "; ".join(one for one in told if one)


def nested(page: Page, field: Field, item: ReportItem) -> str:
    """Return each theme with its members below it, whole and as a list: what a picture of clusters says in words."""
    return blocks.bullets(_cluster(page, theme, field, item) for theme in field.themes)


def _cluster(page: Page, theme: Theme, field: Field, item: ReportItem) -> str:
    kind = field.kind
    head = blocks.labelled(inline(theme.name), lines(theme.text))
    inside = _members(theme, item, "all")
    for one in inside:
        page.quoting([one], page.kind_of(one) or kind)
    by_field = page.asked(inside, field)
    points = {
        label: blocks.nested(saying.point(one, page.kind_of(one) or kind) for one in some) for label, some in by_field
    }
    told = [f"{_over(label)}\n{row}" if label else row for label, row in points.items()]
    members = blocks.nested(told) if field.lent else "".join(told)
    parts = blocks.nested(_cluster(page, part, field, item) for part in theme.parts)
    below = "\n".join(part for part in (members, parts) if part)
    prose = page.prose(theme.prose, at_margin=False).strip("\n")
    return ("\n\n" if prose else "\n").join(part for part in (head, prose, below) if part)


def _over(label: str) -> str:
    """Return a field's label as it stands over its words: a question keeps its own mark."""
    return f"{label}{'' if label[-1:] in '?!:…' else ':'}" if label else ""


def run_in(page: Page, theme: Theme, field: Field, item: ReportItem) -> str:
    """Return ``**Name.** text`` as a paragraph, its prose after it, then the themes under it."""
    name = inline(theme.name)
    head = f"**{name}{'' if name[-1:] in '.!?…' else '.'}**"
    inside = _in_a_row(page, _members(theme, item, "none"), field)
    members = f" ({inside})" if inside else ""
    prose = page.prose(theme.prose)
    return (
        blocks.paragraph(f"{head} {lines(theme.text)}{members}".rstrip())
        + prose
        + "".join(run_in(page, part, field, item) for part in theme.parts)
    )


def headings(page: Page, field: Field, item: ReportItem) -> str:
    look_for_evidence(page, field.themes)
    return "".join(_theme_section(page, theme, field, item) for theme in field.themes)


def _theme_section(page: Page, theme: Theme, field: Field, item: ReportItem) -> str:
    """Return the theme as a heading with its prose, and below it the responses chosen from it.

    Those of another field, as a story told elsewhere, stand last, and need not be told again in their own place.
    """
    kind, own = field.kind, {one.id for one in (*field.responses, *field.lent)}

    def body() -> str:
        written = page.prose(theme.prose)
        found = page.not_told_whole(_members(theme, item, "highlighted"))
        others = [one for one in found if one.id not in own and page.kind_of(one) in ("quotes", "text")]
        mine = [one for one in found if one not in others]
        said = ""
        for label, some in page.asked(mine, field):
            said += blocks.paragraph(_over(label))
            of = (page.kind_of(some[0]) or kind) if label else kind
            if item.members == "all" and of != "quotes":
                page.quoting(some, of)
                said += blocks.bullets(saying.point(one, of) for one in some)
            else:
                said += "".join(page.quoted(one, of) for one in some)
        said += "".join(_from_elsewhere(page, one) for one in others)
        page.told_whole.update(one.id for one in others)
        if not tells(theme):
            name = one_line(theme.name or _name_of(page, theme.id))
            told = f"Nothing is written about the theme ‘{name}’, which is a heading here."
            page.find(told, "theme-prose", about=theme.id, record=f"prose/theme/{theme.id}")
        spoken = page.told_whole | page.called
        chosen = found or item.members == "none" or any(one.id in spoken for one in theme.members)
        if theme.members and not chosen:
            name = one_line(theme.name or _name_of(page, theme.id))
            told = f"Of the theme ‘{name}’ nothing that was said is printed: no response is highlighted."
            page.find(told, "theme-evidence", about=theme.id, record=f"theme/{theme.id}", cure=HIGHLIGHT)
        prose = written or ("" if theme.text.strip() or said else page.gap("not_written", theme.name))
        parts = "".join(_theme_section(page, part, field, item) for part in theme.parts)
        return blocks.paragraph(lines(theme.text)) + prose + said + parts

    return page.section(inline(theme.name), body)


def _name_of(page: Page, theme_id: str) -> str:
    """Return the name of a theme that stands without one here, as the heading above it says it already."""
    todo = [theme for block in page.report.agenda for field in block.fields for theme in field.themes]
    for theme in todo:
        if theme.id == theme_id:
            return theme.name
        todo.extend(theme.parts)
    return ""


def _from_elsewhere(page: Page, one: Response) -> str:
    if page.kind_of(one) == "text":
        page.quoting([one], "quotes")
        return saying.vignette(one)
    return page.quoted(one)


def look_for_evidence(page: Page, some: Iterable[Theme]) -> None:
    """Note every theme that nothing was said under."""
    for theme in some:
        if everyone(theme):
            look_for_evidence(page, theme.parts)
        else:
            said = f"There is nothing in the theme ‘{one_line(theme.name)}’."
            page.find(said, "theme-evidence", about=theme.id, record=f"theme/{theme.id}")
