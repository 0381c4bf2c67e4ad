"""What a template can call. Each gives Markdown that stands between blank lines, or nothing at all.

``block_report`` does what a block's ``report:`` says; a template that wants it otherwise asks for the parts itself,
with ``show``, ``bullets``, ``quotes`` and the rest. However it does, ``also_recorded`` lists what was captured and
nothing printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
from markupsafe import Markup

from facikit.library.shapes import ReportItem
from facikit.report import balanced, blocks, forms, matter, pieces, record, register, wording
from facikit.report import crossed as crossing
from facikit.report.apart import in_order
from facikit.report.page import Page, page
from facikit.report.text import Text, escape, inline, lines
from facikit.report.views import Block, Field, Report, Slot

FOREWORD = "foreword"
"""The slot that those sign whose part it is."""


def title(name: object) -> Markup:
    """Print the title; what follows stands below it."""
    here = page()
    printed = blocks.heading(here.level, str(escape(name)), here.title_mark)
    here.level += 1
    return Markup(printed)


def section(heading: object, block: Block | None = None, *, caller: Callable[[], str]) -> Markup:
    """Print a heading over what is called with it; nothing where that is empty. ``block``: what links to it mean."""
    return Markup(page().section(str(escape(heading)), lambda: str(caller()), block))


def outcomes(report: Report, lead: object = "") -> Markup:
    """Print what the session was for."""
    listed = blocks.bullets(inline(outcome) for outcome in report.outcomes)
    return Markup(blocks.paragraph(str(escape(lead)) or wording.words("outcomes")) + listed if listed else "")


def speaker(block: Block) -> Markup:
    """Print who spoke: name, post and organisation; nothing where the block's own report says where that goes."""
    asked_for = any(item.show == "speaker" for item in _flat(block.report))
    return Markup("" if asked_for else _speaker(block))


def block_report(block: Block) -> Markup:
    """Print what the block's ``report:`` names, in its order, but for what ``show`` has printed; then what is left."""
    here = page()
    items = tuple(_not_shown(here, block, block.report or _usual_items(block)))
    printed = in_order(here, block, ((item, _item(here, block, item, items)) for item in items))
    return Markup(printed + _also_recorded(here, block))


def show(
    block: Block, what: str, form: str = "", *, by: str = "", members: str = "", top: int | None = None, lead: str = ""
) -> Markup:
    """Print one field, slot or 'aim', 'question', 'speaker' of a block, in the form asked for.

    Which members stand under a theme is as the block's own ``report:`` has it, unless said here.
    """
    members = members or next((item.members for item in _flat(block.report) if item.show == what), "")
    try:
        asked = {"show": what, "as": form, "by": by, "members": members, "top": top, "lead": lead}
        item = msgspec.convert(asked, ReportItem)
    except msgspec.ValidationError as error:
        raise ValueError(f"show(): {error}") from None
    here = page()
    here.shown_ahead.add((block.id, what))
    return Markup(_item(here, block, item, (item,)))


def has(block: Block, *names: str) -> bool:
    """Tell whether the block has a field or slot of any of these names, filled or not."""
    return not {*names}.isdisjoint([one.name for one in block.fields] + [one.name for one in block.slots])


def quote_style(form: str) -> Markup:
    """Say how quotes stand where nothing else is asked for: quotes, dash, or like a play as script. Prints nothing."""
    if form not in ("quotes", "dash", "script"):
        raise ValueError(f"quote_style(): there is no {form!r}, only 'quotes', 'dash' and 'script'")
    page().quote_style = form
    return Markup("")


def also_recorded(block: Block) -> Markup:
    """Print what was captured in the block and nothing has printed so far, under a heading that says so."""
    return Markup(_also_recorded(page(), block))


def recorded(block: Block) -> Markup:
    """Print every response of the block once, by group, in the order of capture, and everything that was counted."""
    return Markup(record.of_block(page(), block))


def headcounts(block: Block) -> Markup:
    """Print how many people were counted in the block, in the room and group by group."""
    return Markup(record.headcounts(block))


def took_part(report: Report) -> Markup:
    """Print how many took part in one sentence, as counted and as registered."""
    here = page()
    return Markup("" if here.report is not report else blocks.paragraph(here.took_part()))


def slots(some: Iterable[Slot]) -> Markup:
    """Print each slot: its heading and its prose; below a foreword, who signs it."""
    here = page()
    return Markup("".join(_slot(here, slot, slot.heading, signed=slot.name == FOREWORD) for slot in some))


