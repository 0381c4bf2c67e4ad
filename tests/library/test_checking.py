"""What types cannot say is checked before the day: names, references, forms, times; each told where it stands."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from small_kit import DAY, put, put_session, write_kit

from facikit.library.checking import check_path
from facikit.library.kits import packaged_kit


def check(path: Path, kit: Path) -> list[str]:
    return [str(problem) for problem in check_path(path, [kit])]


def check_exercise(folder: Path, text: str) -> list[str]:
    kit = write_kit(folder)
    return check(put(kit / "exercises" / "x.yaml", text), kit)


def check_day(folder: Path, text: str) -> list[str]:
    kit = write_kit(folder, day=textwrap.dedent(text))
    return check(kit / "templates" / "workshops" / "day.yaml", kit)


def test_a_sound_kit_has_no_problems(tmp_path: Path) -> None:
    kit = write_kit(tmp_path)
    assert check(kit, kit) == []


def test_everything_that_came_with_the_program_is_sound() -> None:
    kit = packaged_kit()
    assert [problem for folder in ("exercises", "templates/workshops") for problem in check(kit / folder, kit)] == []


def test_field_and_slot_names_are_there_once(tmp_path: Path) -> None:
    problems = check_exercise(
        tmp_path,
        """\
        title: X
        steps:
          - title: One
            capture: [{field: said, kind: list}]
          - title: Two
            capture:
              - {field: said, kind: quotes}
              - {field: aim, kind: list}
        write:
          - slot: said
        """,
    )
    assert problems == [
        "x.yaml:7: steps[1].capture[0].field: the name 'said' is there already, on line 4; "
        "each field and slot needs its own",
        "x.yaml:8: steps[1].capture[1].field: 'aim' is taken: a report shows the block's own aim by that name",
        "x.yaml:10: write[0].slot: the name 'said' is there already, on line 4; each field and slot needs its own",
    ]


def test_a_report_shows_what_is_there_in_a_form_it_can_take(tmp_path: Path) -> None:
    problems = check_exercise(
        tmp_path,
        """\
        title: X
        steps: [{title: One, capture: [{field: ideas, kind: list}, {field: wall, kind: photo}]}]
        write: [{slot: meaning}]
        report:
          - aim
          - question
          - {show: ideas, as: numbered}
          - idea
          - {show: wall, as: list}
          - {show: meaning, as: list}
          - heading: More
            parts:
              - {show: ideas, as: numberd}
              - nothing-like-it
          - {lead: "Nothing here:"}
        """,
    )
    assert [problem.split("; ")[0] for problem in problems] == [
        "x.yaml:8: report[3].show: there is no field or slot 'idea'",
        "x.yaml:9: report[4].as: a field of kind photo cannot be shown as 'list'",
        "x.yaml:10: report[5].as: 'meaning' is not a field, and has one form only",
        "x.yaml:13: report[6].parts[0].as: a field of kind list cannot be shown as 'numberd'",
        "x.yaml:14: report[6].parts[1].show: there is no field or slot 'nothing-like-it'",
        "x.yaml:15: report[7]: shows nothing",
    ]
    assert "did you mean 'ideas'?" in problems[0]
    assert "it can be pictures" in problems[1]
    assert "did you mean 'numbered'?" in problems[3]


def test_an_exercise_without_steps_and_a_blank_without_use_are_told(tmp_path: Path) -> None:
    problems = check_exercise(tmp_path, "title: X\nblanks:\n  items: a\n  each: <items>\n")
    assert problems == [
        "x.yaml:1: steps: has no steps",
        "x.yaml:4: blanks.each: is never used: <each> stands nowhere",
    ]


def test_a_block_is_one_thing(tmp_path: Path) -> None:
    problems = check_day(
        tmp_path,
        """\
        title: T
        agenda:
          - {title: What is it, minutes: 5}
          - {input: A talk, break: Tea}
          - {break: Tea, exercise: mind-map}
          - {input: A talk, exercise: mind-map}
          - {close: Bye, exercise: mind-map}
        """,
    )
    assert problems == [
        "day.yaml:3: agenda[0]: does not say what it is; give exercise, input, break or close",
        "day.yaml:4: agenda[1].break: input and break stand in one block; it can be one of them",
        "day.yaml:5: agenda[2].exercise: a break has no exercise",
    ]


def test_group_sets_say_which_groups_and_blocks_name_them(tmp_path: Path) -> None:
    problems = check_day(
        tmp_path,
        """\
        title: T
        groups:
          tables: 2
          both: {names: [A], count: 2}
          none: {kind: role}
          twice: {names: [Red, Blue, red]}
        agenda:
          - {exercise: mind-map, groups: table}
          - {exercise: mind-map, groups: plenary}
        """,
    )
    assert problems == [
        "day.yaml:4: groups.both.count: names and count are both given; one of them says which groups there are",
        "day.yaml:5: groups.none: has no groups; give names, count or from",
        "day.yaml:6: groups.twice.names: there are two groups 'red'; give each a name of its own",
        "day.yaml:8: agenda[0].groups: there is no group set 'table'; did you mean 'tables'?",
    ]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("mind-map.ideas", ""),
        ("mind-map", "'mind-map' does not name a field; write BLOCK.FIELD, as in mind-map.ideas"),
        ("mindmap.ideas", "'mindmap.ideas': there is no block 'mindmap'; did you mean 'mind-map'?"),
        ("mind-map.idea", "'mind-map.idea': the block 'mind-map' has no field 'idea'; did you mean 'ideas'?"),
        ("tea.x", "'tea.x': the block 'tea' has no field 'x'; it captures nothing"),
        ("use.ideas", "'use.ideas': the block 'use' comes too late to take from; take from an earlier block"),
        ("late.ideas", "'late.ideas': the block 'late' comes too late to take from; take from an earlier block"),
    ],
)
def test_groups_are_made_from_earlier_blocks_only(tmp_path: Path, source: str, told: str) -> None:
    problems = check_day(
        tmp_path,
        f"""\
        title: T
        groups:
          topics:
            from: {source}
        agenda:
          - {{exercise: mind-map}}
          - {{break: Tea}}
          - {{exercise: mind-map, id: use, groups: topics}}
          - {{exercise: mind-map, id: late}}
        """,
    )
    assert problems == ([f"day.yaml:4: groups.topics.from: {told}"] if told else [])


def test_times_of_day_go_forward(tmp_path: Path) -> None:
    problems = check_day(
        tmp_path,
        """\
        title: T
        start: 9:30
        agenda:
          - {break: Coffee, at: 9:15}
          - {break: Lunch, at: 12:30}
          - {break: Tea, at: 11:00}
          - {break: Cake, at: 12:30}
        """,
    )
    assert problems == [
        "day.yaml:4: agenda[0].at: 9:15 is before 9:30, the start",
        "day.yaml:6: agenda[2].at: 11:00 is before 12:30, the time of an earlier block",
    ]


def test_a_report_that_is_not_there_is_told(tmp_path: Path) -> None:
    write_kit(tmp_path)
    put(tmp_path / "templates" / "reports" / "session-report.md.j2", "")
    put(tmp_path / "templates" / "reports" / "_parts.md.j2", "")
    assert check_day(tmp_path, DAY) == []
    assert check_day(tmp_path, f"report: sesion-report\n{DAY}") == [
        "day.yaml:1: report: there is no report 'sesion-report'; did you mean 'session-report'?"
    ]


def test_a_blocks_own_report_is_checked_against_its_exercise(tmp_path: Path) -> None:
    problems = check_day(tmp_path, "title: T\nagenda:\n  - exercise: mind-map\n    report: [ideas, idea]\n")
    assert problems == ["day.yaml:4: agenda[0].report[1].show: there is no field or slot 'idea'; did you mean 'ideas'?"]


def test_an_exercise_that_cannot_be_parsed_is_told_from_the_workshop_too(tmp_path: Path) -> None:
    kit = write_kit(tmp_path)
    put(kit / "exercises" / "mind-map.yaml", "title: Mind: map\n")
    problems = check(kit, kit)
    assert any(problem.startswith("mind-map.yaml:1: a colon") for problem in problems)
    assert any(problem.startswith("day.yaml:") and "mind-map.yaml:1" in problem for problem in problems)


def test_a_file_is_checked_as_what_it_holds(tmp_path: Path) -> None:
    kit = write_kit(tmp_path / "kit")
    loose = tmp_path / "loose"
    put(loose / "a.yaml", "title: A\nagenda: [{exercise: mind-mop}]\n")
    put(loose / "b.yaml", "title: B\nsteps: [{title: S, minuts: 1}]\n")
    put(loose / "c.yml", "format: facikit-session/1\nsession: x\ntitle: C\n")
    assert [problem.split("; ")[0] for problem in check(loose, kit)] == [
        "a.yaml:1: agenda[0].exercise: there is no exercise 'mind-mop'".replace(":1:", ":2:"),
        "b.yaml:2: steps[0].minuts: 'minuts' is not a key of a step",
        "c.yml:1: date: is missing",
    ]


def test_a_workshop_finds_the_exercises_of_its_own_kit(tmp_path: Path) -> None:
    kit = write_kit(tmp_path / "kit")
    (tmp_path / "other").mkdir()
    assert check(kit / "templates" / "workshops" / "day.yaml", tmp_path / "other") == []


def test_a_sessions_folder_is_checked_by_its_plan(tmp_path: Path) -> None:
    folder = put_session(tmp_path, "2023-day")
    put(folder / "session.yaml", "session: x\ntitle: T\ndate: 2023-08-15\nagenda:\n  - {id: a, title: A, groups: t}\n")
    told = "2023-day/session.yaml:5: agenda[0].groups: there is no group set 't'"
    assert check(folder, tmp_path) == [told]
    assert check(folder.parent, tmp_path) == [told], "and all sessions of a folder with one word"


def test_what_cannot_be_checked_says_so(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "hello")
    (tmp_path / "empty").mkdir()
    assert check(tmp_path / "a.txt", tmp_path) == ["a.txt: is not a YAML file; exercises and workshops end in .yaml"]
    assert check(tmp_path / "empty", tmp_path)[0].startswith("empty: holds nothing to check")
    assert check(tmp_path / "no.yaml", tmp_path) == ["no.yaml: there is no such file"]


def test_nobody_is_named_in_a_block_that_keeps_no_names(tmp_path: Path) -> None:
    for level in ("name", "code"):
        assert check_day(
            tmp_path,
            f"""\
            title: X
            agenda:
              - break: Tea
                anonymous: true
                voices: {level}
            """,
        ) == [
            "day.yaml:5: agenda[0].voices: keeps no names, so people cannot be attributed by name or by a code "
            "that has a key; role, role-number, organisation or none; or take out anonymous"
        ]


@pytest.mark.parametrize("level", ["role-number", "role", "organisation", "none"])
def test_a_block_that_keeps_no_names_may_attribute_by_what_names_nobody(tmp_path: Path, level: str) -> None:
    day = "title: X\nagenda:\n  - {break: Tea, anonymous: true, voices: " + level + "}\n"
    assert check_day(tmp_path, day) == []


def test_a_level_that_is_none_is_told_with_what_was_probably_meant(tmp_path: Path) -> None:
    (told,) = check_day(tmp_path, "title: X\nvoices: rolle\nagenda: [{break: Tea}]\n")
    assert told.startswith("day.yaml:2: voices: 'rolle' is not one of") and "did you mean 'role'?" in told


def test_a_wider_label_is_one_of_the_list_and_never_under_itself(tmp_path: Path) -> None:
    problems = check_day(
        tmp_path,
        """\
        title: X
        labels:
          - participant
          - {text: Student, under: particpant}
          - {text: Nurse, under: Carer}
          - {text: Carer, under: Nurse}
          - {text: Social worker, under: Participant}
        agenda: [{break: Tea}]
        """,
    )
    assert problems == [
        "day.yaml:4: labels[1].under: there is no label 'particpant' on this list; did you mean 'participant'?",
        "day.yaml:5: labels[2].under: 'Nurse' comes to stand under itself; the widest label is under none",
        "day.yaml:6: labels[3].under: 'Carer' comes to stand under itself; the widest label is under none",
    ]


def test_labels_of_a_field_have_wider_ones_of_their_own(tmp_path: Path) -> None:
    problems = check_exercise(
        tmp_path,
        """\
        title: X
        steps:
          - title: One
            capture: [{field: said, kind: quotes, labels: [Guest, {text: Host, under: Gest}]}]
        """,
    )
    assert problems == [
        "x.yaml:4: steps[0].capture[0].labels[1].under: there is no label 'Gest' on this list; did you mean 'Guest'?"
    ]


VOTED_ON = """\
title: X
steps:
  - title: One
    capture:
      - {field: ideas, kind: list}
      - {field: votes, kind: dots, items: {from: SOURCE}}
