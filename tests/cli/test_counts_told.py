"""Numbers are told in the room's words: in the status, so that whoever only counted has handed in, and in the log."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, put

from facikit.session.responses import mark
from facikit.session.session import Session

DAY = """\
title: Small day
groups: {tables: {names: [Quay, Pier, Slip]}}
agenda:
  - {exercise: discussion, groups: tables, with: {question: "Why?"}}
  - exercise: dot-vote
    groups: tables
    with: {items: {from: discussion.points, take: responses}}
  - exercise: rating-scale
    groups: plenary
    with: {statements: [We are heard]}
"""


@pytest.fixture
def day(run: Run, kit: Path) -> str:
    put(kit / "templates/workshops/day.yaml", DAY)
    assert run("new", "day", "--title", "Harbour").exit_code == 0
    run("add", "harbour", "discussion", "points", "A bench", "--group", "Quay")
    run("add", "harbour", "dot-vote", "votes", "A bench\t7", "--group", "Pier")
    run("add", "harbour", "rating-scale", "marks", "1\t4")
    return "harbour"


def test_status_counts_numbers_beside_entries(run: Run, day: str) -> None:
    text = run("status", day).stdout
    assert "Discussion: 1 entry\n  Quay: 1, Pier: 0, Slip: 0\n  nothing yet from: Pier, Slip\n" in text
    assert "Dot vote: 1 count\n  counts: Quay: 0, Pier: 1, Slip: 0\n  nothing yet from: Quay, Slip\n" in text
    assert "Scales: 1 count\n" in text


def test_a_group_that_only_counted_has_handed_in(run: Run, day: str) -> None:
    run("add", day, "dot-vote", "said", "Mine is the bench.", "--group", "Quay")
    text = run("status", day).stdout
    assert "Dot vote: 1 entry, 1 count\n  Quay: 1, Pier: 0, Slip: 0\n  counts: Quay: 0, Pier: 1, Slip: 0\n" in text
    assert text.split("Dot vote:")[1].split("nothing yet from: ")[1].startswith("Slip\n")


def test_a_count_that_was_taken_back_counts_no_more(run: Run, day: str) -> None:
    assert run("undo", day).exit_code == 0
    assert "Scales: 0 entries\n" in run("status", day).stdout


def test_the_log_tells_numbers_in_words(run: Run, day: str) -> None:
    run("undo", day)
    run("release", day, "dot-vote", "votes")
    run("undo", day)
    said = [line.split("  ", 2)[2] for line in run("log", day).stdout.splitlines()]
    assert said == [
        "discussion.points, Quay: A bench",
        "dot-vote.votes, Pier: A bench 7",
        "rating-scale.marks, plenary: We are heard, 1 mark at 4",
        "took back: rating-scale.marks, plenary: We are heard, 1 mark at 4 away",
        "dot-vote.votes: may be seen now",
        "took back: dot-vote.votes: may be seen now",
    ]


def test_the_log_does_not_tell_what_is_off_the_record_by_its_count(run: Run, day: str, kit: Path) -> None:
    response = run("add", day, "discussion", "points", "The manager drinks", "--group", "Pier").stdout.strip()
    run("add", day, "dot-vote", "votes", "The manager drinks\t3", "--group", "Pier")
    with Session.open(next((kit / "sessions").iterdir()), "anna") as session:
        mark(session, "off_record", True, response)
    told = run("log", day).stdout
    assert f"dot-vote.votes, Pier: {response} 3" in told
    assert "drinks" not in told


@pytest.mark.usefixtures("session_folder")
def test_commands_that_keep_no_names_are_told_in_one_line(run: Run) -> None:
    for number in range(3):
        run("add", "small", "cards", "now", str(number))
    assert run("status", "small").stdout.count("no name kept") == 1
