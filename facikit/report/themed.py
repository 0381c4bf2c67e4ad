"""Themes in print: as a bullet with its members, as a paragraph of its own, as a heading with prose and quotes."""

from __future__ import annotations

from facikit.library.shapes import ReportItem
from facikit.report import blocks, saying
from facikit.report.page import Page
from facikit.report.text import inline, lines
from facikit.report.views import Field, Response, Theme


def _members(theme: Theme, item: ReportItem, usual: str) -> list[Response]:
    which = item.members or usual
    if which == "none":
        return []
    return [one for one in theme.members if which == "all" or one.highlight]


def themes(page: Page, field: Field, item: ReportItem) -> str:
    return blocks.bullets(_theme_item(page, theme, item) for theme in field.themes)


def _theme_item(page: Page, theme: Theme, item: ReportItem) -> str:
    """Return ``**Name:** description (members)``, its prose as paragraphs below and the themes under it as a list."""
    short = dict.fromkeys(inline(one.short) for one in _members(theme, item, "all"))
    members = blocks.in_a_row(list(short))
    said = lines(theme.text)
    head = blocks.labelled(inline(theme.name), f"{said} ({members})" if said and members else said or members)
    parts = blocks.nested(_theme_item(page, part, item) for part in theme.parts)
    prose = page.prose(theme.prose, at_margin=False).strip("\n")
    below = [part for part in (prose, parts) if part]
    return ("\n\n" if prose else "\n").join([head, *below])


def run_in(page: Page, theme: Theme, item: ReportItem) -> str:
    """Return ``**Name.** text`` as a paragraph, its prose after it, then the themes under it."""
    name = inline(theme.name)
    head = f"**{name}{'' if name[-1:] in '.!?…' else '.'}**"
    short = dict.fromkeys(inline(one.short) for one in _members(theme, item, "none"))
    members = f" ({blocks.in_a_row(list(short))})" if short else ""
    prose = page.prose(theme.prose)
    return (
        blocks.paragraph(f"{head} {lines(theme.text)}{members}".rstrip())
        + prose
        + "".join(run_in(page, part, item) for part in theme.parts)
    )


def headings(page: Page, field: Field, item: ReportItem) -> str:
    return "".join(_theme_section(page, theme, field.kind, item) for theme in field.themes)


def _theme_section(page: Page, theme: Theme, kind: str, item: ReportItem) -> str:
    """Return the theme as a heading with its prose, and below it the responses chosen from it."""

    def body() -> str:
        found = _members(theme, item, "highlighted")
        if item.members == "all" and kind != "quotes":
            said = blocks.bullets(saying.point(one, kind) for one in found)
        else:
            said = "".join(saying.quote(one, kind) for one in found)
        prose = page.prose(theme.prose) or (
            "" if theme.text.strip() or said else page.gap("Not written yet", theme.name)
        )
        parts = "".join(_theme_section(page, part, kind, item) for part in theme.parts)
        return blocks.paragraph(lines(theme.text)) + prose + said + parts

    return page.section(inline(theme.name), body)
