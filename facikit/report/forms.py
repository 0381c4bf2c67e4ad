"""How a field prints in each form, keyed by the form's name. ``library.kinds.FORMS`` says which kind may take which.

A printer gets the page, the field cut down to what is to be printed, and the item of ``report:`` that asked for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from facikit.library.kinds import FORMS
from facikit.library.shapes import ReportItem
from facikit.report import blocks, saying
from facikit.report.page import Page, people_words
from facikit.report.text import Text, inline, lines
from facikit.report.views import Field, Response, Theme, everyone
from facikit.session.agenda import INDIVIDUALS, PAIRS, PLENARY

Printer = Callable[[Page, Field, ReportItem], str]

WHOLE_ROOM = {PLENARY, INDIVIDUALS, PAIRS}
"""Where nobody works in groups, there is nothing to print by group."""
ELSE = Text("Other")
"""Stands over what has no category, label or group where the rest is printed by it."""


def printed(page: Page, field: Field, item: ReportItem) -> str:
    """Return the field in the form that ``item`` asks for; in its usual one where it cannot take that."""
    form = item.as_ or usual(field)
    if form not in FORMS[field.kind]:
        page.find(f"{field.label} cannot be printed as {form}; it stands as {usual(field)}")
        form = usual(field)
    # Asking for the first so many, or for some members of a theme, is a choice: the rest is not listed again.
    page.told((one for theme in field.themes for one in everyone(theme)) if by_theme(field, form) else field.responses)
    if not item.by or form in ("roles", "groups"):
        return PRINTERS[form](page, topped(field, item, form), item)
    together = TOGETHER.get((field.kind, form)) or TOGETHER.get(("", form))
    apart = [(name, topped(part, item, form)) for name, part in taken_apart(field, item.by)]
    if together:
        return together(apart)
    if item.by == "group" and {one.group.id for one in field.responses} <= WHOLE_ROOM:
        return PRINTERS[form](page, topped(field, item, form), item)
    return "".join(
        page.section(inline(name), lambda part=part: PRINTERS[form](page, part, item))  # type: ignore[misc]
        for name, part in apart
    )


def usual(field: Field) -> str:
    """Return the form that a field takes where nobody says."""
    return FORMS[field.kind][0]


def by_theme(field: Field, form: str) -> bool:
    """Tell whether the form prints the field's themes rather than its responses."""
    return form in ("themes", "headings") or (form == "run-in" and bool(field.themes))


def topped(field: Field, item: ReportItem, form: str) -> Field:
    """Return the field with only the first so many, where so many are asked for: of its themes or its responses."""
    if item.top is None:
        return field
    if by_theme(field, form):
        return msgspec.structs.replace(field, themes=field.themes[: item.top])
    return msgspec.structs.replace(field, responses=field.responses[: item.top])


def taken_apart(field: Field, by: str) -> list[tuple[Text, Field]]:
    """Return the field once for each group, category or label, with what belongs to it, in the order of the plan."""
    order: dict[str, tuple[Text, list[Response]]] = {}
    if by == "category":
        order = {category: (category, []) for category in field.categories}
    rest: list[Response] = []
    for one in field.responses:
        key = {"group": one.group.id, "category": one.category, "label": one.label}[by]
        name = one.group.name if by == "group" else Text(key)
        (order.setdefault(key, (name, []))[1] if name.strip() else rest).append(one)
    return [(name, _only(field, found)) for name, found in [*order.values(), (ELSE, rest)] if found]


def _only(field: Field, found: Sequence[Response]) -> Field:
    ids = {one.id for one in found}
    return msgspec.structs.replace(field, responses=tuple(found), themes=_themes_of(field.themes, ids))


def _themes_of(themes: Iterable[Theme], ids: set[str]) -> tuple[Theme, ...]:
    made = []
    for theme in themes:
        members = tuple(one for one in theme.members if one.id in ids)
        parts = _themes_of(theme.parts, ids)
        if members or parts:
            made.append(msgspec.structs.replace(theme, members=members, parts=parts))
    return tuple(made)


# Plain forms


def _list(_page: Page, field: Field, _item: ReportItem) -> str:
    return blocks.bullets(saying.point(one, field.kind) for one in field.responses)


def _numbered(_page: Page, field: Field, _item: ReportItem) -> str:
    return blocks.numbered(saying.point(one, field.kind) for one in field.responses)


def _lettered(_page: Page, field: Field, _item: ReportItem) -> str:
    return blocks.lettered(saying.point(one, field.kind) for one in field.responses)


def _leadin(_page: Page, field: Field, _item: ReportItem) -> str:
    return blocks.bullets(saying.with_lead(one, field.kind, ":") for one in field.responses)


def _run_in(page: Page, field: Field, item: ReportItem) -> str:
    if field.themes:
        return "".join(_theme_run_in(page, theme, item) for theme in field.themes)
    return "".join(blocks.paragraph(saying.with_lead(one, "text", ".")) for one in field.responses)


def _sentence(page: Page, field: Field, item: ReportItem) -> str:
    if field.kind == "people":
        return _people_sentence(page, item)
    return saying.in_a_sentence(field.responses, field.kind, inline(item.lead))


def _quotes(_page: Page, field: Field, _item: ReportItem) -> str:
    return "".join(saying.quote(one, field.kind) for one in field.responses)


def _vignettes(_page: Page, field: Field, _item: ReportItem) -> str:
    return "".join(saying.vignette(one) for one in field.responses)


