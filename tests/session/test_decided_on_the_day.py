"""Poor definitions and unlikely numbers on the day: nothing is lost, nothing stops the capture, and it is told."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from rooms import PLAN, make

from facikit.errors import UserError
from facikit.library.kinds import ChoiceField, CountField, DotsField, Field, ListField, QuotesField, ScaleField
from facikit.library.kits import packaged_kit
from facikit.library.planning import plan_text
from facikit.library.reading import read
from facikit.library.shapes import GroupSet, Plan, PlannedBlock, Step
from facikit.library.values import From, Item
from facikit.report.render import render
from facikit.report.runsheet import times
from facikit.session import agenda, meaning
from facikit.session.doctor import look_over
from facikit.session.headcounts import ROOM, count_heads
from facikit.session.plain import add_lines, counted_items
from facikit.session.replanning import plan_now
from facikit.session.responses import Draft, add, edit, responses
from facikit.session.scales import marks
from facikit.session.session import Change, Session
from facikit.session.taking import items
from facikit.session.tallies import release, tallies
from facikit.session.themes import delete
from facikit.session.themes import make as make_theme

NOBODY: tuple[Item, ...] = ()
PARK = (Item("A bench", "bench"), Item("A pond", "pond"))


def block(block_id: str, *fields: Field, groups: str = "tables") -> PlannedBlock:
    return PlannedBlock(
        id=block_id, title=block_id.capitalize(), groups=groups, steps=(Step(title="Do", id="do", capture=fields),)
    )


def opened(folder: Path, *agenda_blocks: PlannedBlock, **changes: object) -> Session:
    return Session.open(make(folder, msgspec.structs.replace(PLAN, agenda=agenda_blocks, **changes)), "anna")


def told(session: Session) -> list[str]:
    return [str(finding) for finding in look_over(session) if finding.weight != "fine"]


# Circles


@pytest.mark.parametrize("take", ["responses", "themes", "groups", "top"])
def test_what_is_taken_from_itself_is_nothing_and_ends(tmp_path: Path, take: str) -> None:
    dots = DotsField(field="dots", items=From(from_="vote.dots", take=take))  # type: ignore[arg-type]
    topics = {"topics": GroupSet(from_="vote.dots", take=take)}  # type: ignore[arg-type]
    with opened(tmp_path, block("vote", dots, groups="topics"), groups=topics) as session:
        brings = ["Plenary"] if take == "groups" else []
        assert [item.text for item in items(session, dots.items)] == brings
        assert [group.name for group in agenda.groups_of(session, "vote")] == ["Plenary"]
        line = "Plenary\t4" if brings else "A bench\t4"
        add_lines(session, dots, [line], Draft(block="vote", field="dots", group="plenary"))
        release(session, "vote", "dots")
        assert line.partition("\t")[0] in render(session, "record", kits=[packaged_kit()])


def test_two_sets_that_are_made_of_each_other_end_too(tmp_path: Path) -> None:
    sets = {"a": GroupSet(from_="two.said", take="groups"), "b": GroupSet(from_="one.said", take="groups")}
    said = QuotesField(field="said")
    with opened(tmp_path, block("one", said, groups="a"), block("two", said, groups="b"), groups=sets) as session:
        assert [group.name for group in agenda.groups_of(session, "one")] == ["Plenary"]
        add_lines(session, said, ["Heard"], Draft(block="one", field="said", group="plenary"))
        assert [one.text for one in responses(session, "one")] == ["Heard"]


def test_what_is_taken_from_a_later_block_is_there_once_that_has_been(tmp_path: Path) -> None:
    dots = DotsField(field="dots", items=From(from_="ideas.points"))
    points = ListField(field="points")
    with opened(tmp_path, block("vote", dots), block("ideas", points)) as session:
        assert items(session, dots.items) == []
        add_lines(session, points, ["A bench"], Draft(block="ideas", field="points", group="table-1"))
        assert [item.text for item in items(session, dots.items)] == ["A bench"]


def test_groups_made_of_an_earlier_block_are_only_for_those_who_ask_for_them(tmp_path: Path) -> None:
    points = ListField(field="points")
    first = msgspec.structs.replace(block("ideas", points, groups=""), setting="groups")
    sets = {"topics": GroupSet(from_="ideas.points", take="responses"), **PLAN.groups}
    with opened(tmp_path, first, block("work", points, groups="topics"), groups=sets) as session:
        assert agenda.groups_of(session, "ideas")[0].name == "Table 1"


# Numbers


def test_dots_over_budget_are_kept_and_told(tmp_path: Path) -> None:
    dots = DotsField(field="dots", items=PARK, each=3)
    with opened(tmp_path, block("vote", dots)) as session:
        blank = Draft(block="vote", field="dots", group="table-1")
        add_lines(session, dots, ["A bench\t9", "A pond\t1"], blank)
        assert told(session) == [], "nobody has said how many people sit there"
        count_heads(session, "vote", "table-1", 3)
        assert tallies(session, "vote", "dots", list(PARK))[0].total() == 9
        (finding,) = told(session)
        assert "Table 1 placed 10 dots: 3 people had 9." in finding


def test_a_point_that_is_not_on_the_scale_is_refused_with_the_points_there_are(tmp_path: Path) -> None:
    scale = ScaleField(field="trust", statements=PARK, points=5)
    with opened(tmp_path, block("rate", scale)) as session:
        for line in ("A bench\t6", "A bench\t0"):
            with pytest.raises(UserError) as refused:
                add_lines(session, scale, [line], Draft(block="rate", field="trust", group="table-1"))
            assert "1 to 5" in str(refused.value.hint)
        assert session.records.of_kind("mark") == []


def test_somebody_elses_mark_off_the_scale_is_kept_counted_and_told(tmp_path: Path) -> None:
    scale = ScaleField(field="trust", statements=PARK, points=5)
    with opened(tmp_path, block("rate", scale)) as session:
        session.put([Change("mark/rate/trust/bench/1/table-1/9", {"count": 2})])
        assert marks(session, "rate", "trust", list(PARK))[0].points == {9: 2}
        assert any("2 marks stand at point 9 of 'A bench': points go from 1 to 5." in line for line in told(session))
        release(session, "rate", "trust")
        assert render(session, "session-report", kits=[packaged_kit()])


@pytest.mark.parametrize(
    ("field", "line", "sentence"),
    [
        (CountField(field="f"), "31", "Table 1 counted 31 for 'F': it is 12 people."),
        (CountField(field="f"), "9 of 4", "Table 1 counted 9 of 4 for 'F'."),
        (
            ChoiceField(field="f", options=PARK),
            "A pond\t13",
            "Table 1 chose 13 times, one option each: it is 12 people.",
        ),
        (ChoiceField(field="f", options=PARK, many=True), "A pond\t13", "Table 1 counted 13 for 'A pond'"),
        (ScaleField(field="f", statements=PARK, points=2), "A pond\t9\t9", "Table 1 made 18 marks at 'A pond'"),
    ],
)
def test_a_count_larger_than_the_room_is_kept_and_told(tmp_path: Path, field: Field, line: str, sentence: str) -> None:
    with opened(tmp_path, block("count", field)) as session:
        count_heads(session, "count", ROOM, 12)
        add_lines(session, field, [line], Draft(block="count", field="f", group="table-1"))
        assert session.records.of_kind("tally") or session.records.of_kind("mark")
        assert any(sentence in found for found in told(session)), told(session)


def test_counts_that_the_room_can_have_made_are_nothing_to_tell(tmp_path: Path) -> None:
    with opened(tmp_path, block("vote", DotsField(field="dots", items=PARK, each=3))) as session:
        count_heads(session, "vote", "table-1", 3)
        dots = agenda.block(session, "vote").fields[0]
        add_lines(session, dots, ["A bench\t5", "A pond\t4"], Draft(block="vote", field="dots", group="table-1"))
        assert told(session) == []


# Labels


def test_a_label_off_the_list_is_kept_as_typed_and_told_with_what_was_meant(tmp_path: Path) -> None:
    with opened(tmp_path, *PLAN.agenda) as session:
        said = Draft(block="animals", field="said", group="table-1", text="Heard.")
        add(session, msgspec.structs.replace(said, label="Studnet"), msgspec.structs.replace(said, label="Student"))
        assert [one.label for one in responses(session, "animals", "said")] == ["Studnet", "Student"]
        (finding,) = told(session)
        assert "1 entry carries the label 'Studnet'" in finding and "Did you mean 'Student'?" in finding
        assert "Studnet" in render(session, "record", kits=[packaged_kit()])


def test_without_a_list_no_label_is_off_it(tmp_path: Path) -> None:
    with opened(tmp_path, *PLAN.agenda, labels=()) as session:
        add(session, Draft(block="animals", field="said", group="table-1", text="Heard.", label="Anybody"))
        assert told(session) == []


# Groups


def test_a_renamed_group_keeps_what_is_its_own(tmp_path: Path) -> None:
    with opened(tmp_path, *PLAN.agenda) as session:
        add(session, Draft(block="animals", field="points", group="table-2", text="Ours"))
        session.put([Change("group/table-2", {"name": "The window table"})])
        assert [group.name for group in agenda.groups(session, "tables")][1] == "The window table"
        assert responses(session, "animals", "points", "table-2")[0].text == "Ours"
        assert "The window table" in render(session, "record", kits=[packaged_kit()])


def test_a_group_that_was_taken_away_stays_in_sight_while_anything_is_its_own(tmp_path: Path) -> None:
    with opened(tmp_path, *PLAN.agenda) as session:
        (entry,) = add(session, Draft(block="animals", field="points", group="table-2", text="Ours"))
        session.put([Change("group/table-2", {"deleted": True}), Change("group/table-5", {"deleted": True})])
        names = [group.name for group in agenda.groups(session, "tables")]
        assert names == ["Table 1", "Table 3", "Table 4", "Table 6", "Table 2"]
        assert "Table 2" in render(session, "record", kits=[packaged_kit()])
        assert told(session) == []
        edit(session, entry.id, group="table-1")
        assert "Table 2" not in [group.name for group in agenda.groups(session, "tables")]


def test_a_group_that_has_only_counted_stays_too(tmp_path: Path) -> None:
    dots = DotsField(field="dots", items=PARK)
    with opened(tmp_path, block("vote", dots)) as session:
        add_lines(session, dots, ["A bench\t2"], Draft(block="vote", field="dots", group="table-6"))
        session.put([Change("group/table-6", {"deleted": True})])
        assert agenda.groups(session, "tables")[-1].name == "Table 6"


def test_a_group_whose_theme_is_no_more_keeps_its_name_and_its_words(tmp_path: Path) -> None:
    points = ListField(field="points")
    sets = {**PLAN.groups, "topics": GroupSet(from_="ideas.points", take="themes")}
    with opened(tmp_path, block("ideas", points), block("work", points, groups="topics"), groups=sets) as session:
        water, _ = (make_theme(session, "ideas", "points", name) for name in ("Water", "Trees"))
        add(session, Draft(block="work", field="points", group=water.id, text="Dig a pond"))
        delete(session, water.id)
        assert [group.name for group in agenda.groups(session, "topics")] == ["Trees", "Water"]
        assert "Water" in render(session, "record", kits=[packaged_kit()])


# Blanks


@pytest.mark.parametrize(
    "field",
    [
        DotsField(field="f", items=NOBODY),
        ScaleField(field="f", statements=NOBODY),
        ChoiceField(field="f", options=NOBODY),
        DotsField(field="f", items=From(from_="nowhere.f")),
        DotsField(field="f", items=From(from_="vote.f")),
    ],
)
def test_what_is_counted_on_a_list_that_was_never_given_is_kept_as_it_was_typed(tmp_path: Path, field: Field) -> None:
    with opened(tmp_path, block("vote", field)) as session:
        assert counted_items(session, field) == []
        add_lines(session, field, ["A bench\t7", "A pond: many"], Draft(block="vote", field="f", group="table-1"))
        assert [one.text for one in responses(session, "vote", "f")] == ["A bench\t7", "A pond: many"]
        for genre in ("record", "session-report"):
            assert "A pond: many" in render(session, genre, kits=[packaged_kit()])


def test_a_session_whose_blanks_are_still_open_captures(tmp_path: Path) -> None:
    said = QuotesField(field="said", label="<what>")
    folder = make(tmp_path, msgspec.structs.replace(PLAN, agenda=(block("talk", said),)))
    text = plan_text(msgspec.structs.replace(PLAN, agenda=(block("talk", said),)))
    (folder / "session.yaml").write_text(text.replace("title: Talk", "title: <title>"), encoding="utf-8")
    plan, _ = read(folder / "session.yaml", Plan)
    assert plan is not None
    with Session.open(folder, "anna") as session:
        add_lines(session, said, ["Heard"], Draft(block="talk", field="said", group="table-1"))
        assert session.flush()
    with Session.open(folder, read_only=True) as session:
        assert [one.text for one in responses(session)] == ["Heard"]
        assert "<what>" in agenda.block(session, "talk").fields[0].title


@pytest.mark.parametrize("time", ["said", "9.30", "25:00", "9:3", "٩:٣٠"])
def test_a_start_that_is_no_time_of_day_is_as_planned_and_the_run_sheet_is_printed(tmp_path, time):
    with Session.open(make(tmp_path)) as session:
        session.put([Change("session", {"start": time}), Change("block/animals", {"at": time})])
        assert agenda.start(session) == session.plan.start
        assert meaning.find_block(session, "animals").at is None
        now = plan_now(session)
        assert times(now.agenda, now.start)[0][0] == session.plan.start
