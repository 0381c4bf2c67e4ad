"""Two people wrote into one place without seeing each other: look at both, and say which shall stand."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facikit.tui.keys import bindings
from facikit.tui.text import plain
from facikit.tui.widgets.cursor_list import CursorList
from facikit.tui.widgets.dialogue import Dialogue
from facikit.tui.widgets.key_bar import KeyBar


@dataclass(frozen=True)
class Standing:
    """One wording to choose: what it is called, and its text."""

    called: str
    text: str


class Wordings(ModalScreen[str | None]):
    """Choose a text; returns it, or None."""

    CSS_PATH = ["picker.tcss", "wordings.tcss"]
    BINDINGS = bindings("dialog.accept", "dialog.cancel", "dialog.page-up", "dialog.page-down")

    def __init__(self, standing: list[Standing]) -> None:
        super().__init__()
        # The oldest first, so that put together they read in the order in which they were written.
        both = Standing("All of them, one under the other", "\n\n".join(one.text.strip("\n") for one in standing))
        self._standing = [*reversed(standing), both]

    def compose(self) -> ComposeResult:
        """The wordings by name; below, the whole text of the one that is marked."""
        with Dialogue():
            yield Static(plain("Which wording shall stand?"), id="title")
            yield Static(plain("The others stay in the session's log: nothing is lost by choosing."), id="hint")
            yield CursorList(*(Option(plain(one.called)) for one in self._standing), id="list", compact=True)
            with VerticalScroll(id="whole"):
                yield Static(id="text")
            yield KeyBar()

    def on_mount(self) -> None:
        """The one that is shown is marked."""
        listing = self.query_one("#list", OptionList)
        listing.highlighted = 0
        listing.focus()

    @on(OptionList.OptionHighlighted)
    def _looked(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.query_one("#text", Static).update(plain(self._standing[event.option_index].text or "(empty)"))
        self.query_one("#whole").scroll_home(animate=False)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()  # a click only looks: it would be too easy to settle by it

    def action_accept(self) -> None:
        """Take the one that is marked."""
        at = self.query_one("#list", OptionList).highlighted
        if at is not None:
            self.dismiss(self._standing[at].text)

    def action_cancel(self) -> None:
        """Leave them all standing."""
        self.dismiss(None)

    def action_page_up(self) -> None:
        """Read back."""
        self.query_one("#whole").scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Read on."""
        self.query_one("#whole").scroll_page_down(animate=False)
