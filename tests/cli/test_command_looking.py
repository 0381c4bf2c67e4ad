"""What the commands that print tell: lists, checks, schemas, the state of a session and its log."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from commands import Run, put, refused, told


def test_list_names_what_the_kit_and_the_program_have(run: Run) -> None:
    lines = run("list").stdout.splitlines()
    assert any(line.split() == ["exercise/animals", "Change", "animals"] for line in lines)
    assert any(line.startswith("exercise/check-in ") for line in lines)
    assert any(line.startswith("workshop/small-day ") for line in lines)
    assert any(line.startswith("session/change-story ") for line in lines)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("title: Dots and lines", "Dots and lines"),
        ('title: "Group work 1: dots"', "Group work 1: dots"),
        ("title: 'It''s dots'", "It's dots"),
        ("title: Dots   # the short one", "Dots"),
        ('title: "Dots #1 and lines" # the short one', "Dots #1 and lines"),
        ("title: 'Dots: #1''s lines' # the short one", "Dots: #1's lines"),
        ('title: "caf\\u00e9"', "café"),
        ("# title: no\ntitle: Yes", "Yes"),
        ("title: >\n  Dots\n  and more", "Dots and more"),
        ("aim: none", ""),
        ("title: [a", ""),
        ('title: "\\e[31mred"', "[31mred"),
    ],
)
def test_list_shows_titles_as_they_are_meant(run: Run, kit: Path, written: str, title: str) -> None:
    put(kit / "exercises" / "dots.yaml", written + "\nsteps: []\n")
    [one] = [one for one in json.loads(run("list", "exercises", "--json").stdout) if one["name"] == "dots"]
    assert one["title"] == title


def test_list_parses_nothing_of_what_came_with_the_program(tmp_path: Path) -> None:
    code = "import sys\nfrom facikit.cli.main import app\ntry: app(['list'])\nfinally: assert 'yaml' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0 and "workshop/" in done.stdout, done.stderr


def test_list_shows_what_a_report_is_for(run: Run, kit: Path) -> None:
    put(kit / "templates" / "reports" / "ours.md.j2", "{#- The house's own. Extends the record. -#}\n")
    put(kit / "templates" / "reports" / "bare.md.j2", "x\n")
    lines = [line.split(maxsplit=1) for line in run("list", "reports").stdout.splitlines()]
    assert ["ours", "The house's own"] in lines and ["bare"] in lines


def test_list_shows_a_session_under_the_title_it_has_now(run: Run, session_folder: Path) -> None:
    from facikit.session.session import Change, Session

    with Session.open(session_folder, "anna") as session:
        session.put([Change("session", {"title": "Another name", "date": "2026-03-05"})])
    assert f"{session_folder.name}  2026-03-05  Another name" in run("list", "sessions").stdout


def test_a_session_s_run_sheet_is_that_of_its_day_as_it_stands_now(run: Run, session_folder: Path) -> None:
    from facikit.session.replanning import cut, retime
    from facikit.session.session import Session

    with Session.open(session_folder, "anna") as session:
        retime(session, "animals", 40)
        cut(session, "coffee")
    sheet = run("show", session_folder).stdout
    assert "09:35   40  Change animals\n    10:15    5  Evaluation" in sheet
    assert "Coffee" not in sheet


def test_one_s_own_copy_of_the_worked_session_is_listed_once(run: Run) -> None:
    run("add", "change-story", "now-wow", "now", "x")
    names = [one["name"] for one in json.loads(run("list", "sessions", "--json").stdout)]
    assert names.count("change-story") == 1


def test_check_tells_every_problem_by_file_and_line_and_exits_one(run: Run, kit: Path) -> None:
    put(
        kit / "exercises" / "bad.yaml",
        "title: Bad\nsteps:\n  - title: x\n    minuts: 5\n    capture: [{field: a, kind: dotz}]\n",
    )
    result = run("check", kit / "exercises" / "bad.yaml")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert "bad.yaml:4: " in result.stdout and "did you mean 'minutes'?" in result.stdout
    assert "2 problems" in told(result)
    found = json.loads(run("check", "--json", kit / "exercises" / "bad.yaml").stdout)
    assert [one["line"] for one in found] == [4, 5]


def test_check_without_a_path_checks_the_kit_and_what_came_with_the_program(run: Run, kit: Path) -> None:
    assert run("check").exit_code == 0
    put(kit / "exercises" / "bad.yaml", "title: Bad\n")
    assert "bad.yaml" in run("check").stdout


def test_check_of_a_path_that_is_not_there_is_told(run: Run) -> None:
    assert "nowhere.yaml" in refused(run("check", "nowhere.yaml"))
    assert "did you mean 'animals'" in refused(run("check", "anmials"))


@pytest.mark.parametrize("name", ["worse", "exercise/worse"])
def test_check_takes_a_name_as_every_other_command_does(run: Run, kit: Path, name: str) -> None:
    put(kit / "exercises" / "worse.yaml", "title: Worse\n")
    put(kit / "exercises" / "bad.yaml", "title: Bad\n")
    result = run("check", name)
    assert result.exit_code == 1 and "worse.yaml" in result.stdout and "bad.yaml" not in result.stdout


def test_check_takes_a_session_by_enough_of_its_name(run: Run, session_folder: Path) -> None:
    plan = session_folder / "session.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("\ndate:", "\ndaet:"), encoding="utf-8")
    assert "did you mean 'date'?" in run("check", "small").stdout


@pytest.mark.parametrize("kind", ["exercise", "workshop", "session"])
def test_schemas_are_json(run: Run, kind: str) -> None:
    assert json.loads(run("schema", kind).stdout)["title"] == f"facikit {kind}"


def test_new_prints_the_whole_path_and_uses_what_it_is_told(run: Run, tmp_path: Path) -> None:
    result = run(
        *("new", "small-day", "--title", "My day", "--date", "2026-05-01", "--start", "10:15", "--place", "The hall"),
        *("--groups", "tables=Red, Blue", "--in", tmp_path / "elsewhere"),
    )
    folder = Path(result.stdout.strip())
    assert folder.parent == tmp_path / "elsewhere" and folder.name.startswith("2026-05-01-my-day-")
    text = (folder / "session.yaml").read_text(encoding="utf-8")
    assert all(word in text for word in ("My day", "10:15", "The hall", "Red", "Blue"))
    state = json.loads(run("status", "my-day", "--json").stdout)
    [animals] = [block for block in state["blocks"] if block["block"] == "animals"]
    assert [group["name"] for group in animals["groups"]] == ["Red", "Blue"]


@pytest.mark.parametrize(
    ("words", "code", "wanted"),
    [
        (("smal-day",), 1, "did you mean 'small-day'"),
        (("small-day", "--date", "1st of May"), 1, "YYYY-MM-DD"),
        (("small-day", "--start", "quarter past"), 1, "HH:MM"),
        (("small-day", "--groups", "tabels=4"), 1, "did you mean 'tables'"),
        (("small-day", "--groups", "tables"), 2, "SET="),
        (("small-day", "--groups", "tables=0"), 1, "tables"),
        (("small-day", "--groups", "tables= , "), 1, "tables"),
    ],
)
def test_new_refuses_what_makes_no_sense(run: Run, kit: Path, words: tuple[str, ...], code: int, wanted: str) -> None:
    assert wanted.casefold() in refused(run("new", *words), code).casefold()
    assert list((kit / "sessions").iterdir()) == []


def test_new_makes_nothing_of_a_workshop_with_problems_and_tells_them(run: Run, kit: Path) -> None:
    put(kit / "templates/workshops/bad.yaml", "title: Bad\nagenda:\n  - {exercise: animls}\n")
    result = run("new", "bad")
    assert result.exit_code == 1 and result.stdout == ""
    assert "bad.yaml:3" in result.stderr and "did you mean 'animals'?" in result.stderr
    assert list((kit / "sessions").iterdir()) == []


def test_status_tells_of_a_person_once_however_many_commands_they_gave(run: Run, session_folder: Path) -> None:
    for who in ("anna", "Ben [x]", "anna", "anna"):
        run("add", "small", "round", "words", "x", "--who", who)
    text = run("status", "small").stdout
    assert "anna: 9 of 9 lines, closed, in 3 logs" in text and text.count("anna") == 1
    assert "Ben [x]: 3 of 3 lines, closed\n" in text
    log = sorted((session_folder / "log").iterdir())[0]
    log.write_text("".join(log.read_text(encoding="utf-8").splitlines(keepends=True)[::2]), encoding="utf-8")
    text = run("status", "small").stdout
    assert "anna: 2 missing" in text and "anna: 6 of 6 lines, closed, in 2 logs" in text


def test_status_counts_by_block_and_group_and_says_who_is_missing(run: Run, session_folder: Path) -> None:
    run("add", "small", "animals", "points", "x", "--group", "Table 1")
    text = run("status", "small").stdout
    assert "Change animals: 1 entry" in text
    assert "Table 1: 1, Table 2: 0, Table 3: 0" in text
    assert "nothing yet from: Table 2, Table 3" in text
    assert "anna: 3 of 3 lines, closed" in text
    state = json.loads(run("status", "small", "--json").stdout)
    assert (state["entries"], state["folder"]) == (1, str(session_folder))


def test_status_counts_the_people_who_signed_in_where_they_do(run: Run, tmp_path: Path) -> None:
    assert run("new", "development-day", "--title", "Our day").exit_code == 0
    assert "Who took part: 0 entries" in run("status", "our-day").stdout
    (tmp_path / "people.csv").write_text("name,role\nA. Reid,Carer\nT. Bell,Worker\n", encoding="utf-8")
    assert run("people", "our-day", str(tmp_path / "people.csv")).exit_code == 0
    assert "Who took part: 2 people" in run("status", "our-day").stdout


def test_status_tells_a_writer_s_missing_lines(run: Run, session_folder: Path) -> None:
    run("add", "small", "round", "words", input="a\nb\nc\n")
    [log] = (session_folder / "log").iterdir()
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join([*lines[:2], *lines[3:]]))
    assert "3 missing" in run("status", "small").stdout


@pytest.mark.usefixtures("session_folder")
def test_people_are_read_from_a_table_and_printed_and_not_twice(run: Run, tmp_path: Path) -> None:
    table = put(tmp_path / "people.csv", "Name;Role;Team\nAda Vale;Nurse;North\nBo Lind;;\n")
    assert run("people", "small", table).stdout == "Ada Vale\tNurse\tNorth\nBo Lind\n"
    again = run("people", "small", table)
    assert again.stdout == "Ada Vale\tNurse\tNorth\nBo Lind\n" and "already" in told(again)
    assert [one["role"] for one in json.loads(run("people", "small", "--json").stdout)] == ["Nurse", ""]


@pytest.mark.usefixtures("session_folder")
def test_a_table_of_people_with_a_strange_column_is_refused(run: Run, tmp_path: Path) -> None:
    table = put(tmp_path / "people.csv", "nmae,role\nAda,Nurse\n")
    sentence = refused(run("people", "small", table))
    assert "people.csv:1" in sentence and "'name'" in sentence
    assert "cannot be read" in refused(run("people", "small", tmp_path / "none.csv"))


def test_a_theme_is_made_once_and_added_to(run: Run, session_folder: Path) -> None:
    from facikit.session.session import Session
    from facikit.session.themes import themes

    ids = run("add", "small", "round", "words", input="a\nb\nc\n").stdout.split()
    first = run("theme", "small", "round.words", "Tired", "--text", "Long weeks.", "--add", ids[0]).stdout
    second = run("theme", "small", "round.words", "tired", "--add", ids[1], ids[2]).stdout
    assert first == second
    [theme] = themes(Session.open(session_folder))
    assert (theme.name, theme.text, set(theme.members)) == ("Tired", "Long weeks.", set(ids))


@pytest.mark.usefixtures("session_folder")
def test_a_theme_takes_ids_from_standard_input(run: Run) -> None:
    ids = run("add", "small", "round", "words", input="a\nb\n").stdout
    assert run("theme", "small", "round.words", "Tired", "--add", "-", input=ids).exit_code == 0
    assert sum("into the theme" in line for line in run("log", "small").stdout.splitlines()) == 2


@pytest.mark.usefixtures("session_folder")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("round.words", "Tired", "--add", "nope"), 1),
        (("round", "Tired"), 2),
        (("round.wrods", "Tired"), 1),
        (("round.words", " "), 1),
        (("round.words", "Very", "tired"), 2),
    ],
)
def test_a_theme_that_cannot_be_made_leaves_nothing_behind(run: Run, words: tuple[str, ...], code: int) -> None:
    refused(run("theme", "small", *words), code)
    assert run("log", "small").stdout == ""


def test_a_theme_takes_only_the_responses_of_its_field(run: Run, session_folder: Path) -> None:
    one = run("add", session_folder, "round", "words", "x").stdout.strip()
    assert "round.words" in refused(run("theme", "small", "animals.points", "T", "--add", one))


@pytest.mark.usefixtures("session_folder")
def test_undo_and_redo_walk_back_and_forth_and_say_what(run: Run) -> None:
    run("add", "small", "round", "words", "hello")
    assert "hello" in run("undo", "small").stdout
    assert json.loads(run("status", "small", "--json").stdout)["entries"] == 0
    assert "hello" in run("redo", "small").stdout
    assert json.loads(run("status", "small", "--json").stdout)["entries"] == 1
    assert "nothing of anna's" in refused(run("redo", "small"))
    assert "nothing of Ben's" in refused(run("undo", "small", "--who", "Ben"))


@pytest.mark.usefixtures("session_folder")
def test_the_log_says_who_did_what_oldest_first(run: Run) -> None:
    run("add", "small", "animals", "animals", "owl\tsees far", "--group", "Table 2")
    run("add", "small", "round", "mood", "Awake.", "--who", "Ben")
    run("people", "small", "-", input="name,role\nAda,Nurse\n")
    run("undo", "small")
    lines = run("log", "small").stdout.splitlines()
    said = [line.split("  ", 1)[1] for line in lines]
    assert said == [
        "anna  animals.animals, Table 2: owl · sees far",
        "Ben  wrote round, mood: Awake.",
        "anna  register: Ada, Nurse",
        "anna  took back: register: Ada, Nurse",
    ]
    assert [one["who"] for one in json.loads(run("log", "small", "--json").stdout)] == ["anna", "Ben", "anna", "anna"]


@pytest.mark.usefixtures("session_folder")
def test_the_log_gives_away_no_order_where_no_names_are_kept(run: Run) -> None:
    words = [f"card {number}" for number in range(40)]
    run("add", "small", "cards", "now", input="\n".join(words))
    lines = run("log", "small").stdout.splitlines()
    shown = [line.rpartition(": ")[2] for line in lines]
    assert sorted(shown) == sorted(words) and shown != words
    assert len({line.partition("  ")[0] for line in lines}) == 1
    entries = json.loads(run("log", "small", "--json").stdout)
    assert len({one["t"] for one in entries}) == 1 and {one["who"] for one in entries} == {""}


@pytest.mark.usefixtures("session_folder")
def test_terminal_commands_in_somebody_s_log_do_not_reach_the_terminal(run: Run, session_folder: Path) -> None:
    run("add", "small", "round", "words", "hello")
    [log] = (session_folder / "log").iterdir()
    log.write_bytes(log.read_bytes().replace(b"hello", b"\\u001b]0;owned\\u0007 hello"))
    for command in ("log", "status"):
        assert "\x1b" not in run(command, "small").stdout


def test_show_prints_a_run_sheet_by_name_by_kind_and_by_file(run: Run, kit: Path) -> None:
    sheet = run("show", "animals").stdout
    assert sheet.startswith("# Change animals\n") and "Go round the table." in sheet
    for name in ("exercise/animals", "Animals", "exercises/animals.yaml", kit / "exercises" / "animals.yaml"):
        assert run("show", name).stdout == sheet
    day = run("show", "workshop/small-day").stdout
    assert day.startswith("# A small day\n") and "Which animal is change for you?" in day and "2000" not in day


@pytest.mark.usefixtures("session_folder")
def test_show_prints_what_list_names(run: Run) -> None:
    for line in run("list").stdout.splitlines():
        assert run("show", line.split()[0]).exit_code == 0, line


def test_a_name_of_two_kinds_must_be_given_with_its_kind(run: Run, kit: Path) -> None:
    put(kit / "exercises" / "small-day.yaml", "title: The exercise\nsteps: [{title: a}]\n")
    assert "workshop/small-day" in refused(run("show", "small-day"))
    assert run("show", "exercise/small-day").stdout.startswith("# The exercise\n")
    assert run("show", "workshop/small-day").stdout.startswith("# A small day\n")


def test_show_prints_a_report_s_template_by_its_name_alone(run: Run) -> None:
    assert run("show", "session-report").stdout == run("show", "report/session-report").stdout


def test_show_tells_the_near_name(run: Run) -> None:
    assert "did you mean 'animals'" in refused(run("show", "animlas"))
    assert "did you mean 'small-day'" in refused(run("show", "workshop/small-dya"))
    assert "did you mean 'record'" in refused(run("show", "report/recrod"))


def test_show_json_is_the_definition(run: Run) -> None:
    assert json.loads(run("show", "animals", "--json").stdout)["steps"][0]["minutes"] == 15
