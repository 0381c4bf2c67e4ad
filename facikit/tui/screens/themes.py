"""Themes: staff sort what was said. Here is what one does to themes: make, name, describe, order, merge, delete."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from facikit.session import sharing
from facikit.session import themes as acts
from facikit.session.prose import THEME, prose
from facikit.session.theme_sets import Place, fields_of, may_share
from facikit.session.themes import Theme
from facikit.tui import printing
from facikit.tui.desk import Desk
from facikit.tui.keys import bindings
from facikit.tui.screens.base import Command
from facikit.tui.screens.picker import Choice, Picker
from facikit.tui.screens.prompt import Prompt
from facikit.tui.screens.sort import SortScreen
from facikit.tui.sortable import titles
from facikit.tui.sorting import ALIKE, UNTHEMED
from facikit.tui.text import cut, one_line

ON_THEMES = ("rename", "describe", "merge", "order", "nest", "unnest", "delete")


class ThemesScreen(SortScreen):
    """The screen of whoever sorts."""

    PLACE = "themes"
    CSS_PATH = "themes.tcss"
    BINDINGS = bindings("cards.", "themes.", "theme.", "rows.")
    HELP_TEXT = (
        "Sort what was said into themes. On the left are the cards, on the right the themes; what is in no theme yet "
        "is counted above. A digit puts the card into the theme with that digit, and you are at the next card. Or "
        "begin a theme's name: Enter takes the first that is offered, or makes a new one. Space marks several.\n\n"
        "Tab goes to the themes: walking through them shows their cards, and there a digit or a name moves a card "
        "to another theme; a new name splits the marked cards off. + puts a card into a further theme: after "
        "sorting, the card that you have just sorted. ^r shows the cards whose words are like those of this one, or of "
        "all that are marked: a suggestion to look at, nothing is sorted by it. Beside the themes ^r says how this "
        "field is printed in the report: by theme, or as a list. Under ^p another field can be sorted into the same "
        "themes: one set for what helps and what hinders. Whatever you do, ^z takes back, one act at a time."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._looked_from: str = UNTHEMED
        """What was looked at before what is alike."""

    # What is like a card

    def action_alike(self) -> None:
        """Look at the cards that are most like the marked ones, or the one with the cursor."""
        names = self.targets()
        assert self.table is not None
        before = self.where if self.where != ALIKE else self._looked_from
        if not self.table.look_for_alike(names):
            self.say(f"No other card is much like {self.called(names)}.")
            self.refresh_lists()
            return
        self._looked_from = before
        self.look(ALIKE)
        self.cards.go(0)
        self.show_line()

    def action_clear(self) -> None:
        """Back by one: from what is alike to where one came from, with all marks kept."""
        if self._at_alike():
            assert self.table is not None
            self.side = "cards"
            self.table.alike = ()
            self.look(self._looked_from)
        else:
            super().action_clear()

    def _back_to(self) -> str:
        return "back" if self._at_alike() else super()._back_to()

    def _at_alike(self) -> bool:
        return self.where == ALIKE and self.doing == "sort" and not self.line.value and not self.words

    # What can be done to the theme looked at

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A theme must be looked at, from its side; a card, to look for others like it."""
        if action == "alike":
            return super().check_action("quote", ())
        if action == "printed":
            return self.side == "themes" and self._may_be_printed() and not self.line.value and self.doing == "sort"
        if action in ON_THEMES:
            theme = self.theme
            if theme is None or self.side != "themes" or self.line.value or self.doing != "sort" or self.table is None:
                return False
            beside = self.table.beside(theme.id)
            at = [one.id for one in beside].index(theme.id)
            if action == "merge":
                return len(self.table.themes) > 1
            if action == "order":
                return 0 <= at + (1 if parameters == (1,) else -1) < len(beside)
            if action == "nest":
                return at > 0
            if action == "unnest":
                return self.table.above(theme.id) is not None
            return True
        return super().check_action(action, parameters)

    def _looked_at(self) -> Theme:
        theme = self.theme
        assert theme is not None and self.table is not None
        return theme

    def action_rename(self) -> None:
        """Give the theme another name."""
        theme = self._looked_at()

        def named(name: str | None) -> None:
            other = self.table.named(name) if name and self.table is not None else None
            if other is not None and other.id != theme.id:
                self.say(f"There is a theme “{cut(other.name, 40)}” already. ^j makes one theme of two.", serious=True)
            elif name is not None:
                with self.telling():
                    acts.edit(self.session, theme.id, name=name)
                    self._changed(f"{one_line(theme.name)} is now {one_line(name)}")

        self.app.push_screen(Prompt(f"Rename “{cut(theme.name, 60)}”", text=theme.name), named)

    def action_describe(self) -> None:
        """Say what the theme is about."""
        theme = self._looked_at()

        def described(text: str | None) -> None:
            if text is not None and text != theme.text:
                with self.telling():
                    acts.edit(self.session, theme.id, text=text.strip())
                    self._changed(f"{one_line(theme.name)}: described")

        title = f"What is “{cut(theme.name, 60)}” about?"
        hint = "A sentence or two. It stands under the theme's name in the report."
        self.app.push_screen(Prompt(title, hint, theme.text, may_be_empty=True), described)

    def action_merge(self) -> None:
        """Make one theme of two."""
        theme = self._looked_at()
        assert self.table is not None
        choices = [
            Choice(one.theme.id, one_line(one.theme.name), self.table.told(one.theme), indent=2 * one.depth)
            for one in self.table.themes
            if one.theme.id != theme.id
        ]

        def merged(into: str | None) -> None:
            if into is not None:
                with self.telling():
                    one = acts.merge(self.session, theme.id, into)
                    self.where = one.id
                    self._changed(f"{one_line(theme.name)} → {one_line(one.name)}, merged")

        hint = "What is in it, and what was written about it, goes there. The other's name stays."
        self.app.push_screen(Picker(f"Merge “{cut(theme.name, 40)}” into which theme?", choices, hint=hint), merged)

    def action_order(self, by: int) -> None:
        """Move the theme up or down among those beside it."""
        theme = self._looked_at()
        assert self.table is not None
        beside = [one.id for one in self.table.beside(theme.id)]
        at = beside.index(theme.id)
        before = at - 2 if by < 0 else at + 1
        with self.telling():
            acts.move(self.session, theme.id, beside[before] if before >= 0 else None)
            self._changed(f"{one_line(theme.name)}: moved {'up' if by < 0 else 'down'}")

    def action_nest(self) -> None:
        """Put the theme under the one above it, behind those that are there."""
        theme = self._looked_at()
        assert self.table is not None
        beside = self.table.beside(theme.id)
        parent = beside[[one.id for one in beside].index(theme.id) - 1]
        under = self.table.under(parent.id)
        with self.telling():
            acts.move(self.session, theme.id, under[-1].id if under else None, parent.id)
            self._changed(f"{one_line(theme.name)}: under {one_line(parent.name)}")

    def action_unnest(self) -> None:
        """Take the theme out from under another, to stand behind it."""
        theme = self._looked_at()
        assert self.table is not None
        parent = self.table.above(theme.id)
        if parent is not None:
            with self.telling():
                acts.move(self.session, theme.id, parent.id, parent.parent)
                self._changed(f"{one_line(theme.name)}: out from under {one_line(parent.name)}")

    def action_delete(self) -> None:
        """Delete the theme. What is in it stays."""
        theme = self._looked_at()
        assert self.table is not None
        ids = [one.theme.id for one in self.table.themes]
        at = ids.index(theme.id)
        with self.telling():
            acts.delete(self.session, theme.id)
            if prose(self.session, THEME, theme.id).strip():
                self.say("What was written about it goes out of the report with it. ^z brings both back.", serious=True)
            rest = ids[at + 1 : at + 2] or ids[max(0, at - 1) : at]
            self.where = rest[0] if rest else self.where
            self._changed(f"{one_line(theme.name)}: deleted, its cards stay")

    # In the report

    def action_printed(self) -> None:
        """Choose how the field is printed in the report."""
        assert self.table is not None
        printing.ask(self, self.table.place, lambda how: self._changed(f"printed as {how}"))

    def _may_be_printed(self) -> bool:
        return self.table is not None and printing.may_be_chosen(self, self.table.place)

    def commands(self) -> Iterable[Command]:
        """How the field is printed, from the cards as well."""
        if self._may_be_printed() and not self.check_action("printed", ()):
            yield Command("How this field is printed in the report", "", self.action_printed)
        if self.table is not None and not self.session.read_only:
            yield from self._share_commands()
        yield from super().commands()

    # Several fields

    def _share(self) -> None:
        """Sort another field into these themes as well."""
        assert self.table is not None
        place = self.table.place
        named = {one: (field, block) for one, field, block in titles(self.session)}
        others = [one for one in may_share(self.session, place) if one in named]
        choices = [Choice(str(at), named[one][0], named[one][1]) for at, one in enumerate(others)]

        def chosen(at: str | None) -> None:
            if at is not None:
                with self.telling():
                    sharing.put(self.session, others[int(at)], place)
                    self._changed(f"{cut(named[others[int(at)]][0], 40)}: sorted into these themes, too")
                    self.look(UNTHEMED)

        hint = "One set of themes for both: its cards come onto this table, with the themes that it has."
        self.app.push_screen(Picker("Which field is sorted into these themes, too?", choices, hint=hint), chosen)

    def _part(self, place: Place) -> None:
        """Let a field have themes of its own again."""
        with self.telling():
            sharing.put(self.session, place, None)
            self._changed("sorted by itself again; what is in these themes stays in them")

    def _share_commands(self) -> Iterable[Command]:
        place = self.table.place if self.table is not None else ("", "")
        named = {one: (field, block) for one, field, block in titles(self.session)}
        if may_share(self.session, place):
            yield Command("Sort another field into these themes, too", "one set for both", self._share)
        for one in fields_of(self.session, *place)[1:]:
            words = f"Sort ‘{cut(named[one][0], 40)}’ by itself again" if one in named else "Sort it by itself again"
            yield Command(words, "its own themes", partial(self._part, one))

    # New ones

    def action_new(self) -> None:
        """Make themes, one for each line."""

        def named(text: str | None) -> None:
            if text is None or self.table is None:
                return
            names = [name for name in text.splitlines() if name.strip() and self.table.named(name) is None]
            with self.telling():
                made = acts.make_all(self.session, *self.table.place, *names)
                words = one_line(made[-1].name) if len(made) == 1 else f"{len(made)} themes"
                self._changed(f"{words}: new" if made else "")
                if not made:
                    self.say("There are themes of these names already.")

        hint = "^j begins a new line: each line is a theme. Nothing is put into them."
        self.app.push_screen(Prompt("Which new theme, or themes?", hint), named)

    def _changed(self, words: str) -> None:
        self.did(words)
        self.refresh_lists()
