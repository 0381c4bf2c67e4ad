"""The day is changed before it and on it: the plan's file stays, records over it say what is otherwise."""

import pytest
from rooms import SetClock, make

from facikit.analysis.timing import minutes_behind, timeline
from facikit.errors import UserError
from facikit.library.shapes import PlannedBlock, Step
from facikit.session import agenda, meaning
from facikit.session.agenda import Group
from facikit.session.asides import incidents, note_incident
from facikit.session.document import import_new, to_yaml
from facikit.session.regrouping import add_group, add_label, join_groups, remove_group, rename_group
from facikit.session.replanning import (
    change_day,
    cut,
    fix,
    insert,
    move,
    plan_now,
    plan_of_the_day,
    retime,
    retitle,
    time_of_day,
)
from facikit.session.responses import Draft, add, responses
from facikit.session.session import Session
from facikit.session.undo import undo

ENERGISER = PlannedBlock(
    id="stretch", title="Stretch", setting="plenary", minutes=5, steps=(Step(title="Up", id="up"),)
)
NAMES = ["Table 9", "‮Table", "[red]Table[/]", "a" * 300, "Tisch\tneun"]


@pytest.fixture
def session(tmp_path):
    with Session.open(make(tmp_path), "Anna", clock=SetClock()) as one:
        yield one


def ids(session):
    return [one.id for one in agenda.blocks(session)]


def test_a_block_is_put_in_after_another_and_taken_back(session):
    before = (session.folder / "session.yaml").read_bytes()
    made = insert(session, ENERGISER, "animals")
    assert [one.title for one in agenda.blocks(session)] == ["Change animals", "Stretch", "Coffee", "Feedback"]
    assert made.steps[0].title == "Up"
    agenda.go(session, made.id)
    assert agenda.position(session).block == made.id
    first = insert(session, ENERGISER, None)
    assert ids(session)[0] == first.id
    assert first.id != made.id
    undo(session)
    assert ids(session)[0] == "animals"
    assert (session.folder / "session.yaml").read_bytes() == before


def test_two_people_who_put_in_the_same_block_unseen_have_two(tmp_path):
    folder = make(tmp_path)
    with Session.open(folder, "Anna") as anna, Session.open(folder, "Bo") as bo:
        one, other = insert(anna, ENERGISER, "animals"), insert(bo, ENERGISER, "animals")
        anna.flush(), bo.flush()
        anna.refresh(), bo.refresh()
        assert {one.id, other.id} < set(ids(anna))
        assert ids(anna) == ids(bo)


def test_a_block_that_was_put_in_is_captured_in_and_goes_through_export_and_import(session, tmp_path):
    from facikit.library.kinds import ListField

    step = Step(title="Say", id="say", capture=(ListField(field="ideas"),))
    made = insert(session, PlannedBlock(id="talk", title="Talk", groups="tables", minutes=5, steps=(step,)), "coffee")
    add(session, Draft(block=made.id, field="ideas", group="table-1", text="One"))
    session.flush()
    other = import_new(to_yaml(session), "day.yaml", tmp_path / "other")
    with Session.open(other) as again:
        assert ids(again) == ids(session)
        assert [one.text for one in responses(again, made.id)] == ["One"]


def test_blocks_move_and_one_can_be_first(session):
    move(session, "feedback", None)
    assert ids(session) == ["feedback", "animals", "coffee"]
    move(session, "animals", "coffee")
    assert ids(session) == ["feedback", "coffee", "animals"]
    undo(session)
    undo(session)
    assert ids(session) == ["animals", "coffee", "feedback"]


def test_a_block_has_another_length_title_and_time(session):
    retime(session, "animals", 45)
    retitle(session, "animals", "  Animals,\n again ")
    fix(session, "coffee", "11.15")
    one, coffee, _ = agenda.blocks(session)
    assert (one.minutes, one.title, coffee.at) == (45, "Animals, again", "11:15")
    fix(session, "coffee", "")
    assert agenda.block(session, "coffee").at is None
    cut(session, "animals")
    assert agenda.block(session, "animals").cut
    cut(session, "animals", back=True)
    assert not agenda.block(session, "animals").cut


