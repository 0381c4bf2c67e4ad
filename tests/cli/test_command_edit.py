"""A response's words are put right from the command line: by its id, in the line that ``add`` takes for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Run, refused
from rooms import make

from facikit.session.responses import Draft, add, response
from facikit.session.session import Session


@pytest.fixture
def said(kit: Path) -> str:
    """A labelled point in the one session of the kit; its id."""
    with Session.open(make(kit / "sessions"), "anna") as session:
        return add(session, Draft(block="animals", field="points", group="table-1", label="Staff", text="Owl"))[0].id


def now(kit: Path, response_id: str):
    with Session.open(next((kit / "sessions").iterdir()), read_only=True) as session:
        return response(session, response_id)


@pytest.mark.parametrize(
    "words", ["Owl, sees the bigger picture", "[/] {{ 7 }} *star*", "-dash first", "日本語 é", "=SUM(A1)"]
)
def test_words_are_put_in_the_place_of_others_and_taken_back(kit, run: Run, said, words):
    done = run("edit", "small-day", said[:6], words)
    assert (done.exit_code, done.stdout, done.stderr) == (0, f"{said}\n", "")
    assert (now(kit, said).text, now(kit, said).label) == (words, "Staff")
    assert run("undo", "small-day").exit_code == 0
    assert now(kit, said).text == "Owl"


def test_the_words_come_from_standard_input_and_the_answer_as_json(run: Run, said):
    done = run("edit", "small-day", said, "--json", input="Heron\n")
    facts = json.loads(done.stdout)
    assert (facts["id"], facts["text"], facts["line"], facts["label"]) == (said, "Heron", "Heron", "Staff")


@pytest.mark.usefixtures("said")
def test_a_row_of_a_table_is_given_whole_so_that_no_cell_is_emptied_unseen(kit, run: Run):
    run("add", "small-day", "animals", "animals", "owl\tsees", "--group", "Table 1")
    row = run("add", "small-day", "animals", "animals", "fox\thides", "--group", "Table 1").stdout.strip()
    assert "with tabs between" in refused(run("edit", "small-day", row, "hare"))
    assert list(now(kit, row).cells.values()) == ["fox", "hides"]
    assert run("edit", "small-day", row, "hare\t").exit_code == 0
    assert list(now(kit, row).cells.values()) == ["hare"]
    assert json.loads(run("edit", "small-day", row, "hare\truns", "--json").stdout)["line"] == "hare\truns"


def test_what_is_not_there_and_what_has_no_words_is_told(run: Run, said):
    assert "There is no response 'zz'" in refused(run("edit", "small-day", "zz", "words"))
    assert "no words" in refused(run("edit", "small-day", said, " "))
    assert "no words" in refused(run("edit", "small-day", said, input="\n\n"))
