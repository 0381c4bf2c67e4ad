"""What a check finds may be let stand, with a reason; that holds for what was looked at, and for nothing else."""

from __future__ import annotations

import pytest
from checking import found
from hostile import TEXTS
from making import MEANING, POINTS, SAID, block, plan, report, say, session_of

from facikit.errors import UserError
from facikit.library.values import Item
from facikit.report.checks import check
from facikit.session import prose
from facikit.session.allowed import allow, allowed, look_again
from facikit.session.session import Session
from facikit.session.undo import redo, undo

LABELS = (Item("Guest", "guest"),)


@pytest.fixture
def session(tmp_path):
    made = session_of(tmp_path, plan(block("talk", POINTS, SAID, write=(MEANING,)), labels=LABELS))
    say(made, "talk", "said", "a")
    prose.write(made, "talk", "meaning", "30% of them.")
    return made


def only(session, code):
    (one,) = found(session, code)
    return one


def test_what_is_allowed_is_listed_with_its_reason_and_is_not_open(session):
    one = only(session, "unlabelled")
    allow(session, one.id, "Said by the whole room.")
    assert found(session, "unlabelled") == []
    (excused,) = check(session, kits=[]).allowed
    assert (excused.finding.id, excused.reason, excused.who) == (one.id, "Said by the whole room.", "anna")


@pytest.mark.parametrize("reason", ["", "  ", "\n\t", "\x00\x1b"])
def test_nothing_is_allowed_without_a_reason(session, reason):
    one = only(session, "unlabelled")
    with pytest.raises(UserError, match="reason"):
        allow(session, one.id, reason)
    assert only(session, "unlabelled").id == one.id


def test_it_stays_allowed_when_the_report_is_made_again_or_as_another_kind(session):
    one = only(session, "unlabelled")
    allow(session, one.id, "So be it.")
    say(session, "talk", "points", "b")
    prose.write(session, "talk", "meaning", "## New\n\n30% of them, and more.")
    assert found(session, "unlabelled") == []
    assert found(session, "unlabelled", "record") == []
    session.close()
    with Session.open(session.folder, read_only=True) as again:
        assert found(again, "unlabelled") == []


def test_what_was_not_looked_at_is_open_again(session):
    allow(session, only(session, "unlabelled").id, "So be it.")
    say(session, "talk", "said", "another")
    assert only(session, "unlabelled").message == "2 quotes in ‘Said at the tables’ have no label."


def test_what_is_gone_leaves_its_reason_without_a_word(session):
    one = only(session, "count-without-n")
    allow(session, one.id, "So be it.")
    prose.write(session, "talk", "meaning", "30% of 40.")
    checked = check(session, kits=[])
    assert one.id not in [other.finding.id for other in checked.allowed]
    assert one.id in allowed(session)


def test_allowing_is_taken_back_and_put_back(session):
    one = only(session, "unlabelled")
    allow(session, one.id, "So be it.")
    assert "So be it." in undo(session).words
    assert only(session, "unlabelled").id == one.id
    redo(session)
    assert found(session, "unlabelled") == []


def test_anybody_may_want_it_looked_at_again(session):
    one = only(session, "unlabelled")
    allow(session, one.id, "So be it.")
    session.flush()
    with Session.open(session.folder, "bert") as bert:
        look_again(bert, one.id)
        assert only(bert, "unlabelled").id == one.id
    look_again(session, "never-was")


def test_two_sessions_have_findings_of_their_own(tmp_path):
    ids = set()
    for name in ("one", "two"):
        made = plan(block("talk", POINTS), outcomes=(Item("Agree", "agree"),), title=name)
        made = type(made)(**{**{key: getattr(made, key) for key in made.__struct_fields__}, "session": name * 4})
        session = session_of(tmp_path / name, made)
        ids.add(only(session, "outcome-evidence").id)
    assert len(ids) == 2


def test_nothing_of_it_stands_in_the_report(session):
    before = report(session)
    allow(session, only(session, "unlabelled").id, "A secret reason.")
    assert report(session) == before


@pytest.mark.parametrize("text", TEXTS[::7])
def test_any_reason_is_kept_as_it_was_given(session, text):
    one = only(session, "unlabelled")
    allow(session, one.id, f"{text} x")
    (excused,) = check(session, kits=[]).allowed
    assert excused.reason.endswith("x")
    assert "\n" not in excused.reason
