"""The checks of what the room and its staff brought: each is tripped by what it is for, and by nothing near it."""

from __future__ import annotations

import pytest
from checking import found
from making import MEANING, PEOPLE, POINTS, SAID, block, plan, register, say, session_of, theme

from facikit.library.kinds import CountField, DotsField, QuotesField
from facikit.library.shapes import About
from facikit.library.shapes import Person as Maker
from facikit.library.values import Item
from facikit.session import asides, headcounts, prose, tallies
from facikit.session.responses import edit
from facikit.session.session import Session

GUEST = (Item("Guest", "guest"), Item("Host", "host"))
DOTS = DotsField(field="votes", items=(Item("Pay", "pay"), Item("Time", "time")))
CARDS = CountField(field="cards", label="Cards")


def one_block(folder, *fields, **more):
    labels, about = more.pop("labels", ()), more.pop("about", About())
    return session_of(folder, plan(block("talk", *fields, **more), labels=labels, about=about))


def messages(session, code, genre="session-report"):
    return [one.message for one in found(session, code, genre)]


# Whom it is attributed to


def test_a_quote_without_a_label_is_found_where_there_are_labels(tmp_path):
    session = one_block(tmp_path, SAID, labels=GUEST)
    (bare,) = say(session, "talk", "said", "a")
    say(session, "talk", "said", "b", label="Guest")
    (one,) = found(session, "unlabelled")
    assert one.message == "1 quote in ‘Said at the tables’ has no label."
    assert one.record == f"response/{bare.id}"
    edit(session, bare.id, label="Host")
    assert messages(session, "unlabelled") == []


def test_where_there_are_no_labels_none_is_missed(tmp_path):
    session = one_block(tmp_path, SAID)
    say(session, "talk", "said", "a")
    assert messages(session, "unlabelled") == []


def test_a_card_needs_no_label_and_neither_does_what_a_note_taker_saw(tmp_path):
    session = one_block(tmp_path, POINTS, SAID, labels=GUEST)
    say(session, "talk", "points", "a card")
    say(session, "talk", "said", "They laugh.", kind="observation")
    say(session, "talk", "said", "off", off_record=True)
    assert messages(session, "unlabelled") == []
    say(session, "talk", "points", "said aloud", kind="quote")
    assert messages(session, "unlabelled", "record") == ["1 quote in ‘Points’ has no label."]


def test_a_label_off_the_list_is_found_and_the_near_one_named(tmp_path):
    session = one_block(tmp_path, QuotesField(field="said", labels=GUEST))
    (one,) = say(session, "talk", "said", "a", label="Gest")
    (finding,) = found(session, "labels")
    assert "'Gest'" in finding.message and "'Guest'" in finding.cure
    edit(session, one.id, label="Guest")
    assert messages(session, "labels") == []


# Names and addresses


@pytest.mark.parametrize(
    "text",
    ["Morag said so.", "so said Morag Mackay", "MACKAY'S idea", "Ask mackay.", "‘Morag’s way’", "Will Mackay come?"],
)
def test_a_name_from_the_register_is_found_in_what_was_said_and_written(tmp_path, text):
    session = one_block(tmp_path, POINTS, PEOPLE, write=(MEANING,))
    register(session, ("Morag Mackay", "Nurse", "Ward 1"), ("Will Young", "Nurse", ""))
    (one,) = say(session, "talk", "points", text)
    assert {finding.record for finding in found(session, "names")} == {f"response/{one.id}"}
    edit(session, one.id, off_record=True)
    assert messages(session, "names") == []
    prose.write(session, "talk", "meaning", text)
    assert {finding.record for finding in found(session, "names")} == {"prose/talk/meaning"}


@pytest.mark.parametrize(
    "text",
    ["Will they come?", "Young people. Will they?", "a moragon", "In May we met.", "the ward", "Mo and Ed", "Ali x y"],
)
def test_what_only_looks_like_a_name_is_none(tmp_path, text):
    session = one_block(tmp_path, POINTS, PEOPLE)
    register(session, ("Morag Ward", "Nurse", "Ward 1"), ("Will Young", "Nurse", ""), ("May Mo", "", "x"))
    say(session, "talk", "points", text)
    assert messages(session, "names") == []


def test_whoever_typed_is_not_named_and_whoever_signs_may_be(tmp_path):
    signs = About(people=(Maker(name="Bert Vale", part="signs"),))
    session = session_of(tmp_path, plan(block("talk", POINTS, speaker="Cora Hill"), about=signs))
    with Session.open(session.folder, "bert") as bert:
        say(bert, "talk", "points", "Bert and Cora were there, and Anna.")
    session.refresh()
    say(session, "talk", "points", "b")
    assert messages(session, "names") == ["A response has ‘Anna’ in it, the name of somebody who typed."]


def test_a_name_is_the_same_with_either_apostrophe(tmp_path):
    session = one_block(tmp_path, POINTS)
    register(session, ("Orla O'Neil", "Nurse", ""))
    say(session, "talk", "points", "So O’Neil’s way it was.")
    assert messages(session, "names") == ["A response has ‘O'Neil’ in it, a name from the register."]


