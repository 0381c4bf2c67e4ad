"""The day as planned, as it went, and as it will go on."""

from __future__ import annotations

import msgspec

from facikit.analysis.timing import MINUTE, ends_at, instant_at, minutes_behind, timeline
from facikit.library.shapes import Plan, PlannedBlock
from facikit.session.agenda import LiveBlock

PLAN = Plan(
    session="s",
    title="A day",
    date="2023-08-15",
    start="09:30",
    zone="Europe/London",
    agenda=(
        PlannedBlock(id="welcome", minutes=15),
        PlannedBlock(id="talk", minutes=30),
        PlannedBlock(id="work", minutes=45),
        PlannedBlock(id="lunch", kind="break", minutes=45, at="11:30"),
        PlannedBlock(id="close", minutes=15),
    ),
)


def at(time):
    return instant_at(PLAN, PLAN.date, time)


def day(**changes):
    """Return the blocks as they are now; a change is given by block, times as HH:MM."""
    live = []
    for number, planned in enumerate(PLAN.agenda):
        one = LiveBlock(planned.id, planned, planned.id, planned.minutes, planned.at, False, None, None, str(number))
        given = {
            key: at(value) if key in ("started", "ended") else value
            for key, value in changes.get(planned.id, {}).items()
        }
        live.append(msgspec.structs.replace(one, **given))
    return live


def shown(times):
    def clock(instant):
        return (
            None
            if instant is None
            else f"{(instant - at('00:00')) // MINUTE // 60:02d}:{(instant - at('00:00')) // MINUTE % 60:02d}"
        )

    return [(one.block_id, clock(one.planned_start), clock(one.start), clock(one.end), one.state) for one in times]


def test_instants_are_those_of_the_sessions_own_zone():
    assert at("09:30") == 1_692_088_200_000  # 08:30 UTC, summer time


def test_before_the_day_the_forecast_is_the_plan():
    times = timeline(PLAN, day(), at("08:00"))
    assert shown(times) == [
        ("welcome", "09:30", "09:30", "09:45", "next"),
        ("talk", "09:45", "09:45", "10:15", "next"),
        ("work", "10:15", "10:15", "11:00", "next"),
        ("lunch", "11:30", "11:30", "12:15", "next"),
        ("close", "12:15", "12:15", "12:30", "next"),
    ]
    assert (minutes_behind(times), ends_at(times)) == (0, at("12:30"))


def test_a_late_start_is_a_day_behind():
    assert minutes_behind(timeline(PLAN, day(), at("09:37"))) == 7


def test_what_is_to_come_follows_on_from_what_has_happened():
    blocks = day(welcome={"started": "09:35", "ended": "09:52"}, talk={"started": "09:52"})
    times = timeline(PLAN, blocks, at("10:00"))
    assert shown(times)[:3] == [
        ("welcome", "09:30", "09:35", "09:52", "done"),
        ("talk", "09:45", "09:52", "10:22", "now"),
        ("work", "10:15", "10:22", "11:07", "next"),
    ]
    assert minutes_behind(times) == 7


def test_a_fixed_time_takes_up_the_delay_before_it():
    blocks = day(welcome={"started": "09:50"})
    times = timeline(PLAN, blocks, at("09:55"))
    assert minutes_behind(times) == 20
    assert ends_at(times) == at("12:30")


def test_a_block_that_runs_over_pushes_the_rest_on_minute_by_minute():
    blocks = day(welcome={"started": "09:30"})
    assert minutes_behind(timeline(PLAN, blocks, at("09:45"))) == 0
    assert minutes_behind(timeline(PLAN, blocks, at("09:50"))) == 5


def test_cutting_a_block_or_giving_it_less_wins_time_back():
    late = {"welcome": {"started": "09:50", "ended": "10:05"}}
    assert minutes_behind(timeline(PLAN, day(**late), at("10:05"))) == 20
    cut = timeline(PLAN, day(**late, talk={"cut": True}), at("10:05"))
    assert minutes_behind(cut) == -10
    assert shown(cut)[1] == ("talk", "09:45", None, None, "cut")
    shorter = timeline(PLAN, day(**late, talk={"minutes": 10}), at("10:05"))
    assert shown(shorter)[2] == ("work", "10:15", "10:15", "11:00", "next")


def test_between_two_blocks_the_next_one_cannot_start_in_the_past():
    blocks = day(welcome={"started": "09:30", "ended": "09:45"})
    assert shown(timeline(PLAN, blocks, at("09:52")))[1] == ("talk", "09:45", "09:52", "10:22", "next")


def test_a_block_that_was_passed_over_has_no_times_of_its_own():
    blocks = day(talk={"started": "09:30"})
    times = timeline(PLAN, blocks, at("09:40"))
    assert shown(times)[0] == ("welcome", "09:30", None, None, "skipped")
    assert minutes_behind(times) == -15


def test_going_back_to_an_earlier_block_does_not_bring_the_later_ones_forward():
    blocks = day(welcome={"started": "09:30"}, talk={"started": "09:45", "ended": "10:15"})
    assert shown(timeline(PLAN, blocks, at("10:20")))[2][2] == "10:20"


def test_a_block_put_in_on_the_day_has_no_planned_times():
    extra = PlannedBlock(id="walk", minutes=10)
    blocks = day()
    blocks.insert(1, LiveBlock("walk", extra, "Walk", 10, None, False, None, None, "0a"))
    times = timeline(PLAN, blocks, at("09:00"))
    assert shown(times)[1] == ("walk", None, "09:45", "09:55", "next")
    assert shown(times)[2] == ("talk", "09:45", "09:55", "10:25", "next")


def test_when_the_day_is_over_its_end_is_measured():
    blocks = day(
        **{name: {"started": "09:30", "ended": "12:40"} for name in ("welcome", "talk", "work", "lunch", "close")}
    )
    times = timeline(PLAN, blocks, at("15:00"))
    assert (minutes_behind(times), ends_at(times)) == (10, at("12:40"))


def test_a_day_of_nothing_has_no_end():
    empty = msgspec.structs.replace(PLAN, agenda=())
    assert (minutes_behind(timeline(empty, [], 0)), ends_at(timeline(empty, [], 0))) == (0, None)


def test_an_unknown_zone_or_date_does_not_stop_the_clock():
    odd = msgspec.structs.replace(PLAN, zone="Atlantis/Nowhere", date="soon")
    assert len(timeline(odd, day(), at("09:30"))) == 5
