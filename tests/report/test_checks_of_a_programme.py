"""A report of several sessions is checked as one: each finding with its session, and allowed where it was allowed."""

from __future__ import annotations

import pytest
from together import Kit

from facikit.report.checks import check
from facikit.session import prose
from facikit.session.allowed import allow
from facikit.session.responses import responses
from facikit.session.themes import make

WHOLE = "title: All of it\nsessions: [{session: first}]\nappendices: [{report: first}]\n"
PART = "title: All of it\nsessions: [{session: first}]\nsections: [{heading: Said, from: first/talk.points}]\n"


@pytest.fixture
def kit(tmp_path) -> Kit:
    return Kit(tmp_path)


def found(kit: Kit, code: str):
    with kit.open() as session:
        return [one for one in check(session, kits=[kit.folder]).open if one.code == code]


def test_what_is_found_in_a_session_is_told_with_its_title_under_the_id_that_it_has_there(kit):
    first = kit.day("first", "a point")
    prose.write(first, "talk", "meaning", "See [[quote:gone]].")
    first.flush()
    kit.write(WHOLE)
    (one,) = found(kit, "references")
    assert (one.where, one.message) == ("First: Talk", "[[quote:gone]] leads nowhere.")
    (own,) = [other for other in check(first, kits=[kit.folder]).open if other.code == "references"]
    assert one.id == own.id


def test_what_is_allowed_in_a_session_is_allowed_in_its_programme(kit):
    first = kit.day("first", "a point")
    kit.write(WHOLE)
    (one,) = found(kit, "not-written")[:1]
    allow(first, one.id, "It stays so.")
    first.flush()
    assert one.id not in [other.id for other in found(kit, "not-written")]


def test_a_session_of_which_a_part_is_shown_is_not_asked_for_the_rest(kit):
    kit.day("first", "a point")
    kit.write(PART)
    assert found(kit, "not-written") == []
    kit.write(WHOLE)
    assert found(kit, "not-written")


def test_a_session_that_is_not_there_is_found(kit):
    kit.day("first", "a point")
    kit.write(WHOLE.replace("[{session: first}]", "[{session: first}, {session: gone}]"))
    (one,) = found(kit, "sessions")
    assert "cannot be opened" in one.message
    kit.write(WHOLE)
    assert found(kit, "sessions") == []


def test_a_session_of_which_nothing_is_written_is_missed_in_the_list_of_sessions(kit):
    kit.day("first", "a point").close()
    day = kit.day("second", "a point")
    prose.write(day, "session", "intro", "It began.")
    day.close()
    kit.write(
        "title: T\nsessions: [first, second, {title: The launch, as: launch}]\n"
        "sections:\n  - {heading: What we did, parts: [{show: sessions}]}\n"
        "  - {heading: Points, from: first/talk.points}\n"
    )
    told = found(kit, "sessions")
    assert [(one.where, one.message) for one in told] == [
        ("What we did", f"‘{title}’ is not told of here: nothing is written of it.")
        for title in ("First", "The launch")
    ]
    assert "summary in programme.yaml" in told[0].cure
    assert "First" not in kit.report() and "First" in kit.report(draft=True)
    with kit.open_session("first") as day:
        prose.write(day, "session", "intro", "So did this.")
    assert [one.message.split("’")[0] for one in found(kit, "sessions")] == ["‘The launch"]


def test_a_theme_that_stands_under_a_heading_of_the_programme_is_told_by_its_name(kit):
    first = kit.day("first", "a point")
    (point,) = responses(first, "talk", "points")
    make(first, "talk", "points", "Ways [home]", text="How people go", members=[point.id])
    first.flush()
    kit.write(PART.replace("from: first/talk.points", "from: first/talk.points, theme: 'Ways [home]'"))
    (one,) = found(kit, "theme-evidence")
    assert "‘Ways [home]’" in one.message
