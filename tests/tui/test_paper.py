"""A pile of paper is typed in afterwards: sheet by sheet, without losing the place, and each can be gone back to."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import NARROW, at
from test_counting import go_to, wall

from facikit.session import agenda
from facikit.session.responses import responses
from facikit.session.session import Session
from facikit.session.sheets import sheets

__all__ = ["wall"]

pytestmark = pytest.mark.slow


async def test_sheets_are_counted_and_each_shows_what_came_from_it(session_folder: Path) -> None:
    async with at(session_folder, "note", size=NARROW) as stage:
        await stage.press("ctrl+n", "ctrl+t")
        assert "Sheet 1 · 0 entries" in stage.text and "Nothing from this sheet yet." in stage.text
        await stage.enter("owl [/]")
        await stage.paste("fox\thides\nhare\truns")
        await stage.press("enter")
        assert "Sheet 1 · 3 entries" in stage.text
        assert "^t next sheet" in stage.text
        await stage.type("half a sheet")
        await stage.press("ctrl+t")
        assert "Sheet 2 · 0 entries" in stage.text and "half a sheet" not in stage.text and "hides" not in stage.text
        await stage.press("ctrl+g")
        await stage.enter("snail")
        assert "Sheet 2 · 1 entry" in stage.text
        await stage.press("ctrl+p", *"name this", "enter")
        await stage.until(lambda: "What is sheet 2 called?" in stage.text)
        await stage.enter("photo of the wall: left")
        await stage.until(lambda: "Sheet 2 · 1 entry · photo of the wall: left" in stage.text)
        await stage.press("ctrl+p", *"go back to a sheet", "enter")
        assert (
            "1 · Table 1 · 4 entries" in stage.text and "2 · photo of the wall: left · Table 2 · 1 entry" in stage.text
        )
        await stage.press("up", "enter")
        assert "Sheet 1 · 4 entries" in stage.text and "half a sheet" in stage.text and "Table 1 · " in stage.text
        await stage.press("up")
        await stage.enter(" and a bit")
        assert "half a sheet and a bit" in stage.text
        await stage.press("ctrl+t")
        assert "Sheet 3 · 0 entries" in stage.text
        await stage.press("ctrl+p", *"no more", "enter")
        assert "Sheet" not in stage.text and "half a sheet" in stage.text and "hides" in stage.text
        found = {one.text or next(iter(one.cells.values())): one.sheet for one in responses(stage.session, "animals")}
        assert found["hare"] == "1" and found["snail"] == "2: photo of the wall: left"
        assert found["half a sheet and a bit"] == "1"


async def test_paper_is_not_left_for_the_facilitator_and_goes_on_where_it_stopped(session_folder: Path) -> None:
    async with at(session_folder, "note") as stage:
        await stage.press("ctrl+n", "ctrl+t")
        await stage.enter("owl")
        with Session.open(session_folder, "robin") as lead:
            agenda.go(lead, "animals", 0)
            agenda.go(lead, "cards", 0)
            lead.flush()
        await stage.until(lambda: agenda.position(stage.session) is not None)
        assert "Which animal is change" in stage.text and "The facilitator is at" not in stage.text
    async with at(session_folder, "note") as stage:
        await stage.press("ctrl+p", *"the agenda", "enter")
        await stage.press(*"change an", "enter", "ctrl+t")
        assert "Sheet 2 · 0 entries" in stage.text
    with Session.open(session_folder, "bo") as other:
        assert sheets(other, "animals") == {}, "everybody counts their own pile"


async def test_no_list_tells_which_cards_without_names_are_one_persons(session_folder: Path) -> None:
    async with at(session_folder, "note", size=NARROW) as stage:
        await stage.press("ctrl+p", *"the agenda", "enter")
        await stage.press(*"evaluation", "enter", "ctrl+t")
        await stage.enter("Too long")
        await stage.press("ctrl+t")
        await stage.enter("Too short")
        assert "Card 2" in stage.text and "Card 2 ·" not in stage.text and "Too long" in stage.text
        assert {one.sheet for one in responses(stage.session, "cards")} == {""}
        assert not any('"sheet"' in path.read_text(encoding="utf-8") for path in session_folder.glob("log/*"))


async def test_a_map_shows_every_branch_and_which_come_from_other_sheets(wall: Path) -> None:
    async with at(wall, "note") as stage:
        await go_to(stage, "map")
        await stage.press("ctrl+t")
        await stage.enter("Garden [/]")
        assert "– sheet" not in stage.text
        await stage.press("ctrl+t")
        await stage.press("tab")
        await stage.enter("Beds")
        assert "Garden [/]  (Opportunity)  – sheet 1" in stage.text
        assert "– sheet 2" not in stage.text and "· Beds" in stage.text
        await stage.press("ctrl+p", *"no more", "enter")
        assert "– sheet" not in stage.text
