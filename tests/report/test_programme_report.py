"""Several sessions in one report: what stands where, how it is numbered, where links lead, what cannot break it."""

from __future__ import annotations

import functools
import shutil
import tempfile
from pathlib import Path

import pytest
from hostile import TEXTS, made_up
from making import SAID, block, register, say, theme
from reading_back import headings, looks
from together import FORM, LIST, MEANING, Kit, filled

from facikit.errors import UserError
from facikit.library.kinds import PeopleField
from facikit.report.layout import anchors
from facikit.report.render import compose, write
from facikit.session import prose
from facikit.session.responses import edit
from facikit.session.session import Session


@pytest.fixture
def kit(tmp_path):
    return Kit(tmp_path / "kit")


def tree(markdown):
    return [f"{'#' * level} {words}" for level, words in headings(markdown)]


# What stands where


def test_sections_and_appendices_are_numbered_and_the_contents_lead_to_them(kit):
    kit.day("first", "One")
    kit.write("""
title: Both
date: 2024-05-30
sessions: [first]
sections:
  - {heading: Opening, text: Words., parts: [{heading: Deeper, text: More., parts: [{heading: Deepest, text: Most.}]}]}
  - {heading: Closing, text: Words.}
appendices:
  - {heading: Points, from: first/talk.points}
  - {heading: Last, text: Words.}
""")
    printed = kit.report()
    assert tree(printed) == [
        "# Both",
        "## Contents",
        "## 1 Opening",
        "### 1.1 Deeper",
        "#### Deepest",
        "## 2 Closing",
        "## Appendix 1: Points",
        "## Appendix 2: Last",
    ]
    assert (
        "- [1 Opening](#1-opening)\n  - [1.1 Deeper](#11-deeper)\n- [2 Closing](#2-closing)\n"
        "- [Appendix 1: Points](#appendix-1-points)\n- [Appendix 2: Last](#appendix-2-last)\n"
    ) in printed


@pytest.mark.parametrize(
    ("depth", "wanted"),
    [(0, ["## A", "### B"]), (1, ["## 1 A", "### B"]), (2, ["## 1 A", "### 1.1 B"]), (3, ["## 1 A", "### 1.1 B"])],
)
def test_how_deep_sections_are_numbered_is_the_programme_s_choice(kit, depth, wanted):
    kit.write(
        f"title: T\nnumbers: {depth}\nsessions: [{{title: X}}]\n"
        "sections: [{heading: A, text: x, parts: [{heading: B, text: y}]}]\n"
    )
    assert [one for one in tree(kit.report()) if one[:2] == "##" and "Contents" not in one] == wanted


def test_a_part_without_anything_vanishes_and_the_numbers_close_up_but_a_draft_shows_the_gap(kit):
    kit.day("first")
    kit.write("""
title: T
sessions: [first]
sections:
  - {heading: A, text: Words.}
  - {heading: B, slot: nobody-wrote, hint: What it was about}
  - {heading: C, text: Words.}
""")
    assert "## 2 C" in kit.report()
    draft = kit.report(draft=True)
    assert "## 2 B\n\n*Not written yet: What it was about*\n\n## 3 C" in draft


def test_a_whole_report_stands_in_an_appendix_with_its_headings_moved_down_below_its_own(kit):
    day = kit.day("first", "One")
    prose.write(day, "talk", "meaning", "# A heading of staff's own\n\nWords.")
    day.close()
    kit.write("title: T\nsessions: [first]\nappendices: [{heading: Reports, parts: [{report: first, heading: W 1}]}]")
    assert tree(kit.report()) == [
        "# T",
        "## Contents",
        "## Appendix 1: Reports",
        "### W 1",
        "#### Talk",
        "##### What does this tell us?",
        "###### A heading of staff's own",
    ]


