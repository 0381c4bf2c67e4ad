"""Poor definitions before the day: what is said of each, and what is made of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from small_kit import put, write_kit
from typer.testing import CliRunner

from facikit.cli.main import app
from facikit.library.checking import check_path
from facikit.library.finding import exercises, hidden
from facikit.library.kits import packaged_kit
from facikit.session import agenda
from facikit.session.responses import Draft, add, responses
from facikit.session.session import Session

VOTE = """\
title: Vote
blanks: {items: }
steps:
  - title: Vote
    minutes: 5
    capture: [{field: votes, kind: dots, items: <items>}, {field: said, kind: quotes}]
report: [votes, said]
"""


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    kit = write_kit(tmp_path / "kit")
    put(kit / "exercises" / "vote.yaml", VOTE)
    monkeypatch.chdir(kit)
    return kit


def check(kit: Path, text: str) -> list[str]:
    path = put(kit / "templates" / "workshops" / "day.yaml", text)
    return [str(problem) for problem in check_path(path, [kit, packaged_kit()])]


def facikit(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words), prog_name="facikit")
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("source", ["vote.votes", "vote.said", "later.ideas"])
def test_what_is_taken_from_itself_or_from_later_is_told_with_its_line(kit: Path, source: str) -> None:
    (problem,) = check(
        kit,
        f"""\
        title: T
        agenda:
          - exercise: vote
            with: {{items: {{from: {source}}}}}
          - {{exercise: mind-map, id: later}}
        """,
    )
    assert re.match(r"day\.yaml:[34]: agenda\[0\]", problem)
    own = source.startswith("vote.")
    assert ("is said in this very block" if own else "the block 'later' comes too late to take from") in problem


def test_groups_that_are_made_of_each_other_are_told(kit: Path) -> None:
    problems = check(
        kit,
        """\
        title: T
        groups:
          a: {from: two.ideas}
          b: {from: one.ideas}
        agenda:
          - {exercise: mind-map, id: one, groups: a}
          - {exercise: mind-map, id: two, groups: b}
        """,
    )
    told = "'two.ideas': the block 'two' comes too late to take from; take from an earlier block"
    assert problems == [f"day.yaml:3: groups.a.from: {told}"]


def test_of_two_exercises_with_one_name_the_first_kit_wins_and_the_list_says_which(kit: Path, tmp_path: Path) -> None:
    behind = put(tmp_path / "data" / "exercises" / "vote.yaml", "title: Another vote\nsteps: [{title: x}]\n")
    mine = kit / "exercises" / "vote.yaml"
    kits = [kit, tmp_path / "data"]
    assert exercises(kits)["vote"] == mine
    assert hidden(kits, "exercises") == {"vote": [behind]}
    code, out, err = facikit("list", "exercises")
    assert code == 0
    assert re.search(r"^vote +Vote$", out, re.MULTILINE) and "Another vote" not in out
    assert f"exercise/vote is {mine}; it is used in the place of {behind}" in err
    (one,) = [one for one in json.loads(facikit("list", "exercises", "--json")[1]) if one["name"] == "vote"]
    assert (one["path"], one["hides"]) == (str(mine), [str(behind)])
    assert "# Vote" in facikit("show", "exercise/vote")[1]


def test_a_blank_left_open_is_told_by_the_check_and_no_session_is_made(kit: Path) -> None:
    (problem,) = check(kit, "title: T\nagenda:\n  - {exercise: vote}\n")
    assert "'items' is missing, which vote needs" in problem and problem.startswith("day.yaml:3: ")
    code, out, err = facikit("new", "day")
    assert (code, out) == (1, "")
    assert "'items' is missing, which vote needs" in err
    assert list((kit / "sessions").iterdir()) == []


def test_an_exercise_is_right_with_its_blanks_open(kit: Path) -> None:
    assert facikit("check", str(kit / "exercises" / "vote.yaml"))[0] == 0


def test_a_session_keeps_the_exercise_as_it_was_when_the_session_was_made(kit: Path) -> None:
    check(kit, "title: T\nagenda:\n  - {exercise: vote, with: {items: [A bench, A pond]}}\n")
    folder = Path(facikit("new", "day")[1].strip())
    with Session.open(folder, "anna") as session:
        add(session, Draft(block="vote", field="said", group="plenary", text="Before"))
    put(kit / "exercises" / "vote.yaml", "title: Gone\nsteps: [{title: Other, capture: [{field: x, kind: list}]}]\n")
    with Session.open(folder, "anna") as session:
        assert agenda.block(session, "vote").title == "Vote"
        assert [field.field for field in agenda.block(session, "vote").fields] == ["votes", "said"]
        add(session, Draft(block="vote", field="said", group="plenary", text="After"))
        assert [one.text for one in responses(session)] == ["Before", "After"]
    (kit / "exercises" / "vote.yaml").unlink()
    code, out, _ = facikit("report", str(folder))
    assert code == 0 and "Before" in out and "After" in out
