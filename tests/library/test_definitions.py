"""Reading tells everything that is wrong at once, where it is and what was meant, and gives what can be had."""

from __future__ import annotations

import textwrap

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from facikit.library.kinds import FIELD_TYPES, TableField
from facikit.library.problems import Problem
from facikit.library.reading import read_text
from facikit.library.shapes import Block, Exercise, GroupSet, Plan, ReportItem, Step, Workshop
from facikit.library.values import Item


def exercise(text: str) -> tuple[Exercise | None, list[str]]:
    found, problems = read_text(textwrap.dedent(text), "dot-vote.yaml", Exercise)
    return found, [str(problem) for problem in problems]


def workshop(text: str) -> tuple[Workshop, list[str]]:
    found, problems = read_text(textwrap.dedent(text), "day.yaml", Workshop)
    assert found is not None
    return found, [str(problem) for problem in problems]


def test_a_problem_reads_like_a_compilers() -> None:
    problem = Problem("kit/exercises/x.yaml", 19, "steps[1].capture[1].kind", "'dotz' is not a kind of field", "hm?")
    assert str(problem) == "x.yaml:19: steps[1].capture[1].kind: 'dotz' is not a kind of field; hm?"
    assert str(Problem("x.yaml", 0, "", "is empty")) == "x.yaml: is empty"
    assert str(Problem("a/2023-day/session.yaml", 3, "title", "is missing")).startswith("2023-day/session.yaml:3: ")


def test_every_problem_is_told_with_its_line_key_and_near_miss() -> None:
    found, problems = exercise(
        """\
        titel: Dot vote
        setting: group
        materials: pens
        steps:
          - title: One
            minuts: 5
          - title: Two
            minutes: five
            capture:
              - {field: said, kind: quotes}
              - field: marks
                kind: tabel
              - {field: more, kind: list, columns: [A]}
              - kind: text
              - field: last
          - say: no title
            minutes: -1
            minutes: 2
        write:
          - {slot: what it means, heding: x}
        report:
          - {show: said, top: 0, by: grup}
        """
    )
    assert problems == [
        "dot-vote.yaml:1: titel: 'titel' is not a key of an exercise; did you mean 'title'?",
        "dot-vote.yaml:1: title: is missing",
        "dot-vote.yaml:2: setting: 'group' is not one of groups, individuals, pairs, plenary; did you mean 'groups'?",
        "dot-vote.yaml:3: materials: must be a list; write [pens]",
        "dot-vote.yaml:6: steps[0].minuts: 'minuts' is not a key of a step; did you mean 'minutes'?",
        "dot-vote.yaml:8: steps[1].minutes: 'five' is not a whole number",
        "dot-vote.yaml:12: steps[1].capture[1].kind: 'tabel' is not a kind of field; did you mean 'table'?",
        "dot-vote.yaml:13: steps[1].capture[2].columns: 'columns' is not a key of kind list; it belongs to kind table",
        "dot-vote.yaml:14: steps[1].capture[3].field: is missing",
        f"dot-vote.yaml:15: steps[1].capture[4].kind: is missing; the kinds are {', '.join(FIELD_TYPES)}",
        "dot-vote.yaml:16: steps[2].title: is missing",
        "dot-vote.yaml:17: steps[2].minutes: -1 is too small: 0 is the least",
        "dot-vote.yaml:18: steps[2].minutes: stands twice, first on line 17; take one of them out",
        "dot-vote.yaml:20: write[0].slot: 'what it means' cannot be a name here; "
        "letters, digits and hyphens only, as in 'what-it-means'",
        "dot-vote.yaml:20: write[0].heding: 'heding' is not a key of a slot; did you mean 'heading'?",
        "dot-vote.yaml:22: report[0].top: 0 is too small: 1 is the least",
        "dot-vote.yaml:22: report[0].by: 'grup' is not one of category, group, label; did you mean 'group'?",
    ]
    assert found is not None
    assert found.title == "dot-vote"
    assert found.materials == ("pens",)
    assert [step.title for step in found.steps] == ["One", "Two", "Untitled"]
    assert [field.kind for field in found.steps[1].capture] == ["quotes", "list", "list", "text", "list"]


