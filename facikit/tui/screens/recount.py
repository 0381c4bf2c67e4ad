"""Counts that matter, entered twice: the second time unseen, then what differs, number by number.

Who has entered them the second time is said beside the counts, as long as nobody changes them.
"""

from __future__ import annotations

from textual import work

from facikit.errors import UserError
from facikit.session.checked import Difference, differences, numbers, put_checked
from facikit.tui.capture import of
from facikit.tui.checking import where
from facikit.tui.screens.entries import EntriesScreen
from facikit.tui.screens.picker import Choice, Picker
from facikit.tui.screens.prompt import Prompt
from facikit.tui.text import cut


class RecountScreen(EntriesScreen):
    """A screen whose counts can be entered once more."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be something to compare with."""
        if action == "again":
            return self._counted() and bool(self._first())
        return super().check_action(action, parameters)

    def _counted(self) -> bool:
        return self.field is not None and self.spot is not None and of(self.field).counted

    def _first(self) -> dict[str, dict[str, int]]:
        assert self.field is not None and self.spot is not None
        return numbers(self.session, self.spot[0], self.field, self.spot[2])

    @work(exclusive=True, group="again")
    async def action_again(self) -> None:
        """Enter the counts once more, and settle what differs."""
        if self.field is None or self.spot is None:
            return
        self.gather()
        field, (block, _, group) = self.field, self.spot
        entry = self.entry()
        title = f"{cut(field.title, 40)} · {cut(self.group.name, 30)}: once more, to be sure"
        from facikit.tui.screens.check import CheckScreen

        again = await self.app.push_screen_wait(CheckScreen(self.session, entry, title))
        if again is None:
            self.say("Nothing is changed, and nothing is checked.")
            return
        found = differences(numbers(self.session, block, field, group), again)
        right: dict[tuple[str, str], int] = {}
        for at, one in enumerate(found, 1):
            number = await self._settled(one, f"{at} of {len(found)}")
            if number is None:
                self.say("Nothing is changed, and nothing is checked.")
                return
            if number != one.first:
                right[one.row, one.name] = number
        with self.telling():
            put_checked(self.session, block, field, group, right)
            corrected = "1 number is corrected" if len(right) == 1 else f"{len(right)} numbers are corrected"
            same = "Checked: the first numbers stand." if found else "Checked: both times the same."
            self.say(f"Checked; {corrected}." if right else same)
        self.show()

    async def _settled(self, one: Difference, number: str) -> int | None:
        """Ask which of two numbers is right; None where nobody can say just now."""
        assert self.field is not None
        words = where(self.session, self.field, one)
        choices = [
            Choice("first", str(one.first), "entered first"),
            Choice("again", str(one.again), "entered now"),
            Choice("other", "Another number", "type it"),
        ]
        hint = "Look at the sheet again. The number that is not chosen stays in the session's log."
        chosen = await self.app.push_screen_wait(
            Picker(f"{number}: {cut(words, 60)}: which is right?", choices, hint=hint, search=False)
        )
        if chosen != "other":
            return {"first": one.first, "again": one.again}.get(chosen or "")
        text = await self.app.push_screen_wait(Prompt(cut(words, 60), "The number on the sheet."))
        if text is None or not text.strip().isdecimal() or len(text.strip()) > 6:
            if text is not None:
                self.say_error(UserError(f"'{cut(text, 30)}' is not a number."))
            return None
        return int(text)
