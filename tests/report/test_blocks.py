"""What a block's ``report:`` prints: every form, its headings, what is left over, what must not be there."""

from __future__ import annotations

from itertools import pairwise

import pytest
from making import (
    MEANING,
    PEOPLE,
    PICTURES,
    POINTS,
    ROWS,
    SAID,
    STORY,
    block,
    findings,
    plan,
    register,
    report,
    say,
    session_of,
    theme,
)  # fmt: skip
from reading_back import headings

from facikit.library.kinds import FIELD_TYPES, FORMS, ListField
from facikit.library.shapes import Slot
from facikit.library.values import Item
from facikit.report.forms import PRINTERS
from facikit.report.page import UNITS
from facikit.session import asides, prose, responses, themes


def one_block(tmp_path, *fields, **more):
    return session_of(tmp_path, plan(block("talk", *fields, **more)))


def test_every_kind_has_a_unit_and_every_form_a_printer():
    assert set(UNITS) == set(FIELD_TYPES) == set(FORMS)
    assert {form for forms in FORMS.values() for form in forms} <= set(PRINTERS)


def test_a_list_stands_in_group_order_and_then_in_the_order_of_the_flipchart(tmp_path):
    session = one_block(tmp_path, POINTS, report=["points"])
    say(session, "talk", "points", "last", group="table-3")
    _, second = say(session, "talk", "points", "second", "first")
    responses.move(session, second.id, None)
    assert "- first\n- second\n- last\n" in report(session)


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("list", "- Hope: a lot\n- Time - more"),
        ("numbered", "1. Hope: a lot\n2. Time - more"),
        ("lettered", "- a) Hope: a lot\n- b) Time - more"),
        ("leadin", "- **Hope:** a lot\n- **Time:** more"),
        ("run-in", "**Hope.** a lot\n\n**Time.** more"),
        ("quotes", "> ‘Hope: a lot’\n\n> ‘Time - more’"),
        ("table", "| Points |\n| --- |\n| Hope: a lot |\n| Time - more |"),
        ("sentence", "Hope: a lot and Time - more."),
    ],
)
def test_a_list_takes_the_form_that_is_asked_for(tmp_path, form, printed):
    session = one_block(tmp_path, POINTS, report=[{"show": "points", "as": form}])
    say(session, "talk", "points", "Hope: a lot", "Time - more")
    assert f"## Talk\n\n{printed}\n" in report(session)


def test_rows_print_as_a_table_and_as_lead_ins(tmp_path):
    session = one_block(
        tmp_path, ROWS, report=["rows", {"show": "rows", "as": "leadin"}, {"show": "rows", "as": "list"}]
    )
    say(session, "talk", "rows", "", cells={"animal": "owl", "why": "sees far"})
    say(session, "talk", "rows", "", cells={"animal": "bee"})
    printed = report(session)
    assert "| Animal | Why |\n| --- | --- |\n| owl | sees far |\n| bee |  |\n" in printed
    assert "- **owl:** sees far\n- **bee**\n" in printed
    assert "* owl – sees far\n* bee\n" in printed


def test_words_typed_beside_the_columns_are_not_lost(tmp_path):
    session = one_block(tmp_path, ROWS, report=["rows"])
    say(session, "talk", "rows", "a whole sentence")
    say(session, "talk", "rows", "", cells={"animal": "owl", "needs": "sleep"})
    assert "| Animal | Why | needs | Note |" in report(session)
    assert "| owl |  | sleep |  |" in report(session)
    assert "|  |  |  | a whole sentence |" in report(session)


def test_a_quote_has_its_label_in_brackets_below_it_and_none_without(tmp_path):
    session = one_block(tmp_path, SAID, report=["said"])
    say(session, "talk", "said", "Time is short", label="social worker")
    say(session, "talk", "said", "“Already quoted”")
    assert "> ‘Time is short’\\\n> (social worker)\n\n> “Already quoted”\n" in report(session)


