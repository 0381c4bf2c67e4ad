"""Help where one is: what this screen is for, and every key that works in it now, from the bindings themselves."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from facikit.tui.keys import bindings, name_of
from facikit.tui.text import joined, plain
from facikit.tui.widgets.dialogue import Dialogue
from facikit.tui.widgets.key_bar import KeyBar

MORE = '\nMore to read: in ^p, "Read a page of help"; or in a terminal, facikit help.'


class Help(ModalScreen[None]):
    """A page over the screen."""

    CSS_PATH = "picker.tcss"
    BINDINGS = bindings("dialog.cancel")

    def __init__(self, title: str, words: str, keys: list[tuple[list[str], str]]) -> None:
        super().__init__()
        self._title = title
        self._words = words
        self._keys = keys

    def compose(self) -> ComposeResult:
        """The words, then a line for each key."""
        with Dialogue():
            yield Static(plain(self._title), id="title")
            with VerticalScroll(id="page"):
                yield Static(plain(self._words), id="words")
                for keys, tooltip in self._keys:
                    with Horizontal(classes="key"):
                        yield Static(joined((name_of(keys[0]), "bold $primary")), classes="name")
                        yield Static(self._telling(keys, tooltip), classes="telling")
                yield Static(joined((MORE, "$text-muted")), id="more")
            yield KeyBar()

    def on_mount(self) -> None:
        """Arrows scroll."""
        self.query_one("#page").focus()

    def _telling(self, keys: list[str], tooltip: str) -> Content:
        _, *others = dict.fromkeys(name_of(key) for key in keys)
        also = f" (also {', '.join(others)})" if others else ""
        return joined(tooltip, (also, "$text-muted"))

    def action_cancel(self) -> None:
        """Close the page."""
        self.dismiss(None)
