"""A list to choose from, over the screen: groups, labels, steps, screens, everything that can be done.

Typing narrows it; the arrows move; Enter takes; Esc leaves everything as it was. Where something may be chosen that is
not in the list, as a path or a new name, what is typed stands in it as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from facikit.tui.keys import bindings
from facikit.tui.text import cut, joined, one_line, plain
from facikit.tui.widgets.cursor_list import CursorList
from facikit.tui.widgets.dialogue import Dialogue
from facikit.tui.widgets.key_bar import KeyBar

TYPED = "="
"""Stands in the answer before what was typed and is none of the list's."""
AT_MOST = 100
"""Choices drawn at once; typing brings up the rest."""
WIDEST = 96
"""Cells of a dialogue, at most."""


@dataclass(frozen=True)
class Choice:
    """One line of the list: what choosing it returns, its words, and what stands behind them."""

    key: str
    words: str
    behind: str = ""
    strong: bool = False
    indent: int = 0
    holds: str = ""
    """Further words that it is found by, and that are not shown."""
    key_name: str = ""
    """A key that does the same, as it is written on the screen."""


class Picker(ModalScreen[str | None]):
    """Choose one; returns its key, or None."""

    CSS_PATH = "picker.tcss"
    BINDINGS = bindings(
        "dialog.accept", "dialog.cancel", "dialog.up", "dialog.down", "dialog.page-up", "dialog.page-down"
    )

    def __init__(
        self,
        title: str,
        choices: list[Choice],
        *,
        chosen: str = "",
        hint: str = "",
        search: bool = True,
        free: str = "",
        free_first: bool = False,
    ) -> None:
        """``free`` are the words before what is typed, where that may be chosen; ``free_first`` sets it on top."""
        super().__init__()
        self._title = title
        self.set_class(bool(hint), "-hinted")
        self._choices = choices
        self._shown = [f"{one.words} {one.behind}".casefold() for one in choices]
        self._folded = [f"{shown} {one.holds.casefold()}" for shown, one in zip(self._shown, choices, strict=True)]
        self._chosen = chosen
        self._hint = hint
        self._search = search
        self._free = free
        self._free_first = free_first
        self._found: list[Choice] = []
        self.sought = ""
        """What was typed to narrow the list."""
        lengths = sorted(Content(one.words).cell_length + one.indent for one in choices[:AT_MOST] if one.behind)
        # In a long list a few long lines are no measure for all.
        at = len(lengths) * 17 // 20 if len(lengths) > 20 else -1
        self._longest, self._usual = (lengths[at], lengths[len(lengths) // 2]) if lengths else (0, 0)
        self._keys_room = min(7, max((len(one.key_name) + 2 for one in choices if one.key_name), default=0))

    def compose(self) -> ComposeResult:
        """Title, a line to type in, the list."""
        with Dialogue():
            yield Static(plain(self._title), id="title")
            if self._hint:
                yield Static(plain(self._hint), id="hint")
            words = "Type, or choose below" if self._free else "Type to narrow the list"
            line = Input(placeholder=words, id="line", compact=True)
            line.display = self._search
            yield line
            yield CursorList(id="list", classes="-pointed", compact=True)
            yield KeyBar()

    def on_mount(self) -> None:
        """Show everything, with the present choice marked."""
        self._show("")
        if not self._search:
            self.query_one("#list").focus()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)

    def _show(self, text: str) -> None:
        self.sought = text
        wanted = text.casefold().split()
        fits = [at for at, folded in enumerate(self._folded) if all(word in folded for word in wanted)]
        # What begins so stands before what is called so, and that before what only holds these words.
        begun = {at for at in fits if wanted and self._shown[at].startswith(text.strip().casefold())}
        fits.sort(key=lambda at: (at not in begun, not all(word in self._shown[at] for word in wanted)))
        found = [self._choices[at] for at in fits]
        if self._free and text.strip():
            typed = Choice(f"{TYPED}{text.strip()}", f"{self._free}: {text.strip()}")
            found = [typed, *found] if self._free_first else [*found, typed]
        self._found = found[:AT_MOST]
        listing = self.query_one("#list", OptionList)
        listing.clear_options()
        listing.add_options([Option(self._line(one)) for one in self._found])
        if len(found) > AT_MOST:
            listing.add_option(
                Option(plain(f"and {len(found) - AT_MOST} more: type to narrow the list"), disabled=True)
            )
        if not found:
            words = "Nothing here has these words." if text.strip() or not self._free else "Nothing to choose from yet."
            listing.add_option(Option(plain(words), disabled=True))
        else:
            keys = [one.key for one in self._found]
            stay = self._chosen in keys and not (wanted and any(one.holds for one in self._found))
            stay = stay and (not begun or any(self._choices[at].key == self._chosen for at in begun))
            listing.highlighted = keys.index(self._chosen) if stay else 0
            self.call_after_refresh(listing.scroll_to_highlight)

    def _line(self, one: Choice) -> Content:
        room = max(20, min(self.app.size.width * 9 // 10, WIDEST) - 6)
        style = "bold" if one.strong else ""
        # One line for each: long words leave a third of it to what stands behind them, which begins in one column.
        # Where most words are short, the few that are long may reach into it.
        lead = f"{one.key_name}  " if one.key_name else ""
        behind = lead.ljust(self._keys_room) + one_line(one.behind)
        kept = min(Content(behind).cell_length + 2, room // 3) if one.behind else 0
        words = Content(" " * one.indent + cut(one.words, room - one.indent - kept))
        if not one.behind:
            return words.stylize(style) if style else words
        column = min(self._longest, room // 2 if self._usual <= room // 2 else room - room // 3)
        gap = max(0, column - words.cell_length) + 2
        beside = Content(behind).truncate(max(0, room - words.cell_length - gap), ellipsis=True).plain
        return joined((words.plain, style), (" " * gap + beside, "$text-muted"))

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _taken(self, event: Input.Submitted | OptionList.OptionSelected) -> None:
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        """Take the marked one."""
        at = self.query_one("#list", OptionList).highlighted
        if at is not None and at < len(self._found):
            self.dismiss(self._found[at].key)

    def action_cancel(self) -> None:
        """Take none."""
        self.dismiss(None)

    def action_up(self) -> None:
        """Mark the one above."""
        self.query_one("#list", OptionList).action_cursor_up()

    def action_down(self) -> None:
        """Mark the one below."""
        self.query_one("#list", OptionList).action_cursor_down()

    def action_page_up(self) -> None:
        """Mark one a page up."""
        self.query_one("#list", OptionList).action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """Mark one a page down."""
        self.query_one("#list", OptionList).action_page_down()  # type: ignore[no-untyped-call]
