"""A day that runs late: what could win time is offered in a line, taken by key, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import NARROW, WIDE, at, put

from facikit.library.finding import shelf
from facikit.library.planning import plan
from facikit.library.reading import read
from facikit.library.shapes import Workshop
from facikit.session import agenda
from facikit.session.create import create

pytestmark = pytest.mark.slow

VOTE = """\
title: "Vote [/]"
setting: plenary
steps:
  - {title: Think, minutes: 5, say: Think first.}
  - {title: Raise hands, minutes: 10, say: Hands up., if_short: "Ask for a nod, [red]all at once[/]."}
"""
DAY = """\
title: A day that is long
start: "09:30"
agenda:
  - {exercise: vote}
  - {input: "Coffee [/]", minutes: 20, can_cut: true}
  - {break: Lunch, at: "10:10", minutes: 45}
  - {close: Goodbye, minutes: 5}
"""


@pytest.fixture
def late_day(tmp_path: Path) -> Path:
    """A session with a fixed lunch, a talk that may be cut, and a step with a short form."""
    kit = tmp_path / "late"
    (kit / "sessions").mkdir(parents=True)
    put(kit / "exercises" / "vote.yaml", VOTE)
    put(kit / "exercises" / "talk.yaml", "title: Talk\nsetting: plenary\nsteps:\n  - {title: Listen, minutes: 20}\n")
    workshop, problems = read(put(kit / "templates" / "workshops" / "day.yaml", DAY), Workshop)
    assert workshop is not None and not problems
    made, problems = plan(
        workshop, shelf([kit]), session_id="k7q2m9xw4d3t0b", date="2026-03-04", zone="Europe/London", name="day"
    )
    assert not problems
    return create(made, kit / "sessions")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_what_could_win_time_is_offered_from_three_minutes_behind_on(
    late_day: Path, size: tuple[int, int]
) -> None:
    async with at(late_day, "run", size=size) as stage:
        await stage.press("ctrl+n")
        assert "on time" in stage.text and "behind:" not in stage.text and "^u" not in stage.text
        assert ("Lunch at 10:10: 5 min to spare before it." in stage.text) == (size == WIDE)
        stage.clock.forward(19 * 60)
        await stage.until(lambda: "4 min behind: Coffee [/] could be cut (20)" in stage.text)
        assert "Raise hands has a short form. ^u" in stage.text
        stage.clock.forward(7 * 60)
        await stage.until(lambda: "Lunch at 10:10 will start 10:16." in stage.text)
        assert "11 min behind" in stage.line_with("A day that is long")
        assert "^u win time" in stage.text.splitlines()[-1]


async def test_a_way_to_win_time_is_taken_by_key_and_taken_back(late_day: Path) -> None:
    async with at(late_day, "run") as stage:
        await stage.press("ctrl+n", "ctrl+n")
        stage.clock.forward(26 * 60)
        await stage.until(lambda: "^u win time" in stage.text)
        assert stage.text.index("Hands up.") < stage.text.index("Ask for a nod")
        await stage.press("ctrl+u", *"hands", "enter")
        assert stage.text.index("SHORT  Ask for a nod, [red]all at once[/].") < stage.text.index("Hands up.")
        assert "Raise hands has a short form" not in stage.text
        await stage.press("ctrl+u")
        assert "Cut: Coffee [/] wins 20 min" in " ".join(stage.text.split())
        assert "Raise hands" not in stage.text.partition("What shall win time?")[2].partition("Enter choose")[0]
        await stage.press("enter")
        assert "20 min won" in stage.told
        assert [one.cut for one in agenda.blocks(stage.session)] == [False, True, False, False]
        await stage.press("ctrl+z", "ctrl+z")
        assert not any(one.cut for one in agenda.blocks(stage.session))
        assert stage.text.index("Hands up.") < stage.text.index("Ask for a nod")


async def test_the_agenda_tells_what_was_what_will_be_and_what_was_planned_without_a_colour(late_day: Path) -> None:
    async with at(late_day, "run") as stage:
        assert "   09:50" not in stage.text and "(" not in stage.line_with("Lunch")
        stage.clock.forward(4 * 60)
        await stage.press("ctrl+n")
        stage.clock.forward(22 * 60)
        await stage.press("ctrl+n", "ctrl+n")
        assert stage.line_with("✓ 09:34 Vote").split()[:5] == ["✓", "09:34", "Vote", "[/]", "(09:30)"]
        assert stage.line_with("▶ 09:56").split()[:5] == ["▶", "09:56", "Coffee", "[/]", "(09:45)"]
        assert stage.line_with("   10:16").split()[:3] == ["10:16", "Lunch", "(10:10)"]
