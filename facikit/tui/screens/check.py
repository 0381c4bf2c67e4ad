"""Entering counts once more, without seeing what was entered first: the same rows, empty, over the whole screen.

A number for each row from the top down. Enter on nothing says that there was nothing. After the last row the screen
closes and gives back what was typed; Esc leaves everything as it was.
"""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from facikit.errors import UserError
from facikit.library.kinds import FieldBase, ScaleField
from facikit.session.checked import Numbers
from facikit.session.session import Session
from facikit.tui.capture import Row, headings_of
from facikit.tui.capture_base import Entry
from facikit.tui.checking import complete, numbers_wanted, rows_to_count
from facikit.tui.counting import read_count, read_marks
from facikit.tui.keys import bindings
from facikit.tui.messages import Say
from facikit.tui.text import cut, joined, plain, told
from facikit.tui.widgets.entry_line import EntryLine
from facikit.tui.widgets.entry_list import EntryList
from facikit.tui.widgets.key_bar import KeyBar


class CheckScreen(ModalScreen[Numbers | None]):
    """Enter the counts of a group once more; returns them, or None."""

    CSS_PATH = "check.tcss"
    AUTO_FOCUS = "EntryLine"
    BINDINGS = bindings("dialog.cancel")

    def __init__(self, session: Session, entry: Entry, title: str) -> None:
        super().__init__()
        self._session = session
        self._entry = entry
        self._title = title
        self._rows = rows_to_count(session, entry.field)
        self._again: dict[str, dict[str, int]] = {}
        self._at = 0

    @property
    def _field(self) -> FieldBase:
        return self._entry.field

    def compose(self) -> ComposeResult:
        """What to do, the rows, the line."""
        with Vertical():
            yield Static(plain(self._title, "bold"), id="title")
            yield Static(
                plain("From the sheet, as if for the first time: what was entered first is hidden."),
                id="hint",
            )
            yield EntryList()
            with Horizontal(id="typing"):
                yield Static(id="prompt")
                yield EntryLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the first row."""
        line = self.query_one(EntryLine)
        line.roams, line.walks = True, "next"
        wanted = numbers_wanted(self._field)
        line.placeholder = f"{f'{wanted} numbers' if wanted else 'A number'} · Enter on nothing: none"
        self._show()

    def _show(self) -> None:
        ids = list(self._rows)
        listing = self.query_one(EntryList)
        headings = headings_of(self._field)
        rows = []
        for row, words in self._rows.items():
            counts = self._again.get(row)
            cells = "–" if counts is None else " ".join(self._cells(counts))
            rows.append(Row(row, "", (words, cells)))
        listing.show([headings[0], "Entered again"], rows)
        listing.lines.mark(ids[self._at])
        words = self._rows[ids[self._at]]
        self.query_one("#prompt", Static).update(
            joined((f"{self._at + 1} of {len(ids)} · ", "$text-muted"), (cut(words, 28), "bold"), (" ›", "$text-muted"))
        )

    def _cells(self, counts: dict[str, int]) -> list[str]:
        if isinstance(self._field, ScaleField):
            return [str(counts.get(str(point), 0)) for point in range(1, self._field.points + 1)]
        return [str(number) for number in counts.values()] or ["0"]

    @on(EntryLine.Finished)
    def _finished(self) -> None:
        line = self.query_one(EntryLine)
        if self._take(line.text):
            line.put("")
            self._onward()

    @on(EntryLine.Pasted)
    def _pasted(self, event: EntryLine.Pasted) -> None:
        for text in event.text.split("\n"):
            if not self._take(text) or not self._onward():
                break

    def _take(self, text: str) -> bool:
        """Take what was typed for the row; say why where it cannot be."""
        row = list(self._rows)[self._at]
        if not text.strip():
            self._again[row] = {}
            return True
        try:
            self._again[row] = complete(self._field, self._read(row, text))
        except UserError as error:
            self.post_message(Say(told(error), serious=True))
            return False
        return True

    def _read(self, row: str, text: str) -> dict[str, int | None]:
        item = row.partition("/")[0] if isinstance(self._field, ScaleField) else row
        entry = self._entry.at(item)
        if isinstance(self._field, ScaleField):
            _, points = read_marks(self._session, entry, text)
            return {str(point): number for point, number in enumerate(points, 1)}
        found, counts = read_count(self._session, entry, text)
        if found.id != row:
            raise UserError("That is the number of another item.", "Here one goes from the top down; Up goes back.")
        return dict(counts)

    def _onward(self) -> bool:
        """Go to the next row; after the last, close. Return whether there is a row to type."""
        ids = list(self._rows)
        missing = [at for at, row in enumerate(ids) if row not in self._again]
        if self._at + 1 < len(ids):
            self._at += 1
        elif missing:
            self._at = missing[0]
        else:
            self.dismiss(self._again)
            return False
        self._show()
        return True

    @on(EntryLine.Walked)
    @on(EntryLine.Chosen)
    def _walk(self, event: EntryLine.Walked | EntryLine.Chosen) -> None:
        self._at = max(0, min(len(self._rows) - 1, self._at + event.by))
        self._show()

    def action_cancel(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)
