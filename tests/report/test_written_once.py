"""A text is written once, in its session, and stands in the programme's report as well: by reference, never a copy."""

from __future__ import annotations

import pytest
from hostile import TEXTS
from making import say, theme
from reading_back import headings
from together import Kit

from facikit.report.checks import check
from facikit.report.standing import order, standing
from facikit.report.text import clean
from facikit.report.tracing import trace
from facikit.session import also, prose
from facikit.session.themes import merge
from facikit.session.undo import undo

TWO = """
title: All of it
programme: pr0gramme
sessions: [{session: first}, {session: second}]
sections:
  - heading: Summary
    slot: summary
    parts: [{show: findings}]
  - {heading: Learned, name: learned, slot: learned}
appendices: [{report: first}]
"""


@pytest.fixture
def kit(tmp_path) -> Kit:
    made = Kit(tmp_path)
    made.write(TWO)
    return made


def written(kit: Kit, name: str, text: str, at: str = "", *points: str):
    session = kit.day(name, *points)
    prose.write(session, "talk", "meaning", text)
    also.place(session, "talk", "meaning", "pr0gramme", at)
    session.flush()
    return session


def section(report: str, heading: str) -> str:
    return report.partition(f"{heading}\n\n")[2].partition("\n#")[0].strip()


def test_it_stands_in_both_reports_and_follows_what_is_written(kit):
    first = written(kit, "first", "Time is what they lack.")
    kit.day("second")
    assert section(kit.report(), "## 1 Summary") == "Time is what they lack."
    assert kit.report().count("Time is what they lack.") == 2
    prose.write(first, "talk", "meaning", "It is rooms that they lack.")
    first.flush()
    assert kit.report().count("It is rooms that they lack.") == 2


def test_texts_stand_in_the_order_of_the_sessions_unless_the_file_says_otherwise(kit):
    written(kit, "second", "Second.")
    written(kit, "first", "First.")
    assert section(kit.report(), "## 1 Summary") == "First.\n\nSecond."
    kit.write(TWO.replace("{show: findings}", "{show: findings, order: [second/talk.meaning]}"))
    assert section(kit.report(), "## 1 Summary") == "Second.\n\nFirst."
    kit.write(TWO.replace("{show: findings}", "{show: findings, by: session}"))
    assert "### 1.1" not in kit.report()
    assert "### First\n\nFirst.\n\n### Second\n\nSecond." in kit.report()


def test_a_named_part_takes_what_is_placed_in_it_below_its_own_words(kit):
    written(kit, "first", "From the day.", "learned")
    kit.day("second")
    with kit.open() as programme:
        prose.write(programme, "session", "learned", "Our own words.")
    assert section(kit.report(), "## 1 Learned") == "Our own words.\n\nFrom the day."


def test_only_the_marked_passages_are_taken_and_no_report_prints_the_marks(kit):
    text = "Long before. [[summary]]Nine of ten said so.[[/summary]]\n\nMore.\n\n[[summary]]\n- a list\n[[/summary]]"
    written(kit, "first", text)
    kit.day("second")
    report = kit.report()
    assert section(report, "## 1 Summary") == "Nine of ten said so.\n\n- a list"
    assert "Long before. Nine of ten said so.\n\nMore.\n\n- a list" in report
    assert "summary]]" not in report


def test_a_quote_in_it_is_that_of_its_own_session(kit):
    first = kit.day("first")
    (one,) = say(first, "talk", "said", "Let us in.", label="Student", kind="quote")
    prose.write(first, "talk", "meaning", f"[[summary]][[quote:{one.id}]][[/summary]] and more")
    also.place(first, "talk", "meaning", "pr0gramme")
    first.flush()
    kit.day("second")
    assert section(kit.report(), "## 1 Summary") == "> ‘Let us in.’\\\n> (Student)"


