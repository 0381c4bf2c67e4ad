"""What the Plan screen shows, and how one moves in it: the agenda on the left, the rest of the day on the right.

On a narrow screen one of the two is there at a time. ``plan`` has what is done to them.
"""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from facikit.session import agenda
from facikit.tui.day_rows import (
    DayTable,
    Standing,
    about_block,
    agenda_head,
    agenda_rows,
    day_table,
    length_of,
    side_rows,
)
from facikit.tui.desk import Desk
from facikit.tui.screens.asides import AsidesScreen
from facikit.tui.text import cut, joined, plain
from facikit.tui.widgets.row_list import EDGE, EDGED, RowList
from facikit.tui.widgets.top_line import TopLine

AGENDA, BESIDE = "agenda", "beside"


class DayScreen(AsidesScreen):
    """The two lists of a day."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.side = AGENDA
        self.table: DayTable | None = None

    def compose_body(self) -> ComposeResult:
        """The agenda on the left, everything else of the day on the right."""
        with Horizontal(id="day"):
            with Vertical(id="left"):
                yield Static(id="head")
                yield RowList(id="agenda")
                yield Static(id="end")
                yield Static(id="about")
            with Vertical(id="right"):
                yield RowList(id="beside")

    # What is shown

    @property
    def blocks(self) -> RowList:
        """The agenda."""
        return self.query_one("#agenda", RowList)

    @property
    def beside(self) -> RowList:
        """The day, groups, labels, what to bring."""
        return self.query_one("#beside", RowList)

    @property
    def here(self) -> RowList:
        """The list one is in."""
        return self.blocks if self.side == AGENDA else self.beside

    def show(self) -> None:
        """Show the day as it is now."""
        self.show_agenda()
        self.beside.show(side_rows(self.session))
        self.show_side()

    def show_agenda(self, at: str = "") -> None:
        """Show the agenda; ``at`` is the block to be at."""
        now = self.session.clock.now()
        self.table = table = day_table(self.session, now)
        width = self.blocks.scrollable_content_region.width - EDGE - EDGED
        rows = agenda_rows(table, width)
        self.put("#head", plain(agenda_head(table, width)))
        if at or rows != self.blocks.rows:
            self.blocks.show(rows, at=at, nothing="There is nothing on the agenda: ^n puts in the first block.")
        before = "planned" if table.begun else "at first"
        moved = f"   {before} {table.ended}" if table.ended and table.ended != table.ends else ""
        end = joined((f"{table.ends or '–':<5}       end of the day", "bold"), f"   {length_of(table.minutes)}{moved}")
        self.put("#end", end)
        facts = f"{agenda.date(self.session)}   {self.session.local(now):%H:%M}   ends {table.ends or '–'}"
        self.query_one(TopLine).say(plain(agenda.title(self.session), "bold"), plain(facts))
        self.show_about()

    def show_about(self) -> None:
        """Say all there is to say of the marked block."""
        one = self.marked
        self.put("#about", plain(cut(about_block(one), 2 * max(20, self.blocks.size.width - 2)) if one else ""))

    def put(self, part: str, content: Content) -> None:
        """Put words into a part of the screen, if they are others."""
        widget = self.query_one(part, Static)
        if widget.content != content:
            widget.update(content)

    def show_side(self) -> None:
        """Show which list the keys work on."""
        self.set_class(self.side == BESIDE, "-beside")
        self.blocks.set_class(self.side == AGENDA, "-active")
        self.beside.set_class(self.side == BESIDE, "-active")
        self.refresh_bindings()

    def show_time(self) -> None:
        """On the day, what is to come moves with the clock."""
        self.show_agenda()

    def on_resize(self, _event: events.Resize) -> None:
        """Set the columns anew."""
        self.call_after_refresh(self.show_agenda)

    # Where one is

    @property
    def marked(self) -> Standing | None:
        """The marked block, in the agenda."""
        row = self.blocks.row
        return self.table.of(row.id) if row is not None and self.table is not None else None

    def at(self) -> tuple[str, str, str]:
        """Return what is marked beside the agenda: its kind, its set or name, its id."""
        row = self.beside.row
        kind, _, rest = (row.id if row is not None else "").partition(":")
        if kind == "group":
            # A set's name may have a colon in it; a group's id has none.
            name, _, group = rest.rpartition(":")
            return kind, name, group
        return kind, rest, ""

    def action_side(self) -> None:
        """From one list to the other."""
        self.side = BESIDE if self.side == AGENDA else AGENDA
        self.show_side()

    def action_walk(self, by: int) -> None:
        """Up or down by one."""
        self._moved(self.here.go(self.here.at + by))

    def action_leap(self, by: int) -> None:
        """Up or down by a page."""
        self._moved(self.here.leap(by))

    def action_edge(self, end: int) -> None:
        """To the first or the last."""
        self._moved(self.here.go(0 if end < 0 else len(self.here.rows) - 1))

    def _moved(self, moved: bool) -> None:
        if moved:
            self.show_about()
            self.refresh_bindings()

    @on(RowList.Clicked)
    def _clicked(self, event: RowList.Clicked) -> None:
        """A click goes there; two change it."""
        self.side = AGENDA if event.rows is self.blocks else BESIDE
        at = next((number for number, row in enumerate(event.rows.rows) if row.id == event.id), None)
        if at is not None:
            event.rows.go(at)
        self.show_about()
        self.show_side()
        if event.twice:
            self.change()

    def change(self) -> None:
        """Somebody clicked twice on what is marked: change it."""
