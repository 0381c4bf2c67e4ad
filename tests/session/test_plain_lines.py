"""Every kind of field can be filled from plain lines, for scripts, screen readers and tables typed elsewhere."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rooms import PLAN, TABLES, SetClock, make

from facikit.errors import UserError
from facikit.library.kinds import (
    FIELD_TYPES,
    ChoiceField,
    CountField,
    DotsField,
    ListField,
    PledgeField,
    ScaleField,
    TreeField,
)
from facikit.library.shapes import GroupSet, PlannedBlock, Step
from facikit.library.values import From, Item
from facikit.session import agenda, headcounts, themes
from facikit.session.plain import ADDERS, add_lines, counted_items
from facikit.session.responses import Draft, edit, responses
from facikit.session.scales import marks
from facikit.session.session import Session
from facikit.session.tallies import is_released, ranked, release, spent, tallies
from facikit.session.undo import undo


def items(*names: str) -> tuple[Item, ...]:
    return tuple(Item(name, name.lower().replace(" ", "-")) for name in names)


FIELDS = {
    "ideas": ListField(field="ideas"),
    "votes": DotsField(field="votes", items=From(from_="day.ideas"), each=3),
    "colours": DotsField(field="colours", items=items("Bus", "Bike"), colours=items("Red", "Green")),
    "best": DotsField(field="best", items=From(from_="day.votes", take="top", top=2)),
    "where": ScaleField(field="where", statements=items("Knowledge"), rounds=items("Before", "After")),
    "line": ScaleField(field="line", statements=items("Knowledge", "Confidence")),
    "map": TreeField(field="map", kinds=items("Opportunity", "Challenge")),
    "people": CountField(field="people"),
    "seen": CountField(field="seen", of=items("Adults", "Children")),
    "which": ChoiceField(field="which", options=items("Yes", "No", "Not yet")),
    "pledge": PledgeField(field="pledge"),
}  # fmt: skip
DAY = PlannedBlock(
    id="day", title="Day", groups="tables", steps=(Step(title="All", id="all", capture=tuple(FIELDS.values())),)
)
TOPICS = PlannedBlock(
    id="topics", title="Topics", groups="topics", steps=(Step(title="A", id="a", capture=(ListField(field="x"),)),)
)
PLAN_OF_KINDS = msgspec.structs.replace(
    PLAN,
    agenda=(DAY, TOPICS),
    groups={"tables": TABLES, "topics": GroupSet(kind="topic", from_="day.ideas", take="themes")},
)


@pytest.fixture
def session(tmp_path: Path):
    with Session.open(make(tmp_path, PLAN_OF_KINDS), "anna", clock=SetClock()) as opened:
        yield opened


def type_lines(session: Session, field: str, *lines: str, group: str = "table-1") -> list[str]:
    added = add_lines(session, FIELDS[field], list(lines), Draft(block="day", field=field, group=group))
    return [entry_id for entry_id, _ in added]


def totals(session: Session, field: str) -> dict[str, int]:
    counted = tallies(session, "day", field, counted_items(session, FIELDS[field]))
    return {one.item.text: one.total() for one in counted}


def test_every_kind_has_its_plain_line():
    assert set(ADDERS) == set(FIELD_TYPES)


def test_dots_on_what_an_earlier_field_brought_follow_it_when_it_is_corrected(session):
    bus, _ = type_lines(session, "ideas", "Bus shelter", "Allotments")
    type_lines(session, "votes", "Bus shelter\t7", "2\t4")
    type_lines(session, "votes", "bus\t5", group="table-2")
    assert totals(session, "votes") == {"Bus shelter": 12, "Allotments": 4}
    edit(session, bus, text="Bus shelters")
    type_lines(session, "ideas", "Late idea", group="table-3")
    assert totals(session, "votes") == {"Bus shelters": 12, "Allotments": 4, "Late idea": 0}
    counted = ranked(tallies(session, "day", "votes", counted_items(session, FIELDS["votes"])))
    assert [(rank, one.item.text) for rank, one in counted] == [
        (1, "Bus shelters"),
        (2, "Allotments"),
        (3, "Late idea"),
    ]
    assert [item.text for item in counted_items(session, FIELDS["best"])] == ["Bus shelters", "Allotments"]


def test_a_count_typed_again_replaces_the_first_and_is_taken_back(session):
    type_lines(session, "people", "40")
    type_lines(session, "people", "42 of 50")
    assert totals(session, "people") == {"People": 42}
    undo(session)
    assert totals(session, "people") == {"People": 40}


def test_dots_of_several_colours_are_counted_apart(session):
    type_lines(session, "colours", "Bus\tRed\t3", "Bus\tgreen\t1", "Bike\tRed\t2")
    bus, bike = tallies(session, "day", "colours", counted_items(session, FIELDS["colours"]))
    assert (bus.total("red"), bus.total("green"), bus.total(), bike.total()) == (3, 1, 4, 2)
    assert spent([bus, bike], "table-1") == 6
    with pytest.raises(UserError, match="names no colour"):
        type_lines(session, "colours", "Bus\t3")


def test_counts_are_held_back_until_they_are_released(session):
    assert not is_released(session, "day", "votes")
    release(session, "day", "votes")
    assert is_released(session, "day", "votes")
    release(session, "day", "votes", False)
    assert not is_released(session, "day", "votes")


def test_a_scale_takes_one_mark_or_all_and_keeps_its_rounds_apart(session):
    type_lines(session, "line", "Knowledge\t2", "knowledge\t2", "Confidence\t1\t0\t4\t2\t0")
    knowledge, confidence = marks(session, "day", "line", list(FIELDS["line"].statements))
    assert knowledge.points == {2: 2} and confidence.points == {1: 1, 3: 4, 4: 2} and confidence.n == 7
    type_lines(session, "where", "Before\tKnowledge\t2", "After\tKnowledge\t4", "After\tKnowledge\t5")
    before, after = (
        marks(session, "day", "where", list(FIELDS["where"].statements), r)[0] for r in ("before", "after")
    )
    assert before.points == {2: 1} and after.points == {4: 1, 5: 1}


def test_a_point_of_a_mind_map_hangs_on_the_one_above(session):
    root, child, _grandchild, _sibling = type_lines(session, "map", "Housing", "\tCosts", "\t\tRent", "\tRepairs")
    found = {one.text: one.parent for one in responses(session, "day", "map")}
    assert found["Housing"] == "" and found["Costs"] == found["Repairs"] == root and found["Rent"] == child
    undo(session)
    assert responses(session, "day", "map") == []


def test_a_point_of_a_mind_map_hangs_on_the_last_one_of_its_group_however_it_comes_in(session):
    root, rent = type_lines(session, "map", "Housing", "\tRent")
    type_lines(session, "map", "Buses", group="table-2")
    type_lines(session, "map", "\t\tDeposits")
    type_lines(session, "map", "\tRepairs")
    found = {one.text: one.parent for one in responses(session, "day", "map")}
    assert found["Deposits"] == rent and found["Repairs"] == root


WRONG = [
    ("votes", "Nothing like it\t3", "There is none yet"),
    ("which", "Yess\t3", "did you mean 'Yes'"),
    ("which", "Yes", "has no count in it"),
    ("which", "Yes\tmany", "has no count in it"),
    ("which", "Yes\t-3", "has no count in it"),
    ("line", "Knowledge\t6", "Points go from 1 to 5"),
    ("line", "Knowledge\t1\t2", "neither one point nor a count for each of 5"),
    ("where", "Between\tKnowledge\t2", "no round 'Between'"),
]


@pytest.mark.parametrize(("field", "line", "says"), WRONG)
def test_a_line_that_cannot_be_read_is_explained_and_nothing_of_its_batch_is_kept(session, field, line, says):
    before = len(session.records.lines)
    with pytest.raises(UserError) as caught:
        type_lines(session, field, *(["Yes\t1"] if field == "which" else []), line)
    assert says in f"{caught.value.message} {caught.value.hint}"
    assert len(session.records.lines) == before


def test_groups_made_from_themes_are_renamed_with_them(session):
    bus, walk = type_lines(session, "ideas", "Bus shelter", "Walking bus")
    topic = themes.make(session, "day", "ideas", "Getting about")
    themes.link(session, topic.id, bus, walk)
    themes.make(session, "day", "ideas", "Under it", parent=topic.id)
    assert [(group.id, group.name) for group in agenda.groups_of(session, "topics")] == [(topic.id, "Getting about")]
    themes.edit(session, topic.id, name="Transport")
    assert [group.name for group in agenda.groups_of(session, "topics")] == ["Transport"]


def test_heads_carry_forward_until_they_are_counted_again(session):
    headcounts.count_heads(session, "day", "table-1", 8)
    assert headcounts.heads(session, "topics", "table-1") == 8
    headcounts.count_heads(session, "topics", "table-1", 7)
    assert (headcounts.heads(session, "day", "table-1"), headcounts.heads(session, "topics", "table-1")) == (8, 7)
    assert headcounts.in_room(session, "day") is None
    for number in range(2, 7):
        headcounts.count_heads(session, "day", f"table-{number}", number)
    assert headcounts.in_room(session, "day") == 8 + sum(range(2, 7))


def test_what_is_taken_in_a_circle_is_nothing_and_does_not_loop(tmp_path):
    round_ = tuple(
        DotsField(field=name, items=From(from_=f"day.{other}", take="top")) for name, other in (("a", "b"), ("b", "a"))
    )
    block = PlannedBlock(id="day", title="Day", steps=(Step(title="All", id="all", capture=round_),))
    with Session.open(make(tmp_path, msgspec.structs.replace(PLAN, agenda=(block,))), "anna") as session:
        assert counted_items(session, round_[0]) == []


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 999)), max_size=12))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_last_total_typed_for_an_option_is_the_one_that_counts(tmp_path_factory, typed):
    names = ["Yes", "No", "Not yet"]
    with Session.open(make(tmp_path_factory.mktemp("counts"), PLAN_OF_KINDS), "anna", clock=SetClock()) as session:
        for option, number in typed:
            type_lines(session, "which", f"{names[option]}\t{number}")
        wanted = dict.fromkeys(names, 0) | {names[option]: number for option, number in typed}
        assert totals(session, "which") == wanted
