"""The first line of every screen: where one is, on the left; the facts of the moment, on the right."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static


class TopLine(Horizontal):
    """One line. What is too long on the left gives way to the facts."""

    DEFAULT_CSS = """
    TopLine {
        dock: top; height: 1; padding: 0 1;
        #where { width: 1fr; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        #facts { width: auto; height: 1; margin-left: 2; text-wrap: nowrap; }
    }
    """

    def __init__(self, where: Content | None = None) -> None:
        super().__init__()
        self._where = where or Content("")

    def compose(self) -> ComposeResult:
        """Put the two halves there."""
        yield Static(self._where, id="where")
        yield Static(Content(""), id="facts")

    def say(self, where: Content, facts: Content) -> None:
        """Show these; nothing is drawn anew where nothing changed."""
        for name, content in (("#where", where), ("#facts", facts)):
            half = self.query_one(name, Static)
            if half.content != content:
                half.update(content)
