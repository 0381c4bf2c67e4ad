"""What is known while several sessions are reported together: which they are, what leads where, what was found.

Every section, every session and every block of a session has a number of its own in the whole report, so that a link
leads to the right one even where two sessions call a block the same. What a programme shows of a session is printed on
a page of that session, so that its references, its footnotes and its findings stay its own.
"""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from facikit.analysis.common import Across, across
from facikit.errors import UserError
from facikit.library.programme_shape import Part, Programme, Sitting
from facikit.library.programmes import folder_of, named, plan_of, short_names, walk
from facikit.library.voices import is_code
from facikit.report.findings import Finding
from facikit.report.gather import report_of
from facikit.report.layout import SEE_OPEN, SEE_SHUT, Numbering
from facikit.report.page import WITH_LABEL, Page
from facikit.report.text import Text, inline
from facikit.report.views import Prose, Report, Section
from facikit.report.wording import words
from facikit.session.session import Session

CANNOT = "cannot be opened"
"""Stands in the finding of every session that is not in the report although it should be."""


class Seat(msgspec.Struct, frozen=True):
    """One session in its programme. ``report`` and ``page`` are None where it is known by its title only."""

    name: str
    title: str
    date: str
    sitting: Sitting
    base: int
    folder: Path | None = None
    session: Session | None = None
    report: Report | None = None
    page: Page | None = None
    why: str = ""
    """Why it could not be opened."""

    @property
    def number(self) -> int:
        """The number of its title in the whole report."""
        return self.base + (len(self.report.agenda) if self.report is not None else 0)


