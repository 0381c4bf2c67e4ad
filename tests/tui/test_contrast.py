"""What stands on a screen can be read: every pair of text and ground that is really drawn is held to WCAG 2.2 AA.

The pairs are taken from the drawn cells, not from the looks' variables, so that blending, tints and styles count.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.color import Color
from rich.style import Style
from stage import Stage
from visits import segments, visited

from facikit.tui import themes

pytestmark = pytest.mark.slow

TEXT, SIGNS = 4.5, 3.0
"""What text must have, and what lines that part or frame something must have."""
DRAWN = re.compile("[\u2500-\u259f\\s]+")


def light(colour: Color, ground: bool, look: str) -> float:
    """Return how much light a colour gives, 0 to 1."""
    own = themes.LOOKS[look].background if ground else themes.LOOKS[look].foreground
    red, green, blue = (Color.parse(str(own)) if colour.is_default else colour).get_truecolor()
    parts = [
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in (red, green, blue)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


async def can_be_read_in_both_looks(stage: Stage) -> None:
    """Check every pair of text and ground on the screen."""
    poor: dict[str, set[tuple[str, float]]] = {}
    seen = 0
    for look in themes.LOOKS:
        stage.app.theme = look
        await stage.pilot.pause()
        for text, style, _ in (one for line in segments(stage) for one in line if one.text.strip()):
            assert style is not None and style.color is not None and style.bgcolor is not None
            ratio = contrast(light(style.color, False, look), light(style.bgcolor, True, look))
            seen += 1
            if ratio < (SIGNS if DRAWN.fullmatch(text) else TEXT):
                poor.setdefault(look, set()).add((text.strip()[:40], round(ratio, 2)))
    assert poor == {}
    assert seen > 40


@pytest.mark.parametrize("name", ["typing", "write", "marked cards", "find"])
async def test_where_one_types_can_be_seen(told: Path, name: str) -> None:
    async with visited(name, told) as stage:
        stage.app.screen.focused.cursor_blink = False
        for look in themes.LOOKS:
            stage.app.theme = look
            await stage.until(lambda: any(one.reverse for one in _styles(stage)))
            styles = _styles(stage)
            at = next(number for number, style in enumerate(styles) if style.reverse)
            cursor, ground = styles[at].color, next(one for one in (styles[at + 1], styles[at - 1]) if one).bgcolor
            assert contrast(light(cursor, False, look), light(ground, True, look)) >= SIGNS


def _styles(stage: Stage) -> list[Style]:
    """Return the style of each piece of the screen; of what has none, one that is empty."""
    return [one.style or Style() for line in segments(stage) for one in line]


@pytest.mark.parametrize("look", themes.LOOKS)
def test_how_far_one_has_scrolled_can_be_seen(look: str) -> None:
    known = themes.LOOKS[look].variables
    bar, track = Color.parse(known["scrollbar"]), Color.parse(known["scrollbar-background"])
    assert contrast(light(bar, False, look), light(track, True, look)) >= SIGNS
