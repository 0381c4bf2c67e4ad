"""How a field prints in each form, keyed by the form's name. ``library.kinds.FORMS`` says which kind may take which.

A printer gets the page, the field cut down to what is to be printed, and the item of ``report:`` that asked for it.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from facikit.library.kinds import BY_THEME, FORMS
from facikit.library.shapes import ReportItem
from facikit.report import blocks, crossed, maps, parted, register, saying, scaled, tallied, themed
from facikit.report.page import Page
from facikit.report.text import Text, inline, lines, linked, one_line
from facikit.report.views import Field, Group, Response, everyone
from facikit.report.wording import words
from facikit.session.agenda import INDIVIDUALS, PAIRS, PLENARY
from facikit.session.media import UNREAD

Printer = Callable[[Page, Field, ReportItem], str]

WHOLE_ROOM = {PLENARY, INDIVIDUALS, PAIRS}
"""Where nobody works in groups, there is nothing to print by group."""
EMPTY_ROWS = 3
"""How many rows a blank form has where nobody says."""
NUMBERED = ("scale", "dots", "count", "choice")
"""The kinds of field that capture numbers."""
DESCRIBE = "Find it in Note, with ^f, and say in its last column what can be seen."
OWN_FORMAT = "Store it once more as a JPEG, or install what reads it: pip install facikit[photos]."


def printed(page: Page, field: Field, item: ReportItem) -> str:
    """Return the field in the form that ``item`` asks for; in its usual one where it cannot take that."""
    form = item.as_ or usual(field)
    if form not in FORMS[field.kind]:
        page.find(f"‘{field.label}’ cannot be printed as {form}; it stands as {usual(field)}.")
        form = usual(field)
    gap = ""
    if form == "crossed":
        # Numbers only: what was said is still to be printed.
        return crossed.printed(page, field, item)
    if form == "worksheet":
        # Nothing that anybody said stands on it.
        return _worksheet(field, item)
    if form in ("themes", "nested", "headings") and not field.themes:
        gap = page.gap("no_themes", field.label)
        form, item = usual(field), msgspec.structs.replace(item, top=None)
    page.shown(field)
    if field.counted is not None or field.scale is not None:
        return _numbers(page, field, item, form)
    if field.private is not None and form != usual(field):
        # Nothing but the report's own word brings out what people promised themselves.
        field = field.private
    # Asking for the first so many, or for some members of a theme, is a choice: the rest is not listed again.
    themed_ = by_theme(field, form) and not (item.by and parted.together(field, form))
    page.told((one for theme in field.themes for one in everyone(theme)) if themed_ else field.responses)
    return gap + _words(page, field, item, form)


def _words(page: Page, field: Field, item: ReportItem, form: str) -> str:
    printer = OF_KIND.get((field.kind, form)) or PRINTERS[form]
    if not item.by or form in ("roles", "groups", "count"):
        return printer(page, topped(field, item, form), item)
    together = parted.together(field, form)
    if field.lent and by_theme(field, form) and not together:
        field = msgspec.structs.replace(field, responses=(*field.responses, *field.lent))
    apart = [(name, topped(part, item, form)) for name, part in parted.by(field, item.by)]
    if together:
        return together(apart)
    if item.by == "group" and {one.group.id for one in field.responses} <= {*WHOLE_ROOM, ""}:
        return printer(page, topped(field, item, form), item)
    middle = ""
    if field.kind == "tree" and not by_theme(field, form):
        # Once, and not with every part of the map.
        middle = maps.middle(field) if apart else ""
        apart = [(name, msgspec.structs.replace(part, root=Text(""))) for name, part in apart]
    return middle + "".join(
        page.section(inline(name), lambda part=part: printer(page, part, item))  # type: ignore[misc]
        for name, part in apart
    )


def _numbers(page: Page, field: Field, item: ReportItem, form: str) -> str:
    printer = OF_KIND.get((field.kind, form)) or PRINTERS[form]
    if item.by not in ("", "group"):
        page.find(f"‘{field.label}’ has numbers and no {item.by}; it stands as a whole.")
    apart: list[tuple[Group, Field]] = []
    if item.by == "group":
        apart = scaled.by_group(field) if field.scale is not None else tallied.by_group(field)
    if {group.id for group, _ in apart} <= WHOLE_ROOM:
        return printer(page, field, item)
    together = BY_GROUP.get((field.kind, form))
    if together:
        return together(field, item)
    alone = msgspec.structs.replace(item, lead="")
    return "".join(
        page.section(inline(group.name), lambda part=part: printer(page, part, alone))  # type: ignore[misc]
        for group, part in apart
    )


def usual(field: Field) -> str:
    """Return the form that a field takes where nobody says."""
    return FORMS[field.kind][0]


def by_theme(field: Field, form: str) -> bool:
    """Tell whether the form prints the field's themes rather than its responses."""
    return form in BY_THEME and (form != "run-in" or bool(field.themes))


