"""A session's report, as text and as a file that nobody's edits are lost in.

The same session gives the same bytes: nothing of the present moment goes in. A file that a person has changed is left
alone (``keeping.py``).
"""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Iterator, Sequence
from datetime import date as day
from pathlib import Path

import msgspec

from facikit import __version__
from facikit.library.finding import is_programme
from facikit.report import balanced, environment, gathered, layout, programme
from facikit.report.charts import FOLDER, Chart, drawing
from facikit.report.findings import Finding
from facikit.report.gather import report_of
from facikit.report.house import house_of, with_house
from facikit.report.keeping import REPORTS, keep
from facikit.report.page import Page
from facikit.report.standing import Key, places, prose_of
from facikit.report.text import inline, one_line
from facikit.report.views import Report
from facikit.report.voicing import voicing, with_codes_explained
from facikit.report.wording import plain, speaking
from facikit.session.prose import SESSION
from facikit.session.session import Session

COMPLETE = ("record",)
"""Genres that have every response in them, those that staff set aside among them."""


class Told(msgspec.Struct, frozen=True):
    """A session that is told in a report, and what is known of it since it was written."""

    session: Session
    page: Page
    title: str = ""
    """What it is called in a report of several sessions; empty where the report is its own."""
    partial: bool = False
    """Whether only some of it was meant to be printed."""


class Composed(msgspec.Struct, frozen=True):
    """A report: its Markdown, what was found while it was written, and the pictures it shows (names in media/).

    ``told`` is for the checks, which find the rest. ``charts`` are to be written beside it.
    """

    markdown: str
    findings: tuple[Finding, ...]
    pictures: tuple[str, ...]
    charts: tuple[Chart, ...] = ()
    told: tuple[Told, ...] = ()
    places: tuple[Key, ...] = ()
    """The places for prose that the report has, written or not, in its order: block and slot."""


def render(session: Session, genre: str = "", *, kits: Sequence[Path], draft: bool = False) -> str:
    """Return the session's report as Markdown; ``genre``: as its plan says. Pictures are named from reports/."""
    return compose(session, genre, kits=kits, draft=draft).markdown


def compose(
    session: Session,
    genre: str = "",
    *,
    kits: Sequence[Path],
    draft: bool = False,
    folder: Path | None = None,
    drawn: bool = False,
    watched: Key | None = None,
) -> Composed:
    """Return the session's report and what was found on the way; ``folder`` is where it will stand.

    ``drawn``: with its charts, which whoever asks for them writes or embeds. ``watched``: a place for prose, which then
    stands between two marks; such a report is for looking at.
    """
    genre = genre or session.plan.report
    house = house_of(kits, genre)
    with (
        speaking(house.wording),
        voicing(house.voices, house.few) as voices,
        drawing(genre, wanted=drawn) as made,
    ):
        report = report_of(session, genre, draft=draft, everything=genre in COMPLETE)
        report = msgspec.structs.replace(report, about=with_house(report.about, house))
        page = _page(session, report, kits, folder)
        page.beside = functools.partial(_beside, session, kits, folder)
        if watched is not None:
            own = {(SESSION, name): text for name, text in page.together.slots.items()} if page.together else {}
            page.watched = (prose_of(report) | own).get(watched)
        for problem in house.problems:
            page.find(str(problem), cure="Mend that line; 'facikit template check' tells whether it is right.")
        written = environment.rendered(genre, page, kits)
        together = page.together
        written = with_codes_explained(written, voices)
        told = (Told(session, page), *_told_together(page))
        written = balanced.filled(written, [(one.session, one.page) for one in told])
        names = together.names if together else [(block.id, inline(block.name)) for block in report.agenda]
        numbering = together.numbering() if together else layout.PLAIN
        markdown, missing = layout.finished(written, [name for _, name in names], numbering)
        for number in dict.fromkeys(missing):
            said = f"[[see:{names[number][0]}]]"
            page.find(f"{said} leads to a part that is not in this report.", "references", about=said)
        pictures = [*page.pictures, *(together.pictures() if together else ())]
        findings = [*page.findings, *(together.findings() if together else ())]
        shown = tuple(dict.fromkeys(pictures))
        return Composed(
            front_matter(report) + markdown, tuple(findings), shown, tuple(made.charts), told, tuple(places(page))
        )


def _told_together(page: Page) -> Iterator[Told]:
    """Return the sessions of a programme, once for each page of theirs: shown in part, or as a whole report."""
    if page.together is None:
        return
    page.together.tell(page)
    gathered.tell(page)
    for seat, one in page.together.pages:
        if seat.session is not None:
            yield Told(seat.session, one, seat.title, partial=one is seat.page)


def write(
    session: Session, genre: str = "", path: Path | None = None, *, kits: Sequence[Path], draft: bool = False
) -> Path:
    """Write the report and return its file: ``path``, else reports/GENRE.md in the session's folder.

    Where that file holds anything but what facikit last wrote there, it is left alone and the new one is numbered. The
    same goes for its charts, in a folder beside it.
    """
    genre = genre or session.plan.report
    wanted = path or session.folder / REPORTS
    wanted = wanted / f"{genre}.md" if path is None or wanted.is_dir() else wanted
    composed = compose(session, genre, kits=kits, draft=draft, folder=wanted.parent, drawn=True)
    text = composed.markdown
    for chart in composed.charts:
        kept = keep(session, wanted.parent / chart.path, chart.svg.encode())
        # Where somebody has worked on the chart that was there, the new one has another name.
        text = text.replace(f"]({chart.path})", f"]({FOLDER}/{kept.name})")
    return keep(session, wanted, text.encode())


def front_matter(report: Report) -> str:
    """Return what a report says about itself to programs."""
    import yaml

    date: object = report.date
    with contextlib.suppress(ValueError):
        date = day.fromisoformat(report.date)
    about = report.about
    known = {
        "title": one_line(report.name),
        "subtitle": one_line(about.subtitle),
        "author": [one_line(one.name) for one in about.people if one.part == "author"],
        "date": date,
        "status": about.status,
        "lang": str(plain("language")),
        "facikit": {"session": report.id, "template": report.genre, "version": __version__},
    }
    facts = {name: fact for name, fact in known.items() if fact or name == "title"}
    said = yaml.safe_dump(facts, sort_keys=False, allow_unicode=True, width=1_000_000)
    return f"---\n{said}---\n\n"


def _page(session: Session, report: Report, kits: Sequence[Path], folder: Path | None) -> Page:
    """Return the page to write on; a programme's has its sessions with it."""
    media = _media(session, folder)
    if not is_programme(session.folder):
        return Page(report, media)
    return programme.begin(session, report, media, kits, folder or session.folder / REPORTS)


def _media(session: Session, folder: Path | None) -> str:
    """Return the way from where the report stands to the session's pictures."""
    return "../media" if folder is None else _way(session.folder / "media", folder)


def _beside(session: Session, kits: Sequence[Path], folder: Path | None, name: str) -> str | None:
    """Return the way to a picture of this name in media/, else beside a kit's templates; None: it is in none."""
    places = [session.folder / "media", *(kit / environment.FOLDER for kit in kits)]
    found = next((place / name for place in places if (place / name).is_file()), None)
    return _way(found, folder or session.folder / REPORTS) if found else None


def _way(path: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:
        # Another drive.
        return path.resolve().as_uri()
