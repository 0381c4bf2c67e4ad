"""A list of rows that draws its own lines, only those in sight: five thousand feel like five.

Words are wrapped. One row has the cursor (``▸``, or ``›`` while one is elsewhere), any number are marked (``●``). When
rows come or go, the cursor stays on its row, and that row stays where it is on the screen. The list has no keys of its
own; who uses it moves the cursor.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, compress, count
from operator import is_not
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from facikit.tui.rows import Row, is_whole, lines_of, words_in
from facikit.tui.widgets.cursor_list import ELSEWHERE, HERE

MARK = "●"
EDGE = 3
"""Cells for the cursor, the mark, and a space."""
EDGED = 1
"""A cell before the scrollbar, where no number stands there."""


class RowList(ScrollView):
    """A list of rows."""

    DEFAULT_CSS = """
    RowList { height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    RowList > .row-list--quiet { color: $text-muted; }
    RowList > .row-list--mark { color: $accent; text-style: bold; }
    RowList > .row-list--cursor {
        background: $block-cursor-blurred-background; color: $block-cursor-blurred-foreground;
        text-style: $block-cursor-blurred-text-style;
    }
    RowList.-active > .row-list--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: $block-cursor-text-style;
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--quiet", "row-list--mark", "row-list--cursor"}
    can_focus = False

    @dataclass
    class Clicked(Message):
        """Somebody clicked on a row: before its words, on them, or on them twice."""

        rows: RowList
        id: str
        before: bool
        twice: bool

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the framework's word
        super().__init__(id=id)
        self.rows: Sequence[Row] = ()
        self.at = 0
        """The number of the row that has the cursor."""
        self.nothing = ""
        """What to say where there is no row."""
        self._marked: Set[str] = frozenset()
        self._before = self._beside = 0
        self._width = 0
        self._heights: dict[tuple[str, str, int], int] = {}
        self._ends: list[int] = []
        self._base = Style()
        self._styles: dict[str, Style] = {}

    # What is shown

    @property
    def row(self) -> Row | None:
        """The row that has the cursor."""
        return self.rows[self.at] if 0 <= self.at < len(self.rows) else None

    @property
    def row_is_whole(self) -> bool:
        """Whether all of that row's words are in the list."""
        return self.row is None or is_whole(self.row, self._room(self.row))

    def show(self, rows: Sequence[Row], *, at: str = "", nothing: str = "") -> None:
        """Show these; the cursor goes to the row ``at``, else stays on its row, else where that one was."""
        before = self.row
        top = self._start(self.at) - self.scroll_offset.y
        old, self.rows, self.nothing = self.rows, rows, nothing
        first, last = _same(old, rows)
        self._measure(old, first, last)
        wanted = at or (before.id if before is not None else "")
        if at or before is None or (first <= self.at < len(old) - last):
            begin, end = (0, len(rows)) if at else (first, len(rows) - last)
            found = next((n for n in range(begin, end) if rows[n].id == wanted), None)
        else:
            found = self.at if self.at < first else self.at - len(old) + len(rows)
        kept = found is not None and not at
        self.at = min(self.at, max(0, len(rows) - 1)) if found is None else found
        if kept and self._start(self.at) - top != self.scroll_offset.y:
            self._scroll(self._start(self.at) - top)
        self._into_sight()
        self.refresh()

    def forget(self) -> None:
        """Have the cursor on no row: other rows will come, and it belongs on the first."""
        self.rows, self.at = (), 0

    def mark(self, ids: Set[str]) -> None:
        """Draw these as marked."""
        self._marked = ids
        self.refresh()

    def go(self, at: int) -> bool:
        """Put the cursor on the row of this number, or the nearest; return whether it has moved."""
        at = min(max(at, 0), len(self.rows) - 1)
        if at == self.at or at < 0:
            return False
        for row in (self.at, at):
            self.refresh_lines(self._start(row), self._ends[row] - self._start(row))
        self.at = at
        self._into_sight()
        return True

    def leap(self, pages: int) -> bool:
        """Move the cursor by pages."""
        line = self._start(self.at) + pages * max(1, self.size.height - 1)
        at = bisect_right(self._ends, line) if line > 0 else 0
        return self.go(at if at != self.at else at + pages)

    def on_resize(self) -> None:
        """Wrap anew."""
        self._measure()
        self._into_sight()

    # Where what stands

    def _measure(self, old: Sequence[Row] = (), first: int = 0, last: int = 0) -> None:
        """Find where each row ends. Of the rows before, so many at the beginning and the end are the very same."""
        width = self.scrollable_content_region.width
        others = (*old[first : len(old) - last], *self.rows[first : len(self.rows) - last])
        if width != self._width or not first + last or any(row.before or row.beside for row in others):
            first = last = 0
            before = max((len(row.before) + 1 for row in self.rows if row.before), default=0)
            beside = max((len(row.beside) + 2 for row in self.rows if row.beside), default=0)
            if (before, beside, width) != (self._before, self._beside, self._width):
                self._before, self._beside, self._width = before, beside, width
                self._heights.clear()
        head, tail = self._ends[:first], self._ends[len(old) - last :] if last else []
        begin = head[-1] if head else 0
        fresh = self.rows[first : len(self.rows) - last]
        ends = [*head, *list(accumulate(map(self._height, fresh), initial=begin))[1:]]
        if tail:
            moved = (ends[-1] if ends else 0) - self._start(len(old) - last)
            ends += [end + moved for end in tail]
        self._ends = ends
        self.virtual_size = Size(width, max(ends[-1] if ends else 0, 1))

    def _room(self, row: Row) -> int:
        return max(4, self._width - EDGE - self._before - (self._beside or EDGED) - 2 * row.depth)

    def _height(self, row: Row) -> int:
        key = (row.words, row.notes, row.depth)
        height = self._heights.get(key)
        if height is None:
            height = self._heights[key] = len(lines_of(row, self._room(row)))
        return height

    def _start(self, at: int) -> int:
        return self._ends[at - 1] if 0 < at <= len(self._ends) else 0

    def _scroll(self, line: int) -> None:
        self.scroll_to(y=max(0, line), animate=False, immediate=True)

    def _into_sight(self) -> None:
        """Scroll as little as it takes to show the row with the cursor."""
        if not self._ends or not self.size.height:
            return
        start, end = self._start(self.at), self._ends[self.at]
        top = self.scroll_offset.y
        if start < top or end - start >= self.size.height:
            self._scroll(start)
        elif end > top + self.size.height:
            self._scroll(end - self.size.height)

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some lines, with colours that are looked up once."""
        self._base = self.rich_style
        self._styles = {
            name: self.get_component_rich_style(f"row-list--{name}", partial=True)
            for name in ("quiet", "mark", "cursor")
        }
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        base, width = self._base, self._width
        line = y + self.scroll_offset.y
        at = bisect_right(self._ends, line)
        quiet = base + Style(color=self._styles["quiet"].color)
        if at >= len(self.rows):
            words = f"{' ' * EDGE}{self.nothing}" if not self.rows and not line else ""
            return Strip([Segment(words, quiet)]).adjust_cell_length(width, base)
        row = self.rows[at]
        lines = lines_of(row, self._room(row))
        inner = min(line - self._start(at), len(lines) - 1)
        first = inner == 0
        here = at == self.at
        marked = row.id in self._marked
        if here:
            # One colour for the whole row: quiet words could not be read on this ground.
            base = quiet = base + self._styles["cursor"]
        style = quiet if row.quiet else base
        cursor = HERE if self.has_class("-active") else ELSEWHERE
        mark = base + self._styles["mark"] if marked and not here else style
        text, end = lines[inner], words_in(row, lines)[inner]
        segments = [
            Segment(f"{cursor if here and first else ' '}{MARK if marked and first else ' '} ", mark),
            Segment((row.before if first else "").ljust(self._before) + "  " * row.depth, quiet),
            Segment(text[:end], style),
            Segment(text[end:], quiet),
        ]
        strip = Strip(segments).adjust_cell_length(width - self._beside, base)
        if self._beside:
            number = row.beside if first else ""
            strip = Strip.join([strip, Strip([Segment(number.rjust(self._beside - 1) + " ", style)])])
        return strip.apply_style(Style(meta={"row": at}))

    def on_click(self, event: events.Click) -> None:
        """Say which row was clicked on, and how."""
        at = event.style.meta.get("row")
        if isinstance(at, int) and at < len(self.rows):
            self.post_message(self.Clicked(self, self.rows[at].id, event.x < EDGE, event.chain > 1))


def _same(old: Sequence[Row], new: Sequence[Row]) -> tuple[int, int]:
    """Return how many rows at the beginning, and of the others at the end, are the very same. C does the walking."""
    most = min(len(old), len(new))
    first = next(compress(count(), map(is_not, old, new)), most)
    return first, min(next(compress(count(), map(is_not, reversed(old), reversed(new))), most), most - first)
