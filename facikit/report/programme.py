"""A programme's report: its sections, what they show of its sessions by reference, and whole reports in appendices."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from markupsafe import Markup

from facikit.errors import UserError
from facikit.library.programme_shape import Part
from facikit.library.programmes import folder_of, of_reference, read_programme, short_names
from facikit.report import answers, blocks, borrowed, common, functions, gathered, matter, nested, wording
from facikit.report.layout import APPENDIX, CONTENTS, COUNTED, HEAD_OPEN, HEAD_SHUT, LISTED
from facikit.report.page import Page, page
from facikit.report.text import inline, one_line
from facikit.report.together import CANNOT, Seat, Together, one_sentence, together_on
from facikit.report.views import CommonTheme, Programme, Prose, Report, Section
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
        themes=common.themes(together) if programme.themes else (),
        sections=together.sections(programme.sections),
        appendices=together.sections(programme.appendices, appendix=True),
    )
    here = Page(view, media)
    here.together, here.beyond = together, together.look_up
    together.slots = {slot.slot: Prose(prose.prose(session, prose.SESSION, slot.slot)) for slot in session.plan.write}
    for problem in problems:
        here.find(str(problem))
    if programme.themes:
        common.find_lost(here)
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


def common_themes() -> Markup:
    """Print how much was said of each theme that several sessions have in common: by session, and by groups in each."""
    return Markup(common.table(page(), _programme().themes))


def common_theme(one: CommonTheme, members: str = "highlighted") -> Markup:
    """Print one of ``report.themes``: what it is about, how often it came up, and from each session what was said.

    ``members`` are the responses to print: 'highlighted', 'all' or 'none'. Its heading is for the template to print.
    """
    _programme()
    return Markup(common.section(page(), one, members))


UNTOLD = "Give it a summary in programme.yaml, or write the opening text of its own report; else name it in 'without'."

FUNCTIONS: dict[str, Callable[..., object]] = {
    one.__name__: one for one in (sections, appendices, contents, part, common_themes, common_theme)
}
"""Everything that only a programme's template calls, by name."""


def _programme() -> Programme:
    report = page().report
    if not isinstance(report, Programme):
        raise ValueError("this is the report of a programme, of several sessions; facikit new-programme begins one")
    return report


# Printing


def _printed(here: Page, one: Section) -> str:
    mark = _mark(here, one)
    if one.depth == 1:
        together_on(here).begin_section()
    if one.part.report:
        return nested.report(here, one, mark)

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
    together = together_on(here)
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
    together = together_on(here)
    together.quote_style = here.quote_style
    before = set(together.called)
    made = slot_or_text(here, part) if part.slot or part.text else ""
    if part.from_:
        made += borrowed.part(here, one)
    if part.show == "themes" or (part.theme and not part.from_):
        # What the prose above has quoted need not stand there a second time.
        made += _common(here, part, together.called - before)
    if part.show == "sessions":
        made += "".join(_session(here, seat) for seat in together.seats.values() if seat.name not in part.without)
    made += gathered.part(here, part)
    if part.answers is not None:
        made += answers.printed(here, part.answers)
    if part.register:
        made += borrowed.register(here, part)
    return made


def _common(here: Page, part: Part, quoted: Collection[str]) -> str:
    """Return the programme's own themes: one of them, a table of all, or each under its heading."""
    every = _programme().themes
    if part.theme:
        one = common.named(here, every, part.theme)
        return common.section(here, one, part.members, but=quoted) if one else here.gap("leads_nowhere", part.theme)
    if part.as_ != "headings":
        return common.table(here, every) or here.gap("no_themes", part.heading)

    def printed(one: CommonTheme) -> str:
        return here.section(inline(one.name), lambda: common.section(here, one, part.members, but=quoted))

    return "".join(map(printed, every)) or here.gap("no_themes", part.heading)


def slot_or_text(here: Page, part: Part) -> str:
    """Return the programme's own prose in a slot; until somebody writes, what the file has for it."""
    written = together_on(here).slots.get(part.slot, Prose(""))
    made = here.prose(written) or here.prose(part.text)
    made = made or here.gap("not_written", part.hint or part.heading or part.slot)
    return made + matter.signatures(here.report) if made and part.slot == functions.FOREWORD else made


def _session(here: Page, seat: Seat) -> str:
    """Return a session as one of the programme: its month, with the year where there are several, and its title."""
    together = together_on(here)
    month = seat.date[5:7]
    known = month.isdecimal() and 1 <= int(month) <= 12
    name = inline(seat.title)
    heading = name
    if known:
        when: str = wording.month(int(month))
        if len({one.date[:4] for one in together.seats.values() if one.date}) > 1:
            when = str(wording.plain("date_month", month=when, year=seat.date[:4]))
        heading = wording.words("month_title", month=inline(when), title=name)
    mark = "" if seat.name in together.reported else f"{HEAD_OPEN}{seat.number}{HEAD_SHUT}"

    def body() -> str:
        if seat.sitting.summary.strip():
            return here.prose(seat.sitting.summary)
        if seat.page is None:
            return borrowed.gap(here, seat)
        with together.visiting(seat, here.level) as there:
            assert seat.report is not None
            return "".join(there.prose(slot.prose) for slot in seat.report.opening) or there.gap("not_written", name)

    printed = here.section(heading, body, mark=mark)
    if not (printed or seat.why):
        title = one_line(seat.title)
        here.find(f"‘{title}’ is not told of here: nothing is written of it.", "sessions", about=seat.name, cure=UNTOLD)
    return printed