def test_what_is_left_out_of_a_whole_report_is_not_in_it(kit):
    day = kit.session(
        "first",
        block("talk", LIST, SAID, write=(MEANING,), report=["meaning", "points", {"show": "said", "as": "quotes"}]),
        block("more", LIST),
    )
    say(day, "talk", "points", "Kept point")
    say(day, "talk", "said", "Dropped words")
    say(day, "more", "points", "Dropped too")
    day.close()
    kit.write("title: T\nsessions: [first]\nsections: [{report: first, without: [more, talk.said]}]")
    printed = kit.report()
    assert "Kept point" in printed
    assert "Dropped" not in printed
    assert "## 1 First" in printed


def test_highlighted_responses_are_gathered_by_reference_and_change_with_the_session(kit):
    day = kit.day("first", "Quiet")
    [loud] = say(day, "talk", "points", "Loud", highlight=True)
    day.flush()
    kit.write("title: T\nsessions: [first]\nsections: [{heading: A, from: first/talk.points, only: highlighted}]")
    assert kit.report().endswith("## 1 A\n\n- Loud\n")
    edit(day, loud.id, text="Louder")
    day.close()
    assert kit.report().endswith("## 1 A\n\n- Louder\n")


def test_one_theme_is_shown_under_a_heading_of_its_own_or_under_the_one_given(kit):
    day = kit.day("first", "Other")
    said = say(day, "talk", "points", "Member", highlight=True)
    outer = theme(day, "talk", "points", "Time", *said, text="There is none.")
    theme(day, "talk", "points", "Sub", text="Below.", parent=outer.id)
    theme(day, "talk", "points", "Money", text="There is none either.")
    day.close()
    kit.write("""
title: T
sessions: [first]
sections:
  - {from: first/talk.points, theme: time}
  - {heading: What we lack, from: first/talk.points, theme: Time}
""")
    printed = kit.report()
    assert tree(printed)[1:] == ["## Contents", "## Time", "### Sub", "## 1 What we lack", "### Sub"]
    assert printed.count("There is none.") == 2
    assert "either" not in printed


def test_a_block_by_reference_is_its_whole_report_and_drops_nothing(kit):
    day = kit.session("first", block("talk", LIST, SAID, report=[{"show": "said", "as": "quotes"}]))
    say(day, "talk", "points", "Not named by the report")
    say(day, "talk", "said", "Words", label="nurse", kind="quote")
    day.close()
    kit.write("title: T\nsessions: [first]\nsections: [{heading: Topic, from: first/talk}]")
    assert kit.report().endswith(
        "## 1 Topic\n\n> ‘Words’\\\n> (nurse)\n\n### Also recorded\n\nPoints:\n\n- Not named by the report\n"
    )


def test_a_register_of_its_own_leaves_the_session_s_report_without_one(kit):
    day = kit.session("first", block("talk", LIST), block("door", PeopleField(field="people")))
    register(day, ("Ann Other", "Nurse", "Ward 4"), ("Bob Else", "Nurse", "Ward 4"))
    say(day, "talk", "points", "One")
    day.close()
    kit.write("""
title: T
sessions: [first]
appendices:
  - heading: Reports
    parts: [{report: first}]
  - {heading: Who came, register: first}
""")
    printed = kit.report()
    assert printed.count("Nurse / Ward 4 (2)") == 1
    assert "Who took part" not in printed
    assert "Ann Other" not in printed


def test_sessions_of_two_years_are_listed_by_month_and_year_with_what_they_were_for(kit):
    day = kit.day("first", "One")
    prose.write(day, "session", "intro", "It began.")
    day.close()
    kit.write("""
title: T
sessions:
  - first
  - {title: The launch, date: 2024-01-09, summary: "A *party*."}
  - {title: Left out, as: out, summary: Not told.}
sections: [{heading: Done, parts: [{show: sessions, without: [out]}]}]
""")
    done = "## 1 Done\n\n### August 2023: First\n\nIt began.\n\n### January 2024: The launch\n\nA *party*.\n"
    assert done in kit.report()
    assert "Not told" not in kit.report()


