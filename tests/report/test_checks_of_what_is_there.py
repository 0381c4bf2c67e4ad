"""The checks of evidence: themes, outcomes, what was captured and not printed, not written, not settled, lost."""

from __future__ import annotations

import msgspec
import pytest
from checking import found
from making import MEANING, PICTURES, POINTS, SAID, STORY, block, plan, say, session_of, theme

from facikit.library.kinds import ScaleField
from facikit.library.shapes import GroupSet, Slot
from facikit.library.values import Item
from facikit.session import prose, themes
from facikit.session.responses import edit
from facikit.session.scales import put_marks
from facikit.session.session import Session

HEADINGS = [{"show": "points", "as": "headings"}]
WANTED = (Item("Know the way", "know"), Item("Agree", "agree"))


def one_block(folder, *fields, **more):
    return session_of(folder, plan(block("talk", *fields, **more)))


def messages(session, code, genre="session-report"):
    return [one.message for one in found(session, code, genre)]


# Themes


@pytest.mark.parametrize("form", ["themes", "headings", "run-in"])
def test_a_theme_with_nothing_in_it_is_found(tmp_path, form):
    session = one_block(tmp_path, POINTS, report=[{"show": "points", "as": form}])
    made = theme(session, "talk", "points", "Pay", text="About pay")
    (one,) = found(session, "theme-evidence")
    assert (one.message, one.record) == ("There is nothing in the theme ‘Pay’.", f"theme/{made.id}")
    themes.link(session, made.id, *[one.id for one in say(session, "talk", "points", "a", highlight=True)])
    assert messages(session, "theme-evidence") == []


def test_a_theme_of_which_nothing_said_is_printed_is_found(tmp_path):
    session = one_block(tmp_path, POINTS, report=HEADINGS)
    (said,) = say(session, "talk", "points", "a")
    made = theme(session, "talk", "points", "Pay", said, text="About pay")
    assert len(messages(session, "theme-evidence")) == 1
    edit(session, said.id, highlight=True)
    assert messages(session, "theme-evidence") == []
    edit(session, said.id, highlight=None)
    prose.write(session, "theme", made.id, f"So:\n\n[[quote:{said.id}]]")
    assert messages(session, "theme-evidence") == []


def test_themes_that_the_report_prints_nowhere_are_found_until_it_does_or_speaks_of_them(tmp_path):
    session = one_block(tmp_path, POINTS, write=[MEANING], report=["points", "meaning"])
    theme(session, "talk", "points", "Rest")
    assert messages(session, "not-by-theme") == []
    made = theme(session, "talk", "points", "Pay", *say(session, "talk", "points", "a"))
    (one,) = found(session, "not-by-theme")
    assert one.message == "The report prints ‘Points’ without its themes: ‘Pay’."
    assert one.record == "printed/talk/points"
    assert messages(session, "not-by-theme", "record") == []
    more = theme(session, "talk", "points", "Quiet", *say(session, "talk", "points", "b"))
    prose.write(session, "talk", "meaning", f"Most of it was about [[theme:{made.id}]].")
    assert messages(session, "not-by-theme") == ["The report prints ‘Points’ without its themes: ‘Quiet’."]
    prose.write(session, "talk", "meaning", f"It was about [[theme:{made.id}]] and [[count:{more.id}]] on quiet.")
    assert messages(session, "not-by-theme") == []


@pytest.mark.parametrize("form", ["themes", "headings", "run-in", "nested"])
def test_themes_that_the_report_prints_are_not_missed(tmp_path, form):
    session = one_block(tmp_path, POINTS, report=[{"show": "points", "as": form}])
    theme(session, "talk", "points", "Pay", *say(session, "talk", "points", "a"))
    assert messages(session, "not-by-theme") == []


def test_themes_that_became_groups_have_done_their_work(tmp_path):
    made = {"topics": GroupSet(from_="talk.points"), "tables": GroupSet(count=2)}
    session = session_of(tmp_path, plan(block("talk", POINTS, report=["points"]), groups=made))
    theme(session, "talk", "points", "Pay", *say(session, "talk", "points", "a"))
    assert messages(session, "not-by-theme") == []


def test_whoever_asks_for_no_members_means_it(tmp_path):
    session = one_block(tmp_path, POINTS, report=[{**HEADINGS[0], "members": "none"}])
    theme(session, "talk", "points", "Pay", *say(session, "talk", "points", "a"), text="About pay")
    assert messages(session, "theme-evidence") == []


def test_a_theme_that_is_a_heading_and_has_no_words_is_found(tmp_path):
    session = one_block(tmp_path, POINTS, report=HEADINGS)
    outer = theme(session, "talk", "points", "Work")
    inner = theme(
        session, "talk", "points", "Pay", *say(session, "talk", "points", "a", highlight=True), parent=outer.id
    )
    assert len(messages(session, "theme-prose")) == 2
    prose.write(session, "theme", inner.id, "About pay.")
    assert messages(session, "theme-prose") == []


# Outcomes


