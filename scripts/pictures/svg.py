"""Draw the screen of a running app as a picture of lines and letters (SVG): small, sharp, and the same bytes each time.

Textual has an export of its own. It asks a server for a font, misplaces what stands behind wide letters, and puts a
window's frame around it all; here it is this machine's letters of one width, each word held at its column, and nothing
is fetched from anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.color import blend_rgb
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import MONOKAI
from textual.app import App

WIDE, HIGH, SIZE, RISE = 10, 19, 16.6, 15
"""A cell's width and height, the letters' size, and how far down in a cell they stand."""
LETTERS = "ui-monospace,Menlo,'Cascadia Mono',Consolas,'DejaVu Sans Mono','Liberation Mono',monospace"
FACES = ((1, "font-weight:bold"), (2, "font-style:italic"), (4, "text-decoration:underline"),
         (8, "text-decoration:line-through"))  # fmt: skip


class Look(NamedTuple):
    """How one piece is drawn: its ink, its ground, and its faces, added up."""

    ink: str
    ground: str
    faces: int


class Piece(NamedTuple):
    """Letters that stand together in one look, and the column where they begin."""

    column: int
    text: str
    look: Look


def lines_of(app: App[Any]) -> list[list[Segment]]:
    """Return the screen as it is shown now, a dialogue with what lies under it."""
    # The only place here that knows how the framework keeps its screen.
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    return [[segment for strip in line for segment in strip] for line in update.strips]  # type: ignore[union-attr]


def text_of(lines: Iterable[Iterable[Segment]]) -> str:
    """Return the words of a screen, to look for some in it."""
    return "\n".join("".join(segment.text for segment in line) for line in lines)


def drawn(lines: list[list[Segment]], title: str) -> str:
    """Return the picture."""
    columns = max(sum(cell_len(segment.text) for segment in line) for line in lines)
    rows = [pieces(line) for line in lines]
    faces = sorted({(one.look.ink, one.look.faces) for row in rows for one in row if one.text.strip()})
    names = {face: f"c{number}" for number, face in enumerate(faces)}
    ground = _most(rows)
    wide, high = columns * WIDE, len(lines) * HIGH
    size = f'viewBox="0 0 {wide} {high}" width="{wide}" height="{high}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>text{{font:{SIZE}px {LETTERS};white-space:pre}}",
        *(f".{names[ink, kinds]}{{{_css(ink, kinds)}}}" for ink, kinds in faces),
        "</style>",
        f'<rect width="{wide}" height="{high}" fill="{ground}"/>',
        *_grounds(rows, ground),
        *(part for number, row in enumerate(rows) for part in _words(row, number * HIGH, names)),
        f'<rect x=".5" y=".5" width="{wide - 1}" height="{high - 1}" fill="none" stroke="#808080"/>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def pieces(line: Iterable[Segment]) -> list[Piece]:
    """Return what stands on a line, what looks alike put together."""
    found, column = [], 0
    for look, alike in groupby(line, lambda segment: _look(segment.style or Style())):
        text = "".join(segment.text for segment in alike)
        found.append(Piece(column, text, look))
        column += cell_len(text)
    return found


def _look(style: Style) -> Look:
    ink = style.color.get_truecolor(MONOKAI) if style.color else MONOKAI.foreground_color
    ground = style.bgcolor.get_truecolor(MONOKAI) if style.bgcolor else MONOKAI.background_color
    if style.reverse:
        ink, ground = ground, ink
    if style.dim:
        ink = blend_rgb(ink, ground, 0.4)
    wanted = (style.bold, style.italic, style.underline, style.strike)
    return Look(ink.hex, ground.hex, sum(number for (number, _), on in zip(FACES, wanted, strict=True) if on))


def _most(rows: list[list[Piece]]) -> str:
    """Return the ground that most of the screen has: it is drawn once."""
    area: dict[str, int] = {}
    for row in rows:
        for one in row:
            area[one.look.ground] = area.get(one.look.ground, 0) + cell_len(one.text)
    return max(sorted(area), key=lambda ground: area[ground])


def _css(ink: str, faces: int) -> str:
    return ";".join([f"fill:{ink}", *(words for number, words in FACES if faces & number)])


def _grounds(rows: list[list[Piece]], ground: str) -> Iterator[str]:
    """Yield the other grounds, each as high as it goes on without a change."""
    begun: dict[tuple[int, int, str], int] = {}
    for number, row in enumerate([*rows, []]):
        here = set()
        for colour, alike in groupby(row, lambda one: one.look.ground):
            first, *rest = alike
            cells = sum(cell_len(one.text) for one in (first, *rest))
            if colour != ground:
                here.add((first.column, cells, colour))
        for one in sorted(begun.keys() - here):
            column, cells, colour = one
            top = begun.pop(one)
            yield (
                f'<rect x="{column * WIDE}" y="{top * HIGH}" width="{cells * WIDE}" '
                f'height="{(number - top) * HIGH}" fill="{colour}" shape-rendering="crispEdges"/>'
            )
        begun |= dict.fromkeys(here - begun.keys(), number)


def _words(row: list[Piece], top: int, names: dict[tuple[str, int], str]) -> Iterator[str]:
    """Yield the letters: what is more than one space apart stands by itself, so that no column depends on a font."""
    for one in row:
        column = one.column
        for gap, text in _parted(one.text):
            column += gap
            cells = cell_len(text)
            name = names[one.look.ink, one.look.faces]
            yield (
                f'<text class="{name}" x="{column * WIDE}" y="{top + RISE}" textLength="{cells * WIDE}">'
                f"{escape(text, quote=False)}</text>"
            )
            column += cells


def _parted(text: str) -> Iterator[tuple[int, str]]:
    """Yield each run of words, and how many spaces stand before it."""
    gap = 0
    for number, part in enumerate(text.split("  ")):
        words = part.strip(" ")
        before = len(part) - len(part.lstrip(" "))
        gap += 2 * (number > 0) + (before if words else len(part))
        if words:
            yield gap, words
            gap = len(part) - before - len(words)
