"""Dots, choices and counts in a report: each with its N, ties as ties, and nothing that is held back."""

from __future__ import annotations

import re

import msgspec
import pytest
from counting import CHOICE, COLOURED, COUNT, COUNTS, DOTS, dots, items, marks
from making import MEANING, POINTS, block, findings, plan, report, say, session_of

from facikit.library.kinds import ChoiceField, DotsField
from facikit.library.values import From
from facikit.session import prose, responses, tallies
from facikit.session.session import Change


def one_block(tmp_path, *fields, **more):
    return session_of(tmp_path, plan(block("talk", *fields, **more)))


def body(session, **more):
    return report(session, **more).split("## Talk\n\n", 1)[1]


VOTES = {"table_1": {"pay": 5, "time": 3, "tea": 0}, "table_2": {"pay": 2, "time": 4, "tea": 0, "trust": 1}}


# Dots


def test_dots_are_ranked_with_how_many_groups_placed_them(tmp_path):
    session = one_block(tmp_path, DOTS, report=["votes"])
    dots(session, table_1={"pay": 5, "time": 2, "tea": 0}, table_2={"pay": 2, "time": 4, "trust": 1})
    assert body(session) == (
        "Most dots first; 14 dots from 2 of 3 groups in all.\n\n"
        "1. Pay: 7 dots from 2 of 3 groups\n2. Time: 6 dots from 2 of 3 groups\n3. Trust: 1 dot from 1 of 3 groups\n\n"
        "No dots: Tea.\n"
    )


def test_ties_are_shown_as_ties_and_the_first_so_many_are_more_where_they_tie(tmp_path):
    session = one_block(tmp_path, DOTS, report=[{"show": "votes", "top": 1}])
    dots(session, **VOTES)
    assert body(session) == (
        "The 2 with most dots, of 4; 15 dots from 2 of 3 groups in all.\n\n"
        "- 1= Pay: 7 dots from 2 of 3 groups\n- 1= Time: 7 dots from 2 of 3 groups\n"
    )


def test_after_a_tie_the_next_rank_is_the_one_that_it_would_have(tmp_path):
    session = one_block(tmp_path, DOTS, report=["votes"])
    dots(session, **VOTES)
    assert re.findall(r"- (\S+) (\w+)", body(session)) == [("1=", "Pay"), ("1=", "Time"), ("3\\.", "Trust")]


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("list", "- Pay\n- Time\n- Trust\n"),
        ("sentence", "Pay (7 dots), Time (7 dots) and Trust (1 dot), of 15 dots from 2 of 3 groups in all.\n"),
        (
            "table",
            "| Item | Dots | Groups |\n| --- | --- | --- |\n| Pay | 7 | 2 of 3 |\n| Time | 7 | 2 of 3 |\n"
            "| Trust | 1 | 1 of 3 |\n| Tea | 0 | 0 of 3 |\n| All | 15 | 2 of 3 |\n",
        ),
    ],
)
def test_dots_take_the_form_that_is_asked_for(tmp_path, form, printed):
    session = one_block(tmp_path, DOTS, report=[{"show": "votes", "as": form}])
    dots(session, **VOTES)
    assert body(session) == printed


def test_each_group_has_its_own_first_items(tmp_path):
    session = one_block(tmp_path, DOTS, report=[{"show": "votes", "as": "list", "by": "group", "top": 1}])
    dots(session, **VOTES)
    assert body(session) == "### Table 1\n\n- Pay\n\n### Table 2\n\n- Time\n"


def test_groups_stand_side_by_side_in_a_table(tmp_path):
    session = one_block(tmp_path, DOTS, report=[{"show": "votes", "as": "table", "by": "group"}])
    dots(session, **VOTES)
    assert "| Item (dots of each group) | Table 1 | Table 2 | All |" in body(session)
    assert "| Trust | – | 1 | 1 |\n| Tea | 0 | 0 | 0 |\n| All | 8 | 7 | 15 |\n" in body(session)


def test_dots_of_several_colours_are_counted_apart(tmp_path):
    session = one_block(tmp_path, COLOURED, report=["votes", {"show": "votes", "as": "table"}])
    dots(session, table_1={"pay.red": 3, "pay.blue": 1, "time.blue": 2})
    assert "1. Pay: 4 dots (Red 3, Blue 1) from 1 of 3 groups\n2. Time: 2 dots (Blue 2) from 1 of 3" in body(session)
    assert "| Item | Red | Blue | Dots | Groups |" in body(session)
    assert "| All | 3 | 3 | 6 | 1 of 3 |" in body(session)


def test_dots_without_a_colour_are_not_lost_among_those_with_one(tmp_path):
    session = one_block(tmp_path, COLOURED, report=[{"show": "votes", "as": "table"}])
    dots(session, table_1={"pay.red": 3, "pay": 2})
    assert "| Item | Red | Blue | Other | Dots | Groups |" in body(session)
    assert "| Pay | 3 | 0 | 2 | 5 | 1 of 3 |" in body(session)


