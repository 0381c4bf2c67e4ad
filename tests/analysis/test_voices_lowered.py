"""Who is named how: a label is lowered to what a report may say, and never says more of anybody than it did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facikit.analysis.voices import Known, behind, is_label, level_of, lowered, meant, speakers
from facikit.library.values import Item, Label
from facikit.library.voices import LEVELS, lower
from facikit.session.people import Person

ANYONE = "participant"


def person(number: int, name: str, role: str = "", team: str = "") -> Person:
    return Person(id=f"p{number}", name=name, role=role, team=team, group="", position="")


ROOM = Known(
    labels=(
        Label("Nurse"),
        Label("Student nurse", under="Nurse"),
        Label("Manager"),
        Label("Practitioner"),
        Label("Practitioner 2"),
    ),
    people=(
        person(1, "Ada Lorne", "nurse", "Mill Trust"),
        person(2, "Bo Esk", "nurse", "Mill Trust"),
        person(3, "Cy Tarn", "Student Nurse", "Mill Trust"),
        person(4, "Di Fell", "Manager", "Harbour House"),
        person(5, "Ed Moy", "Porter"),
        person(6, "Ed Moy", "Cook"),
        person(7, "Flo Ray"),
    ),
    codes={"p1": "P4", "p4": "P1"},
)


@pytest.mark.parametrize(
    ("label", "level"),
    [
        ("Ada Lorne", "name"), ("ada  lorne", "name"), ("Nurse", "role"), ("nurse", "role"), ("Porter", "role"),
        ("Nurse 2", "role-number"), ("Practitioner 2", "role-number"), ("Mill Trust", "organisation"), ("P4", "code"),
        ("", "none"), (" ", "none"), ("Somebody new", "name"), ("Ada", "name"),
    ],
)  # fmt: skip
def test_a_label_tells_at_which_level_it_speaks_of_a_person(label, level):
    assert level_of(label, ROOM) == level


@pytest.mark.parametrize(
    ("label", "bound", "shown"),
    [
        ("Ada Lorne", "", "Ada Lorne"), ("Ada Lorne", "name", "Ada Lorne"), ("Ada Lorne", "role", "Nurse"),
        ("Ada Lorne", "role-number", "Nurse"), ("Ada Lorne", "organisation", "Mill Trust"), ("Ada Lorne", "code", "P4"),
        ("Ada Lorne", "none", ""), ("Bo Esk", "code", ""), ("Flo Ray", "role", ""), ("Ed Moy", "role", ""),
        ("Ed Moy", "name", "Ed Moy"), ("Somebody new", "role", ""), ("Somebody new", "", "Somebody new"),
        ("Nurse 2", "role", "Nurse"), ("practitioner 2", "role", "Practitioner"), ("Nurse 2", "role-number", "Nurse 2"),
        ("Nurse 2", "organisation", ""), ("Nurse", "organisation", ""), ("Nurse", "name", "Nurse"),
        ("Mill Trust", "role", "Mill Trust"), ("Mill Trust", "code", ""), ("P4", "name", "P4"), ("P4", "role", "P4"),
        ("P4", "none", ""),
    ],
)  # fmt: skip
def test_a_label_stands_at_the_level_asked_for_where_that_can_be_said_and_else_not_at_all(label, bound, shown):
    assert lowered(label, bound, ROOM) == shown


@pytest.mark.parametrize(
    ("label", "few", "shown"),
    [
        ("Student nurse", 2, "Nurse"), ("Student nurse", 3, "Nurse"), ("Student nurse", 4, ANYONE),
        ("Nurse", 3, "Nurse"),
        ("Nurse 1", 4, ANYONE), ("Manager", 2, ANYONE), ("Manager", 1, "Manager"), ("Harbour House", 3, ANYONE),
        ("Mill Trust", 3, "Mill Trust"), ("Practitioner", 3, "Practitioner"), ("P4", 3, "P4"), ("", 3, ""),
        ("Ada Lorne", 3, "Ada Lorne"), ("Somebody new", 3, "Somebody new"),
    ],
)  # fmt: skip
def test_a_label_for_too_few_people_gives_way_to_the_wider_one_that_it_is_under(label, few, shown):
    assert lowered(label, "", ROOM, few=few, anyone=ANYONE) == shown


def test_a_name_that_is_lowered_to_a_role_of_too_few_says_no_more_than_the_wider_label():
    assert lowered("Di Fell", "role", ROOM, few=2, anyone=ANYONE) == ANYONE
    assert lowered("Cy Tarn", "role", ROOM, few=3, anyone=ANYONE) == "Nurse"


def test_those_under_a_label_count_with_it():
    assert (behind("Nurse", ROOM), behind("Student nurse", ROOM), behind("Practitioner", ROOM)) == (3, 1, 0)


def test_labels_that_stand_under_each_other_come_to_an_end():
    ring = Known((Label("A", under="B"), Label("B", under="A")), (person(1, "X", "A"),))
    assert lowered("A", "", ring, few=3, anyone=ANYONE) == ANYONE


def test_a_role_that_is_also_somebodys_name_is_not_printed_where_no_names_are():
    known = Known((Item("Carer"),), (person(1, "Ada Lorne", "Carer"), person(2, "Carer", "Cook")))
    assert lowered("Ada Lorne", "role", known) == ""


def test_an_exchange_has_its_speakers_at_the_level_asked_for_and_its_words_as_they_were():
    text = (
        "Nurse 2: It takes: two days.\nAda Lorne : Three.\nTime: 10:30 is late.\nP4: No\n  Manager:Not a speaker\nUm."
    )
    said = speakers(text, lambda label: lowered(label, "role", ROOM) if is_label(label, ROOM) else None)
    assert (
        said == "Nurse: It takes: two days.\nNurse : Three.\nTime: 10:30 is late.\nP4: No\n  Manager:Not a speaker\nUm."
    )
    assert speakers("Nurse 2: Yes.\nNote: no.", {"Nurse 2": ""}.get) == "– Yes.\nNote: no."


WORDS = st.sampled_from(
    ["Nurse", "nurse ", "Cook", "Chair 2", "Chair", "Ada", "Bo Esk", "P1", "Trust", "P2", "", "Ada 3"]
)
PEOPLE = st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=6).map(
    lambda rows: tuple(person(at, *row) for at, row in enumerate(rows))
)
LABELS = st.lists(st.tuples(WORDS, WORDS), max_size=5).map(
    lambda pairs: tuple(Label(text, under=under) for text, under in pairs)
)
CODES = st.dictionaries(st.sampled_from([f"p{at}" for at in range(6)]), st.sampled_from(["P1", "P2", "P9"]), max_size=6)
SESSIONS = st.builds(Known, LABELS, PEOPLE, CODES)
BOUNDS = st.sampled_from(["", *LEVELS])


def those(label: str, known: Known) -> frozenset[str]:
    everybody = frozenset(one.id for one in known.people)
    return everybody if label == ANYONE else meant(label, known)


@given(WORDS, BOUNDS, SESSIONS, st.integers(1, 5))
def test_whoever_a_label_could_mean_the_printed_one_could_mean_as_well(label, bound, known, few):
    shown = lowered(label, bound, known, few=few, anyone=ANYONE)
    assert those(shown, known) >= those(label, known)


@given(WORDS, BOUNDS, SESSIONS)
def test_nothing_is_printed_above_the_level_that_it_was_captured_at_or_that_was_asked_for(label, bound, known):
    least = max(LEVELS.index(level_of(label, known)), LEVELS.index(bound) if bound else 0)
    assert LEVELS.index(level_of(lowered(label, bound, known), known)) >= least


@given(WORDS, SESSIONS, st.integers(2, 5))
def test_a_wider_label_is_never_a_name_that_the_label_was_not(label, known, few):
    shown = lowered(label, "", known, few=few, anyone=ANYONE)
    assert shown in (label, ANYONE) or level_of(shown, known) != "name"


@given(WORDS, SESSIONS, st.integers(2, 5))
def test_no_role_and_no_organisation_of_fewer_people_is_printed_than_asked_for(label, known, few):
    shown = lowered(label, "", known, few=few, anyone=ANYONE)
    assert shown == ANYONE or behind(shown, known) not in range(1, few)


@given(WORDS, BOUNDS, BOUNDS, SESSIONS)
def test_asking_for_two_levels_is_asking_for_the_lower_one(label, one, other, known):
    twice = lowered(label, lower(one, other), known)
    assert twice == lowered(label, lower(other, one), known)
    assert those(twice, known) >= those(lowered(label, one, known), known) or not lowered(label, one, known)