@pytest.mark.parametrize(
    ("typed", "meant"), [("9:30", "09:30"), ("0930", "09:30"), ("9.05", "09:05"), ("14", "14:00"), (" 23:59 ", "23:59")]
)
def test_a_time_of_day_is_read_as_people_write_it(typed, meant):
    assert time_of_day(typed) == meant


@pytest.mark.parametrize("typed", ["", "24:00", "9:3", "9:60", "soon", "٩:٣٠", "-1:00", "9:30:00", "12345"])
def test_what_is_no_time_is_told(typed):
    with pytest.raises(UserError, match="not a time of day"):
        time_of_day(typed)


def test_what_cannot_be_is_told_and_changes_nothing(session):
    for act in (
        lambda: retime(session, "animals", -1),
        lambda: retime(session, "animals", 1441),
        lambda: retime(session, "animal", 5),
        lambda: retitle(session, "animals", " "),
        lambda: move(session, "animals", "lunch"),
        lambda: fix(session, "animals", "noon"),
        lambda: change_day(session, date="4 March"),
        lambda: add_group(session, "table", "Table 9"),
        lambda: add_group(session, "tables", "Table 2"),
        lambda: rename_group(session, "table-1", "\n"),
        lambda: add_label(session, "student"),
        lambda: note_incident(session, "\x1b"),
    ):
        with pytest.raises(UserError):
            act()
    assert not session.records.lines


def test_the_day_itself_has_another_title_date_start_and_place(session):
    change_day(session, title="A longer day", date="2026-03-05", start="9", place="Leith")
    assert (agenda.title(session), agenda.date(session)) == ("A longer day", "2026-03-05")
    assert (agenda.start(session), agenda.place(session)) == ("09:00", "Leith")
    assert plan_of_the_day(session).start == "09:00"


def test_what_changes_before_the_day_is_the_plan_and_what_changes_on_it_is_not(session):
    retime(session, "animals", 40)
    insert(session, ENERGISER, "animals")
    move(session, "feedback", "animals")
    cut(session, "coffee")
    planned = [(one.title, one.minutes) for one in plan_of_the_day(session).agenda]
    assert planned == [("Change animals", 40), ("Feedback", 10), ("Stretch", 5)]
    agenda.go(session, "animals")
    retime(session, "animals", 50)
    move(session, "feedback", None)
    cut(session, "coffee", back=True)
    assert [(one.title, one.minutes) for one in plan_of_the_day(session).agenda] == planned
    began = agenda.block(session, "animals").started
    assert minutes_behind(timeline(plan_of_the_day(session), agenda.blocks(session), began, "1970-01-01")) > 0


def test_a_day_is_behind_by_what_was_added_on_it_only(tmp_path):
    clock = SetClock()
    with Session.open(make(tmp_path), "Anna", clock=clock) as session:
        day = f"{session.local(clock.now()):%Y-%m-%d}"
        now = clock.now()
        change_day(session, date=day, start=f"{session.local(now):%H:%M}")
        retime(session, "animals", 50)
        agenda.go(session, "animals")
        times = timeline(plan_of_the_day(session), agenda.blocks(session), clock.now(), day)
        assert abs(minutes_behind(times)) <= 1
        retime(session, "animals", 60)
        later = timeline(plan_of_the_day(session), agenda.blocks(session), clock.now(), day)
        assert minutes_behind(later) == minutes_behind(times) + 10


@pytest.mark.parametrize("name", NAMES)
def test_a_group_is_added_and_renamed_whatever_its_name(session, name):
    made = add_group(session, "tables", name)
    assert agenda.groups(session, "tables")[-1] == Group(made.id, " ".join(name.split()), "tables")
    add(session, Draft(block="animals", field="points", group=made.id, text="One"))
    rename_group(session, made.id, "The window table")
    assert meaning.find_group(session, "animals", "the window").id == made.id
    undo(session)
    assert agenda.groups(session, "tables")[-1].name == " ".join(name.split())


