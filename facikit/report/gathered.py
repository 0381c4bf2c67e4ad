"""What was written once, in a session, and stands in its programme's report too: found, put in order, printed.

Where such a text stands, its session says (``session.also``), by the name of a part of the programme's report. The file
programme.yaml says where what is meant for no part in particular is gathered, and in which order. Each text is printed
on the page of its own session, so that its quotes and its counts are those of that session.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from facikit.library.programme_shape import FINDINGS, Part
from facikit.library.programmes import gathering, named, of_reference
from facikit.report import blocks
from facikit.report.page import Page, writing
from facikit.report.standing import prose_of
from facikit.report.text import Text, inline, lines, one_line
from facikit.report.together import Seat, Together, together_on
from facikit.report.views import Prose, Report, Theme
from facikit.session import also
from facikit.session.also import Also
from facikit.session.prose import SESSION, THEME

CURE = "Place it once more in Write, with ^a, or with 'facikit also'."


class Found(msgspec.Struct, frozen=True):
    """One text of one session."""

    seat: Seat
    one: Also
    prose: Prose


def part(here: Page, wanted: Part) -> str:
    """Return what the sessions have placed in a part of the programme's report; nothing where there is none."""
    found = list(_in_part(here, wanted))
    if not found:
        return here.gap("not_written", wanted.heading or here.where) if wanted.show == FINDINGS else ""
    if wanted.by != SESSION:
        return "".join(_printed(here, one) for one in found)
    seats = dict.fromkeys(one.seat.name for one in found)
    return "".join(_of_session(here, [one for one in found if one.seat.name == name]) for name in seats)


def tell(here: Page) -> None:
    """Note what was placed in a part that the programme does not have."""
    together = together_on(here)
    known = _parts(together)
    for seat, one in placed(together):
        gathers = gathering(together.programme) is not None
        if (one.at and one.at not in known) or not (one.at or gathers):
            part = f"the part ‘{one_line(one.at)}’" if one.at else "a part that gathers such texts"
            else_where = "; it stands where such texts are gathered" if gathers else ", so it is left out"
            said = f"‘{name_of(seat.report, one)}’ is placed in {part}, which this programme does not have{else_where}."
            about, record = f"{one.block}/{one.slot}", f"prose/{one.block}/{one.slot}"
            here.find(said, "placed", where=seat.title, about=about, cure=CURE, record=record)


def placed(together: Together) -> Iterator[tuple[Seat, Also]]:
    """Return everything that the sessions have placed in their programme's report, in the order of the sessions."""
    for seat in together.seats.values():
        if seat.session is not None and seat.page is not None:
            yield from ((seat, one) for one in also.also(seat.session, together.id))


def name_of(report: Report | None, one: Also) -> str:
    """Return what a text goes by: the heading of its slot, else its part; the name of its theme."""
    if report is not None and one.block == THEME:
        return one_line(next((theme.name for theme in _themes(report) if theme.id == one.slot), one.slot))
    every = (*report.opening, *report.closing) if report is not None else ()
    slots = [slot for block in (report.agenda if report else ()) if block.id == one.block for slot in block.slots]
    found = next((slot for slot in (every if one.block == SESSION else slots) if slot.name == one.slot), None)
    words = one_line(found.heading) if found is not None else ""
    return words or one.slot.replace("-", " ").replace("_", " ").capitalize()


# Which stand where


def _in_part(here: Page, wanted: Part) -> Iterator[Found]:
    together = together_on(here)
    known = _parts(together)
    home = gathering(together.programme)
    found = []
    for seat, one in placed(together):
        target = known.get(one.at, home) if one.at else home
        text = prose_of(seat.report).get(one.key) if target is wanted and seat.report is not None else None
        if text is not None:
            found.append(Found(seat, one, text))
    ranks = {id(one): _rank(one, wanted.order) for one in found}
    return iter(sorted(found, key=lambda one: ranks[id(one)]))


def _parts(together: Together) -> dict[str, Part]:
    return named([*together.programme.sections, *together.programme.appendices])


def _rank(one: Found, order: Sequence[str]) -> tuple[int, int, int]:
    """Return where a text comes: as ``order`` says, then by session, then as in the session's own report."""
    assert one.seat.report is not None
    own = list(prose_of(one.seat.report))
    for at, said in enumerate(order):
        name, block, slot = of_reference(said)
        meant = (block or SESSION, slot) if slot else (SESSION, block)
        if name == one.seat.name and (not block or meant == one.one.key):
            return at, one.seat.base, own.index(one.one.key)
    return len(order), one.seat.base, own.index(one.one.key)


# Printing


def _of_session(here: Page, some: Sequence[Found]) -> str:
    return here.section(inline(some[0].seat.title), lambda: "".join(_printed(here, one) for one in some))


def _printed(here: Page, found: Found) -> str:
    seat, one = found.seat, found.one
    with together_on(here).visiting(seat, here.level) as there, writing(there):
        told = also.passages(found.prose)
        theme = _theme(seat.report, one)
        # A theme is known by its name; a passage of what was written on it speaks for itself.
        whole = told.strip() == also.unmarked(found.prose).strip()
        head = _run_in(theme) if theme is not None and whole else ""
        made = there.prose(told)
        if made:
            there.placed.add(found.prose)
        if not made and not head:
            return here.gap("not_written", Text(name_of(seat.report, one)))
        return (blocks.paragraph(head) if head else "") + made


def _run_in(theme: Theme) -> str:
    name = inline(theme.name)
    return f"**{name}{'' if name[-1:] in '.!?…' else '.'}** {lines(theme.text)}".rstrip()


def _theme(report: Report | None, one: Also) -> Theme | None:
    if report is None or one.block != THEME:
        return None
    return next((theme for theme in _themes(report) if theme.id == one.slot), None)


def _themes(report: Report) -> list[Theme]:
    todo = [theme for block in report.agenda for field in block.fields for theme in field.themes]
    for theme in todo:
        todo.extend(theme.parts)
    return todo