def test_a_theme_stands_under_its_name(kit):
    first = kit.day("first", "a point")
    made = theme(first, "talk", "points", "Time", text="What there is too little of.")
    prose.write(first, "theme", made.id, "Everybody said so.")
    also.place(first, "theme", made.id, "pr0gramme")
    first.flush()
    kit.day("second")
    said = "**Time.** What there is too little of.\n\nEverybody said so."
    assert section(kit.report(), "## 1 Summary") == said


def test_a_theme_that_goes_into_another_takes_its_place_along(kit):
    first = kit.day("first", "a point")
    time, waiting = theme(first, "talk", "points", "Time"), theme(first, "talk", "points", "Waiting")
    prose.write(first, "theme", time.id, "Everybody said so.")
    also.place(first, "theme", time.id, "pr0gramme")
    merge(first, time.id, waiting.id)
    first.flush()
    kit.day("second")
    assert section(kit.report(), "## 1 Summary") == "**Waiting.**\n\nEverybody said so."
    assert found(kit) == []
    undo(first)
    first.flush()
    assert section(kit.report(), "## 1 Summary") == "**Time.**\n\nEverybody said so."


def test_taken_out_it_stands_in_its_own_report_only(kit):
    first = written(kit, "first", "Time is what they lack.")
    also.take_out(first, "talk", "meaning", "pr0gramme")
    first.flush()
    kit.day("second")
    assert kit.report().count("Time is what they lack.") == 1


def found(kit: Kit) -> list[str]:
    with kit.open() as session:
        return [one.message for one in check(session, kits=[kit.folder]).open if one.code == "placed"]


def test_the_checks_find_what_is_empty_and_what_has_no_place_any_more(kit):
    first = written(kit, "first", "Words.")
    kit.day("second")
    assert found(kit) == []
    prose.write(first, "talk", "meaning", "")
    first.flush()
    empty = (
        "The place ‘What does this tell us?’ is placed in a programme's report as well, and nothing is written there."
    )
    assert found(kit) == [empty]
    assert empty in [one.message for one in check(first, kits=[kit.folder]).open]
    prose.write(first, "talk", "meaning", "[[summary]] No end.")
    also.place(first, "talk", "meaning", "pr0gramme", "renamed-since")
    first.flush()
    marks, place = found(kit)
    assert "no beginning or no end" in marks or "no beginning or no end" in place
    assert "the part ‘renamed-since’" in marks + place
    # Lost it is not: it stands where such texts are gathered.
    assert section(kit.report(), "## 1 Summary") == "No end."


def test_a_trace_tells_where_else_it_stands(kit):
    first = written(kit, "first", "Words.", "learned")
    (part,) = [one for one in trace(first, "talk.meaning").parts if one.title == "Stands as well in"]
    assert [(one.id, one.words) for one in part.found] == [("pr0gramme", "learned")]
    kit.day("second")
    with kit.open() as programme:
        told = trace(programme, "learned", kits=[kit.folder])
    (part,) = [one for one in told.parts if one.title == "Placed here by the sessions"]
    assert [(one.id, one.where, one.words) for one in part.found] == [("talk.meaning", "first", "Words.")]


@pytest.mark.parametrize("text", [text for text in TEXTS[::5] if clean(text).strip()])
def test_whatever_is_written_swallows_nothing_behind_it(kit, text):
    written(kit, "first", f"[[summary]]{text}[[/summary]]")
    kit.day("second")
    report = kit.report()
    named = [words for level, words in headings(report) if level == 2 and words.startswith(("1 ", "Appendix"))]
    assert named == ["1 Summary", "Appendix 1: First"]
    assert "summary]]" not in report


def test_the_places_of_a_programme_are_known_in_their_order_written_or_not(kit):
    kit.day("first")
    kit.day("second")
    with kit.open() as programme:
        assert order(programme, kits=[kit.folder]) == [("session", "summary"), ("session", "learned")]
        prose.write(programme, "session", "learned", "See [[see:first]].")
        found = standing(programme, ("session", "learned"), kits=[kit.folder])
    assert found is not None
    assert found.lines[0] == "## 1 Learned"
    assert found.lines[found.first : found.last] == ("See [First](#appendix-1-first).",)
