"""A list whose lines are read as much as chosen: they take the room that they need."""

from __future__ import annotations

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Spacing
from textual.strip import Strip
from textual.style import Style
from textual.visual import Padding, RenderOptions

from facikit.tui.widgets.cursor_list import CursorList


class ReadingList(CursorList):
    """A list of lines, each as long as it is."""

    DEFAULT_CSS = "ReadingList { height: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the framework's word
        super().__init__(compact=True, markup=False, id=id)


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
