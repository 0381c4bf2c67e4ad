"""The same day's record of a block: everything that was said and counted, once, by group, as it was captured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from facikit.library.shapes import ReportItem
from facikit.report import blocks, forms, maps, saying, scaled, tallied
from facikit.report.page import Page
from facikit.report.text import inline, lines
from facikit.report.views import Block, Field, Group, Response
from facikit.report.wording import words


def of_block(here: Page, block: Block) -> str:
    """Return every response of the block once, by group, in the order of capture, and everything that was counted.

    Votes that are held back are named without their counts, and pledges without their words.
    """
    made = ""
    fields = [field for field in block.fields if field.responses]
    groups = {one.group.id: one.group for group in block.groups for one in _of_group(fields, group)}
    groups |= {one.group.id: one.group for field in fields for one in field.responses}
    several = len(groups.keys() | {group.id for group in block.groups}) > 1
    for group in groups.values():

        def body(group: Group = group) -> str:
            return "".join(_recorded(here, field, group, named=len(fields) > 1) for field in fields)

        # What no group has said stands under a heading too, or it would seem to be the last group's.
        made += here.section(inline(group.name) or words("everyone"), body) if several else body()
    numbers = [field for field in block.fields if field.held or field.numbered]
    if numbers:
        # Under a heading, or they would seem to be the last group's.
        made += here.section(
            words("counts_heading") if several and groups else "",
            lambda: "".join(_recorded_numbers(here, one) for one in numbers),
        )
    return headcounts(block) + made


def headcounts(block: Block) -> str:
    """Return how many people were counted in the block, in the room and group by group."""
    said = [
        f"{inline(one.group)}: {one.number}" if one.group else words("in_the_room", number=one.number)
        for one in block.heads
    ]
    return blocks.paragraph(words("people_by_group", groups="; ".join(said))) if said else ""


def _of_group(fields: Iterable[Field], group: Group) -> Iterator[Response]:
    return (one for found in fields for one in found.responses if one.group.id == group.id)


def _recorded(here: Page, found: Field, group: Group, *, named: bool) -> str:
    mine = tuple(one for one in found.responses if one.group.id == group.id)
    here.told(mine)
    pictures = [one for one in mine if one.picture]
    said = [one for one in mine if not one.picture]
    if any(one.cells for one in said):
        made = saying.rows(msgspec.structs.replace(found, responses=tuple(said)))
    elif found.kind == "tree":
        made = maps.recorded(said, lambda one: _record_of(one, found.kind))
    else:
        made = blocks.bullets(_record_of(one, found.kind) for one in said)
    made += "".join(_recorded_picture(here, one) for one in pictures)
    return blocks.paragraph(f"{inline(found.label)}:") + made if named and made else made


def _recorded_numbers(here: Page, found: Field) -> str:
    """Return everything that a field has counted, group by group; of a vote that is held back, that it is."""
    label = inline(found.label)
    here.shown(found)
    if found.held:
        return blocks.paragraph(words("held_back_of", label=label))
    whole = ReportItem(show=found.name, by="group")
    if found.counted is not None and tallied.is_sparse(found):
        made = tallied.by_group_list(found)
    elif found.counted is not None:
        made = tallied.by_group_table(found, whole)
    elif found.scale is not None:
        made = scaled.by_group_table(scaled.own(found), whole)
    else:
        made = forms.printed(here, found, whole)
    return blocks.paragraph(f"{label}:") + made if made else ""


def _record_of(one: Response, kind: str) -> str:
    """Return a response with whatever was typed beside its words."""
    said = saying.point(one, kind)
    beside = [inline(one.category)] if one.category.strip() else []
    if one.label.strip() and not (one.kind in ("quote", "exchange", "vignette") or kind == "quotes"):
        beside.append(saying.whose(one))
    return f"{said} ({'; '.join(beside)})" if beside else said


def _recorded_picture(here: Page, one: Response) -> str:
    if one.description.strip():
        return forms.picture(here, one)
    caption = f"{lines(one.text)} " if one.text.strip() else ""
    return blocks.paragraph(f"{caption}({words('picture_undescribed', picture=inline(one.picture))})")
