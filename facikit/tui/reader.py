"""A session's report, made apart from the screen: on a thread of its own, from a session of its own.

The open session belongs to whoever types; a report that takes a second must not hold a letter up, nor look at records
that are being changed. So it is made from what is on disk, which is all that a report may say.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from threading import Lock
from typing import Literal, NamedTuple

import msgspec

from facikit.library.voices import Bound
from facikit.report.checks import Excused, check
from facikit.report.environment import genres
from facikit.report.exporting import Exported, FileForm, export
from facikit.report.findings import Finding
from facikit.report.keeping import REPORTS
from facikit.report.standing import Key, Standing, order, spot, standing
from facikit.report.voicing import asked
from facikit.session.session import Session
from facikit.tui.text import wrapped

Form = Literal["", "heading", "quote", "gap", "facts"]
HEADING = re.compile(r"#{1,6} ")
GAP = re.compile(r"\*([^*]+: .*)\*$")
MARK = re.compile(r" {0,12}(?:[-*+] |\d+[.)] |> )+")
PROGRAMME = "programme-report"
TELLS = re.compile(r"\{#-?\s*(.*?)\s*-?#\}", re.DOTALL)


class Line(NamedTuple):
    """One line of the report on the screen: its text, what it is, and the line of the source that it belongs to."""

    text: str
    form: Form
    source: int


class Preview(msgspec.Struct, frozen=True):
    """A report ready to be shown: its lines at a width, its words, what to look at first, and what may stand."""

    lines: tuple[Line, ...]
    words: int
    findings: tuple[Finding, ...]
    allowed: tuple[Excused, ...]
    at: int | None = None
    """The line of the place that was asked for; None where the report does not have it."""


class Genre(NamedTuple):
    """A form that a report may take: its name, and what it is for."""

    name: str
    title: str
    tells: str


class Reader:
    """Makes reports of one session, one at a time."""

    def __init__(self, folder: Path, kits: list[Path]) -> None:
        self.folder = folder
        self.kits = kits
        self._lock = Lock()
        self._session: Session | None = None

    def preview(self, genre: str, width: int, *, draft: bool, voices: Bound = "", place: Key | None = None) -> Preview:
        """Return the report as it is now, broken into lines of ``width``; ``place`` is to be found in it."""
        with self._lock, asked(voices):
            found = check(self._fresh(), genre, kits=self.kits, draft=draft)
            source = spot(self._fresh(), place, genre, kits=self.kits, draft=draft) if place is not None else None
        markdown = found.composed.markdown
        shown = tuple(lines(markdown, width, draft=draft))
        at = next((number for number, line in enumerate(shown) if line.source == source), None)
        return Preview(shown, len(markdown.split()), found.open, found.allowed, at)

    def order(self, genre: str) -> list[Key]:
        """Return the places for prose in the order of the report."""
        with self._lock:
            return order(self._fresh(), genre, kits=self.kits)

    def standing(self, key: Key, genre: str) -> Standing | None:
        """Return one of them as it stands in the report now; None where the report has no such place."""
        with self._lock:
            return standing(self._fresh(), key, genre, kits=self.kits)

    def write(self, form: FileForm, genre: str, *, draft: bool, voices: Bound = "") -> Exported:
        """Write the report's file in this form; a file that a person has changed is left alone.

        One that says less of people has a name of its own, so that neither is taken for the other.
        """
        with self._lock, asked(voices):
            out = self.folder / REPORTS / f"{genre}-voices-{voices}.{form}" if voices else None
            return export(self._fresh(), form, genre, out, kits=self.kits, draft=draft)

    def _fresh(self) -> Session:
        if self._session is None:
            self._session = Session.open(self.folder, read_only=True)
        else:
            self._session.refresh()
        return self._session


def lines(markdown: str, width: int, *, draft: bool) -> list[Line]:
    """Return the source of a report as lines of at most ``width`` cells, each with what it is."""
    made: list[Line] = []
    facts = markdown.startswith("---\n")
    for number, text in enumerate(markdown.rstrip("\n").split("\n")):
        form: Form = ""
        if facts:
            form = "facts"
            facts = number == 0 or text != "---"
        elif HEADING.match(text):
            form = "heading"
        elif text.startswith(">"):
            form = "quote"
        elif draft and GAP.match(text):
            form = "gap"
        made += [Line(part, form, number) for part in _hung(text, width)]
    return made


def _hung(text: str, width: int) -> list[str]:
    """Return a line wrapped, the rest of a list's item or of a quote set in below its beginning."""
    if len(text) <= width // 2:
        return wrapped(text, width)
    mark = MARK.match(text)
    indent = len(mark[0]) if mark else 0
    first, *rest = wrapped(text, width - indent)
    return [first, *(" " * indent + line for line in rest)]


def forms(kits: list[Path], *, programme: bool = False) -> list[Genre]:
    """Return the forms that a report may take, with what each is for, as its template says at its top.

    The form of several sessions together is there for a programme only.
    """
    found = []
    for name, path in genres(kits).items():
        if name == PROGRAMME and not programme:
            continue
        tells = ""
        with contextlib.suppress(OSError, UnicodeDecodeError):
            said = TELLS.match(path.read_text(encoding="utf-8")[:2000].lstrip())
            tells = " ".join(said[1].split()) if said else ""
        found.append(Genre(name, titled(name), tells))
    return found


def titled(genre: str) -> str:
    """Return ``session-report`` as ``Session report``."""
    return genre.replace("-", " ").replace("_", " ").capitalize()
