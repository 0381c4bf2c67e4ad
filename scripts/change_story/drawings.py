"""The three pictures of the worked session, drawn in calm colours: a wall of animals, two days, a constellation.

No chance is involved but a seeded one.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from itertools import pairwise

from PIL import Image, ImageDraw
from sketching import INK, PAPER, SCALE, Point, canvas, font, line, scaled, smaller


def animals() -> Image.Image:
    """A wall of sticky notes in seven clusters, and one note by itself."""
    picture, _ = canvas(1100, 640, PAPER)
    chance = random.Random(7)
    clusters: list[tuple[Point, tuple[int, int, int], list[Callable[[ImageDraw.ImageDraw], None]]]] = [
        ((80, 90), (247, 223, 150), [_owl, _giraffe, _bird, _giraffe]),
        ((335, 85), (186, 214, 190), [_dog, _fish, _bee, _bird, _dog]),
        ((690, 95), (240, 196, 176), [_dog, _butterfly, _owl, _dog, _butterfly]),
        ((80, 350), (184, 207, 228), [_fish, _bird]),
        ((350, 345), (214, 200, 226), [_camel, _fish, _lizard, _bird, _camel]),
        ((90, 530), (247, 223, 150), [_bird, _bird]),
        ((740, 360), (186, 214, 190), [_bird, _lizard, _dog, _bird]),
    ]
    for (x, y), colour, doodles in clusters:
        for index, doodle in enumerate(doodles):
            row, column = divmod(index, 2 if len(doodles) < 5 else 3)
            centre = (x + 91 * column + 18 * row + chance.uniform(-5, 5), y + 94 * row + chance.uniform(-6, 6))
            _note(picture, centre, colour, doodle, chance.uniform(-7, 7))
    _note(picture, (1025, 545), (205, 205, 203), _dog, -5)
    return smaller(picture)


def day() -> Image.Image:
    """Two clock faces side by side: a standard day and an ideal one."""
    picture, draw = canvas(1100, 560, PAPER)
    grey, amber, green, blue = (176, 180, 186), (240, 200, 130), (150, 192, 156), (160, 190, 218)
    faces = [
        (285, "A standard day", [(grey, 0.74), (blue, 0.10), (green, 0.10), (amber, 0.06)]),
        (815, "An ideal day", [(grey, 0.14), (blue, 0.10), (green, 0.50), (amber, 0.26)]),
    ]
    for x, name, slices in faces:
        box = scaled((x - 165, 60, x + 165, 390))
        turn = -90.0
        for colour, part in slices:
            draw.pieslice(box, turn, turn + part * 360, fill=colour, outline=PAPER, width=5 * SCALE)
            turn += part * 360
        draw.ellipse(scaled((x - 168, 57, x + 168, 393)), outline=INK, width=4 * SCALE)
        for hour in range(12):
            angle = math.radians(hour * 30)
            inner, outer = 150, 164
            draw.line(
                scaled(
                    (
                        x + inner * math.sin(angle),
                        225 - inner * math.cos(angle),
                        x + outer * math.sin(angle),
                        225 - outer * math.cos(angle),
                    )
                ),
                fill=INK,
                width=3 * SCALE,
            )
        draw.ellipse(scaled((x - 7, 218, x + 7, 232)), fill=INK)
        draw.text(scaled((x, 432)), name, fill=INK, font=font(30), anchor="mm")
    key = [(grey, "desk"), (blue, "travel"), (green, "with people"), (amber, "with the team")]
    x = 195
    for colour, name in key:
        draw.rectangle(scaled((x, 496, x + 26, 522)), fill=colour)
        draw.text(scaled((x + 38, 509)), name, fill=INK, font=font(24), anchor="lm")
        x += 108 + 12 * len(name)
    return smaller(picture)


def stars() -> Image.Image:
    """A North Star over a constellation in the shape of a kite with a tail."""
    night, gold, white = (38, 50, 78), (245, 214, 130), (232, 236, 242)
    picture, draw = canvas(1000, 640, night)
    chance = random.Random(23)
    for _ in range(90):
        x, y, size = chance.uniform(20, 980), chance.uniform(20, 620), chance.uniform(0.6, 1.7)
        draw.ellipse(scaled((x - size, y - size, x + size, y + size)), fill=(120, 132, 160))
    top, left, right, bottom = (500, 96), (370, 235), (645, 225), (515, 385)
    tail = [(475, 440), (520, 480), (470, 520), (515, 556), (455, 590)]
    middle = (503, 232)
    for chain in ([top, left, bottom, right, top], [left, middle, right], [top, middle, bottom], [bottom, *tail]):
        for one, other in pairwise(chain):
            draw.line(scaled((*one, *other)), fill=(140, 152, 182), width=2 * SCALE)
    for at in (left, right, bottom, middle, *tail):
        _star(draw, at, 15, white)
    _star(draw, top, 42, gold)
    draw.text(scaled((558, 84)), "North Star", fill=gold, font=font(30), anchor="lm")
    return smaller(picture)


PICTURES = {"animals": animals, "day": day, "stars": stars}


def _star(draw: ImageDraw.ImageDraw, at: Point, size: float, colour: tuple[int, int, int]) -> None:
    corners = []
    for corner in range(10):
        reach = size if corner % 2 == 0 else size * 0.42
        angle = math.radians(36 * corner)
        corners.append(scaled((at[0] + reach * math.sin(angle), at[1] - reach * math.cos(angle))))
    draw.polygon([(x, y) for x, y in corners], fill=colour)


def _note(
    wall: Image.Image,
    centre: Point,
    colour: tuple[int, int, int],
    doodle: Callable[[ImageDraw.ImageDraw], None],
    turn: float,
) -> None:
    """Put one sticky note on the wall. A doodle draws in a square of 100."""
    side = 92 * SCALE
    tile = Image.new("RGBA", (100 * SCALE, 100 * SCALE), (0, 0, 0, 0))
    draw = ImageDraw.Draw(tile)
    edge = tuple(part - 24 for part in colour)
    draw.rectangle(
        (4 * SCALE, 4 * SCALE, 4 * SCALE + side, 4 * SCALE + side), fill=(*colour, 255), outline=(*edge, 255)
    )
    doodle(draw)
    tile = tile.rotate(turn, resample=Image.Resampling.BICUBIC, expand=True)
    at = (round(centre[0] * SCALE - tile.width / 2), round(centre[1] * SCALE - tile.height / 2))
    wall.paste(tile, at, tile)


def _pair(point: Point) -> tuple[float, float]:
    return point[0] * SCALE, point[1] * SCALE


def _ring(draw: ImageDraw.ImageDraw, x: float, y: float, across: float, down: float = 0) -> None:
    down = down or across
    draw.ellipse(scaled((x - across, y - down, x + across, y + down)), outline=INK, width=2 * SCALE)


def _dot(draw: ImageDraw.ImageDraw, x: float, y: float, size: float = 2.5) -> None:
    draw.ellipse(scaled((x - size, y - size, x + size, y + size)), fill=INK)


def _owl(draw: ImageDraw.ImageDraw) -> None:
    _ring(draw, 50, 54, 22, 27)
    for x in (41, 59):
        _ring(draw, x, 43, 8)
        _dot(draw, x, 43)
    line(draw, (47, 52), (50, 58), (53, 52))
    line(draw, (33, 32), (30, 22), (41, 29))
    line(draw, (67, 32), (70, 22), (59, 29))


def _giraffe(draw: ImageDraw.ImageDraw) -> None:
    line(draw, (35, 82), (36, 60), (60, 58), (64, 24), (76, 28), (74, 34), (68, 34), (66, 62), (64, 82))
    line(draw, (43, 60), (43, 82))
    line(draw, (57, 60), (57, 82))
    line(draw, (65, 24), (64, 17))
    _dot(draw, 69, 28)
    for at in ((63, 44), (64, 54), (45, 64), (54, 66)):
        _dot(draw, *at, 2)


def _bird(draw: ImageDraw.ImageDraw) -> None:
    _ring(draw, 48, 54, 20, 13)
    _ring(draw, 68, 42, 9)
    line(draw, (77, 41), (85, 44), (76, 46))
    _dot(draw, 69, 41, 2)
    line(draw, (29, 52), (17, 46), (20, 58), (30, 57))
    line(draw, (40, 50), (46, 62), (58, 52))
    line(draw, (46, 67), (44, 79))
    line(draw, (54, 66), (56, 79))


def _dog(draw: ImageDraw.ImageDraw) -> None:
    line(draw, (24, 80), (26, 56), (58, 55), (62, 80))
    line(draw, (33, 62), (33, 80))
    line(draw, (53, 62), (53, 80))
    _ring(draw, 67, 44, 12, 11)
    line(draw, (59, 36), (52, 50), (58, 53))
    _dot(draw, 79, 45, 3)
    _dot(draw, 68, 41, 2)
    line(draw, (26, 57), (16, 42))


def _fish(draw: ImageDraw.ImageDraw) -> None:
    _ring(draw, 54, 50, 24, 14)
    line(draw, (31, 50), (16, 38), (16, 62), (31, 50))
    _dot(draw, 68, 47)
    line(draw, (58, 40), (54, 50), (58, 60))
    _ring(draw, 86, 36, 3)


def _bee(draw: ImageDraw.ImageDraw) -> None:
    _ring(draw, 50, 58, 20, 13)
    for x in (42, 50, 58):
        line(draw, (x, 46), (x, 70))
    _ring(draw, 42, 37, 8, 11)
    _ring(draw, 58, 37, 8, 11)
    _dot(draw, 66, 55, 2)
    line(draw, (69, 50), (76, 42))


def _butterfly(draw: ImageDraw.ImageDraw) -> None:
    line(draw, (50, 32), (50, 74))
    _ring(draw, 36, 42, 13, 14)
    _ring(draw, 64, 42, 13, 14)
    _ring(draw, 39, 65, 10, 10)
    _ring(draw, 61, 65, 10, 10)
    line(draw, (50, 32), (43, 22))
    line(draw, (50, 32), (57, 22))


def _camel(draw: ImageDraw.ImageDraw) -> None:
    humps = ((24, 82), (26, 60), (33, 44), (40, 58), (50, 42), (58, 58))
    line(draw, *humps, (66, 50), (70, 30), (82, 32), (80, 39), (73, 40))
    line(draw, (73, 40), (68, 62), (62, 66), (62, 82))
    line(draw, (34, 66), (34, 82))
    line(draw, (53, 66), (53, 82))
    line(draw, (34, 66), (62, 66))
    _dot(draw, 74, 34, 2)


def _lizard(draw: ImageDraw.ImageDraw) -> None:
    line(draw, (80, 34), (62, 40), (48, 52), (34, 58), (22, 72), (32, 80))
    line(draw, (58, 43), (62, 56))
    line(draw, (54, 46), (44, 38))
    line(draw, (40, 56), (46, 68))
    line(draw, (36, 58), (26, 52))
    _ring(draw, 82, 33, 6, 4)
