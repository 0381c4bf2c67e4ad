"""Who is in which theme, what is in none, and numbers with their N."""

from __future__ import annotations

import msgspec

from facikit.analysis.counts import Heard, by_group, heard, roles
from facikit.analysis.themes import members, on_record, tree, unthemed
from facikit.session.agenda import Group
from facikit.session.people import Person
from facikit.session.responses import Response
from facikit.session.themes import Theme


def said(response_id, group="table-1", **more):
    one = Response(
        id=response_id, block="b", field="f", group=group, kind="point", text=response_id, label="", category="",
 parent="",
        cells={}, count=None, media="", description="", off_record=False, highlight=False, set_aside=False,
        position=response_id, who="", t="", line="", versions=1,
    )  # fmt: skip
    return msgspec.structs.replace(one, **more)


def theme(theme_id, *ids, parent=""):
    return Theme(theme_id, "b", "f", theme_id, "", parent, theme_id, ids, 1)


TABLES = [Group(f"table-{n}", f"Table {n}", "tables") for n in (1, 2, 3)]


def test_members_stand_in_the_themes_order_and_those_that_are_gone_are_left_out():
    responses = [said("a"), said("b"), said("c")]
    assert [one.id for one in members(theme("t", "c", "gone", "a"), responses)] == ["c", "a"]


def test_what_is_in_no_theme_is_listed_in_its_order():
    responses = [said("a"), said("b"), said("c")]
    assert [one.id for one in unthemed(responses, [theme("t", "b"), theme("u", "b")])] == ["a", "c"]


def test_what_is_off_the_record_is_left_out():
    assert [one.id for one in on_record([said("a"), said("b", off_record=True)])] == ["a"]


def names(branches):
    return [(branch.theme.id, names(branch.parts)) for branch in branches]


def test_themes_stand_under_their_parents():
    themes = [theme("a"), theme("b", parent="a"), theme("c"), theme("d", parent="b")]
    assert names(tree(themes)) == [("a", [("b", [("d", [])])]), ("c", [])]


def test_no_theme_is_lost_when_its_parent_is_gone_or_parents_go_round_in_a_ring():
    themes = [theme("a", parent="gone"), theme("b", parent="c"), theme("c", parent="b"), theme("d", parent="d")]
    assert names(tree(themes)) == [("a", []), ("b", [("c", [])]), ("d", [])]


def test_a_count_says_from_how_many_groups_it_comes():
    responses = [said("a"), said("b"), said("c", "table-3")]
    assert heard(responses, TABLES).words() == "3 points from 2 of 3 groups"
    assert heard(responses[:1], TABLES).words("quote") == "1 quote from 1 of 3 groups"
    assert Heard(2, 1, 1).words("person", "people") == "2 people"
    assert by_group(responses, TABLES) == {"table-1": 2, "table-2": 0, "table-3": 1}


def test_a_group_that_was_taken_away_still_counts_as_one_that_spoke():
    assert heard([said("a", "old")], TABLES) == Heard(1, 1, 4)


def test_roles_are_counted_without_names_whatever_their_case_and_spaces():
    people = [
        Person("1", "Anna", "Social  Worker", "North", "", ""),
        Person("2", "Bo", "social worker", "north", "", ""),
        Person("3", "Cem", "Manager", "", "", ""),
        Person("4", "Di", "", "", "", ""),
    ]
    found = roles(people)
    assert [(one.role, one.team, one.number) for one in found] == [
        ("Manager", "", 1), ("Social Worker", "North", 2), ("", "", 1),
    ]  # fmt: skip
    assert roles(reversed(people)) == found