def test_a_quote_stands_once_in_a_section_and_again_in_another(kit):
    day = kit.session("first", block("talk", SAID, write=(MEANING,), report=["meaning", "said"]))
    [one] = say(day, "talk", "said", "Words", label="nurse", kind="quote")
    prose.write(day, "talk", "meaning", f"So:\n\n[[quote:{one.id}]]")
    day.close()
    kit.write("""
title: T
sessions: [first]
sections:
  - heading: A
    parts: [{from: first/talk.meaning}, {from: first/talk.said, as: quotes}]
  - {heading: B, from: first/talk.said, as: quotes}
  - {heading: C, from: first/talk}
""")
    printed = kit.report()
    assert [part.count("‘Words’") for part in printed.split("\n## ")[2:]] == [1, 1, 1]


# Answers


def test_answers_of_several_forms_stand_under_their_question_and_codes_are_told_once(kit):
    for name in ("first", "second"):
        day = kit.session(name, block("form", FORM))
        for code in ("P10", "P2"):
            say(day, "form", "answers", f"{name} {code} gained", label=code, category="gain")
        say(day, "form", "answers", f"{name} goes on", label="P2", category="now")
        day.close()
    kit.write("""
title: T
sessions: [first, second]
sections:
  - heading: Evaluation
    answers: {from: [first/form.answers, second/form.answers], slots: [gained], codes: P is a person.}
""")
    printed = kit.report()
    assert tree(printed)[2:] == ["## 1 Evaluation", "### What did you gain?", "### What now?"]
    assert "4 people answered.[^t1]\n" in printed
    assert printed.count("[^t1]: P is a person.") == 1
    codes = [line for line in printed.split("### What now?")[0].splitlines() if line.startswith("> (")]
    assert codes == ["> (P2)", "> (P2)", "> (P10)", "> (P10)"]


def test_an_answer_that_prose_quotes_keeps_its_code_and_is_not_printed_again(kit):
    day = kit.session("first", block("form", FORM))
    [one, two] = [
        say(day, "form", "answers", words, label=code, category="gain")[0]
        for words, code in (("A word", "P1"), ("Friends", "P2"))
    ]
    day.close()
    kit.write("""
title: T
sessions: [first]
sections: [{heading: Evaluation, answers: {from: first/form.answers, slots: [gained]}}]
""")
    with kit.open() as session:
        prose.write(session, "session", "gained", f"So: [[quote:first/{one.id}]].\n\n[[quote:first/{two.id}]]")
    printed = kit.report()
    assert "So: ‘A word’ (P1).\n\n> ‘Friends’\\\n> (P2)\n" in printed
    assert printed.count("Friends") == printed.count("A word") == 1


# Links


LINKED = """
title: T
sessions: [first, second]
sections:
  - heading: A
    text: "[[see:points]], [[see:b]], [[see:second]], [[see:second/talk]], [[count:first/talk.points]]"
  - {heading: B, text: Words.}
appendices:
"""
REPORTS = "  - {heading: Reports, parts: [{report: first}, {report: second}]}\n"
POINTS = "  - {heading: Points, name: points, from: first/talk.points}\n"


@pytest.fixture
def linked(kit):
    kit.day("first", "One", "Two").close()
    kit.day("second", "Three").close()
    return kit


def test_links_name_what_they_lead_to_and_the_block_of_the_right_session(linked):
    linked.write(LINKED + REPORTS + POINTS)
    assert (
        "[Appendix 2](#appendix-2-points), [section 2](#2-b), [Second](#second), [Talk](#talk-1), "
        "2 points from 1 of 3 groups" in linked.report()
    )


