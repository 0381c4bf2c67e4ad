"""What the pictures of worked sessions are drawn with: paper, felt pens, and few colours, so that files stay small.

Drawn at twice their size and made smaller, for smooth edges.
"""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFont

SCALE = 2
SHOWN = 0.4
INK = (62, 66, 74)
PAPER = (246, 243, 236)
Point = tuple[float, float]
Colour = tuple[int, int, int]


def canvas(width: int, height: int, colour: Colour) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """Return an empty picture and what draws on it."""
    picture = Image.new("RGB", (width * SCALE, height * SCALE), colour)
    return picture, ImageDraw.Draw(picture)


def smaller(picture: Image.Image) -> Image.Image:
    """Return the finished picture at its own size."""
    small = picture.resize((round(picture.width * SHOWN), round(picture.height * SHOWN)), Image.Resampling.LANCZOS)
    # Few colours make a small file; nobody sees the difference.
    return small.quantize(26, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).convert("RGB")


def scaled(numbers: tuple[float, ...]) -> tuple[float, ...]:
    """Return measures as they are while a picture is drawn."""
    return tuple(number * SCALE for number in numbers)


def font(size: int) -> ImageFont.ImageFont | ImageFont.FreeTypeFont:
    """Return letters of this size."""
    return ImageFont.load_default(size * SCALE)


def line(draw: ImageDraw.ImageDraw, *points: Point, ink: Colour = INK, width: int = 2) -> None:
    """Draw a line of a felt pen through some points."""
    draw.line([(x * SCALE, y * SCALE) for x, y in points], fill=ink, width=width * SCALE, joint="curve")
