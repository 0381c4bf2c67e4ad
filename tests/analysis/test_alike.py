"""What is like another text is found by its words, and nothing is found where there is nothing like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facikit.analysis.alike import MOST, alike, words_of

SAID = {
    "time": "More time for families",
    "times": "Time with families, not with forms",
    "case": "TIME FOR THE FAMILIES!",
    "meeting": "A meeting every month",
    "meetings": "Monthly meetings with everybody",
    "bus": "Buses that wait for the boat",
}


def test_the_most_alike_stand_first_and_what_is_unlike_is_left_out():
    assert alike(SAID, ["time"]) == ["case", "times"]
    assert alike(SAID, ["bus"]) == []


def test_of_several_any_is_enough_and_none_of_them_is_found():
    assert set(alike(SAID, ["time", "meeting"])) == {"case", "times", "meetings"}


def test_common_words_make_nothing_alike():
    assert alike({"a": "What would you have of the forms?", "b": "What would you have of the boats?"}, ["a"]) == []
    assert words_of("What we ARE about") == "what we are about", "but where there are no others, they are the words"


@pytest.mark.parametrize("text", ["", "   ", "…", "?!", "[/]", "\x1b", "_"])
def test_what_has_no_words_is_like_nothing(text):
    assert alike({"a": text, "b": text, "c": "Words"}, ["a"]) == []
    assert alike({"a": text, "c": "Words"}, ["c"]) == []


def test_what_is_wanted_but_not_there_is_passed_over():
    assert alike(SAID, ["gone"]) == []


def test_words_of_any_script_are_words():
    assert alike({"a": "日本語 дом", "b": "дом 日本語", "c": "other"}, ["a"]) == ["b"]


def test_as_many_as_one_can_look_through():
    many = {str(at): f"More time for families {at}" for at in range(500)}
    assert len(alike(many, ["7"])) == MOST


@given(
    st.dictionaries(st.text("abc", min_size=1, max_size=3), st.text("time for  words xyz\n", max_size=30)), st.data()
)
def test_the_order_in_which_texts_come_does_not_matter(texts, data):
    wanted = data.draw(st.lists(st.sampled_from(sorted(texts)), max_size=3, unique=True)) if texts else []
    found = alike(texts, wanted)
    assert alike(dict(reversed(texts.items())), wanted) == found
    assert not {*found} & {*wanted} and {*found} <= texts.keys()
