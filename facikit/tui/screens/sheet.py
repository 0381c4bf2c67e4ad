"""Paper, postcards and walls typed in afterwards, sheet by sheet: a pile beside the laptop, a counter on the screen.

It is the same screen as while people talk; it only stays where it is, shows what came from the sheet at hand, and has a
key for the next one.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from facikit.session import agenda, sheets
from facikit.session.sheets import Sheet
from facikit.tui.capture import Entry, Row, of
from facikit.tui.screens.base import Command
from facikit.tui.screens.capture import CaptureScreen
from facikit.tui.screens.picker import Choice, Picker
from facikit.tui.screens.prompt import Prompt
from facikit.tui.text import cut


class SheetScreen(CaptureScreen):
    """A screen on which paper is typed in."""

    _words = ""
    """Which sheet is at hand, as it was when the entries were last shown."""

    def show(self) -> None:
        """Count anew in another block."""
        super().show()
        sheet = self.desk.sheet
        if sheet is not None and self.block is not None and sheet.block != self.block.id:
            self.desk.sheet = sheets.next_sheet(self.session, self.block.id)
            self.desk.note_step = (self.block.id, self.step)
            self.show_entries()

    @property
    def _kept(self) -> bool:
        return self.block is not None and sheets.kept(self.session, self.block.id)

    def _word(self) -> str:
        """What a sheet is called here."""
        card = self.field is not None and self.field.kind == "pledge"
        return "Card" if card or self.group.id == agenda.INDIVIDUALS else "Sheet"

    def show_entries(self) -> None:
        """Look again at what came from the sheet: here, and not at every key."""
        self._words = self._sheet_words()
        super().show_entries()

    def _sheet_words(self) -> str:
        """Return which sheet it is, and how much was typed from it; empty while people talk."""
        sheet = self.desk.sheet
        if sheet is None:
            return ""
        words = f"{self._word()} {sheet.number}"
        if self._kept:
            count = len(sheets.entries_of(self.session, sheet))
            words += f" · {count} {'entry' if count == 1 else 'entries'}"
        return f"{words} · {cut(sheet.name, 24)}" if sheet.name else words

    def key_words(self) -> dict[str, str]:
        """Tell what ``^t`` does just now."""
        words = f"next {self._word().lower()}" if self.desk.sheet is not None else "paper"
        return {**super().key_words(), "note.sheet": words}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Paper is typed in where something can be typed."""
        if action == "sheet":
            return self.field is not None
        return super().check_action(action, parameters)

    # What is shown and entered

    def entry(self) -> Entry:
        """The entry says which sheet it came from."""
        entry = super().entry()
        if self.desk.sheet is None or not self._kept:
            return entry
        return msgspec.structs.replace(entry, blank=msgspec.structs.replace(entry.blank, sheet=self.desk.sheet.value))

    def listed(self, rows: list[Row]) -> list[Row]:
        """Only what came from the sheet at hand, as it would stand on it; in a map all, as branches hang on others."""
        if not self._tells_apart():
            return self._with_sheets(rows)
        assert self.desk.sheet is not None
        here = {one.id for one in sheets.entries_of(self.session, self.desk.sheet)}
        return [row for row in rows if row.id in here or row.id == self.line.editing]

    def _with_sheets(self, rows: list[Row]) -> list[Row]:
        """Return a map's points, those of other sheets with their number."""
        sheet = self.desk.sheet
        if sheet is None or self.block is None or self.field is None or not (self._kept and of(self.field).deep):
            return rows
        every = sheets.sheets(self.session, self.block.id).items()
        other = {one.id: each.number for each, entries in every if each != sheet for one in entries}
        word = self._word().lower()
        from_others = {name: f"  – {word} {number}" for name, number in other.items()}
        return [row._replace(cells=(row.cells[0] + from_others.get(row.id, ""), *row.cells[1:])) for row in rows]

    def _tells_apart(self) -> bool:
        if self.desk.sheet is None or self.field is None or not self._kept:
            return False
        return not of(self.field).counted and self.field.kind != "people" and not of(self.field).deep

    def nothing_yet(self) -> str:
        """An empty sheet."""
        return f"Nothing from this {self._word().lower()} yet." if self._tells_apart() else super().nothing_yet()

    def notice(self) -> str:
        """The sheet at hand; and what can be done with it, where nothing else is to be said."""
        words = super().notice()
        if self.desk.sheet is None:
            return words
        word = self._word().lower()
        return f"{self._words}. {words or f'^t: next {word}; ^p names it, goes back to one, or stops.'}"

    # Sheets

    def action_sheet(self) -> None:
        """Begin to type from paper, or take the next sheet; what stands in the line belongs to the one at hand."""
        if self.block is None:
            return
        if self.desk.sheet is not None and self.line_holds_text:
            self._finished()
            if self.line_holds_text:
                return
        self.take_sheet(sheets.next_sheet(self.session, self.block.id, self.desk.sheet))

    def take_sheet(self, sheet: Sheet | None) -> None:
        """Type from a sheet; None: from no sheet any more."""
        self.gather()
        self.desk.sheet = sheet
        if self.block is not None and sheet is not None:
            self.desk.note_step = (self.block.id, self.step)
        self.show()

    def stop_paper(self) -> None:
        """Go back to what people say."""
        self.take_sheet(None)
        self.say("No more paper: the screen is as it was while people talked.")

    def name_this(self) -> None:
        """Give the sheet a name."""
        sheet = self.desk.sheet
        assert sheet is not None

        def named(text: str | None) -> None:
            if text is not None:
                with self.telling():
                    self.take_sheet(sheets.name_sheet(self.session, sheet, text))

        hint = "The name of the photo, or which wall it hung on. It stands with each entry in the session's file."
        title = f"What is {self._word().lower()} {sheet.number} called?"
        self.app.push_screen(Prompt(title, hint, sheet.name, may_be_empty=True), named)

    def choose_sheet(self) -> None:
        """Go back to a sheet."""
        assert self.block is not None
        every = sheets.sheets(self.session, self.block.id)
        groups = {one.id: one.name for one in self.groups}
        choices = []
        for at, (sheet, entries) in enumerate(every.items()):
            words = " · ".join(cut(one.text or " ".join(one.cells.values()), 30) for one in entries[:3])
            count = f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'}"
            title = " · ".join(
                part for part in (f"{sheet.number}", sheet.name, groups.get(entries[0].group, "")) if part
            )
            choices.append(Choice(str(at), f"{title} · {count}", words))
        found = list(every)
        chosen = str(found.index(self.desk.sheet)) if self.desk.sheet in found else ""

        def go(answer: str | None) -> None:
            if answer is not None:
                sheet = found[int(answer)]
                one = every[sheet][0]
                self.desk.sheet = sheet
                self.choose_spot((one.block, one.field, one.group))

        self.app.push_screen(Picker("Which sheet?", choices, chosen=chosen), go)

    def commands(self) -> Iterable[Command]:
        """What can be done with sheets."""
        if self.desk.sheet is not None:
            word = self._word().lower()
            yield Command(f"Name this {word}", "a photo, or the wall it hung on", self.name_this)
            yield Command("No more paper", "back to what people say now", self.stop_paper)
        if self.block is not None and sheets.sheets(self.session, self.block.id):
            yield Command("Go back to a sheet", "and see what was typed from it", self.choose_sheet)
        yield from super().commands()
