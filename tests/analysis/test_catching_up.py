"""What wins time when the day runs late, and whether the next fixed time holds."""

from __future__ import annotations

import msgspec
import pytest

from facikit.analysis.catching_up import Saving, next_fixed, savings
from facikit.analysis.timing import instant_at, timeline
from facikit.library.shapes import Plan, PlannedBlock, Step
from facikit.session.agenda import LiveBlock

STEPS = (
    Step(title="Vote", id="vote", minutes=5, if_short="Two dots each."),
    Step(title="Look", id="look", minutes=5),
    Step(title="Tell", id="tell", minutes=10, if_short="One voice a table."),
)
PLAN = Plan(
    session="s",
    title="A day",
    date="2023-08-15",
    start="11:00",
    zone="Europe/London",
    agenda=(
        PlannedBlock(id="votes", title="Dot vote", minutes=20, steps=STEPS),
        PlannedBlock(id="talk", title="Coffee talk", minutes=15, can_cut=True),
        PlannedBlock(id="round", title="Round", minutes=10, steps=(Step(title="Go", id="go", if_short="In pairs."),)),
        PlannedBlock(id="lunch", title="Lunch", kind="break", minutes=45, at="12:00"),
        PlannedBlock(id="walk", title="Walk", minutes=30, can_cut=True),
    ),
)


def at(time: str) -> int:
    return instant_at(PLAN, PLAN.date, time)


def day(**changes: dict[str, object]) -> list[LiveBlock]:
    live = []
    for number, planned in enumerate(PLAN.agenda):
        one = LiveBlock(planned.id, planned, planned.title, planned.minutes, planned.at, False, None, None, str(number))
        live.append(msgspec.structs.replace(one, **changes.get(planned.id, {})))
    return live


def titles(found: list[Saving]) -> list[str]:
    return [f"{one.title} {one.minutes or one.words}" for one in found]


def test_blocks_to_come_that_may_be_cut_and_short_forms_of_the_steps_before_one_are_offered() -> None:
    blocks = day(votes={"started": at("11:00")})
    expected = ["Coffee talk 15", "Walk 30", "Vote Two dots each.", "Tell One voice a table."]
    assert titles(savings(blocks, ("votes", 0))) == expected
    assert titles(savings(blocks, ("votes", 1))) == ["Coffee talk 15", "Walk 30", "Tell One voice a table."]


def test_what_is_cut_begun_or_already_short_is_not_offered_again() -> None:
    blocks = day(votes={"started": at("11:00")}, talk={"cut": True}, walk={"started": at("11:10")})
    assert titles(savings(blocks, ("votes", 0), {("votes", 0)})) == ["Tell One voice a table.", "Round In pairs."]


def test_a_step_that_is_alone_goes_by_the_name_of_its_block() -> None:
    blocks = day(votes={"started": at("11:00"), "ended": at("11:20")}, talk={"started": at("11:20")})
    assert titles(savings(blocks, ("talk", 0))) == ["Walk 30", "Round In pairs."]


def test_before_the_first_step_everything_is_still_to_come() -> None:
    assert "Coffee talk 15" in titles(savings(day(), ("", 0)))
    assert savings([], ("votes", 0)) == []


@pytest.mark.parametrize(
    ("begun", "now", "start", "late", "spare"),
    [
        ("11:00", "11:05", "12:00", 0, 15),  # twenty, fifteen and ten minutes from eleven
        ("11:15", "11:20", "12:00", 0, 0),
        ("11:26", "11:30", "12:11", 11, 0),
        ("11:00", "11:30", "12:00", 0, 5),  # the vote runs over by ten minutes
    ],
)
def test_a_fixed_time_is_reached_late_or_with_time_to_spare(
    begun: str, now: str, start: str, late: int, spare: int
) -> None:
    blocks = day(votes={"started": at(begun)})
    found = next_fixed(PLAN, blocks, timeline(PLAN, blocks, at(now)), at(now))
    assert found is not None
    assert (found.block, found.at, found.start, found.late, found.spare) == ("lunch", "12:00", at(start), late, spare)


def test_cutting_what_may_be_cut_saves_the_fixed_time() -> None:
    blocks = day(votes={"started": at("11:26")}, talk={"cut": True})
    found = next_fixed(PLAN, blocks, timeline(PLAN, blocks, at("11:30")), at("11:30"))
    assert found is not None
    assert (found.late, found.spare) == (0, 4)


def test_after_the_last_fixed_time_there_is_none() -> None:
    done = {"started": at("12:00"), "ended": at("12:45")}
    blocks = day(lunch=done, walk={"started": at("12:45")})
    assert next_fixed(PLAN, blocks, timeline(PLAN, blocks, at("12:50")), at("12:50")) is None
