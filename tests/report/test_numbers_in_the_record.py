"""How many people there were, everything counted in the record, and numbers that prose refers to."""

from __future__ import annotations

from counting import CHOICE, COLOURED, COUNT, COUNTS, DOTS, SCALE, dots, items, marks
from making import MEANING, PEOPLE, POINTS, block, findings, plan, register, report, say, session_of

from facikit.library.kinds import ScaleField
from facikit.session import headcounts, prose, tallies
from facikit.session.session import Change

ROUNDS = ScaleField(field="marks", statements=items("Knowledge"), rounds=items("Before", "After"))


def one_block(tmp_path, *fields, **more):
    return session_of(tmp_path, plan(block("talk", *fields, **more)))


# How many people


def test_the_number_that_was_counted_and_the_register_are_told_apart(tmp_path):
    session = one_block(tmp_path, POINTS, PEOPLE, report=["points", {"show": "people", "as": "roles"}])
    say(session, "talk", "points", "a")
    register(session, ("Anna", "Nurse", ""), ("Cem", "Nurse", ""))
    assert "2 people took part.\n" in report(session)
    headcounts.count_heads(session, "talk", "", 3)
    assert "3 people took part, 2 of them are in the register.\n\n- Nurse (2)\n" in report(session)
    assert findings(session) == ["3 people were counted in the room, 2 are in the register."]


def test_those_who_were_counted_stand_in_a_report_without_a_register(tmp_path):
    session = one_block(tmp_path, POINTS)
    say(session, "talk", "points", "a")
    headcounts.count_heads(session, "talk", "table-1", 8)
    headcounts.count_heads(session, "talk", "table-2", 9)
    assert "Who took part" not in report(session)
    headcounts.count_heads(session, "talk", "table-3", 7)
    assert report(session).endswith("## Who took part\n\n24 people took part.\n")


def test_people_counted_for_a_block_that_was_cut_did_not_come(tmp_path):
    session = session_of(tmp_path, plan(block("talk", POINTS), block("end", POINTS)))
    headcounts.count_heads(session, "talk", "", 9)
    headcounts.count_heads(session, "end", "", 50)
    session.put([Change("block/end", {"cut": True})])
    assert report(session).endswith("9 people took part.\n")


def test_the_record_has_the_people_of_each_block_and_group_as_they_were_counted(tmp_path):
    session = session_of(tmp_path, plan(block("talk", POINTS), block("end", POINTS)))
    for group, number in (("", 50), ("table-2", 7), ("table-1", 8)):
        headcounts.count_heads(session, "talk", group, number)
    say(session, "end", "points", "a")
    assert "## Talk\n\nPeople: 50 in the room; Table 1: 8; Table 2: 7.\n\n## End\n\n### Table 1\n\n- a\n" in (
        report(session, "record")
    )


# The record, and references


def test_the_record_has_every_count_and_mark_group_by_group(tmp_path):
    session = one_block(tmp_path, POINTS, DOTS, SCALE, COUNT)
    say(session, "talk", "points", "a")
    dots(session, table_1={"pay": 3, "tea": 0}, table_2={"pay": 4})
    marks(session, "knowledge", 1, 2)
    tallies.tally(session, "talk", "cards", "table-3", "number", 5)
    assert report(session, "record").endswith(
        "### Table 1\n\n- a\n\n### Counts\n\nVotes:\n\n"
        "| Item (dots of each group) | Table 1 | Table 2 | All |\n| --- | --- | --- | --- |\n"
        "| Pay | 3 | 4 | 7 |\n| Tea | 0 | – | 0 |\n"
        "| All | 3 | 4 | 7 |\n\n"
        "Marks:\n\n| Statement | Group | 1: hardly any | 2 | 3 | 4 | 5: plenty | Marks |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |\n| Knowledge | Table 1 | 1 | 2 | 0 | 0 | 0 | 3 |\n\n"
        "Postcards written:\n\n| Item (counted in each group) | Table 3 |\n| --- | --- |\n| Postcards written | 5 |\n"
    )


def test_where_each_group_voted_on_items_of_its_own_the_record_lists_them_by_group(tmp_path):
    session = one_block(tmp_path, DOTS)
    dots(session, table_1={"pay": 3, "tea": 0}, table_2={"time": 1}, table_3={"trust": 2})
    assert report(session, "record").endswith(
        "Votes:\n\n- **Table 1:** Pay: 3; Tea: 0 (3 dots in all)\n- **Table 2:** Time: 1 (1 dot in all)\n"
        "- **Table 3:** Trust: 2 (2 dots in all)\n"
    )


def test_numbers_can_be_referred_to_in_prose(tmp_path):
    session = one_block(tmp_path, DOTS, SCALE, COUNT, COUNTS, CHOICE, PEOPLE, report=["meaning"], write=(MEANING,))
    dots(session, table_1={"pay": 3}, table_2={"tea": 1})
    dots(session, "choice", table_1={"yes": 3})
    marks(session, "knowledge", 1, 2)
    tallies.tally(session, "talk", "cards", "table-1", "number", 5)
    tallies.tally(session, "talk", "seats", "table-1", "staff", 2)
    tallies.tally(session, "talk", "seats", "table-1", "staff", 4, "of")
    tallies.tally(session, "talk", "seats", "table-1", "students", 1)
    headcounts.count_heads(session, "talk", "", 50)
    fields = ("votes", "marks", "cards", "seats", "choice", "people")
    prose.write(session, "talk", "meaning", "; ".join(f"[[count:talk.{name}]]" for name in fields))
    assert (
        "4 dots from 2 of 3 groups; 3 marks from 1 of 3 groups; 5; Students: 1 and Staff: 2 of 4; "
        "3 answers from 1 of 3 groups; 50 people\n"
    ) in report(session)


def test_the_same_counts_give_the_same_bytes_in_whatever_order_they_were_typed(tmp_path):
    made = []
    for at, turn in enumerate((1, -1)):
        session = one_block(tmp_path / str(at), COLOURED, ROUNDS)
        for group, item, colour in [
            ("table_2", "stray-b", "green"), ("table_1", "stray-a", "red"), ("table_1", "pay", "amber"),
        ][::turn]:  # fmt: skip
            dots(session, **{group: {f"{item}.{colour}": 2}})
        for round_ in ("9", "after", "2")[::turn]:
            marks(session, "knowledge", 1, round_=round_)
            marks(session, "stray", 1, round_=round_)
        made.append([report(session, genre) for genre in ("session-report", "record")])
    assert made[0] == made[1]
