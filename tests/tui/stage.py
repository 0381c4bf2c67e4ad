"""Put the app on, unseen: opened on a session at a size, and its screen read as plain text."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

from textual import _wait, events
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.widgets import Input

from facikit.session import responses as entries
from facikit.session.clock import Clock
from facikit.session.session import Session
from facikit.tui import app as app_module
from facikit.tui import order
from facikit.tui.app import FacikitApp
from facikit.tui.desk import Desk
from facikit.tui.screens import base
from facikit.tui.widgets.entry_line import EntryLine

WIDE, NARROW = (120, 36), (80, 24)
HOSTILE = (
    "[/]", "[ ] todo [x] done", "[Team A] idea", "x = y[i][/]", "[/some/path]", "[@click=app.quit]press[/]", "[bold]b",
    "[link=x]", "\\[/]", "{{ 7 * 7 }}", "# heading", "*star*", "+", "=", "^n", "q", ":w", "日本語 😀 é", "=SUM(A1)",
    "a\\b",
)  # fmt: skip

# A pause ends when nothing is being done any more. The framework looks fifty times a second: most of a test's time.
_wait.SLEEP_GRANULARITY, _wait.SLEEP_IDLE = 1 / 200, 1 / 2000
PATIENCE_S = 8.0

# Each app reads the same style sheets: a quarter of what it takes to put it on. Here they are read once for all apps.
_read_rules = Stylesheet._parse_rules
_rules_of: dict[frozenset[tuple[str, str]], dict[object, list[RuleSet]]] = {}


def _rules_once(sheet: Any, css: str, read_from: Any, *settings: Any, **named: Any) -> list[RuleSet]:
    if sheet.__dict__.get("_known_with") is not sheet._variables:
        sheet._known_with = sheet._variables
        sheet._known = _rules_of.setdefault(frozenset(sheet._variables.items()), {})
    key = (css, read_from, settings, *named.items())
    if key not in sheet._known:
        sheet._known[key] = _read_rules(sheet, css, read_from, *settings, **named)
    return sheet._known[key]  # type: ignore[no-any-return]


Stylesheet._parse_rules = _rules_once  # type: ignore[assignment,method-assign]

CHARACTERS = {"plus": "+", "equals_sign": "=", "space": " "}
CHARACTER_NAMES = {" ": "space", ":": "colon", "[": "left_square_bracket"}


def put(path: Path, text: str) -> Path:
    """Write a file, and the folders on the way to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _is_letter(key: str) -> bool:
    return (len(key) == 1 and key.isalpha()) or key == "space"


class SetClock(Clock):
    """A clock that stands until it is set."""

    def __init__(self, now: int = 1_772_616_600_000) -> None:  # 4 March 2026, 09:30 UTC
        self.time = now

    def now(self) -> int:
        """Return the time it was set to, a little later each time, as lines need."""
        self.time += 1
        return self.time

    def forward(self, seconds: float) -> None:
        """Let time pass."""
        self.time += int(seconds * 1000)


class Stage:
    """The running app, with the few things that tests do to it."""

    def __init__(self, app: FacikitApp, pilot: Pilot[None], clock: SetClock) -> None:
        self.app = app
        self.pilot = pilot
        self.clock = clock

    @property
    def session(self) -> Session:
        return self.app.desk.session

    @property
    def text(self) -> str:
        """The whole screen as text."""
        # The only place that knows how the framework keeps its screen.
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    @property
    def told(self) -> str:
        """What is being told for a moment, above everything else."""
        return "\n".join(one.message for one in self.app._notifications)

    def line_with(self, words: str) -> str:
        """The first line of the screen that has these words in it."""
        return next((line for line in self.text.splitlines() if words in line), "")

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other. A third of the time that the framework's own ``press`` takes.

        Letters in a row come into the line of a dialogue as fast as somebody types them: what they do is waited for
        after the last.
        """
        for key, following in pairwise((*keys, "")):
            character = CHARACTERS.get(key, key if len(key) == 1 else None)
            name = CHARACTER_NAMES.get(key, key)
            self.app.post_message(events.Key(name, character))
            if not (_is_letter(key) and _is_letter(following) and isinstance(self.app.focused, Input)):
                await self._settle()

    async def _settle(self) -> None:
        """Wait until the key has had all its effects, on a busy machine too."""
        end = time.monotonic() + order.PATIENCE_S
        await self.pilot.pause()
        while self.app._busy and time.monotonic() < end:
            await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Put text into the entry line where the cursor is, as typing does."""
        line = self.app.screen.query_one(EntryLine)
        line.insert_text(text)
        await self.pilot.pause()

    async def enter(self, text: str) -> None:
        """Type an entry and finish it."""
        await self.type(text)
        await self.press("enter")

    async def paste(self, text: str) -> None:
        self.app.screen.query_one(EntryLine).post_message(events.Paste(text))
        await self.pilot.pause()

    async def until(self, holds: Callable[[], Any]) -> None:
        """Wait until something holds; the test fails where it never does."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            await self.pilot.pause()
            if holds():
                return
        raise AssertionError(f"this never came:\n{self.text}")

    def texts(self, block: str = "", field: str = "", group: str = "") -> list[str]:
        """What was captured, read back through the session."""
        return [
            one.text or "|".join(one.cells.values()) for one in entries.responses(self.session, block, field, group)
        ]

    def on_disk(self) -> list[str]:
        """The same, read by somebody else from the files."""
        self.session.flush()
        with Session.open(self.session.folder, read_only=True) as other:
            return [one.text or "|".join(one.cells.values()) for one in entries.responses(other)]


@asynccontextmanager
async def at(
    folder: Path | None,
    place: str,
    *,
    size: tuple[int, int] = WIDE,
    who: str = "anna",
    kits: list[Path] | None = None,
    clock: SetClock | None = None,
    **options: Any,
) -> AsyncIterator[Stage]:
    """Open the app on a session, at one of its screens."""
    clock = clock or SetClock()
    # Everything that happens once a second happens ten times as often.
    app_module.POLL_S = base.TICK_S = 0.1
    session = Session.open(folder, who, clock=clock, **options) if folder is not None else None
    app = FacikitApp(Desk(kits or [], session, who), place)
    async with app.run_test(size=size, notifications=True) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield Stage(app, pilot, clock)
    app.desk.drafts.close()
    if session is not None:
        session.close()
