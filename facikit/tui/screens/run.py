"""Run: the facilitator's screen. The step and what to say, the clock, the agenda, and the same typing as in Note.

Nothing here advances by itself: the timer rings and says so, the facilitator goes on when the room is ready.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from facikit.analysis.catching_up import Saving
from facikit.session import agenda
from facikit.session.leading import other_lead, take_lead
from facikit.session.pace import pace
from facikit.session.responses import Response
from facikit.session.room_screen import blank, is_blank
from facikit.session.short_forms import is_short
from facikit.tui import catching_up
from facikit.tui.desk import Desk
from facikit.tui.keys import bindings
from facikit.tui.messages import Show
from facikit.tui.screens.base import Command
from facikit.tui.screens.closing import ClosingScreen
from facikit.tui.screens.picker import Picker
from facikit.tui.screens.room import Day, card_of, pace_words
from facikit.tui.screens.spot import Station
from facikit.tui.text import cut, joined, plain
from facikit.tui.widgets.agenda_list import AgendaList
from facikit.tui.widgets.step_card import StepCard
from facikit.tui.widgets.timer_line import TimerLine
from facikit.tui.widgets.top_line import TopLine


class RunScreen(ClosingScreen):
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
        "it. Where a second laptop leads, this one follows, until ^n takes the lead here.\n\n"
        "In the agenda stands when each block began, or when it will; where the plan has another time, that stands "
        "behind it in brackets. When the day runs late, ^u lists what could win time. Timers ring five and two minutes "
        "before their end, and at it; one that you leave with time on it goes on in sight. ^x notes what has happened, "
        "for those who run the day; ^r parks what has to wait; ^p has both lists, and the end of the day.\n\n"
        "What you type below is an entry for the group named before the line. Each entry's mark says where it is: "
        "… being saved, ✓ on disk, ⌂ on this laptop only, ! NOT SAVED."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._ways: list[Saving] = []
        """What could win time just now."""
        self._stays = True
        """Whether a line that holds text keeps the screen where it is, while another laptop leads."""

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
                yield Static(id="others")
                yield StepCard()
                yield Static(id="pace")
                yield from self.compose_capture()

    # Where the room is

    def station(self) -> Station | None:
        """Where the room is; before it has begun, where it will.

        Where another laptop leads, this one follows, but never away from a line that holds text.
        """
        here = agenda.position(self.session)
        if here is not None and any(one.id == here.block for one in agenda.blocks(self.session)):
            place = here.block, here.step
            if self._stays and self.block is not None and other_lead(self.session) is not None:
                away = self.line_holds_text and self.spot_at(place) != self.spot
                return (self.block.id, self.step) if away else place
            return place
        return next(iter(self.stations()), None)

    def go(self, block: str, step: int) -> None:
        """Take the room there."""
        timer, other = self.timer(), other_lead(self.session)
        with self.telling():
            agenda.go(self.session, block, step)
            if other is not None:
                self.say("You lead the room now.")
        self.show()
        self.leave(timer)

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
        if other_lead(self.session) is not None:
            self._take_lead()
            return
        timer = self.timer()
        left_behind = self.spot if self.line_holds_text else None
        with self.telling():
            reached = agenda.next_step(self.session) if by > 0 else agenda.previous_step(self.session)
            if reached is None:
                if by > 0:
                    agenda.finish(self.session)
                    self.close_day()
                self.say("That was the last step of the day." if by > 0 else "This is the first step of the day.")
        self.show()
        self.leave(timer)
        if left_behind is not None and left_behind != self.spot:
            self.say("Your unfinished line stays where it was: go back and it is there.")

    # Who leads

    def _take_lead(self) -> None:
        """Lead from here, where the room is. Only the next key moves it."""
        with self.telling():
            take_lead(self.session)
            self.say("You lead the room now.")
        self.show()

    def _follow(self) -> None:
        """Go to where the room is, though the line holds text: it stays behind, unfinished."""
        self.gather()
        self._stays = False
        self.show()
        self._stays = True

    def notice(self) -> str:
        """Who leads, where it is not oneself, comes first."""
        lead = other_lead(self.session)
        words = super().notice()
        if lead is None:
            return words
        return f"{cut(lead.who, 24)} leads now: at {cut(lead.where, 30)}. ^n takes the lead here. {words}".strip()

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
        self.put("#pace", plain(self._pace(width) if day.behind is not None else ""))
        where = plain(agenda.title(self.session), "bold")
        facts = plain(day.facts(self.session.clock.now()))
        if is_blank(self.session):
            facts = joined(("THE ROOM'S SCREEN IS BLANK (^e)", "bold $warning"), "   ", facts)
        self.query_one(TopLine).say(where, facts)

    def _pace(self, width: int) -> str:
        """How far the groups have come with what is being asked."""
        if self.block is None or self.field is None or self.field.kind == "people":
            return ""
        now = self.session.clock.now()
        return pace_words(pace(self.session, self.block.id, self.field.field, self.groups, now), width)

    def show_time(self) -> None:
        """The clock, the day, the timers."""
        self._show_agenda()
        self.show_timers()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done just now."""
        if action == "late":
            return bool(self._ways) and not self.line.editing
        if action == "back":
            return agenda.position(self.session) is not None and other_lead(self.session) is None
        if action == "next":
            return self.block is not None
        return super().check_action(action, parameters)

    def key_words(self) -> dict[str, str]:
        """Tell what the keys do just now."""
        return super().key_words() | {
            "room.next": self._next_words(),
            "room.blank": "unblank" if is_blank(self.session) else "blank",
        }

    def _next_words(self) -> str:
        if other_lead(self.session) is not None:
            return "lead here"
        return "next" if agenda.position(self.session) is not None else "begin"

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
        """Who leads, where to go, and what can be done to the day."""
        lead = other_lead(self.session)
        if lead is not None:
            yield Command("Take the lead here", f"{lead.who} has it now", self._take_lead)
            if self.block is not None and (lead.block, lead.step) != (self.block.id, self.step):
                yield Command(f"Follow {lead.who}", f"to {lead.where}; your line stays unfinished", self._follow)
        elif self._next_block() is not None:
            yield Command("Skip the rest of this block", "on to the next one", self._skip)
        yield from super().commands()
        from facikit.tui.day_commands import day_commands  # brings the library along

        yield from day_commands(self, self.block.id if self.block is not None else "")

    def _next_block(self) -> str | None:
        here = self.block.id if self.block is not None else ""
        ids = list(dict.fromkeys(block for block, _ in self.stations()))
        return next((ids[at + 1] for at, one in enumerate(ids[:-1]) if one == here), None)

    def _skip(self) -> None:
        block = self._next_block()
        if block is not None:
            self.gather()
            self.go(block, 0)
