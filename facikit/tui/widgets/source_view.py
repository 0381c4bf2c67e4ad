"""A report's Markdown as it is, to be read: only the lines in sight are drawn, so that a long report feels short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from facikit.tui.reader import Form, Line
from facikit.tui.text import plain

MOST_WIDE = 100
"""Longer lines are hard to read."""
STYLES: dict[Form, str] = {
    "": "",
    "heading": "bold $primary",
    "quote": "$secondary",
    "gap": "bold $accent",
    "facts": "$text-muted",
}


class SourceView(ScrollView):
    """The lines of a report."""

    DEFAULT_CSS = "SourceView { height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }"
    can_focus = True

    @dataclass
    class Resized(Message):
        """There is another width for the lines now."""

        width: int

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()
        self.marked = -1
        """The line that somebody looks for, if any."""
        self._came: tuple[int, int | None] | None = None
        """The line that the reader was brought to, and how far that was scrolled."""
        self.own: range = range(0)
        """Lines that are marked as long as these lines are shown."""

    @property
    def room(self) -> int:
        """How wide a line may be."""
        return max(20, min(MOST_WIDE, self.scrollable_content_region.width - 1))

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines; where one reads is kept."""
        top = self._again(lines)
        self.lines = lines
        self.marked = -1
        self.virtual_size = Size(self.room, len(lines))
        self.scroll_to(y=top, animate=False)
        self.refresh()

    def _again(self, lines: Sequence[Line]) -> int:
        """Return where in the new lines the first one in sight is, or what stands in its place."""
        top = int(self.scroll_offset.y)
        if not top:
            return 0
        for at in range(top, min(top + self.size.height, len(self.lines))):
            same = [number for number, line in enumerate(lines) if line.text and line.text == self.lines[at].text]
            if same:
                return max(0, min(same, key=lambda number: abs(number - at)) - (at - top))
        read = self.lines[top].source if top < len(self.lines) else 0
        return next((number for number, line in enumerate(lines) if line.source >= read), 0)

    def on_resize(self, event: events.Resize) -> None:
        """Ask for lines of another width."""
        event.stop()
        self.post_message(self.Resized(self.room))
        if self._came is not None and self.stays:
            self.call_after_refresh(self.come_to, self._came[0])

    def action_scroll_home(self) -> None:
        """To the beginning, at once."""
        self.scroll_home(animate=False)

    def action_scroll_end(self) -> None:
        """To the end, at once."""
        self.scroll_end(animate=False)

    def action_page_up(self) -> None:
        """A page back, at once."""
        self.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """A page on, at once."""
        self.scroll_page_down(animate=False)

    def go(self, line: int, *, mark: bool = True) -> None:
        """Bring a line near the top, and mark it."""
        self.marked = line if mark else -1
        self.scroll_to(y=max(0, line - 1), animate=False)
        self.refresh()

    @property
    def stays(self) -> bool:
        """Whether the reader is still where they were brought, or was brought nowhere yet."""
        top = self._came[1] if self._came is not None else None
        return top is None or self.scroll_offset.y in (top, self.max_scroll_y)

    def come_to(self, line: int) -> None:
        """Bring the reader to a line, and again when there is other room for the lines, until they go on."""
        self._came = (line, None)
        self.go(line)
        self.call_after_refresh(self._arrived, line)

    def _arrived(self, line: int) -> None:
        self._came = (line, self.scroll_offset.y)

    @property
    def first(self) -> int:
        """The line that one reads: the marked one where it is in sight, else the first in sight."""
        top = self.scroll_offset.y
        return self.marked if top <= self.marked < top + self.size.height else top

    def heading(self, by: int) -> int | None:
        """Return the next heading, or the one before; None where there is none."""
        at = self.first
        headings = [
            number
            for number, line in enumerate(self.lines)
            if line.form == "heading" and (not number or self.lines[number - 1].form != "heading")
        ]
        if by > 0:
            return next((number for number in headings if number > at), None)
        return next((number for number in reversed(headings) if number < at), None)

    def find(self, words: str, after: int) -> int | None:
        """Return the next line with these words, from the top again where there is none below."""
        wanted = words.casefold()
        every = [number for number, line in enumerate(self.lines) if wanted in line.text.casefold()]
        return next((number for number in every if number > after), every[0] if every else None)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        number = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        ground: Style = self.visual_style
        if number >= len(self.lines):
            return Strip.blank(width, ground.rich_style)
        line = self.lines[number]
        mark = "▌" if number == self.marked or number in self.own else " "
        content = Content.assemble((mark, "$accent"), plain(line.text, STYLES[line.form]))
        strips = Visual.to_strips(self, content, width, 1, ground)
        return strips[0] if strips else Strip.blank(width, ground.rich_style)
