"""Themes crossed with who spoke: every number has its N, and nothing is counted twice in a row or lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from facikit.analysis.crossing import crossing

WHOSE = {"owl": "one", "bee": "one", "cat": "two", "dog": "zoo"}


def test_each_theme_is_counted_by_column_and_each_column_says_of_how_many():
    made = crossing([("Far", ["owl", "cat"]), ("Near", ["owl", "bee"])], WHOSE, ["two", "one", "three"])
    assert made.columns == ("two", "one", "three", "zoo")
    assert (made.of, made.whole) == ((1, 2, 0, 1), 4)
    assert [(row.name, row.numbers, row.whole) for row in made.rows] == [
        ("Far", (1, 1, 0, 0), 2),
        ("Near", (0, 2, 0, 0), 2),
    ]
    assert (made.loose.numbers, made.loose.whole) == ((0, 0, 0, 1), 1)
    assert made.overlap


def test_members_that_do_not_count_are_left_out_and_nothing_overlaps_by_itself():
    made = crossing([("Far", ["owl", "owl", "gone"]), ("Near", ["bee"])], WHOSE)
    assert [row.whole for row in made.rows] == [1, 1] and not made.overlap


def test_without_themes_everything_is_loose():
    made = crossing([], WHOSE)
    assert made.rows == () and made.loose.whole == made.whole == 4


@given(
    st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.sampled_from(["x", "y", "z"])),
    st.lists(st.sets(st.text("abcdef", min_size=1, max_size=2)), max_size=4),
)
def test_rows_add_up_and_no_cell_is_more_than_its_column(whose, members):
    made = crossing([(str(at), some) for at, some in enumerate(members)], whose, ["z"])
    for row in (*made.rows, made.loose):
        assert sum(row.numbers) == row.whole
        assert all(number <= of for number, of in zip(row.numbers, made.of, strict=True))
    assert sum(made.of) == made.whole == len(whose)
    assert made.overlap == (sum(row.whole for row in made.rows) + made.loose.whole > made.whole)
