"""Marks on scales in a report: their whole distribution and N, never a mean, round beside round."""

from __future__ import annotations

from counting import SCALE, items, marks
from making import block, plan, report, session_of

from facikit.library.kinds import ScaleField


def one_block(tmp_path, *fields, **more):
    return session_of(tmp_path, plan(block("talk", *fields, **more)))


def body(session, **more):
    return report(session, **more).split("## Talk\n\n", 1)[1]


def test_a_scale_is_told_in_a_sentence_for_each_statement(tmp_path):
    session = one_block(tmp_path, SCALE, report=["marks"])
    marks(session, "knowledge", 6, 9, 4, 3)
    marks(session, "confidence", 0, 1, 1, group="table-1")
    marks(session, "confidence", 0, 0, 1, 1, group="table-2")
    assert body(session) == (
        "From 1 (hardly any) to 5 (plenty).\n\n"
        "- Knowledge: lower end; 6 at 1, 9 at 2, 4 at 3, 3 at 4 (median 2 of 5, 22 marks from 1 of 3 groups).\n"
        "- Confidence: middle; 1 at 2, 2 at 3, 1 at 4 (median 3 of 5, 4 marks from 2 of 3 groups).\n"
    )


def test_one_statement_is_a_paragraph(tmp_path):
    field = ScaleField(field="marks", statements=items("How sure are you?"))
    session = one_block(tmp_path, field, setting="individuals", groups="")
    marks(session, "how-sure-are-you", 0, 0, 0, 0, 3, group="individuals")
    assert "How sure are you? – upper end; 3 at 5 (median 5 of 5, 3 marks).\n" in report(session)


def test_a_table_of_marks_has_its_n_in_each_row(tmp_path):
    session = one_block(
        tmp_path, SCALE, report=[{"show": "marks", "as": "table"}, {"show": "marks", "as": "table", "by": "group"}]
    )
    marks(session, "knowledge", 6, 9, group="table-2")
    marks(session, "knowledge", 0, 1, 1, group="table-1")
    assert body(session) == (
        "| Statement | 1: hardly any | 2 | 3 | 4 | 5: plenty | Marks |\n| --- | --- | --- | --- | --- | --- | --- |\n"
        "| Knowledge | 6 | 10 | 1 | 0 | 0 | 17 |\n| Confidence | 0 | 0 | 0 | 0 | 0 | 0 |\n\n"
        "| Statement | Group | 1: hardly any | 2 | 3 | 4 | 5: plenty | Marks |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |\n"
        "| Knowledge | Table 1 | 0 | 1 | 1 | 0 | 0 | 2 |\n| Knowledge | Table 2 | 6 | 9 | 0 | 0 | 0 | 15 |\n"
        "| Knowledge | All | 6 | 10 | 1 | 0 | 0 | 17 |\n"
    )


ROUNDS = ScaleField(field="marks", statements=items("Knowledge"), rounds=items("Before", "After"))


def test_rounds_stand_side_by_side_with_both_n_and_a_caution(tmp_path):
    session = one_block(tmp_path, ROUNDS, report=["marks", {"show": "marks", "as": "table"}])
    marks(session, "knowledge", 6, 9, round_="before")
    assert "Before" not in body(session)
    assert "Knowledge: lower end; 6 at 1, 9 at 2 (median 2 of 5, 15 marks from 1 of 3 groups).\n" in body(session)
    marks(session, "knowledge", 0, 1, 8, 4, round_="after")
    assert (
        "- Knowledge\n"
        "  - Before: lower end; 6 at 1, 9 at 2 (median 2 of 5, 15 marks from 1 of 3 groups).\n"
        "  - After: middle; 1 at 2, 8 at 3, 4 at 4 (median 3 of 5, 13 marks from 1 of 3 groups).\n"
        "  - From Before to After: from lower end to middle, median from 2 to 3, 2 marks fewer (13 after 15).\n\n"
        "The rounds count marks and do not follow the same people one by one;"
    ) in body(session)
    assert "not tested. With few marks in a round (13 in the smallest), one or two people can" in body(session)
    assert body(session).count("The rounds have different numbers of marks:") == 2
    assert "| Knowledge | Before | 6 | 9 | 0 | 0 | 0 | 15 |\n| Knowledge | After | 0 | 1 | 8 | 4 | 0 | 13 |" in body(
        session
    )


