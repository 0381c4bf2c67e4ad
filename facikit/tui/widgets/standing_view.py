"""The text that is being written as it stands in the report, below where it is typed; nothing is typed here.

The lines are those of the report's own part: its heading, the text, marked ▌ at the edge, and what the report prints
with it. It follows the cursor paragraph by paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from facikit.report.layout import plain as words_of
from facikit.report.standing import Standing
from facikit.tui.reader import Line, lines
from facikit.tui.text import joined, one_line
from facikit.tui.widgets.source_view import SourceView

WAY_OUT = "  Esc hides it"


class Reading(SourceView):
    """The lines, which are looked at and never gone to."""

    DEFAULT_CSS = "Reading { height: 1fr; }"
    can_focus = False


class StandingView(Vertical):
    """The part of the report in which a text stands."""

    DEFAULT_CSS = """
    StandingView { display: none; height: 1fr; border-top: hkey $border; }
    StandingView > #over-standing { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.standing: Standing | None = None
        self._otherwise = ""
        """Why there is nothing to show, where there is not."""
        self._paragraph = 0

    def compose(self) -> ComposeResult:
        """What it stands under; the lines."""
        yield Static(id="over-standing")
        yield Reading()

    @property
    def reading(self) -> SourceView:
        """The lines."""
        return self.query_one(Reading)

    def show(self, standing: Standing | None, otherwise: str = "") -> None:
        """Show where a text stands; ``otherwise``: why there is nothing to show."""
        self.standing, self._otherwise = standing, otherwise
        above = [one_line(words_of(line.lstrip("#"))) for line in standing.above[1:]] if standing is not None else []
        said = " › ".join(["In the report", *above])
        if standing is not None and standing.first == standing.last:
            said += ", still empty"
        self.query_one("#over-standing", Static).update(joined((said, "bold $primary"), (WAY_OUT, "$text-muted")))
        self._draw()

    def _draw(self) -> None:
        reading = self.reading
        if self.standing is None:
            reading.show([Line(self._otherwise, "gap", 0)] if self._otherwise else [])
            reading.own = range(0)
            return
        shown = lines("\n".join(self.standing.lines), reading.room, draft=True)
        reading.show(shown)
        first, last = self.standing.first, self.standing.last
        own = [at for at, line in enumerate(shown) if first <= line.source < last]
        reading.own = range(own[0], own[-1] + 1) if own else range(0)
        self.follow(self._paragraph)

    def on_source_view_resized(self, event: SourceView.Resized) -> None:
        """Break the lines anew."""
        event.stop()
        self._draw()

    def follow(self, paragraph: int) -> None:
        """Keep the paragraph that is being written in sight: the first is 0."""
        self._paragraph = paragraph
        starts = _paragraphs(self.reading.lines, self.reading.own)
        if starts:
            at = starts[min(paragraph, len(starts) - 1)]
            # The heading over a first paragraph is worth its line.
            self.reading.scroll_to(y=0 if at <= self.reading.own.start and at < 4 else max(0, at - 1), animate=False)


def paragraph_at(text: Sequence[str], line: int) -> int:
    """Return in which paragraph of a text a line is, from 0."""
    begun = [at for at, one in enumerate(text) if one.strip() and (not at or not text[at - 1].strip())]
    return max(0, sum(at <= line for at in begun) - 1)


def _paragraphs(shown: Sequence[Line], own: range) -> list[int]:
    return [at for at in own if shown[at].text.strip() and (at == own.start or not shown[at - 1].text.strip())]
