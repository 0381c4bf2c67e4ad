"""Draw lines with colour codes as a picture, cell by cell, as a terminal does.

Only what terminals agree on: colours (16, 256 and all), bold, dim, italic, underlined, struck, reversed.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, int, int]
CODE = re.compile(r"\x1b\[([0-9;:]*)m|\x1b\([A-Z0]|[\x0e\x0f]")
SIZE = 15
SIXTEEN: list[Colour] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
    (255, 255, 255),
]  # fmt: skip
STEPS = (0, 95, 135, 175, 215, 255)
INK, PAPER = (229, 229, 229), (0, 0, 0)
"""What the terminal itself has where the program names no colour."""


class Look(NamedTuple):
    """How one cell is drawn; no colour is the terminal's own."""

    ink: Colour | None = None
    ground: Colour | None = None
    marks: frozenset[int] = frozenset()
    """The codes that hold: 1 bold, 2 dim, 3 italic, 4 underlined, 7 reversed, 9 struck."""


def numbered(number: int) -> Colour:
    """Return one of the 256 colours."""
    if number < 16:
        return SIXTEEN[number]
    if number > 231:
        return (8 + 10 * (number - 232),) * 3
    number -= 16
    return STEPS[number // 36], STEPS[number // 6 % 6], STEPS[number % 6]


def changed(look: Look, codes: str) -> Look:
    """Return a look after the codes of one sequence."""
    numbers = [int(part or 0) for part in re.split("[;:]", codes)]
    while numbers:
        code = numbers.pop(0)
        if code == 0:
            look = Look()
        elif code in (1, 2, 3, 4, 7, 9):
            look = look._replace(marks=look.marks | {code})
        elif code in (22, 23, 24, 27, 29):
            look = look._replace(marks=look.marks - ({1, 2} if code == 22 else {code - 20}))
        elif code in (38, 48):
            colour = numbered(numbers[1]) if numbers[0] == 5 else (numbers[1], numbers[2], numbers[3])
            numbers = numbers[2:] if numbers[0] == 5 else numbers[4:]
            look = look._replace(ink=colour) if code == 38 else look._replace(ground=colour)
        elif code == 39:
            look = look._replace(ink=None)
        elif code == 49:
            look = look._replace(ground=None)
        else:
            for first, after in ((30, 0), (90, 8)):
                if first <= code < first + 8:
                    look = look._replace(ink=SIXTEEN[code - first + after])
                if first + 10 <= code < first + 18:
                    look = look._replace(ground=SIXTEEN[code - first - 10 + after])
    return look


def cells(line: str, look: Look) -> tuple[list[tuple[str, Look]], Look]:
    """Return the letters of a line, each with its look, and the look after them."""
    found, at = [], 0
    for code in CODE.finditer(line):
        found += [(letter, look) for letter in line[at : code.start()]]
        look = changed(look, code[1]) if code[1] is not None else look
        at = code.end()
    return found + [(letter, look) for letter in line[at:]], look


def width_of(letter: str) -> int:
    """Return how many cells a letter takes."""
    if unicodedata.combining(letter) or letter in "\u200d\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def font(*, bold: bool) -> ImageFont.FreeTypeFont:
    """Return this machine's letters of one width."""
    wanted = "DejaVu Sans Mono:bold" if bold else "DejaVu Sans Mono"
    try:
        found = subprocess.run(["fc-match", "-f", "%{file}", wanted], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        found = "DejaVuSansMono-Bold.ttf" if bold else "DejaVuSansMono.ttf"
    try:
        return ImageFont.truetype(found, SIZE)
    except OSError:
        raise SystemExit("There are no letters to draw with. Install the font DejaVu Sans Mono.") from None


def draw(lines: list[str], columns: int, target: Path) -> None:
    """Draw a screen into a file."""
    fonts = {True: font(bold=True), False: font(bold=False)}
    wide = round(fonts[False].getlength("M"))
    ascent, descent = fonts[False].getmetrics()
    high = ascent + descent
    picture = Image.new("RGB", (columns * wide, len(lines) * high), PAPER)
    pen = ImageDraw.Draw(picture)
    look = Look()
    for row, line in enumerate(lines):
        found, look = cells(line, look)
        column = 0
        for letter, now in found:
            x, y, room = column * wide, row * high, width_of(letter) * wide
            ink, ground = now.ink or INK, now.ground or PAPER
            if 7 in now.marks:
                ink, ground = ground, ink
            if 2 in now.marks:
                ink = tuple((one + other) // 2 for one, other in zip(ink, ground, strict=True))
            pen.rectangle((x, y, x + room - 1, y + high - 1), fill=ground)
            pen.text((x, y), letter, font=fonts[1 in now.marks], fill=ink)
            for code, level in ((4, ascent + 1), (9, high // 2)):
                if code in now.marks:
                    pen.line((x, y + level, x + room - 1, y + level), fill=ink)
            column += width_of(letter)
    target.parent.mkdir(parents=True, exist_ok=True)
    # Few colours make a small file; nobody sees the difference.
    picture.quantize(64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(target, optimize=True)
