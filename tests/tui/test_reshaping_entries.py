"""The entry in the line is moved, split, merged, taken out and given away by one chord each; each is taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import NARROW, Stage, at
from test_counting import go_to, wall

from facikit.session.responses import Draft, add, delete, edit, responses
from facikit.session.session import Session

pytestmark = pytest.mark.slow

__all__ = ["wall"]


async def test_an_entry_moves_up_and_down_and_goes_back_where_it_was(session_folder: Path) -> None:
    async with at(session_folder, "note", size=NARROW) as stage:
        for text in ("one", "two", "three"):
            await stage.enter(text)
        assert "^u up" not in stage.text
        await stage.press("up")
        assert "^u up" in stage.text and "^d down" not in stage.text
        await stage.press("ctrl+u", "ctrl+u")
        assert stage.texts() == ["three", "one", "two"] == [line.split()[-1] for line in marked(stage)]
        assert "▸✓ three" in stage.text and "^u up" not in stage.text and "^d down" in stage.text
        await stage.type(" blind mice")
        await stage.press("ctrl+d")
        assert stage.texts() == ["one", "three blind mice", "two"]
        await stage.press("ctrl+z")
        assert "Took back the moving of “three blind mice”." in stage.told
        await stage.press("ctrl+z")
        assert "Took back the change to “three" in stage.told
        await stage.press("ctrl+z", "ctrl+z")
        assert stage.texts() == ["one", "two", "three"]


def marked(stage: Stage) -> list[str]:
    return [line for line in stage.text.splitlines() if "✓" in line]


async def test_an_entry_is_split_at_the_cursor_and_put_together_again(session_folder: Path) -> None:
    async with at(session_folder, "note", size=NARROW) as stage:
        await stage.enter("Before")
        await stage.enter("owl fox [/] hare")
        await stage.press("up")
        assert "^k split" not in stage.text  # the cursor is at the end: there is nothing behind it
        await stage.press(*["left"] * 4)
        assert "^k split" in stage.text and "^w merge" in stage.text and "^x take out" in stage.text
        await stage.press("ctrl+k")
        assert stage.texts() == ["Before", "owl fox [/]", "hare"]
        assert "▸✓ hare" in stage.text
        await stage.press("ctrl+z")
        assert "Took back the splitting of “owl fox [/]”." in stage.told
        assert stage.texts() == ["Before", "owl fox [/] hare"]
        assert "▸✓ owl fox [/] hare" in stage.text
        await stage.type(" cat")
        await stage.press("ctrl+w")
        assert stage.texts() == ["Before\nowl fox [/] hare cat"]
        await stage.press("ctrl+z", "ctrl+z")
        assert stage.texts() == ["Before", "owl fox [/] hare"]


async def test_what_the_wrong_group_said_is_given_to_the_right_one(session_folder: Path) -> None:
    async with at(session_folder, "note", size=NARROW) as stage:
        await stage.press("ctrl+n")
        await stage.type("owl")
        await stage.press("tab")
        await stage.enter("sees")
        await stage.press("up")
        assert "^k split" not in stage.text  # a row has columns
        await stage.press("ctrl+g")
        assert "Which group said it?" in stage.text
        await stage.press("enter")
        assert stage.texts("animals", "animals", "table-2") == ["owl|sees"]
        assert "Given to Table 2." in stage.told and "Table 2 · 1" in stage.text
        await stage.press("ctrl+z")
        assert "Took back the giving of “owl · sees”." in stage.told
        assert stage.texts("animals", "animals", "table-1") == ["owl|sees"]
        await stage.press("up", "ctrl+x")
        assert stage.texts() == []
        await stage.press("ctrl+z")
        assert stage.texts() == ["owl|sees"]


async def test_by_name_as_by_key_and_only_under_its_own_category(session_folder: Path) -> None:
    with Session.open(session_folder, "anna") as session:
        for text, category in (("far one", "far"), ("near one", "near"), ("near two", "near")):
            add(session, Draft(block="animals", field="points", group="table-1", text=text, category=category))
    async with at(session_folder, "note", size=NARROW) as stage:
        await stage.press("ctrl+n", "shift+tab")
        await stage.until(lambda: "near one" in stage.text)
        await stage.press("up")
        assert "▸✓ Far" in stage.text  # Near stands above it
        assert "^u up" not in stage.text and "^d down" not in stage.text and "^w merge" not in stage.text
        await stage.press("ctrl+p", *"give this")
        await stage.press("enter", "enter")
        assert stage.texts("animals", "points", "table-2") == ["far one"]
        assert [one.text for one in responses(stage.session, "animals", "points", "table-1")] == [
            "near one",
            "near two",
        ]


async def test_an_entry_that_somebody_takes_out_meanwhile_stops_nothing(session_folder: Path) -> None:
    async with at(session_folder, "note", size=NARROW) as stage:
        one, two = (Draft(block="round", field="words", group="plenary", text=text) for text in ("one", "two"))
        with Session.open(session_folder, "ben") as other:
            first, _ = add(other, one, two)
            other.flush()
            await stage.until(lambda: "✓ two" in stage.text)
            await stage.press("up")
            delete(other, first.id)
            other.flush()
            stage.session.refresh()  # it has come, and the screen has not shown it yet
        await stage.press("ctrl+u", "ctrl+w")
        assert stage.texts() == ["two"] and "▸✓ two" in stage.text


async def test_the_facilitators_screen_has_the_same_keys(session_folder: Path) -> None:
    async with at(session_folder, "run", size=NARROW) as stage:
        await stage.press("ctrl+n")
        for text in ("one", "two three"):
            await stage.enter(text)
        await stage.press("up", "ctrl+left", "ctrl+k", "ctrl+u", "ctrl+w")
        assert stage.texts() == ["one\nthree", "two"]


async def test_nobodys_promise_is_put_together_with_somebody_elses(wall: Path) -> None:
    with Session.open(wall, "bo") as session:
        add(session, Draft(block="wall", field="promises", group="table-1", text="his secret"))
    async with at(wall, "note", size=NARROW) as stage:
        await go_to(stage, "promises")
        await stage.enter("I will call my sister")
        await stage.press("up")
        assert "^u up" in stage.text and "^w merge" not in stage.text
        await stage.press("ctrl+w", "escape")
        assert "his secret" in stage.texts("wall")


@pytest.mark.parametrize("typed", ["", "!"])
async def test_a_split_writes_over_nobodys_words(session_folder: Path, typed: str) -> None:
    async with at(session_folder, "note", size=NARROW) as stage:
        await stage.enter("owl fox")
        await stage.press("up", "ctrl+left", *typed)
        (one,) = responses(stage.session)
        with Session.open(session_folder, "ben") as other:
            edit(other, one.id, text="owl and fox")
            other.flush()
        await stage.until(lambda: "✓ owl and fox" in stage.text)
        await stage.press("ctrl+k")
        assert "Somebody else has changed this entry meanwhile" in stage.told
        heads = stage.session.records.get(f"response/{one.id}").heads["text"]
        assert "owl and fox" in [head.set["text"] for head in heads] and len(stage.texts()) == 1
