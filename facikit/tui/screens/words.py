"""Somebody's words in whole, over the screen. Arrows and page keys scroll, Esc closes."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from facikit.tui.keys import bindings
from facikit.tui.text import plain
from facikit.tui.widgets.dialogue import Dialogue
from facikit.tui.widgets.key_bar import KeyBar


class Words(ModalScreen[None]):
    """A page of plain text."""

    CSS_PATH = "picker.tcss"
    BINDINGS = bindings("dialog.cancel")

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Title, words, keys."""
        with Dialogue():
            yield Static(plain(self._title), id="title")
            with VerticalScroll(id="page"):
                yield Static(plain(self._text), id="words")
            yield KeyBar()

    def on_mount(self) -> None:
        """Arrows scroll."""
        self.query_one("#page").focus()

    def action_cancel(self) -> None:
        """Close the page."""
        self.dismiss(None)