def test_a_field_of_a_kind_that_is_not_known_can_still_be_captured_into() -> None:
    found, problems = exercise(
        "title: T\nsteps:\n  - title: S\n    capture:\n      - {field: f, kind: hologram, size: 3}\n"
    )
    assert len(problems) == 1
    assert found is not None
    assert found.steps[0].capture[0].field == "f"


@pytest.mark.parametrize("word", ["no", "on", "010", "10:30", "1_000", "0x1F", "null", "~", "2023-01-01", "1e3", ".5"])
def test_text_means_what_was_typed(word: str) -> None:
    found, problems = exercise(f"title: {word}\nsteps:\n  - title: {word}\n    say: {word}\n")
    assert problems == []
    assert found is not None
    assert (found.title, found.steps[0].say) == (word, word)


@pytest.mark.parametrize(("typed", "meant"), [("5", 5), ("010", 10), ("08", 8), ('"7"', 7), ("+3", 3)])
def test_numbers_are_read_as_people_write_them(typed: str, meant: int) -> None:
    found, problems = exercise(f"title: T\nsteps:\n  - {{title: S, minutes: {typed}}}\n")
    assert problems == []
    assert found is not None
    assert found.steps[0].minutes == meant


@pytest.mark.parametrize(
    ("typed", "hint"), [("5 min", "write 5"), ("ca. 10", "write 10"), ("5-10", ""), ("1:30", ""), ("9" * 400, "")]
)
def test_what_is_no_number_says_so(typed: str, hint: str) -> None:
    found, problems = read_text(f"title: T\nsteps:\n  - title: S\n    minutes: {typed}\n", "x.yaml", Exercise)
    assert [(problem.line, problem.hint) for problem in problems] == [(4, hint)]
    assert found is not None
    assert found.steps[0].minutes == 0


@pytest.mark.parametrize(
    ("typed", "meant"), [("yes", True), ("No", False), ("true", True), ("off", False), ("'on'", True), ("FALSE", False)]
)
def test_yes_and_no_are_read_in_any_of_their_words(typed: str, meant: bool) -> None:
    found, problems = workshop(f"title: T\nagenda:\n  - {{break: Tea, can_cut: {typed}}}\n")
    assert problems == []
    assert found.agenda[0].can_cut is meant


def test_times_and_dates_are_checked() -> None:
    _, problems = workshop("title: T\nstart: 25:00\nagenda:\n  - {break: Tea, at: half past nine}\n")
    assert problems == [
        "day.yaml:2: start: '25:00' is not a time of day, written HH:MM",
        "day.yaml:4: agenda[0].at: 'half past nine' is not a time of day, written HH:MM",
    ]
    plan, told = read_text("session: x\ntitle: T\ndate: 2023-02-30\n", "session.yaml", Plan)
    assert plan is None
    assert [str(problem) for problem in told] == [
        "session.yaml:3: date: '2023-02-30' is not a date, written YYYY-MM-DD"
    ]


def test_bare_values_stand_for_the_key_they_are_short_for() -> None:
    found, problems = workshop(
        """\
        title: T
        outcomes: [Know why, {text: Know how, id: how}]
        groups:
          tables: 6
          roles: {kind: role, names: [Nurse, Nurse, Café owner]}
        """
    )
    assert problems == []
    assert found.outcomes == (Item("Know why", "know-why"), Item("Know how", "how"))
    assert found.groups["tables"] == GroupSet(count=6)
    assert [item.id for item in found.groups["roles"].names] == ["nurse", "nurse-2", "cafe-owner"]
    report, _ = exercise("title: T\nreport: [aim, {show: x, as: list}]\n")
    assert report is not None
    assert report.report == (ReportItem(show="aim"), ReportItem(show="x", as_="list"))


def test_a_given_id_is_kept_and_never_taken_by_another() -> None:
    found, problems = workshop("title: T\nlabels: [Nurse, {text: Doctor, id: nurse}, {text: Cook, id: nurse}]\n")
    assert [item.id for item in found.labels] == ["nurse-3", "nurse", "nurse-2"]
    assert problems == ["day.yaml:2: labels[2].id: the id 'nurse' stands twice in this list"]


