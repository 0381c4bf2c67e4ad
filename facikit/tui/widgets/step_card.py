"""What the facilitator needs of a step: what to say, to ask, to watch for, and what to do with less time or more."""

from __future__ import annotations

import re

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facikit.tui.text import emphasised, plain

ITEM = re.compile(r"([-*+>]|\d+[.)])\s")
Entries = list[tuple[str, str]]
"""(LABEL, the designer's text)."""


class StepCard(VerticalScroll):
    """Labelled paragraphs; what does not fit is a page further down."""

    DEFAULT_CSS = """
    StepCard { height: auto; padding: 0 1; scrollbar-size-vertical: 1; }
    StepCard > .entry { layout: horizontal; height: auto; }
    StepCard #card { height: auto; width: 1fr; }
    """
    can_focus = False
    LABEL = 7

    def __init__(self) -> None:
        super().__init__()
        self._entries: Entries = []

    def compose(self) -> ComposeResult:
        """One text: it is wrapped here, beside its labels."""
        yield Static(id="card")

    def show(self, entries: Entries) -> None:
        """Show these, from their beginning."""
        if entries != self._entries:
            self._entries = entries
            self._draw()
            self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Wrap anew."""
        self._draw()

    def _draw(self) -> None:
        width = self.scrollable_content_region.width - self.LABEL
        if width < 10:
            return
        lines: list[Content] = []
        for label, text in self._entries:
            named = False
            for paragraph in _unfolded(text):
                body = emphasised(paragraph)
                if label == "ASK":
                    body = body.stylize("bold")
                for line in body.wrap(width) if paragraph.strip() else [Content("")]:
                    head = label if not named else ""
                    lines.append(Content.assemble((head.ljust(self.LABEL), "bold $primary"), line))
                    named = True
        self.query_one("#card", Static).update(Content("\n").join(lines) if lines else plain(""))

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
