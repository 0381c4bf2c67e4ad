"""A programme's report: its sections, what they show of its sessions by reference, and whole reports in appendices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec
from markupsafe import Markup

from facikit.errors import UserError
from facikit.library.programme_shape import PARKING, REGISTER, Part
from facikit.library.programmes import folder_of, near, of_reference, read_programme, short_names
from facikit.library.shapes import ReportItem
from facikit.report import answers, blocks, functions, matter, wording
from facikit.report.gather import report_of
from facikit.report.layout import APPENDIX, CONTENTS, COUNTED, HEAD_OPEN, HEAD_SHUT, LISTED
from facikit.report.page import Page, page, writing
from facikit.report.text import Text, inline
from facikit.report.together import CANNOT, Seat, Together, lost, one_sentence
from facikit.report.views import Block, Field, Programme, Prose, Report, Section, Slot, Theme, everyone
from facikit.session import prose
from facikit.session.session import Session


def begin(session: Session, report: Report, media: str, kits: Sequence[Path], at: Path) -> Page:
    """Return the page of a programme's report, its sessions open to be read; ``report``: the programme as a session."""
    programme, problems = read_programme(session.folder)
    if programme is None:
        raise UserError(str(problems[0]), f"see: facikit check {session.folder}")
    together = Together(programme, session.folder, kits, draft=report.draft, at=at)
    view = Programme(
        **{name: getattr(report, name) for name in Report.__struct_fields__},
        sections=together.sections(programme.sections),
        appendices=together.sections(programme.appendices, appendix=True),
    )
    here = Page(view, media)
    here.together, here.beyond = together, together.look_up
    together.slots = {slot.slot: Prose(prose.prose(session, prose.SESSION, slot.slot)) for slot in session.plan.write}
    for problem in problems:
        here.find(str(problem))
    return here


def folders(session: Session, kits: Sequence[Path]) -> tuple[list[Path], list[str]]:
    """Return the folders of a programme's sessions, and in a sentence each why one of them cannot be read."""
    programme, _ = read_programme(session.folder)
    found, why = [], []
    for name, sitting in zip(short_names(programme.sessions), programme.sessions, strict=True) if programme else ():
        if not sitting.session:
            continue
        try:
            folder = folder_of(sitting, session.folder, kits)
            Session.open(folder, read_only=True)
            found.append(folder)
        except (UserError, OSError) as error:
            why.append(f"{name} {CANNOT}, so nothing of it is in this report: {one_sentence(error)}.")
    return found, why


# What a template calls


def sections() -> tuple[Section, ...]:
    """Return the sections of a programme's report."""
    return _programme().sections


def appendices() -> tuple[Section, ...]:
    """Return the appendices of a programme's report."""
    return _programme().appendices


def contents() -> Markup:
    """Print links to the report's sections and appendices, with their numbers."""
    listed = _programme().sections or _programme().appendices
    return Markup(blocks.paragraph(CONTENTS) if listed else "")


def part(one: Section) -> Markup:
    """Print a section or an appendix of a programme: its heading, what it shows, and its parts."""
    return Markup(_printed(page(), one))


FUNCTIONS: dict[str, Callable[..., object]] = {one.__name__: one for one in (sections, appendices, contents, part)}
"""Everything that only a programme's template calls, by name."""


def _programme() -> Programme:
    report = page().report
    if not isinstance(report, Programme):
        raise ValueError("this kind of report is for a programme: several sessions reported together")
    return report


# Printing


def _printed(here: Page, one: Section) -> str:
    if one.part.report:
        return _whole_report(here, one)
    mark = _mark(here, one)

    def body() -> str:
        shown = _shown(here, one)
        lead = blocks.paragraph(inline(one.part.lead)) if one.part.lead and shown.strip() else ""
        return lead + shown + "".join(_printed(here, below) for below in one.parts)

    before = here.where
    here.where = str(one.heading).strip() or before
    try:
        return here.section(inline(one.heading), body, mark=mark)
    finally:
        here.where = before


def _mark(here: Page, one: Section) -> str:
    """Return what stands at the end of a section's heading: what it is linked to by, and how it is numbered."""
    together = _together(here)
    seat = together.seats.get(of_reference(one.part.from_)[0]) if one.part.from_ else None
    marks = ""
    if seat is not None and seat.report is not None:
        _, block_id, name = of_reference(one.part.from_)
        marks = "".join(
            f"{HEAD_OPEN}{seat.base + block.number}{HEAD_SHUT}"
            for block in seat.report.agenda
            if block.id == block_id and not name
        )
    return f"{marks}{HEAD_OPEN}{one.number}{HEAD_SHUT}{_kind(together, one)}"


def _kind(together: Together, one: Section) -> str:
    if one.appendix:
        return APPENDIX if one.depth == 1 else LISTED if one.depth == 2 else ""
    return COUNTED if one.depth <= together.programme.numbers else LISTED if one.depth == 1 else ""


def _shown(here: Page, one: Section) -> str:
    """Return what a part shows itself: its own prose, then what it takes from the sessions."""
    part = one.part
    together = _together(here)
    together.quote_style = here.quote_style
    made = slot_or_text(here, part) if part.slot or part.text else ""
    if part.from_:
        made += _from(here, one)
    if part.theme and not part.from_:
        here.find(f"The theme {part.theme!r} stands without from, so there is nothing to take it from.")
    if part.show == "sessions":
        made += "".join(_session(here, seat) for seat in together.seats.values() if seat.name not in part.without)
    if part.answers is not None:
        made += answers.printed(here, part.answers)
    if part.register:
        made += _register(here, part)
    return made


