"""A session's report, as text and as a file that nobody's edits are lost in.

The same session gives the same bytes: nothing of the present moment goes in. Each file written is remembered with its
hash; one that a person has changed since is left alone, and the new report goes beside it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Sequence
from datetime import date as day
from pathlib import Path

import msgspec

from facikit import __version__
from facikit.errors import UserError
from facikit.report import environment, layout
from facikit.report.gather import report_of
from facikit.report.page import Finding, Page
from facikit.report.text import inline, one_line
from facikit.report.views import Report
from facikit.session.session import Session

REPORTS = "reports"
REMEMBERED = ".facikit.json"
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
    report = report_of(session, genre, draft=draft, everything=genre in COMPLETE)
    page = Page(report, _media(session, folder))
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
    known = _remembered(session)
    target, number = wanted, 2
    while not _ours(target, text, known, session):
        target, number = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}"), number + 1
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(target, text)
    except OSError as error:
        raise UserError(
            f"{target} cannot be written: {error.strerror or error}.", "Give another file with -o, or print the report."
        ) from error
    known[_name(target, session)] = _hash(text)
    # A session that is only there to be read keeps no memory of what was written elsewhere.
    with contextlib.suppress(OSError):
        (session.folder / REPORTS).mkdir(exist_ok=True)
        _write_whole(session.folder / REPORTS / REMEMBERED, _json(known))
    return target


def front_matter(report: Report) -> str:
    """Return what a report says about itself to programs."""
    import yaml

    date: object = report.date
    with contextlib.suppress(ValueError):
        date = day.fromisoformat(report.date)
    facts = {
        "title": one_line(report.name),
        "date": date,
        "lang": "en-GB",
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


def _ours(target: Path, text: str, known: dict[str, str], session: Session) -> bool:
    """Tell whether the file may be written: it is not there, or holds what facikit wrote or is about to write."""
    try:
        present = target.read_bytes()
    except PermissionError:
        return False
    except OSError:
        # Not there, or nothing can be there: writing will tell.
        return True
    return present == text.encode() or known.get(_name(target, session)) == hashlib.sha256(present).hexdigest()


def _name(target: Path, session: Session) -> str:
    """Return what a file is remembered by: its name in reports/; elsewhere a hash, as a path may tell who wrote it."""
    folder = (session.folder / REPORTS).resolve()
    whole = target.resolve()
    if whole.parent == folder:
        return whole.name
    return f"elsewhere-{hashlib.sha256(os.fsencode(whole)).hexdigest()[:24]}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _remembered(session: Session) -> dict[str, str]:
    try:
        return msgspec.json.decode((session.folder / REPORTS / REMEMBERED).read_bytes(), type=dict[str, str])
    except (OSError, msgspec.DecodeError):
        return {}


def _json(known: dict[str, str]) -> str:
    return msgspec.json.format(msgspec.json.encode(dict(sorted(known.items()))), indent=1).decode() + "\n"


def _write_whole(path: Path, text: str) -> None:
    """Write the file so that it is either the old one or the new one, never half of either."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
