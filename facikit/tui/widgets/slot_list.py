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
        if drawn != self._drawn:
            self._drawn, self._keys = drawn, keys
            self._at = {key: at for at, key in enumerate(keys) if key is not None}
            self.set_options([Option(line, disabled=disabled) for line, disabled in drawn])
        self.choose(chosen)

    def choose(self, key: Key) -> None:
        """Mark this one."""
        at = self._at.get(key)
        if at is not None and at != self.highlighted:
            self.highlighted = at
        if at is not None and at == next(iter(self._at.values()), None):
            self.scroll_home(animate=False)  # the heading above the first one comes back into sight

    def mark(self, place: Place, words: int) -> None:
        """Draw one line anew."""
        at = self._at.get(place.key)
        line = _line(place, words)
        if at is not None and self._drawn[at][0] != line:
            self._drawn[at] = (line, False)
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
