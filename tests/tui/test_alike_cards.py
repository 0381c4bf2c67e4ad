"""Like this one: the screen shows which cards are most like a card, and sorts none of them by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import NARROW, WIDE, at
from table import PLACE, card, cards, sorted_, written

from facikit.session import themes
from facikit.session.responses import mark, responses
from facikit.session.session import Session

pytestmark = pytest.mark.slow

SAID = ("More time for families", "A bench by the quay", "Time with families", "Families need time", "Shorter forms")


@pytest.fixture
def alike(session_folder: Path) -> Path:
    written(session_folder, *SAID)
    with Session.open(session_folder, "zoe") as session:
        needed = next(one for one in responses(session) if one.text == "Families need time")
        themes.link(session, themes.themes(session, *PLACE)[1].id, needed.id)
    return session_folder


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_one_key_shows_what_is_like_a_card_and_esc_goes_back(alike: Path, size: tuple[int, int]) -> None:
    async with at(alike, "themes", size=size) as stage:
        before = cards(stage)
        assert card(stage) == "More time for families"
        await stage.press("ctrl+r")
        assert cards(stage) == ["More time for families", "Time with families", "Families need time"]
        assert card(stage) == "More time for families" and "Like this · 3" in stage.text
        assert "in Waiting" in stage.line_with("Families need time")
        await stage.press("escape")
        assert cards(stage) == before and card(stage) == "More time for families"
        assert "Like this" not in stage.text
        assert sorted_(stage)["Seeing"] == []


async def test_what_is_found_is_sorted_by_hand_and_taken_back_at_once(alike: Path) -> None:
    async with at(alike, "themes") as stage:
        await stage.press("ctrl+r", "space", "space", "1")
        assert sorted_(stage)["Seeing"] == ["More time for families", "Time with families"]
        assert len(cards(stage)) == 3, "they stay in sight"
        await stage.press("ctrl+z")
        assert sorted_(stage)["Seeing"] == []


async def test_marked_cards_are_what_others_are_like_and_stay_marked(alike: Path) -> None:
    async with at(alike, "themes") as stage:
        await stage.press("space", *["down"] * 2, "space")
        marked = [one for one in SAID if f"● {one}" in " ".join(stage.text.split())]
        await stage.press("ctrl+r")
        assert cards(stage)[:2] == marked and "2 marked" in stage.text
        await stage.press("escape")
        assert "2 marked" in stage.text and "Unthemed" in stage.text


async def test_where_nothing_is_alike_it_says_so_and_stays(alike: Path) -> None:
    async with at(alike, "themes") as stage:
        while card(stage) != "A bench by the quay":
            await stage.press("down")
        await stage.press("ctrl+r")
        assert "No other card is much like “A bench by the quay”" in stage.told + stage.text
        assert len(cards(stage)) == 4


async def test_what_is_off_the_record_or_set_aside_is_not_brought_up(alike: Path) -> None:
    with Session.open(alike, "zoe") as session:
        by_text = {one.text: one.id for one in responses(session)}
        mark(session, "off_record", True, by_text["Time with families"])
        mark(session, "set_aside", True, by_text["Families need time"])
    async with at(alike, "themes") as stage:
        await stage.press("ctrl+r")
        assert "No other card" in stage.told + stage.text


async def test_five_thousand_cards_are_looked_through_at_one_key(session_folder: Path) -> None:
    written(session_folder, *(f"{SAID[number % 5]} {number * 7919 % 9973:x}" for number in range(5000)))
    async with at(session_folder, "themes") as stage:
        await stage.press("ctrl+r")
        assert "Like this · 61" in stage.text
        await stage.press("ctrl+a", "ctrl+r", "escape", "escape")
        assert "Unthemed · 5000" in stage.text