def topped(field: Field, item: ReportItem, form: str) -> Field:
    """Return the field with only the first so many, where so many are asked for: of its themes or its responses."""
    if item.top is None:
        return field
    if by_theme(field, form):
        return msgspec.structs.replace(field, themes=field.themes[: item.top])
    if field.kind == "tree":
        # Its first branches, with all that hangs on them: the printer sees to it.
        return field
    return msgspec.structs.replace(field, responses=field.responses[: item.top])


# Plain forms


def _list(page: Page, field: Field, _item: ReportItem) -> str:
    page.quoting(field.responses, field.kind)
    return blocks.bullets(saying.point(one, field.kind) for one in field.responses)


def _numbered(page: Page, field: Field, _item: ReportItem) -> str:
    page.quoting(field.responses, field.kind)
    return blocks.numbered(saying.point(one, field.kind) for one in field.responses)


def _lettered(page: Page, field: Field, _item: ReportItem) -> str:
    page.quoting(field.responses, field.kind)
    return blocks.lettered(saying.point(one, field.kind) for one in field.responses)


def _leadin(_page: Page, field: Field, _item: ReportItem) -> str:
    return blocks.bullets(saying.with_lead(one, field.kind, ":") for one in field.responses)


def _run_in(page: Page, field: Field, item: ReportItem) -> str:
    if field.themes:
        themed.look_for_evidence(page, field.themes)
        return "".join(themed.run_in(page, theme, field, item) for theme in field.themes)
    return "".join(blocks.paragraph(saying.with_lead(one, "text", ".")) for one in field.responses)


def _sentence(page: Page, field: Field, item: ReportItem) -> str:
    if field.kind == "people":
        return register.sentence(page, inline(item.lead))
    page.quoting(field.responses, field.kind)
    return saying.in_a_sentence(field.responses, field.kind, inline(item.lead))


def _quotes(page: Page, field: Field, _item: ReportItem) -> str:
    return "".join(page.quoted(one, field.kind) for one in page.not_told_whole(field.responses))


def _script(page: Page, field: Field, _item: ReportItem) -> str:
    page.quoted_ids.update(one.id for one in field.responses)
    return "".join(saying.script(one) for one in page.not_told_whole(field.responses))


def _dash(page: Page, field: Field, _item: ReportItem) -> str:
    page.quoting(field.responses, "quotes")
    return "".join(saying.dashed(one) for one in page.not_told_whole(field.responses))


def _vignettes(page: Page, field: Field, _item: ReportItem) -> str:
    page.quoting(field.responses, "quotes")
    return "".join(saying.vignette(one) for one in page.not_told_whole(field.responses))


def _table(_page: Page, field: Field, _item: ReportItem) -> str:
    if field.columns:
        return saying.rows(field)
    if len({one.group.id for one in field.responses}) > 1:
        return blocks.table(
            [words("column_group"), inline(field.label)],
            [[inline(one.group.name), linked(one.words)] for one in field.responses],
        )
    return blocks.table([inline(field.label)], [[linked(one.words)] for one in field.responses])