def test_what_was_seen_rather_than_said_has_no_quote_marks(tmp_path):
    session = one_block(tmp_path, SAID, report=["said", {"show": "said", "as": "list"}])
    say(session, "talk", "said", "long laughter", kind="observation")
    assert "> long laughter\n\n- long laughter\n" in report(session)


def test_a_text_keeps_its_paragraphs_in_every_form(tmp_path):
    session = one_block(tmp_path, STORY, report=["story", {"show": "story", "as": "vignette"}])
    say(session, "talk", "story", "First.\nStill first.\n\nSecond.", label="manager")
    printed = report(session)
    assert "- First.\\\n  Still first.\n\n  Second.\n" in printed
    assert "> First.\\\n> Still first.\n>\n> Second.\n>\n> (manager)\n" in printed


def test_a_sentence_follows_its_lead_on_the_same_line(tmp_path):
    session = one_block(tmp_path, POINTS, report=[{"show": "points", "as": "sentence", "lead": "Values:"}])
    say(session, "talk", "points", "honesty", "integrity", "empathy")
    assert "Values: honesty, integrity and empathy.\n" in report(session)


def test_a_number_alone_in_a_sentence_does_not_begin_a_list(tmp_path):
    session = one_block(tmp_path, POINTS, report=[{"show": "points", "as": "sentence"}])
    say(session, "talk", "points", "3")
    assert "3\\.\n" in report(session)


def test_printing_by_group_stands_each_under_its_own_heading_with_its_own_numbers(tmp_path):
    session = one_block(tmp_path, POINTS, report=[{"show": "points", "as": "numbered", "by": "group"}])
    say(session, "talk", "points", "a", "b", group="table-2")
    say(session, "talk", "points", "c", group="table-1")
    assert "### Table 1\n\n1. c\n\n### Table 2\n\n1. a\n2. b\n" in report(session)


def test_where_the_whole_room_worked_as_one_there_is_nothing_to_print_by_group(tmp_path):
    session = one_block(tmp_path, POINTS, report=[{"show": "points", "by": "group"}], groups="", setting="plenary")
    say(session, "talk", "points", "a", group="plenary")
    assert "## Talk\n\n- a\n" in report(session)
    assert "## Talk\n\n- a\n" in report(session, "record")


def test_the_record_says_which_group_it_was_even_if_only_one_spoke(tmp_path):
    session = one_block(tmp_path, POINTS)
    say(session, "talk", "points", "a", group="table-2")
    assert "### Table 2\n\n- a\n" in report(session, "record")


@pytest.mark.parametrize("genre", ["session-report", "record"])
def test_what_no_group_has_said_stands_under_a_heading_of_its_own(tmp_path, genre):
    session = one_block(tmp_path, POINTS, report=[{"show": "points", "by": "group"}])
    say(session, "talk", "points", "a")
    say(session, "talk", "points", "b", group="")
    assert "### Table 1\n\n- a\n\n### Everyone\n\n- b\n" in report(session, genre)


def test_where_nobody_was_in_a_group_nothing_is_printed_by_group(tmp_path):
    session = one_block(tmp_path, POINTS, report=[{"show": "points", "by": "group"}])
    say(session, "talk", "points", "b", group="")
    assert "## Talk\n\n- b\n" in report(session)


def test_printing_by_category_keeps_the_order_of_the_plan_and_what_has_none(tmp_path):
    session = one_block(tmp_path, POINTS, report=[{"show": "points", "as": "leadin", "by": "category"}])
    say(session, "talk", "points", "moon", "sun", category="far")
    say(session, "talk", "points", "tree", category="near")
    say(session, "talk", "points", "cloud")
    assert "- **Near:** tree\n- **Far:** moon, sun\n- **Other:** cloud\n" in report(session)


def test_a_list_by_category_as_a_table_has_a_column_for_each(tmp_path):
    session = one_block(tmp_path, POINTS, report=[{"show": "points", "as": "table", "by": "category"}])
    say(session, "talk", "points", "moon", "sun", category="far")
    say(session, "talk", "points", "tree", category="near")
    assert "| Near | Far |\n| --- | --- |\n| tree | moon |\n|  | sun |\n" in report(session)


