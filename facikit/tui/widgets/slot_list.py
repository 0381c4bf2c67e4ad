"""Everything that can be written, in the order of the report, each with a mark: ``·`` empty, ``✎`` and how many words.

Going through the list opens what is marked; nothing is lost by looking.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from facikit.tui.text import joined, one_line, plain
from facikit.tui.widgets.reading_list import ReadingList
from facikit.tui.writing import Part, Place

Key = tuple[str, str]
NEAR = 3
"""So near to the edge, a line is brought to the middle."""


class SlotList(ReadingList):
    """The list of places to write."""

    DEFAULT_CSS = """
    SlotList { text-wrap: nowrap; text-overflow: ellipsis; }
    SlotList > .option-list--option-disabled { color: $primary; text-style: bold; }
    """

    @dataclass
    class Chosen(Message):
        """Somebody wants to write there; ``enter``: at once."""

        key: Key
        enter: bool

    def __init__(self) -> None:
        super().__init__()
        self._at: dict[Key, int] = {}
        self._keys: list[Key | None] = []
        self._drawn: list[tuple[Content, bool]] = []

    def show(self, parts: Sequence[Part], words: Callable[[Place], int], chosen: Key) -> None:
        """Show the places of these parts, ``chosen`` marked."""
        keys: list[Key | None] = []
        drawn: list[tuple[Content, bool]] = []
        for part in parts:
            keys.append(None)
            drawn.append((plain(one_line(part.title)), True))
            for place in part.places:
                keys.append(place.key)
                drawn.append((_line(place, words(place)), False))
        if keys == self._keys:
            for at, (line, _) in enumerate(drawn):
                self._redraw(at, line)
        else:
            self._drawn, self._keys = drawn, keys
            self._at = {key: at for at, key in enumerate(keys) if key is not None}
            self.set_options([Option(line, disabled=disabled) for line, disabled in drawn])
        self.choose(chosen)

    def choose(self, key: Key) -> None:
        """Mark this one."""
        at = self._at.get(key)
        if at is None:
            return
        if at != self.highlighted:
            self.highlighted = at
        self.call_after_refresh(self._keep_in_the_middle, at)

    def _keep_in_the_middle(self, at: int) -> None:
        """Show what stands above and below: where one has been, and what comes next. Each line is one line high."""
        top, height = self.scroll_offset.y, self.size.height
        if not self.has_focus and not top + NEAR <= at < top + height - NEAR:
            self.scroll_to(y=max(0, at - height // 2), animate=False)

    def mark(self, place: Place, words: int) -> None:
        """Draw one line anew."""
        if place.key in self._at:
            self._redraw(self._at[place.key], _line(place, words))

    def _redraw(self, at: int, line: Content) -> None:
        if line != self._drawn[at][0]:
            self._drawn[at] = (line, self._drawn[at][1])
            self.replace_option_prompt_at_index(at, line)

    @on(OptionList.OptionHighlighted)
    def _looked(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._tell(event.option_index, enter=False)

    @on(OptionList.OptionSelected)
    def _taken(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._tell(event.option_index, enter=True)

    def _tell(self, at: int, *, enter: bool) -> None:
        # A message about a list that has been drawn anew meanwhile means nothing.
        key = self._keys[at] if at < len(self._keys) and (enter or at == self.highlighted) else None
        if key is not None:
            self.post_message(self.Chosen(key, enter))


def _line(place: Place, words: int) -> Content:
    mark = f"✎ {words:>4}" if words else "·     "
    return joined((f"{mark}  ", "$text-muted"), "  " * place.depth, one_line(place.title))
