"""What can be done with the entry in the line, besides changing its words: moved, split, merged, taken out, given away.

Each act is one change, which ``^z`` takes back as a whole. What was typed into the line before is saved first, so that
no act throws words away.
"""

from __future__ import annotations

from textual import on
from textual.widgets import TextArea

from facikit.errors import UserError
from facikit.session import agenda
from facikit.session.reshaping import give, join, split
from facikit.session.responses import response, responses
from facikit.tui.capture import is_own, of
from facikit.tui.desk import Desk
from facikit.tui.neighbours import Neighbours, neighbours, shift, with_branch
from facikit.tui.screens.picker import Choice, Picker
from facikit.tui.screens.recount import RecountScreen
from facikit.tui.text import cut

ACTS = ("shift", "split", "merge", "drop", "give")


class ReshapeScreen(RecountScreen):
    """A screen whose entries can be taken apart and put together."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.around = Neighbours()
        """What stands above and below the entry in the line."""
        self._splits = False

    @property
    def changing(self) -> bool:
        """Whether an entry is in the line, to be changed."""
        return bool(self.line.editing)

    def show_entries(self) -> None:
        """Look again at what stands around the entry in the line."""
        super().show_entries()
        self.around = Neighbours()
        if self.changing and self.field is not None and self.spot is not None and self.field.kind != "people":
            deep = of(self.field).deep
            self.around = neighbours(self.session, self.spot, self.rows, self.line.editing, deep=deep)
        self.refresh_bindings()

    @on(TextArea.SelectionChanged)
    def _moved_in_line(self) -> None:
        if self.changing and self._splits is not self._may_split():
            self._splits = not self._splits
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done with this entry, and only while it is in the line."""
        if action not in ACTS:
            return super().check_action(action, parameters)
        if not self.changing or self.field is None or self.block is None:
            return False
        words = self.field.kind not in ("people", "photo")
        if action == "shift":
            return bool(self.around.after if parameters == (1,) else self.around.before) and not self._no_order()
        if action == "split":
            return words and self._may_split() and not self.has_versions
        if action == "merge":
            return words and bool(self.around.before) and not self.has_versions and self._is_ours(self.around.before)
        if action == "give":
            return len(self.groups) > 1 and self.field.kind != "people"
        return not self.entry_line.selected_text  # ^x of a selection cuts it out

    def _no_order(self) -> bool:
        """Whether the list shows no order, since it would tell who spoke when."""
        return self.block is not None and self.block.planned.anonymous

    def _is_ours(self, entry_id: str) -> bool:
        """Whether the words of an entry are ours to change: a promise is private."""
        if self.field is None or self.field.kind != "pledge":
            return True
        return any(is_own(self.session, one) for one in responses(self.session, *self.spot or ()) if one.id == entry_id)

    def _halves(self) -> tuple[str, str]:
        line = self.entry_line
        row, column = line.cursor_location
        lines = line.text.split("\n")
        before = "\n".join([*lines[:row], lines[row][:column]])
        return before, line.text[len(before) :]

    def _may_split(self) -> bool:
        return len(self.line.parts) == 1 and all(half.strip() for half in self._halves())

    def _save_first(self) -> bool:
        """Save what was typed into the line; return whether it is an entry as it stands."""
        self.gather()
        if not self.line.is_unsaved:
            return True
        if self.field is None or self.spot is None or not self.line.holds_text:
            self.say("There is nothing in the line: Enter takes the entry out.")
            return False
        if of(self.field).prepare is not None:
            self.say("Enter saves the change first, Esc leaves the entry as it was.")
            return False
        try:
            of(self.field).change(self.session, self.line.editing, self.entry())
        except UserError as error:
            self.say_error(error)
            return False
        return True

    def _is_as_seen(self, text: str) -> bool:
        """Whether the entry still has the words that are looked at here; else take up those that it has by now."""
        assert self.field is not None
        entry = self.line.editing
        there = self.is_there(entry) and not self.has_versions
        if there and of(self.field).parts(self.session, self.field, entry) == (text,):
            return True
        self._now_in_line(entry)
        self.say("Somebody else has changed this entry meanwhile: look at it again.")
        return False

    def _now_in_line(self, entry_id: str) -> None:
        """Take an entry into the line, in place of what was in it and is saved."""
        if self.spot is not None:
            self.desk.drafts.drop(self.spot)
        self.show()
        self.change(entry_id)

    def action_shift(self, by: int) -> None:
        """Move the entry up or down."""
        if self.spot is not None and self._save_first():
            entry = self.line.editing
            with self.telling():
                shift(self.session, self.spot, entry, self.around, by)
            self._now_in_line(entry)

    def action_split(self) -> None:
        """Make two entries at the cursor; the second one is in the line, to be split further."""
        halves = self._halves()
        if self._save_first() and self._is_as_seen("".join(halves)):
            with self.telling():
                made = split(self.session, self.line.editing, *halves)
                self._now_in_line(made[-1].id)
                self.entry_line.move_cursor((0, 0))
                self.say("Two entries now. ^z makes them one again.")

    def action_merge(self) -> None:
        """Put the entry together with the one before."""
        if self._save_first():
            with self.telling():
                labels = [response(self.session, one).label for one in (self.around.before, self.line.editing)]
                made = join(self.session, self.around.before, self.line.editing)
                self._now_in_line(made.id)
                lost = [cut(label, 30) for label in labels if label and not made.label]
                whose = f" Its words were those of {' and of '.join(lost)}: ^l labels it anew." if lost else ""
                self.say(f"Put together with the entry before.{whose} ^z takes them apart.")

    def action_drop(self) -> None:
        """Take the entry out."""
        self.take_out()

    def action_give(self) -> None:
        """Give the entry to the group that said it."""
        if not self._save_first() or self.block is None or self.spot is None:
            return
        spot, entry = self.spot, self.line.editing
        names = {one.id: one.name for one in agenda.groups_of(self.session, self.block.id) if one.id != spot[2]}

        def chosen(group: str | None) -> None:
            if group is None:
                return
            with self.telling():
                give(self.session, group, *with_branch(self.session, spot, entry))
                self.desk.drafts.drop(spot)
                self.begin_anew()
                self.say(f"Given to {cut(names[group], 40)}. ^z brings it back.")

        self._now_in_line(entry)
        choices = [Choice(group, name) for group, name in names.items()]
        self.app.push_screen(Picker("Which group said it?", choices, search=len(choices) > 9), chosen)