def test_two_lists_in_a_row_stay_two_lists(tmp_path):
    session = one_block(tmp_path, POINTS, ListField(field="more"), report=["points", "more", "points"])
    say(session, "talk", "points", "a")
    say(session, "talk", "more", "b")
    assert "- a\n\n* b\n\n- a\n" in report(session)


def test_a_list_in_prose_does_not_swallow_the_list_after_it(tmp_path):
    session = one_block(tmp_path, POINTS, report=["notes", "points"], write=(Slot(slot="notes"),))
    prose.write(session, "talk", "notes", "Three things:\n\n- one\n- two")
    say(session, "talk", "points", "a")
    assert "- one\n- two\n\n* a\n" in report(session)


def test_only_the_first_so_many_is_a_choice_and_the_rest_is_not_listed_again(tmp_path):
    session = one_block(tmp_path, POINTS, report=[{"show": "points", "top": 2}])
    say(session, "talk", "points", "a", "b", "c")
    assert "- a\n- b\n" in report(session)
    assert "c" not in report(session).split("## Talk")[1]


def test_a_list_in_prose_is_not_swallowed_by_the_list_before_it(tmp_path):
    session = one_block(tmp_path, POINTS, report=["points", "notes", "points"], write=(Slot(slot="notes"),))
    say(session, "talk", "points", "a")
    prose.write(session, "talk", "notes", "- one\n- two\n  - deeper\n    - deepest")
    assert "- a\n\n* one\n* two\n  - deeper\n    - deepest\n\n- a\n" in report(session)


# Themes


def themed(tmp_path, **item):
    session = one_block(tmp_path, POINTS, report=[{"show": "points", **item}])
    owl, bee, dog = say(session, "talk", "points", "owl", "bee", "grumpy dog")
    responses.edit(session, bee.id, highlight=True, label="student")
    scanners = theme(session, "talk", "points", "Horizon scanners", owl, bee, text="They look far.")
    theme(session, "talk", "points", "Pack animals", bee, parent=scanners.id)
    return session, dog


def test_a_theme_is_a_bullet_with_its_description_and_members(tmp_path):
    session, _ = themed(tmp_path, **{"as": "themes"})
    assert "- **Horizon scanners:** They look far. (owl, bee)\n  - **Pack animals:** bee\n" in report(session)


def test_a_theme_may_leave_its_members_out(tmp_path):
    session, _ = themed(tmp_path, **{"as": "themes", "members": "none"})
    assert "- **Horizon scanners:** They look far.\n  - **Pack animals**\n" in report(session)


def test_a_theme_is_a_heading_with_its_prose_and_what_was_highlighted(tmp_path):
    session, _ = themed(tmp_path, **{"as": "headings"})
    one = themes.themes(session)[0]
    prose.write(session, prose.THEME, one.id, "# They matter\n\nBecause they do.")
    printed = report(session)
    assert (
        "### Horizon scanners\n\nThey look far.\n\n#### They matter\n\nBecause they do.\n\n> ‘bee’\\\n> (student)\n"
        in printed
    )
    assert "#### Pack animals\n\n> ‘bee’" in printed


def test_a_theme_runs_into_its_paragraph(tmp_path):
    session, _ = themed(tmp_path, **{"as": "run-in"})
    assert "**Horizon scanners.** They look far.\n\n**Pack animals.**\n" in report(session)


def test_what_is_in_no_theme_is_also_recorded_until_it_is_set_aside(tmp_path):
    session, dog = themed(tmp_path, **{"as": "themes"})
    assert report(session).endswith("### Also recorded\n\nPoints:\n\n- grumpy dog\n")
    responses.edit(session, dog.id, set_aside=True)
    assert "grumpy dog" not in report(session)
    assert "Also recorded" not in report(session)


