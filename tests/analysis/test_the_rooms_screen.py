"""What the room sees on its screen at each moment of a day, and what it never sees."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from rooms import SetClock, make

from facikit.analysis.scene import Scene, scene, spoken, time_left
from facikit.library.kinds import ChoiceField, CountField, DotsField, ListField, QuotesField, ScaleField
from facikit.library.shapes import GroupSet, Plan, PlannedBlock, Slot, Step
from facikit.library.values import From, Item, slug
from facikit.session import agenda, timer
from facikit.session.replanning import cut, retime
from facikit.session.responses import Draft, add
from facikit.session.room_screen import blank, is_blank
from facikit.session.scales import mark
from facikit.session.session import Change, Session
from facikit.session.tallies import release, tally
from facikit.session.undo import undo

HALF_PAST_NINE = 1_772_616_600_000  # 4 March 2026 in London
MINUTE = 60_000
PLANTED = "Zuleika Dobson"
HOSTILE = (
    "</script><b>x",
    "[/]",
    "{{ 7*7 }}",
    "a\u2028b",
    "\u202eright to left",
    "*",
    "**",
    "* a * b *",
    "#{x}",
    "\x1b[31mred",
)


def items(*texts: str) -> tuple[Item, ...]:
    return tuple(Item(text, slug(text)) for text in texts)


def day(ask: str = "What would you keep?", title: str = "Vote") -> Plan:
    """Return a day with a round, a vote in two steps, a break, ratings and a goodbye."""
    secret = f"{PLANTED} whispers"
    said = Step(
        title="Say", id="say", minutes=5, ask=ask, say=secret, watch=secret, if_short=secret, if_long=secret,
        on_paper=secret, capture=(ListField(field="points", expect=secret), QuotesField(field="quotes")),
    )  # fmt: skip
    ours = DotsField(field="ours", label="Dots", items=items("Bus", "Train"))
    theirs = DotsField(field="theirs", label="On what was said", items=From(from_="round.points"))
    choice = ChoiceField(field="hands", options=items("Yes", "No"))
    line = ScaleField(field="line", statements=items("We listen"), low="Never", high="Always")
    about_said = ScaleField(field="about-said", statements=From(from_="round.points"))
    return Plan(
        session="k7q2m9xw4d3t0b",
        title="A small day",
        date="2026-03-04",
        zone="Europe/London",
        start="09:30",
        groups={"tables": GroupSet(names=items("Red", "Blue"))},
        agenda=(
            PlannedBlock(id="round", title="Round", groups="tables", minutes=10, speaker=PLANTED, aim=secret,
                         steps=(said,), write=(Slot(slot="meaning", heading=secret),)),
            PlannedBlock(id="vote", title=title, minutes=20, setting="plenary", steps=(
                Step(title="Place your dots", id="dots", minutes=5, capture=(ours, theirs, choice)),
                Step(title="Look at it", id="look", minutes=5, ask="Does *anything* surprise you?"),
            )),
            PlannedBlock(id="coffee", kind="break", title="Coffee", minutes=15),
            PlannedBlock(id="rate", title="Rate", minutes=10, setting="plenary", steps=(
                Step(title="Marks", id="marks", minutes=10,
                     capture=(line, about_said, CountField(field="heads", of=items("Stay", "Go")))),
            )),
            PlannedBlock(id="goodbye", kind="close", title="Goodbye", minutes=5),
        ),
    )  # fmt: skip


@pytest.fixture
def clock() -> SetClock:
    return SetClock(HALF_PAST_NINE, step=1)


@pytest.fixture
def session(tmp_path: Path, clock: SetClock) -> Session:
    return Session.open(make(tmp_path, day()), "anna", clock=clock)


def seen_at(session: Session, minutes: float = 0) -> Scene:
    """Return what the room sees so many minutes after half past nine."""
    return scene(session, HALF_PAST_NINE + int(minutes * MINUTE))


def shown(session: Session, minutes: float = 0) -> str:
    """Return everything that the room sees, as text."""
    now = HALF_PAST_NINE + int(minutes * MINUTE)
    return "\n".join(spoken(scene(session, now), now))


def test_before_the_day_the_room_sees_its_title_its_date_and_when_it_begins(session: Session) -> None:
    assert seen_at(session, -20) == Scene(
        "before", words="A small day", below=("4 March 2026", "We begin at 09:30"), clock="09:10"
    )


def test_a_step_shows_its_question_the_block_above_it_and_what_is_to_come(session: Session) -> None:
    agenda.go(session, "round")
    found = seen_at(session)
    assert (found.kind, found.above, found.words) == ("step", "Round", "What would you keep?")
    assert (found.clock, found.coming) == ("09:30", "Coffee at 10:00, ends at 10:30")


def test_a_step_without_a_question_shows_its_name_and_a_question_loses_its_emphasis(session: Session) -> None:
    agenda.go(session, "vote", 0)
    assert (seen_at(session).above, seen_at(session).words) == ("Vote", "Place your dots")
    agenda.go(session, "vote", 1)
    assert seen_at(session).words == "Does anything surprise you?"
    agenda.go(session, "goodbye")
    assert (seen_at(session).above, seen_at(session).words) == ("", "Goodbye")


def test_a_step_number_that_is_not_there_shows_the_last_step(session: Session) -> None:
    session.put([Change("position/anna", {"block": "vote", "step": 9})])
    assert seen_at(session).words == "Does anything surprise you?"


def test_a_position_in_a_block_that_nobody_knows_shows_the_day(session: Session) -> None:
    session.put([Change("position/anna", {"block": "nowhere", "step": 0})])
    assert seen_at(session).kind == "before"


def test_the_timer_is_told_before_it_starts_while_it_runs_when_it_stands_and_when_it_is_over(
    session: Session, clock: SetClock
) -> None:
    def told(minutes: float) -> str:
        found = seen_at(session, minutes).timer
        assert found is not None
        return time_left(found, HALF_PAST_NINE + int(minutes * MINUTE))

    agenda.go(session, "vote", 0)
    assert told(0) == "5 minutes"
    clock.instant, clock.step = HALF_PAST_NINE, 0
    one = timer.timer_of(session, agenda.block(session, "vote"), 0)
    timer.start(session, one)
    assert (told(0), told(1.5), told(4.99), told(5)) == ("05:00 left", "03:30 left", "00:01 left", "over by 00:00")
    assert told(7) == "over by 02:00"
    clock.instant += 2 * MINUTE
    timer.pause(session, timer.timer_of(session, agenda.block(session, "vote"), 0))
    assert told(2) == told(30) == "03:00 left, paused"
    agenda.go(session, "vote", 1)
    assert told(30) == "5 minutes", "each step has a timer of its own"


def test_while_nothing_happens_within_a_minute_the_scene_stays_the_same(session: Session, clock: SetClock) -> None:
    agenda.go(session, "vote", 0)
    clock.instant, clock.step = HALF_PAST_NINE, 0
    timer.start(session, timer.timer_of(session, agenda.block(session, "vote"), 0))
    assert seen_at(session, 0.1) == seen_at(session, 0.9)


def test_a_break_tells_when_the_room_goes_on_and_does_not_let_that_slip(session: Session, clock: SetClock) -> None:
    clock.instant, clock.step = HALF_PAST_NINE, 0
    agenda.go(session, "coffee")
    found = seen_at(session, 3)
    assert (found.kind, found.above, found.words) == ("break", "Coffee", "Back at 09:45")
    assert seen_at(session, 20).words == "Back at 09:45"
    retime(session, "coffee", 20)
    assert seen_at(session, 3).words == "Back at 09:50"


def test_a_break_before_a_fixed_time_lasts_until_then(session: Session, clock: SetClock) -> None:
    clock.instant, clock.step = HALF_PAST_NINE, 0
    agenda.go(session, "coffee")
    session.put([Change("block/rate", {"at": "10:05"})])
    assert seen_at(session, 3).words == "Back at 10:05"
    cut(session, "rate")
    assert seen_at(session, 3).words == "Back at 09:45"


def test_a_timer_that_was_given_more_time_moves_the_end_of_the_break(session: Session, clock: SetClock) -> None:
    clock.instant, clock.step = HALF_PAST_NINE, 0
    agenda.go(session, "coffee")
    one = timer.timer_of(session, agenda.block(session, "coffee"), 0)
    timer.start(session, one)
    timer.extend(session, timer.timer_of(session, agenda.block(session, "coffee"), 0), 5)
    assert seen_at(session, 3).words == "Back at 09:50"


def test_after_the_last_step_the_room_is_thanked_and_going_back_opens_the_day_again(session: Session) -> None:
    agenda.go(session, "goodbye")
    assert seen_at(session).kind == "step"
    assert agenda.next_step(session) is None
    agenda.finish(session)
    assert (seen_at(session).kind, seen_at(session).words) == ("after", "A small day")
    agenda.previous_step(session)
    assert seen_at(session).kind == "step"
    agenda.go(session, "goodbye")
    assert seen_at(session).words == "Goodbye"


def test_a_blank_screen_has_nothing_in_it_and_blanking_is_taken_back_like_any_change(session: Session) -> None:
    agenda.go(session, "round")
    blank(session)
    assert seen_at(session) == Scene("blank")
    assert shown(session) == ""
    undone = undo(session)
    assert undone is not None and "the room's screen" in undone.words
    assert not is_blank(session) and seen_at(session).words == "What would you keep?"


def test_on_another_day_than_its_own_a_session_promises_no_times(session: Session) -> None:
    agenda.go(session, "round")
    assert seen_at(session, 3 * 24 * 60).coming == ""
    assert seen_at(session, 3 * 24 * 60).words == "What would you keep?"


def test_a_vote_is_seen_when_it_is_released_and_not_before_and_can_be_held_back_again(session: Session) -> None:
    agenda.go(session, "vote", 0)
    for item, number in (("bus", 3), ("train", 8)):
        tally(session, "vote", "ours", "plenary", item, number)
    tally(session, "vote", "hands", "plenary", "yes", 4)
    assert seen_at(session).results == ()
    assert "8" not in shown(session).replace(seen_at(session).clock, "")
    release(session, "vote", "ours")
    (result,) = seen_at(session).results
    assert [(row.text, row.number) for row in result.rows] == [("Train", 8), ("Bus", 3)]
    assert (result.title, result.note) == ("Dots", "11 dots")
    agenda.go(session, "vote", 1)
    assert seen_at(session).results == (result,), "they are looked at a step later"
    release(session, "vote", "ours", False)
    assert seen_at(session).results == ()


def test_counts_and_scales_are_seen_as_they_come_in(session: Session) -> None:
    agenda.go(session, "rate")
    for point, number in ((1, 2), (5, 1)):
        mark(session, "rate", "line", "we-listen", point, number, group="plenary")
    tally(session, "rate", "heads", "plenary", "stay", 12)
    tally(session, "rate", "heads", "plenary", "stay", 40, "of")
    scale, count = seen_at(session).results
    assert [part.number for part in scale.rows[0].parts] == [2, 0, 0, 0, 1]
    assert (scale.ends, scale.note) == (("Never", "Always"), "3 marks")
    assert (count.rows[0].number, count.rows[0].out_of) == (12, 40)
    assert "Stay: 12 of 40" in shown(session)


def test_words_that_were_said_are_seen_only_where_the_vote_on_them_was_released(session: Session) -> None:
    said = add(session, Draft(block="round", field="points", group="red", text=PLANTED))[0]
    tally(session, "vote", "theirs", "plenary", said.id, 5)
    mark(session, "rate", "about-said", said.id, 2, 7, group="plenary")
    agenda.go(session, "rate")
    assert PLANTED not in shown(session) and "7 marks" in shown(session)
    agenda.go(session, "vote", 0)
    assert PLANTED not in shown(session)
    release(session, "vote", "theirs")
    assert f"{PLANTED}: 5" in shown(session)
    session.put([Change(f"response/{said.id}", {"off_record": True})])
    assert PLANTED not in shown(session)


def test_no_name_no_entry_and_nothing_for_the_facilitator_is_ever_seen(session: Session) -> None:
    add(session, Draft(block="round", field="points", group="red", text=PLANTED))
    add(session, Draft(block="round", field="quotes", group="red", text=PLANTED, label=PLANTED))
    session.put([Change("person/x1", {"name": PLANTED, "role": PLANTED})])
    session.put([Change("parked/x2", {"text": PLANTED}), Change("theme/x3", {"name": PLANTED, "block": "round"})])
    while agenda.next_step(session) is not None:
        assert PLANTED not in str(msgspec.to_builtins(seen_at(session)))
    agenda.finish(session)
    assert PLANTED not in str(msgspec.to_builtins(seen_at(session)))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_the_words_it_is(tmp_path: Path, text: str) -> None:
    with Session.open(make(tmp_path, day(ask=text, title=text)), "anna", clock=SetClock(HALF_PAST_NINE)) as session:
        agenda.go(session, "round")
        words = seen_at(session).words
        assert words and "\x1b" not in words and "\u2028" not in words
        assert words.replace("\n", "") == text.replace("\u2028", "").replace("\x1b", "")
