"""What one does to cards: mark them, put them into themes and take them out, choose, set aside, keep off the record.

A digit, or the beginning of a name and Enter, puts the card with the cursor, or all that are marked, into a theme. Each
act is one change of the session, and is taken back as one.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual import on

from facikit.session import themes as acts
from facikit.session.responses import mark
from facikit.session.themes import Theme
from facikit.session.undo import Undone
from facikit.tui.asking_where import where_from
from facikit.tui.quoted import balance_command
from facikit.tui.screens.asides import AsidesScreen
from facikit.tui.screens.base import Command
from facikit.tui.screens.reasons import ask_why
from facikit.tui.screens.reword import edit_wording
from facikit.tui.screens.roaming import RoamingScreen
from facikit.tui.screens.words import Words
from facikit.tui.sorting import UNTHEMED
from facikit.tui.text import cut, one_line
from facikit.tui.theme_rows import NEW
from facikit.tui.widgets.name_line import NameLine
from facikit.tui.widgets.row_list import RowList

MARKS = {"highlight": "chosen as a quote", "set_aside": "set aside", "off_record": "off the record"}


class SortScreen(RoamingScreen):
    """The table, and what one does to cards."""

    # Marking

    def _toggle(self, name: str) -> None:
        if name in self.marks:
            del self.marks[name]
        else:
            self.marks[name] = None
        self.show_marks()
        self.show_line()

    def action_mark(self) -> None:
        """Mark the card and go to the next."""
        if self.cards.row is not None:
            name = self.cards.row.id
            self.cards.go(self.cards.at + 1)
            self._toggle(name)

    def action_every(self) -> None:
        """Mark all that are shown, or none of them."""
        names = [row.id for row in self.cards.rows]
        if all(name in self.marks for name in names):
            for name in names:
                del self.marks[name]
        else:
            self.marks.update(dict.fromkeys(names))
        self.show_marks()
        self.show_line()

    @on(RowList.Clicked)
    def _clicked(self, event: RowList.Clicked) -> None:
        """A click looks; one before a card's words marks it; two on a theme put the marked cards into it."""
        event.stop()
        at = next((number for number, row in enumerate(event.rows.rows) if row.id == event.id), None)
        if at is None:
            return
        if event.rows is self.cards:
            self.side = "cards"
            self.cards.go(at)
            if event.before or event.twice:
                self._toggle(event.id)
            self.show_themes()
        elif self.offering or (event.twice and self.side == "themes"):
            self.themes.go(at)
            self.action_take()
        else:
            self.side = "themes"
            self.themes.go(at)
            self.look(event.id)

    # Putting

    def action_also(self) -> None:
        """The next theme named is a further one."""
        self.doing = "also"
        self.show_themes()

    def action_take(self) -> None:
        """Enter: what is offered; else the marked cards into the theme looked at; else the card in whole."""
        row = self.themes.row
        if self.doing == "find":
            self.sort_again()
            self.show_themes()
        elif self.offering and row is not None and row.id == NEW:
            self._put_new(self.typed)
        elif self.offering and row is not None:
            self._put_or_look(row.id)
        elif self._may_put_here() and self.theme is not None:
            self.put(self.theme, list(self.marks), None)
        else:
            self._read()

    @on(NameLine.Digit)
    def _digit(self, event: NameLine.Digit) -> None:
        assert self.table is not None
        theme = self.table.with_digit(event.digit)
        if theme is None:
            self.say(f"There is no theme {event.digit} here.")
        elif self.side == "themes":
            self.look(theme.id)
        else:
            self._put_or_look(theme.id)

    def _put_or_look(self, theme_id: str) -> None:
        standing = self.table.theme(theme_id) if self.table is not None else None
        if standing is not None and self.targets():
            self.put(standing.theme, self.targets(), self._source())
        elif standing is not None:
            self.sort_again()
            self.look(theme_id)

    def _source(self) -> Theme | None:
        """Return the theme that cards leave when they are put into another."""
        return self.theme if self.doing == "sort" and self.side == "cards" else None

    def put(self, theme: Theme, names: list[str], source: Theme | None) -> None:
        """Put these cards into a theme, out of another if need be."""
        assert self.table is not None
        inside = all(theme.id in self.table.of.get(name, ()) for name in names)
        if inside and (source is None or source.id == theme.id):
            words = "It is" if len(names) == 1 else "They are all"
            self.say(f"{words} in “{cut(theme.name, 40)}” already.")
            return
        with self.telling():
            if source is not None and source.id != theme.id:
                acts.transfer(self.session, source.id, theme.id, *names)
            else:
                acts.link(self.session, theme.id, *names)
            self._was_put(names, theme)

    def _put_new(self, name: str) -> None:
        assert self.table is not None
        names, source = self.targets(), self._source()
        with self.telling():
            if names and source is not None:
                theme = acts.split(self.session, source.id, name, *names)
            else:
                theme = acts.make(self.session, *self.table.place, name, members=names)
            self._was_put(names, theme)

    def _was_put(self, names: list[str], theme: Theme) -> None:
        self.did(f"{self.called(names) if names else 'new theme'} → {one_line(theme.name)}")
        alone = not self.marks and self.doing == "sort"
        self.last = tuple(names) or self.last
        self.marks.clear()
        self.sort_again()
        before, at = self.cards.row, self.cards.at
        self.refresh_lists()
        if alone and before is not None and self.cards.row is not None and self.cards.row.id == before.id:
            self.cards.go(at + 1)  # it stays in this list, and is dealt with: on to the next
            self.show_line()

    def action_out(self) -> None:
        """Take cards out of the theme looked at; in the list of all, out of every theme."""
        assert self.table is not None
        names, theme = self.targets(), self.theme
        with self.telling():
            if theme is not None:
                acts.unlink(self.session, theme.id, *names)
            else:
                acts.take_out(self.session, *self.table.place, *names)
            where = f"“{one_line(theme.name)}”" if theme is not None else "all themes"
            self.did(f"{self.called(names)}: out of {where}")
            self._acted()

    def action_quote(self) -> None:
        """Choose as a quote, or not any more."""
        self._set("highlight")

    def action_wording(self) -> None:
        """Edit how the card is quoted."""
        if self.cards.row is not None:
            edit_wording(self, self.cards.row.id, self.refresh_lists)

    def action_aside(self) -> None:
        """Leave out of considered reports, and say why; or not any more."""
        if self._has("set_aside"):
            self._set("set_aside")
        else:
            targets = self.targets()
            ask_why(self, self.called(targets), lambda reason: self._set("set_aside", reason, targets))

    def action_off_record(self) -> None:
        """Keep out of everything that goes out, or not."""
        self._set("off_record")

    def _has(self, name: str) -> bool:
        """Tell whether all the cards that an act is about carry this mark."""
        cards = self.table.cards if self.table is not None else {}
        targets = [cards[one].response for one in self.targets() if one in cards]
        return bool(targets) and all(getattr(one, name) for one in targets)

    def _set(self, name: str, because: str = "", targets: list[str] | None = None) -> None:
        on = targets is not None or not self._has(name)
        targets = self.targets() if targets is None else targets
        with self.telling():
            called = self.called(targets)
            mark(self.session, name, on, *targets, because=because)
            self.did(f"{called}: {MARKS[name] if on else f'no longer {MARKS[name]}'}")
            self._acted()

    def _acted(self) -> None:
        self.marks.clear()
        self.refresh_lists()

    def _read(self) -> None:
        """Read a long card in whole."""
        if self.table is not None and self.cards.row is not None:
            card = self.table.cards[self.cards.row.id]
            self.app.push_screen(Words(card.row.notes or "The whole card", card.response.text or card.row.words))

    # Back

    def show_undone(self, undone: Undone) -> None:
        """Show the card that it was about."""
        if self.table is None:
            return
        self.did("")
        self.refresh_lists()
        touched = {record.split("/")[1] for record in undone.records if record.startswith(("link/", "response/"))}
        at = next((number for number, row in enumerate(self.cards.rows) if row.id in touched), None)
        if at is not None and self.cards.go(at):
            self.show_line()

    def action_clear(self) -> None:
        """Back by one."""
        if self.doing == "find" or (self.words and not self.line.value and self.doing == "sort"):
            self.words = ""
            self.sort_again()
            self.show_cards()
        elif self.line.value or self.doing == "also":
            self.sort_again()
        elif self.marks:
            self.marks.clear()
            self.show_marks()
        else:
            self.side = "cards"
            self.look(UNTHEMED)
        self.show_themes()

    def _back_to(self) -> str:
        if self.doing == "find" or (self.words and not self.line.value and self.doing == "sort"):
            return "drop find"
        if self.line.value or self.doing == "also":
            return "drop it"
        if self.marks:
            return "unmark"
        return "unthemed" if self.where != UNTHEMED else ""

    def commands(self) -> Iterable[Command]:
        """What stands behind the card or the theme at hand, and who is quoted how often."""
        row = (self.cards if self.side == "cards" else self.themes).row
        yield from where_from(self, *((row.id, row.words) if row is not None and self._is_kept(row.id) else ()))
        yield from balance_command(self)
        yield from super().commands()

    def _is_kept(self, row_id: str) -> bool:
        """Whether a row is a response or a theme, and not another way to look at them."""
        return any(self.session.records.get(f"{kind}/{row_id}").first is not None for kind in ("response", "theme"))

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not shown."""
        table = self.table
        if table is None:
            return hasattr(AsidesScreen, f"action_{action}") or not hasattr(self, f"action_{action}")
        empty = not self.line.value
        cards = self.side == "cards" and self.doing == "sort" and empty
        if action == "mark":
            return cards and self.cards.row is not None
        if action == "also":
            return empty and self.may_also()
        if action == "take":
            return self.offering or self.doing == "find" or self._may_put_here() or not self.cards.row_is_whole
        if action in ("quote", "aside", "off_record"):
            return cards and bool(self.targets())
        if action == "wording":
            return cards and self.cards.row is not None
        if action == "find":
            return self.doing != "find"
        if action == "every":
            return cards and bool(self.cards.rows)
        if action == "out":
            return cards and self._any_inside()
        if action == "clear":
            return bool(self._back_to())
        if action in ("field", "next", "back"):
            return len(self.parts) > 1
        if action == "edge":
            return empty
        return super().check_action(action, parameters)

    def _may_put_here(self) -> bool:
        return self.side == "themes" and self.theme is not None and bool(self.marks)

    def _any_inside(self) -> bool:
        """Tell whether any of the cards is in the theme looked at; where none is looked at, in any theme."""
        table, theme = self.table, self.theme
        if table is None:
            return False
        if theme is None:
            return any(name in table.of for name in self.targets())
        return any(theme.id in table.of.get(name, ()) for name in self.targets())

    def key_words(self) -> dict[str, str]:
        """Tell what the keys do just now."""
        row = self.cards.row
        return {
            "cards.mark": "unmark" if row is not None and row.id in self.marks else "mark",
            "cards.quote": "no quote" if self._has("highlight") else "quote it",
            "cards.aside": "count again" if self._has("set_aside") else "set aside",
            "cards.off": "on record" if self._has("off_record") else "off record",
            "themes.side": "themes" if self.side == "cards" else "cards",
            "themes.view": "all cards" if self.where == UNTHEMED else "unthemed",
            "themes.clear": self._back_to(),
            "themes.take": self._takes(),
        }

    def _takes(self) -> str:
        row = self.themes.row
        if self.doing == "find":
            return "found"
        if self.offering and row is not None:
            return "new theme" if row.id == NEW else cut(row.words, 20)
        return f"put {len(self.marks)} here" if self._may_put_here() else "read it"
