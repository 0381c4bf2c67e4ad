"""Going about on the table on which one sorts: other cards, the other list, words to look for, another field."""

from __future__ import annotations

from textual import on
from textual.widgets import Input

from facikit.session.theme_sets import Place
from facikit.tui.screens.board import BoardScreen
from facikit.tui.screens.picker import Choice, Picker
from facikit.tui.sortable import Part, parts
from facikit.tui.sorting import ALL, UNTHEMED
from facikit.tui.text import one_line
from facikit.tui.widgets.row_list import RowList


class RoamingScreen(BoardScreen):
    """A table on which one can look at everything."""

    # Cards

    def look(self, where: str, *, words: str = "") -> None:
        """Look at other cards: all that are there, or those with these words."""
        self.words = words
        if self.cards.row is not None:
            self.stood[self.where] = self.cards.row.id
        self.where = where
        self.cards.forget()
        self.show_cards(self.stood.get(where, ""))
        self.show_themes()

    def action_walk(self, by: int) -> None:
        """Up or down in the list that the arrows are for."""
        if self.offering:
            self.themes.go((self.themes.at + by) % len(self.themes.rows))
            self.show_about()
            self.refresh_bindings()
        else:
            self._walked(self._rows.go(self._rows.at + by))

    def action_leap(self, by: int) -> None:
        """A page up or down."""
        self._walked(self._rows.leap(by))

    def action_edge(self, by: int) -> None:
        """To the first or the last."""
        self._walked(self._rows.go(len(self._rows.rows) if by > 0 else 0))

    @property
    def _rows(self) -> RowList:
        return self.themes if self.side == "themes" or self.offering else self.cards

    def _walked(self, moved: bool) -> None:
        if moved and self._rows is self.themes and not self.offering and self.themes.row is not None:
            self.look(self.themes.row.id)
        elif moved:
            self.show_line()

    def action_side(self) -> None:
        """From the cards to the themes, and back."""
        self.side = "cards" if self.side == "themes" else "themes"
        self.sort_again()
        self.show_themes()

    def action_view(self) -> None:
        """All, or those in no theme."""
        self.look(ALL if self.where == UNTHEMED else UNTHEMED, words=self.words)

    def action_find(self) -> None:
        """Type words to look for, until Enter."""
        self.doing, self.side = "find", "cards"
        self.line.put(self.words)
        self.show_themes()

    def sort_again(self) -> None:
        """What is typed next names a theme."""
        self.doing = "sort"
        self.line.put("")

    @on(Input.Changed)
    def _typing(self, event: Input.Changed) -> None:
        event.stop()
        if self.table is not None and self.doing == "find":
            self.words = self.typed
            self.show_cards()
            self.show_line()
        elif self.table is not None:
            self.show_themes()

    # Fields

    def action_field(self) -> None:
        """Choose another field."""
        self.parts = parts(self.session)
        choices = [
            # How far each is comes first: the name of a block may be long, and is cut.
            Choice(str(at), one_line(part.field), f"{_far(part)} · {one_line(part.block)}")
            for at, part in enumerate(self.parts)
        ]
        here = next((str(at) for at, part in enumerate(self.parts) if part.place == self.desk.sort_at), "")
        self.app.push_screen(Picker("Sort what?", choices, chosen=here), self._chosen)

    def _chosen(self, chosen: str | None) -> None:
        if chosen is not None:
            self._go(self.parts[int(chosen)].place)

    def action_next(self) -> None:
        """On to the next field."""
        self._step(1)

    def action_back(self) -> None:
        """Back to the field before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        places = [part.place for part in self.parts]
        at = places.index(self.desk.sort_at) + by if self.desk.sort_at in places else 0
        if 0 <= at < len(places):
            self._go(places[at])
        else:
            self.say("This is the last field." if by > 0 else "This is the first field.")

    def _go(self, place: Place) -> None:
        self.lay(place)
        self.side = "cards"
        self.sort_again()
        self.cards.forget()
        self.refresh_lists()


def _far(part: Part) -> str:
    themes = f" · {part.themes} {'theme' if part.themes == 1 else 'themes'}" if part.themes else ""
    return f"unthemed: {part.left} of {part.in_all}{themes}"