@pytest.mark.parametrize("genre", ["session-report", "record"])
@pytest.mark.parametrize("field", [DOTS, msgspec.structs.replace(CHOICE, field="votes")], ids=["dots", "choice"])
def test_a_vote_that_is_not_released_has_no_count_anywhere(tmp_path, genre, field):
    forms = [{"show": "votes", "as": form} for form in ("table", "sentence", "ranked")]
    session = one_block(tmp_path, POINTS, field, COUNT, report=[*forms, "points", "meaning"], write=(MEANING,))
    item = "pay" if isinstance(field, DotsField) else "yes"
    say(session, "talk", "points", "said")
    prose.write(session, "talk", "meaning", "Of [[count:talk.votes]].")
    dots(session, released=False, table_1={item: 77717})
    for draft in (False, True):
        assert "77717" not in report(session, genre, draft=draft)
        assert "said" in report(session, genre, draft=draft)
    assert not any("77717" in one for one in findings(session, genre))
    assert "The counts of ‘Votes’ are held back until they are released." in findings(session, genre)
    if genre == "session-report":
        assert "Of \\[\\[count:talk&#46;votes\\]\\]." in report(session)
        assert "[[count:talk.votes]] is held back until the counts are released." in findings(session)
    tallies.release(session, "talk", "votes")
    assert "77717" in report(session, genre)
    assert "held back" not in report(session, genre, draft=True)
    tallies.release(session, "talk", "votes", False)
    assert "77717" not in report(session, genre)


def test_a_draft_and_the_record_say_that_a_vote_is_held_back(tmp_path):
    session = one_block(tmp_path, DOTS, report=["votes"])
    assert "eld back" not in report(session, draft=True) + report(session, "record")
    dots(session, released=False, table_1={"pay": 3})
    assert report(session) == "# A small day\n\n15 August 2023\n"
    assert "*Held back until the counts are released: Votes*\n" in report(session, draft=True)
    assert "## Talk\n\nVotes: held back until the counts are released.\n" in report(session, "record")


def test_what_is_voted_on_is_printed_in_the_words_of_now(tmp_path):
    votes = DotsField(field="votes", items=From(from_="earlier.points"))
    session = session_of(tmp_path, plan(block("earlier", POINTS), block("talk", votes)))
    first, second = say(session, "earlier", "points", "Fair pai", "Time")
    dots(session, table_1={first.id: 2, second.id: 1})
    responses.edit(session, first.id, text="Fair *pay*")
    assert "1. Fair \\*pay\\*: 2 dots from 1 of 3 groups\n2. Time: 1 dot" in report(session)


@pytest.mark.parametrize("flag", ["off_record", "set_aside", "deleted"])
def test_an_item_that_is_no_longer_there_keeps_its_dots_and_its_words_to_itself(tmp_path, flag):
    votes = DotsField(field="votes", items=From(from_="earlier.points"))
    talk = block("talk", votes, report=["votes", {"show": "votes", "as": "list", "lead": "In short:"}])
    session = session_of(tmp_path, plan(block("earlier", POINTS, report=["aim"]), talk))
    (secret,) = say(session, "earlier", "points", "SECRET")
    dots(session, table_1={secret.id: 2})
    session.put([Change(f"response/{secret.id}", {flag: True})])
    printed = report(session).split("## Talk")[1]
    assert printed.count("An item that is no longer there") == 1
    assert "1. An item that is no longer there: 2 dots from 1 of 3 groups\n" in printed
    assert "In short" not in printed
    assert "SECRET" not in printed
    assert secret.id not in printed


def test_counts_of_a_field_or_block_that_left_the_plan_still_stand_in_the_report(tmp_path):
    session = one_block(tmp_path, POINTS, report=["points"])
    say(session, "talk", "points", "a")
    dots(session, "forgotten", table_1={"pay": 3})
    tallies.tally(session, "elsewhere", "votes", "table-9", "pay", 4)
    tallies.release(session, "elsewhere", "votes")
    marks(session, "trust", 1, 2)
    for genre in ("session-report", "record"):
        printed = report(session, genre)
        for number in (3, 4):
            assert f"pay: {number} dots" in printed or f"| pay | {number} |" in printed
        assert "trust: lower end; 1 at 1, 2 at 2" in printed or "| trust | Table 1 | 1 | 2 |" in printed


def test_counts_that_nothing_printed_are_also_recorded(tmp_path):
    session = one_block(tmp_path, POINTS, DOTS, COUNT, report=["points"])
    say(session, "talk", "points", "a")
    dots(session, table_1={"pay": 3})
    tallies.tally(session, "talk", "cards", "table-1", "number", 7)
    assert body(session).endswith(
        "### Also recorded\n\nVotes:\n\nMost dots first; 3 dots from 1 of 3 groups in all.\n\n"
        "1. Pay: 3 dots from 1 of 3 groups\n\nPostcards written:\n\nPostcards written: 7. Counted in 1 of 3 groups.\n"
    )


