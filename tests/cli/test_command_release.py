"""Letting the counts of a vote be seen, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, put, refused

VOTE = """
title: Vote
steps:
  - title: Vote
    capture:
      - {field: votes, kind: dots, items: [Buses, Benches], each: 2}
      - {field: said, kind: quotes}
"""


@pytest.fixture
def voted(kit: Path, run: Run) -> None:
    put(kit / "exercises" / "vote.yaml", VOTE)
    put(
        kit / "templates" / "workshops" / "voting.yaml",
        "title: Voting\nagenda:\n  - {exercise: vote, groups: plenary}\n",
    )
    assert run("new", "voting").exit_code == 0
    assert run("add", "voting", "vote", "votes", input="Buses\t7\n2\t4\n").exit_code == 0


@pytest.mark.usefixtures("voted")
def test_a_vote_is_in_no_report_until_it_is_released(run: Run) -> None:
    for genre in ("record", "session-report"):
        assert "7" not in run("report", "voting", "-t", genre).stdout.split("# Voting")[1].split("Parking")[0].replace(
            "2027", ""
        )
    assert run("release", "voting", "vote", "votes").exit_code == 0
    assert "Buses" in (report := run("report", "voting", "-t", "session-report").stdout) and "7 dots" in report
    assert run("release", "voting", "vote", "votes", "--hold").exit_code == 0
    assert "7 dots" not in run("report", "voting", "-t", "session-report").stdout


@pytest.mark.usefixtures("voted")
def test_what_is_no_vote_cannot_be_released(run: Run) -> None:
    assert "is no vote" in refused(run("release", "voting", "vote", "said"))
    assert "Did you mean" in refused(run("release", "voting", "vote", "vots"))