def slot_or_text(here: Page, part: Part) -> str:
    """Return the programme's own prose in a slot; until somebody writes, what the file has for it."""
    written = _together(here).slots.get(part.slot, Prose(""))
    made = here.prose(written if written.strip() else part.text)
    made = made or here.gap("not_written", part.hint or part.heading or part.slot)
    return made + matter.signatures(here.report) if made and part.slot == functions.FOREWORD else made


def _session(here: Page, seat: Seat) -> str:
    """Return a session as one of the programme: its month and title, what it was for."""
    together = _together(here)
    month = seat.date[5:7]
    known = month.isdecimal() and 1 <= int(month) <= 12
    name = inline(seat.title)
    heading = wording.words("month_title", month=inline(wording.month(int(month))), title=name) if known else name
    mark = "" if seat.name in together.reported else f"{HEAD_OPEN}{seat.number}{HEAD_SHUT}"

    def body() -> str:
        if seat.sitting.summary.strip():
            return here.prose(seat.sitting.summary)
        if seat.page is None:
            return _gap(here, seat)
        with together.visiting(seat, here.level) as there:
            assert seat.report is not None
            return "".join(there.prose(slot.prose) for slot in seat.report.opening)

    return here.section(heading, body, mark=mark)


def _gap(here: Page, seat: Seat) -> str:
    return here.gap("session_missing", seat.title)


def _seat(here: Page, name: str, said: str) -> Seat | None:
    """Return the session meant; None, and a finding, where there is none or nothing of it can be had."""
    seat = _together(here).seats.get(name)
    if seat is None:
        hint = near(name, _together(here).seats)
        lost(here, said, f"names no session of the programme; {hint}" if hint else "names no session of the programme")
    elif seat.page is None and not seat.why:
        lost(here, said, f"is of {seat.name}, of which only the title is known")
    return seat


def _from(here: Page, one: Section) -> str:
    """Return what a part takes from one session, printed on that session's page."""
    said = one.part.from_
    name, block_id, field = of_reference(said)
    seat = _seat(here, name, said)
    if seat is None or seat.page is None:
        return here.gap("session_missing", seat.title if seat is not None else said)
    with _together(here).visiting(seat, here.level) as there, writing(there):
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
            there.told_whole.clear()
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
                lost(here, part.from_, f"has no theme {part.theme!r}; {near(part.theme, names)}".rstrip("; "))
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
        field, themes=(shown,), responses=tuple(one for one in field.responses if one.id in members)
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
        themes=tuple(chosen(theme) for theme in field.themes),
    )


def _register(here: Page, part: Part) -> str:
    """Return who took part in a session, in the form that it asks for or that its own report has."""
    seat = _seat(here, part.register, part.register)
    if seat is None or seat.page is None:
        return here.gap("session_missing", seat.title if seat is not None else part.register)
    with _together(here).visiting(seat, here.level) as there, writing(there):
        assert seat.report is not None
        there.register_printed = False
        found = next(
            ((block, field) for block in seat.report.agenda for field in block.fields if field.kind == "people"), None
        )
        if found is None or not part.as_:
            return str(functions.attendees(seat.report))
        item = msgspec.convert({"show": found[1].name, "as": part.as_}, ReportItem)
        return functions.item(there, found[0], item)


def _whole_report(here: Page, one: Section) -> str:
    """Return a session's own report, its headings moved down to where it stands."""
    from facikit.report import environment
    from facikit.report.render import COMPLETE

    together, part = _together(here), one.part
    seat = _seat(here, part.report, part.report)
    if seat is None or seat.session is None or seat.folder is None:
        named = seat.title if seat is not None else part.report
        gap = here.gap("session_missing", named)
        return here.section(inline(one.heading or Text(named)), lambda: gap, mark=_mark(here, one))
    genre = part.template or seat.session.plan.report
    report = report_of(seat.session, genre, draft=here.report.draft, everything=genre in COMPLETE)
    # Its cover is the programme's own.
    bare = msgspec.structs.replace(report.about, status="", partners=(), logo="", licence="", subtitle=Text(""))
    report = msgspec.structs.replace(report, about=bare)
    report = _without(report, part.without, seat.title if not one.heading.strip() else str(one.heading))
    there = together.page_of(seat, report, f"{seat.base}r{len(together.pages)}-")
    there.level = here.level
    there.title_mark = f"{HEAD_OPEN}{seat.number}{HEAD_SHUT}{_mark(here, one)}"
    there.register_printed = REGISTER in part.without or seat.name in together.registered
    together.used.add(seat.name)
    own = seat.folder.parent.parent
    written = environment.rendered(genre, there, list(dict.fromkeys([*together.kits, own.resolve()])))
    return f"\n\n{written.strip()}\n\n"


def _without(report: Report, without: Sequence[str], name: str) -> Report:
    left = set(without)
    return msgspec.structs.replace(
        report,
        name=Text(name),
        blocks=tuple(_less(block, left) for block in report.blocks if block.id not in left),
        opening=tuple(slot for slot in report.opening if slot.name not in left),
        closing=tuple(slot for slot in report.closing if slot.name not in left),
        parked=() if PARKING in left else report.parked,
    )


def _less(block: Block, left: set[str]) -> Block:
    """Return the block without the fields and slots that are left out."""

    def kept(items: Iterable[ReportItem]) -> tuple[ReportItem, ...]:
        return tuple(
            msgspec.structs.replace(item, parts=kept(item.parts))
            for item in items
            if f"{block.id}.{item.show}" not in left
        )

    if not any(name.startswith(f"{block.id}.") for name in left):
        return block
    return msgspec.structs.replace(
        block,
        fields=tuple(field for field in block.fields if f"{block.id}.{field.name}" not in left),
        slots=tuple(slot for slot in block.slots if f"{block.id}.{slot.name}" not in left),
        report=kept(block.report),
    )


def _together(here: Page) -> Together:
    assert here.together is not None
    return here.together