class Together:
    """The sessions of one programme's report while it is written."""

    def __init__(self, programme: Programme, folder: Path, kits: Sequence[Path], *, draft: bool, at: Path) -> None:
        self.programme = programme
        self.id = plan_of(programme, folder).session
        """What the sessions know the programme by."""
        self.folder = folder
        self.kits = list(kits)
        self.draft = draft
        self.at = at
        """The folder in which the report will stand."""
        self.slots: dict[str, Prose] = {}
        """The programme's own prose by slot."""
        self.used: set[str] = set()
        """The sessions of which something stands in the report."""
        self.called: set[str] = set()
        """The ids of responses that the programme's own prose has quoted."""
        self.quote_style = "quotes"
        """How quotes stand in this report, also those of sessions that are shown in part."""
        self.pages: list[tuple[Seat, Page]] = []
        every = [*programme.sections, *programme.appendices]
        self.reported = {part.report for part in walk(every) if part.report}
        self.registered = {part.register for part in walk(every) if part.register}
        self.parts = list(walk(every))
        self._numbers = {name: self.number_of(part) for name, part in named(every).items()}
        self.seats: dict[str, Seat] = {}
        base = len(self.parts)
        for name, sitting in zip(short_names(programme.sessions), programme.sessions, strict=True):
            seat = self._seat(name, sitting, base)
            self.seats[name] = seat
            base = seat.number + 1

    @functools.cached_property
    def across(self) -> Across:
        """What the sessions have of the programme's themes."""
        sessions = {seat.name: seat.session for seat in self.seats.values() if seat.session is not None}
        return across(self.programme.themes, sessions, plan_of(self.programme, self.folder).session)

    def number_of(self, part: Part) -> int:
        """Return the number of a part of the report."""
        return next(at for at, one in enumerate(self.parts) if one is part)

    def sections(self, parts: Sequence[Part], *, appendix: bool = False, depth: int = 1) -> tuple[Section, ...]:
        """Return parts as a template sees them."""
        return tuple(
            Section(
                number=self.number_of(part),
                heading=Text(part.heading),
                appendix=appendix,
                depth=depth,
                part=part,
                parts=self.sections(part.parts, appendix=appendix, depth=depth + 1),
            )
            for part in parts
        )

    def page_of(self, seat: Seat, report: Report, prefix: str) -> Page:
        """Return a page to print something of a session on."""
        assert seat.folder is not None
        page = Page(report, way(seat.folder / "media", self.at))
        page.base, page.prefix, page.beyond = seat.base, prefix, self.look_up
        self.pages.append((seat, page))
        return page

    def begin_section(self) -> None:
        """Let each session be quoted anew: what stands in one section may stand in another as well."""
        for seat in self.seats.values():
            if seat.page is not None:
                seat.page.told_whole.clear()

    @contextlib.contextmanager
    def visiting(self, seat: Seat, level: int) -> Iterator[Page]:
        """Print on the session's own page what is shown of it elsewhere."""
        assert seat.page is not None
        before, seat.page.level = seat.page.level, level
        seat.page.quote_style = self.quote_style
        self.used.add(seat.name)
        try:
            yield seat.page
        finally:
            seat.page.level = before

    # References

    def look_up(self, kind: str, name: str) -> str | None:
        """Return what a reference in the programme becomes; ``apart`` is a quote on a line of its own."""
        first, slash, rest = name.partition("/")
        seat = self.seats.get(first.strip())
        if kind == "see" and not slash:
            number = self._numbers.get(name, seat.number if seat is not None else None)
            return None if number is None else f"{SEE_OPEN}{number}{SEE_SHUT}"
        if not slash or seat is None or seat.page is None:
            return None
        rest = rest.strip()
        if kind not in ("apart", "quote"):
            found = seat.page.look_up(kind, rest)
            self.used.update([seat.name] if found is not None else [])
            return found
        name = rest.removesuffix(WITH_LABEL).strip()
        one = seat.page.response(name)
        if one is None:
            return None
        self.called.add(one.id)
        self.used.add(seat.name)
        seat.page.quote_style = self.quote_style
        if kind == "apart":
            return seat.page.quoted(one).strip("\n")
        # A code says nothing of anybody, and is what the reader follows a voice by.
        labelled = rest.endswith(WITH_LABEL) or is_code(one.label)
        return seat.page.look_up("quote", f"{name}{WITH_LABEL}" if labelled else name)

    @property
    def names(self) -> list[tuple[str, str]]:
        """Return, for every number in the report, what a reference calls it and its name as Markdown."""
        found: dict[int, tuple[str, str]] = {}
        for at, part in enumerate(self.parts):
            whole = self.seats.get(part.report)
            found[at] = (part.name or part.heading, inline(part.heading or (whole.title if whole else "")))
        for name, number in self._numbers.items():
            found[number] = (name, found[number][1])
        for seat in self.seats.values():
            for block in seat.report.agenda if seat.report is not None else ():
                found[seat.base + block.number] = (f"{seat.name}/{block.id}", inline(block.name))
            found[seat.number] = (seat.name, inline(seat.title))
        return [found[number] for number in sorted(found)]

    def numbering(self) -> Numbering:
        """Return how numbered parts are called."""
        return Numbering(
            section=words("section_number", number="{n}"),
            appendix=words("appendix", number="{n}"),
            appendix_heading=words("appendix_heading", number="{n}", name="{name}"),
        )

    # What was found

    def tell(self, here: Page) -> None:
        """Note on the programme's page the sessions that are not in its report."""
        for seat, page in self.pages:
            # What was left out of a session's own report may stand elsewhere in this one.
            if seat.page is not None and page is not seat.page:
                page.printed |= seat.page.printed
                page.fields_shown |= seat.page.fields_shown
        for seat in self.seats.values():
            if seat.why:
                said = f"{seat.name} {CANNOT}, so nothing of it is in this report: {seat.why}."
                here.find(said, "sessions", where=seat.title, about=seat.name)
            elif seat.session is not None and seat.name not in self.used:
                here.find(f"Nothing of {seat.name} is in this report.", "sessions", where=seat.title, about=seat.name)

    def findings(self) -> list[Finding]:
        """Return what was found while the sessions were printed, each with the name of its session."""
        found = [
            msgspec.structs.replace(one, where=": ".join(part for part in (seat.title, one.where) if part))
            for seat, page in self.pages
            for one in page.findings
        ]
        return list({one.id + one.where: one for one in found}.values())

    def pictures(self) -> list[str]:
        """Return the pictures of all sessions, from the programme's media/."""
        return [
            f"{way(seat.folder / 'media', self.folder / 'media')}/{picture}"
            for seat, page in self.pages
            if seat.folder is not None
            for picture in page.pictures
        ]

    def stored(self) -> set[str]:
        """Return the names of the pictures of all sessions that are in the report."""
        return {picture for _, page in self.pages for picture in page.pictures}

    def folders(self) -> list[Path]:
        """Return the folders of the sessions that could be opened."""
        return [seat.folder for seat in self.seats.values() if seat.folder is not None]

    def _seat(self, name: str, sitting: Sitting, base: int) -> Seat:
        title, date = sitting.title or name, sitting.date or ""
        if not sitting.session:
            return Seat(name, title, date, sitting, base)
        try:
            folder = folder_of(sitting, self.folder, self.kits)
            session = Session.open(folder, read_only=True)
        except (UserError, OSError) as error:
            return Seat(name, title, date, sitting, base, why=one_sentence(error))
        report = report_of(session, session.plan.report, draft=self.draft)
        title, date = sitting.title or str(report.name), sitting.date or report.date
        seat = Seat(name, title, date, sitting, base, folder, session, report)
        page = self.page_of(seat, report, f"s{len(self.seats) + 1}-")
        seat = msgspec.structs.replace(seat, page=page)
        self.pages[-1] = (seat, page)
        return seat


def together_on(here: Page) -> Together:
    """Return the sessions that are reported together on a page."""
    assert here.together is not None
    return here.together


MEND = "Mend it in programme.yaml; see: facikit check."


def lost(here: Page, said: str, why: str, cure: str = MEND) -> None:
    """Note what programme.yaml asks for and is not to be had."""
    end = "" if why.endswith("?") else "."
    here.find(f"{said!r} {why}{end}", "references", about=said, cure=cure)


def one_sentence(error: UserError | OSError) -> str:
    """Return why something failed, without a full stop."""
    said = error.message if isinstance(error, UserError) else str(error.strerror or error)
    return said.rstrip(".")


def way(target: Path, start: Path) -> str:
    """Return the way from one folder to another, as Markdown has it."""
    try:
        return Path(os.path.relpath(target.resolve(), start.resolve())).as_posix()
    except ValueError:
        # Another drive.
        return target.resolve().as_uri()