def test_a_session_that_cannot_tell_whether_its_outcomes_were_met_is_found(tmp_path):
    after = Slot(slot="outcomes", heading="What we set out to do")
    session = session_of(tmp_path, plan(block("talk", POINTS), outcomes=WANTED, write=(after,)))
    say(session, "talk", "points", "a")
    (one,) = found(session, "outcome-evidence")
    assert one.record == "prose/session/outcomes"
    prose.write(session, "session", "outcomes", "Two of three were met.")
    assert messages(session, "outcome-evidence") == []


def test_a_session_without_outcomes_owes_nobody_an_answer_and_neither_does_the_record(tmp_path):
    session = one_block(tmp_path / "none", POINTS)
    assert messages(session, "outcome-evidence") == []
    session = session_of(tmp_path / "two", plan(block("talk", POINTS), outcomes=WANTED))
    assert len(messages(session, "outcome-evidence")) == 1
    assert messages(session, "outcome-evidence", "record") == []


def test_an_outcome_that_nobody_marked_is_found(tmp_path):
    scale = ScaleField(field="met", statements=WANTED, points=3)
    asked = block("end", scale, exercise="outcomes-met")
    session = session_of(tmp_path, plan(asked, outcomes=WANTED))
    assert messages(session, "outcome-evidence") == ["Nothing in this session tells whether its outcomes were met."]
    put_marks(session, "end", "met", {("know", "once", 3): 5}, group="table-1")
    (one,) = found(session, "outcome-evidence")
    assert "‘Agree’" in one.message
    put_marks(session, "end", "met", {("agree", "once", 1): 5}, group="table-1")
    assert messages(session, "outcome-evidence") == []


# Captured, written, settled, saved


def test_what_nothing_prints_is_found_until_it_is_set_aside(tmp_path):
    session = one_block(tmp_path, POINTS, STORY, report=["points"])
    say(session, "talk", "points", "a")
    (left,) = say(session, "talk", "story", "Once.")
    (one,) = found(session, "not-printed")
    assert one.message == "1 text of ‘Story’ stands under “Also recorded”."
    assert (one.where, one.record) == ("Talk", f"response/{left.id}")
    edit(session, left.id, set_aside=True)
    assert messages(session, "not-printed") == []


def test_a_part_that_brought_nothing_is_found_unless_it_was_cut(tmp_path):
    session = session_of(tmp_path, plan(block("talk", POINTS), block("end", POINTS)))
    say(session, "talk", "points", "a")
    assert messages(session, "not-recorded") == [
        "Nothing was captured or written in ‘End’, so the report leaves this part out."
    ]
    say(session, "end", "points", "b")
    assert messages(session, "not-recorded") == []


def test_a_place_that_holds_no_words_is_found_unless_it_may_stay_empty(tmp_path):
    maybe = msgspec.structs.replace(MEANING, slot="more", heading="More", hint="Only where there is more to say.")
    session = session_of(tmp_path, plan(block("talk", POINTS, write=(MEANING, maybe)), write=(Slot(slot="context"),)))
    say(session, "talk", "points", "a")
    first, second = found(session, "not-written")
    assert {first.message, second.message} == {
        "Nothing is written yet under ‘Context’.",
        "Nothing is written yet under ‘What does this tell us?’.",
    }
    assert {first.record, second.record} == {"prose/session/context", "prose/talk/meaning"}
    prose.write(session, "talk", "meaning", "Much.")
    prose.write(session, "session", "context", "Here.")
    assert messages(session, "not-written") == []


def test_two_versions_that_nobody_has_settled_are_found(tmp_path):
    session = one_block(tmp_path, SAID, write=(MEANING,))
    (one,) = say(session, "talk", "said", "a")
    session.flush()
    with Session.open(session.folder, "bert") as bert:
        prose.write(session, "talk", "meaning", "Mine.")
        edit(session, one.id, text="b")
        prose.write(bert, "talk", "meaning", "Yours.")
        edit(bert, one.id, text="c")
    session.refresh()
    assert {each.record for each in found(session, "versions")} == {f"response/{one.id}", "prose/talk/meaning"}
    edit(session, one.id, text="d")
    prose.settle(session, "talk", "meaning", "Ours.")
    assert messages(session, "versions") == []


def test_a_log_that_is_not_whole_is_found(tmp_path):
    session = one_block(tmp_path, POINTS)
    say(session, "talk", "points", "a")
    assert messages(session, "logs") == []
    (session.folder / "log" / "other.jsonl").write_text("no line of ours\n{\n", encoding="utf-8")
    session.refresh()
    (one,) = found(session, "logs")
    assert "other.jsonl" in one.message


def test_a_talk_without_a_question_owes_nothing(tmp_path):
    session = session_of(tmp_path, plan(block("talk", POINTS), block("end", POINTS, kind="input")))
    say(session, "talk", "points", "a")
    assert messages(session, "not-recorded") == []


def test_what_is_found_in_a_block_is_told_with_it_under_a_template_s_own_heading(tmp_path):
    title = "Talk [one]: bees"
    session = one_block(tmp_path, PICTURES, title=title, report=["pictures"])
    say(session, "talk", "pictures", "", media="faces.png")
    for genre in ("session-report", "learning-note"):
        (one,) = found(session, "pictures", genre)
        assert (one.where, one.message.partition(" has ")[0]) == (title, "The picture faces.png")
