"""The entries of one place, in columns, each with its mark: ``…`` being saved, ``✓`` on disk, ``!`` not saved.

It draws its own lines, only those in sight, so that five thousand entries feel like five. Words are wrapped, never cut.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from textual import events
from textual.app import ComposeResult, RenderResult
from textual.cache import LRUCache
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widgets import Static

from facikit.session.run import Saved
from facikit.tui.capture import Row
from facikit.tui.text import cut, wrapped

MARKS: dict[Saved, str] = {"saving": "…", "saved": "✓", "kept": "⌂", "failed": "!"}
BEFORE, BETWEEN = 3, 2
"""Cells before the first column, for the mark, and between columns."""
MOST_DRAWN = 512
"""So many drawn lines are kept: some screens full."""


class Lines(ScrollView):
    """The entries themselves."""

    DEFAULT_CSS = "Lines { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }"
    can_focus = False

    @dataclass
    class Clicked(Message):
        """Somebody clicked on an entry."""

        entry: str

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()
        self.widths: list[int] = []
        self.marked = ""
        self.state: Callable[[str], Saved] = lambda _: "saved"
        self.nothing = ""
        self._shaped: dict[str, tuple[Row, list[list[str]], int]] = {}
        """How each row breaks into lines, and into how many, as long as it and the widths stay the same."""
        self._drawn: LRUCache[tuple[object, ...], Strip] = LRUCache(MOST_DRAWN)
        self._ends: list[int] = []
        self._tall = 0
        """How many lines were in sight when it was last shown."""
        self._on_its_way = False
        """Whether it is still to go to the end."""

    def show(self, rows: Sequence[Row], widths: list[int], come: str | None = None) -> None:
        """Show these rows at these widths of columns, and bring one of them into sight; empty: the last.

        Else whoever was at the end stays at the end, and whoever reads further up goes on seeing what they read.
        """
        # By the height that there was: a line that grows below takes from it, and must not hide the latest entry.
        at_end = self.is_vertical_scroll_end or not self.rows or self._on_its_way
        at_end = at_end or self.scroll_offset.y + self._tall >= self.virtual_size.height
        shrunk, self._tall = self.size.height < self._tall, self.size.height
        top = self._row_at(self.scroll_offset.y)
        reading = (self.rows[top].id, self.scroll_offset.y - self._start(top)) if top is not None else ("", 0)
        if widths != self.widths:
            self._shaped.clear()
        self.rows, self.widths = rows, widths
        self._ends = list(accumulate(self._height(row) for row in rows))
        self.virtual_size = Size(self.size.width, max(self._ends[-1] if self._ends else 0, 1 if self.nothing else 0))
        self.refresh()
        if come == "" or (come and come == rows[-1].id) or (come is None and at_end and not self.marked):
            self._on_its_way = True
            self.call_after_refresh(self._to_end)
        elif come is not None or (self.marked and shrunk):
            self._bring(come or self.marked)
        else:
            at = next((number for number, row in enumerate(rows) if row.id == reading[0]), None)
            if at is not None and self._start(at) + reading[1] != self.scroll_offset.y:
                self.scroll_to(y=self._start(at) + reading[1], animate=False, immediate=True)

    def _to_end(self) -> None:
        self._on_its_way = False
        # By force, and the bar is told: in a list that has just appeared the bar that allows it comes a moment later.
        self.scroll_to(y=self.max_scroll_y, animate=False, immediate=True, force=True)
        if self.max_scroll_y:
            self.vertical_scrollbar.position = self.scroll_y

    def _start(self, at: int) -> int:
        return self._ends[at - 1] if at else 0

    def _bring(self, entry: str) -> None:
        """Bring an entry into sight."""
        at = next((number for number, row in enumerate(self.rows) if row.id == entry), None)
        if at is not None:
            here = Region(0, self._start(at), 1, self._ends[at] - self._start(at))
            self.scroll_to_region(here, animate=False, force=True)

    def mark(self, entry: str) -> None:
        """Draw one entry apart: the one that is being changed."""
        if entry == self.marked:
            return
        self.marked = entry
        self.refresh()
        self._bring(entry)

    def _shape(self, row: Row) -> list[list[str]]:
        known = self._shaped.get(row.id)
        if known is not None and (known[0] is row or known[0] == row):
            return known[1]
        cells = [wrapped(cell, width) for cell, width in zip(row.cells, self.widths, strict=False)]
        if row.hang and len(cells[0]) > 1:
            lead, rest = row.cells[0][: row.hang], row.cells[0][row.hang :]
            first, *more = wrapped(rest, self.widths[0] - row.hang)
            cells[0] = [lead + first, *(" " * row.hang + line for line in more)]
        if row.beside and cells:
            # What goes with the entry stands under its last column, on a line of its own.
            cells[-1] = (
                [*cells[-1], *wrapped(f"– {row.beside}", self.widths[-1])]
                if row.cells[-1]
                else [*wrapped(f"– {row.beside}", self.widths[-1])]
            )
        self._shaped[row.id] = (row, cells, max((len(cell) for cell in cells), default=1))
        return cells

    def _height(self, row: Row) -> int:
        known = self._shaped.get(row.id)
        if known is None or known[0] is not row:
            self._shape(row)
            known = self._shaped[row.id]
        return known[2]

    def _row_at(self, line: int) -> int | None:
        """Return the number of the row that ``line`` belongs to."""
        from bisect import bisect_right

        at = bisect_right(self._ends, line)
        return at if line >= 0 and at < len(self.rows) else None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some lines, and before the first of them see how much room there is."""
        if isinstance(self.parent, EntryList):
            self.parent.fit()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        line = y + self.scroll_offset.y
        at = self._row_at(line)
        style = self.visual_style
        if at is None:
            words = self.nothing if not self.rows and line == 0 else ""
            return self._strip(
                Content.styled(f"{' ' * BEFORE}{cut(words, self.size.width - BEFORE)}", "$text-muted"), style
            )
        row, inner = self.rows[at], line - self._start(at)
        looks = (self.state(row.line), row.id == self.marked, tuple(self.widths), self.size.width)
        # While somebody types, most lines only move: what a line says is drawn again when it says or is something else.
        key = (row, inner, looks, style, self.app.theme)
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = self._drawn[key] = self._strip(self._content(row, inner), style)
        return drawn

    def _content(self, row: Row, inner: int) -> Content:
        """Return a row's line of this number."""
        state = self.state(row.line)
        parts: list[tuple[str, str]] = []
        if inner:
            parts.append((" " * BEFORE, ""))
        else:
            colour = {"saving": "$text-muted", "saved": "$success", "kept": "$warning", "failed": "bold $error"}[state]
            parts.append((f"{'▸' if row.id == self.marked else ' '}{MARKS[state] if row.line else ' '} ", colour))
        cells = self._shape(row)
        for number, (lines, width) in enumerate(zip(cells, self.widths, strict=False)):
            text = lines[inner] if inner < len(lines) else ""
            aside = number == len(cells) - 1 and row.beside and inner >= len(lines) - self._beside_lines(row)
            parts.append(
                (_padded(text, width + (BETWEEN if number < len(cells) - 1 else 0)), "$text-muted" if aside else "")
            )
        content = Content.assemble(*parts, strip_control_codes=False)
        if row.id == self.marked:
            content = content.truncate(self.size.width, pad=True).stylize_before("bold on $panel")
        return content

    def _beside_lines(self, row: Row) -> int:
        return len(wrapped(f"– {row.beside}", self.widths[-1])) if row.beside else 0

    def _strip(self, content: Content, style: Style) -> Strip:
        width = self.size.width
        strips = Visual.to_strips(self, content.truncate(width, pad=True), width, 1, style)
        return strips[0] if strips else Strip.blank(width, style.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Say which entry was clicked on."""
        at = self._row_at(event.y + self.scroll_offset.y)
        if at is not None:
            self.post_message(self.Clicked(self.rows[at].id))


class Headings(Static):
    """What stands over the columns."""

    def render(self) -> RenderResult:
        """Draw it, above the columns as they are now."""
        if isinstance(self.parent, EntryList):
            self.parent.fit()
        return super().render()


class EntryList(Vertical):
    """Entries under their headings."""

    DEFAULT_CSS = """
    EntryList { height: 1fr; }
    EntryList > #headings { height: 1; color: $text-muted; text-style: bold; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._titles: list[str] = []
        self._rows: Sequence[Row] = ()
        self._at = -1
        self._fitted = 0
        """The width that everything was last shaped to."""
        self._come: str | None = None
        """What is to come into sight as soon as there is any room."""

    def compose(self) -> ComposeResult:
        """Headings, then entries."""
        yield Headings(id="headings")
        yield Lines()

    @property
    def lines(self) -> Lines:
        """The entries themselves."""
        return self.query_one(Lines)

    def show(
        self,
        titles: list[str],
        rows: Sequence[Row],
        *,
        nothing: str = "",
        at: int = -1,
        come: str | None = None,
    ) -> None:
        """Show rows under these titles; one column needs none.

        ``at`` is the column that is being typed, ``come`` the entry to bring into sight; empty: the last one.
        """
        self._titles, self._rows, self._at = titles, rows, at
        self.lines.nothing = nothing
        self.query_one(Headings).display = len(titles) > 1
        self._draw(come)

    def on_resize(self) -> None:
        """Wrap anew."""
        self._draw()

    def fit(self) -> None:
        """Shape everything to the room that there is: a first frame is drawn before it can be heard of any."""
        if self._fitted != self.size.width:
            self._draw()

    def _draw(self, come: str | None = None) -> None:
        come = self._come if come is None else come
        if not self._titles or not self.size.width:
            self._come = come
            return
        self._come = None
        self._fitted = self.size.width
        widths = _widths(self._titles, self._rows, self.size.width - BEFORE - 1)
        parts: list[tuple[str, str]] = [(" " * BEFORE, "")]
        for number, (title, width) in enumerate(zip(self._titles, widths, strict=True)):
            style = "underline $primary" if number == self._at else ""
            text = cut(title, width)
            parts += [(text, style), (" " * (width + BETWEEN - len(text)), "")]
        self.query_one(Headings).update(Content.assemble(*parts))
        self.lines.show(self._rows, widths, come)


def _widths(titles: list[str], rows: Sequence[Row], room: int) -> list[int]:
    """Share the room: a column that needs less than its part gives the rest to the others."""
    count = len(titles)
    room -= BETWEEN * (count - 1)
    if count == 1:
        return [max(2, room)]
    needs = [
        max([len(title), *(len(row.cells[number]) + 1 for row in rows[-200:] if number < len(row.cells))])
        for number, title in enumerate(titles)
    ]
    widths, left, open_columns = [0] * count, room, set(range(count))
    while open_columns:
        share = left // len(open_columns)
        small = [column for column in open_columns if needs[column] <= share]
        if not small or len(small) == len(open_columns):
            break
        for column in small:
            # Steps of four keep the columns still while somebody types.
            widths[column] = min(share, -(-needs[column] // 4) * 4)
            left -= widths[column]
            open_columns.discard(column)
    for number, column in enumerate(sorted(open_columns)):
        widths[column] = left // len(open_columns) + (1 if number < left % len(open_columns) else 0)
    return [max(4, width) for width in widths]


def _padded(text: str, width: int) -> str:
    if text.isascii():
        return text.ljust(width)
    return Content(text).truncate(width, pad=True).plain
