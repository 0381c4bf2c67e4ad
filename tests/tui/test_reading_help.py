"""The pages of help can be read in the app, and F1 says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import NARROW, WIDE, at

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_page_of_help_is_chosen_and_read(kit: Path, size: tuple[int, int]) -> None:
    async with at(None, "home", size=size, kits=[kit]) as stage:
        await stage.press("ctrl+p")
        await stage.press(*"page of help")
        await stage.press("enter")
        await stage.until(lambda: "Which page?" in stage.text)
        await stage.press(*"erasing")
        await stage.press("enter")
        await stage.until(lambda: "Somebody asks you to forget" in stage.text)
        assert "Erasing somebody's words" in stage.text
        await stage.press("pagedown", "escape")
        await stage.until(lambda: "Somebody asks you" not in stage.text)


async def test_help_on_a_screen_says_where_there_is_more(kit: Path) -> None:
    async with at(None, "home", size=WIDE, kits=[kit]) as stage:
        await stage.press("f1", "end")
        await stage.until(lambda: "facikit help" in stage.text)
