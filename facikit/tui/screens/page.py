"""A page to read, over the screen: a run sheet. Arrows and page keys scroll, Esc closes."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Markdown, Static

from facikit.tui.keys import bindings
from facikit.tui.text import plain, shown
from facikit.tui.widgets.key_bar import KeyBar


class Page(ModalScreen[None]):
    """Show Markdown that the library made of a definition."""

    CSS_PATH = "picker.tcss"
    BINDINGS = bindings("dialog.cancel")

    def __init__(self, title: str, markdown: str) -> None:
        super().__init__()
        self._title = title
        self._markdown = markdown

    def compose(self) -> ComposeResult:
        """Title, page, keys."""
        with Vertical(id="dialog", classes="-page"):
            yield Static(plain(self._title), id="title")
            with VerticalScroll(id="page"):
                yield Markdown(shown(self._markdown), open_links=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Arrows scroll."""
        self.query_one("#page").focus()

    def action_cancel(self) -> None:
        """Close the page."""
        self.dismiss(None)