def test_links_are_still_right_when_appendices_change_their_places_and_sections_go(linked):
    linked.write(LINKED + POINTS + REPORTS)
    assert "[Appendix 1](#appendix-1-points), [section 2](#2-b)" in linked.report()
    linked.write(
        LINKED.replace("  - heading: A", "  - {heading: New, text: Words.}\n  - heading: A") + REPORTS + POINTS
    )
    assert "[Appendix 2](#appendix-2-points), [section 3](#3-b)" in linked.report()
    assert linked.found() == []


def test_a_whole_report_goes_by_its_part_s_name_and_by_its_session_s(linked):
    linked.write("""
title: T
numbers: 0
sessions: [first, second]
sections:
  - {heading: A, text: "[[see:w1]], [[see:first]], [[see:bare]]"}
  - {heading: R, parts: [{report: first, name: w1}, {report: second}, {text: Words., name: bare}]}
""")
    assert "[First](#first), [First](#first), \\[\\[see:bare\\]\\]" in linked.report()
    assert "[[see:bare]] leads nowhere." in linked.found()


def test_a_link_to_what_is_not_in_the_report_is_its_name_and_is_found(linked):
    linked.write(LINKED + POINTS)
    assert "[section 2](#2-b), Second, Talk" in linked.report()
    found = linked.found()
    assert "[[see:second/talk]] leads to a part that is not in this report." in found
    assert any("see:second]]" in one for one in found)


def test_headings_that_are_called_the_same_have_anchors_of_their_own():
    assert anchors(["Group", "Group", "Group 1", "Group", "group-1"]) == [
        "group",
        "group-1",
        "group-1-1",
        "group-2",
        "group-1-2",
    ]


def test_notes_of_two_sessions_stay_apart(kit):
    for name in ("first", "second"):
        day = kit.day(name, "One")
        prose.write(day, "talk", "meaning", f"Words[^1]\n\n[^1]: note of {name}")
        day.close()
    kit.write("""
title: T
sessions: [first, second]
sections:
  - {heading: A, from: first/talk.meaning}
  - {heading: B, text: "Own[^1]\\n\\n[^1]: own note"}
appendices: [{heading: R, parts: [{report: first}, {report: second}]}]
""")
    printed = kit.report()
    names = [line.split(":")[0] for line in printed.splitlines() if line.startswith("[^")]
    assert len(names) == len(set(names)) == 4
    assert all(printed.count(name) == 2 for name in names)


# What is wrong


def test_a_session_that_is_not_there_is_told_and_the_rest_is_printed(kit):
    kit.day("first", "One").close()
    kit.write("""
title: T
sessions: [first, gone]
sections:
  - {heading: A, from: first/talk.points}
  - {heading: B, from: gone/talk.points}
appendices: [{heading: R, parts: [{report: gone}]}]
""")
    assert tree(kit.report()) == ["# T", "## Contents", "## 1 A"]
    [told] = [one for one in kit.found() if "cannot be opened" in one]
    assert told.startswith("gone cannot be opened, so nothing of it is in this report: there is no session 'gone'")
    draft = kit.report(draft=True)
    assert draft.count("*Session that cannot be read: gone*") == 2


