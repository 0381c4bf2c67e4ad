"""Counts in order: ranks with ties, and shares with their N."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facikit.analysis.tallies import FEWEST, first, percent, place, ranks

NUMBERS = st.lists(st.integers(0, 12), max_size=30)


def test_equal_counts_share_a_rank_and_keep_their_order():
    assert ranks([3, 7, 3, 9, 0]) == [(1, 3), (2, 1), (3, 0), (3, 2), (5, 4)]


def test_the_first_so_many_are_more_where_the_last_of_them_are_level():
    assert first([3, 7, 3, 9, 0], 3) == [(1, 3), (2, 1), (3, 0), (3, 2)]
    assert first([0, 0], 3) == []
    assert first([1, 0, 2]) == [(1, 2), (2, 0)]


def test_a_shared_rank_is_read_out_as_shared():
    assert [place(rank, [1, 2, 2, 4]) for rank in (1, 2, 2, 4)] == ["1.", "2=", "2=", "4."]


@given(NUMBERS)
def test_a_rank_is_one_more_than_how_many_have_more(numbers):
    found = ranks(numbers)
    assert sorted(index for _, index in found) == list(range(len(numbers)))
    for rank, index in found:
        assert rank == 1 + sum(1 for other in numbers if other > numbers[index])
    assert [numbers[index] for _, index in found] == sorted(numbers, reverse=True)


@given(NUMBERS, st.integers(1, 12))
def test_nobody_who_has_as_much_as_one_of_the_first_is_left_out(numbers, top):
    chosen = {index for _, index in first(numbers, top)}
    least = min((numbers[index] for index in chosen), default=0)
    assert all((number >= least and number > 0) == (index in chosen) for index, number in enumerate(numbers))


@pytest.mark.parametrize(
    ("number", "of", "words"),
    [
        (17, 40, "43%"), (10, 20, "50%"), (0, 20, "0%"), (20, 20, "100%"), (1, 400, "under 1%"),
        (399, 400, "over 99%"), (1, 8, ""), (45, 40, ""), (10, FEWEST - 1, ""), (5, None, ""),
    ],
)  # fmt: skip
def test_a_percentage_needs_twenty_and_says_no_more_than_it_knows(number, of, words):
    assert percent(number, of) == words


@given(st.integers(0, 500), st.integers(0, FEWEST - 1))
def test_there_is_no_percentage_of_a_handful(number, of):
    assert percent(number, of) == ""
