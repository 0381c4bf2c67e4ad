"""Two laptops that could lead the room: one does, the other follows, and either may take over."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import NARROW, WIDE, SetClock, at

from facikit.session import agenda
from facikit.session.pace import pace
from facikit.session.responses import Draft, add
from facikit.session.session import Session
from facikit.session.timer import timer

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_latest_lead_is_followed_and_the_lead_is_taken_before_anything_moves(
    session_folder: Path, size: tuple[int, int]
) -> None:
    clock = SetClock()
    async with at(session_folder, "run", clock=clock, size=size) as stage:
        await stage.press("ctrl+n")
        assert "leads now" not in stage.text
        stage.session.flush()
        with Session.open(session_folder, "Kim [/]", clock=clock) as kim:
            agenda.go(kim, "animals")
            kim.flush()
            await stage.until(lambda: "Kim [/] leads now: at Change animals. ^n takes the lead here." in stage.text)
            assert "^n lead here" in stage.text and "^b" not in stage.text.splitlines()[-1]
            await stage.press("ctrl+n")
            assert "You lead the room now." in stage.told and "leads now" not in stage.text
            stage.session.flush()
            kim.refresh()
            assert agenda.position(kim).block == "animals"  # type: ignore[union-attr]
            assert agenda.position(kim).lead == "anna"  # type: ignore[union-attr]
            await stage.press("ctrl+n")
            assert agenda.position(stage.session).block == "coffee"  # type: ignore[union-attr]


async def test_a_line_that_holds_text_is_not_carried_away_by_another_lead(session_folder: Path) -> None:
    clock = SetClock()
    async with at(session_folder, "run", clock=clock) as stage:
        await stage.press("ctrl+n")
        await stage.type("half a sentence")
        stage.session.flush()
        with Session.open(session_folder, "Kim", clock=clock) as kim:
            agenda.go(kim, "animals")
            kim.flush()
            await stage.until(lambda: "Kim leads now: at Change animals" in stage.text)
            assert "half a sentence" in stage.text and "Plenary · How people arrived ›" in stage.text
            await stage.press("ctrl+p", *"follow kim", "enter")
            await stage.until(lambda: "Table 1 · Animal ›" in stage.text)
            assert "Unfinished" in stage.text and "^d unfinished line" in stage.text
            agenda.go(kim, "coffee")
            kim.flush()
            await stage.until(lambda: "at Coffee" in stage.text)
    assert not stage.texts()


async def test_a_lead_of_another_day_leads_no_more(session_folder: Path) -> None:
    clock = SetClock()
    with Session.open(session_folder, "Kim", clock=clock) as kim:
        agenda.go(kim, "animals")
    clock.forward(20 * 3600)
    async with at(session_folder, "run", clock=clock) as stage:
        assert "leads now" not in stage.text
        await stage.press("ctrl+n")
        assert agenda.position(stage.session).block == "coffee"  # type: ignore[union-attr]
        assert timer(stage.session, "animals", "share", 15).running_since is None


async def test_the_rest_of_a_block_is_skipped_by_name(session_folder: Path) -> None:
    async with at(session_folder, "run") as stage:
        await stage.press("ctrl+n", "ctrl+p", *"skip the rest", "enter")
        await stage.until(lambda: "Change animals" in stage.line_with("SAY") or "Go round the table." in stage.text)
        assert agenda.position(stage.session).block == "animals"  # type: ignore[union-attr]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_how_far_each_group_has_come_is_told_in_words(session_folder: Path, size: tuple[int, int]) -> None:
    clock = SetClock()
    async with at(session_folder, "run", clock=clock, size=size) as stage:
        await stage.press("ctrl+n")
        assert "Nothing yet from any" not in stage.text, "the whole room is one group here"
        await stage.press("ctrl+n")
        assert "Nothing yet from any of the 3 groups." in stage.text
        with Session.open(session_folder, "Bo", clock=clock) as bo:
            add(bo, Draft(block="animals", field="animals", group="table-2", cells={"animal": "owl"}))
            bo.flush()
            await stage.until(lambda: "Nothing yet: Table 1, Table 3 · just now: Table 2" in stage.text)
            clock.forward(125)
            add(bo, Draft(block="animals", field="animals", group="table-3", cells={"animal": "fox"}))
            bo.flush()
            await stage.until(lambda: "Nothing yet: Table 1 · 2 min ago: Table 2 · just now: Table 3" in stage.text)
        assert "Table 2 · 1  Table 3 · 1" in stage.text


async def test_where_no_names_are_kept_no_times_are_told(session_folder: Path) -> None:
    async with at(session_folder, "run") as stage:
        agenda.go(stage.session, "cards")
        add(stage.session, Draft(block="cards", field="now", group="individuals", text="one"))
        clock = stage.clock
        clock.forward(200)
        assert pace(stage.session, "cards", "now", [*agenda.groups(stage.session, "tables")], clock.now()) is None
