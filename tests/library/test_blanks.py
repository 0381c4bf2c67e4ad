"""Blanks are filled on the tree: whole values whole, words in a sentence as words, open ones left open."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facikit.library.blanks import node_of
from facikit.library.kinds import ListField, TableField
from facikit.library.reading import document_of, exercise_of, read_text
from facikit.library.shapes import Exercise
from facikit.library.values import Item

SORT = textwrap.dedent("""\
    title: Sort <things>
    blanks:
      things: ideas
      columns:
      length: 10
      ask: Where do these <things> go?
    setting: groups
    steps:
      - title: Sort the <things>
        minutes: <length>
        ask: <ask>
        say: "Take <columns> and <b>look</b>."
        capture:
          - {field: sorted, kind: table, columns: <columns>}
          - {field: more, kind: list, categories: [<columns>, Other]}
    """)


def fill(text: str, **values: object) -> tuple[Exercise, list[str]]:
    document, problems = document_of(text, "sort.yaml")
    assert document is not None
    nodes = {name: node_of(value, file="day.yaml", line=7, key=f"with.{name}") for name, value in values.items()}
    exercise, more = exercise_of(document, nodes)
    assert exercise is not None
    return exercise, [str(problem) for problem in [*problems, *more]]


def test_a_value_is_taken_whole_or_as_words() -> None:
    exercise, problems = fill(SORT, columns=["Now", "Next", "Later"], things="cards", length=5)
    assert problems == []
    step = exercise.steps[0]
    assert (exercise.title, step.title, step.minutes) == ("Sort cards", "Sort the cards", 5)
    assert step.say == "Take Now, Next and Later and <b>look</b>."
    items = (Item("Now", "now"), Item("Next", "next"), Item("Later", "later"))
    assert step.capture == (
        TableField(field="sorted", columns=items),
        ListField(field="more", categories=(*items, Item("Other", "other"))),
    )


def test_a_default_stands_where_nothing_is_given_and_may_use_blanks_above_it() -> None:
    exercise, _ = fill(SORT, columns=["A"], things="cards")
    assert exercise.steps[0].ask == "Where do these cards go?"
    assert exercise.steps[0].minutes == 10


def test_an_open_blank_stays_in_text_and_leaves_other_keys_out() -> None:
    exercise, problems = read_text(SORT, "sort.yaml", Exercise)
    assert problems == []
    assert exercise is not None
    assert exercise.blanks["columns"] is None
    step = exercise.steps[0]
    assert step.say == "Take <columns> and <b>look</b>."
    assert isinstance(step.capture[0], TableField)
    assert step.capture[0].columns == ()


def test_a_blank_that_is_not_declared_is_told_where_it_must_be_a_slip() -> None:
    exercise, problems = fill(SORT.replace("minutes: <length>", "minutes: <lenght>\n    watch: <thing> <i>x</i> <p>"))
    assert problems == [
        "sort.yaml:10: steps[0].minutes: no blank is called 'lenght'; did you mean 'length'?",
        "sort.yaml:10: steps[0].minutes: '<lenght>' is not a whole number",
        "sort.yaml:11: steps[0].watch: no blank is called 'thing'; did you mean 'things'?",
    ]
    assert exercise.steps[0].watch == "<thing> <i>x</i> <p>"


def test_a_wrong_value_is_told_where_it_was_given() -> None:
    exercise, problems = fill(SORT, length="soon", columns={"now": "x"})
    assert "day.yaml:7: with.length: 'soon' is not a whole number" in problems
    assert any(problem.startswith("day.yaml:7: with.columns: ") for problem in problems)
    assert exercise.steps[0].minutes == 0


def test_a_list_given_to_a_sentence_without_words_is_told() -> None:
    _, problems = fill(SORT, things={"from": "a.b"}, columns=["x"])
    assert any("cannot stand inside a sentence" in problem for problem in problems)


@pytest.mark.parametrize("value", ["<things>", "<columns>", "a: b #c", "- x", "\\1 \\g<0>", "<ask> {y}", "é\n\nb"])
def test_a_given_value_is_never_read_again(value: str) -> None:
    exercise, problems = fill(
        "title: T\nblanks: {things: , ask: x}\nsteps: [{title: S, say: 'A <things>.'}]\n", things=value
    )
    assert problems == []
    assert exercise.steps[0].say == f"A {value}."


def test_a_name_that_cannot_stand_in_text_is_told() -> None:
    _, problems = fill("title: T\nblanks: {two words: x}\nsteps: [{title: S}]\n")
    assert problems == ["sort.yaml:2: blanks.two words: 'two words' cannot be a blank's name; one word, without spaces"]


VALUES = st.recursive(
    st.text(max_size=8) | st.integers() | st.booleans() | st.none(),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=5), parts, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["things", "columns", "length", "ask", "other"]), VALUES))
def test_any_values_give_an_exercise_or_an_explanation(values: dict[str, object]) -> None:
    exercise, _ = fill(SORT, **values)
    assert len(exercise.steps) == 1