def prose(block: Block, name: str) -> Markup:
    """Print what staff wrote in one slot of a block, without its heading; nothing where there is no such slot."""
    here = page()
    here.shown_ahead.add((block.id, name))
    return Markup("".join(_slot(here, one, Text("")) for one in block.slots if one.name == name))


def parking_lot(report: Report) -> Markup:
    """Print what was put aside, and where it came up."""
    listed = (
        f"{lines(one.text)} ({inline(one.block)})" if one.block.strip() else lines(one.text) for one in report.parked
    )
    return Markup(blocks.bullets(listed))


def attendees(report: Report, few: int | None = None) -> Markup:
    """Print who took part, in the form that a block of the day asks for, else by role and team; only once.

    ``few``: fewer people than this of one role or team stand together with others.
    """
    here = page()
    if here.register_printed or here.report is not report:
        return Markup("")
    if few is not None:
        return Markup(register.roles(here, few))
    for block in report.agenda:
        for item in _flat(() if block.cut else block.report):
            found = next((one for one in block.fields if one.name == item.show and one.kind == "people"), None)
            if found:
                return Markup(_field(here, found, msgspec.structs.replace(item, heading=""), ()))
    return Markup(register.roles(here))


def balance(report: Report, by: str = "label") -> Markup:
    """Print a table of who is quoted how often in this report, by label or by group, of how many responses."""
    here = page()
    return Markup(balanced.mark(here, by) if here.report is report else "")


def crossed(block: Block, name: str, by: str = "group") -> Markup:
    """Print a table of a field's themes by group, or by label: how many responses, each column with its number."""
    return Markup(crossing.table(field(block, name), by))


def shown(block: Block, name: str) -> Markup:
    """Say that the template prints a field in its own way, so that nothing prints it again. Prints nothing."""
    here, found = page(), field(block, name)
    here.shown_ahead.add((block.id, name))
    here.shown(found)
    here.told(found.responses)
    return Markup("")


def field(block: Block, name: str) -> Field:
    """Return the block's field with this name."""
    for one in block.fields:
        if one.name == name:
            return one
    raise ValueError(f"{block.id} has no field {name!r}")


def slot(block: Block, name: str) -> Slot:
    """Return the block's slot with this name."""
    for one in block.slots:
        if one.name == name:
            return one
    raise ValueError(f"{block.id} has no slot {name!r}")


def item(here: Page, block: Block, wanted: ReportItem) -> str:
    """Return one thing of a block as its ``report:`` would print it."""
    return _item(here, block, wanted, (wanted,))


FUNCTIONS: dict[str, Callable[..., object]] = {
    one.__name__: one
    for one in (
        title,
        section,
        outcomes,
        speaker,
        block_report,
        show,
        has,
        quote_style,
        also_recorded,
        recorded,
        headcounts,
        took_part,
        slots,
        prose,
        parking_lot,
        attendees,
        balance,
        crossed,
        shown,
        field,
        slot,
    )
} | (pieces.FUNCTIONS | matter.FUNCTIONS)
"""Everything by the name that a template calls it by."""


def _also_recorded(here: Page, block: Block) -> str:
    def body() -> str:
        made = ""
        for found in block.fields:
            left = tuple(one for one in found.responses if one.id not in here.printed)
            listed = ""
            if found.numbered and (found.block, found.name) not in here.fields_shown:
                listed = forms.printed(here, found, ReportItem(show=found.name))
            if left:
                # Where numbers are wanted, words are a list beside them.
                kind = "list" if found.kind in forms.NUMBERED else found.kind
                rest = msgspec.structs.replace(found, kind=kind, responses=left, themes=(), counted=None, scale=None)
                listed += forms.printed(here, rest, ReportItem(show=found.name))
            if listed.strip():
                here.left_over.setdefault(block.id, []).append((found, left))
            made += blocks.paragraph(f"{inline(found.label)}:") + listed if listed.strip() else ""
        return made

    return here.section(wording.words("also_recorded"), body)


def _usual_items(block: Block) -> tuple[ReportItem, ...]:
    """Return what a block prints that does not say: its aim, each field in its usual form, its slots."""
    told = [one for one in block.fields if one.filled or page().report.draft]
    return (
        ReportItem(show="aim"),
        *(ReportItem(show=one.name, heading=one.label if len(told) > 1 else "") for one in told),
        *(ReportItem(show=one.name) for one in block.slots),
    )


