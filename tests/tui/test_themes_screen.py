"""Staff sort what was said into themes: a card with one key, nothing lost, everything taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import HOSTILE, NARROW, WIDE, at
from table import card, cards, name, screen, sorted_, written
from textual import events

from facikit.session.responses import Draft, add, responses
from facikit.session.session import Session
from facikit.tui.screens.words import Words

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_card_is_sorted_with_one_key_and_the_next_is_under_it(told: Path, size: tuple[int, int]) -> None:
    async with at(told, "themes", size=size) as stage:
        assert "unthemed: 5 of 5" in stage.text
        assert cards(stage) == ["Owl sees far", "Hare runs", "Cat watches", "Dog waits", "Snail does not"]
        await stage.press("1", "3", "1")
        assert "unthemed: 2 of 5" in stage.text and card(stage) == "Dog waits"
        await stage.press("2", "3")
        assert sorted_(stage) == {
            "Seeing": ["Owl sees far", "Cat watches"],
            "Waiting": ["Dog waits"],
            "Fast & slow": ["Hare runs", "Snail does not"],
        }
        assert "unthemed: 0 of 5" in stage.text and "Every card is in a theme." in stage.text
        for left in range(1, 6):
            await stage.press("ctrl+z")
            assert f"unthemed: {left} of 5" in stage.text
        assert card(stage) == "Owl sees far"
        await stage.press("ctrl+y")
        assert sorted_(stage)["Seeing"] == ["Owl sees far"]


async def test_a_beginning_is_enough_for_a_theme_and_a_new_name_makes_one(told: Path) -> None:
    async with at(told, "themes") as stage:
        await name(stage, "w", "enter")
        assert sorted_(stage)["Waiting"] == ["Owl sees far"]
        await name(stage, "slow")
        assert "Fast & slow" in stage.text and "New theme “slow”" in stage.text and "Seeing  " not in stage.text
        await stage.press("up", "enter")
        assert sorted_(stage)["slow"] == ["Hare runs"]
        await name(stage, "SEEING")
        assert "New theme" not in stage.text
        await stage.press("enter")
        assert sorted_(stage)["Seeing"] == ["Cat watches"]
        await stage.press("escape")
        await stage.press("ctrl+z", "ctrl+z")
        assert "slow" not in sorted_(stage)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_every_letter_is_a_letter_in_cards_and_names(session_folder: Path, size: tuple[int, int]) -> None:
    written(session_folder, *HOSTILE, names=HOSTILE)
    async with at(session_folder, "themes", size=size) as stage:
        assert set(HOSTILE) == set(cards(stage))
        for text in HOSTILE:
            said = card(stage)
            assert f"▸  {said}" in stage.text
            await name(stage, text, "enter")
            assert said in sorted_(stage)[text]
        assert list(sorted_(stage)) == list(HOSTILE)
        assert "unthemed: 0 of 20" in stage.text


async def test_digits_spaces_and_plus_are_letters_in_the_middle_of_a_name(told: Path) -> None:
    async with at(told, "themes") as stage:
        await stage.press(*"A 1+2")
        await stage.press("enter")
        assert sorted_(stage)["A 1+2"] == ["Owl sees far"]


async def test_what_is_marked_goes_together_and_is_taken_back_together(told: Path) -> None:
    async with at(told, "themes") as stage:
        await stage.press("space", "space", "down", "space")
        assert "3 marked" in stage.text and stage.text.count("●") == 3
        await stage.press("2")
        assert sorted_(stage)["Waiting"] == ["Owl sees far", "Hare runs", "Dog waits"]
        assert "marked" not in stage.text
        await stage.press("ctrl+z")
        assert sorted_(stage)["Waiting"] == []


async def test_a_card_goes_into_a_further_theme_by_one_key_more(told: Path) -> None:
    async with at(told, "themes") as stage:
        await stage.press("1", "plus", "2")
        assert card(stage) == "Hare runs"
        assert sorted_(stage)["Seeing"] == sorted_(stage)["Waiting"] == ["Owl sees far"]
        await stage.press("ctrl+l")
        assert "in Seeing, Waiting" in stage.line_with("Owl sees far")


async def test_what_is_set_aside_or_off_the_record_is_not_left_over(told: Path) -> None:
    async with at(told, "themes") as stage:
        await stage.press("ctrl+d", "enter", "ctrl+o", "ctrl+k")
        assert "unthemed: 3 of 3" in stage.text
        marks = {one.text: (one.set_aside, one.off_record, one.highlight) for one in responses(stage.session)}
        assert marks["Owl sees far"] == (True, False, False)
        assert marks["Hare runs"] == (False, True, False)
        assert marks["Cat watches"] == (False, False, True)
        assert "★ quote" in stage.line_with("Cat watches")
        assert "Set aside" in stage.text and "Off record" in stage.text
        await stage.press("ctrl+l")
        assert "set aside" in stage.line_with("Owl sees far") and "off record" in stage.line_with("Hare runs")
        await stage.press("home", "ctrl+d")
        assert "unthemed: 4 of 4" in stage.text
        for _ in range(4):
            await stage.press("ctrl+z")
        assert "unthemed: 5 of 5" in stage.text and "★" not in stage.text


async def test_why_many_are_set_aside_is_asked_once_and_shown(told: Path) -> None:
    async with at(told, "themes") as stage:
        await stage.press("space", "space", "ctrl+d")
        assert "Why set aside 2 cards?" in stage.text
        await stage.press("escape")
        assert "unthemed: 5 of 5" in stage.text and "2 marked" in stage.text
        await stage.press("ctrl+d")
        await stage.type("Said twice [/]")
        await stage.press("enter")
        assert "unthemed: 3 of 3" in stage.text
        reasons = [one.set_aside_because for one in responses(stage.session) if one.set_aside]
        assert reasons == ["Said twice [/]"] * 2
        await stage.press("ctrl+l")
        assert "set aside: Said twice [/]" in stage.line_with("Owl sees far")
        await stage.press("home", "ctrl+d")
        assert [one.text for one in responses(stage.session) if one.set_aside] == ["Hare runs"]
        await stage.press("ctrl+z", "ctrl+z")
        assert "unthemed: 5 of 5" in stage.text


async def test_finding_narrows_the_cards_as_one_types(told: Path) -> None:
    async with at(told, "themes") as stage:
        await stage.press("ctrl+f", *"ta 2")
        assert cards(stage) == ["Dog waits", "Snail does not"] and "Table 2" in stage.line_with("Dog waits")
        await stage.press("backspace", "backspace", "backspace", "backspace", *"does")
        assert cards(stage) == ["Snail does not"]
        await stage.press("enter", "2")
        assert sorted_(stage)["Waiting"] == ["Snail does not"]
        await stage.press("escape")
        assert len(cards(stage)) == 4


async def test_cards_without_names_do_not_show_the_order_in_which_they_came(session_folder: Path) -> None:
    with Session.open(session_folder, "zoe") as session:
        for text in ("zebra", "mouse", "Ant"):
            add(session, Draft(block="cards", field="now", group="individuals", text=text))
    async with at(session_folder, "themes") as stage:
        assert cards(stage) == ["Ant", "mouse", "zebra"]
        await stage.press("ctrl+k")
        assert {line.who for line in stage.session.records.lines.values() if line.put.startswith("response/")} == {""}


async def test_the_mouse_marks_looks_and_puts_and_letters_still_go_into_the_line(told: Path) -> None:
    async with at(told, "themes") as stage:
        row = next(y for y, line in enumerate(stage.text.splitlines()) if "Hare runs" in line)
        await stage.pilot.click(offset=(1, row))
        assert "1 marked" in stage.text
        theme = next(y for y, line in enumerate(stage.text.splitlines()) if "Waiting" in line)
        await stage.pilot.click(offset=(100, theme))
        assert "Nothing is in this theme." in stage.text
        await stage.pilot.click(offset=(100, theme), times=2)
        assert sorted_(stage)["Waiting"] == ["Hare runs"]
        await stage.press("escape", "s", "e", "enter")
        assert sorted_(stage)["Seeing"] == ["Owl sees far"]


async def test_a_paste_is_a_name_on_one_line(told: Path) -> None:
    async with at(told, "themes") as stage:
        screen(stage).line.post_message(events.Paste("Two\r\nlines\t[/]"))
        await stage.pilot.pause()
        await stage.press("enter")
        assert sorted_(stage)["Two lines [/]"] == ["Owl sees far"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_long_card_is_cut_in_the_list_and_read_in_whole(session_folder: Path, size: tuple[int, int]) -> None:
    written(session_folder, "So [b] it went on. " * 60 + "The end.", "Short")
    async with at(session_folder, "themes", size=size) as stage:
        assert "…" in stage.text and "Short" in stage.text and "Enter read it" in stage.text
        await stage.press("enter")
        assert isinstance(stage.app.screen, Words)
        await stage.press("end", "escape", "down")
        assert "Enter read it" not in stage.text


async def test_five_thousand_cards_are_walked_through_marked_and_sorted(session_folder: Path) -> None:
    written(session_folder, *(f"Card {number} said" for number in range(5000)))
    async with at(session_folder, "themes", size=NARROW) as stage:
        await stage.press("end", "space", "pageup", "space", "home", "3")
        assert "unthemed: 4998 of 5000" in stage.text
        assert [len(inside) for inside in sorted_(stage).values()] == [0, 0, 2]