def test_the_themes_of_two_fields_as_headings_stand_under_their_own_titles(tmp_path):
    session = one_block(
        tmp_path, ListField(field="now"), ListField(field="wow"),
        report=[{"show": "now", "as": "headings"}, {"show": "wow", "as": "headings"}],
    )  # fmt: skip
    for field in ("now", "wow"):
        (one,) = say(session, "talk", field, "x")
        theme(session, "talk", field, f"Theme of {field}", one, text="Said.")
    assert headings(report(session))[1:] == [
        (2, "Talk"), (3, "Now"), (4, "Theme of now"), (3, "Wow"), (4, "Theme of wow"),
    ]  # fmt: skip


# What a block prints that does not say


def test_a_block_without_a_report_prints_its_aim_its_fields_and_its_slots(tmp_path):
    session = one_block(tmp_path, POINTS, SAID, aim="See *far*.", write=(MEANING,))
    say(session, "talk", "points", "a")
    say(session, "talk", "said", "b")
    prose.write(session, "talk", "meaning", "Much.")
    assert report(session).endswith(
        "## Talk\n\n### Aim\n\nSee *far*.\n\n### Points\n\n- a\n\n### Said at the tables\n\n> ‘b’\n\n"
        "### What does this tell us?\n\nMuch.\n"
    )


def test_parts_stand_one_level_deeper_and_vanish_with_their_heading_when_empty(tmp_path):
    session = one_block(
        tmp_path, POINTS, ROWS, write=(MEANING,),
        report=[
            {"heading": "What is it?", "parts": ["meaning", {"heading": "In short", "parts": ["points"]}]},
            {"heading": "Nothing here", "lead": "A lead.", "parts": ["rows"]},
        ],
    )  # fmt: skip
    say(session, "talk", "points", "a")
    prose.write(session, "talk", "meaning", "Much.")
    assert headings(report(session))[1:] == [
        (2, "Talk"), (3, "What is it?"), (4, "What does this tell us?"), (4, "In short"),
    ]  # fmt: skip


def test_a_question_can_be_the_heading_over_its_answers(tmp_path):
    session = one_block(tmp_path, POINTS, ask="What helps?", report=[{"show": "question", "parts": ["points"]}])
    say(session, "talk", "points", "a")
    assert "## Talk\n\n### What helps?\n\n- a\n" in report(session)


def test_a_talk_names_its_speaker_even_if_nothing_was_said(tmp_path):
    session = one_block(
        tmp_path, POINTS, kind="input", speaker="Robin Vale", post="Chief officer", organisation="Ardlinnhe"
    )
    assert report(session).endswith("## Talk\n\n**Speaker:** Robin Vale, Chief officer, Ardlinnhe\n")


def test_breaks_and_blocks_with_nothing_but_an_aim_vanish(tmp_path):
    session = session_of(
        tmp_path, plan(block("talk", POINTS, aim="See."), block("tea", kind="break"), block("end", kind="close"))
    )
    assert report(session) == "# A small day\n\n15 August 2023\n"


def test_a_draft_shows_the_gaps(tmp_path):
    session = one_block(tmp_path, POINTS, report=["points", "meaning"], write=(MEANING,))
    assert report(session, draft=True).endswith(
        "## Talk\n\n*Nothing recorded yet: Points*\n\n### What does this tell us?\n\n"
        "*Not written yet: What does this tell us?*\n"
    )


def test_a_form_or_a_name_that_is_not_there_is_found_and_the_words_still_print(tmp_path):
    session = one_block(tmp_path, POINTS, report=[{"show": "points", "as": "pictures"}, "pionts"])
    say(session, "talk", "points", "a")
    assert "- a\n" in report(session)
    assert findings(session) == [
        "‘Points’ cannot be printed as pictures; it stands as list.",
        "The report names ‘pionts’, which this part does not have.",
    ]


# What must and must not be there


@pytest.mark.parametrize("genre", ["session-report", "record"])
def test_what_is_off_the_record_or_deleted_is_nowhere(tmp_path, genre):
    session = one_block(tmp_path, POINTS, report=[{"show": "points", "as": "themes"}])
    (secret,) = say(session, "talk", "points", "SECRET", off_record=True)
    (gone,) = say(session, "talk", "points", "GONE")
    theme(session, "talk", "points", "All", secret, gone, *say(session, "talk", "points", "fine"))
    responses.delete(session, gone.id)
    assert "SECRET" not in report(session, genre)
    assert "GONE" not in report(session, genre)
    assert "fine" in report(session, genre)


