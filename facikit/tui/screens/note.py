"""Note: the note-taker's screen. One question, one group, one line; what is typed is safe before one has thought of it.

It follows the facilitator's step as long as nobody would be interrupted: whoever has text in the line, or has gone
elsewhere by themselves, stays there and is told where the facilitator is. Paper and walls are typed in here afterwards.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from facikit.session import agenda
from facikit.tui.keys import bindings
from facikit.tui.screens.sheet import SheetScreen
from facikit.tui.screens.spot import Station
from facikit.tui.text import cut, joined, one_line, plain
from facikit.tui.widgets.step_card import StepCard
from facikit.tui.widgets.timer_line import TimerLine
from facikit.tui.widgets.top_line import TopLine


class NoteScreen(SheetScreen):
    """The note-taker's screen."""

    PLACE = "note"
    CSS_PATH = ["capture.tcss", "note.tcss"]
    BINDINGS = bindings("room.next", "room.back", "room.follow", "note.sheet")
    HELP_TEXT = (
        "Type what your group says, one entry at a time: Enter saves it and starts the next. In a table, Tab goes from "
        "column to column. Everything you type is text, whatever it looks like. Where something is counted, the number "
        "goes to what is marked in the list, and Tab marks the next; or type the item's number, or its beginning, and "
        "then the count. In a mind map Tab hangs the line on the point above, and leads on where there is none.\n\n"
        "Each entry's mark says where it is: … being saved, ✓ on disk, ⌂ on this laptop only, ! NOT SAVED. You never "
        "need to save. The screen "
        "follows the facilitator as long as your line is empty; ^n and ^b look ahead and back on your own.\n\n"
        "Up takes the last entry into the line, to be changed, moved, split, merged or given to another group. Paper, "
        "postcards and walls are typed in afterwards with ^t: the screen stays here and counts the sheets."
    )

    def compose_body(self) -> ComposeResult:
        """The step and its question, then the capture."""
        with Horizontal(id="step"):
            yield Static(id="title")
            yield TimerLine(offers=False, id="step-timer")
            yield Static(id="number")
        yield StepCard()
        yield from self.compose_capture()

    # Where one is

    def _lead(self) -> Station | None:
        """Where the facilitator is."""
        here = agenda.position(self.session)
        if here is None or not any(one.id == here.block for one in agenda.blocks(self.session)):
            return None
        return here.block, here.step

    def station(self) -> Station | None:
        """Where the note-taker has gone, else where the facilitator is, else the first step with something to type."""
        lead, own = self._lead(), self.desk.note_step
        if own is not None and any(one.id == own[0] for one in agenda.blocks(self.session)):
            if own == lead and self.desk.sheet is None:
                self.desk.note_step = None
            return own
        if lead is None:
            return next(iter(self._capturing()), None) or next(iter(self.stations()), None)
        if (
            self.block is not None
            and self.spot is not None
            and self.line_holds_text
            and self.spot_at(lead) != self.spot
        ):
            self.desk.note_step = (self.block.id, self.step)
            return self.desk.note_step
        return lead

    def _capturing(self) -> list[Station]:
        """Return the steps that capture something; a note-taker walks along these."""
        found = []
        for station in self.stations():
            steps = agenda.block(self.session, station[0]).steps
            if steps and steps[station[1]].capture:
                found.append(station)
        return found

    def go(self, block: str, step: int) -> None:
        """Go there by oneself."""
        self.desk.note_step = (block, step)
        self.show()

    def action_next(self) -> None:
        """On to the next step with something to type."""
        self._walk(1)

    def action_back(self) -> None:
        """Back to the one before."""
        self._walk(-1)

    def _walk(self, by: int) -> None:
        self.gather()
        if self.block is None:
            return
        every, steps = self.stations(), self._capturing()
        here = (self.block.id, self.step)
        at = every.index(here) if here in every else -1
        onward = (
            [one for one in steps if every.index(one) > at]
            if by > 0
            else [one for one in steps if every.index(one) < at]
        )
        if not onward:
            self.say("There is nothing more to type after this." if by > 0 else "There is nothing to type before this.")
            return
        self.go(*(onward[0] if by > 0 else onward[-1]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Going to the facilitator is for those who are elsewhere."""
        if action == "follow":
            return self._elsewhere()
        return super().check_action(action, parameters)

    def _elsewhere(self) -> bool:
        lead = self._lead()
        return lead is not None and self.block is not None and lead != (self.block.id, self.step)

    def action_follow(self) -> None:
        """Go to the facilitator's step and follow again."""
        self.gather()
        lead = self._lead()
        if lead is not None:
            self.go(*lead)

    # Showing

    def notice(self) -> str:
        """Where the facilitator is, if elsewhere, comes first."""
        words = super().notice()
        lead = self._lead()
        if lead is not None and self._elsewhere() and self.desk.sheet is None:
            block = agenda.block(self.session, lead[0])
            several = len(block.steps) > 1 and lead[1] < len(block.steps)
            name = block.steps[lead[1]].title if several else block.title
            return f"The facilitator is at {name}: ^e goes there. {words}".strip()
        return words

    def show_room(self) -> None:
        """The step, its question, and how much time is left."""
        title = self.query_one("#title", Static)
        if self.block is None:
            title.update(plain("There is nothing on the agenda."))
            return
        step = self.current_step
        several = len(self.block.steps) > 1
        part = (f" · {step.title}", "") if step is not None and several else ("", "")
        title.update(joined((self.block.title, "bold"), part))
        self.query_one("#number", Static).update(
            plain(f"step {self.step + 1} of {len(self.block.steps)}" if several else "")
        )
        entries = [("ASK", step.ask)] if step is not None and step.ask else []
        if self.field is not None and self.field.expect:
            entries.append(("NOTE", self.field.expect))
        if self.block.planned.anonymous:
            entries.append(("", "No name is kept with what is typed here, and no list or report shows its order."))
        self.query_one(StepCard).show(entries)
        self.show_time()

    def show_time(self) -> None:
        """The clock and the timer."""
        now = self.session.clock.now()
        title, clock = plain(one_line(agenda.title(self.session)), "bold"), plain(f"{self.session.local(now):%H:%M}")
        group = plain(f" · {cut(self.group.name, 30)}" if self.field is not None else "")
        self.query_one(TopLine).say(title, clock, group)
        self.query_one("#step-timer", TimerLine).show(self.timer(), now)

    def action_page_down(self) -> None:
        """Read on in the entries."""
        self.page_entries(1)

    def action_page_up(self) -> None:
        """Read back."""
        self.page_entries(-1)
