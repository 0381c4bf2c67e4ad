"""What follows on lists group by group stands below a heading of its own, never below the last group's name."""

from __future__ import annotations

import re

import pytest
from hostile import TEXTS
from making import MEANING, POINTS, SAID, block, plan, report, say, session_of, theme

from facikit.library.kinds import ListField

BY_GROUP = {"show": "points", "by": "group"}
HELPS = ListField(field="helps", label="What helps")


def printed(folder, *items, field=SAID):
    """Return the report of two tables' points, each with a point, and one quote of the first table."""
    one = block("talk", POINTS, field, HELPS, report=items, write=(MEANING,))
    session = session_of(folder, plan(one))
    say(session, "talk", "points", "sun", category="near")
    (far,) = say(session, "talk", "points", "moon", group="table-2", category="far")
    theme(session, "talk", "points", "Sky", far)
    say(session, "talk", "said", "It changed me.")
    say(session, "talk", "helps", "a lamp")
    return report(session)


def headings(text):
    return re.findall(r"^#+ .*", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (BY_GROUP, "### Table 2"),
        ({"show": "points", "by": "category"}, "### Far"),
        ({"show": "points", "as": "headings", "members": "all"}, "### Sky"),
    ],
)
def test_quotes_of_the_room_do_not_stand_below_the_last_group_or_theme(tmp_path, first, last):
    found = headings(printed(tmp_path, first, "said", "helps"))
    assert found[found.index(last) : found.index(last) + 3] == [last, "### Said at the tables", "### What helps"]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (("said", "helps", BY_GROUP), ["### Table 1", "### Table 2"]),
        (
            (BY_GROUP, {"show": "said", "heading": "Word for word"}, "helps"),
            ["### Table 1", "### Table 2", "### Word for word"],
        ),
        (
            ({"show": "points", "by": "group", "heading": "Points"}, "said", "helps"),
            ["### Points", "#### Table 1", "#### Table 2"],
        ),
        (({"show": "points", "as": "leadin"}, "said", "helps"), []),
        (
            (BY_GROUP, {"show": "said", "by": "group"}, "helps"),
            ["### Table 1", "### Table 2", "### Table 1", "### What helps"],
        ),
    ],
)
def test_what_has_a_heading_already_or_needs_none_gets_none(tmp_path, items, expected):
    assert headings(printed(tmp_path, *items))[2:] == expected


def test_the_same_holds_one_level_deeper(tmp_path):
    found = headings(printed(tmp_path, {"heading": "At the tables", "parts": [BY_GROUP, "said", "helps"]}))
    assert found[2:] == [
        "### At the tables",
        "#### Table 1",
        "#### Table 2",
        "#### Said at the tables",
        "#### What helps",
    ]


@pytest.mark.parametrize("label", TEXTS)
def test_the_name_of_a_field_stays_the_text_that_it_is(tmp_path, label):
    """Whatever it is called, its heading is one heading."""
    said = type(SAID)(field="said", label=label)
    plain = headings(printed(tmp_path / "plain", BY_GROUP, "said"))
    assert len(headings(printed(tmp_path / "nasty", BY_GROUP, "said", field=said))) == len(plain)
