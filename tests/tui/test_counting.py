"""Scales, dots, choices, counts, mind maps and promises are typed as fast as they are read off the wall."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import HOSTILE, NARROW, WIDE, Stage, at, put

from facikit.library.finding import shelf
from facikit.library.planning import plan
from facikit.library.reading import read
from facikit.library.shapes import Workshop
from facikit.session import agenda, meaning
from facikit.session.create import create
from facikit.session.headcounts import count_heads, heads
from facikit.session.responses import Draft, add, edit
from facikit.session.scales import marks
from facikit.session.session import Session
from facikit.session.taking import items
from facikit.session.tallies import is_released, tallies
from facikit.tui.branching import points

pytestmark = pytest.mark.slow

WALL = """\
title: Wall
steps:
  - title: Say
    minutes: 5
    capture: [{field: ideas, kind: list}]
  - title: Vote
    minutes: 5
    capture:
      - {field: votes, kind: dots, items: [Walks, Tea at four, Sharing the garden], each: 3}
      - {field: colours, kind: dots, items: [Walks, Tea], each: 2, colours: [Red, Blue]}
      - {field: hands, kind: choice, options: ["Yes", "No"]}
      - {field: posted, kind: count, label: Cards posted}
  - title: Mark
    minutes: 5
    capture:
      - field: lines
        kind: scale
        statements: [We are heard, We have time]
        points: 5
        low: not at all
        high: entirely
        rounds: [Before, After]
      - {field: map, kind: tree, root: Our street, kinds: [Opportunity, Challenge]}
      - {field: promises, kind: pledge}
  - title: Later
    minutes: 5
    capture: [{field: taken, kind: dots, items: {from: wall.ideas, take: responses}}]
