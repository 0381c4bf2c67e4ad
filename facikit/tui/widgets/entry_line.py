"""The line in which everything is typed: one to six lines high, growing with the text.

It takes every letter as a letter. Enter finishes, ``^j`` breaks the line, Tab goes on; what that means is for the
screen to say, to whom it sends messages. A paste of several lines is handed over whole, so that the screen can ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import category

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from facikit.session.words import cleaned
from facikit.tui.keys import bindings


class EntryLine(TextArea):
    """A box to type an entry in."""

    DEFAULT_CSS = """
    EntryLine { height: auto; min-height: 1; max-height: 6; padding: 0; border: none; }
    """
    BINDINGS = bindings("line.")

    @dataclass
    class Finished(Message):
        """Enter: the entry is done."""

    @dataclass
    class Walked(Message):
        """Tab or Shift+Tab: to the next or the one before."""

        by: int

    @dataclass
    class Chosen(Message):
        """Up or Down where it means another entry: the one before, or the one after."""

        by: int

    @dataclass
    class Left(Message):
        """Esc: an entry that was being changed stays as it was."""

    @dataclass
    class TakenBack(Message):
        """``^z`` or ``^y`` where there is no typing to take back or to put back."""

        again: bool

    @dataclass
    class Pasted(Message):
        """Several lines were pasted, or one with tabs in it."""

        text: str

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - the framework's word
        super().__init__(id=id, compact=True, soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False)
        self.editing = False
        """Whether the line holds an entry that is there already; the screen sets it."""
        self.original = ""
        """What the line held when it was loaded."""
        self.spared: frozenset[str] = frozenset()
        """Keys that are no letters just now: the screen has said so in sight, and for some seconds only."""
        self.roams = False
        """Whether Up and Down in an empty line go along what there is to count."""
        self.walks = ""
        """What Tab leads to, in words; empty where it leads nowhere."""

    def put(self, text: str, *, editing: bool = False) -> None:
        """Hold ``text`` from now on, the cursor behind it; typing starts anew."""
        self.editing = editing
        self.original = text
        self.load_text(text)
        self.move_cursor(self.document.end)
        self.refresh_bindings()

    def key_words(self) -> dict[str, str]:
        """Tell what the keys do just now."""
        return {
            "line.onward": self.walks,
            "line.finish": "save the change" if self.editing else "save",
        }

    # What keys do

    async def _on_key(self, event: events.Key) -> None:
        """Keep what joins letters, as in Persian, Hindi or a family of emoji: it has no shape, and is a letter."""
        if event.character is not None and category(event.character[0]) == "Cf" and not self.read_only:
            event.stop()
            event.prevent_default()
            self.insert_text(event.character)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Every letter is a letter."""
        return key not in self.spared and super().check_consume_key(key, character)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Up and Down are for other entries only where the cursor has nowhere to go, and no typing would be left."""
        if action in ("earlier", "later"):
            at_edge = self.cursor_at_first_line if action == "earlier" else self.cursor_at_last_line
            if self.roams:
                return not self.text
            if self.editing:
                return at_edge and self.text == self.original
            return action == "earlier" and not self.text
        if action == "leave":
            return self.editing
        return super().check_action(action, parameters)

    def action_delete_to_start_of_line(self) -> None:
        """Empty the line up to the cursor: all of it, not only the row that a narrow box has broken it into."""
        row, column = self.selection.end
        if column and not self.read_only:
            self.delete((row, 0), (row, column), maintain_selection_offset=False)
        else:
            super().action_delete_to_start_of_line()

    def action_finish(self) -> None:
        """The entry is done."""
        self.post_message(self.Finished())

    def action_break(self) -> None:
        """A new line in the entry."""
        self.replace("\n", *self.selection)

    def action_onward(self) -> None:
        """To the next column, category or field."""
        self.post_message(self.Walked(1))

    def action_backward(self) -> None:
        """To the one before."""
        self.post_message(self.Walked(-1))

    def action_earlier(self) -> None:
        """Change the entry before."""
        self.post_message(self.Chosen(-1))

    def action_later(self) -> None:
        """Change the entry after."""
        self.post_message(self.Chosen(1))

    def action_leave(self) -> None:
        """Leave the entry as it was."""
        self.post_message(self.Left())

    def action_take_back(self) -> None:
        """Take back typing, else the last change."""
        before = self.text
        self.undo()
        if self.text == before:
            self.post_message(self.TakenBack(again=False))

    def action_put_back(self) -> None:
        """Put back typing, else the change that was taken back."""
        before = self.text
        self.redo()
        if self.text == before:
            self.post_message(self.TakenBack(again=True))

    # Pasting

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._take(event.text)

    def action_paste(self) -> None:
        """Paste what was copied here."""
        self._take(self.app.clipboard)

    def _take(self, text: str) -> None:
        text = cleaned(text)
        if "\n" in text.strip("\n") or "\t" in text:
            self.post_message(self.Pasted(text.strip("\n")))
        elif text and not self.read_only:
            self.insert_text(text.strip("\n"))

    def insert_text(self, text: str) -> None:
        """Put ``text`` where the cursor is, in place of what is selected."""
        result = self.replace(text, *self.selection)
        self.move_cursor(result.end_location)
