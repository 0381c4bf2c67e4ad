"""Fields that share their themes lie on one table: sorted by the same keys, each card telling what it answers."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from rooms import PLAN
from stage import NARROW, WIDE, at
from table import cards, name, point, right

from facikit.library.kinds import QuotesField
from facikit.session import sharing, themes
from facikit.session.create import create
from facikit.session.responses import add
from facikit.session.session import Session

pytestmark = pytest.mark.slow


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """The small day, in which what was said at the tables is sorted into the themes of the points."""
    animals, *rest = PLAN.agenda
    choose, share = animals.steps
    share = msgspec.structs.replace(share, capture=(QuotesField(field="said", themes_with="points"),))
    animals = msgspec.structs.replace(animals, steps=(choose, share))
    folder = create(msgspec.structs.replace(PLAN, agenda=(animals, *rest)), tmp_path)
    with Session.open(folder, "zoe") as session:
        add(session, point("Owl sees far"), point("We were never asked", field="said"))
    return folder


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_one_theme_takes_cards_of_both_and_one_act_is_taken_back_at_a_time(
    shared: Path, size: tuple[int, int]
) -> None:
    async with at(shared, "themes", size=size) as stage:
        assert cards(stage) == ["Owl sees far", "We were never asked"]
        assert "Points + Said" in stage.text and "unthemed: 2 of 2" in stage.text
        await name(stage, "Seeing", "enter")
        assert cards(stage) == ["We were never asked"] and "Said" in stage.text
        await stage.press("1")
        assert cards(stage) == [] and "unthemed: 0 of 2" in stage.text
        (one,) = themes.themes(stage.session)
        assert (one.block, one.field, len(one.members)) == ("animals", "points", 2)
        assert "Seeing" in right(stage)
        await stage.press("ctrl+z")
        assert cards(stage) == ["We were never asked"]


async def test_write_has_beside_a_theme_what_each_field_says_of_it(shared: Path) -> None:
    with Session.open(shared, "zoe") as session:
        every = [one.id for one in add(session, point("Hare runs"), point("Too fast for us", field="said"))]
        made = themes.make(session, "animals", "said", "Pace", members=every)
    async with at(shared, "write") as stage:
        stage.app.desk.write_at = ("theme", made.id)
        await stage.press("ctrl+f", *"Pace", "enter")
        await stage.until(lambda: "Hare runs" in stage.text and "Too fast for us" in stage.text)
        lines = stage.text.splitlines()
        at_points = next(number for number, line in enumerate(lines) if "Hare runs" in line)
        at_said = next(number for number, line in enumerate(lines) if "Too fast for us" in line)
        assert at_points < at_said and any("Said" in line for line in lines[at_points:at_said])


async def test_another_field_comes_onto_the_table_by_name_and_goes_again(session_folder: Path) -> None:
    with Session.open(session_folder, "zoe") as session:
        add(session, point("Owl sees far"), point("Hare [/] runs"), point("We were never asked", field="said"))
        themes.make(session, "animals", "said", "Asked [b]")
    async with at(session_folder, "themes") as stage:
        assert cards(stage) == ["Owl sees far", "Hare [/] runs"]
        await stage.press("ctrl+p", *"into", "space", *"these", "enter")
        assert "Which field is sorted into these themes, too?" in stage.text
        await stage.press(*"said", "enter")
        assert cards(stage) == ["Owl sees far", "Hare [/] runs", "We were never asked"]
        assert "Asked [b]" in right(stage) and "unthemed: 3 of 3" in stage.text
        await stage.press("ctrl+z")
        assert cards(stage) == ["Owl sees far", "Hare [/] runs"] and "Asked [b]" not in right(stage)
        await stage.press("ctrl+y", "ctrl+p", *"itself", "enter")
        assert cards(stage) == ["Owl sees far", "Hare [/] runs"]


async def test_where_another_laptop_puts_the_field_at_hand_into_a_set_one_goes_on_with_the_whole(
    session_folder: Path,
) -> None:
    with Session.open(session_folder, "zoe") as session:
        add(session, point("Owl sees far"), point("Hare runs"), point("We were never asked", field="said"))
    async with at(session_folder, "themes") as stage:
        with Session.open(session_folder, "bea") as other:
            sharing.put(other, ("animals", "points"), ("animals", "said"))
        await stage.until(lambda: "unthemed: 3 of 3" in stage.text)
        assert cards(stage) == ["We were never asked", "Owl sees far", "Hare runs"]
        await name(stage, "Seeing", "enter")
        (one,) = themes.themes(stage.session)
        assert (one.block, one.field) == ("animals", "said")
