"""A line of the list that was drawn before is drawn again only when it would look otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import at
from textual.strip import Strip

from facikit.tui.widgets.entry_list import Lines

pytestmark = pytest.mark.slow


def _as_kept_and_as_new(lines: Lines) -> tuple[list[Strip], list[Strip]]:
    """Return every line in sight as the list draws it, and as it does with nothing kept."""
    rows = range(lines.size.height)
    kept = [lines.render_line(y) for y in rows]
    lines._drawn.clear()
    return kept, [lines.render_line(y) for y in rows]


async def test_what_is_kept_of_the_list_looks_as_what_is_drawn_anew(session_folder: Path) -> None:
    async with at(session_folder, "note") as stage:
        lines = stage.app.screen.query_one(Lines)
        looks = []

        async def do(*keys: str) -> None:
            await stage.press(*keys)
            kept, new = _as_kept_and_as_new(lines)
            assert kept == new, keys
            looks.append([strip.text for strip in new])

        for words in ("first", "second, which is a longer one " * 6, "[b]third[/b]"):
            await stage.enter(words)
            await do()
        await do("up")  # the latest is in the line, and marked
        await do("!", "enter")
        await do("ctrl+z")
        await stage.pilot.resize_terminal(80, 24)
        await do()
        colours = lines.visual_style
        stage.app.theme = "textual-light"
        await stage.until(lambda: lines.visual_style != colours)
        await do()
        assert len({tuple(look) for look in looks}) > 4
