"""The box in which prose is written: Markdown, as many lines as it takes, every letter a letter.

Each place to write keeps its own typing to take back, so that looking elsewhere and coming back costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.widgets import TextArea
from textual.widgets.text_area import EditHistory, Selection

from facikit.report.prose import REFERENCE
from facikit.session.words import cleaned
from facikit.tui.keys import bindings
from facikit.tui.text import DIRECTIONS

UNSEEN = "\u200b"
"""A letter without width or effect."""


@dataclass(frozen=True)
class Held:
    """What the box held when somebody went elsewhere: the text, where the cursor was, and what could be taken back."""

    text: str
    selection: Selection
    scroll: float
    history: EditHistory


class ProseBox(TextArea):
    """A box to write in."""

    DEFAULT_CSS = "ProseBox { height: 1fr; border: none; padding: 0 1; }"
    BINDINGS = bindings("prose.")

    def __init__(self) -> None:
        super().__init__(compact=True, soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False)

    def hold(self) -> Held:
        """Return what is needed to come back to this text."""
        return Held(self.text, self.selection, self.scroll_offset.y, self.history)

    def put(self, text: str, held: Held | None = None) -> None:
        """Hold ``text`` from now on; where it is what was held before, its cursor and its history come back."""
        if held is not None and held.text == text:
            self.history = _new_history(self)
            self.load_text(text)
            self.history = held.history
            self.selection = held.selection
            self.scroll_to(y=held.scroll, animate=False)
        else:
            self.history = _new_history(self)
            self.load_text(text)
            self.move_cursor(self.document.end)
        self.refresh_bindings()

    def change(self, text: str) -> None:
        """Hold another text that came from elsewhere; what stood there can be taken back."""
        at = self.cursor_location if self.text else None
        self.history.checkpoint()
        self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)
        self.history.checkpoint()
        self.move_cursor(self.document.end if at is None else at)

    def put_reference(self, reference: str) -> None:
        """Put a reference where the cursor is, set apart from a word before it."""
        start = min(self.selection)
        before = self.document.get_line(start[0])[: start[1]]
        apart = "" if not before or before[-1].isspace() or before[-1] in "([{‘“'\"–—-/" else " "
        self.history.checkpoint()
        self.insert_text(apart + reference)
        self.history.checkpoint()

    def mark_passage(self, begins: str, ends: str) -> None:
        """Put marks around what is selected; the white space at its ends stays outside."""
        start, end = sorted(self.selection)
        chosen = self.get_text_range(start, end)
        before, words = chosen[: len(chosen) - len(chosen.lstrip())], chosen.strip()
        after = chosen[len(before) + len(words) :]
        self.history.checkpoint()
        result = self.replace(f"{before}{begins}{words}{ends}{after}", start, end, maintain_selection_offset=False)
        self.history.checkpoint()
        self.move_cursor(result.end_location)

    def find(self, words: str) -> bool:
        """Put the cursor before the first of these words that stand together in the text; tell whether they do."""
        wanted = words.strip().casefold()
        for row in range(self.document.line_count if wanted else 0):
            column = self.document.get_line(row).casefold().find(wanted)
            if column >= 0:
                self.move_cursor((row, column), center=True)
                return True
        return False

    def insert_text(self, text: str) -> None:
        """Put ``text`` where the cursor is, in place of what is selected."""
        result = self.replace(text, *self.selection, maintain_selection_offset=False)
        self.move_cursor(result.end_location)

    def get_line(self, line_index: int) -> Text:
        """Return a line as it may be drawn: what would turn the direction of the screen's line is there, unseen."""
        line = super().get_line(line_index)
        if DIRECTIONS.search(line.plain):
            return Text(DIRECTIONS.sub(UNSEEN, line.plain), end="", no_wrap=True)
        return line

    @property
    def reference(self) -> tuple[str, str] | None:
        """The kind and name of the reference that the cursor is in or at, if any."""
        row, column = self.cursor_location
        for found in REFERENCE.finditer(self.document.get_line(row)):
            if found.start() <= column <= found.end():
                return found[1], found[2].strip()
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There may be nothing to take back."""
        if action == "undo":
            return bool(self.history.undo_stack)
        if action == "redo":
            return bool(self.history.redo_stack)
        return super().check_action(action, parameters)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._take(event.text)

    def action_paste(self) -> None:
        """Paste what was copied here."""
        self._take(self.app.clipboard)

    def _take(self, text: str) -> None:
        """Take what was pasted, without what a terminal would obey."""
        if not self.read_only and (text := cleaned(text)):
            self.history.checkpoint()
            self.insert_text(text)
            self.history.checkpoint()


def _new_history(box: TextArea) -> EditHistory:
    kept = box.history
    return EditHistory(
        max_checkpoints=kept.max_checkpoints, checkpoint_timer=kept.checkpoint_timer,
        checkpoint_max_characters=kept.checkpoint_max_characters,
    )  # fmt: skip