def test_two_tables_sit_together_and_what_each_had_said_stays_its_own(session):
    add(session, Draft(block="animals", field="points", group="table-2", text="Before"))
    one, two = agenda.groups(session, "tables")[:2]
    join_groups(session, two, one)
    names = [group.name for group in agenda.groups(session, "tables")]
    assert names[0] == "Table 1 and Table 2"
    assert names[-1] == "Table 2", "as long as anything is there that it said"
    assert len(names) == 6
    add(session, Draft(block="animals", field="points", group="table-1", text="After"))
    said = {one.text: one.group for one in responses(session, "animals")}
    assert said == {"Before": "table-2", "After": "table-1"}
    undo(session)
    undo(session)
    assert [group.name for group in agenda.groups(session, "tables")][:2] == ["Table 1", "Table 2"]
    with pytest.raises(UserError):
        join_groups(session, one, one)


def test_a_group_that_said_nothing_goes_when_it_is_taken_out(session):
    remove_group(session, "table-6")
    assert [group.id for group in agenda.groups(session, "tables")] == [f"table-{n}" for n in range(1, 6)]


def test_a_label_is_added_at_the_end_of_the_list(session):
    add_label(session, "Carer")
    add_label(session, "Manager")
    assert agenda.labels(session) == ["Student", "Practitioner", "Carer", "Manager"]


def test_what_happened_is_noted_with_its_time_and_stands_in_no_report(session):
    from facikit.report.render import render

    note_incident(session, "Somebody left the room, Kim went after them", "animals")
    add(session, Draft(block="animals", field="points", group="table-1", text="Owl"))
    (one,) = incidents(session)
    assert (one.block, one.who) == ("animals", "Anna")
    assert one.instant > 0
    for genre in ("record", "session-report", "group-outputs"):
        assert "Kim went" not in render(session, genre, kits=[])
    assert "Kim went" in to_yaml(session)
    undo(session)
    undo(session)
    assert not incidents(session)


def test_a_block_put_in_that_keeps_no_names_keeps_none(tmp_path):
    from facikit.library.kinds import ListField

    step = Step(title="Cards", id="cards", capture=(ListField(field="said"),))
    cards = PlannedBlock(id="cards", title="Cards", setting="individuals", anonymous=True, minutes=5, steps=(step,))
    folder = make(tmp_path)
    with Session.open(folder, "Anna") as session:
        responses(session)
        made = insert(session, cards, "feedback")
        for text in ("Zebra", "Ape"):
            add(session, Draft(block=made.id, field="said", group="individuals", text=text))
        assert [one.text for one in responses(session, made.id)] == ["Ape", "Zebra"]
        assert all(not one.who for one in responses(session, made.id))
    for log in (folder / "log").iterdir():
        assert not ("Zebra" in log.read_text() and "Anna" in log.read_text())


def test_the_plan_as_it_is_now_has_every_change_and_nothing_that_was_cut(session):
    change_day(session, title="Another day", date="2026-03-05", start="9", place="Leith")
    insert(session, ENERGISER, "animals")
    retitle(session, "animals", "[b]Animals[/b]")
    retime(session, "animals", 45)
    cut(session, "coffee")
    fix(session, "feedback", "12:00")
    add_group(session, "tables", "Table 9")
    add_label(session, "Carer")
    plan = plan_now(session)
    assert (plan.title, plan.date, plan.start, plan.place) == ("Another day", "2026-03-05", "09:00", "Leith")
    assert [(one.title, one.minutes, one.at) for one in plan.agenda] == [
        ("[b]Animals[/b]", 45, None),
        ("Stretch", 5, None),
        ("Feedback", 10, "12:00"),
    ]
    assert [item.text for item in plan.groups["tables"].names][-2:] == ["Table 6", "Table 9"]
    assert [item.text for item in plan.labels] == ["Student", "Practitioner", "Carer"]
