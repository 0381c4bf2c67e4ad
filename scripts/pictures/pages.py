"""Pictures of what opens in a browser: a finished report, and the room's screen on the projector.

A browser draws a little differently from machine to machine, so that its pictures cannot be compared. What each was
drawn from is kept beside them as a digest: as long as that is the same, so is the picture.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from PIL import Image

from facikit.analysis.scene import scene
from facikit.library.kits import packaged_kit
from facikit.report.exporting import made
from facikit.report.room_page import page
from facikit.session.clock import instant_of
from facikit.session.following import Follower
from facikit.session.session import Session
from pictures.kept import AT_THE_TABLES
from pictures.kit import as_it_stood, lay_out
from pictures.scenes import STORY, VISION

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
AFTER_THE_VOTE = "2014-03-20T12:27:00.000Z"
WHOLE = "--run-all-compositor-stages-before-draw"
CHAPTER = '<h2 id="group-work-1-change-animals"'


class Page(NamedTuple):
    """A picture of a page: its file's name, what the page is, and how large its window is."""

    name: str
    html: Callable[[], str]
    size: tuple[int, int]
    at: str = ""
    """What the browser's clock shows, where the page looks at it."""


def finished_report() -> str:
    """Return a worked session's report as a page."""
    with _kit(STORY) as folder:
        return made(Session.open(folder, read_only=True), "html", kits=[packaged_kit()]).data.decode()


def chapter() -> str:
    """Return the same with one of its chapters only."""
    whole = finished_report()
    begin, at = whole.index(">", whole.index("<body")) + 1, whole.index(CHAPTER)
    return whole[:begin] + "<main>" + whole[at : whole.index("<h2 ", at + 1)] + "</main></body></html>"


def projected(session: str, at: str) -> str:
    """Return the page that the room sees at a moment."""
    with _kit(session) as folder:
        as_it_stood(folder, at)
        now = instant_of(at)
        return page(scene(Follower(folder).session, now), now)


@contextmanager
def _kit(session: str) -> Iterator[Path]:
    """A copy of a worked session, in a kit of its own."""
    with (
        tempfile.TemporaryDirectory(prefix="pictures-") as name,
        patch.dict(os.environ, lay_out(Path(name), (session,))),
    ):
        yield Path(name) / "kit" / "sessions" / session


PAGES = (
    Page("finished-report.png", finished_report, (900, 1060)),
    Page("finished-report-chapter.png", chapter, (900, 1060)),
    Page("projector.png", partial(projected, STORY, AT_THE_TABLES), (1280, 720), AT_THE_TABLES),
    Page("projector-votes.png", partial(projected, VISION, AFTER_THE_VOTE), (1280, 720), AFTER_THE_VOTE),
)


def digest(one: Page) -> str:
    """Return what tells one page from another."""
    return hashlib.sha256(one.html().encode()).hexdigest()


def the_browser() -> str | None:
    """Return the path of a browser that draws without a window; None where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def drawn(one: Page, browser: str) -> bytes:
    """Return the picture, in few colours: that makes a small file, and nobody sees the difference."""
    with tempfile.TemporaryDirectory(prefix="pictures-") as name:
        folder = Path(name)
        (folder / "page.html").write_text(_stopped(one), encoding="utf-8")
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            WHOLE,
            f"--user-data-dir={folder}/own",
        ]
        window, target = f"--window-size={one.size[0]},{one.size[1]}", folder / "page.png"
        done = [browser, *options, window, f"--screenshot={target}", (folder / "page.html").as_uri()]
        subprocess.run(done, check=True, capture_output=True, timeout=120)
        into = io.BytesIO()
        with Image.open(target) as picture:
            few = picture.convert("RGB").quantize(64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(into, "PNG", optimize=True)
        return into.getvalue()


def _stopped(one: Page) -> str:
    """Return the page with a clock that stands. Nothing else may run in it, so that this takes a word out first."""
    if not one.at:
        return one.html()
    without = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", one.html())
    return without.replace("<head>", f"<head><script>Date.now = () => {instant_of(one.at)};</script>", 1)
