"""A list whose lines are read as much as chosen: they take the room they need, and stay legible where they are marked.

The framework leaves the colour of quiet words as it is on the marked line, where it cannot be read. Here that line has
one colour.
"""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.geometry import Spacing
from textual.strip import Strip
from textual.style import Style
from textual.visual import Padding, RenderOptions
from textual.widgets import OptionList


class ReadingList(OptionList):
    """A list of lines, each as long as it is."""

    DEFAULT_CSS = "ReadingList { height: 1fr; scrollbar-size-vertical: 1; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the framework's word
        super().__init__(compact=True, markup=False, id=id)

    def render_line(self, y: int) -> Strip:
        """Draw a line; one colour for all of it where it is marked."""
        strip = super().render_line(y)
        if not self.has_focus or self.highlighted is None:
            return strip
        if all(segment.style is None or segment.style.meta.get("option") != self.highlighted for segment in strip):
            return strip
        marked = self.get_visual_style("option-list--option", "option-list--option-highlighted").rich_style
        return Strip(Segment.apply_style(strip, post_style=RichStyle(color=marked.color)), strip.cell_length)


class Hung(Padding):
    """Words that may take several lines, set in, with a mark before the first."""

    def __init__(self, words: Content, mark: str) -> None:
        super().__init__(words, Spacing(0, 0, 0, 2))
        self._mark = mark

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Draw the words, then the mark over the space before them."""
        strips = super().render_strips(width, height, style, options)
        if strips:
            mark = Strip([Segment(self._mark, style.rich_style)], 1)
            strips[0] = Strip.join([mark, strips[0].crop(1)])
        return strips
