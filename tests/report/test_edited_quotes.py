"""A quote is printed in the wording that staff gave it, everywhere but in the record, and the check keeps it honest."""

from __future__ import annotations

import pytest
from checking import found
from making import MEANING, SAID, STORY, block, plan, report, say, session_of, theme

from facikit.library.kinds import DotsField, ListField
from facikit.library.values import From
from facikit.report.render import render
from facikit.report.tracing import trace
from facikit.session import prose, tallies
from facikit.session.responses import edit
from facikit.session.rewording import reword

RAW = "Jo in finance, you know, never once asked us."
EDITED = "[The office] … never once asked us."
POINTS = ListField(field="points")
DOTS = DotsField(field="votes", items=From(from_="talk.points", take="responses"))


def a_day(folder, *, as_="quotes"):
    blocks = (
        block("talk", SAID, POINTS, STORY, report=[{"show": "said", "as": as_}, "points", "story", "meaning"],
              write=(MEANING,)),
        block("vote", DOTS, report=["votes"]),
    )  # fmt: skip
    return session_of(folder, plan(*blocks))


@pytest.mark.parametrize("as_", ["quotes", "dash", "script", "list", "sentence", "headings", "nested", "themes"])
def test_every_form_prints_the_edited_wording_and_none_the_words_put_out_of_sight(tmp_path, as_):
    session = a_day(tmp_path, as_=as_)
    (one,) = say(session, "talk", "said", RAW, kind="quote", highlight=True)
    theme(session, "talk", "said", "Not asked", one)
    prose.write(session, "talk", "meaning", f"As was said: [[quote:{one.id}]]\n\n[[quote:{one.id}]]")
    reword(session, one.id, EDITED)
    printed = report(session)
    assert "never once asked us" in printed and "The office" in printed
    assert "finance" not in printed and "finance" not in render(session, "learning-note", kits=[])
    assert found(session, "wording") == []


def test_the_record_has_it_as_it_was_said(tmp_path):
    session = a_day(tmp_path)
    (one,) = say(session, "talk", "said", RAW, kind="quote")
    reword(session, one.id, EDITED)
    assert RAW in report(session, "record") and "The office" not in report(session, "record")
    assert found(session, "wording", "record") == []


def test_a_card_that_was_voted_on_goes_by_its_edited_wording_too(tmp_path):
    session = a_day(tmp_path)
    (one,) = say(session, "talk", "points", "Get rid of Jo")
    tallies.tally(session, "vote", "votes", "table-1", one.id, 7)
    tallies.release(session, "vote", "votes")
    reword(session, one.id, "Get rid of [the manager]")
    assert "Jo" not in report(session) and "manager\\]: 7 dots" in report(session)
    assert "| Get rid of Jo | 7 |" in report(session, "record")


@pytest.mark.parametrize("text", ["[*The* <b>office</b>] … never once asked us.", "… | never once\n\n# asked us."])
def test_an_edited_wording_is_text_and_no_markup(tmp_path, text):
    session = a_day(tmp_path)
    (one,) = say(session, "talk", "said", RAW, kind="quote")
    reword(session, one.id, text)
    assert "<b>" not in report(session).replace("\\<", "").replace("&lt;", "") and "\n# asked" not in report(session)


def test_a_wording_that_nobody_said_is_found_with_its_place_and_its_cure(tmp_path):
    session = a_day(tmp_path)
    (one,) = say(session, "talk", "said", RAW, kind="quote")
    reword(session, one.id, "They never asked us.")
    (first,) = found(session, "wording")
    assert first.where == "Talk" and first.record == f"wording/{one.id}" and "^e" in first.cure
    assert "‘They’ was not said here" in first.message
    reword(session, one.id, "… never asked us.")
    (second,) = found(session, "wording")
    assert "‘once’ is left out" in second.message and second.id != first.id
    reword(session, one.id, "… never … asked us.")
    assert found(session, "wording") == []


def test_a_wording_is_looked_at_again_when_the_entry_is_mended(tmp_path):
    session = a_day(tmp_path)
    (one,) = say(session, "talk", "said", RAW, kind="quote")
    reword(session, one.id, EDITED)
    edit(session, one.id, text="Jo in finance hardly ever asked us.")
    assert "‘never once’ was not said here" in found(session, "wording")[0].message


def test_a_wording_that_is_printed_nowhere_is_nobody_s_concern(tmp_path):
    session = a_day(tmp_path)
    (one,) = say(session, "talk", "said", RAW, kind="quote", set_aside=True)
    reword(session, one.id, "They never asked us.")
    assert found(session, "wording") == []


def test_a_trace_leads_from_the_wording_to_what_was_said_and_who_edited_it(tmp_path):
    session = a_day(tmp_path)
    (one,) = say(session, "talk", "said", RAW, kind="quote")
    reword(session, one.id, "They never asked us.")
    reword(session, one.id, EDITED)
    told = trace(session, one.id)
    assert told.words == RAW and "quoted in an edited wording" in told.notes
    (edited,) = (part for part in told.parts if part.title == "Edited wordings")
    assert [(each.words, each.who) for each in edited.found] == [("They never asked us.", "anna"), (EDITED, "anna")]