def test_a_session_whose_plan_cannot_be_read_is_told_in_one_sentence(kit):
    kit.day("first", "One").close()
    for file in (".plan-as-made.yaml", "session.yaml"):
        (kit.home / "first" / file).write_text("{{{", encoding="utf-8")
    kit.write("title: T\nsessions: [first]\nsections: [{heading: A, text: Words.}, {heading: B, from: first/talk}]")
    assert tree(kit.report())[-1] == "## 1 A"
    assert "first cannot be opened" in kit.found()[0]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("from: first/talk.nothing", "'first/talk.nothing' leads nowhere: Talk has no field or slot of that name."),
        ("from: first/nothing.points", "'first/nothing.points' leads nowhere"),
        ("from: frist/talk.points", "'frist/talk.points' names no session of the programme; did you mean 'first'?"),
        ("from: first/talk.points, theme: Tmie", "'first/talk.points' has no theme 'Tmie'; did you mean 'Time'?"),
        ("answers: first/talk.nothing", "'first/talk.nothing' leads nowhere: First has no such field."),
        ("register: frist", "'frist' names no session of the programme"),
        ("report: frist", "'frist' names no session of the programme"),
        ("report: known", "'known' is of known, of which only the title is known."),
    ],
)
def test_what_leads_nowhere_is_found_and_the_rest_is_printed(kit, part, said):
    day = kit.day("first", "One")
    theme(day, "talk", "points", "Time")
    day.close()
    kit.write(
        "title: T\nsessions: [first, {title: Known, as: known}]\n"
        f"sections: [{{heading: A, text: Words.}}, {{heading: B, {part}}}]"
    )
    assert "## 1 A\n\nWords.\n" in kit.report()
    assert any(one.startswith(said) for one in kit.found()), kit.found()
    assert [one for one in kit.found() if one.endswith("?.")] == []


@pytest.mark.parametrize("genre", ["gone-with-its-kit", "programme-report"])
def test_a_kind_of_report_that_is_not_there_is_found_and_the_usual_one_is_printed(kit, genre):
    kit.day("first", "One", report=genre).close()
    kit.write("title: T\nsessions: [first]\nsections: [{report: first}]")
    assert "## 1 First\n" in kit.report() and "- One\n" in kit.report()
    assert kit.found() == [f"'{genre}' is no kind of report of a session, so First is printed as session-report."]


def test_a_session_of_which_nothing_is_shown_is_found(kit):
    kit.day("first", "One").close()
    kit.write("title: T\nsessions: [first]\nsections: [{heading: A, text: Words.}]")
    assert "Nothing of first is in this report." in kit.found()


def test_what_is_found_in_a_session_is_told_with_its_name(kit):
    day = kit.day("first", "One")
    prose.write(day, "talk", "meaning", "See [[quote:nobody]].")
    day.close()
    kit.write("title: T\nsessions: [first]\nsections: [{heading: A, from: first/talk.meaning}]")
    [one] = kit.composed().findings
    assert (one.where, one.code) == ("First: Talk", "references")


def test_a_programme_s_kind_of_report_says_so_of_a_session_alone(kit):
    with kit.day("first", "One") as day, pytest.raises(UserError, match="the report of a programme"):
        compose(day, "programme-report", kits=[])


def test_a_programme_within_a_programme_is_refused(kit):
    (kit.home / "other").mkdir()
    (kit.home / "other" / "programme.yaml").write_text("title: X\nsessions: [programme]\n", encoding="utf-8")
    kit.write("title: T\nsessions: [other]\nsections: [{heading: A, text: Words.}]")
    assert any("is a programme itself" in one for one in kit.found())


# Whatever people typed