def test_a_field_or_a_block_that_left_the_plan_still_has_its_words_in_the_report(tmp_path):
    session = one_block(tmp_path, POINTS, report=["points"])
    say(session, "talk", "forgotten", "an old point")
    say(session, "elsewhere", "points", "a stray point")
    for genre in ("session-report", "record"):
        assert "an old point" in report(session, genre)
        assert "a stray point" in report(session, genre)


def test_the_order_of_entry_of_an_anonymous_block_is_told_nowhere(tmp_path):
    session = one_block(tmp_path, POINTS, anonymous=True, report=["points"])
    say(session, "talk", "points", "zebra", "ant", "Bee")
    for genre in ("session-report", "record"):
        assert "- ant\n- Bee\n- zebra\n" in report(session, genre)


def test_the_register_prints_roles_and_teams_with_counts_and_no_name(tmp_path):
    session = one_block(tmp_path, PEOPLE, report=[{"show": "people", "as": "roles"}])
    register(session, ("Anna Bell", "Nurse", "Ward 1"), ("Cem Demir", "nurse", "Ward 1"), ("Eve Fry", "", ""))
    assert report(session).endswith(
        "## Who took part\n\n3 people took part.\n\n- Nurse / Ward 1 (2)\n- Role not given\n"
    )
    for name in ("Anna", "Bell", "Cem", "Eve"):
        assert name not in report(session) + report(session, "record")


def test_the_register_prints_once(tmp_path):
    session = one_block(tmp_path, POINTS, PEOPLE, report=["points", {"show": "people", "as": "groups"}])
    say(session, "talk", "points", "a")
    register(session, ("Anna", "Nurse", "Ward 1"), ("Cem", "Nurse", "Ward 2"))
    assert "2 people took part.\n\n- Ward 1: 1\n- Ward 2: 1\n" in report(session)
    assert "Who took part" not in report(session)


def test_a_picture_prints_with_its_description_or_not_at_all(tmp_path):
    session = one_block(tmp_path, PICTURES, POINTS, report=["pictures", "points"])
    say(session, "talk", "pictures", "The wall", media="wall 1.png", description="Notes on a [wall]")
    say(session, "talk", "pictures", "Faces", media="faces.png")
    say(session, "talk", "points", "a")
    assert "![Notes on a \\[wall\\]](../media/wall%201.png)\n\nThe wall\n" in report(session)
    assert "faces" not in report(session).lower()
    found = findings(session, "session-report", "pictures")
    assert found == ["The picture ‘Faces’ has no description, so it is not printed."]
    assert "*Picture without a description: Faces*" in report(session, draft=True)


def test_a_picture_in_prose_without_a_description_is_found(tmp_path):
    session = one_block(tmp_path, POINTS, write=(MEANING,))
    prose.write(session, "talk", "meaning", "![](media/map.png)")
    assert "The picture map.png has no description." in findings(session)


# References in prose


def test_references_in_prose_stay_true(tmp_path):
    talk = block("talk", POINTS, SAID, report=["points", "meaning"], write=(MEANING,))
    session = session_of(tmp_path, plan(talk, block("end", POINTS, title="The end (1)")))
    first, *_ = say(session, "talk", "points", "a", "b", "c")
    say(session, "talk", "points", "d", group="table-3")
    (quote,) = say(session, "talk", "said", "so *much* of it", group="table-2")
    say(session, "end", "points", "z")
    one = theme(session, "talk", "points", "A & B", first)
    prose.write(
        session, "talk", "meaning",
        f"In [[see:end]], **[[theme:{one.id}]]**: [[quote:{quote.id}]] in [[count:talk.points]], [[count:talk.said]].",
    )  # fmt: skip
    assert (
        "In [The end (1)](#the-end-1), **A & B**: ‘so \\*much\\* of it’ in 4 points from 2 of 3 groups, "
        "1 quote from 1 of 3 groups.\n"
    ) in report(session)
    assert "Also recorded" not in report(session)
    assert findings(session) == []


