"""One thing to type, over the screen. Enter takes it, Esc leaves everything as it was.

Where what is typed may be wrong, ``check`` does with it what is to be done: what it says is told there, above the line
that still holds the words.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from facikit.errors import UserError
from facikit.tui.keys import bindings
from facikit.tui.text import plain, told
from facikit.tui.widgets.dialogue import Dialogue
from facikit.tui.widgets.entry_line import EntryLine
from facikit.tui.widgets.key_bar import KeyBar


class Prompt(ModalScreen[str | None]):
    """Ask for a text; returns it, or None."""

    CSS_PATH = "picker.tcss"
    BINDINGS = bindings("dialog.cancel")

    def __init__(
        self,
        title: str,
        hint: str = "",
        text: str = "",
        *,
        may_be_empty: bool = False,
        check: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__()
        self._check = check
        self._may_be_empty = may_be_empty
        self._title = title
        self._hint = hint
        self._text = text

    def compose(self) -> ComposeResult:
        """Title, line, keys."""
        with Dialogue():
            yield Static(plain(self._title), id="title")
            if self._hint:
                yield Static(plain(self._hint), id="hint")
            yield Static(id="problem")
            yield EntryLine(id="line")
            yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the text given."""
        line = self.query_one(EntryLine)
        line.put(self._text)
        line.focus()

    @on(EntryLine.Finished)
    def _finished(self) -> None:
        text = self.query_one(EntryLine).text
        wanted = text if text.strip() or self._may_be_empty else None
        try:
            if wanted is not None and self._check is not None:
                self._check(wanted)
        except UserError as error:
            problem = self.query_one("#problem", Static)
            problem.update(plain(told(error)))
            problem.display = True
        else:
            self.dismiss(wanted)

    @on(EntryLine.Pasted)
    def _pasted(self, event: EntryLine.Pasted) -> None:
        self.query_one(EntryLine).insert_text(event.text)

    def action_cancel(self) -> None:
        """Take nothing."""
        self.dismiss(None)
