"""Leaving out is marked, one's own words stand in brackets, and every other word was said, in this order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facikit.analysis.honest import faults

SAID = "I think we, um, need more time. Nobody asked us – not once! The NHS didn't listen."


@pytest.mark.parametrize(
    "wording",
    [
        SAID,
        "",
        "… we … need more time.",
        "… we ... need more time.",
        "[W]e […] need more time.",
        "Nobody asked us – not once!",
        "nobody asked us,  not\nonce",
        "The NHS didn’t listen.",
        "Nobody asked us …",
        "I think we, um, need [far] more time.",
        "[The service] didn't listen.",
        "I think … The NHS didn't listen.",
        "I think [they] need more time[s]. …",
    ],
)
def test_what_only_leaves_out_and_says_so_is_honest(wording):
    assert faults(SAID, wording) == []


@pytest.mark.parametrize(
    ("wording", "kind", "words"),
    [
        ("I think we, um, need far more time.", "added", "far"),
        ("I think we need more time.", "left out", "um"),
        ("We … need more time.", "left out", "I think"),
        ("Nobody asked us.", "left out", "not once The NHS didn't listen"),
        ("The nhs didn't listen.", "added", "nhs"),
        ("The NHS did … listen.", "added", "did"),
        ("… more need …", "added", "more"),
        ("I think [we, um, need more time.", "bracket", ""),
        ("Nobody asked us – not once! 100 %", "added", "100 %"),
        ("Nobody asked us 👎 – not once!", "added", "👎"),
    ],
)
def test_a_word_that_was_not_said_there_and_a_gap_without_a_mark_are_told(wording, kind, words):
    found = faults(SAID, wording)
    assert (found[0].kind, found[0].words) == (kind, words)
    assert words in found[0].told


def test_brackets_that_were_typed_by_the_note_taker_stay_and_can_be_left_out_with_a_mark():
    said = "[laughs] you know [inaudible] how it is"
    assert faults(said, "… you know … how it is") == []
    assert faults(said, said) == []


def test_a_script_without_spaces_is_looked_at_letter_by_letter():
    assert faults("私たちは時間が必要です", "私たちは…必要です") == []
    assert faults("私たちは時間が必要です", "私たちは必要です")[0].words == "時 間 が"


WORDS = st.lists(
    st.sampled_from(["we", "We", "need", "time", "not", "NHS", "don't", "5", "£"]), min_size=1, max_size=12
)


@given(WORDS, st.data())
def test_leaving_out_any_words_with_a_mark_for_each_gap_is_always_honest(said, data):
    keep = data.draw(st.lists(st.booleans(), min_size=len(said), max_size=len(said)))
    made, gap = [], False
    for word, kept in zip(said, keep, strict=True):
        if kept:
            made.append(word)
        elif not gap:
            made.append("…")
        gap = not kept
    assert faults(" ".join(said), " ".join(made)) == []


@given(WORDS, st.integers(0, 12), st.text(alphabet="xyz", min_size=1, max_size=5))
def test_a_word_that_nobody_said_is_found_wherever_it_is_put_and_is_honest_in_brackets(said, at, word):
    at = min(at, len(said))
    assert any(word in one.words for one in faults(" ".join(said), " ".join([*said[:at], word, *said[at:]])))
    assert faults(" ".join(said), " ".join([*said[:at], f"[{word}]", *said[at:]])) == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_are_compared_and_a_text_is_honest_to_itself_but_for_its_open_brackets(said, wording):
    for one in faults(said, wording):
        assert one.told
    assert [one for one in faults(said, said) if one.kind != "bracket"] == []