def test_a_desk_that_typed_is_nobody(tmp_path):
    session = one_block(tmp_path, POINTS)
    with Session.open(session.folder, "note taker at the door") as other:
        say(other, "talk", "points", "Note: the Taker of notes stood at the Door.")
    session.refresh()
    assert messages(session, "names") == []


def test_a_name_that_is_not_printed_is_none(tmp_path):
    session = one_block(tmp_path, POINTS, report=[{"show": "points", "as": "themes", "members": "highlighted"}])
    register(session, ("Morag Mackay", "Nurse", "Ward 1"))
    theme(session, "talk", "points", "Pay", *say(session, "talk", "points", "as Morag said"))
    assert messages(session, "names") == []
    assert len(messages(session, "names", "record")) == 1


@pytest.mark.parametrize(
    "text", ["Write to jo.doe+x@example.org.", "Ring 01463 234 567!", "07700900123", "+44 (0)131 496 0000", "jo@a.b.co"]
)
def test_an_address_is_found_whoever_typed_it(tmp_path, text):
    session = one_block(tmp_path, POINTS, write=(MEANING,))
    (one,) = say(session, "talk", "points", text)
    asides.park(session, text, "talk")
    (said, parked) = found(session, "addresses")
    assert {said.record, parked.record} == {f"response/{one.id}", ""}
    assert text not in said.message and text not in parked.message
    prose.write(session, "talk", "meaning", text)
    assert len(found(session, "addresses")) == 3


@pytest.mark.parametrize(
    "text",
    [
        "15.08.2023",
        "2019 2020 2021 2022",
        "£50,000 of 1,000,000",
        "at 10:30, 09.15",
        "0 1 2 3",
        "@home",
        "a @ b",
        "28/07/23",
    ],
)
def test_what_only_looks_like_an_address_is_none(tmp_path, text):
    session = one_block(tmp_path, POINTS)
    say(session, "talk", "points", text)
    assert messages(session, "addresses") == []


def test_the_report_s_own_contact_may_stand(tmp_path):
    session = one_block(tmp_path, POINTS, write=(MEANING,), about=About(contact="Desk@example.org"))
    prose.write(session, "talk", "meaning", "Write to desk@example.org about [[quote:012345678901]].")
    assert messages(session, "addresses") == []


# Numbers


def test_a_register_that_differs_from_the_count_is_found(tmp_path):
    session = one_block(tmp_path, POINTS, PEOPLE)
    register(session, ("Morag", "Nurse", ""), ("Cem", "Nurse", ""))
    headcounts.count_heads(session, "talk", "", 2)
    assert messages(session, "headcount") == []
    headcounts.count_heads(session, "talk", "", 3)
    assert messages(session, "headcount") == ["3 people were counted in the room, 2 are in the register."]


def test_a_vote_that_is_held_back_is_found_until_it_is_released(tmp_path):
    session = one_block(tmp_path, DOTS)
    tallies.tally(session, "talk", "votes", "table-1", "pay", 3)
    (one,) = found(session, "held-back")
    assert (one.where, one.record) == ("Talk", "release/talk/votes")
    tallies.release(session, "talk", "votes")
    assert messages(session, "held-back") == []


def test_a_count_that_cannot_be_is_found(tmp_path):
    session = one_block(tmp_path, CARDS)
    tallies.put_counts(session, "talk", "cards", "table-1", {"number": {"count": 45, "of": 40}})
    assert len(messages(session, "counts")) == 1
    tallies.put_counts(session, "talk", "cards", "table-1", {"number": {"count": 5, "of": 40}})
    assert messages(session, "counts") == []


@pytest.mark.parametrize(
    "text", ["Six participants said no.", "Only 12 people felt heard.", "30% were for it.", "It was 12.5 per cent."]
)
def test_how_many_without_of_how_many_is_found_in_what_staff_write(tmp_path, text):
    session = one_block(tmp_path, POINTS, write=(MEANING,))
    say(session, "talk", "points", text)
    assert messages(session, "count-without-n") == []
    prose.write(session, "talk", "meaning", text)
    (one,) = found(session, "count-without-n")
    assert one.record == "prose/talk/meaning"


def test_of_several_in_one_block_one_is_told_with_the_number_of_the_others(tmp_path):
    session = one_block(tmp_path, POINTS, write=(MEANING,))
    say(session, "talk", "points", "a")
    prose.write(session, "talk", "meaning", "Six people said yes.\n\n30% did.\n\nSeven tables agreed.")
    (one,) = messages(session, "count-without-n")
    assert "‘Six people said’" in one and "so do 2 more here" in one


@pytest.mark.parametrize(
    "text",
    [
        "Six of 40 participants said no.",
        "12 people took part.",
        "All three groups said so.",
        "30% of the 40 people were for it.",
        "Of 40 asked, it was 30 % (n = 40).",
        "100% cotton from 3 tables",
        "[[count:talk.points]]: 30% more",
        "Two tables stood by the door.",
        "Two people spoke to one another.",
    ],
)
def test_a_number_with_its_base_or_that_counts_nobody_is_none(tmp_path, text):
    session = one_block(tmp_path, POINTS, write=(MEANING,))
    say(session, "talk", "points", "a")
    prose.write(session, "talk", "meaning", text)
    assert messages(session, "count-without-n") == []