def _table(_page: Page, field: Field, _item: ReportItem) -> str:
    if field.columns:
        return saying.rows(field)
    if len({one.group.id for one in field.responses}) > 1:
        return blocks.table(
            ["Group", inline(field.label)], [[inline(one.group.name), inline(one.words)] for one in field.responses]
        )
    return blocks.table([inline(field.label)], [[inline(one.words)] for one in field.responses])


def _pictures(page: Page, field: Field, _item: ReportItem) -> str:
    return "".join(picture(page, one) for one in field.responses)


def picture(page: Page, one: Response) -> str:
    """Return a picture with its description and caption. Without a description it does not print."""
    if not one.picture:
        return blocks.paragraph(lines(one.text))
    if not one.description.strip():
        page.find(f"the picture {one.picture} has no description, so it is not printed")
        return page.gap("Picture without a description", one.text.strip() or one.picture)
    page.pictures.append(one.picture)
    return blocks.picture(f"{page.media}/{one.picture}", one.description, lines(one.text))


# Themes


def _members(theme: Theme, item: ReportItem, usual: str) -> list[Response]:
    which = item.members or usual
    if which == "none":
        return []
    return [one for one in theme.members if which == "all" or one.highlight]


def _themes(page: Page, field: Field, item: ReportItem) -> str:
    if not field.themes:
        return page.gap("No themes yet", field.label)
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


def _theme_run_in(page: Page, theme: Theme, item: ReportItem) -> str:
    """Return ``**Name.** text`` as a paragraph, its prose after it, then the themes under it."""
    name = inline(theme.name)
    head = f"**{name}{'' if name[-1:] in '.!?…' else '.'}**"
    short = dict.fromkeys(inline(one.short) for one in _members(theme, item, "none"))
    members = f" ({blocks.in_a_row(list(short))})" if short else ""
    prose = page.prose(theme.prose)
    return (
        blocks.paragraph(f"{head} {lines(theme.text)}{members}".rstrip())
        + prose
        + "".join(_theme_run_in(page, part, item) for part in theme.parts)
    )


def _headings(page: Page, field: Field, item: ReportItem) -> str:
    if not field.themes:
        return page.gap("No themes yet", field.label)
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


# The register


def _roles(page: Page, _field: Field, _item: ReportItem) -> str:
    return register(page)


def register(page: Page) -> str:
    """Return who was there, one role and team a line, without names."""
    page.register_printed = True
    if not page.report.present:
        return ""
    listed = []
    for role in page.report.register:
        who = " / ".join(inline(part) for part in (role.role, role.team) if part.strip()) or "Role not given"
        listed.append(f"{who} ({role.number})" if role.number > 1 else who)
    return blocks.paragraph(f"{people_words(page.report.present)} took part.") + blocks.bullets(listed)


def _groups(page: Page, _field: Field, _item: ReportItem) -> str:
    """Return the teams with how many came from each."""
    page.register_printed = True
    teams: dict[str, int] = {}
    for role in page.report.register:
        team = inline(role.team) or "No team given"
        teams[team] = teams.get(team, 0) + role.number
    if not teams:
        return ""
    return blocks.paragraph(f"{people_words(page.report.present)} took part.") + blocks.bullets(
        f"{team}: {number}" for team, number in teams.items()
    )


def _people_sentence(page: Page, item: ReportItem) -> str:
    page.register_printed = True
    roles: dict[str, int] = {}
    for role in page.report.register:
        name = inline(role.role) or "role not given"
        roles[name] = roles.get(name, 0) + role.number
    if not roles:
        return ""
    listed = blocks.in_a_row([f"{name} ({number})" for name, number in roles.items()], last=" and ")
    lead = inline(item.lead) or f"{people_words(page.report.present)} took part:"
    return blocks.paragraph(f"{lead} {listed}.")


# Several at once, by group, category or label

Apart = Sequence[tuple[Text, Field]]


def _leadin_by(apart: Apart) -> str:
    return blocks.bullets(blocks.labelled(inline(name), _row(part)) for name, part in apart)


def _run_in_by(apart: Apart) -> str:
    return "".join(saying.in_a_sentence(part.responses, part.kind, f"**{inline(name)}.**") for name, part in apart)


def _sentence_by(apart: Apart) -> str:
    return "".join(saying.in_a_sentence(part.responses, part.kind, f"{inline(name)}:") for name, part in apart)


def _columns_by(apart: Apart) -> str:
    """Return a table with a column for each, as long as the longest of them."""
    columns = [[inline(one.words) for one in part.responses] for _, part in apart]
    body = [
        [column[at] if at < len(column) else "" for column in columns]
        for at in range(max(map(len, columns), default=0))
    ]
    return blocks.table([inline(name) for name, _ in apart], body)


def _row(part: Field) -> str:
    return blocks.in_a_row([inline(one.words) for one in part.responses])


TOGETHER: dict[tuple[str, str], Callable[[Apart], str]] = {
    ("", "leadin"): _leadin_by,
    ("", "run-in"): _run_in_by,
    ("", "sentence"): _sentence_by,
    ("list", "table"): _columns_by,
}
"""The forms that print groups, categories or labels side by side rather than each under a heading; by kind, or all."""

PRINTERS: dict[str, Printer] = {
    "list": _list,
    "numbered": _numbered,
    "lettered": _lettered,
    "leadin": _leadin,
    "run-in": _run_in,
    "themes": _themes,
    "headings": _headings,
    "quotes": _quotes,
    "vignette": _vignettes,
    "table": _table,
    "sentence": _sentence,
    "pictures": _pictures,
    "roles": _roles,
    "groups": _groups,
}
"""Every form by its name in YAML."""
