"""A list to choose from, with ``▸`` before what is marked while one is in it, and ``›`` while one is elsewhere.

The framework tells by colour alone which line is marked, and by colour alone whether one is in the list. What is marked
has one colour all along: the framework leaves that of quiet words as it is.
"""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widgets import OptionList

HERE, ELSEWHERE = "▸", "›"


class CursorList(OptionList):
    """A list of lines; its class ``-pointed`` says that what is typed elsewhere moves through it."""

    DEFAULT_CSS = "CursorList { scrollbar-size-vertical: 1; }"

    def _get_left_gutter_width(self) -> int:
        return 1

    @property
    def _is_pointed(self) -> bool:
        return self.has_focus or self.has_class("-pointed")

    def render_line(self, y: int) -> Strip:
        """Draw a line with its mark before it."""
        strip = super().render_line(y)
        at = self._option_of(strip)
        mark = " "
        if at is not None and at == self.highlighted:
            if self._is_pointed:
                colour = self.get_visual_style(
                    "option-list--option", "option-list--option-highlighted"
                ).rich_style.color
                # The framework's style of a line leaves out that it is reversed.
                turned = self.get_component_styles("option-list--option-highlighted").text_style.reverse
                whole = Style(color=colour, reverse=turned)
                strip = Strip(Segment.apply_style(strip, post_style=whole), strip.cell_length)
            if self._begins(strip, at, y):
                mark = HERE if self._is_pointed else ELSEWHERE
        style = strip._segments[0].style if strip._segments else None
        return Strip([Segment(mark, style), *strip], strip.cell_length + 1).crop(
            0, self.scrollable_content_region.width
        )

    def _begins(self, strip: Strip, at: int, y: int) -> bool:
        """Tell whether these are the first words of the option: above them there may be room."""
        before = super().render_line(y - 1) if y + self.scroll_offset.y else None
        first = before is None or self._option_of(before) != at or not before.text.strip()
        return first and bool(strip.text.strip())

    @staticmethod
    def _option_of(strip: Strip) -> int | None:
        return next((one.style.meta["option"] for one in strip if one.style and "option" in one.style.meta), None)
