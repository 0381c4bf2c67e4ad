"""Staff edit how something is quoted, in Write and in Themes: what was said stands above it, and stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import HOSTILE, NARROW, WIDE, SetClock, Stage, at

from facikit.session.responses import Draft, add, edit, response, responses
from facikit.session.rewording import reword, wordings
from facikit.session.session import Session
from facikit.tui.screens import reword as dialogue
from facikit.tui.screens.reword import Reword
from facikit.tui.widgets.entry_line import EntryLine
from facikit.tui.widgets.evidence_list import EvidenceList

pytestmark = pytest.mark.slow

RAW = "Well, we never, you know, have the time"
EDITED = "… we never … have the time"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pause in typing is over sooner."""
    monkeypatch.setattr(dialogue, "PAUSE_S", 0.01)


@pytest.fixture
def said(session_folder: Path) -> Path:
    """The small session with one thing said."""
    with Session.open(session_folder, "anna", clock=SetClock(1_772_600_000_000)) as session:
        add(session, Draft(block="animals", field="points", group="table-1", text=RAW, label="Student"))
    return session_folder


def one(stage: Stage) -> str:
    return responses(stage.session, "animals", "points")[0].id


async def change(stage: Stage, text: str) -> None:
    """Put another text into the line, as typing over it does."""
    line = stage.app.screen.query_one(EntryLine)
    line.load_text(text)
    await stage.pilot.pause(0.05)


async def to_evidence(stage: Stage) -> None:
    """From the first place about the animals to what was said there."""
    await stage.press("ctrl+f")
    for letter in "tell us":
        await stage.press("space" if letter == " " else letter)
    await stage.press("enter", "tab")
    listing = stage.app.screen.query_one(EvidenceList)
    for _ in range(8):
        if listing.piece is not None and listing.piece.response is not None:
            return
        await stage.press("down")
    raise AssertionError(stage.text)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_in_write_a_quote_is_edited_beside_its_raw_words_and_taken_back(said: Path, size) -> None:
    async with at(said, "write", size=size) as stage:
        await to_evidence(stage)
        await stage.press("ctrl+e")
        assert isinstance(stage.app.screen, Reword)
        assert "As it was said" in stage.text and stage.text.count(RAW) == 2 and "Student" in stage.text
        await change(stage, "we always have the time")
        await stage.until(lambda: "! ‘Well’ is left out" in stage.text)
        await change(stage, EDITED)
        await stage.until(lambda: "✓ Nothing in it" in stage.text)
        await stage.press("enter")
        await stage.until(lambda: not isinstance(stage.app.screen, Reword))
        assert (response(stage.session, one(stage)).text, response(stage.session, one(stage)).wording) == (RAW, EDITED)
        assert EDITED in " ".join(stage.text.split()) and "edited" in stage.text
        await stage.press("ctrl+z")
        assert response(stage.session, one(stage)).wording == ""


async def test_in_themes_a_card_has_the_same_key_and_an_empty_line_is_as_it_was_said(said: Path) -> None:
    async with at(said, "themes") as stage:
        await stage.press("ctrl+e")
        await change(stage, EDITED)
        await stage.press("enter")
        await stage.until(lambda: response(stage.session, one(stage)).wording == EDITED)
        assert RAW in stage.text and "edited" in stage.text
        await stage.press("ctrl+e")
        await change(stage, "")
        await stage.press("enter")
        await stage.until(lambda: response(stage.session, one(stage)).wording == "")
        await stage.press("ctrl+e", "escape")
        assert not isinstance(stage.app.screen, Reword)


async def test_what_somebody_else_worded_meanwhile_stands_beside_it_until_one_is_chosen(said: Path) -> None:
    async with at(said, "themes") as stage:
        await stage.press("ctrl+e")
        with Session.open(said, "bo", clock=SetClock(1_772_600_900_000)) as bo:
            reword(bo, one(stage), "… we … have the time")
        stage.session.refresh()
        await change(stage, EDITED)
        await stage.press("enter")
        await stage.until(lambda: len(wordings(stage.session, one(stage))) == 2)
        await stage.press("ctrl+e")
        assert "2 wordings stand here" in stage.text and "^t" in stage.text
        await stage.press("ctrl+t", "down", "enter")
        await stage.press("enter")
        await stage.until(lambda: len(wordings(stage.session, one(stage))) == 1)


async def test_what_the_report_finds_in_a_wording_is_mended_on_the_spot(said: Path) -> None:
    with Session.open(said, "bo") as bo:
        reword(bo, responses(bo, "animals", "points")[0].id, "we always have the time")
    async with at(said, "report") as stage:
        await stage.until(lambda: "always" in stage.text)
        await stage.press("tab")
        for _ in range(12):
            if "wording" in stage.app.screen.listing.point.finding.code:  # type: ignore[attr-defined]
                break
            await stage.press("down")
        await stage.press("enter")
        assert isinstance(stage.app.screen, Reword)
        await change(stage, EDITED)
        await stage.press("enter")
        await stage.until(lambda: "always" not in stage.text and "never … have" in stage.text)


async def test_what_is_off_the_record_has_no_wording(said: Path) -> None:
    with Session.open(said, "bo") as bo:
        edit(bo, responses(bo, "animals", "points")[0].id, off_record=True)
    async with at(said, "themes") as stage:
        await stage.press("ctrl+l", "ctrl+e")
        assert not isinstance(stage.app.screen, Reword)


async def test_one_key_empties_a_wording_of_several_rows_and_saving_says_what_is_not_honest(said: Path) -> None:
    async with at(said, "themes", size=NARROW) as stage:
        await stage.press("ctrl+e")
        await change(stage, "word " * 40)
        line = stage.app.screen.query_one(EntryLine)
        line.move_cursor(line.document.end)
        await stage.press("ctrl+u")
        assert line.text == ""
        await change(stage, "nobody said so")
        await stage.press("enter")
        await stage.until(
            lambda: "Its wording is saved" in stage.text and "was not said" in " ".join(stage.text.split())
        )


@pytest.mark.parametrize("text", HOSTILE)
async def test_any_words_stand_there_as_these_letters(session_folder: Path, text: str) -> None:
    with Session.open(session_folder, "anna") as session:
        made = add(session, Draft(block="animals", field="points", group="table-1", text=text))[0]
    async with at(session_folder, "themes") as stage:
        await stage.press("ctrl+e")
        assert stage.text.count(text) >= 2
        await change(stage, f"{text} [x]")
        await stage.press("enter")
        await stage.until(lambda: response(stage.session, made.id).wording == f"{text} [x]")


@pytest.mark.parametrize("place", ["write", "themes", "report"])
async def test_who_is_quoted_how_often_is_told_from_the_palette(said: Path, place: str) -> None:
    with Session.open(said, "bo") as bo:
        add(bo, Draft(block="animals", field="said", group="table-2", kind="quote", text="Never", label="Student"))
    async with at(said, place) as stage:
        await stage.press("ctrl+p")
        for letter in "who is q":
            await stage.press("space" if letter == " " else letter)
        await stage.press("enter")
        await stage.until(lambda: "Student: 1 of 1 quote, 1 of 1 response" in stage.text)
        assert "Table 2: 1 of 1 quote" in stage.text
        await stage.press("escape")
