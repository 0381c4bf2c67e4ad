"""Staff name, order, merge and split themes, from one field to the next, while others write on."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import NARROW, WIDE, SetClock, at
from table import NAMES, PLACE, SAID, card, cards, go_to, name, point, right, screen, sorted_, written

from facikit.session import prose, themes
from facikit.session.responses import Draft, add, edit, responses
from facikit.session.session import Session

pytestmark = pytest.mark.slow


async def test_in_a_theme_cards_move_and_a_new_name_splits_it(told: Path) -> None:
    async with at(told, "themes") as stage:
        await stage.press("ctrl+a", "1")
        await go_to(stage, "Seeing")
        await stage.press("tab")
        assert "Move this card to" in stage.text
        await stage.press("2")
        assert sorted_(stage)["Waiting"] == ["Owl sees far"] and "Owl sees far" not in sorted_(stage)["Seeing"]
        await stage.press("plus", "2")
        assert "Hare runs" in sorted_(stage)["Seeing"] and "Hare runs" in sorted_(stage)["Waiting"]
        await stage.press("home", "space", "space")
        await name(stage, "Quick", "enter")
        assert sorted_(stage)["Quick"] == ["Hare runs", "Cat watches"]
        assert sorted_(stage)["Seeing"] == ["Dog waits", "Snail does not"]
        made = themes.find_theme(stage.session, *PLACE, "Quick")
        assert made is not None and list(made.split_from.values()) == ["Seeing"]
        await stage.press("ctrl+x")
        assert sorted_(stage)["Seeing"] == ["Snail does not"] and "unthemed: 1 of 5" in stage.text


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_themes_are_named_described_ordered_nested_merged_and_deleted_by_key(
    told: Path, size: tuple[int, int]
) -> None:
    async with at(told, "themes", size=size) as stage:
        await stage.press("1", "2")
        await go_to(stage, "Waiting")
        await stage.press("ctrl+e")
        await stage.enter(" for it")
        assert list(sorted_(stage)) == ["Seeing", "Waiting for it", "Fast & slow"]
        await stage.press("ctrl+w")
        await stage.enter("Who [/] waits.")
        await stage.press("ctrl+u")
        assert list(sorted_(stage)) == ["Waiting for it", "Seeing", "Fast & slow"]
        assert "1 response from 1 of 3 groups Who [/] waits." in right(stage)
        await stage.press("ctrl+d", "right")
        above, nested = (themes.find_theme(stage.session, *PLACE, name) for name in ("Seeing", "Waiting for it"))
        assert above is not None and nested is not None and nested.parent == above.id
        await stage.press("left", "ctrl+j", "enter")
        assert sorted_(stage) == {"Seeing": ["Owl sees far", "Hare runs"], "Fast & slow": []}
        assert "merged from “Waiting for it”" in right(stage)
        await stage.press("ctrl+x")
        assert list(sorted_(stage)) == ["Fast & slow"] and "unthemed: 5 of 5" in stage.text
        for _ in range(8):
            await stage.press("ctrl+z")
        assert list(sorted_(stage)) == list(NAMES) and sorted_(stage)["Waiting"] == ["Hare runs"]


async def test_a_name_that_is_there_already_is_not_given_twice(told: Path) -> None:
    async with at(told, "themes") as stage:
        await go_to(stage, "Waiting")
        await stage.press("ctrl+e")
        stage.app.screen.query_one("EntryLine").put("seeing")  # type: ignore[attr-defined]
        await stage.press("enter")
        assert list(sorted_(stage)) == list(NAMES) and "^j" in stage.text


async def test_several_themes_are_made_at_once_before_sorting(session_folder: Path) -> None:
    written(session_folder, *SAID, names=())
    async with at(session_folder, "themes") as stage:
        await stage.press("ctrl+t")
        await stage.paste("One\nTwo [b]\n\nThree\none")
        await stage.press("enter")
        assert list(sorted_(stage)) == ["One", "Two [b]", "Three"]
        await stage.press("3", "ctrl+z", "ctrl+z")
        assert sorted_(stage) == {}


async def test_what_others_say_meanwhile_moves_neither_cursor_nor_marks(told: Path) -> None:
    async with at(told, "themes") as stage:
        await stage.press("space", "down")
        here = card(stage)
        await name(stage, "Half a na")
        with Session.open(told, "bo", clock=SetClock(1_772_700_000_000)) as other:
            (new,) = add(other, point("A [/] new one"))
            theme = themes.make(other, *PLACE, "Theirs")
            themes.link(other, theme.id, new.id)
            add(other, point("And another"))
            first = responses(other, *PLACE)[0]
            edit(other, first.id, text="Owl sees very far")
        await stage.until(lambda: "unthemed: 6 of 7" in stage.text)
        assert card(stage) == here and "1 marked" in stage.text
        assert screen(stage).line.value == "Half a na"
        assert "Owl sees very far" in stage.text and "And another" in stage.text
        await stage.press("escape", "4")
        assert sorted_(stage)["Theirs"] == ["Owl sees very far", "A [/] new one"]


async def test_a_card_that_somebody_else_sorts_leaves_and_the_cursor_goes_to_the_next(told: Path) -> None:
    async with at(told, "themes") as stage:
        await stage.press("down")
        with Session.open(told, "bo") as other:
            (hare,) = [one.id for one in responses(other) if one.text == "Hare runs"]
            themes.link(other, themes.themes(other, *PLACE)[0].id, hare)
        await stage.until(lambda: "unthemed: 4 of 5" in stage.text)
        assert card(stage) == "Cat watches"


async def test_the_field_with_most_left_over_comes_first_and_others_are_a_key_away(told: Path) -> None:
    with Session.open(told, "zoe") as session:
        add(session, Draft(block="round", field="words", group="plenary", text="Curious"))
        add(session, Draft(block="animals", field="said", group="table-1", text="We wait.", label="Student"))
    async with at(told, "themes") as stage:
        assert cards(stage)[0] == "Owl sees far"
        await stage.press("ctrl+b")
        assert cards(stage) == ["We wait."] and "Student" in stage.line_with("We wait.")
        await name(stage, "Time", "enter")
        assert [one.name for one in themes.themes(stage.session, "animals", "said")] == ["Time"]
        await stage.press("ctrl+g")
        assert "unthemed: 1 of 1" in stage.line_with("How people arrived")
        await stage.press(*"arrived", "enter")
        assert cards(stage) == ["Curious"]
        await stage.press("ctrl+s", "enter")
        assert cards(stage) == ["Curious"]


async def test_the_prose_of_a_deleted_theme_is_told_of_and_comes_back(told: Path) -> None:
    with Session.open(told, "zoe") as session:
        one = themes.themes(session, *PLACE)[0]
        prose.write(session, prose.THEME, one.id, "About it.")
    async with at(told, "themes") as stage:
        await go_to(stage, "Seeing")
        await stage.press("ctrl+x")
        assert "What was written about it" in stage.text
        await stage.press("ctrl+z")
        assert list(sorted_(stage)) == list(NAMES)


async def test_a_session_for_reading_only_can_be_looked_at_and_says_so(told: Path) -> None:
    async with at(told, "themes", read_only=True) as stage:
        await stage.press("1")
        assert "for reading only" in stage.text and "unthemed: 5 of 5" in stage.text
        await go_to(stage, "Waiting")
        await stage.press("ctrl+x")
        assert list(sorted_(stage)) == list(NAMES)


async def test_nothing_to_sort_is_said_and_no_key_promised(session_folder: Path) -> None:
    async with at(session_folder, "themes", size=NARROW) as stage:
        assert "There is nothing to sort yet" in stage.text
        assert not {"mark", "themes", "find"} & set(stage.text.splitlines()[-1].split())
        await stage.press("1", "a", "enter", "tab", "ctrl+z")
        with Session.open(session_folder, "bo") as other:
            add(other, point("First"))
        await stage.until(lambda: "First" in stage.text)
