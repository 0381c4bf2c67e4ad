"""What is put aside and what is noted: one key and one line from Run and Note, and a list of each to deal with."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import HOSTILE, NARROW, SetClock, at

from facikit.report.render import render
from facikit.session.incidents import incidents
from facikit.session.parking import park, parked
from facikit.session.session import Session

pytestmark = pytest.mark.slow

PARKED = "\n".join(("Permits [/]", "The roof"))


@pytest.fixture
def lot(session_folder: Path) -> Path:
    """A session with two things in its parking lot."""
    with Session.open(session_folder, "anna", clock=SetClock()) as session:
        for text in PARKED.split("\n"):
            park(session, text, "animals")
    return session_folder


@pytest.mark.parametrize("place", ["run", "note"])
async def test_what_happens_is_noted_by_one_key_and_what_was_being_typed_stays(
    session_folder: Path, place: str
) -> None:
    async with at(session_folder, place, size=NARROW) as stage:
        await stage.type("half a sent")
        await stage.press("ctrl+x")
        assert "09:30 · What happened?" in stage.text
        await stage.enter(f"A fire alarm {HOSTILE[0]}")
        assert "half a sent" in stage.text
        (one,) = incidents(stage.session)
        assert (one.text, one.block, one.who) == ("A fire alarm [/]", "round", "anna")
        stage.session.flush()
        assert "fire alarm" not in render(stage.session, "record", kits=[])


async def test_while_an_entry_is_changed_the_key_belongs_to_the_entry(session_folder: Path) -> None:
    async with at(session_folder, "note") as stage:
        await stage.enter("one")
        await stage.enter("two")
        await stage.press("up", "ctrl+x")
        assert "What happened?" not in stage.text
        assert not incidents(stage.session)


async def test_what_is_parked_is_reworded_ticked_off_and_taken_out_and_all_of_it_taken_back(lot: Path) -> None:
    async with at(lot, "run", size=NARROW) as stage:
        await stage.press("ctrl+p", *"the parking", "enter")
        await stage.until(lambda: "Permits [/]" in stage.text and "The roof" in stage.text)
        await stage.press("enter", "enter")  # the first of it, done
        await stage.until(lambda: "✓ 09:30 Permits [/]" in stage.text)
        await stage.press("down", "enter", "down", "enter")  # the second, its words
        await stage.enter(" garden")
        await stage.until(lambda: "The roof garden" in stage.text)
        await stage.press("enter", "down", "down", "enter")  # out with it: the list keeps its place
        await stage.until(lambda: "The roof" not in stage.text and "✓ 09:30 Permits" in stage.text)
        assert [(one.text, one.done) for one in parked(stage.session)] == [("Permits [/]", True)]
        await stage.press("escape")
        await stage.until(lambda: "Permits" not in stage.text)
        await stage.press("ctrl+z")
        assert "the taking out of “The roof garden”" in stage.told
        await stage.press("ctrl+z", "ctrl+z")
        assert "the ticking off of “Permits [/]”" in stage.told
        assert [(one.text, one.done) for one in parked(stage.session)] == [(one, False) for one in PARKED.split("\n")]


async def test_a_list_with_nothing_in_it_tells_the_key(session_folder: Path) -> None:
    async with at(session_folder, "note") as stage:
        await stage.press("ctrl+p", *"what was noted", "enter")
        await stage.until(lambda: "^x notes what has happened" in stage.told)
