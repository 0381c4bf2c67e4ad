"""The page on kinds of report knows every kind that comes along, and what it says to type prints that kind."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from commands import Run

from facikit.library.finding import reports
from facikit.library.kits import packaged_kit

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "kinds-of-report.md").read_text(encoding="utf-8")
LINES = re.findall(r"^facikit (report .*?) +# (\S+)$", PAGE, re.MULTILINE)


def test_every_kind_that_comes_along_is_on_the_page_and_has_an_example() -> None:
    known = set(reports([packaged_kit()]))
    assert set(re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.MULTILINE)) == known
    assert {genre for _, genre in LINES} == known


@pytest.mark.parametrize(("line", "genre"), LINES, ids=[genre for _, genre in LINES])
def test_what_the_page_says_to_type_prints_that_kind(run: Run, line: str, genre: str) -> None:
    assert f"\n  template: {genre}\n" in run(*shlex.split(line)).stdout