def _not_shown(here: Page, block: Block, items: Iterable[ReportItem]) -> Iterator[ReportItem]:
    """Return the items without those that the template has printed by ``show``, parts and all."""
    for item in items:
        parts = tuple(_not_shown(here, block, item.parts))
        shown = bool(item.show) and (block.id, item.show) in here.shown_ahead
        if parts or not (shown or item.parts):
            yield msgspec.structs.replace(item, show="" if shown else item.show, parts=parts)


def _flat(items: Iterable[ReportItem]) -> Iterator[ReportItem]:
    for item in items:
        yield item
        yield from _flat(item.parts)


def _item(here: Page, block: Block, item: ReportItem, items: Sequence[ReportItem]) -> str:
    """Return one item of a block's report: its heading, what it shows, and its parts one level deeper."""
    if item.parts:
        heading = item.heading or (block.question if item.show == "question" else "")
        shown = msgspec.structs.replace(item, heading="", parts=())
        own = bool(item.show) and not (item.show == "question" and not item.heading)

        def body() -> str:
            first = _shown(here, block, shown, items) if own else blocks.paragraph(inline(item.lead))
            parts = in_order(here, block, ((part, _item(here, block, part, items)) for part in item.parts))
            return first + parts if parts.strip() or own else ""

        return here.section(inline(heading), body)
    return _shown(here, block, item, items)


def _shown(here: Page, block: Block, item: ReportItem, items: Sequence[ReportItem]) -> str:
    """Return one thing of a block. What is found in it is found there, also where no heading has told which block."""
    before, here.where = here.where, here.where or block.name
    try:
        return _of_block(here, block, item, items)
    finally:
        here.where = before


def _of_block(here: Page, block: Block, item: ReportItem, items: Sequence[ReportItem]) -> str:
    for found in block.fields:
        if found.name == item.show:
            return _field(here, found, item, items)
    for place in block.slots:
        if place.name == item.show:
            return _slot(here, place, Text(item.heading or place.heading), item.lead)
    if item.show == "aim":
        return here.section(inline(item.heading or wording.plain("aim")), lambda: here.prose(block.aim))
    if item.show == "question":
        return here.section(inline(item.heading), lambda: blocks.paragraph(lines(block.question)))
    if item.show == "speaker":
        return here.section(inline(item.heading), lambda: _speaker(block))
    if item.show:
        here.find(f"The report names ‘{item.show}’, which this part does not have.", about=f"{block.id}.{item.show}")
        return here.gap("nothing_called", item.show)
    return ""


def _field(here: Page, found: Field, item: ReportItem, items: Sequence[ReportItem]) -> str:
    heading = item.heading
    if not heading and item.as_ == "headings" and sum(one.as_ == "headings" for one in _flat(items)) > 1:
        # The themes of two fields, each a heading, would run into one another.
        heading = found.label
    someone = bool(here.report.present or here.report.stated)
    blank = item.as_ == "worksheet"
    empty = not (found.filled or found.themes or blank or (found.kind == "people" and someone))
    # A sentence has its lead in the same line.
    leads = (item.as_ or forms.usual(found)) == "sentence" and found.scale is None and not item.by
    shown = item if leads else msgspec.structs.replace(item, lead="")

    def body() -> str:
        if found.held:
            return here.gap("held_back", found.label)
        if empty:
            return here.gap("not_recorded", found.label)
        printed = forms.printed(here, found, shown)
        return printed if leads or not printed.strip() else blocks.paragraph(inline(item.lead)) + printed

    return here.section(inline(heading), body)


def _slot(here: Page, place: Slot, heading: Text, lead: str = "", *, signed: bool = False) -> str:
    def body() -> str:
        if not place.prose.strip():
            here.unwritten.append(place)
        written = here.prose(place.prose) or here.gap(
            "not_written", heading.strip() or place.hint.strip() or place.name
        )
        below = str(matter.signatures(here.report)) if signed else ""
        return blocks.paragraph(inline(lead)) + written + below if written else ""

    return here.section(inline(heading), body)


def _speaker(block: Block) -> str:
    who = ", ".join(inline(part) for part in (block.speaker, block.post, block.organisation) if part.strip())
    return blocks.paragraph(f"**{wording.words('speaker')}** {who}") if block.speaker.strip() else ""
