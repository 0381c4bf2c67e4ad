"""A programme on the screens: found at home, written beside what its sessions have, and seen as its report."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import HOSTILE, NARROW, WIDE, at, put

from facikit.library.kits import packaged_kit
from facikit.session import prose, themes
from facikit.session.responses import Draft, add, mark, responses
from facikit.session.session import Session
from facikit.tui.evidence import evidence, meaning, references
from facikit.tui.reader import forms
from facikit.tui.writing import Place, parts

pytestmark = pytest.mark.slow

TEXT = """
title: All of it
sessions:
  - {session: DAY, as: day}
  - {title: Known, date: 2023-03-01}
sections:
  - {heading: Opening, slot: opening, hint: What it was about}
  - {heading: Said, name: said, from: day/animals.points}
"""


@pytest.fixture
def programme(session_folder: Path) -> Path:
    with Session.open(session_folder, "anna") as session:
        add(session, *(Draft(block="animals", field="points", group="table-1", text=text) for text in HOSTILE))
    folder = session_folder.parent / "all-of-it"
    put(folder / "programme.yaml", TEXT.replace("DAY", session_folder.name))
    return folder


@pytest.mark.usefixtures("programme")
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_home_tells_of_a_programme_and_opens_what_it_has(kit: Path, size: tuple[int, int]) -> None:
    async with at(None, "home", kits=[kit], size=size) as stage:
        await stage.until(lambda: "a programme of 2 sessions" in stage.text)
        await stage.until(lambda: "WHO TYPED" in stage.text)
        assert "BLOCKS" not in stage.text
        await stage.press("home", "enter")
        if "Open: All of it" not in stage.text:
            await stage.press("escape", "down", "enter")
        assert "Open: All of it" in stage.text
        assert "Note" not in stage.text.split("Open: All of it")[1]
        await stage.press("enter")
        await stage.until(lambda: "What it was about" in stage.text)


async def test_prose_is_written_beside_what_the_sessions_have_and_is_saved(programme: Path) -> None:
    async with at(programme, "write") as stage:
        assert "The programme's own" in stage.text
        assert "A small day" in stage.text
        stage.app.screen.to_text()
        await stage.press("W", "o", "w")
        await stage.until(lambda: prose.prose(stage.session, "session", "opening") == "Wow")


async def test_its_report_is_shown_with_its_kind_of_report_among_the_forms(programme: Path) -> None:
    async with at(programme, "report") as stage:
        await stage.until(lambda: "Contents" in stage.text)
        assert "1 Said" in stage.text


def test_a_session_alone_is_not_offered_the_report_of_several() -> None:
    names = [one.name for one in forms([packaged_kit()])]
    assert "programme-report" not in names and "session-report" in names
    assert "programme-report" in [one.name for one in forms([packaged_kit()], programme=True)]


def test_what_stands_beside_its_prose_leads_into_its_sessions(programme: Path) -> None:
    with Session.open(programme, "anna") as session:
        [part] = parts(session)
        [place] = part.places
        found = {piece.reference for piece in evidence(session, place)}
        assert {"[[see:said]]", "[[see:opening]]", "[[see:day]]", "[[see:day/animals]]"} <= found
        every = references(session, place)
        quoted = [piece for piece in every if piece.reference.startswith("[[quote:day/")]
        assert len(quoted) == len([one for one in HOSTILE if one.strip()])
        # Nothing of a session is changed by whoever writes for the programme.
        assert [piece for piece in every if piece.response is not None] == []
        assert meaning(session, "see", "said") == "Said"
        assert meaning(session, "see", "day") == "A small day"
        assert meaning(session, "see", "day/animals") == "Change animals"
        assert meaning(session, "quote", quoted[0].reference[8:-2]) is not None
        assert meaning(session, "see", "nowhere") is meaning(session, "quote", "gone/x") is None


def test_themes_in_common_stand_beside_its_prose_with_what_was_said(programme: Path, session_folder: Path) -> None:
    with Session.open(session_folder, "anna") as day:
        first, second, hidden = (one.id for one in responses(day)[:3])
        mark(day, "highlight", True, first)
        mark(day, "off_record", True, hidden)
        themes.make(day, "animals", "points", "Hours", members=[first, second, hidden])
    number = len(HOSTILE)
    put(
        programme / "programme.yaml",
        TEXT.replace("DAY", session_folder.name) + "  - {slot: time, theme: Time}\n"
        "themes:\n  - {name: Time, also: [day/Hours]}\n  - Tea\n",
    )
    with Session.open(programme, "anna") as session:
        before = evidence(session, Place("session", "opening", "Opening", ""))
        assert [(piece.kind, piece.words, piece.beside) for piece in before[:3]] == [
            ("head", "Themes that the sessions have in common", ""),
            ("theme", "Time", "2 responses in 1 of 1 sessions"),
            ("words", f"A small day: 2 of {number - 1} responses, 1 of 3 groups, as “Hours”", ""),
        ]
        assert [piece.reference for piece in before[3:5]] == [f"[[quote:day/{first}]]", ""]
        assert (before[4].words, before[4].beside) == ("Tea", "0 responses in 0 of 1 sessions")
        one = evidence(session, Place("session", "time", "Time", ""))
        assert [piece.reference for piece in one[3:5]] == [f"[[quote:day/{said}]]" for said in (first, second)]
        assert all(piece.words != "Tea" for piece in one)
        every = references(session, Place("session", "opening", "Opening", ""))
        assert f"[[quote:day/{hidden}]]" not in {piece.reference for piece in every}


def test_answers_stand_beside_the_slot_of_their_question(kit: Path) -> None:
    folder = kit / "sessions" / "form-only"
    sample = packaged_kit() / "sessions" / "project-evaluation"
    text = (
        f"title: T\nsessions: [{{session: '{sample}', as: form}}]\n"
        "sections: [{heading: E, answers: {from: form/answers.answers, slots: [gained, other]}}]\n"
    )
    put(folder / "programme.yaml", text)
    with Session.open(folder, "anna") as session:
        beside = evidence(session, Place("session", "gained", "Gained", ""))
        assert beside[0].words == "What did you gain from taking part?"
        assert [piece.beside for piece in beside[1:4]] == ["P1", "P2", "P5"]
        assert responses(session) == []


async def test_a_programme_has_no_day_to_note_anything_of(programme: Path) -> None:
    async with at(programme, "write") as stage:
        await stage.press("f6")
        assert "What happened?" not in stage.text
        await stage.press("ctrl+p")
        assert "What shall be done?" in stage.text
        assert "parking lot" not in stage.text


async def test_where_a_theme_of_a_session_comes_from_is_asked_from_the_programme(programme: Path, kit: Path) -> None:
    (day,) = [path for path in programme.parent.iterdir() if (path / "session.yaml").is_file()]
    with Session.open(day, "bea") as session:
        first = responses(session, "animals", "points")[0]
        themes.make(session, "animals", "points", "Seeing", members=[first.id])
    async with at(programme, "report", kits=[kit]) as stage:
        await stage.until(lambda: "being made" not in stage.text)
        await stage.press("ctrl+p", *"number", "enter")
        await stage.until(lambda: "part of the report" in stage.text and "Opening" in stage.text)
        await stage.press(*"seeing", "enter")
        await stage.until(lambda: "Type" not in stage.text and "Seeing" in stage.text and "bea" in stage.text)
        await stage.press("escape", "ctrl+p", *"number", "enter")
        await stage.until(lambda: "part of the report" in stage.text)
        await stage.press(*"opening", "enter")
        await stage.until(lambda: "Where does it come from?" in stage.text and "Type" not in stage.text)
