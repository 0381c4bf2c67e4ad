"""A mind map comes in line by line: a tab in front hangs a point on the one above, in one command or in several."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, put, told

from facikit.session.responses import responses
from facikit.session.session import Session

MAPPED = """\
title: Mapped
groups: {tables: 2}
agenda:
  - {exercise: mind-map, groups: tables, with: {question: "What is it?"}}
  - {exercise: mind-map, id: unsigned, groups: tables, anonymous: yes, with: {question: "And now?"}}
"""


@pytest.fixture
def mapped(run: Run, kit: Path) -> Run:
    """Add lines to a block's map for the first table."""
    put(kit / "templates/workshops/mapped.yaml", MAPPED)
    assert run("new", "mapped").exit_code == 0
    return lambda block, *words, **given: run("add", "mapped", block, "map", *words, "--group", "Table 1", **given)


def hung(kit: Path) -> dict[str, str]:
    """Return the words of every point with those of the one it hangs on."""
    with Session.open(next((kit / "sessions").iterdir()), read_only=True) as session:
        said = {one.id: one for one in responses(session)}
    return {one.text: said[one.parent].text if one.parent else "" for one in said.values()}


def test_a_branch_may_be_given_line_by_line_in_commands_of_their_own(kit: Path, mapped: Run) -> None:
    for line in ("Housing", "\tRent", "\t\tDeposits", "\tRepairs"):
        assert mapped("mind-map", line).stderr == ""
    assert hung(kit) == {"Housing": "", "Rent": "Housing", "Deposits": "Rent", "Repairs": "Housing"}


def test_a_point_with_nothing_above_it_stands_by_itself_and_that_is_told(kit: Path, mapped: Run) -> None:
    assert "hang the first point on" in told(mapped("mind-map", "\tRent"))
    assert hung(kit) == {"Rent": ""}


def test_where_no_names_are_kept_a_branch_is_one_command(kit: Path, mapped: Run) -> None:
    """No order is kept there, so nobody can tell which card was the last."""
    assert mapped("unsigned", input="Housing\n\tRent\n").stderr == ""
    assert "hang the first point on" in told(mapped("unsigned", "\tRepairs"))
    assert hung(kit) == {"Housing": "", "Rent": "Housing", "Repairs": ""}