def repeating(tmp_path, **later):
    again = ScaleField(field="marks", statements=items("knowledge ", "Hope"), repeat="talk.marks", **later)
    return session_of(tmp_path, plan(block("talk", SCALE), block("end", again)))


def test_a_scale_that_repeats_an_earlier_one_shows_both(tmp_path):
    session = repeating(tmp_path)
    marks(session, "knowledge", 6, 9)
    marks(session, "knowledge", 0, 0, 5, block="end")
    marks(session, "hope", 0, 0, 0, 2, block="end")
    before, after = report(session).split("## End")
    assert "End" not in before
    assert (
        "- Talk: lower end; 6 at 1, 9 at 2 (median 2 of 5, 15 marks from 1 of 3 groups).\n  - End: middle; 5 at 3"
        in (after)
    )
    assert "- Hope\n  - Talk: no marks.\n  - End: upper end; 2 at 4" in after
    assert "Confidence" not in after


def test_an_earlier_round_alone_is_no_result_of_the_later_block_and_the_record_prints_each_once(tmp_path):
    session = repeating(tmp_path)
    marks(session, "knowledge", 6, 9)
    assert "## End" not in report(session)
    marks(session, "hope", 1, block="end")
    assert report(session, "record").count("| 6 | 9 |") == 1
    assert report(session).count("6 at 1, 9 at 2") == 2


def test_a_scale_of_another_length_keeps_its_own_length(tmp_path):
    session = repeating(tmp_path, points=7)
    marks(session, "knowledge", 6, 9)
    marks(session, "knowledge", 0, 0, 0, 0, 0, 5, block="end")
    assert "median 2 of 5" in report(session)
    assert "median 6 of 7" in report(session)
    assert "From Talk to End: not compared, as the scale has 5 points in one and 7 in the other." in report(session)


def test_rounds_with_as_many_marks_and_enough_of_them_say_what_stayed_and_no_more_than_the_usual_caution(tmp_path):
    session = one_block(tmp_path, ROUNDS, report=["marks"])
    marks(session, "knowledge", 10, 10, round_="before")
    marks(session, "knowledge", 10, 9, 1, round_="after")
    text = body(session)
    change = "From Before to After: lower end both times, median between 1 and 2 both times, 20 marks both times."
    assert change in text and "With few marks" not in text and "different numbers" not in text


def test_groups_stand_below_each_statement_in_words_with_the_whole_last_and_one_caution(tmp_path):
    session = one_block(tmp_path, ROUNDS, report=[{"show": "marks", "as": "sentence", "by": "group"}])
    marks(session, "knowledge", 6, 9, round_="before")
    marks(session, "knowledge", 0, 0, 2, group="table-2", round_="before")
    marks(session, "knowledge", 0, 0, 0, 3, group="table-2", round_="after")
    text = body(session)
    assert "- Knowledge\n  - Table 1: Before: lower end; 6 at 1, 9 at 2 (median 2 of 5, 15 marks).\n" in text
    assert "  - Table 2: Before: middle; 2 at 3 (median 3 of 5, 2 marks). After: upper end; 3 at 4" in text
    assert "  - All: Before: lower end; 6 at 1, 9 at 2, 2 at 3 (median 2 of 5, 17 marks from 2 of 3 groups)." in text
    assert text.count("The rounds count marks") == 1


def test_scales_that_repeat_one_another_in_a_ring_still_print(tmp_path):
    ring = ScaleField(field="marks", statements=items("Knowledge"), repeat="end.marks")
    back = ScaleField(field="marks", statements=items("Knowledge"), repeat="talk.marks")
    session = session_of(tmp_path, plan(block("talk", ring), block("end", back)))
    marks(session, "knowledge", 6, 9)
    marks(session, "knowledge", 1, 1, block="end")
    assert report(session).count("6 at 1, 9 at 2") == 2


def test_marks_that_the_scale_has_no_point_for_are_told_apart(tmp_path):
    session = one_block(tmp_path, SCALE, report=["marks", {"show": "marks", "as": "table"}])
    marks(session, "knowledge", 6, 9, 0, 0, 0, 0, 0, 2)
    assert "Knowledge: lower end; 6 at 1, 9 at 2 (median 2 of 5, 15 marks from 1 of 3 groups); 2 off the scale." in (
        body(session)
    )
    assert "| Knowledge | 6 | 9 | 0 | 0 | 0 | 2 | 17 |" in body(session)