def _worksheet(field: Field, item: ReportItem) -> str:
    """Return the form that people filled in, blank: a line for the name, the heads of its columns, empty rows."""
    heads = [inline(head) for head in field.columns or field.categories or (field.label,)]
    rows = [[""] * len(heads)] * (EMPTY_ROWS if item.top is None else item.top)
    return blocks.paragraph(words("worksheet_name")) + blocks.table(heads, rows)


def _pictures(page: Page, field: Field, _item: ReportItem) -> str:
    return "".join(picture(page, one) for one in field.responses)


def picture(page: Page, one: Response) -> str:
    """Return a picture with its description and caption. Without a description it does not print."""
    if not one.picture:
        return blocks.paragraph(lines(one.text))
    if not one.description.strip():
        name = f"‘{one_line(one.text)}’" if one.text.strip() else one.picture
        said = f"The picture {name} has no description, so it is not printed."
        page.find(said, "pictures", about=one.id, record=f"response/{one.id}", cure=DESCRIBE)
        return page.gap("picture_without_description", one.text.strip() or one.picture)
    if one.picture.endswith(UNREAD):
        said = f"The picture {one.picture} is in an iPhone's own format, so it is not printed."
        page.find(said, "pictures", about=one.id, record=f"response/{one.id}", cure=OWN_FORMAT)
        return page.gap("picture_unread", one.description)
    page.pictures.append(one.picture)
    return blocks.picture(f"{page.media}/{one.picture}", one.description, lines(one.text))


def _count(_page: Page, field: Field, _item: ReportItem) -> str:
    """Return how many pledges there are and when they are posted, and not what they say."""
    number = sum(1 if one.number is None else one.number for one in (field.private or field).responses)
    if not number:
        return ""
    when = inline(field.post_on.strip().rstrip("."))
    posted = f" {words('posting', when=when)}" if when else ""
    return blocks.paragraph(f"{words('pledges_made', number)}{posted}")


def _of_numbers(printer: Callable[[Field, ReportItem], str]) -> Printer:
    return lambda _page, field, item: printer(field, item)


BY_GROUP: dict[tuple[str, str], Callable[[Field, ReportItem], str]] = {
    **{(kind, form): tallied.by_group_table for kind in tallied.UNIT for form in ("table", "chart")},
    **{(kind, "sentence"): tallied.by_group_sentence for kind in tallied.UNIT},
    **{("scale", form): scaled.by_group_table for form in ("table", "chart")},
    ("scale", "sentence"): scaled.by_group_sentence,
}
"""The forms of numbers that print groups side by side rather than each under a heading; by kind."""

OF_KIND: dict[tuple[str, str], Printer] = {
    ("dots", "list"): _of_numbers(tallied.listed),
    **{(kind, "sentence"): _of_numbers(tallied.sentence) for kind in tallied.UNIT},
    **{(kind, "table"): _of_numbers(tallied.table) for kind in tallied.UNIT},
    ("scale", "sentence"): _of_numbers(scaled.sentence),
    ("scale", "table"): _of_numbers(scaled.table),
    ("scale", "chart"): _of_numbers(scaled.chart),
    ("tree", "list"): _of_numbers(maps.listed),
    ("tree", "numbered"): _of_numbers(maps.numbered),
}
"""The forms that a kind has a way of its own for."""

PRINTERS: dict[str, Printer] = {
    "list": _list,
    "numbered": _numbered,
    "lettered": _lettered,
    "leadin": _leadin,
    "run-in": _run_in,
    "themes": themed.themes,
    "nested": themed.nested,
    "headings": themed.headings,
    "quotes": _quotes,
    "dash": _dash,
    "script": _script,
    "vignette": _vignettes,
    "table": _table,
    "worksheet": lambda _page, field, item: _worksheet(field, item),
    "sentence": _sentence,
    "pictures": _pictures,
    "ranked": _of_numbers(tallied.ranked),
    "chart": _of_numbers(tallied.chart),
    "count": _count,
    "crossed": crossed.printed,
    "roles": lambda page, _field, _item: register.roles(page),
    "groups": lambda page, _field, _item: register.teams(page),
}
"""Every form by its name in YAML."""
