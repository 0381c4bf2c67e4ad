"""The pictures of the smaller worked sessions: sheets on a wall, a map with dots, a table at work, a box, people.

No chance is involved but a seeded one.
"""

from __future__ import annotations

import math
import random

from PIL import Image, ImageDraw
from sketching import INK, PAPER, SCALE, Colour, canvas, font, line, scaled, smaller

RED, BLUE, GREEN, AMBER = (196, 92, 84), (92, 128, 178), (104, 152, 112), (222, 170, 84)
WALL, WHITE, WOOD = (226, 222, 212), (255, 255, 252), (206, 180, 146)


def sheets() -> Image.Image:
    """Eight flipchart sheets along a wall, each with a coloured heading and a list that cannot be read."""
    picture, draw = canvas(1100, 560, WALL)
    chance = random.Random(11)
    for number, items in enumerate((7, 7, 6, 5, 2, 7, 7, 6)):
        row, column = divmod(number, 4)
        x, y = 60 + column * 255 + chance.uniform(-8, 8), 34 + row * 256 + chance.uniform(-6, 6)
        sheet(draw, x, y, 215, 232)
        scribble(draw, chance, x + 20, y + 24, 150, (RED, BLUE, GREEN)[number % 3], 4)
        for at in range(items):
            below = y + 54 + at * 24
            scribble(draw, chance, x + 20, below, 12, INK, 2)
            scribble(draw, chance, x + 42, below, chance.uniform(80, 150), INK, 2)
    return smaller(picture)


def branches() -> Image.Image:
    """A large sheet with a mind map, and sticky dots on four of its branches."""
    picture, draw = canvas(1100, 640, PAPER)
    chance = random.Random(5)
    middle = (550, 320)
    ends = [(190, 120), (520, 80), (880, 110), (960, 330), (850, 540), (500, 570), (180, 520), (120, 310)]
    for number, (x, y) in enumerate(ends):
        colour = (RED, BLUE, GREEN, AMBER)[number % 4]
        line(
            draw,
            middle,
            ((middle[0] + x) / 2, (middle[1] + y) / 2 + chance.uniform(-30, 30)),
            (x, y),
            ink=colour,
            width=5,
        )
        for turn in (-0.5, 0.5):
            angle = math.atan2(y - middle[1], x - middle[0]) + turn
            end = (x + 70 * math.cos(angle), y + 60 * math.sin(angle))
            line(draw, (x, y), end, ink=colour, width=3)
            scribble(draw, chance, end[0] - 30, end[1] + 14, 60, INK, 2)
    for x, y, dots in ((190, 120, 7), (880, 110, 5), (850, 540, 9), (120, 310, 3)):
        for _ in range(dots):
            dot(draw, x + chance.uniform(-34, 34), y + chance.uniform(-30, 30), 9, RED)
    draw.ellipse(scaled((430, 265, 670, 375)), fill=WHITE, outline=INK, width=4 * SCALE)
    draw.text(scaled(middle), "Our work", fill=INK, font=font(34), anchor="mm")
    return smaller(picture)


def table() -> Image.Image:
    """A round table from above: nine people, seen as heads and shoulders, bent over one large sheet."""
    picture, draw = canvas(1100, 640, (214, 208, 198))
    chance = random.Random(19)
    draw.ellipse(scaled((330, 100, 770, 540)), fill=WOOD, outline=INK, width=3 * SCALE)
    draw.polygon([scaled(at) for at in ((430, 235), (660, 215), (680, 405), (445, 420))], fill=WHITE, outline=INK)
    for at in range(6):
        scribble(draw, chance, 465, 255 + at * 25, chance.uniform(110, 180), (INK, BLUE)[at % 2], 2)
    for number in range(9):
        angle = 2 * math.pi * number / 9 + 0.2
        x, y = 550 + 262 * math.cos(angle), 320 + 262 * math.sin(angle)
        colour = (BLUE, GREEN, AMBER, RED, (150, 142, 168))[number % 5]
        line(draw, (x, y), (x - 60 * math.cos(angle), y - 60 * math.sin(angle)), ink=colour, width=9)
        draw.ellipse(scaled((x - 44, y - 34, x + 44, y + 34)), fill=colour, outline=INK, width=2 * SCALE)
        dot(draw, x, y, 22, ((88, 66, 52), (58, 54, 56), (168, 140, 108), (190, 188, 184))[number % 4])
    return smaller(picture)


