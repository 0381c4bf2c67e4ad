"""What is put aside and what is noted: one key and one line from every screen of a session, and a list of each."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import HOSTILE, NARROW, SetClock, Stage, at
from visits import segments

from facikit.report.render import render
from facikit.session import agenda
from facikit.session.asides import incidents, park, parked
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


@pytest.mark.parametrize("place", ["run", "note", "plan", "themes", "write", "report"])
async def test_every_screen_of_a_session_notes_and_parks_by_the_same_two_keys(told: Path, place: str) -> None:
    async with at(told, "note", size=(120, 90)) as stage:
        agenda.go(stage.session, "animals", 0)
        stage.app.show(place)
        await stage.until(lambda: place == stage.app.screen.PLACE and stage.app.screen.stands)
        await stage.press("f6")
        await stage.enter("A fire alarm")
        await stage.until(lambda: "Noted: A fire alarm" in stage.told)
        await stage.press("f7")
        await stage.enter(HOSTILE[3])
        await stage.until(lambda: f"Parked: {HOSTILE[3]}" in stage.told)
        assert [(one.text, one.block) for one in incidents(stage.session)] == [("A fire alarm", "animals")]
        assert [(one.text, one.block) for one in parked(stage.session)] == [(HOSTILE[3], "animals")]
        await stage.press("f1")
        assert "Note what has just happened, with the time." in stage.text
        await stage.press("escape", "ctrl+p", *"parking", "enter")
        await stage.until(lambda: f"09:30 {HOSTILE[3]}" in stage.text)


async def test_after_the_day_what_is_noted_belongs_to_no_block(told: Path) -> None:
    async with at(told, "themes") as stage:
        agenda.go(stage.session, "animals", 0)
        stage.clock.forward(24 * 3600)
        await stage.press("f6")
        await stage.enter("The hall has sent its bill")
        assert [one.block for one in incidents(stage.session)] == [""]


async def test_what_is_being_written_stays_and_is_no_part_of_a_note(told: Path) -> None:
    async with at(told, "write") as stage:
        await stage.press(*"half", "f7", *"later", "enter")
        assert [one.text for one in parked(stage.session)] == ["later"]
        assert "half" in stage.text


async def test_of_two_keys_for_one_thing_help_and_commands_make_one_line(session_folder: Path) -> None:
    async with at(session_folder, "note", size=(120, 60)) as stage:
        await stage.press("f1")
        assert "Note what has just happened, with the time. (also F6)" in stage.text
        await stage.press("escape", "ctrl+p")
        assert stage.text.count("Note what has just happened") == 1


async def test_while_an_entry_is_changed_the_key_belongs_to_the_entry(session_folder: Path) -> None:
    async with at(session_folder, "note") as stage:
        await stage.enter("one")
        await stage.enter("two")
        await stage.press("up", "ctrl+x")
        assert "What happened?" not in stage.text
        assert not incidents(stage.session)


async def test_while_an_entry_is_changed_a_note_is_taken_by_its_other_key(session_folder: Path) -> None:
    async with at(session_folder, "note") as stage:
        await stage.enter("one")
        await stage.press("up", "f6")
        await stage.enter("A fire alarm")
        assert [one.text for one in incidents(stage.session)] == ["A fire alarm"]
        assert "Changing an entry" in stage.text
        assert stage.texts() == ["one"]


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
        await stage.until(lambda: "F6 notes what has happened" in stage.told)


@pytest.mark.parametrize("place", ["home", "note", "themes"])
async def test_how_somebody_is_forgotten_is_told_with_the_very_command(told: Path, place: str) -> None:
    async with at(told, place, kits=[told.parent.parent]) as stage:
        await stage.until(lambda: "A small day" in stage.text)
        await stage.press("ctrl+p", *"erase", "enter")
        wanted = f'facikit erase "{told}" --person "Jo Bell" --dry-run'
        await stage.until(lambda: "".join(wanted.split()) in _in_dialogue(stage))


def _in_dialogue(stage: Stage) -> str:
    """What stands in the dialogue, without the room between words and lines."""
    return "".join("".join(one.text for one in line).strip(" │") for line in segments(stage)).replace(" ", "")
