"""A session's report, as text and as a file that nobody's edits are lost in.

The same session gives the same bytes: nothing of the present moment goes in. A file that a person has changed is left
alone (``keeping.py``).
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from datetime import date as day
from pathlib import Path

import msgspec

from facikit import __version__
from facikit.report import environment, layout
from facikit.report.gather import report_of
from facikit.report.house import house_of, with_house
from facikit.report.keeping import REPORTS, keep
from facikit.report.page import Finding, Page
from facikit.report.text import inline, one_line
from facikit.report.views import Report
from facikit.report.wording import plain, speaking
from facikit.session.session import Session

COMPLETE = ("record",)
"""Genres that have every response in them, those that staff set aside among them."""


class Composed(msgspec.Struct, frozen=True):
    """A report: its Markdown, what to look at before it is published, and the pictures it shows (names in media/)."""

    markdown: str
    findings: tuple[Finding, ...]
    pictures: tuple[str, ...]


def render(session: Session, genre: str = "", *, kits: Sequence[Path], draft: bool = False) -> str:
    """Return the session's report as Markdown; ``genre``: as its plan says. Pictures are named from reports/."""
    return compose(session, genre, kits=kits, draft=draft).markdown


def compose(
    session: Session, genre: str = "", *, kits: Sequence[Path], draft: bool = False, folder: Path | None = None
) -> Composed:
    """Return the session's report and what was found on the way; ``folder`` is where it will stand."""
    genre = genre or session.plan.report
    house = house_of(kits, genre)
    with speaking(house.wording):
        report = report_of(session, genre, draft=draft, everything=genre in COMPLETE)
        report = msgspec.structs.replace(report, about=with_house(report.about, house))
        page = Page(report, _media(session, folder))
        for problem in house.problems:
            page.find(str(problem))
        written = environment.rendered(genre, page, kits)
        names = [inline(block.name) for block in report.agenda]
        markdown, missing = layout.finished(written, names)
        page.tell_what_is_held()
        for number in missing:
            page.find(f"[[see:{report.agenda[number].id}]] leads to a part that is not in this report")
        return Composed(front_matter(report) + markdown, tuple(page.findings), tuple(dict.fromkeys(page.pictures)))


def write(
    session: Session, genre: str = "", path: Path | None = None, *, kits: Sequence[Path], draft: bool = False
) -> Path:
    """Write the report and return its file: ``path``, else reports/GENRE.md in the session's folder.

    Where that file holds anything but what facikit last wrote there, it is left alone and the new one is numbered.
    """
    genre = genre or session.plan.report
    wanted = path or session.folder / REPORTS
    wanted = wanted / f"{genre}.md" if path is None or wanted.is_dir() else wanted
    text = compose(session, genre, kits=kits, draft=draft, folder=wanted.parent).markdown
    return keep(session, wanted, text.encode())


def front_matter(report: Report) -> str:
    """Return what a report says about itself to programs."""
    import yaml

    date: object = report.date
    with contextlib.suppress(ValueError):
        date = day.fromisoformat(report.date)
    facts = {
        "title": one_line(report.name),
        "date": date,
        "lang": str(plain("language")),
        "facikit": {"session": report.id, "template": report.genre, "version": __version__},
    }
    said = yaml.safe_dump(facts, sort_keys=False, allow_unicode=True, width=1_000_000)
    return f"---\n{said}---\n\n"


def _media(session: Session, folder: Path | None) -> str:
    """Return the way from where the report stands to the session's pictures."""
    if folder is None:
        return "../media"
    media = session.folder.resolve() / "media"
    try:
        return Path(os.path.relpath(media, folder.resolve())).as_posix()
    except ValueError:
        # Another drive.
        return media.as_uri()
