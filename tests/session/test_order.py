"""A place can always be found between two others, and places stay short."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from facikit.session.order import after, between


@given(st.lists(st.tuples(st.integers(0, 10_000), st.booleans()), max_size=200))
def test_whatever_is_moved_where_the_order_is_the_one_wanted(moves):
    places: list[str] = []
    for number, at_end in moves:
        at = len(places) if at_end else number % (len(places) + 1)
        place = between(places[at - 1] if at else "", places[at] if at < len(places) else "")
        places.insert(at, place)
    assert places == sorted(places)
    assert len(set(places)) == len(places)


def test_five_thousand_entries_one_after_another_have_short_places():
    places = after("", 5000)
    assert places == sorted(places)
    assert max(map(len, places)) <= 5


def test_a_hundred_entries_put_at_the_same_spot_still_find_room():
    low, high = between(), between(between())
    chance = random.Random(4)
    for _ in range(100):
        middle = between(low, high)
        assert low < middle < high
        low, high = (middle, high) if chance.random() < 0.5 else (low, middle)


@given(st.text(max_size=8), st.text(max_size=8))
def test_places_from_a_strangers_file_never_stop_anything(low, high):
    assert between(low, high)
