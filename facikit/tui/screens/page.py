"""A page to read, over the screen: a run sheet, or what came of something. Arrows and page keys scroll, Esc closes."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from facikit.tui.keys import bindings
from facikit.tui.sheet import sheet
from facikit.tui.text import plain
from facikit.tui.widgets.dialogue import Dialogue
from facikit.tui.widgets.key_bar import KeyBar


class Page(ModalScreen[bool]):
    """Show a run sheet, given as text, or any other content as it is. Returns whether its hand-outs are wanted."""

    CSS_PATH = "picker.tcss"
    BINDINGS = bindings("dialog.cancel", "page.print")

    def __init__(self, title: str, text: str | Content, *, prints: bool = False) -> None:
        super().__init__()
        self._prints = prints
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Title, page, keys."""
        with Dialogue():
            yield Static(plain(self._title), id="title")
            with VerticalScroll(id="page"):
                yield Static(id="sheet")
            yield KeyBar()

    def on_mount(self) -> None:
        """Arrows scroll."""
        self.query_one("#page").focus()

    def on_resize(self) -> None:
        """Wrap anew."""
        width = min(96, self.app.size.width * 90 // 100) - 6
        # A run sheet begins with its own title, which stands above it already.
        text = self._text.removeprefix(f"# {self._title}\n").lstrip("\n") if isinstance(self._text, str) else self._text
        self.query_one("#sheet", Static).update(text if isinstance(text, Content) else sheet(text, width))

    def action_cancel(self) -> None:
        """Close the page."""
        self.dismiss(False)

    def action_print(self) -> None:
        """Close the page, and ask for what belongs to it on paper."""
        self.dismiss(True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only a run sheet has hand-outs."""
        return self._prints if action == "print" else True
