"""Marks on a scale in words: where they lie, and their median."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from facikit.analysis.scales import median, where, zone

POINTS = st.lists(st.integers(0, 60), min_size=2, max_size=20)


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ((6, 9, 4, 3, 0), "lower end"),
        ((0, 1, 4, 9, 8), "upper end"),
        ((1, 5, 9, 5, 2), "middle"),
        ((2, 5, 8, 5, 2), "middle"),
        ((8, 2, 0, 2, 8), "mixed"),
        ((4, 4, 4, 4, 4), "mixed"),
        ((9, 2, 1, 3, 7), "mixed"),
        ((0, 0, 1, 0, 0), "middle"),
        ((1, 0, 0, 0, 0), "lower end"),
        ((5, 5), "mixed"),
        ((2, 8), "upper end"),
        ((3, 9, 4), "middle"),
        ((0, 0, 0), ""),
    ],
)
def test_where_the_marks_lie_is_said_in_one_word(points, words):
    assert where(points) == words


@pytest.mark.parametrize(
    ("points", "zones"),
    [(2, "02"), (3, "012"), (4, "0022"), (5, "00122"), (6, "001122"), (7, "0001222"), (10, "0000112222")],
)
def test_the_thirds_at_either_end_are_the_ends(points, zones):
    assert "".join(str(zone(point, points)) for point in range(1, points + 1)) == zones


@given(POINTS)
def test_half_of_all_marks_lie_on_either_side_of_the_median(points):
    n = sum(points)
    assume(n)
    low, high = median(points)
    assert 2 * sum(points[: low - 1]) < n
    assert 2 * sum(points[:low]) >= n
    assert 2 * sum(points[high:]) < n
    assert 2 * sum(points[high - 1 :]) >= n
    assert points[low - 1]
    assert points[high - 1]


@given(POINTS)
def test_turning_the_line_round_turns_the_words_round(points):
    turned = {"lower end": "upper end", "upper end": "lower end"}
    assert where(points[::-1]) == turned.get(where(points), where(points))


@given(POINTS, st.integers(2, 9))
def test_as_many_times_more_marks_say_the_same(points, times):
    assert where([times * number for number in points]) == where(points)
