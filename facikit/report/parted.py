"""A field taken apart by group, category or label, and the forms that print its parts side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from facikit.report import blocks, saying
from facikit.report.text import Text, inline, linked
from facikit.report.views import Field, Response, Theme
from facikit.report.wording import plain

NOBODYS = {"group": "everyone", "category": "other", "label": "other"}
"""The phrase that stands over what has no group, category or label, where the rest is printed by it."""
Apart = Sequence[tuple[Text, Field]]


def by(field: Field, what: str) -> list[tuple[Text, Field]]:
    """Return the field once for each group, category or label, with what belongs to it, in the order of the plan."""
    order: dict[str, tuple[Text, list[Response]]] = {}
    if what == "category":
        order = {category: (category, []) for category in field.categories}
    rest: list[Response] = []
    for one in field.responses:
        key = {"group": one.group.id, "category": one.category, "label": one.voice}[what]
        name = one.group.name if what == "group" else Text(key)
        if what == "category" and field.kind == "tree":
            # Its heading says it already.
            one = msgspec.structs.replace(one, category=Text(""))
        (order.setdefault(key, (name, []))[1] if name.strip() else rest).append(one)
    return [(name, _only(field, found)) for name, found in [*order.values(), (plain(NOBODYS[what]), rest)] if found]


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


def _leadin_by(apart: Apart) -> str:
    return blocks.bullets(blocks.labelled(inline(name), _row(part)) for name, part in apart)


def _run_in_by(apart: Apart) -> str:
    return "".join(saying.in_a_sentence(part.responses, part.kind, f"**{inline(name)}.**") for name, part in apart)


def _sentence_by(apart: Apart) -> str:
    return "".join(saying.in_a_sentence(part.responses, part.kind, f"{inline(name)}:") for name, part in apart)


def _columns_by(apart: Apart) -> str:
    """Return a table with a column for each, as long as the longest of them."""
    columns = [[linked(one.words) for one in part.responses] for _, part in apart]
    body = [
        [column[at] if at < len(column) else "" for column in columns]
        for at in range(max(map(len, columns), default=0))
    ]
    return blocks.table([inline(name) for name, _ in apart], body)


def _row(part: Field) -> str:
    return blocks.in_a_row([linked(one.words) for one in part.responses])


TOGETHER: dict[tuple[str, str], Callable[[Apart], str]] = {
    ("", "leadin"): _leadin_by,
    ("", "run-in"): _run_in_by,
    ("", "sentence"): _sentence_by,
    ("list", "table"): _columns_by,
}
"""The forms that print groups, categories or labels side by side rather than each under a heading; by kind, or all."""


def together(field: Field, form: str) -> Callable[[Apart], str] | None:
    """Return what prints the parts side by side in this form; None where each stands under a heading."""
    return TOGETHER.get((field.kind, form)) or TOGETHER.get(("", form))
