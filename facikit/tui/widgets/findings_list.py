"""What to look at before a report goes out, as a list: what it is, where, and what to do or why it may stand."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widgets.option_list import Option

from facikit.tui.findings import Point
from facikit.tui.text import joined, one_line
from facikit.tui.widgets.reading_list import Hung, ReadingList


class FindingsList(ReadingList):
    """The list of findings."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the framework's word
        super().__init__(id=id)
        self.points: list[Point] = []

    def show(self, points: Sequence[Point]) -> None:
        """Show these; the line that is marked stays so."""
        at = self.highlighted or 0
        self.points = list(points)
        self.set_options([Option(_hung(one)) for one in self.points])
        if self.points:
            self.highlighted = min(at, len(self.points) - 1)

    @property
    def still_open(self) -> int:
        """How many of them nobody has allowed."""
        return sum(1 for one in self.points if not one.reason)

    @property
    def point(self) -> Point | None:
        """What one has gone to."""
        at = self.highlighted
        return self.points[at] if self.has_focus and at is not None and at < len(self.points) else None


def _hung(point: Point) -> Hung:
    one = point.finding
    where = f"  {one_line(one.where)}" if one.where else ""
    below = f"May stand: {point.reason}" if point.reason else one.cure
    said = joined(one_line(one.message), (where, "$text-muted"), (f"\n{one_line(below)}", "$text-muted"))
    return Hung(said, "✓" if point.reason else "!")