def box() -> Image.Image:
    """A cardboard box with a slot, sealed with string, and the backs of three postcards leaning on it."""
    picture, draw = canvas(900, 560, WALL)
    draw.rectangle(scaled((0, 430, 900, 560)), fill=WOOD)
    draw.polygon(
        [scaled(at) for at in ((300, 190), (640, 190), (700, 130), (360, 130))], fill=(196, 164, 122), outline=INK
    )
    draw.rectangle(scaled((300, 190, 640, 450)), fill=(182, 148, 104), outline=INK, width=3 * SCALE)
    draw.polygon(
        [scaled(at) for at in ((640, 190), (700, 130), (700, 390), (640, 450))], fill=(160, 128, 88), outline=INK
    )
    line(draw, (425, 162), (575, 162), width=8)
    line(draw, (470, 190), (470, 450), ink=RED, width=4)
    line(draw, (300, 320), (640, 320), ink=RED, width=4)
    for number, x in enumerate((60, 150, 716)):
        top = 340 + 12 * number
        draw.rectangle(scaled((x, top, x + 170, top + 112)), fill=WHITE, outline=INK, width=2 * SCALE)
        line(draw, (x + 92, top + 12), (x + 92, top + 100))
        draw.rectangle(scaled((x + 136, top + 10, x + 160, top + 38)), fill=(BLUE, GREEN, AMBER)[number])
    return smaller(picture)


def people() -> Image.Image:
    """A line of people from behind, walking along a wall of sheets."""
    picture, draw = canvas(1100, 560, WALL)
    chance = random.Random(31)
    draw.rectangle(scaled((0, 470, 1100, 560)), fill=WOOD)
    for column in range(6):
        x = 40 + column * 178
        sheet(draw, x, 50 + chance.uniform(-6, 6), 150, 190)
        for at in range(6):
            scribble(draw, chance, x + 18, 80 + at * 24, chance.uniform(60, 110), (INK, BLUE, RED)[at % 3], 2)
    for number in range(9):
        x, high = 70 + number * 118 + chance.uniform(-18, 18), chance.uniform(0, 46)
        coat = (BLUE, (120, 112, 140), GREEN, AMBER, (132, 120, 108), RED)[number % 6]
        draw.rounded_rectangle(
            scaled((x - 38, 300 - high, x + 38, 520)), radius=34 * SCALE, fill=coat, outline=INK, width=2 * SCALE
        )
        dot(draw, x, 268 - high, 28, ((88, 66, 52), (58, 54, 56), (168, 140, 108), (190, 188, 184))[number % 4])
    return smaller(picture)


def logo() -> Image.Image:
    """Two bridges that meet in the middle: the mark of an invented organisation."""
    picture, draw = canvas(700, 220, WHITE)
    for left, colour in ((40, BLUE), (130, GREEN)):
        draw.arc(scaled((left, 50, left + 110, 190)), 180, 360, fill=colour, width=16 * SCALE)
    line(draw, (30, 130), (250, 130), width=7)
    draw.text(scaled((285, 112)), "Corran Exchange", fill=INK, font=font(44), anchor="lm")
    return smaller(picture)


PICTURES = {"sheets": sheets, "branches": branches, "table": table, "box": box, "people": people, "logo": logo}


def sheet(draw: ImageDraw.ImageDraw, x: float, y: float, wide: float, high: float) -> None:
    """Hang a sheet of paper on the wall."""
    draw.rectangle(scaled((x + 5, y + 5, x + wide + 5, y + high + 5)), fill=(206, 202, 192))
    draw.rectangle(scaled((x, y, x + wide, y + high)), fill=WHITE, outline=(176, 172, 162), width=SCALE)


def scribble(
    draw: ImageDraw.ImageDraw, chance: random.Random, x: float, y: float, wide: float, ink: Colour, width: int
) -> None:
    """Draw a line of writing that nobody can read."""
    steps = max(2, round(wide / 9))
    points = [(x + wide * at / steps, y + chance.uniform(-4, 4)) for at in range(steps + 1)]
    line(draw, *points, ink=ink, width=width)


def dot(draw: ImageDraw.ImageDraw, x: float, y: float, size: float, colour: Colour) -> None:
    """Stick a dot on."""
    draw.ellipse(scaled((x - size, y - size, x + size, y + size)), fill=colour, outline=INK, width=SCALE)
