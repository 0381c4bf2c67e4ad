"""The agenda beside the room's step: what was, what is and what is to come, with the times. A click goes there.

Before a title stands when the block began (✓, ▶) or when it will; where the plan has another time, that stands behind
it in brackets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from facikit.tui.text import cut


class Line(NamedTuple):
    """One line of it: a block, or a step of the block where the room is."""

    block: str
    step: int
    words: str
    time: str = ""
    """When it started or will start, HH:MM; for a step, its minutes."""
    state: str = ""
    """done, now, next, cut, skipped."""
    is_step: bool = False
    plan: str = ""
    """When it was to start by the plan, where that is another time."""


MARKS = {"done": "✓", "now": "▶", "cut": "×", "skipped": "–"}
SAYS = {"cut": " (cut)", "skipped": " (left out)"}


class AgendaList(VerticalScroll):
    """The agenda."""

    DEFAULT_CSS = "AgendaList { width: 1fr; height: 1fr; scrollbar-size-vertical: 1; }"
    can_focus = False

    @dataclass
    class Clicked(Message):
        """Somebody clicked on a block or a step."""

        block: str
        step: int

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []

    def compose(self) -> ComposeResult:
        """All its lines in one."""
        yield AgendaLines()

    def show(self, lines: list[Line]) -> None:
        """Show these; where the room is stays in sight."""
        if lines != self._lines:
            self._lines = lines
            self.query_one(AgendaLines).show(lines)
            self._bring()

    def on_resize(self) -> None:
        """Keep in sight where the room is."""
        self._bring()

    def _bring(self) -> None:
        now = [number for number, line in enumerate(self._lines) if line.state == "now"]
        if now and self.size.height:
            self.scroll_to(y=max(0, now[-1] - self.size.height // 2), animate=False)

    def on_click(self, event: events.Click) -> None:
        """Say what was clicked on."""
        at = event.screen_y - self.region.y + self.scroll_offset.y
        if 0 <= at < len(self._lines):
            line = self._lines[at]
            self.post_message(self.Clicked(line.block, line.step))


class AgendaLines(Widget):
    """The lines themselves, cut to the room that there is."""

    DEFAULT_CSS = "AgendaLines { height: auto; text-wrap: nowrap; }"

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []

    def show(self, lines: list[Line]) -> None:
        """Show these."""
        taller = len(lines) != len(self._lines)
        self._lines = lines
        self.refresh(layout=taller)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - the framework's
        """Return how many they are."""
        return len(self._lines)

    def render(self) -> Content:
        """Draw them."""
        return Content("\n").join([_drawn(line, self.size.width) for line in self._lines])


def _drawn(line: Line, width: int) -> Content:
    mark = MARKS.get(line.state, " ")
    style = "bold" if line.state == "now" else "$text-muted" if line.state in ("done", "cut", "skipped") else ""
    words = f"{line.words}{SAYS.get(line.state, '')}"
    if line.is_step:
        room = width - 5 - len(line.time) - 2
        text = cut(words, room)
        gap = " " * (room - Content(text).cell_length + 1)
        return Content.assemble(
            ("   ", ""), (f"{mark} ", "$primary"), (text, style), (f"{gap}{line.time}", "$text-muted")
        )
    clock = f"{line.time:<5}"
    plan = f" ({line.plan})" if line.plan else ""
    room = width - 9 - len(plan)
    text = cut(words, room)
    gap = " " * (room - Content(text).cell_length) if plan else ""
    return Content.assemble(
        (f" {mark} ", "$primary"), (f"{clock} ", "$text-muted"), (text, style), (f"{gap}{plan}", "$text-muted")
    )
