"""Walk through the app without a terminal, at a moment of a worked day, and read the screen that is come to.

The clock stands, no cursor blinks, and what is told for a moment is gone: so that a picture is the same each time.
"""

from __future__ import annotations

import asyncio
import os
import shlex
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from msgspec.structs import replace
from rich.segment import Segment
from textual import _wait, events
from textual.app import App
from textual.content import Content
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from facikit.library.kits import packaged_kit
from facikit.session.clock import Clock, instant_of
from facikit.session.following import Follower
from facikit.session.session import Session
from facikit.tui import overview
from facikit.tui.about import about_definition
from facikit.tui.app import FacikitApp
from facikit.tui.desk import Desk
from facikit.tui.order import KeysInOrder
from facikit.tui.overview import Definition
from facikit.tui.present import PresentApp
from facikit.tui.screens import base, designer, home, new
from facikit.tui.themes import DARK
from pictures.kit import as_it_stood, lay_out
from pictures.scenes import Scene
from pictures.svg import drawn, lines_of, text_of

PATIENCE_S = 30.0
BETWEEN, AT_THE_END = 2, 12
"""How often in a row a screen has to look the same, before the next step and before it is drawn."""
LOOK_S = 0.06
"""How long from one look to the next: longer than a second is here."""


class StandingClock(Clock):
    """A clock that stands."""

    def __init__(self, at: str) -> None:
        self._now = instant_of(at)

    def now(self) -> int:
        return self._now


def picture(
    scene: Scene,
    title: str,
    *,
    at: str,
    who: str,
    until: str = "",
    without: str = "",
    look: str = DARK.name,
    size: tuple[int, int],
) -> str:
    """Return the picture of a screen as it was at a moment (ISO 8601, UTC), for one person.

    ``until`` is when the last was written that is known there, where that is earlier; ``without`` is somebody whose
    notes have not come in.
    """
    with _desk(scene, until or at, without, look) as folder, _standing_still(at):
        return drawn(asyncio.run(_walk(folder, scene, at, who, size)), title)


@contextmanager
def _desk(scene: Scene, until: str, without: str, look: str) -> Iterator[Path]:
    """A machine with nothing on it but the kit."""
    with tempfile.TemporaryDirectory(prefix="pictures-") as name:
        folder = Path(name).resolve()
        told = lay_out(folder, scene.sessions)
        for session in (folder / "kit" / "sessions").iterdir():
            as_it_stood(session, until, without)
        (folder / "state" / "look").write_text(f"{look}\n", encoding="utf-8")
        with patch.dict(os.environ, told | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}):
            os.environ.pop("NO_COLOR", None)
            yield folder


@contextmanager
def _standing_still(at: str) -> Iterator[None]:
    """Let the day be that of the picture, every second a short one, and a new session go where nobody really is."""
    moment = datetime.fromisoformat(at)
    calendar = SimpleNamespace(date=SimpleNamespace(today=moment.date), datetime=SimpleNamespace(now=lambda: moment))
    with ExitStack() as stack:
        for place, name, instead in (
            (overview, "datetime", calendar),
            (designer, "datetime", calendar),
            (base, "TICK_S", LOOK_S - 0.01),
            (_wait, "SLEEP_GRANULARITY", 1 / 200),
            (_wait, "SLEEP_IDLE", 1 / 2000),
            (vars(TextArea)["cursor_blink"], "_default", False),
            (vars(Input)["cursor_blink"], "_default", False),
            (new, "home_of", lambda _: PurePosixPath("my-workshops/sessions")),
            (home, "about_definition", _anywhere),
        ):
            stack.enter_context(patch.object(place, name, instead))
        yield


def _anywhere(one: Definition, titles: dict[str, str], width: int) -> Content:
    """Return what there is to say of it, wherever on a machine it lies."""
    return about_definition(replace(one, path=Path("my-workshops", *one.path.parts[-2:])), titles, width)


async def _walk(folder: Path, scene: Scene, at: str, who: str, size: tuple[int, int]) -> list[list[Segment]]:
    """Open the app where the scene begins, do its steps, and return the screen."""
    app, session = _opened(folder, scene, at, who)
    app.animation_level = "none"
    async with app.run_test(size=size, notifications=True) as pilot:
        for step in scene.steps:
            if step.startswith("? "):
                await _until(pilot, step.removeprefix("? "))
            elif step.startswith("= "):
                await _press(pilot, *step.removeprefix("= "))
            else:
                await _press(pilot, step)
            await _still(pilot, BETWEEN)
        found = await _still(pilot, AT_THE_END)
    if session is not None:
        session.close()
    return found


def _opened(folder: Path, scene: Scene, at: str, who: str) -> tuple[App[None], Session | None]:
    """Return the app as the scene's command opens it."""
    kits = [folder / "kit", packaged_kit()]
    place, *rest = shlex.split(scene.command) or ["home"]
    if place == "home":
        return FacikitApp(Desk(kits, None, who), "home"), None
    if place == "check":
        desk = Desk(kits, None, who)
        desk.watched = folder / rest[-1]
        return FacikitApp(desk, "designer"), None
    session = folder / "kit" / "sessions" / rest[0]
    clock = StandingClock(at)
    if place == "present":
        return PresentApp(Follower(session, clock)), None
    opened = Session.open(session, who, clock=clock)
    desk = Desk(kits, opened, who)
    desk.want_group(rest[2] if rest[1:2] == ["--group"] else "")
    return FacikitApp(desk, place), opened


async def _press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, given in tmux's names or as letters; each has had its effects before the next."""
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key.replace("C-", "ctrl+").lower()
        pilot.app.post_message(events.Key(name, " " if name == "space" else key if len(key) == 1 else None))
        await pilot.pause()
        while isinstance(pilot.app, KeysInOrder) and pilot.app._busy:
            await pilot.pause()


async def _until(pilot: Pilot[Any], words: str) -> None:
    """Wait until words stand on the screen."""
    end = time.monotonic() + PATIENCE_S
    while words not in (shown := text_of(lines_of(pilot.app))):
        if time.monotonic() > end:
            raise RuntimeError(f"{words!r} never came:\n{shown}")
        await pilot.pause(0.02)


async def _still(pilot: Pilot[Any], wanted: int) -> list[list[Segment]]:
    """Return the screen once nothing moves in it any more."""
    app, end = pilot.app, time.monotonic() + PATIENCE_S
    before: list[list[Segment]] = []
    times = 0
    while times < wanted:
        await pilot.pause(LOOK_S)
        app.clear_notifications()
        await pilot.pause()
        now = lines_of(app)
        times = times + 1 if now == before and not _at_work(app) else 0
        before = now
        if time.monotonic() > end:
            raise RuntimeError(f"this screen never stands still:\n{text_of(now)}")
    return before


def _at_work(app: App[Any]) -> bool:
    """Whether anything is still being read or written away from the screen."""
    session = app.desk.open if isinstance(app, FacikitApp) else None
    reads = any(worker.is_running and worker._thread_worker for worker in app.workers)
    return reads or (session is not None and bool(session.unsaved))
