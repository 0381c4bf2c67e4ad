"""facikit's own phrases: in English as they stand, in a house's words where it has some, and nothing of them lost."""

from __future__ import annotations

import re

import pytest
from hostile import TEXTS
from hypothesis import given
from hypothesis import strategies as st
from reading_back import shape

from facikit.analysis.counts import Heard
from facikit.report import scaled
from facikit.report.dates import in_words
from facikit.report.phrases import PHRASES
from facikit.report.text import one_line
from facikit.report.wording import counted, plain, speaking, took_part, words


@pytest.mark.parametrize(
    ("stated", "register", "said"),
    [
        (None, 0, ""),
        (None, 1, "1 person took part."),
        (50, 0, "50 people took part."),
        (48, 48, "48 people took part."),
        (50, 48, "50 people took part, 48 of them are in the register."),
        (2, 1, "2 people took part, 1 of them is in the register."),
        (48, 50, "48 people counted in the room, 50 in the register."),
    ],
)
def test_what_was_counted_and_what_was_registered_are_told_apart_where_they_differ(stated, register, said):
    assert took_part(stated, register) == said


def test_a_scale_is_told_with_its_whole_distribution_and_n():
    assert scaled.spread((6, 9, 4, 0), "19 marks") == "lower end; 6 at 1, 9 at 2, 4 at 3 (median 2 of 4, 19 marks)"
    assert scaled.spread((0, 0, 1), "1 mark") == "upper end; 1 at 3 (median 3 of 3, 1 mark)"
    assert scaled.spread((1, 0, 0, 1), "2 marks") == "mixed; 1 at 1, 1 at 4 (median between 1 and 4 of 4, 2 marks)"
    assert scaled.spread((0, 0), "none") == "no marks"


@given(st.lists(st.integers(0, 60), min_size=2, max_size=20))
def test_the_spread_names_every_mark(points):
    said = re.findall(r"(\d+) at (\d+)", scaled.spread(points, "so many"))
    assert {int(point): int(number) for number, point in said} == {
        point: number for point, number in enumerate(points, 1) if number
    }


def test_a_count_tells_of_groups_only_where_there_are_several():
    assert counted(Heard(12, 5, 6), "point") == "12 points from 5 of 6 groups"
    assert counted(Heard(1, 1, 1), "point") == "1 point"
    assert counted(Heard(3, 0, 0), "dot", "red 3") == "3 dots (red 3)"


@pytest.mark.parametrize(
    ("form", "said"), [("day", "5 August 2023"), ("month", "August 2023"), ("numbers", "05.08.2023")]
)
def test_a_date_takes_the_form_that_is_asked_for(form, said):
    assert in_words("2023-08-05", form) == said
    assert in_words("some day", form) == "some day"


def test_a_house_says_dates_and_counts_in_its_own_language():
    months = tuple(f"mis {at}" for at in range(1, 13))
    with speaking({"months": months, "date": "{day} o {month}, {year}", "point": ("{n} pwynt", "pwyntiau: {n}")}):
        assert in_words("2023-08-05") == "5 o mis 8, 2023"
        assert [words("point", n) for n in (0, 1, 2)] == ["pwyntiau: 0", "1 pwynt", "pwyntiau: 2"]
        assert words("parking_lot") == "Parking lot", "what a house does not say otherwise stays as it is"
    assert in_words("2023-08-05") == "5 August 2023"


@pytest.mark.parametrize("text", [one for one in TEXTS if one_line(one)])
def test_a_phrase_of_a_house_is_the_text_it_is_whatever_stands_in_it(text):
    text = text.replace("{", "").replace("}", "")
    with speaking({"posting": f"{text} {{when}} {text}", "parking_lot": text}):
        assert shape(words("posting", when="then"))[1] == " ".join(one_line(f"{text} then {text}").split())
        assert shape(words("parking_lot"))[1] == " ".join(one_line(text).split())
        assert plain("parking_lot") == text


def test_an_unknown_phrase_is_told_with_the_nearest():
    with pytest.raises(ValueError, match=r"no phrase 'parking_lots'; did you mean 'parking_lot'\?"):
        words("parking_lots")


def test_every_phrase_is_a_text_two_or_the_months():
    assert {key for key, phrase in PHRASES.items() if not isinstance(phrase, str) and len(phrase) != 2} == {"months"}
