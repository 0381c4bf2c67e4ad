"""Counts that matter are entered twice, the second time without seeing the first, and it is said who has done so."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import NARROW, at
from test_counting import counted, go_to, wall

from facikit.session.session import Session

pytestmark = pytest.mark.slow

__all__ = ["wall"]


async def test_what_differs_is_shown_number_by_number_and_one_is_chosen(wall: Path) -> None:
    async with at(wall, "note", size=NARROW) as stage:
        await go_to(stage, "votes")
        assert "^w" not in stage.text
        for text in ("17", "0", "6"):
            await stage.enter(text)
    async with at(wall, "note", size=NARROW, who="bo") as stage:
        await go_to(stage, "votes")
        await stage.press("ctrl+w")
        assert "once more, to be sure" in stage.text and "1 of 3 · Walks" in stage.text
        assert "17" not in stage.text and "23" not in stage.text
        await stage.enter("tea 3")
        assert "That is the number of another item." in stage.told
        await stage.press(*["backspace"] * 5)
        await stage.enter("12")
        await stage.press("enter")  # none for tea
        await stage.enter("9")
        assert "1 of 2: Walks: which is right?" in stage.text and "entered first" in stage.text
        await stage.press("down", "enter")
        assert "2 of 2: Sharing the garden: which is right?" in stage.text
        await stage.press("down", "down", "enter")
        await stage.enter("8")
        await stage.until(lambda: "20 dots" in stage.text and "checked by bo" in stage.text)
        assert "Checked; 2 numbers are corrected." in stage.told
        assert counted(stage.session, "votes")["Sharing the garden"] == {"count": 8}
        await stage.press("ctrl+z")
        assert counted(stage.session, "votes")["Walks"] == {"count": 17} and "checked" not in stage.text
        await stage.press("ctrl+y")
        await stage.enter("1 13")
        assert "changed since bo checked it" in " ".join(stage.text.split())


async def test_leaving_in_the_middle_changes_nothing(wall: Path) -> None:
    async with at(wall, "note") as stage:
        await go_to(stage, "votes")
        await stage.enter("5")
        await stage.press("ctrl+w")
        await stage.enter("4")
        await stage.press("escape")
        assert counted(stage.session, "votes") == {"Walks": {"count": 5}} and "checked by" not in stage.text
        await stage.press("ctrl+w")
        await stage.paste("4\n\n2")
        assert "which is right?" in stage.text
        await stage.press("escape")
        assert counted(stage.session, "votes") == {"Walks": {"count": 5}}
        assert "Nothing is changed, and nothing is checked." in stage.told


@pytest.mark.parametrize(
    ("field", "first", "again"),
    [("lines", ("2 5 9 4 1", "1 0 0 0 0"), ("2 5 9 4 1", "", "1 0 0 0 0", "")), ("colours", ("4 2",), ("4 2", ""))],
)
async def test_points_of_a_scale_and_colours_agree_all_at_once(
    wall: Path, field: str, first: tuple[str, ...], again: tuple[str, ...]
) -> None:
    async with at(wall, "note", size=NARROW) as stage:
        await go_to(stage, field)
        for text in first:
            await stage.enter(text)
        await stage.press("ctrl+w")
        await stage.enter("3")
        assert "numbers belong here" in stage.told or "not a count of each colour" in stage.told
        await stage.press("backspace")
        for text in again:
            await stage.enter(text)
        await stage.until(lambda: "checked by anna" in stage.text)
        assert "Checked: both times the same." in stage.told
        stage.session.flush()
        with Session.open(wall, read_only=True) as other:
            assert other.records.of_kind("checked") == [f"checked/wall/{field}/table-1"]