def test_words_typed_into_a_field_of_numbers_are_not_lost(tmp_path):
    session = one_block(tmp_path, DOTS, report=["votes"])
    dots(session, table_1={"pay": 3})
    say(session, "talk", "votes", "two dots fell off")
    assert body(session).endswith("### Also recorded\n\nVotes:\n\n- two dots fell off\n")
    assert "two dots fell off" in report(session, "record")
    assert "| Pay | 3 |" in report(session, "record")


# Choices and counts


def test_a_choice_is_told_out_of_all_answers(tmp_path):
    session = one_block(tmp_path, CHOICE, report=["choice", {"show": "choice", "as": "ranked"}])
    dots(session, "choice", table_1={"yes": 10, "no": 3}, table_3={"yes": 7, "no": 17, "not-sure": 3})
    assert body(session) == (
        "Yes: 17 of 40, No: 20 of 40 and Not sure: 3 of 40. 40 answers from 2 of 3 groups in all.\n\n"
        "Most answers first; 40 answers from 2 of 3 groups in all.\n\n"
        "1. No: 20 of 40\n2. Yes: 17 of 40\n3. Not sure: 3 of 40\n"
    )


def test_where_one_person_may_choose_several_the_answers_are_no_people(tmp_path):
    several = ChoiceField(field="choice", options=items("Yes", "No"), many=True)
    session = one_block(tmp_path, several, report=["choice", {"show": "choice", "as": "table"}])
    dots(session, "choice", table_1={"yes": 30, "no": 25})
    assert (
        "Yes: 30 and No: 25. One person could choose several; 55 answers from 1 of 3 groups in all.\n\n"
        "| Option | Answers | Groups |\n| --- | --- | --- |\n| Yes | 30 | 1 of 3 |\n| No | 25 | 1 of 3 |\n"
        "| All | 55 | 1 of 3 |\n"
    ) in body(session)


@pytest.mark.parametrize(("most", "share"), [(19, False), (20, True)])
def test_a_share_is_printed_beside_its_n_and_only_of_twenty_and_more(tmp_path, most, share):
    session = one_block(tmp_path, CHOICE, report=["choice", {"show": "choice", "as": "table"}])
    dots(session, "choice", table_1={"yes": 10, "no": most - 10})
    assert ("| Yes | 10 | 20 | 50% |" in body(session)) == share
    assert ("%" in body(session)) == share


def test_a_count_says_of_how_many(tmp_path):
    session = one_block(tmp_path, COUNT, report=["cards"], setting="individuals", groups="")
    tallies.tally(session, "talk", "cards", "individuals", "number", 17)
    tallies.tally(session, "talk", "cards", "individuals", "number", 40, "of")
    assert body(session) == "Postcards written: 17 of 40.\n"


def test_counts_add_up_over_groups_and_print_by_group(tmp_path):
    session = one_block(
        tmp_path, COUNTS,
        report=["seats", {"show": "seats", "by": "group"}, {"show": "seats", "as": "table", "by": "group"}],
    )  # fmt: skip
    for group, students, of in (("table-1", 5, 12), ("table-2", 12, 28)):
        tallies.tally(session, "talk", "seats", group, "students", students)
        tallies.tally(session, "talk", "seats", group, "students", of, "of")
    tallies.tally(session, "talk", "seats", "table-2", "staff", 3)
    assert body(session) == (
        "Students: 17 of 40 and Staff: 3. Counted in 2 of 3 groups.\n\n"
        "- **Table 1:** Students: 5 of 12.\n- **Table 2:** Students: 12 of 28 and Staff: 3.\n"
        "- **All:** Students: 17 of 40 and Staff: 3. Counted in 2 of 3 groups.\n\n"
        "| Item (counted in each group) | Table 1 | Table 2 | All |\n| --- | --- | --- | --- |\n"
        "| Students | 5 of 12 | 12 of 28 | 17 of 40 |\n"
        "| Staff | – | 3 | 3 |\n"
    )


def test_a_count_of_more_than_there_were_is_found(tmp_path):
    session = one_block(tmp_path, COUNT, report=["cards", {"show": "cards", "as": "table"}])
    tallies.tally(session, "talk", "cards", "table-1", "number", 45)
    tallies.tally(session, "talk", "cards", "table-1", "number", 40, "of")
    assert findings(session) == ["Talk, Postcards written: Table 1 counted 45 of 40 for 'Postcards written'."]
    assert "45 of 40" in body(session)
    assert "%" not in body(session)


def test_of_how_many_is_left_out_where_a_group_did_not_say(tmp_path):
    session = one_block(tmp_path, COUNT, report=["cards"])
    for group in ("table-1", "table-2"):
        tallies.tally(session, "talk", "cards", group, "number", 5)
    tallies.tally(session, "talk", "cards", "table-1", "number", 8, "of")
    assert body(session) == "Postcards written: 10. Counted in 2 of 3 groups.\n"


def test_a_sentence_has_its_lead_in_the_same_line(tmp_path):
    session = one_block(tmp_path, COUNT, report=[{"show": "cards", "lead": "At the end,"}])
    tallies.tally(session, "talk", "cards", "table-1", "number", 5)
    assert body(session) == "At the end, Postcards written: 5. Counted in 1 of 3 groups.\n"
