"""What the facilitator needs of a step: what to say, to ask, to watch for, and what to do with less time or more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from facikit.tui.text import emphasised

ITEM = re.compile(r"([-*+>]|\d+[.)])\s")
Entries = list[tuple[str, str]]
"""(LABEL, the designer's text)."""


class StepCard(VerticalScroll):
    """Labelled paragraphs; what does not fit is a page further down."""

    DEFAULT_CSS = "StepCard { height: auto; padding: 0 1; scrollbar-size-vertical: 1; }"
    can_focus = False

    def __init__(self) -> None:
        super().__init__()
        self._entries: Entries = []

    def compose(self) -> ComposeResult:
        """One text: it is wrapped here, beside its labels."""
        yield Card()

    def show(self, entries: Entries) -> None:
        """Show these, from their beginning."""
        if entries != self._entries:
            self._entries = entries
            self.query_one(Card).show(entries)
            self.scroll_home(animate=False)

    @property
    def has_more(self) -> bool:
        """Whether there is more than can be seen."""
        return self.max_scroll_y > 0

    def turn(self, by: int) -> None:
        """A page on or back; from the end to the beginning."""
        if by > 0 and self.is_vertical_scroll_end:
            self.scroll_home(animate=False)
        else:
            self.scroll_relative(y=by * max(1, self.size.height - 1), animate=False)


class Card(Widget):
    """The paragraphs themselves."""

    DEFAULT_CSS = "Card { height: auto; width: 1fr; }"
    LABEL = 7

    def __init__(self) -> None:
        super().__init__()
        self._entries: Entries = []
        self._wrapped: tuple[int, list[Content]] = (-1, [])

    def show(self, entries: Entries) -> None:
        """Show these."""
        self._entries, self._wrapped = entries, (-1, [])
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - the framework's
        """Return how many lines they take at this width; none look like an empty one."""
        return max(1, len(self._lines(width)))

    def render(self) -> Content:
        """Draw them at the width that there is."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        """Return the labelled lines at this width; wrapped once for each."""
        if self._wrapped[0] != width:
            self._wrapped = (width, [*self._wrap(max(1, width - self.LABEL))])
        return self._wrapped[1]

    def _wrap(self, width: int) -> Iterator[Content]:
        for label, text in self._entries:
            head = label
            for paragraph in _unfolded(text):
                body = emphasised(paragraph)
                if label == "ASK":
                    body = body.stylize("bold")
                for line in body.wrap(width) if paragraph.strip() else [Content("")]:
                    yield Content.assemble((head.ljust(self.LABEL), "bold $primary"), line)
                    head = ""


def _unfolded(text: str) -> list[str]:
    """Return the lines of a Markdown text as they are meant: a paragraph is one line, an item of a list its own."""
    found: list[str] = []
    for line in text.strip().splitlines():
        line = line.strip()
        if line and found and found[-1] and not ITEM.match(line):
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return found
