"""The first line of every screen: where one is, on the left; the facts of the moment, on the right."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

LEAST = 12
"""Cells that are left of a title, however much stands beside it."""


class TopLine(Horizontal):
    """One line. A title that is too long gives way to the name of the screen, or the group, and to the facts."""

    DEFAULT_CSS = """
    TopLine {
        dock: top; height: 1; padding: 0 1;
        #where { width: 1fr; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        #facts { width: auto; height: 1; margin-left: 2; text-wrap: nowrap; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._title = self._place = self._facts = Content("")

    def compose(self) -> ComposeResult:
        """Put the two halves there."""
        yield Static(id="where")
        yield Static(id="facts")

    def say(self, title: Content, facts: Content, place: Content | None = None) -> None:
        """Show these; nothing is drawn anew where nothing changed."""
        self._title, self._facts, self._place = title, facts, place or Content("")
        self._draw()

    def on_resize(self) -> None:
        """Cut the title anew."""
        self._draw()

    def _draw(self) -> None:
        room = self.size.width - self._facts.cell_length - 2 - self._place.cell_length
        title = self._title.truncate(max(LEAST, room), ellipsis=True) if self.size.width else self._title
        for name, content in (("#where", Content("").join((title, self._place))), ("#facts", self._facts)):
            half = self.query_one(name, Static)
            if half.content != content:
                half.update(content)