"""
DAY = "title: Wall day\ngroups: {tables: 2}\nagenda: [{exercise: wall, groups: tables}]\n"


@pytest.fixture
def wall(kit: Path) -> Path:
    """A session in which everything is counted."""
    put(kit / "exercises" / "wall.yaml", WALL)
    put(kit / "templates" / "workshops" / "wall-day.yaml", DAY)
    workshop, problems = read(kit / "templates" / "workshops" / "wall-day.yaml", Workshop)
    assert workshop is not None and not problems
    made, problems = plan(
        workshop, shelf([kit]), session_id="wall", date="2026-03-04", zone="Europe/London", name="wall-day"
    )
    assert not problems
    return create(made, kit / "sessions")


async def go_to(stage: Stage, field: str) -> None:
    """Come to a field as somebody does who knows its name."""
    block = agenda.block(stage.session, "wall")
    step = next(at for at, one in enumerate(block.steps) if field in [other.field for other in one.capture])
    stage.app.desk.field = field
    stage.app.screen.go("wall", step)  # type: ignore[attr-defined]
    await stage.pilot.pause()


def counted(session: Session, field: str, group: str = "table-1") -> dict[str, dict[str, int]]:
    every = meaning.find_field(agenda.block(session, "wall"), field)
    source = getattr(every, "items", getattr(every, "options", ()))
    found = tallies(session, "wall", field, items(session, source))
    return {one.item.text: one.by_group[group] for one in found if group in one.by_group}


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_dots_go_down_the_list_or_to_an_item_by_number_or_beginning(wall: Path, size: tuple[int, int]) -> None:
    with Session.open(wall, "anna") as session:
        count_heads(session, "wall", "table-1", 4)
    async with at(wall, "note", size=size) as stage:
        await go_to(stage, "votes")
        assert "0 of 12 dots (4 people, 3 each) · held back: ^l lets them be seen" in stage.text
        for text in ("5", "0", "sharing 6", "tea 2", "1 4"):
            await stage.enter(text)
        assert counted(stage.session, "votes") == {
            "Walks": {"count": 4}, "Tea at four": {"count": 2}, "Sharing the garden": {"count": 6}
        }  # fmt: skip
        assert stage.line_with("3  Sharing the garden").split()[-1] == "6"
        assert "12 of 12 dots" in stage.text
        await stage.enter("3 9")
        assert "15 of 12 dots (4 people, 3 each) · ! 3 more than there are: kept as typed" in stage.text
        await stage.enter("dance 3")
        assert "There is no item 'dance'" in stage.told and "dance 3" in stage.text
        await stage.press(*["backspace"] * 7)
        await stage.press("up", "up", "down")
        await stage.enter("-")
        assert "Tea at four" not in counted(stage.session, "votes")
        await stage.press("ctrl+z")
        assert counted(stage.session, "votes")["Tea at four"] == {"count": 2}
        assert not is_released(stage.session, "wall", "votes")
        await stage.press("ctrl+l")
        assert is_released(stage.session, "wall", "votes") and "seen by all" in stage.text


async def test_dots_of_colours_choices_and_single_counts(wall: Path) -> None:
    async with at(wall, "note") as stage:
        await go_to(stage, "colours")
        for text in ("4 2", "blue 3", "walks red 5"):
            await stage.enter(text)
        assert counted(stage.session, "colours") == {"Walks": {"red": 5, "blue": 2}, "Tea": {"blue": 3}}
        await go_to(stage, "hands")
        await stage.paste("No\t7\nYes\t12")
        await stage.press("enter")
        assert counted(stage.session, "hands") == {"Yes": {"count": 12}, "No": {"count": 7}}
        assert "N = 19" in stage.text
        await stage.press("ctrl+z")
        assert counted(stage.session, "hands") == {}
        await go_to(stage, "posted")
        await stage.enter("12 of 40")
        assert "12 of 40" in stage.text


async def test_marks_are_typed_one_by_one_or_all_points_at_once_in_each_round(wall: Path) -> None:
    async with at(wall, "note") as stage:
        await go_to(stage, "lines")
        assert "1 = not at all · 5 = entirely" in stage.text
        for text in ("3", "3", "5"):
            await stage.enter(text)
        await stage.press("tab")
        await stage.enter("2 5 9 4 1")
        await stage.press("up", "ctrl+o")
        assert "Table 1 · After · We are heard" in stage.text
        await stage.enter("4")
        await stage.enter("4")
        field = meaning.find_field(agenda.block(stage.session, "wall"), "lines")
        statements = items(stage.session, field.statements)  # type: ignore[union-attr]
        before, after = (marks(stage.session, "wall", "lines", statements, name) for name in ("before", "after"))
        assert [one.points for one in before] == [{3: 2, 5: 1}, {1: 2, 2: 5, 3: 9, 4: 4, 5: 1}]
        assert [one.points for one in after] == [{4: 2}, {}]
        assert stage.line_with("We have time  ").split()[-7:] == ["Before", "2", "5", "9", "4", "1", "21"]
        await stage.enter("6")
        assert "Point 6 is not on the scale." in stage.told
        await stage.enter(" 1")
        assert "2 numbers are neither one point" in stage.told


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_mind_map_grows_by_enter_and_tab(wall: Path, size: tuple[int, int]) -> None:
    async with at(wall, "note", size=size) as stage:
        await go_to(stage, "map")
        await stage.enter("Garden [/]")
        await stage.press("tab")
        assert "on “Garden [/]”" in stage.text
        await stage.enter("Beds")
        await stage.press("ctrl+o")
        await stage.enter("No water")
        await stage.press("shift+tab")
        await stage.enter("Bus stop")
        found = [(depth, one.text, one.category) for depth, one in points(stage.session, ("wall", "map", "table-1"))]
        assert found == [
            (0, "Garden [/]", "opportunity"), (1, "Beds", "opportunity"), (1, "No water", "challenge"),
            (0, "Bus stop", "challenge"),
        ]  # fmt: skip
        assert "    · No water  (Challenge)" in stage.text
        await stage.press("up", "tab")  # the last point is hung on the one above it
        await stage.press("enter")
        assert [depth for depth, _ in points(stage.session, ("wall", "map", "table-1"))] == [0, 1, 1, 1]


@pytest.mark.parametrize("place", ["note", "run"])
async def test_tab_leads_through_a_mind_map_and_on_to_the_next_field(wall: Path, place: str) -> None:
    async with at(wall, place) as stage:
        await go_to(stage, "lines")
        await stage.press("tab", "tab")
        assert "Tab: next field" in stage.text  # there is nothing yet to hang a point on
        await stage.press("tab")
        assert "▸Promises" in stage.text
        await stage.press("shift+tab")
        await stage.enter("Garden")
        assert "Tab: one level deeper" in stage.text
        await stage.press("tab")
        assert "on “Garden”" in stage.text and "Tab: next field" in stage.text
        await stage.type("Beds")
        await stage.press("tab")
        assert "There is no point on this branch yet" in stage.told and "Beds" in stage.text
        await stage.press("enter", "tab", "tab")
        assert "▸Promises" in stage.text
        found = [(depth, one.text) for depth, one in points(stage.session, ("wall", "map", "table-1"))]
        assert found == [(0, "Garden"), (1, "Beds")]


async def test_a_promise_is_seen_by_whoever_typed_it_and_by_nobody_else(wall: Path) -> None:
    with Session.open(wall, "bo") as session:
        add(session, Draft(block="wall", field="promises", group="table-1", text="his secret"))
    async with at(wall, "note") as stage:
        await go_to(stage, "promises")
        await stage.enter("I will call my sister")
        assert "I will call my sister" in stage.text and "(private)" in stage.text and "his secret" not in stage.text
        assert "reports say how many, not what" in stage.text
        await stage.press("ctrl+f", *"his")
        assert "his secret" not in stage.text
        await stage.press("escape", "up", "escape", "up", "up")
        assert "his secret" not in stage.text


async def test_items_follow_what_was_said_upstream(wall: Path) -> None:
    with Session.open(wall, "anna") as session:
        first, *_ = add(
            session, *(Draft(block="wall", field="ideas", group="table-1", text=text) for text in HOSTILE[:8])
        )
    async with at(wall, "note") as stage:
        await go_to(stage, "taken")
        assert all(f"{number}  {text}" in stage.text for number, text in enumerate(HOSTILE[:8], 1))
        await stage.enter("7")
        with Session.open(wall, "bo") as other:
            edit(other, first.id, text="Said better")
        await stage.until(lambda: "1  Said better" in stage.text)
        assert stage.line_with("Said better").split()[-1] == "7"


async def test_in_a_long_list_the_item_that_is_counted_next_is_in_sight(wall: Path) -> None:
    with Session.open(wall, "anna") as session:
        for number in range(60):
            add(session, Draft(block="wall", field="ideas", group="table-1", text=f"Idea {number + 1}"))
    async with at(wall, "note", size=NARROW) as stage:

        def marked() -> str:
            return next((line for line in stage.text.splitlines() if line.startswith("▸")), "")

        await go_to(stage, "taken")
        await stage.until(lambda: "Idea 1" in marked())
        await stage.press(*["tab"] * 44)
        assert "Idea 45" in marked()
        await go_to(stage, "ideas")
        await stage.until(lambda: "Idea 60" in stage.text)
        await go_to(stage, "taken")
        await stage.until(lambda: "Idea" in marked())


@pytest.mark.parametrize("place", ["run", "note"])
async def test_people_are_counted_once_and_carried_on(session_folder: Path, place: str) -> None:
    async with at(session_folder, place) as stage:
        await stage.press("ctrl+n", "ctrl+n") if place == "run" else await stage.press("ctrl+n")
        await stage.press("ctrl+k")
        assert "How many in Table 1?" in stage.text
        await stage.enter("8")
        await stage.until(lambda: "8 people ──" in stage.text)
        assert heads(stage.session, "animals", "table-1") == 8
        await stage.press("ctrl+k")
        await stage.enter("some")  # behind the 8 that stands there
        assert "is not a number of people" in stage.told
