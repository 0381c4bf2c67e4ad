"""How a field is printed is chosen for a session: every report follows; the plan and the words stay as they are."""

from __future__ import annotations

import pytest
from checking import found
from making import MEANING, POINTS, SAID, block, plan, report, say, session_of, theme

from facikit.errors import UserError
from facikit.library.kinds import FIELD_TYPES, FORM_WORDS, FORMS, PledgeField
from facikit.session import agenda, meaning
from facikit.session.document import import_new, to_yaml
from facikit.session.merge import merge_all
from facikit.session.printing import form_of, print_as
from facikit.session.session import Change, Session
from facikit.session.undo import undo

PLAN = plan(block("talk", POINTS, write=[MEANING], report=["aim", {"show": "points", "top": 1}, "meaning"]))


def sorted_(folder, made=PLAN):
    session = session_of(folder, made)
    theme(session, "talk", "points", "Pay", *say(session, "talk", "points", "too little", "too late"))
    theme(session, "talk", "points", "Rest", *say(session, "talk", "points", "none"))
    return session


def choose(session, *form, name="points"):
    one = meaning.find_field(agenda.block(session, "talk"), name)
    print_as(session, "talk", one, *form)
    session.flush()


def test_every_form_has_words_for_whoever_chooses_it():
    assert set(FORM_WORDS) == {form for forms in FORMS.values() for form in forms}
    assert set(FORMS) == set(FIELD_TYPES)


def test_a_list_becomes_themes_the_finding_goes_and_undo_brings_both_back(tmp_path):
    session = sorted_(tmp_path)
    before = report(session)
    assert "- too little" in before and "Pay" not in before and found(session, "not-by-theme")
    choose(session, "themes")
    after = report(session)
    assert "- **Pay:** too little, too late\n" in after
    assert "**Rest:** none" in after, "the first so many of a list are not the first so many themes"
    assert found(session, "not-by-theme") == []
    assert "form in which a field is printed" in undo(session).words
    assert report(session) == before and found(session, "not-by-theme")
    session.close()


def test_the_plan_in_the_file_stays_as_it_was_written(tmp_path):
    session = sorted_(tmp_path)
    file = (session.folder / "session.yaml").read_bytes()
    choose(session, "headings", "all")
    assert (session.folder / "session.yaml").read_bytes() == file
    one = agenda.block(session, "talk")
    assert form_of(one.report, POINTS) == ("headings", "all")
    assert form_of(one.planned.report, POINTS) == ("list", "")
    assert [item.show for item in one.report] == ["aim", "points", "meaning"]
    choose(session, "")
    assert agenda.block(session, "talk").report == one.planned.report


def test_what_is_chosen_as_it_is_already_writes_nothing(tmp_path):
    session = sorted_(tmp_path)
    choose(session, "themes")
    lines = len(session.records.lines)
    choose(session, "themes")
    assert len(session.records.lines) == lines


def test_a_field_within_parts_is_found_and_one_that_was_left_out_is_printed(tmp_path):
    inside = [{"heading": "All of it", "parts": ["points"]}]
    session = sorted_(tmp_path, plan(block("talk", POINTS, SAID, report=inside)))
    say(session, "talk", "said", "So it is")
    assert "Also recorded" in report(session)
    choose(session, "themes")
    choose(session, "dash", name="said")
    text = report(session)
    assert "#### Said at the tables" in text or "### Said at the tables" in text
    assert "Also recorded" not in text and "**Pay:**" in text
    assert text.index("All of it") < text.index("**Pay:**") < text.index("So it is")


def test_where_a_block_does_not_say_what_it_prints_the_rest_stays_as_usual(tmp_path):
    session = sorted_(tmp_path, plan(block("talk", POINTS, SAID, write=[MEANING], aim="To hear of it.")))
    say(session, "talk", "said", "So it is")
    before = report(session)
    choose(session, "numbered")
    for number, said in enumerate(("too little", "too late", "none"), 1):
        before = before.replace(f"- {said}", f"{number}. {said}")
    assert report(session) == before


@pytest.mark.parametrize("form", ["crossed", "worksheet", "chart", "{{ 7 * 7 }}", "# heading"])
def test_a_form_that_would_print_none_of_the_words_is_refused(tmp_path, form):
    session = sorted_(tmp_path)
    lines = len(session.records.lines)
    with pytest.raises(UserError):
        choose(session, form)
    with pytest.raises(UserError, match="under themes only"):
        choose(session, "list", "all")
    with pytest.raises(UserError, match="no members"):
        choose(session, "themes", "some")
    assert len(session.records.lines) == lines


def test_what_people_promised_themselves_is_not_brought_out_by_a_choice(tmp_path):
    session = session_of(tmp_path, plan(block("talk", PledgeField(field="promise"))))
    say(session, "talk", "promise", "I will call my sister")
    with pytest.raises(UserError, match="counted and not printed"):
        choose(session, "list", name="promise")
    session.put([Change("printed/talk/promise", {"as": "list"})])
    assert "sister" not in report(session)


def test_two_people_who_choose_apart_come_together_and_a_document_carries_it(tmp_path):
    first = sorted_(tmp_path / "first")
    (tmp_path / "second").mkdir()
    folder = import_new(to_yaml(first), "first.yaml", tmp_path / "second")
    choose(first, "themes")
    with Session.open(folder, "zoe") as second:
        choose(second, "headings", "all")
        merge_all(second, [first.folder])
        merge_all(first, [folder])
        assert report(first) == report(second)
    (tmp_path / "third").mkdir()
    with Session.open(import_new(to_yaml(first), "first.yaml", tmp_path / "third"), "kim") as third:
        assert report(third) == report(first)
