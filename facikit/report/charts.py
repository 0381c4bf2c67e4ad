"""Scales and votes as pictures: SVG text, made of what templates see, the same bytes for the same numbers.

A chart stands beside its sentence and its table and never in their place. Every bar has its number, so that nothing is
said by length or shade alone; dark shapes on white, text of 12 pixels and more, and what it says in its title and
description for whoever hears it read. Words are escaped for XML and broken into lines, however long they are.

Charts are files. Where a report is only printed there are none, and ``draw`` draws nothing.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

import msgspec

from facikit.report import blocks, layout
from facikit.report.text import Text, clean, one_line
from facikit.report.views import Field, Round, Tally
from facikit.report.wording import plain

FOLDER = "charts"
"""Stands beside the report. A picture whose address begins with it is a chart: its table says the same."""

WIDTH, MARGIN = 680, 20
INSIDE = WIDTH - 2 * MARGIN
SIZE, LINE, BAR = 15, 20, 18
NUMBERS = 150
"""How much room is kept beside a bar for its number."""
COLUMN = 72
"""How high the highest column of a scale is."""
CIRCLE, MOST_CIRCLES = 13, 8
"""Up to so many marks at a point stand as circles, as they did on the wall; more become a bar."""
INK, SHAPE, AXIS = "#1a1a1a", "#1f4e79", "#767676"
NARROW, WIDE = 8, 15
LONGEST_DESCRIPTION = 250


class Chart(msgspec.Struct, frozen=True):
    """A chart: its path from where the report stands, and its SVG."""

    path: str
    svg: str


class Drawn:
    """The charts of one report, in their order."""

    def __init__(self, genre: str) -> None:
        self.genre = genre
        self.charts: list[Chart] = []


_DRAWN: ContextVar[Drawn | None] = ContextVar("drawn", default=None)


@contextmanager
def drawing(genre: str, *, wanted: bool) -> Iterator[Drawn]:
    """Let charts be drawn for a report of this genre, if they are wanted."""
    drawn = Drawn(genre)
    token = _DRAWN.set(drawn if wanted else None)
    try:
        yield drawn
    finally:
        _DRAWN.reset(token)


def draw(field: Field, said: str, tallies: Sequence[tuple[Tally, str]] = ()) -> str:
    """Draw the field's chart and return the picture as Markdown; nothing where none are drawn or nothing is counted.

    ``said`` is what the chart shows, as Markdown; ``tallies`` what is counted, each with its number as Markdown.
    """
    drawn = _DRAWN.get()
    if drawn is None:
        return ""
    words = one_line(" ".join(layout.words(said)))
    title = plain("chart_of", label=field.label or Text(field.name))
    svg = bars(title, words, tallies) if field.scale is None else columns(title, words, field)
    if not svg:
        return ""
    chart = Chart(f"{FOLDER}/{drawn.genre}-{len(drawn.charts) + 1}.svg", svg)
    drawn.charts.append(chart)
    brief = words if len(words) <= LONGEST_DESCRIPTION else plain("chart_below", chart=title)
    return blocks.picture(chart.path, brief)


def bars(title: str, description: str, tallies: Sequence[tuple[Tally, str]]) -> str:
    """Return a bar for each item, its words above it and its number beside it."""
    most = max((one.number for one, _ in tallies), default=0)
    if not most:
        return ""
    sheet = _Sheet()
    for one, number in tallies:
        sheet.write(str(one.name) or "–")
        wide = round((INSIDE - NUMBERS) * one.number / most)
        sheet.box(MARGIN, sheet.y, max(wide, 1), BAR)
        sheet.write(" ".join(layout.words(number)), x=MARGIN + max(wide, 1) + 8, room=NUMBERS, beside=True)
        sheet.space(12)
    return sheet.svg(title, description)


def columns(title: str, description: str, field: Field) -> str:
    """Return a row of points for each statement and round, with how many marks stand at each."""
    assert field.scale is not None
    sheet = _Sheet()
    for statement in field.scale.statements:
        rounds = [one for one in statement.rounds if one.number]
        if not rounds:
            continue
        sheet.write(str(statement.name) or "–", bold=True)
        most = max(max(one.points, default=0) for one in rounds)
        for one in rounds:
            if len(rounds) > 1:
                sheet.write(str(one.name) or "–")
            _row(sheet, one, most)
            _ends(sheet, str(field.scale.low), str(field.scale.high))
            if one.beyond:
                sheet.write(str(plain("off_the_scale", number=one.beyond)))
            sheet.space(14)
    return sheet.svg(title, description) if sheet.parts else ""


def _row(sheet: _Sheet, one: Round, most: int) -> None:
    """Draw one round: columns or circles on a line of points, numbers above and points below."""
    wide = INSIDE / max(1, one.length)
    stacked = 0 < most <= MOST_CIRCLES
    base = sheet.y + LINE + (most * CIRCLE if stacked else COLUMN)
    for at, number in enumerate(one.points):
        middle = round(MARGIN + wide * (at + 0.5))
        top = base
        if stacked:
            for up in range(number):
                sheet.circle(middle, base - 7 - up * CIRCLE)
            top = base - number * CIRCLE
        elif number:
            high = max(2, round(COLUMN * number / most))
            sheet.box(round(middle - min(18, wide / 3)), base - high, round(2 * min(18, wide / 3)), high)
            top = base - high
        sheet.text(str(number), middle, top - 5, anchor="middle")
        sheet.text(str(at + 1), middle, base + SIZE + 3, anchor="middle")
    sheet.rule(base)
    sheet.y = base + LINE + 4


def _ends(sheet: _Sheet, low: str, high: str) -> None:
    """Write what the ends mean below them, each in its half."""
    left, right = _wrapped(low, INSIDE // 2 - 10), _wrapped(high, INSIDE // 2 - 10)
    for at, line in enumerate(left):
        sheet.text(line, MARGIN, sheet.y + at * LINE + SIZE - 3)
    for at, line in enumerate(right):
        sheet.text(line, WIDTH - MARGIN, sheet.y + at * LINE + SIZE - 3, anchor="end")
    sheet.space(max(len(left), len(right)) * LINE)


class _Sheet:
    """What is drawn so far, from the top down; ``y`` is where the next thing goes."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.y = MARGIN

    def space(self, high: int) -> None:
        self.y += high

    def text(self, words: str, x: float, y: float, *, anchor: str = "start", bold: bool = False) -> None:
        """Put one line down; ``y`` is the line that it stands on."""
        how = f' text-anchor="{anchor}"' if anchor != "start" else ""
        how += ' font-weight="bold"' if bold else ""
        self.parts.append(f'<text x="{x}" y="{y}"{how}>{_escaped(words)}</text>')

    def write(
        self, words: str, *, x: int = MARGIN, room: int = INSIDE, bold: bool = False, beside: bool = False
    ) -> None:
        """Write words in as many lines as they need; ``beside`` a bar, whose height they have at the least."""
        lines = _wrapped(words, room)
        for at, line in enumerate(lines):
            self.text(line, x, self.y + at * LINE + SIZE - (1 if beside else 0), bold=bold)
        self.space(max(BAR, len(lines) * LINE) if beside else len(lines) * LINE)

    def box(self, x: int, y: int, wide: int, high: int) -> None:
        self.parts.append(f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" fill="{SHAPE}"/>')

    def circle(self, x: int, y: int) -> None:
        self.parts.append(f'<circle cx="{x}" cy="{y}" r="6" fill="{SHAPE}"/>')

    def rule(self, y: int) -> None:
        self.parts.append(f'<path d="M{MARGIN} {y}H{WIDTH - MARGIN}" stroke="{AXIS}"/>')

    def svg(self, title: str, description: str) -> str:
        """Return the whole picture."""
        high = self.y + MARGIN
        body = "\n".join(self.parts)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{high}" viewBox="0 0 {WIDTH} {high}" '
            'role="img" aria-labelledby="chart-title chart-description">\n'
            f'<title id="chart-title">{_escaped(title)}</title>\n'
            f'<desc id="chart-description">{_escaped(description)}</desc>\n'
            f'<rect width="{WIDTH}" height="{high}" fill="#ffffff"/>\n'
            f'<g font-family="Arial, Helvetica, sans-serif" font-size="{SIZE}" fill="{INK}">\n{body}\n</g>\n</svg>\n'
        )


def _escaped(words: str) -> str:
    return html.escape(clean(words))


def _wrapped(words: str, room: int) -> list[str]:
    """Return the words in lines that are surely not wider than ``room`` pixels; a long word is broken."""
    lines, line = [], ""
    for word in one_line(words).split(" "):
        for piece in _pieces(word, room):
            longer = f"{line} {piece}" if line else piece
            if line and _wide(longer) > room:
                lines.append(line)
                longer = piece
            line = longer
    return [*lines, line] if line else lines


def _pieces(word: str, room: int) -> Iterable[str]:
    piece, wide = "", 0
    for letter in word:
        more = _wide(letter)
        if piece and wide + more > room:
            yield piece
            piece, wide = "", 0
        piece, wide = piece + letter, wide + more
    yield piece


def _wide(words: str) -> int:
    return sum(
        0 if unicodedata.combining(letter) else WIDE if unicodedata.east_asian_width(letter) in "WF" else NARROW
        for letter in words
    )
