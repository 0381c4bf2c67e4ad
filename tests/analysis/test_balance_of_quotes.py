"""Who is quoted how often: shares with what they are of, and when it is worth asking."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from facikit.analysis.balance import outweighing, shares, unquoted, whole


def of(**quoted_of):
    """Shares of whom ``(quoted, said)`` is given."""
    return shares([(key, at < quoted) for key, (quoted, said) in quoted_of.items() for at in range(said)])


def test_those_of_the_plan_stand_first_and_who_said_nothing_is_left_out():
    found = shares([("b", True), ("c", False), ("a", False), ("a", True)], ["c", "x", "a"], {"a": 12})
    assert [(one.key, one.quoted, one.said, one.people) for one in found] == [
        ("c", 0, 1, None),
        ("a", 1, 2, 12),
        ("b", 1, 1, None),
    ]


def test_more_than_half_of_the_quotes_from_less_than_a_third_of_what_was_said_outweighs():
    assert [one.key for one in outweighing(of(a=(3, 3), b=(2, 8)))] == ["a"]
    assert outweighing(of(a=(3, 4), b=(2, 8))) == []
    assert outweighing(of(a=(2, 2), b=(2, 8))) == []
    assert outweighing(of(a=(2, 2), b=(1, 8))) == []


def test_who_is_never_quoted_is_told_where_there_are_quotes_for_all():
    assert [one.key for one in unquoted(of(a=(4, 4), b=(0, 1)))] == ["b"]
    assert unquoted(of(a=(3, 4), b=(0, 1))) == []
    assert unquoted(of(a=(4, 4), b=(0, 1), c=(0, 1), d=(0, 1), e=(0, 1))) == []


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.booleans())))
def test_nobody_is_lost_and_none_counted_twice(said):
    found = shares(said, "dcx")
    assert whole(found) == (sum(quoted for _, quoted in said), len(said))
    assert len({one.key for one in found}) == len(found)
    assert len(outweighing(found)) <= 1
