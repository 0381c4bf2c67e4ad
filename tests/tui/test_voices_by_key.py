"""Whom an entry is attributed to by ^l: names, roles with a number, organisations, codes, or nobody at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import at

from facikit.library.kits import data_folder
from facikit.session import codes
from facikit.session.people import add_people, people
from facikit.session.responses import responses
from facikit.session.session import Session

pytestmark = pytest.mark.slow

ROWS = [
    {"name": "Zuzana Quillfeather", "role": "Student", "team": "Mill Trust"},
    {"name": "Oswin Thrapple", "role": "Student", "team": "Harbour House"},
]


def people_go_by(folder: Path, level: str) -> Path:
    """Say in the plan at which level people are attributed, and put two people into the register."""
    path = folder / "session.yaml"
    path.write_text(path.read_text(encoding="utf-8") + f"voices: {level}\n", encoding="utf-8")
    with Session.open(folder, "anna") as session:
        add_people(session, ROWS)
    return folder


def labels(session: Session) -> list[str]:
    return [one.label for one in responses(session, "round", "words")]


async def attributed(folder: Path, *narrowed: str) -> tuple[str, list[str]]:
    """Type an entry, choose its label by typing part of it; return what was on the screen, and the labels."""
    async with at(folder, "note") as stage:
        await stage.type("It takes two days.")
        await stage.press("ctrl+l")
        shown = stage.text
        for letter in "".join(narrowed):
            await stage.press("space" if letter == " " else letter)
        await stage.press("enter")
        await stage.press("enter")
        return shown, labels(stage.session)


async def test_names_of_the_register_are_offered_where_people_are_named(session_folder: Path) -> None:
    shown, kept = await attributed(people_go_by(session_folder, "name"), "osw")
    assert "Oswin Thrapple" in shown and "Practitioner" in shown and kept == ["Oswin Thrapple"]


async def test_the_list_is_offered_with_numbers_where_voices_are_told_apart(session_folder: Path) -> None:
    shown, kept = await attributed(people_go_by(session_folder, "role-number"), "student 2")
    assert "Student 1" in shown and kept == ["Student 2"]


async def test_organisations_of_the_register_are_offered(session_folder: Path) -> None:
    shown, kept = await attributed(people_go_by(session_folder, "organisation"), "harb")
    assert "Mill Trust" in shown and "Practitioner" not in shown and kept == ["Harbour House"]


async def test_who_has_the_key_picks_by_name_and_the_log_has_the_code_only(session_folder: Path) -> None:
    folder = people_go_by(session_folder, "code")
    with Session.open(folder, read_only=True) as session:
        given = codes.give(session)
        mine = next(given[one.id] for one in people(session) if one.name.startswith("Zuzana"))
    shown, kept = await attributed(folder, "zuz")
    assert "Zuzana Quillfeather" in shown and mine in shown and kept == [mine]


async def test_who_has_no_key_picks_a_code(session_folder: Path) -> None:
    shown, kept = await attributed(people_go_by(session_folder, "code"), "p2")
    assert "Zuzana" not in shown and "P1" in shown and kept == ["P2"]
    assert not (data_folder() / "codes").exists()


async def test_the_key_says_so_where_nobody_is_attributed(session_folder: Path) -> None:
    async with at(people_go_by(session_folder, "none"), "note") as stage:
        await stage.type("It takes two days.")
        await stage.press("ctrl+l")
        assert "Nobody is attributed here" in stage.told
        await stage.press("enter")
        assert labels(stage.session) == [""]
