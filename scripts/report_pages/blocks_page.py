"""The examples in docs/report-blocks.md: each is rendered, and what it makes stands below it.

An example is a fenced part marked jinja (a line of a template), yaml (an item of ``report:``), prose (what staff
write) or programme (an item of a programme's ``sections:``); the fenced part marked markdown after it is what it makes.
ID stands for the id of the example's first quote.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import msgspec
from report_pages import two_days
from report_pages.example import example, quote_id

from facikit.library.reading import read_text
from facikit.library.shapes import Exercise
from facikit.report import balanced, functions, layout
from facikit.report.charts import drawing
from facikit.report.environment import render_text
from facikit.report.gather import report_of
from facikit.report.page import Page, writing
from facikit.report.text import inline
from facikit.report.views import Prose
from facikit.session.session import Session

KINDS = "jinja|yaml|prose|programme"
EXAMPLE = re.compile(rf"^```({KINDS})\n(.*?)^```\n\n```markdown\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
PICTURE = re.compile(r"[0-9a-f]{32}(?=\.png)")


def filled(page: str) -> str:
    """Return the page with everything below its examples as it is made now."""
    with tempfile.TemporaryDirectory() as folder, example(Path(folder)) as session:

        def made(found: re.Match[str]) -> str:
            return f"```{found[1]}\n{found[2]}```\n\n```markdown\n{printed(session, found[1], found[2])}```\n"

        return EXAMPLE.sub(made, page)


def printed(session: Session, kind: str, source: str) -> str:
    """Return the Markdown that one example makes."""
    if kind == "programme":
        return two_days.printed(session, source)
    report = report_of(session, "session-report")
    here = Page(report)
    here.level = 2
    block = report.agenda[0]
    source = source.replace("ID", quote_id(session))
    with drawing("session-report", wanted=True), writing(here):
        if kind == "jinja":
            written = render_text("{% set block = report.agenda[0] %}" + source, here)
        elif kind == "prose":
            written = here.prose(Prose(source))
        else:
            exercise, problems = read_text(f"title: X\nsteps: []\nreport:\n{source}", "example", Exercise)
            if exercise is None or problems:
                raise SystemExit(f"{source}: {problems}")
            shown = msgspec.structs.replace(block, report=exercise.report)
            written = "".join(functions.item(here, shown, item) for item in exercise.report)
    written = balanced.filled(written, [(session, here)])
    finished, _ = layout.finished(written, [inline(one.name) for one in report.agenda])
    # A picture's name comes from its bytes, which differ from one version of Pillow to the next.
    return PICTURE.sub("PICTURE", finished)
