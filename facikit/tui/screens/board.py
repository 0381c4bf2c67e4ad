"""The table on which one sorts: cards on the left, themes on the right, and one line in which every letter is typed.

The list on the right says what is seen on the left. While a name is typed, it shows the themes that may be meant.
"""

from __future__ import annotations

from typing import Literal

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from facikit.session import agenda
from facikit.session.theme_sets import Place, home
from facikit.session.themes import Theme
from facikit.tui.desk import Desk
from facikit.tui.screens.asides import AsidesScreen
from facikit.tui.sortable import Part, parts
from facikit.tui.sorting import ALIKE, ALL, ASIDE, OFF, UNTHEMED, VIEWS, Table
from facikit.tui.text import cut, joined, one_line, plain
from facikit.tui.theme_rows import about, listing, offers
from facikit.tui.widgets.name_line import NameLine
from facikit.tui.widgets.row_list import RowList
from facikit.tui.widgets.top_line import TopLine

Side = Literal["cards", "themes"]
Doing = Literal["sort", "also", "find"]
NOTHING = {
    UNTHEMED: "Every card is in a theme.",
    ALL: "Nothing has been said here yet.",
    ASIDE: "Nothing is set aside.",
    OFF: "Nothing is off the record.",
}


class BoardScreen(AsidesScreen):
    """Two lists and a line."""

    AUTO_FOCUS = "NameLine"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.table: Table | None = None
        self.where = desk.sort_view or UNTHEMED
        """What the left list shows: a theme's id, or one of ``VIEWS``."""
        self.words = ""
        """What the cards shown must have in them."""
        self.side: Side = "cards"
        """What the arrows are for."""
        self.doing: Doing = "sort"
        """What is typed: a theme, a further theme, or words to look for."""
        self.last: tuple[str, ...] = ()
        """The cards that were put into a theme last."""
        self.parts: list[Part] = []
        self._parts_at = 0
        self._did = ""
        self.stood: dict[str, str] = {}
        """The card that had the cursor in each view."""

    def compose_body(self) -> ComposeResult:
        """The field; cards and themes; what has just happened; the line."""
        yield Static(id="over")
        with Horizontal(id="room"):
            with Vertical(id="left"):
                yield Static(id="over-cards")
                yield RowList(id="cards")
            with Vertical(id="right"):
                yield Static(id="over-themes")
                yield RowList(id="themes")
                yield Static(id="about")
        yield Static(id="did")
        with Horizontal(id="asking"):
            yield Static(id="asks")
            yield NameLine()
        yield Static(plain("There is nothing to sort yet: nothing has been said."), id="nothing")

    @property
    def line(self) -> NameLine:
        """Where one types."""
        return self.query_one(NameLine)

    @property
    def cards(self) -> RowList:
        """The cards."""
        return self.query_one("#cards", RowList)

    @property
    def themes(self) -> RowList:
        """The themes, and what else can be looked at; while one types, what is offered."""
        return self.query_one("#themes", RowList)

    @property
    def marks(self) -> dict[str, None]:
        """The cards that are marked, in the order of marking."""
        return self.desk.sort_marks

    @property
    def typed(self) -> str:
        """What stands in the line."""
        return one_line(self.line.value)

    @property
    def offering(self) -> bool:
        """Whether a theme is being named."""
        return bool(self.typed) and self.doing != "find"

    @property
    def theme(self) -> Theme | None:
        """The theme that is looked at; None where it is none."""
        standing = self.table.theme(self.where) if self.table is not None else None
        return standing.theme if standing is not None else None

    def targets(self) -> list[str]:
        """Return the cards that an act is about: those marked, else those just sorted, else the one with the cursor."""
        if self.marks or self.table is None:
            return list(self.marks)
        if self.side == "themes":
            return []
        if self.doing == "also" and self.where == UNTHEMED:
            return [name for name in self.last if name in self.table.cards]
        return [self.cards.row.id] if self.cards.row is not None else []

    def called(self, names: list[str], room: int = 40) -> str:
        """Return these cards in a few words."""
        assert self.table is not None
        return f"“{cut(self.table.cards[names[0]].row.words, room)}”" if len(names) == 1 else f"{len(names)} cards"

    # Showing

    def show(self) -> None:
        """Show everything as it is now; cursor and marks stay where they are."""
        self._look_for_parts()
        if self.table is None and self.parts:
            known = [part.place for part in self.parts]
            most = max(self.parts, key=lambda part: part.left)
            self.lay(self.desk.sort_at if self.desk.sort_at in known else most.place)
        for name in ("#room", "#asking", "#did"):
            self.query_one(name).display = self.table is not None
        self.query_one("#nothing").display = self.table is None
        self.refresh_lists()

    def show_time(self) -> None:
        """Look now and then whether other fields can be sorted by now."""
        self._look_for_parts()

    def _look_for_parts(self) -> None:
        journal = self.session.records.journal
        if any(not record_id.startswith("link/") for record_id in journal[self._parts_at :]):
            self.parts = parts(self.session)
        self._parts_at = len(journal)

    def lay(self, place: Place) -> None:
        """Sort this field from now on."""
        if self.desk.sort_at != place:
            self.where, self.words = UNTHEMED, ""
            self.marks.clear()
        self.desk.sort_at = place
        self.stood, self.last, self._did = {}, (), ""
        self.table = Table(self.session, place)

    def refresh_lists(self) -> None:
        """Show cards, themes and everything around them."""
        if self.table is not None and self.table.place != home(self.session, *self.table.place):
            # Sorted together with another field by now: that one has the themes.
            self.lay(home(self.session, *self.table.place))
        table = self.table
        if table is not None:
            table.update()
            if (self.where not in VIEWS and self.theme is None) or (self.where == ALIKE and not table.alike):
                self.where = UNTHEMED
            for gone in [name for name in self.marks if name not in table.cards]:
                del self.marks[gone]
            self.show_cards()
            self.show_themes()
        self._show_top()
        self.show_saved()

    def show_cards(self, at: str = "") -> None:
        """Show the cards of the view."""
        table = self.table
        assert table is not None
        self.desk.sort_view = self.where
        rows = table.view(self.where, self.words)
        nothing = NOTHING.get(self.where, "Nothing is in this theme.") if table.in_all else NOTHING[ALL]
        self.cards.show(rows, at=at, nothing="No card here has these words." if self.words else nothing)
        self.show_marks()

    def show_marks(self) -> None:
        """Show which cards are marked, and what one is looking at."""
        self.cards.mark(self.marks.keys())
        found = f" with “{cut(self.words, 20)}”" if self.words else ""
        marked = f"   {len(self.marks)} marked" if self.marks else ""
        name = one_line(self.theme.name) if self.theme is not None else VIEWS[self.where]
        room = max(12, self.cards.size.width - len(found) - len(marked) - 8)
        head = joined((cut(name, room), "bold"), f"{found} · {len(self.cards.rows)}", (marked, "bold $accent"))
        _put(self.query_one("#over-cards", Static), head)

    def show_themes(self) -> None:
        """Show the themes, or, while one types, those that may be meant."""
        table = self.table
        assert table is not None
        if self.offering:
            rows = offers(table, self.typed, self.where if self.doing == "sort" else "")
            self.themes.show(rows, at=rows[0].id)
        else:
            self.themes.show(listing(table, self.where), at=self.where)
        heading = "Enter takes" if self.offering else f"Themes · {len(table.themes)}"
        _put(self.query_one("#over-themes", Static), joined((heading, "bold")))
        self.themes.set_class(self.offering or self.side == "themes", "-active")
        self.cards.set_class(not self.offering and self.side == "cards", "-active")
        self.show_about()
        self.show_line()

    def show_about(self) -> None:
        """Show what there is to say of the theme that is looked at, or offered."""
        assert self.table is not None
        panel = self.query_one("#about", Static)
        room = panel.content_size
        _put(panel, about(self.session, self.table, self.themes.row, room.width or 28, room.height or 4))

    def _show_top(self) -> None:
        table = self.table
        title, place = plain(one_line(agenda.title(self.session)), "bold"), plain("  Themes", "$text-muted")
        facts = f"unthemed: {table.left} of {table.in_all}" if table is not None else ""
        self.query_one(TopLine).say(title, plain(facts), place)
        part = next((part for part in self.parts if table is not None and part.place == table.place), None)
        if part is not None:
            words = joined((one_line(part.field), "bold $primary"), (f"   {one_line(part.block)}", "$text-muted"))
            _put(self.query_one("#over", Static), words)

    def show_line(self) -> None:
        """Show what the line asks for, and say which keys are no letters just now."""
        assert self.table is not None
        line, empty = self.line, not self.line.value
        _put(self.query_one("#asks", Static), joined((self._asks(), "bold $primary")), layout=True)
        line.placeholder = "words to look for" if self.doing == "find" else self._hint(min(9, len(self.table.themes)))
        sorting = empty and self.doing != "find"
        line.digits = sorting and bool(self.table.themes)
        line.spared = frozenset({"space", *(("plus",) if self.may_also() else ())}) if sorting else frozenset()
        self.refresh_bindings()

    def _hint(self, digits: int) -> str:
        if not digits:
            return "the name of a first theme"
        return f"{'1' if digits == 1 else f'1–{digits}'}, or begin a name"

    def _asks(self) -> str:
        if self.doing == "find":
            return "Find"
        names = self.targets()
        if not names or (self.side == "themes" and not self.typed):
            return "Theme"
        if self.doing == "also":
            return f"Also put {self.called(names, 12 if self.size.width < 100 else 40)} into"
        # Not the card's own words: a line that changes its width at every step lays the whole screen out anew.
        called = "this card" if len(names) == 1 and not self.marks else f"{len(names)} marked"
        return f"Move {called} to" if self.theme is not None and self.side != "themes" else f"Put {called} into"

    def may_also(self) -> bool:
        """Tell whether cards can go into a further theme, beside the one where they are."""
        if self.doing != "sort" or self.side != "cards" or self.table is None:
            return False
        if self.where == UNTHEMED:
            return any(name in self.table.cards for name in self.last) and not self.marks
        return self.theme is not None and bool(self.targets())

    def show_saved(self) -> None:
        """Show what has just happened, and whether it is on disk."""
        super().show_saved()
        line = self.query_one_optional("#did", Static)
        if line is not None:
            waits = "!" if self.session.trouble else "…"
            mark = waits if self.session.unsaved else "⌂" if self.session.kept else "✓"
            _put(line, joined((f"{mark} {self._did}" if self._did else "", "$text-muted")))

    def did(self, words: str) -> None:
        """Say what has just been done, until something else is."""
        self._did = words


def _put(where: Static, words: Content, *, layout: bool = False) -> None:
    """Show words; nothing is drawn anew where nothing changed, nor laid out where the size is given."""
    if where.content != words:
        where.update(words, layout=layout)
