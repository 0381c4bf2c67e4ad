"""A report as a file to hand on: Markdown, one page of HTML, or a Word document.

HTML and Word are made of the Markdown, either as the session gives it now or as somebody has edited it in a file. What
they show beside words are pictures of the session and pictures that lie beside the templates, and nothing from
anywhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from facikit.errors import UserError
from facikit.library.finding import is_programme
from facikit.library.kits import packaged_kit
from facikit.report import html, programme, word
from facikit.report.charts import FOLDER as CHARTS
from facikit.report.environment import FOLDER
from facikit.report.findings import Finding
from facikit.report.house import house_of
from facikit.report.html import Made
from facikit.report.keeping import REPORTS, keep
from facikit.report.render import compose, write
from facikit.report.source import Pictures, read, read_file
from facikit.report.wording import speaking
from facikit.session.files import REAL
from facikit.session.session import Session

FileForm = Literal["md", "html", "docx"]
FORMS: dict[FileForm, str] = {"md": "Markdown", "html": "HTML", "docx": "Word"}
REFERENCE = "reference.docx"
OTHER_PROGRAMS = {
    "pdf": "Write report.html, open it in a browser and print it as PDF.",
    **dict.fromkeys(("doc", "odt", "rtf"), "Write report.docx, open it in Word or LibreOffice and save it as that."),
}
"""Endings that no report can have here, and how to come by one: Markdown of such a name opens in nothing."""


class Exported(msgspec.Struct, frozen=True):
    """A file that was written, the file that was asked for, and what could not be put into it."""

    path: Path
    wanted: Path
    findings: tuple[Finding, ...] = ()


def made(
    session: Session,
    form: FileForm,
    genre: str = "",
    *,
    kits: Sequence[Path],
    draft: bool = False,
    edited: Path | None = None,
) -> Made:
    """Return the report in the form asked for; of the Markdown in ``edited``, if that is given."""
    genre = genre or session.plan.report
    if edited is not None:
        source, base, charts = read_file(edited), edited.absolute().parent, charts_beside(edited)
    else:
        # Word shows no drawings, and a printed report has none: there, what a chart says stands in its table.
        composed = compose(session, genre, kits=kits, draft=draft, drawn=form == "html")
        if form == "md":
            return Made(composed.markdown.encode())
        source, base = read(composed.markdown), session.folder / REPORTS
        charts = {chart.path: chart.svg.encode() for chart in composed.charts}
    others = programme.folders(session, kits)[0] if is_programme(session.folder) else []
    pictures = Pictures(
        base, [folder / "media" for folder in (session.folder, *others)], [kit / FOLDER for kit in kits], charts
    )
    with speaking(house_of(kits, genre).wording):
        return (
            html.page(source, pictures) if form == "html" else word.document(source, pictures, reference(genre, kits))
        )


def export(
    session: Session,
    form: FileForm,
    genre: str = "",
    out: Path | None = None,
    *,
    kits: Sequence[Path],
    draft: bool = False,
    edited: Path | None = None,
) -> Exported:
    """Write the report into ``out``, else beside the edited one, else into reports/ in the session's folder.

    A file that a person has changed is left alone, and the new one goes beside it.
    """
    genre = genre or session.plan.report
    name = f"{edited.stem if edited is not None else genre}.{form}"
    wanted = out or (edited.parent if edited is not None else session.folder / REPORTS) / name
    wanted = wanted / name if wanted.is_dir() else wanted
    if form == "md":
        return Exported(write(session, genre, wanted, kits=kits, draft=draft), wanted)
    done = made(session, form, genre, kits=kits, draft=draft, edited=edited)
    return Exported(keep(session, wanted, done.data), wanted, done.findings)


def charts_beside(edited: Path) -> dict[str, bytes]:
    """Return the charts that were written with a report, by their paths in it."""
    found = sorted((edited.parent / CHARTS).glob("*.svg"))
    return {f"{CHARTS}/{path.name}": REAL.read(path) for path in found if path.is_file() and not path.is_symlink()}


def reference(genre: str, kits: Sequence[Path]) -> Path | None:
    """Return the document whose styles a report in Word takes: of the first kit that has one, GENRE.docx before all."""
    names = [f"{genre}.docx"] if Path(genre).name == genre else []
    places = (kit / FOLDER / name for kit in (*kits, packaged_kit()) for name in (*names, REFERENCE))
    return next((path for path in places if path.is_file()), None)


def form_of(asked: str, out: Path | None) -> FileForm:
    """Return the form by its name, else by the ending of the file, else Markdown."""
    ending = out.suffix.lower().removeprefix(".") if out is not None else ""
    if (wanted := asked.lower() or ending) in OTHER_PROGRAMS:
        raise UserError(f"A report cannot be made as '{wanted}'.", OTHER_PROGRAMS[wanted])
    name = asked.lower() or {"htm": "html"}.get(ending, ending if ending in FORMS else "md")
    for form in FORMS:
        if name == form:
            return form
    raise UserError(f"A report cannot be made as '{asked}'.", f"There is: {', '.join(FORMS)}.")