@functools.cache
def expected():
    """Return what the same programme with plain words looks like to each parser."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Kit(Path(folder))
        filled(plain, ["Plain words"])
        printed = plain.report()
        assert "Plain words" in printed
        return looks(printed)


def keeps_its_shape(folder, texts):
    nasty = Kit(folder)
    filled(nasty, texts)
    assert looks(nasty.report()) == expected()


@pytest.mark.parametrize("turn", range(5))
def test_its_headings_and_blocks_are_the_same_whatever_people_typed(tmp_path, turn):
    keeps_its_shape(tmp_path, TEXTS[turn * 30 :] + TEXTS[: turn * 30])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_made_up_texts_keep_it_in_shape(tmp_path, seed):
    keeps_its_shape(tmp_path, made_up(60, seed))


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(len(TEXTS)))
def test_every_text_in_every_place_keeps_it_in_shape(tmp_path, turn):
    keeps_its_shape(tmp_path, [TEXTS[turn]])


def test_a_heading_of_its_own_is_text_whatever_stands_in_it(kit):
    kit.write(
        'title: "*T*"\nsessions: [{title: X}]\nnumbers: 0\n'
        'sections: [{heading: "1. <b> {n} {name} [x](y) #", name: one, text: "[[see:one]]"}]\n'
    )
    printed = kit.report()
    assert [words for _, words in headings(printed)] == ["*T*", "Contents", "1. <b> {n} {name} [x](y) #"]
    assert printed.count("](#1-b-n-name-xy-)") == 2


# A house's own form


def test_a_house_says_one_block_otherwise_and_its_quotes_are_signed_its_way(kit):
    day = kit.day("first")
    say(day, "talk", "said", "Words", label="nurse", kind="quote")
    day.close()
    template = kit.folder / "templates" / "reports" / "programme-report.md.j2"
    template.parent.mkdir(parents=True)
    template.write_text(
        '{% extends "facikit/programme-report.md.j2" %}\n'
        '{% block quote_style %}{{ quote_style("dash") }}{% endblock %}\n'
        "{% block contents %}{% endblock %}\n"
        "{% block section %}{{ super() }}{{ paragraph('After', one.heading) }}{% endblock %}\n",
        encoding="utf-8",
    )
    kit.write("title: T\nsessions: [first]\nsections: [{heading: A, from: first/talk.said, as: quotes}]")
    assert kit.report() == "# T\n\n## 1 A\n\n> ‘Words’ – nurse\n\nAfter A\n"


# The same each time, and put together from two laptops


def test_the_same_programme_gives_the_same_bytes(tmp_path):
    kit = Kit(tmp_path / "kit")
    filled(kit, ["Words"])
    first = kit.composed()
    assert kit.composed().markdown == first.markdown
    shutil.copytree(kit.folder, tmp_path / "elsewhere")
    elsewhere = Session.open(tmp_path / "elsewhere" / "sessions" / "programme", read_only=True)
    assert compose(elsewhere, kits=[tmp_path / "elsewhere"]).markdown == first.markdown


def test_prose_of_two_laptops_comes_together_by_copying_the_logs(kit, tmp_path):
    kit.day("first", "One").close()
    kit.write("title: T\nsessions: [first]\nsections: [{heading: A, slot: a}, {heading: B, slot: b}]")
    shutil.copytree(kit.programme, tmp_path / "other")
    for folder, slot in ((kit.programme, "a"), (tmp_path / "other", "b")):
        with Session.open(folder, "anna") as one:
            prose.write(one, "session", slot, f"Written into {slot}.")
    for log in (tmp_path / "other" / "log").glob("*.jsonl"):
        shutil.copy(log, kit.programme / "log")
    assert kit.report().endswith("## 1 A\n\nWritten into a.\n\n## 2 B\n\nWritten into b.\n")


def test_a_written_report_that_a_person_has_changed_is_left_alone(kit):
    kit.day("first", "One").close()
    kit.write("title: T\nsessions: [first]\nsections: [{heading: A, from: first/talk.points}]")
    with kit.open() as session:
        first = write(session, kits=[kit.folder])
        assert first == kit.programme / "reports" / "programme-report.md"
        first.write_text("Mine.", encoding="utf-8")
        second = write(session, kits=[kit.folder])
    assert (second.name, first.read_text(encoding="utf-8")) == ("programme-report-2.md", "Mine.")


def test_sessions_may_stand_in_another_kit_with_templates_of_its_own(kit, tmp_path):
    other = Kit(tmp_path / "other")
    other.day("far", "One", report="house").close()
    template = other.folder / "templates" / "reports" / "house.md.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{{ title(report.name) }}\n\nIn the house's own form.\n", encoding="utf-8")
    way = "../../../other/sessions/far"
    kit.write(f"title: T\nsessions: [{{session: {way}}}]\nappendices: [{{heading: R, parts: [{{report: far}}]}}]")
    assert kit.report().endswith("## Appendix 1: R\n\n### Far\n\nIn the house's own form.\n")
