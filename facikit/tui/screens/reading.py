"""A page of help over the screen, the same that ``facikit help`` shows. Arrows and page keys scroll, Esc closes."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Markdown, Static

from facikit.library.pages import HelpPage, in_words
from facikit.tui.keys import bindings
from facikit.tui.text import plain
from facikit.tui.widgets.dialogue import Dialogue
from facikit.tui.widgets.key_bar import KeyBar


class Reading(ModalScreen[None]):
    """One page, to read."""

    CSS_PATH = "picker.tcss"
    DEFAULT_CSS = """
    Reading Markdown { background: $surface; margin: 0; padding: 0; }
    Reading MarkdownH2 { margin: 1 0; }
    Reading MarkdownFence { background: $surface; color: $foreground; margin: 0; overflow: hidden; }
    Reading MarkdownFence > Label { width: 1fr; padding: 0 0 1 2; }
    """
    BINDINGS = bindings("dialog.cancel")

    def __init__(self, page: HelpPage) -> None:
        super().__init__()
        self._page = page

    def compose(self) -> ComposeResult:
        """Title, page, keys."""
        with Dialogue():
            yield Static(plain(self._page.title), id="title")
            with VerticalScroll(id="page"):
                # A link would leave the terminal, or lead to a file: what it says stands there all the same.
                text = self._page.text.removeprefix(f"# {self._page.title}\n")
                yield Markdown(in_words(text), open_links=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Arrows scroll."""
        self.query_one("#page").focus()

    def action_cancel(self) -> None:
        """Close the page."""
        self.dismiss(None)
