"""What somebody says off the record is kept off it at the table, by name in the list of what can be done."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import NARROW, WIDE, SetClock, Stage, at

from facikit.report.render import render
from facikit.session.responses import Draft, add, responses
from facikit.session.session import Session

pytestmark = pytest.mark.slow


@pytest.fixture
def said(session_folder: Path) -> Path:
    """Two rows in a table with columns, and two points."""
    with Session.open(session_folder, "bea", clock=SetClock()) as session:
        for field in ("points", "said"):
            for text in ("For everybody", "Between us [/]"):
                add(session, Draft(block="animals", field=field, group="table-1", text=text))
        for animal in ("owl", "fox"):
            add(session, Draft(block="animals", field="animals", group="table-1", cells={"animal": animal}))
    return session_folder


async def by_name(stage: Stage, words: str) -> None:
    await stage.press("ctrl+p", *("space" if letter == " " else letter for letter in words), "enter")


def kept(folder: Path, field: str) -> list[bool]:
    with Session.open(folder, read_only=True) as session:
        return [one.off_record for one in responses(session, "animals", field)]


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("place", ["note", "run"])
async def test_the_last_entry_is_kept_off_and_let_on_again(said: Path, place: str, size: tuple[int, int]) -> None:
    async with at(said, place, size=size) as stage:
        stage.app.desk.field = "points"
        stage.app.screen.go("animals", 0)  # type: ignore[attr-defined]
        await stage.pilot.pause()
        await by_name(stage, "off the record")
        assert "in no report and no export" in stage.told and "– off record" in stage.text
        await stage.until(lambda: kept(said, "points") == [False, True])
        assert render(stage.session, kits=[]).count("Between us") == 1  # what was said in another field stays
        await stage.press("ctrl+z")
        await stage.until(lambda: kept(said, "points") == [False, False])
        await by_name(stage, "off the record")
        await by_name(stage, "on the record again")
        await stage.until(lambda: kept(said, "points") == [False, False])


async def test_the_entry_that_is_being_changed_is_the_one_and_what_is_typed_stays_in_the_line(said: Path) -> None:
    async with at(said, "note") as stage:
        stage.app.desk.field = "said"
        stage.app.screen.go("animals", 0)  # type: ignore[attr-defined]
        await stage.pilot.pause()
        await stage.press("up", "up")
        await stage.type(" more")
        await by_name(stage, "this entry off")
        await stage.until(lambda: kept(said, "said") == [True, False])
        await stage.press("enter")
        await stage.until(lambda: "For everybody more" in stage.text)
        assert kept(said, "said") == [True, False]


async def test_rows_of_a_table_can_be_kept_off_and_nothing_is_offered_where_there_is_nothing(said: Path) -> None:
    async with at(said, "note") as stage:
        stage.app.desk.field = "animals"
        stage.app.screen.go("animals", 0)  # type: ignore[attr-defined]
        await stage.pilot.pause()
        await by_name(stage, "off the record")
        await stage.until(lambda: kept(said, "animals") == [False, True])
        assert "– off record" in stage.text
        await stage.press("ctrl+g", "ctrl+p", *"record")
        assert "Nothing here has these words." in stage.text
