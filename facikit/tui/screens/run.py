"""Run: the facilitator's screen. The step and what to say, the clock, the agenda, and the same typing as in Note.

Nothing here advances by itself: the timer rings and says so, the facilitator goes on when the room is ready.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static, TextArea

from facikit.analysis.catching_up import Saving
from facikit.session import agenda, replanning
from facikit.session import timer as timers
from facikit.session.responses import Response
from facikit.session.room_screen import blank, is_blank
from facikit.session.short_forms import is_short
from facikit.tui import catching_up
from facikit.tui.desk import Desk
from facikit.tui.keys import bindings
from facikit.tui.messages import Show
from facikit.tui.screens.base import Command
from facikit.tui.screens.capture import CaptureScreen
from facikit.tui.screens.picker import Picker
from facikit.tui.screens.room import Day, card_of
from facikit.tui.screens.spot import Station
from facikit.tui.text import joined, plain
from facikit.tui.widgets.agenda_list import AgendaList
from facikit.tui.widgets.step_card import StepCard
from facikit.tui.widgets.timer_line import TimerLine
from facikit.tui.widgets.top_line import TopLine

ARMED_S = 5.0
"""How long after ``^t`` the keys + and = mean more time."""
MORE_TIME = frozenset({"plus", "equals_sign"})


class RunScreen(CaptureScreen):
    """The facilitator's screen."""

    PLACE = "run"
    CSS_PATH = ["capture.tcss", "run.tcss"]
    BINDINGS = bindings(
        "room.next", "room.back", "room.timer", "room.minute", "room.minutes", "room.late", "room.blank", "entry.up"
    )
    HELP_TEXT = (
        "You lead the room from here: ^n goes to the next step and the clock of the day follows. The card tells what "
        "to say, what to ask and what to watch for. Nothing goes on by itself, and you can always go back, or anywhere "
        "else by the agenda. Where the room has a screen of its own ('facikit present'), it follows you, and ^e blanks "
        "it.\n\n"
        "In the agenda stands when each block began, or when it will; where the plan has another time, that stands "
        "behind it in brackets. When the day runs late, ^u lists what could win time.\n\n"
        "What you type below is an entry for the group named before the line. Each entry's mark says where it is: "
        "… being saved, ✓ on disk, ! NOT SAVED."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._armed = False
        self._ways: list[Saving] = []
        """What could win time just now."""
        self._looked: tuple[str, str, int] | None = None
        """Block, step and the seconds left when last looked at: the bell rings where they pass zero."""

    def compose_body(self) -> ComposeResult:
        """Agenda and timer on the left; step, card and capture on the right."""
        with Horizontal(id="room"):
            with Vertical(id="side"):
                yield AgendaList()
                yield TimerLine(offers=True, id="side-timer")
            with Vertical(id="main"):
                with Horizontal(id="step"):
                    yield Static(id="title")
                    yield TimerLine(offers=False, id="step-timer")
                    yield Static(id="number")
                yield Static(id="offer")
                yield StepCard()
                yield from self.compose_capture()

    # Where the room is

    def station(self) -> Station | None:
        """Where the room is; before it has begun, where it will."""
        here = agenda.position(self.session)
        stations = self.stations()
        if here is not None and any(one.id == here.block for one in agenda.blocks(self.session)):
            return here.block, here.step
        return stations[0] if stations else None

    def go(self, block: str, step: int) -> None:
        """Take the room there."""
        with self.telling():
            agenda.go(self.session, block, step)
        self.show()

    def go_to_entry(self, one: Response) -> None:
        """Show an entry; one of another block is no reason to move the room: it is shown in Note."""
        if self.block is not None and one.block != self.block.id:
            self.desk.wanted_entry = one.id
        super().go_to_entry(one)

    def reach(self, block: str, step: int) -> None:
        """Stay where the room is."""
        if self.block is not None and block == self.block.id:
            self.show()
        else:
            self.desk.note_step = (block, step)
            self.post_message(Show("note"))

    def action_next(self) -> None:
        """On to the next step."""
        self._walk(1)

    def action_back(self) -> None:
        """Back to the one before."""
        self._walk(-1)

    def _walk(self, by: int) -> None:
        self.gather()
        left_behind = self.spot if self.line_holds_text else None
        with self.telling():
            reached = agenda.next_step(self.session) if by > 0 else agenda.previous_step(self.session)
            if reached is None:
                if by > 0:
                    agenda.finish(self.session)
                self.say("That was the last step of the day." if by > 0 else "This is the first step of the day.")
        self.show()
        if left_behind is not None and left_behind != self.spot:
            self.say("Your unfinished line stays where it was: go back and it is there.")

    # Showing

    def show_room(self) -> None:
        """Show step, card and agenda."""
        title = self.query_one("#title", Static)
        number = self.query_one("#number", Static)
        if self.block is None:
            title.update(plain("There is nothing on the agenda."))
            number.update("")
            return
        step = self.current_step
        several = len(self.block.steps) > 1
        part = (f" · {step.title}", "") if step is not None and several else ("", "")
        title.update(joined((self.block.title, "bold"), part))
        begun = agenda.position(self.session) is not None
        words = f"step {self.step + 1} of {len(self.block.steps)}" if several else ""
        number.update(plain(words if begun else "not begun: ^n begins"))
        short = step is not None and is_short(self.session, self.block.id, step.id)
        self.query_one(StepCard).show(card_of(self.block, step, short=short))
        self.show_time()

    def _show_agenda(self) -> None:
        day = Day(self.session, self.session.clock.now())
        here = self.block.id if self.block is not None else ""
        self.query_one(AgendaList).show(day.lines(here, self.step))
        offered = bool(self._ways)
        self._ways = catching_up.ways(self.session, day, here, self.step)
        if offered != bool(self._ways):
            self.refresh_bindings()
        wide, width = self.has_class("-wide"), self.query_one("#step").size.width - 2
        self.put("#offer", plain("\n".join(catching_up.told(day, self._ways, width, wide=wide))))
        where = plain(agenda.title(self.session), "bold")
        facts = plain(day.facts(self.session.clock.now()))
        if is_blank(self.session):
            facts = joined(("THE ROOM'S SCREEN IS BLANK (^e)", "bold $warning"), "   ", facts)
        self.query_one(TopLine).say(where, facts)

    def show_time(self) -> None:
        """The clock, the day, the timer; a bell where it passes zero."""
        self._show_agenda()
        now = self.session.clock.now()
        timer = self.timer()
        for line in self.query(TimerLine):
            line.show(timer, now, armed=self._armed)
        if timer is None:
            return
        left = timers.seconds_left(timer, now)
        before, self._looked = self._looked, (timer.block, timer.step, left)
        same = before is not None and before[:2] == self._looked[:2]
        if same and before is not None and before[2] > 0 >= left and timer.running_since is not None:
            self.app.bell()
            for line in self.query(TimerLine):
                line.flash()

    # The timer

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """+ and = are letters, but right after ``^t``."""
        if action == "minutes":
            return self._armed
        if action == "late":
            return bool(self._ways) and not self.line.editing
        if action == "back":
            return agenda.position(self.session) is not None
        if action in ("timer", "next"):
            return self.block is not None
        return super().check_action(action, parameters)

    def key_words(self) -> dict[str, str]:
        """Tell what ``^t`` and ``^n`` do just now."""
        timer = self.timer()
        words = "pause" if timer is not None and timer.running_since is not None else "timer"
        return super().key_words() | {
            "room.timer": words,
            "room.next": "next" if agenda.position(self.session) is not None else "begin",
            "room.blank": "unblank" if is_blank(self.session) else "blank",
        }

    def action_timer(self) -> None:
        """Start or pause; for some seconds more time can be given."""
        timer = self.timer()
        if timer is None:
            return
        with self.telling():
            if timer.running_since is not None:
                timers.pause(self.session, timer)
            elif timer.length_s:
                timers.start(self.session, timer)
            else:
                self.say("This step has no time of its own: + gives it a minute, = five.")
        self._arm(True)

    @on(TimerLine.Clicked)
    def _timer_clicked(self) -> None:
        self.action_timer()

    def action_minutes(self, minutes: int) -> None:
        """Give more time; whoever gives time wants it to run."""
        timer = self.timer()
        if timer is None:
            return
        with self.telling():
            timers.extend(self.session, timer, minutes)
            timer = self.timer()
            if timer is not None and timer.running_since is None:
                timers.start(self.session, timer)
        self._arm(True)

    def _arm(self, armed: bool) -> None:
        self._armed = armed
        self.entry_line.spared = MORE_TIME if armed else frozenset()
        if armed:
            self._armed_until = self.session.clock.now() + int(ARMED_S * 1000)
            self.set_timer(ARMED_S + 0.1, self._disarm)
        self.show_time()
        self.refresh_bindings()

    def _disarm(self) -> None:
        if self._armed and self.session.clock.now() >= self._armed_until:
            self._arm(False)

    @on(TextArea.Changed)
    def _typing_disarms(self) -> None:
        if self._armed:
            self._arm(False)

    # Winning time

    def action_late(self) -> None:
        """Choose what shall win time."""
        self.gather()
        found = self._ways

        def chosen(number: str | None) -> None:
            if number is None:
                return
            with self.telling():
                self.say(catching_up.take(self.session, found[int(number)]))
            self.show()

        hint = catching_up.fixed_words(Day(self.session, self.session.clock.now()))
        self.app.push_screen(Picker("What shall win time?", catching_up.choices(found), hint=hint), chosen)

    # The room's screen

    def action_blank(self) -> None:
        """Let the room's screen be blank, or show again."""
        blanked = not is_blank(self.session)
        with self.telling():
            blank(self.session, blanked)
            self.say("The room's screen is blank: ^e shows it again." if blanked else "The room's screen shows again.")
        self.show()

    # More

    def action_page_down(self) -> None:
        """Read on in the card; where it is all in sight, in the entries."""
        self._page(1)

    def action_page_up(self) -> None:
        """Read back."""
        self._page(-1)

    def _page(self, by: int) -> None:
        card = self.query_one(StepCard)
        if card.has_more:
            card.turn(by)
        else:
            self.page_entries(by)

    @on(AgendaList.Clicked)
    def _agenda_clicked(self, event: AgendaList.Clicked) -> None:
        self.gather()
        self.go(event.block, event.step)

    def commands(self) -> Iterable[Command]:
        """Time, and blocks to cut or to bring back."""
        if self.block is not None:
            yield Command("Give the timer a minute more", "^t +", lambda: self.action_minutes(1))
            yield Command("Give the timer five minutes more", "^t =", lambda: self.action_minutes(5))
        yield from super().commands()
        for one in agenda.blocks(self.session):
            if one.cut:
                yield Command(f"Bring back: {one.title}", "cut", partial(self._cut, one.id, False))
            elif self.block is None or one.id != self.block.id:
                yield Command(f"Cut: {one.title}", f"{one.minutes} min", partial(self._cut, one.id, True))

    def _cut(self, block: str, cut: bool) -> None:
        with self.telling():
            replanning.cut(self.session, block, back=not cut)
            self.say("Cut. ^z brings it back." if cut else "It is back in the agenda.")
        self.show()