def test_a_reference_that_leads_nowhere_stays_visible_and_is_found(tmp_path):
    session = session_of(tmp_path, plan(block("talk", POINTS, write=(MEANING,)), block("end", POINTS)))
    say(session, "talk", "points", "a")
    prose.write(session, "talk", "meaning", "See [[see:nowhere]], [[quote:x]] and [[see:end]].")
    assert "See \\[\\[see\\:nowhere\\]\\], \\[\\[quote\\:x\\]\\] and End.\n" in report(session).replace(
        "see:", "see\\:"
    ).replace("quote:", "quote\\:")
    assert findings(session) == [
        "Nothing was captured or written in ‘End’, so the report leaves this part out.",
        "[[see:nowhere]] leads nowhere.", "[[quote:x]] leads nowhere.",
        "[[see:end]] leads to a part that is not in this report.",
    ]  # fmt: skip


def test_a_quote_that_is_off_the_record_cannot_be_referred_to(tmp_path):
    session = one_block(tmp_path, SAID, write=(MEANING,))
    (secret,) = say(session, "talk", "said", "SECRET", off_record=True)
    prose.write(session, "talk", "meaning", f"They said [[quote:{secret.id}]].")
    assert "SECRET" not in report(session)
    assert findings(session) == [f"[[quote:{secret.id}]] leads nowhere."]


# The record


def test_the_record_has_every_response_exactly_once_by_block_and_group(tmp_path):
    session = session_of(tmp_path, plan(block("talk", POINTS, SAID), block("end", POINTS)))
    say(session, "talk", "points", "alpha", group="table-2")
    say(session, "talk", "points", "beta", category="near", label="student")
    say(session, "talk", "said", "gamma", group="table-2", label="student", set_aside=True)
    say(session, "end", "points", "delta")
    asides.park(session, "epsilon", "talk")
    assert report(session, "record") == (
        "# A small day\n\n15 August 2023\n\n## Talk\n\n### Table 1\n\nPoints:\n\n- beta (Near; student)\n\n"
        "### Table 2\n\nPoints:\n\n- alpha\n\nSaid at the tables:\n\n- ‘gamma’ (student)\n\n"
        "## End\n\n### Table 1\n\n- delta\n\n## Parking lot\n\n- epsilon (Talk)\n"
    )


def test_the_record_names_a_picture_that_has_no_description(tmp_path):
    session = one_block(tmp_path, PICTURES)
    say(session, "talk", "pictures", "The wall", media="wall.png")
    assert "The wall (picture without a description: wall&#46;png)\n" in report(session, "record")


# The session's own parts


def test_the_sessions_own_parts_stand_around_the_blocks(tmp_path):
    session = session_of(
        tmp_path,
        plan(
            block("talk", POINTS), place="Harbour Hall", outcomes=(Item("Know"), Item("Agree")),
            write=(Slot(slot="intro", place="start"), Slot(slot="next", heading="What's next?", place="end")),
        ),
    )  # fmt: skip
    say(session, "talk", "points", "a")
    prose.write(session, "session", "intro", "We met.")
    prose.write(session, "session", "next", "More.")
    register(session, ("Anna", "Nurse", ""))
    assert report(session) == (
        "# A small day\n\n15 August 2023, Harbour Hall\n\nOutcomes of this session:\n\n- Know\n- Agree\n\nWe met.\n\n"
        "## Talk\n\n- a\n\n## What's next?\n\nMore.\n\n## Who took part\n\n1 person took part.\n\n- Nurse\n"
    )


def test_no_heading_level_is_ever_skipped(tmp_path):
    nested = "meaning"
    for heading in "DCBA":
        nested = {"heading": heading, "parts": [nested]}
    session = one_block(tmp_path, POINTS, write=(MEANING,), report=[nested])
    prose.write(session, "talk", "meaning", "# One\n\n#### Two\n\n## Three\n\ntext")
    levels = [level for level, _ in headings(report(session))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
