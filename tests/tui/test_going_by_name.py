"""A list is narrowed by typing: what begins with what is typed is marked first, wherever one has been before."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import at

PLACES = ("run", "note", "plan", "themes", "write", "report")


@pytest.mark.parametrize("here", ["run", "plan"])
async def test_the_screen_whose_name_is_typed_is_gone_to(session_folder: Path, here: str) -> None:
    """Their lines hold "the" too, as in "step the room"; one of them is where we are."""
    async with at(session_folder, here) as stage:
        for place in PLACES:
            await stage.press("ctrl+s", *place[:3], "enter")
            assert place == stage.app.screen.PLACE
            if place != here:
                await stage.press("ctrl+s", *here, "enter")


async def test_what_is_typed_may_stand_anywhere_in_a_line(session_folder: Path) -> None:
    async with at(session_folder, "plan") as stage:
        await stage.press("ctrl+s", *"sort", "space", *"resp", "enter")
        assert stage.app.screen.PLACE == "themes"


async def test_where_one_is_stays_marked_as_long_as_nothing_begins_with_what_is_typed(session_folder: Path) -> None:
    async with at(session_folder, "plan") as stage:
        await stage.press("ctrl+s", *"day")
        assert "▸Plan" in stage.text
        await stage.press("escape")