def test_steps_get_ids_from_their_titles() -> None:
    found, _ = exercise("title: T\nsteps: [{title: Go round}, {title: Go round}, {title: '!', id: end}]\n")
    assert found is not None
    assert [step.id for step in found.steps] == ["go-round", "go-round-2", "end"]


def test_a_colon_that_made_a_key_of_a_sentence_is_explained_and_the_sentence_kept() -> None:
    found, problems = workshop("title: T\noutcomes:\n  - Know this: why we act\n  - Go\n")
    assert problems == [
        "day.yaml:3: outcomes[0]: must be text, and keys and values stand here; "
        "a colon and a space make a key; put quotes round the whole text"
    ]
    assert [item.text for item in found.outcomes] == ["Know this: why we act", "Go"]


def test_a_comma_that_cut_a_sentence_in_braces_is_explained() -> None:
    _, problems = exercise("title: T\nsteps:\n  - {title: S, say: Go round, one each}\n")
    assert problems == [
        "dot-vote.yaml:3: steps[0].one each: 'one each' is not a key of a step; "
        "a comma inside braces ends the value; put quotes round the whole text"
    ]


def test_a_key_left_empty_is_as_if_left_out() -> None:
    found, problems = exercise("title: T\naim:\nsteps:\n  - title: S\n    minutes:\n    capture:\n")
    assert problems == []
    assert found is not None
    assert (found.aim, found.steps[0].minutes, found.steps[0].capture) == ("", 0, ())


def test_an_empty_entry_in_a_list_is_told() -> None:
    found, problems = exercise("title: T\nmaterials:\n  - pens\n  -\n  - ink\n")
    assert problems == ["dot-vote.yaml:4: materials[1]: is empty; take the dash out, or write something after it"]
    assert found is not None
    assert found.materials == ("pens", "ink")


def test_keys_that_stand_twice_in_free_parts_are_told() -> None:
    _, problems = workshop("title: T\nagenda:\n  - exercise: x\n    with:\n      a: 1\n      a: 2\n")
    assert problems == ["day.yaml:6: agenda[0].with.a: stands twice, first on line 5; take one of them out"]


def test_a_name_as_long_as_a_sentence_is_told() -> None:
    found, problems = workshop(f"title: T\ngroups:\n  {'x' * 200}: 3\n  tables: 2\n")
    assert len(problems) == 1
    assert problems[0].startswith("day.yaml:3: groups: 'xxx")
    assert list(found.groups) == ["tables"]


def test_a_table_without_columns_is_still_a_table() -> None:
    found, problems = exercise("title: T\nsteps:\n  - title: S\n    capture: [{field: f, kind: table}]\n")
    assert problems == ["dot-vote.yaml:4: steps[0].capture[0].columns: is missing"]
    assert found is not None
    assert found.steps[0].capture == (TableField(field="f", columns=()),)


NAMES = {name for shape in (Exercise, Step, Workshop, Block, Plan, ReportItem) for name in shape.__struct_fields__}
KEYS = st.sampled_from(sorted(NAMES | {"kind", "field", "columns", "as", "with", "from", "x y"}))
WORDS = st.sampled_from(["", "a", "table", "list", "5", "no", "10:30", "<x>", "<a b>", "2023-01-01", "é", "odd", "-3"])
TREES = st.recursive(
    WORDS, lambda parts: st.lists(parts, max_size=3) | st.dictionaries(KEYS, parts, max_size=5), max_leaves=25
)


@given(TREES, st.sampled_from([Exercise, Workshop, Plan]))
@example({"start": {}}, Workshop)
def test_any_yaml_is_read_or_explained(value: object, shape: type) -> None:
    found, problems = read_text(yaml.safe_dump(value, allow_unicode=True), "x.yaml", shape)
    assert found is None or isinstance(found, shape)
    assert found is not None or problems
    assert not any(
        "`" in problem.message and "Expected" in problem.message for problem in problems
    )  # msgspec's own words
