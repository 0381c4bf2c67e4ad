"""What a writer needs to know of the report: the order of its places, and how the text at hand stands in it.

Both are made of the report itself, on a thread of its own (``reader.py``): typing never waits for them.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from textual import on
from textual.message import Message
from textual.widgets import TextArea

from facikit.errors import UserError
from facikit.library.programmes import plan_of, programmes_with
from facikit.report.standing import Key, Standing
from facikit.session import printing
from facikit.session.prose import THEME
from facikit.tui.desk import Desk
from facikit.tui.messages import Show
from facikit.tui.reader import Reader, titled
from facikit.tui.screens.manuscript import ManuscriptScreen
from facikit.tui.whereabouts import Where, recall, remember
from facikit.tui.widgets.prose_box import ProseBox
from facikit.tui.widgets.standing_view import StandingView, paragraph_at


class InReportScreen(ManuscriptScreen):
    """A screen on which a text is written that stands in a report."""

    @dataclass
    class Ordered(Message):
        """The report's places are known, and the programmes that have this session. Posted from a thread."""

        order: list[Key]
        programmes: dict[str, str]

    @dataclass
    class Stood(Message):
        """The text at hand stands so. Posted from the thread that made the report."""

        number: int
        standing: Standing | None
        why: str = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.order: list[Key] = []
        """The places of the report, in its order; none while nobody knows."""
        self.programmes: dict[str, str] = {}
        """The titles of the programmes that have this session, by id."""
        self.looking = False
        """Whether the text is shown as it stands in the report."""
        self._reader = Reader(desk.session.folder, desk.kits)
        self._places: tuple[frozenset[Key], object] = (frozenset(), ())
        self._wanted = 0
        self._shown: tuple[Key, object] | None = None
        """What is shown of the report: which place, and as of when."""
        self._where: Where | None = None
        """Where this person was writing, as it is kept for the next time."""
        if desk.write_at == ("", ""):
            self._where = recall(desk.session)
            desk.write_at = self._where[0] if self._where is not None else desk.write_at

    @property
    def genre(self) -> str:
        """The kind of report that is being written."""
        return self.session.plan.report

    @property
    def view(self) -> StandingView:
        """The text as it stands in the report."""
        return self.query_one(StandingView)

    # Where one was

    def go_where_one_was(self) -> None:
        """Put the cursor where it was when this place was last left, by an earlier run of the program."""
        where, self._where = self._where, None
        end = self.box.document.end
        here = self.draft.place.key if self.draft is not None else None
        if where is not None and where[0] == here and self.box.cursor_location == end:
            self.box.move_cursor(min(where[1], end), center=True)

    def put_down(self) -> None:
        """Put what was typed into the log, and keep where it was typed."""
        super().put_down()
        if self.draft is None or self.query_one_optional(ProseBox) is None:
            return
        self.desk.read_at = self.draft.place.key
        where = (self.draft.place.key, self.box.cursor_location)
        if where != self._where:
            self._where = where
            remember(self.session, where)

    # The order

    def find_order(self, places: frozenset[Key]) -> None:
        """Ask the report for its order where there are other places than before, or a field is printed otherwise."""
        known = (places, printing.state(self.session))
        if known == self._places:
            return
        self._places = known
        session, reader, genre, kits = self.session, self._reader, self.genre, self.desk.kits

        def find() -> None:
            session.flush(5.0)
            found: list[Key] = []
            with contextlib.suppress(UserError):  # the Report screen tells why; here the order of the plan will do
                found = reader.order(genre)
            known = {plan_of(one, folder).session: one.title for folder, one in programmes_with(session.folder, kits)}
            self.post_message(self.Ordered(found, known))

        self.run_worker(find, thread=True, group="order", exit_on_error=False)

    @on(Ordered)
    def _ordered(self, event: Ordered) -> None:
        self.order, self.programmes = event.order, event.programmes
        self.show()

    # The text in the report

    def action_look(self) -> None:
        """Show the text as it stands in the report; shown already, go to the whole of it."""
        if self.looking:
            self.put_down()
            self.post_message(Show("report"))
        else:
            self._look(on=True)

    def action_hide(self) -> None:
        """Give the room back to the text."""
        self._look(on=False)

    def _look(self, *, on: bool) -> None:
        self.looking = on
        self.view.display = on
        if on:
            self.put_down()
            self.ask_report()
        self.refresh_bindings()

    def ask_report(self) -> None:
        """Have the text that is at hand shown as it stands in the report now."""
        if not self.looking or self.draft is None:
            return
        known = (self.draft.place.key, self.session.revision)
        if known == self._shown:
            return
        self._shown = known
        self._wanted += 1
        number, session, reader, genre, key = self._wanted, self.session, self._reader, self.genre, self.draft.place.key

        def make() -> None:
            if number != self._wanted:
                return
            session.flush(5.0)
            why = f"The {titled(genre).lower()} does not print this place."
            why += " ^p and ‘printed’ says how its field is." if key[0] == THEME else ""
            try:
                standing = reader.standing(key, genre)
            except UserError as error:
                standing, why = None, f"{error.message} {error.hint}".strip()
            self.post_message(self.Stood(number, standing, why))

        self.run_worker(make, thread=True, group="standing", exit_on_error=False)

    @on(Stood)
    def _stood(self, event: Stood) -> None:
        if event.number == self._wanted and self.looking:
            self.view.show(event.standing, event.why)
            self._follow()

    @on(TextArea.SelectionChanged)
    def _follow(self) -> None:
        if self.looking:
            self.view.follow(paragraph_at(self.box.document.lines, self.box.cursor_location[0]))
