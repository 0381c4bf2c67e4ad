"""Choosing a quote and its wording from the command line: the raw words stay, and what is not honest is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Run, refused
from rooms import make

from facikit.session.responses import Draft, add, edit, response
from facikit.session.session import Session

RAW = "we never, you know, have the time"
EDITED = "[W]e never … have the time"


@pytest.fixture
def said(kit: Path) -> str:
    """A response in the one session of the kit; its id."""
    with Session.open(make(kit / "sessions"), "bo") as bo:
        return add(bo, Draft(block="animals", field="said", group="table-1", kind="quote", text=RAW))[0].id


def now(kit: Path, response_id: str) -> tuple[str, str, bool]:
    with Session.open(next((kit / "sessions").iterdir()), read_only=True) as session:
        one = response(session, response_id)
        return one.text, one.wording, one.highlight


def test_a_quote_is_chosen_worded_and_worded_as_it_was_said_again(kit, run: Run, said):
    assert run("quote", "small-day", said).stdout == f"{RAW}\n"
    assert now(kit, said) == (RAW, "", True)
    done = run("quote", "small-day", said[:5], EDITED)
    assert (done.exit_code, done.stdout, done.stderr) == (0, f"{EDITED}\n", "")
    assert now(kit, said) == (RAW, EDITED, True)
    assert "e never … have the time" in run("report", "small-day").stdout
    assert "wording" in run("undo", "small-day").stderr + run("log", "small-day").stdout
    assert run("quote", "small-day", said, EDITED).exit_code == 0
    assert run("quote", "small-day", said, "--as-said").stdout == f"{RAW}\n"
    assert run("quote", "small-day", said, "--drop").stdout == ""
    assert now(kit, said) == (RAW, "", False)


def test_what_was_not_said_is_told_and_saved_all_the_same(kit, run: Run, said):
    done = run("quote", "small-day", said, "we", "always", "have", "the", "time")
    assert done.exit_code == 0 and "‘always’ was not said here" in done.stderr
    assert now(kit, said)[1] == "we always have the time"
    facts = json.loads(run("quote", "small-day", said, "--json").stdout)
    assert facts["said"] == RAW and facts["wording"] == "we always have the time" and len(facts["problems"]) == 1


def test_what_is_off_the_record_is_not_quoted_and_not_shown(kit, run: Run, said):
    with Session.open(next((kit / "sessions").iterdir()), "bo") as bo:
        edit(bo, said, off_record=True)
    assert "off the record" in refused(run("quote", "small-day", said))


def test_two_wishes_at_once_are_wrong_usage(run: Run, said):
    refused(run("quote", "small-day", said, "we never", "--as-said"), 2)
    assert "no response" in refused(run("quote", "small-day", "nobody"))


def test_without_a_response_it_tells_who_is_quoted_how_often(kit, run: Run, said):
    with Session.open(next((kit / "sessions").iterdir()), "bo") as bo:
        edit(bo, said, label="Student")
        add(bo, Draft(block="animals", field="said", group="table-2", kind="quote", text="no"))
    done = run("quote", "small-day")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "By label:",
        "  Student: 1 of 2 quotes, 1 of 2 responses",
        "  No label: 1 of 2 quotes, 1 of 2 responses",
        "By group:",
        "  Table 1: 1 of 2 quotes, 1 of 2 responses",
        "  Table 2: 1 of 2 quotes, 1 of 2 responses",
    ]
    facts = json.loads(run("quote", "small-day", "--json").stdout)
    assert facts["label"][0] == {"name": "Student", "quotes": 1, "responses": 1, "people": None}