"""


@pytest.mark.parametrize(("source", "alone"), [("ideas", True), ("x.ideas", False)])
def test_what_is_said_in_a_block_cannot_be_taken_by_that_block(tmp_path: Path, source: str, alone: bool) -> None:
    told = f"'{source}' is said in this very block, and what is taken must be there before it begins; "
    problems = check_exercise(tmp_path, VOTED_ON.replace("SOURCE", source))
    assert [one.startswith(f"x.yaml:6: steps[0].capture[1]: {told}") for one in problems] == [True] * alone
    day = put(tmp_path / "templates" / "workshops" / "own.yaml", "title: T\nagenda: [{exercise: x}]\n")
    assert check(day, tmp_path)[0].startswith(f"own.yaml:2: agenda[0]: {told}")


def test_a_later_block_of_an_exercise_takes_from_an_earlier_block_of_the_same(tmp_path: Path) -> None:
    write_kit(tmp_path)
    put(tmp_path / "exercises" / "x.yaml", VOTED_ON.replace("SOURCE", "mind-map.ideas"))
    day = put(
        tmp_path / "templates" / "workshops" / "two.yaml",
        "title: T\nagenda: [{exercise: mind-map}, {exercise: x}]\n",
    )
    assert check(day, tmp_path) == []


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("anonymous: yes", "it belongs into a block of a workshop's agenda"),
        ("minutes: 5", "it belongs into a step of an exercise or a block of a workshop's agenda"),
        ("agend: 5", "its keys are title, aim, setting, materials, blanks, steps, write, report"),
        ("titel: T", "did you mean 'title'?"),
    ],
)
def test_a_key_in_the_wrong_file_is_told_where_it_belongs(tmp_path: Path, key: str, told: str) -> None:
    name = key.partition(":")[0]
    problems = check_exercise(tmp_path, f"title: X\n{key}\nsteps: [{{title: One}}]\n")
    assert problems == [f"x.yaml:2: {name}: '{name}' is not a key of an exercise; {told}"]
