"""The end of the day: what is still missing, the record and a pack, one key each, and nothing that closes anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import NARROW, WIDE, SetClock, at

from facikit.library.kinds import DotsField
from facikit.library.shapes import Plan, PlannedBlock, Step
from facikit.library.values import Item
from facikit.session import agenda
from facikit.session.asides import note_incident, park
from facikit.session.create import create
from facikit.session.merge import opened
from facikit.session.responses import Draft, add
from facikit.session.session import Session
from facikit.session.tallies import is_released, tally

pytestmark = pytest.mark.slow

SILENT = "Nothing yet in Change animals"


@pytest.fixture
def evening(session_folder: Path) -> Path:
    """A session at its last step: one table has said something, another laptop is still open."""
    clock = SetClock()
    with Session.open(session_folder, "anna", clock=clock) as session:
        add(session, *(Draft(block="animals", field="points", group="table-2", text=f"point {n}") for n in range(3)))
        park(session, "Permits")
        note_incident(session, "A fire alarm")
    bo = Session.open(session_folder, "Bo [/]", clock=clock)
    add(bo, Draft(block="animals", field="points", group="table-3", text="fox"))
    bo.flush()
    with Session.open(session_folder, "anna", clock=clock) as session:
        agenda.go(session, "goodbye")
    return session_folder


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_after_the_last_step_stands_what_is_missing_and_the_way_to_it(
    evening: Path, size: tuple[int, int]
) -> None:
    async with at(evening, "run", size=size) as stage:
        await stage.press("ctrl+b", "ctrl+b")
        await stage.type("half a name")
        await stage.press("ctrl+n", "ctrl+n", "ctrl+n")
        await stage.until(lambda: "The end of the day" in stage.text)
        for words in (
            "4 entries · 1 parked · 1 noted · all of it on disk",
            "Bo [/] may still be typing",
            f"{SILENT} from Table 1",
            "Unfinished: half a name Evaluation, Individuals",
            "^e record",
            "^w pack",
        ):
            assert words in " ".join(stage.text.split()), stage.text
        await stage.press("down", "down", "down", "enter")
        await stage.until(lambda: "Table 1 · Animal ›" in stage.text)


async def test_the_record_is_written_by_one_key_and_says_where(evening: Path) -> None:
    async with at(evening, "run") as stage:
        await stage.enter("words of the last minute")
        await stage.press("ctrl+p", *"close the day", "enter")
        await stage.until(lambda: "The end of the day" in stage.text)
        await stage.press("ctrl+e")
        await stage.until(lambda: "✓ The record is written:" in stage.text)
        written = (evening / "reports" / "record.md").read_text(encoding="utf-8")
        assert "point 2" in written and "fox" in written and "Permits" in written and "fire alarm" not in written
        assert agenda.position(stage.session).block == "goodbye"  # type: ignore[union-attr]
        await stage.press("escape")
        assert "The end of the day" not in stage.text


async def test_the_pack_goes_where_one_says_and_has_everything(evening: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    async with at(evening, "run") as stage:
        await stage.press("ctrl+p", *"close the day", "enter")
        await stage.until(lambda: "The end of the day" in stage.text)
        await stage.press("ctrl+w")
        await stage.until(lambda: "Into which folder?" in stage.text)
        await stage.press(*str(stick), "enter")
        await stage.until(lambda: "✓ Everything is in this file:" in stage.text)
    (made,) = stick.iterdir()
    with opened(made) as source:
        assert source.session == "k7q2m9xw4d3t0b"
        assert len(source.logs) >= 3


async def test_a_vote_that_is_held_back_is_named_and_released_from_there(tmp_path: Path) -> None:
    vote = PlannedBlock(
        id="vote",
        title="Dot [/] vote",
        setting="plenary",
        steps=(Step(title="Vote", id="vote", capture=(DotsField(field="votes", items=(Item("One", "one"),)),)),),
    )
    folder = create(Plan(session="vote", title="A vote", date="2026-03-04", agenda=(vote,)), tmp_path)
    with Session.open(folder, "anna", clock=SetClock()) as session:
        tally(session, "vote", "votes", "plenary", "one", 2)
    async with at(folder, "run", size=NARROW) as stage:
        await stage.press("ctrl+p", *"close the day", "enter")
        await stage.until(lambda: "Held back: Dot [/] vote" in stage.text)
        await stage.press("down", "down", "enter")
        await stage.until(lambda: "Held back" not in stage.text and "The end of the day" in stage.text)
        assert is_released(stage.session, "vote", "votes")
