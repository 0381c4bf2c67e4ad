"""What to bring is one list for the whole day, with a number wherever groups, people or dots say how many."""

import pytest
from rooms import PLAN, make

from facikit.analysis.materials import Work, of_session, to_bring, work_of
from facikit.library.kinds import DotsField, PledgeField, ScaleField
from facikit.library.shapes import Exercise, GroupSet
from facikit.library.values import From, Item
from facikit.session import agenda
from facikit.session.headcounts import ROOM, count_heads, expect, expected
from facikit.session.replanning import cut
from facikit.session.session import Session

ITEMS = (Item("Bus", "bus"), Item("Tram", "tram"))


def amounts(*day):
    return {need.what: need.amount for need in to_bring(day)}


@pytest.mark.parametrize(
    ("material", "amount"),
    [
        ("flipchart paper", "6"),
        ("a large sheet for each group", "6"),
        ("postcards", "24"),
        ("blank cards", "24"),
        ("cards in two colours", "48"),
        ("the text, a copy each", "24"),
        ("one slide or one object each", ""),
        ("the outcomes on one slide or sheet that stays up all day", ""),
        ("the cards", ""),
        ("marker pens", ""),
    ],
)
def test_sheets_are_for_groups_and_cards_for_people(material, amount):
    assert amounts(Work("Round", "groups", (material,), groups=6, people=24)) == {material: amount}


def test_what_says_itself_for_whom_it_is_says_it_once():
    told = ("the text, a copy each", "a large sheet for each group", "blank cards")
    assert list(amounts(Work("Round", "groups", told)).values()) == ["1 for each person", "", ""]


def test_dots_are_voters_times_dots_for_each_colour():
    one = DotsField(field="votes", items=ITEMS, each=3)
    two = DotsField(field="votes", items=ITEMS, each=2, colours=(Item("red", "red"), Item("blue", "blue")))
    assert amounts(Work("Vote", "groups", ("sticky dots",), (one,), 6, 24)) == {"sticky dots": "72"}
    assert amounts(Work("Vote", "groups", (), (two,), 6, 24)) == {"sticky dots, red": "48", "sticky dots, blue": "48"}


def test_dots_on_lines_are_one_for_each_statement_and_round():
    line = ScaleField(field="sure", statements=ITEMS, rounds=(Item("Before", "before"), Item("After", "after")))
    taken = ScaleField(field="sure", statements=From(from_="map.points"))
    assert amounts(Work("Lines", "plenary", ("sticky dots",), (line,), people=10)) == {"sticky dots": "40"}
    assert amounts(Work("Lines", "plenary", ("sticky dots",), (taken,))) == {
        "sticky dots": "1 for each person and statement"
    }
    assert amounts(Work("Lines", "plenary", (), (line,), people=10)) == {}


def test_the_same_thing_stands_once_with_all_that_need_it_and_what_is_counted_comes_first():
    vote = DotsField(field="votes", items=ITEMS, each=3)
    needs = to_bring(
        [
            Work("Talk", "plenary", ("marker pens",)),
            Work("Map", "groups", ("Marker  pens", "sticky dots"), (vote,), 4, 20),
            Work("Vote", "plenary", ("sticky dots",), (vote,)),
        ]
    )
    assert [(need.what, need.amount, need.where) for need in needs] == [
        ("sticky dots", "60, and 3 for each person", ["Map", "Vote"]),
        ("marker pens", "", ["Talk", "Map"]),
    ]


def test_a_promise_needs_a_card_even_where_none_is_named():
    assert amounts(Work("Pledge", "individuals", ("pens",), (PledgeField(field="own"),), people=9))["postcards"] == "9"


def test_before_the_day_the_plans_groups_count_and_people_are_told_one_by_one():
    made = Exercise(title="Map", materials=("flipchart paper", "postcards"))
    sets = {"later": GroupSet(from_="map.points"), "tables": GroupSet(count=5)}
    assert amounts(work_of("Map", made, "", sets)) == {"flipchart paper": "5", "postcards": "1 for each person"}
    assert amounts(work_of("Map", made, "later", sets))["flipchart paper"] == "1 for each group"


def test_a_session_counts_who_is_there_else_who_is_expected(tmp_path):
    import msgspec

    block = msgspec.structs.replace(PLAN.agenda[0], materials=("flipchart paper", "blank cards"))
    plan = msgspec.structs.replace(PLAN, agenda=(block, *PLAN.agenda[1:]))
    with Session.open(make(tmp_path, plan), "Anna") as session:
        assert [need.amount for need in of_session(session)] == ["6", "1 for each person"]
        expect(session, 30)
        assert (expected(session), of_session(session)[1].amount) == (30, "30")
        count_heads(session, agenda.blocks(session)[0].id, ROOM, 28)
        assert of_session(session)[1].amount == "28"
        cut(session, "animals")
        assert of_session(session) == []
