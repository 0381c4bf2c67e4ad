"""Every claim can name its evidence without leaving the app: where a text, a theme, a card or a number comes from."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import NARROW, WIDE, SetClock, Stage, at

from facikit.session import prose, themes
from facikit.session.responses import Draft, add, mark
from facikit.session.session import Session
from facikit.tui.widgets.prose_box import ProseBox

pytestmark = pytest.mark.slow


@pytest.fixture
def claimed(session_folder: Path) -> Path:
    """A theme with two points of two tables, one of them off the record, and a text that refers to it."""
    with Session.open(session_folder, "bea", clock=SetClock()) as session:
        found = [
            add(session, Draft(block="animals", field="points", group=group, text=text))[0]
            for group, text in (("table-1", "Owls see more [/]"), ("table-2", "Between us only"))
        ]
        made = themes.make(session, "animals", "points", "Seeing")
        themes.link(session, made.id, *(one.id for one in found))
        mark(session, "off_record", True, found[1].id)
        prose.write(session, "animals", "meaning", f"See [[theme:{made.id}]].")
    return session_folder


async def ask(stage: Stage, *words: str) -> None:
    for one in words:
        await stage.press(*("space" if letter == " " else letter for letter in one), "enter")
    await stage.until(lambda: "Where does it come from?" in stage.text and "Type" not in stage.text)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_theme_is_asked_about_from_the_report_by_its_name(claimed: Path, size: tuple[int, int]) -> None:
    async with at(claimed, "report", size=size) as stage:
        await stage.until(lambda: "being made" not in stage.text)
        await stage.press("ctrl+p")
        await ask(stage, "come from", "seeing")
        assert "Owls see more [/]" in stage.text and "bea" in stage.text and "Table 1" in stage.text
        assert "Between us only" not in stage.text
        await stage.press("escape")
        assert "Where does it come from?" not in stage.text


async def test_in_write_it_is_the_text_at_hand_or_the_reference_at_the_cursor(claimed: Path) -> None:
    async with at(claimed, "write") as stage:
        box = stage.app.screen.query_one(ProseBox)
        for _ in range(20):
            if "See [[theme:" in box.text:
                break
            await stage.press("ctrl+n")
        box.move_cursor((0, 0))
        await stage.press("ctrl+p")
        await ask(stage, "does this come")
        assert "slot animals.meaning" in stage.text and "Seeing" in stage.text
        await stage.press("escape")
        box.move_cursor((0, 8))
        await stage.press("ctrl+p")
        await ask(stage, "does this come")
        assert "theme " in stage.text and "Owls see more [/]" in stage.text


async def test_in_themes_it_is_the_card(claimed: Path) -> None:
    with Session.open(claimed, "bea", clock=SetClock()) as session:
        add(session, Draft(block="animals", field="points", group="table-3", text="Not sorted yet"))
    async with at(claimed, "themes") as stage:
        for _ in range(5):
            if "Not sorted yet" in stage.text:
                break
            await stage.press("ctrl+n")
        await stage.press("ctrl+p")
        await ask(stage, "does this come")
        assert "Not sorted yet" in stage.text and "Table 3" in stage.text and "bea" in stage.text


async def test_what_is_not_there_is_told_with_a_way_on(claimed: Path) -> None:
    async with at(claimed, "report") as stage:
        await stage.press("ctrl+p", *"come", "enter", *"zzz", "enter")
        await stage.until(lambda: "There is nothing called 'zzz'" in stage.told)
