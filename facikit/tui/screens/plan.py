"""Plan: the day before it begins, and while it runs. The agenda as a table; the day, its groups and what to bring.

Every change is a record over the plan's file, is seen at once in all times that follow, and is taken back by ``^z``.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events, work

from facikit.errors import UserError
from facikit.session import agenda, regrouping, replanning
from facikit.session.headcounts import expect, expected
from facikit.session.undo import Undone
from facikit.tui.day_rows import Standing
from facikit.tui.inserting import minutes_of, put_in
from facikit.tui.keys import bindings
from facikit.tui.screens.day import AGENDA, DayScreen
from facikit.tui.screens.picker import Choice, Picker
from facikit.tui.screens.prompt import Prompt
from facikit.tui.text import cut, one_line

DAY_HINTS = {
    "title": "It stands on every screen and on the report.",
    "date": "YYYY-MM-DD, as 2026-03-04.",
    "start": "HH:MM. What follows moves along, up to the first fixed time.",
    "place": "Where it takes place.",
    "people": "How many are expected: to know what to bring. Reports count only who came.",
}


class PlanScreen(DayScreen):
    """The screen of whoever sets up the day."""

    PLACE = "plan"
    CSS_PATH = "plan.tcss"
    BINDINGS = bindings("plan.", "rows.")
    HELP_TEXT = (
        "The agenda, with the time at which each block begins if the day goes on like this; the end of the day stands "
        "below. + and - give the marked block five minutes more or less, a number and Enter gives it that length. "
        "Shift+Up and Shift+Down move it, ^x leaves it out, ^n puts in another after it: an exercise from the library, "
        "a break or a talk.\n\n"
        "Tab goes to the day itself, its groups and labels, and to the list of what to bring. Nothing that was typed "
        "is touched by any of this, and ^z takes back one change after the other."
    )

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not shown."""
        if not self.is_mounted or self.table is None:
            return super().check_action(action, parameters)
        kind = self.at()[0]
        on_agenda, one = self.side == AGENDA, self.marked
        if action == "longer":
            return self._may_change() and one is not None and (parameters == (5,) or one.block.minutes > 0)
        if action == "order":
            return self._target(1 if parameters == (1,) else -1) is not None
        if action == "fix":
            return self._may_change()
        if action == "change":
            return self._may_change() if on_agenda else kind in ("day", "group", "set", "labels", "label")
        if action == "rename":
            return one is not None if on_agenda else kind == "group"
        if action == "cut":
            return (one is not None and not one.begun) if on_agenda else kind == "group"
        if action == "add":
            return on_agenda or kind in ("set", "group", "labels", "label")
        if action == "join":
            return not on_agenda and kind == "group" and len(agenda.groups(self.session, self.at()[1])) > 1
        return super().check_action(action, parameters)

    def _may_change(self) -> bool:
        """Tell whether the marked block is still to come, or on."""
        return self.side == AGENDA and self.marked is not None and self.marked.timed.state not in ("done", "skipped")

    def key_words(self) -> dict[str, str]:
        """Tell what the keys do just now."""
        kind, one = self.at()[0], self.marked
        if self.side == AGENDA:
            back = one is not None and one.block.cut
            return {
                "plan.cut": "bring back" if back else "cut",
                "plan.side": "groups, to bring" if self.has_class("-wide") else "groups",
            }
        what = "group" if kind in ("set", "group") else "label"
        adds = kind in ("set", "labels", "label")
        return {
            "plan.change": f"new {what}" if adds else "change",
            "plan.add": f"new {what}",
            "plan.cut": "take out",
            "plan.side": "agenda",
        }

    def on_key(self, event: events.Key) -> None:
        """A digit begins to type a length."""
        if self.side == AGENDA and event.character and event.character in "0123456789" and self._may_change():
            event.stop()
            self._ask_minutes(event.character)

    def change(self) -> None:
        """Change what is marked, if it can be."""
        if self.check_action("change", ()):
            self.action_change()

    # The agenda

    def _block(self) -> Standing:
        one = self.marked
        assert one is not None
        return one

    def _target(self, by: int) -> int | None:
        """Return the number of the block that the marked one would stand after, moved by one; None: it cannot be.

        What the room has been to stays where it is; what it has passed over comes after where it is now.
        """
        one, table = self.marked, self.table
        if self.side != AGENDA or one is None or table is None or one.begun:
            return None
        at = self.blocks.at
        reached = max((number for number, other in enumerate(table.standing) if other.begun), default=-1)
        if by > 0:
            target = max(at + 1, reached)
            return target if target < len(table.standing) else None
        return at - 2 if at - 1 > reached else None

    def action_longer(self, by: int) -> None:
        """More minutes, or fewer."""
        one = self._block().block
        with self.telling():
            replanning.retime(self.session, one.id, min(replanning.LONGEST, max(0, one.minutes + by)))
        self.show()

    def action_change(self) -> None:
        """A block: how long. Beside the agenda: what is marked there."""
        if self.side == AGENDA:
            self._ask_minutes(str(self._block().block.minutes))
            return
        kind, name, _ = self.at()
        if kind == "day":
            self._change_day(name or "title")
        elif kind == "group":
            self.action_rename()
        else:
            self.action_add()

    def _ask_minutes(self, text: str) -> None:
        one = self._block().block
        title = f"How many minutes for “{cut(one.title, 50)}”?"
        hint = f"It has {one.minutes} now. What follows moves along."
        self._ask(title, hint, text, lambda said: replanning.retime(self.session, one.id, minutes_of(said)))

    def _ask(self, title: str, hint: str, text: str, do: Callable[[str], object], *, empty: bool = False) -> None:
        """Ask for words and do something with them; where that cannot be, it is told, and the words stay."""

        def asked(said: str | None) -> None:
            if said is not None:
                self.show()

        prompt = Prompt(title, hint, text, may_be_empty=empty, check=do)
        self.app.push_screen(prompt, asked)

    def action_order(self, by: int) -> None:
        """Move the block up or down by one."""
        target = self._target(by)
        if target is None or self.table is None:
            return
        ids = [one.block.id for one in self.table.standing]
        moved = ids[self.blocks.at]
        with self.telling():
            replanning.move(self.session, moved, ids[target] if target >= 0 else None)
        self.show_agenda(moved)
        self.show()

    def action_fix(self) -> None:
        """Let it start at a time of day, or follow on."""
        one = self._block().block
        hint = "HH:MM. Nothing: it follows on from what stands before it."
        self._ask(
            f"When does “{cut(one.title, 50)}” start?",
            hint,
            one.at or "",
            lambda said: replanning.fix(self.session, one.id, said),
            empty=True,
        )

    def action_rename(self) -> None:
        """Another title for a block, another name for a group."""
        if self.side == AGENDA:
            one = self._block().block
            self._ask(
                f"Rename “{cut(one.title, 60)}”",
                "What was typed in it stays with it.",
                one.title,
                lambda said: replanning.retitle(self.session, one.id, said),
            )
            return
        group = self._group()
        self._ask(
            f"Rename “{cut(group.name, 60)}”",
            "All that it has said goes by the new name.",
            group.name,
            lambda said: regrouping.rename_group(self.session, group.id, said),
        )

    def action_cut(self) -> None:
        """Leave a block out, or bring it back; take a group out of its set."""
        if self.side == AGENDA:
            one = self._block().block
            with self.telling():
                replanning.cut(self.session, one.id, back=one.cut)
                self.say(
                    f"{cut(one.title, 50)} is back in the agenda."
                    if one.cut
                    else f"{cut(one.title, 50)}: cut. ^z brings it back."
                )
        else:
            group = self._group()
            with self.telling():
                regrouping.remove_group(self.session, group.id)
                self.say(f"{cut(group.name, 50)}: taken out. What it has said stays under its name. ^z brings it back.")
        self.show()

    @work(exclusive=True, group="put in")
    async def action_add(self) -> None:
        """Put in a block after the marked one; or a group, or a label."""
        if self.side == AGENDA:
            row = self.blocks.row
            made = await put_in(self, row.id if row is not None else None)
            if made:
                self.show_agenda(made)
            return
        kind, name, _ = self.at()
        if kind in ("set", "group"):
            title, hint = f"A new group in {cut(name, 40)}: its name?", "It stands last. ^z takes it out again."
            self._ask(title, hint, "", lambda said: regrouping.add_group(self.session, name, said))
        else:
            title, hint = "A new label: its words?", "Whom a quote may be attributed to, as it is printed."
            self._ask(title, hint, "", lambda said: regrouping.add_label(self.session, said))

    # The day and its groups

    def _group(self) -> agenda.Group:
        _, name, group_id = self.at()
        return next(one for one in agenda.groups(self.session, name) if one.id == group_id)

    def _change_day(self, name: str) -> None:
        people = expected(self.session)
        now = {
            "title": agenda.title(self.session),
            "date": agenda.date(self.session),
            "start": agenda.start(self.session),
            "place": agenda.place(self.session),
            "people": "" if people is None else str(people),
        }
        if name == "people":
            self._ask("People", DAY_HINTS[name], now[name], self._expect, empty=True)
            return
        self._ask(
            name.capitalize(),
            DAY_HINTS[name],
            now[name],
            lambda said: replanning.change_day(self.session, **{name: said}),
        )

    def _expect(self, said: str) -> None:
        text = said.strip()
        if text and not (text.isascii() and text.isdigit() and len(text) < 8):
            raise UserError(f"'{cut(text, 30)}' is not a number of people.", "Type it in digits, or nothing.")
        expect(self.session, int(text) if text else None)

    def action_join(self) -> None:
        """Put the group together with another, under both names unless another is typed."""
        one = self._group()
        others = {other.id: other for other in agenda.groups(self.session, one.set) if other.id != one.id}
        choices = [Choice(other.id, one_line(other.name)) for other in others.values()]

        def chosen(into: str | None) -> None:
            if into is not None:
                other = others[into]
                self._ask(
                    "What are they called together?",
                    "What each has said so far stays under its own name.",
                    f"{other.name} and {one.name}",
                    lambda said: regrouping.join_groups(self.session, one, other, said),
                )

        self.app.push_screen(Picker(f"Put “{cut(one.name, 40)}” together with which group?", choices), chosen)

    # Back

    def show_undone(self, undone: Undone) -> None:
        """Show the block that it was about."""
        block = undone.records[0].removeprefix("block/")
        self.show_agenda(block if self.table is not None and self.table.of(block) else "")
        self.show()
