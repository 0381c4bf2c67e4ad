"""What a programme's report takes from its sessions by reference, each printed on the page of its own session."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from facikit.library.programme_shape import Part
from facikit.library.programmes import near, of_reference
from facikit.library.shapes import ReportItem
from facikit.report import functions
from facikit.report.page import Page, writing
from facikit.report.text import Text, inline
from facikit.report.together import Seat, lost, together_on
from facikit.report.views import Block, Field, Section, Slot, Theme, everyone


def gap(here: Page, seat: Seat) -> str:
    return here.gap("session_missing", seat.title)


def seat_of(here: Page, name: str, said: str) -> Seat | None:
    """Return the session meant; None, and a finding, where there is none or nothing of it can be had."""
    seat = together_on(here).seats.get(name)
    if seat is None:
        hint = near(name, together_on(here).seats)
        lost(here, said, f"names no session of the programme; {hint}" if hint else "names no session of the programme")
    elif seat.page is None and not seat.why:
        lost(here, said, f"is of {seat.name}, of which only the title is known")
    return seat


def part(here: Page, one: Section) -> str:
    """Return what a part takes from one session, printed on that session's page."""
    said = one.part.from_
    name, block_id, field = of_reference(said)
    seat = seat_of(here, name, said)
    if seat is None or seat.page is None:
        return here.gap("session_missing", seat.title if seat is not None else said)
    with together_on(here).visiting(seat, here.level) as there, writing(there):
        assert seat.report is not None
        block = next((one for one in seat.report.agenda if one.id == block_id), None)
        own = [*seat.report.opening, *seat.report.closing]
        slot = next((one for one in own if one.name == (block_id if not field else "")), None)
        if block is None and slot is None:
            lost(here, said, f"leads nowhere: {seat.title} has no such block and no such slot")
            return here.gap("leads_nowhere", said)
        if block is None:
            assert slot is not None
            return _slot(there, slot)
        there.where = str(block.name)
        if not field:
            if one.heading.strip():
                return str(functions.speaker(block)) + str(functions.block_report(block))
            whole = block
            return there.section(
                inline(block.name), lambda: str(functions.speaker(whole)) + str(functions.block_report(whole)), block
            )
        return _of_block(here, there, one, block, field)


def _of_block(here: Page, there: Page, one: Section, block: Block, name: str) -> str:
    """Return one field or slot of a block, or its aim, question or speaker."""
    part = one.part
    slot = next((slot for slot in block.slots if slot.name == name), None)
    if slot is not None:
        return _slot(there, slot)
    field = next((field for field in block.fields if field.name == name), None)
    form = part.as_
    if field is None and name == "aim":
        return there.prose(block.aim)
    if field is None and name not in ("question", "speaker"):
        lost(here, part.from_, f"leads nowhere: {block.name} has no field or slot of that name")
        return here.gap("leads_nowhere", part.from_)
    if field is not None:
        if part.theme:
            found = _theme(field.themes, part.theme)
            if found is None:
                names = [str(theme.name) for theme in field.themes]
                why = f"has no theme {part.theme!r}; {near(part.theme, names)}".rstrip("; ")
                lost(here, part.from_, why, "Name it in programme.yaml as it is called in Themes.")
                return here.gap("leads_nowhere", f"{part.from_}, {part.theme}")
            field, form = _of_theme(field, found, named=not one.heading.strip()), form or "headings"
        if part.only == "highlighted":
            field = _highlighted(field)
        if field.held:
            record = f"release/{block.id}/{field.name}"
            said = f"The counts of ‘{field.label}’ are held back until they are released."
            there.find(said, "held-back", about=record, record=record)
        block = msgspec.structs.replace(block, fields=(field,))
    item = msgspec.convert(
        {"show": name, "as": form, "by": part.by, "members": part.members, "top": part.top}, ReportItem
    )
    return functions.item(there, block, item)


def _slot(there: Page, slot: Slot) -> str:
    return there.prose(slot.prose) or there.gap("not_written", slot.heading.strip() or slot.hint.strip() or slot.name)


def _theme(themes: Sequence[Theme], name: str) -> Theme | None:
    for theme in themes:
        if theme.id == name or theme.name.strip().casefold() == name.strip().casefold():
            return theme
        below = _theme(theme.parts, name)
        if below is not None:
            return below
    return None


def _of_theme(field: Field, theme: Theme, *, named: bool) -> Field:
    """Return the field with nothing but one theme; not ``named``: its heading stands over it already."""
    members = {one.id for one in everyone(theme)}
    shown = theme if named else msgspec.structs.replace(theme, name=Text(""))
    return msgspec.structs.replace(
        field,
        themes=(shown,),
        responses=tuple(one for one in field.responses if one.id in members),
        lent=tuple(one for one in field.lent if one.id in members),
    )


def _highlighted(field: Field) -> Field:
    """Return the field with what staff highlighted, in its themes as well."""

    def chosen(theme: Theme) -> Theme:
        return msgspec.structs.replace(
            theme,
            members=tuple(one for one in theme.members if one.highlight),
            parts=tuple(chosen(part) for part in theme.parts),
        )

    return msgspec.structs.replace(
        field,
        responses=tuple(one for one in field.responses if one.highlight),
        lent=tuple(one for one in field.lent if one.highlight),
        themes=tuple(chosen(theme) for theme in field.themes),
    )


def register(here: Page, wanted: Part) -> str:
    """Return who took part in a session, in the form that it asks for or that its own report has."""
    seat = seat_of(here, wanted.register, wanted.register)
    if seat is None or seat.page is None:
        return here.gap("session_missing", seat.title if seat is not None else wanted.register)
    with together_on(here).visiting(seat, here.level) as there, writing(there):
        assert seat.report is not None
        there.register_printed = False
        found = next(
            ((block, field) for block in seat.report.agenda for field in block.fields if field.kind == "people"), None
        )
        if found is None or not wanted.as_:
            return str(functions.attendees(seat.report))
        item = msgspec.convert({"show": found[1].name, "as": wanted.as_}, ReportItem)
        return functions.item(there, found[0], item)
