"""Mind maps as outlines from which no point is lost; labels with the number of a speaker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facikit.analysis.trees import outline
from facikit.analysis.voices import voice

IDS = st.integers(0, 12).map(str)
MAPS = st.lists(st.tuples(IDS, IDS | st.just("")), max_size=25)


def test_a_point_stands_below_the_one_it_hangs_on():
    nodes = [("a", ""), ("b", ""), ("c", "a"), ("d", "c"), ("e", "a")]
    assert outline(nodes) == [(0, 0), (1, 2), (2, 3), (1, 4), (0, 1)]


def test_a_point_that_hangs_on_nothing_that_is_there_stands_at_the_top():
    assert outline([("a", "gone"), ("b", "a")]) == [(0, 0), (1, 1)]


def test_of_a_ring_the_first_stands_at_the_top_and_what_hangs_on_it_below():
    assert outline([("tail", "b"), ("a", "c"), ("b", "a"), ("c", "b")]) == [(0, 1), (1, 2), (2, 0), (2, 3)]
    assert outline([("a", "a")]) == [(0, 0)]


def test_a_chain_of_thousands_is_no_trouble():
    chain = [(str(number), str(number - 1)) for number in range(5000)]
    assert outline(chain)[-1] == (4999, 4999)


@given(MAPS)
def test_every_point_stands_in_the_outline_exactly_once(nodes):
    assert sorted(index for _, index in outline(nodes)) == list(range(len(nodes)))


@given(MAPS)
def test_whatever_stands_deeper_hangs_on_what_stands_above_it(nodes):
    above: list[int] = []
    for depth, index in outline(nodes):
        assert depth <= len(above)
        if depth:
            assert nodes[above[depth - 1]][0] == nodes[index][1]
        above = [*above[:depth], index]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Practitioner", "Practitioner"), ("practitioner ", "Practitioner"), ("Practitioner 2", "Practitioner"),
        ("PRACTITIONER  12", "Practitioner"), ("Table 3", "Table 3"), ("Practitioner 2nd", "Practitioner 2nd"),
        ("Group 1", "Group 1"), ("", ""), ("2", "2"), ("Practitioner2", "Practitioner2"),
    ],
)  # fmt: skip
def test_a_label_may_carry_the_number_of_a_speaker(label, expected):
    assert voice(label, ["Practitioner", "Group 1", "Manager"]) == expected
