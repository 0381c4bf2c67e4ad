"""Staff sort what was said into themes: a card with one key, nothing lost, everything taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import HOSTILE, NARROW, WIDE, SetClock, Stage, at
from textual import events

from facikit.session import prose, themes
from facikit.session.responses import Draft, add, edit, responses
from facikit.session.session import Session
from facikit.tui.screens.themes import ThemesScreen
from facikit.tui.screens.words import Words

PLACE = ("animals", "points")
NAMES = ("Seeing", "Waiting", "Fast & slow")
SAID = ("Owl sees far", "Dog waits", "Hare runs", "Snail does not", "Cat watches")


def point(text: str, group: str = "table-1", field: str = "points") -> Draft:
    return Draft(block="animals", field=field, group=group, text=text)


def written(folder: Path, *texts: str, names: tuple[str, ...] = NAMES) -> Path:
    """Put points of two tables and some themes into the session, as somebody did yesterday."""
    with Session.open(folder, "zoe", clock=SetClock(1_772_500_000_000)) as session:
        add(session, *(point(text, f"table-{number % 2 + 1}") for number, text in enumerate(texts)))
        themes.make_all(session, *PLACE, *names)
    return folder


@pytest.fixture
def told(session_folder: Path) -> Path:
    return written(session_folder, *SAID)


def screen(stage: Stage) -> ThemesScreen:
    assert isinstance(stage.app.screen, ThemesScreen)
    return stage.app.screen


def sorted_(stage: Stage) -> dict[str, list[str]]:
    """What is in which theme, in words."""
    words = {one.id: one.text for one in responses(stage.session)}
    return {one.name: [words[member] for member in one.members] for one in themes.themes(stage.session, *PLACE)}


def cards(stage: Stage) -> list[str]:
    return [row.words for row in screen(stage).cards.rows]


def card(stage: Stage) -> str:
    row = screen(stage).cards.row
    return row.words if row is not None else ""


async def name(stage: Stage, text: str, *keys: str) -> None:
    """Type into the line, then press keys."""
    screen(stage).line.insert_text_at_cursor(text)
    await stage.pilot.pause()
    await stage.press(*keys)


async def go_to(stage: Stage, theme: str) -> None:
    """Go to a theme on its side."""
    await stage.press("tab", "home")
    for row in screen(stage).themes.rows:
        if row.words == theme:
            return
        await stage.press("down")
    raise AssertionError(f"there is no theme {theme}:\n{stage.text}")


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


async def test_themes_are_named_described_ordered_nested_merged_and_deleted_by_key(told: Path) -> None:
    async with at(told, "themes") as stage:
        await stage.press("1", "2")
        await go_to(stage, "Waiting")
        await stage.press("ctrl+e")
        await stage.enter(" for it")
        assert list(sorted_(stage)) == ["Seeing", "Waiting for it", "Fast & slow"]
        await stage.press("ctrl+w")
        await stage.enter("Who [/] waits.")
        await stage.press("ctrl+u")
        assert list(sorted_(stage)) == ["Waiting for it", "Seeing", "Fast & slow"]
        assert "Who [/] waits." in stage.text and "1 response from 1 of 3 groups" in stage.text
        await stage.press("ctrl+d", "right")
        above, nested = (themes.find_theme(stage.session, *PLACE, name) for name in ("Seeing", "Waiting for it"))
        assert above is not None and nested is not None and nested.parent == above.id
        await stage.press("left", "ctrl+j", "enter")
        assert sorted_(stage) == {"Seeing": ["Owl sees far", "Hare runs"], "Fast & slow": []}
        assert "merged from “Waiting for it”" in " ".join(stage.text.replace("▏", " ").split())
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


async def test_what_is_set_aside_or_off_the_record_is_not_left_over(told: Path) -> None:
    async with at(told, "themes") as stage:
        await stage.press("ctrl+d", "ctrl+o", "ctrl+k")
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


async def test_five_thousand_cards_are_walked_through_marked_and_sorted(session_folder: Path) -> None:
    written(session_folder, *(f"Card {number} said" for number in range(5000)))
    async with at(session_folder, "themes", size=NARROW) as stage:
        await stage.press("end", "space", "pageup", "space", "home", "3")
        assert "unthemed: 4998 of 5000" in stage.text
        assert [len(inside) for inside in sorted_(stage).values()] == [0, 0, 2]
