"""Timers ring before their end and at it, once each, whatever sleeps or is set; on every screen of who leads."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import NARROW, at

from facikit.session import agenda
from facikit.session.timer import Timer, timer
from facikit.tui.ringing import Ringer

pytestmark = pytest.mark.slow

START = 1_772_616_600_000
HOUR = 3600


def run_of(minutes: int) -> Timer:
    return Timer("block", "step", minutes * 60, 0, START)


def rung(timer: Timer, *looks: float, ringer: Ringer | None = None) -> list[int | None]:
    """What is rung for at each look, in seconds after the start; the first one is at the start."""
    ringer = ringer or Ringer()
    assert ringer.look(timer, START) is None
    return [at for second in looks if (at := ringer.look(timer, START + int(second * 1000))) is not None]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(15, [300, 120, 0]), (10, [300, 120, 0]), (9, [120, 0]), (5, [120, 0]), (4, [0]), (1, [0])],
)
def test_a_timer_warns_at_five_and_at_two_minutes_if_it_is_long_enough(minutes: int, expected: list[int]) -> None:
    assert rung(run_of(minutes), *range(1, minutes * 60 + 600)) == expected


def test_a_laptop_that_slept_through_all_of_it_rings_once_on_waking() -> None:
    assert rung(run_of(15), 1, 2, 3 * HOUR, 3 * HOUR + 1, 3 * HOUR + 2) == [0]


def test_a_clock_set_back_after_the_end_does_not_ring_again() -> None:
    steady = list(range(1, 15 * 60 + 3))
    assert rung(run_of(15), *steady, *range(13 * 60, 15 * 60 + 60)) == [300, 120, 0]


def test_a_clock_that_leapt_ahead_and_is_set_right_again_rings_when_the_time_has_really_come() -> None:
    leap = [1, 2, HOUR, HOUR + 1]
    assert rung(run_of(15), *leap, *range(3, 15 * 60 + 60)) == [0, 300, 120, 0]


def test_a_clock_set_back_before_the_end_rings_at_the_end() -> None:
    assert rung(run_of(15), *range(1, 14 * 60), *range(10 * 60, 16 * 60)) == [300, 120, 0]


def test_more_time_rings_anew_for_what_comes_again() -> None:
    ringer = Ringer()
    assert rung(run_of(5), *range(1, 301), ringer=ringer) == [120, 0]
    longer = Timer("block", "step", 10 * 60, 0, START)
    looks = [ringer.look(longer, START + second * 1000) for second in range(301, 700)]
    assert [at for at in looks if at is not None] == [120, 0], "five minutes are left at once, and need no bell"


def test_a_program_started_after_the_end_does_not_ring() -> None:
    ringer = Ringer()
    assert ringer.look(run_of(5), START + HOUR * 1000) is None
    assert ringer.look(run_of(5), START + HOUR * 1000 + 1000) is None


@pytest.fixture
def bells(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    from facikit.tui.app import FacikitApp

    heard: list[str] = []
    monkeypatch.setattr(FacikitApp, "bell", lambda _self: heard.append("bell"))
    return heard


async def test_two_minutes_before_and_at_the_end_it_rings_and_says_so_and_the_bell_can_be_off(
    session_folder: Path, bells: list[str]
) -> None:
    async with at(session_folder, "run", size=NARROW) as stage:
        await stage.press("ctrl+n", "ctrl+t")
        stage.clock.forward(181)
        await stage.until(lambda: "2 minutes left." in stage.told)
        assert bells == ["bell"]
        await stage.press("ctrl+p", *"mute the", "enter")
        await stage.until(lambda: "bell off" in stage.text)
        stage.clock.forward(120)
        await stage.until(lambda: "Time is up." in stage.told)
        stage.app.clear_notifications()  # it stands for a while where the time is told
        await stage.until(lambda: "TIME IS UP: 00:0" in stage.text)
        assert bells == ["bell"]


async def test_a_timer_of_a_step_that_was_left_goes_on_in_sight_until_it_is_stopped(
    session_folder: Path, bells: list[str]
) -> None:
    async with at(session_folder, "run", size=NARROW) as stage:
        await stage.press("ctrl+n", "ctrl+t", "ctrl+n")
        assert "Change animals" in stage.text
        await stage.until(lambda: "Also running: Round 0" in stage.text)
        stage.clock.forward(310)
        await stage.until(
            lambda: "Also running: Round TIME IS UP, 00:1" in stage.text and "Round: Time is up." in stage.told
        )
        assert bells == ["bell"], "what came before was slept through"
        await stage.press("ctrl+p", *"stop the timer of round", "enter")
        await stage.until(lambda: "Also running" not in stage.text)
        assert timer(stage.session, "round", "round", 5).running_since is None


async def test_a_timer_whose_time_is_up_stops_when_its_step_is_left(session_folder: Path) -> None:
    async with at(session_folder, "run") as stage:
        await stage.press("ctrl+n", "ctrl+t")
        stage.clock.forward(400)
        await stage.until(lambda: "TIME IS UP: 01:4" in stage.text)
        await stage.press("ctrl+n")
        assert timer(stage.session, "round", "round", 5).running_since is None
        assert "Also running" not in stage.text


async def test_it_rings_on_any_screen_of_who_leads_and_on_no_note_takers(
    session_folder: Path, bells: list[str]
) -> None:
    async with at(session_folder, "run") as stage:
        await stage.press("ctrl+n", "ctrl+t")
        stage.app.show("note")
        await stage.until(lambda: "How do you arrive?" in stage.text)
        stage.clock.forward(301)
        await stage.until(lambda: bells)
        stage.session.flush()
        assert agenda.position(stage.session).block == "round"  # type: ignore[union-attr]
    async with at(session_folder, "note", who="bo") as stage:
        await stage.until(lambda: "How do you arrive?" in stage.text)
        await stage.press("ctrl+n")
        assert bells == ["bell"]
