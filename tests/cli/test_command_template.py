"""``facikit template``: from the list of what is used to a house's own, checked."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from commands import Run, put, refused, told

from facikit.cli.template import app
from facikit.report.environment import genres
from facikit.report.phrases import PHRASES

START = '{% extends "facikit/record.md.j2" %}\n'


def test_a_house_makes_its_own_template_and_wording_and_checks_both(run: Run, kit: Path) -> None:
    made = run("template", "eject", "record")
    path = kit / "templates" / "reports" / "record.md.j2"
    assert made.stdout.strip() == str(path)
    assert "facikit template check record" in told(made)
    listed = run("template", "list").stdout.splitlines()
    assert [line.split()[0] for line in listed] == list(genres([]))
    assert next(line for line in listed if line.startswith("record")).endswith(
        f"{path}, as your kit comes before facikit; extends facikit/record.md.j2; in the place of facikit's own"
    )
    written = run("template", "wording", "--write")
    assert written.stdout.strip() == str(kit / "templates" / "reports" / "wording.yaml")
    assert run("template", "check").exit_code == 0


def test_no_file_is_written_over(run: Run, kit: Path) -> None:
    path = put(kit / "templates" / "reports" / "record.md.j2", "mine")
    words = put(kit / "templates" / "reports" / "wording.yaml", "language: cy")
    for command in (("eject", "record"), ("eject", "record", "--whole"), ("wording", "--write")):
        assert "already" in refused(run("template", *command))
    assert (path.read_text(encoding="utf-8"), words.read_text(encoding="utf-8")) == ("mine", "language: cy")


def test_problems_are_data_and_exit_one(run: Run, kit: Path) -> None:
    put(kit / "templates" / "reports" / "record.md.j2", START + "{% block title %}{{ report.nme }}{% endblock %}")
    put(kit / "templates" / "reports" / "wording.yaml", "paking_lot: Put aside\n")
    result = run("template", "check")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "record.md.j2:2: .nme: a report has nothing called 'nme'; did you mean 'name'?",
        "wording.yaml:1: paking_lot: is not a phrase of a report; did you mean 'parking_lot'?",
    ]
    assert told(result) == "2 problems found."
    found = json.loads(run("template", "check", "--json").stdout)
    assert [(one["line"], Path(one["path"]).name) for one in found] == [(2, "record.md.j2"), (1, "wording.yaml")]


def test_the_source_is_printed_and_the_blocks_are_named_with_what_they_print(run: Run, kit: Path) -> None:
    put(kit / "templates" / "reports" / "record.md.j2", START + "{% block parked %}{% endblock %}")
    assert run("template", "show", "record").stdout == START + "{% block parked %}{% endblock %}"
    assert "{% block parked %}" in run("template", "show", "facikit/record").stdout
    blocks = run("template", "show", "record", "--blocks").stdout
    assert "title  (facikit/record.md.j2:" in blocks
    assert f"parked  ({kit / 'templates' / 'reports' / 'record.md.j2'}:2)" in blocks
    assert "    recorded: Print every response of the block once" in blocks


def test_every_phrase_is_printed_and_the_house_s_own_as_it_says_them(run: Run, kit: Path) -> None:
    put(kit / "templates" / "reports" / "wording.yaml", 'all: Pawb\npoint: {one: "{n} pwynt", many: "{n} pwynt"}\n')
    printed = run("template", "wording").stdout
    assert all(f"{key}: " in printed for key in PHRASES)
    assert '\nall: "Pawb"\n' in printed
    assert '\npoint: {one: "{n} pwynt", many: "{n} pwynt"}\n' in printed
    assert '\n# parking_lot: "Parking lot"\n' in printed


def test_all_phrases_taken_into_use_as_they_stand_are_right(run: Run, kit: Path) -> None:
    lines = run("template", "wording").stdout.splitlines()
    taken = [line.removeprefix("# ") for line in lines if line.partition(":")[0].removeprefix("# ") in PHRASES]
    assert len(taken) == len(PHRASES)
    put(kit / "templates" / "reports" / "wording.yaml", "\n".join(taken))
    assert run("template", "check").stdout == ""


@pytest.mark.parametrize("command", ["show", "eject", "check", "wording"])
def test_an_unknown_kind_is_told_with_the_near_one(run: Run, command: str) -> None:
    assert "did you mean 'record'?" in refused(run("template", command, "recrod"))


def test_the_kit_that_came_with_facikit_is_left_alone(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "is not a kit; make a kit" in refused(run("template", "eject", "record"))


def test_each_word_of_the_command_has_a_line_of_help_that_is_not_cut_off(run: Run) -> None:
    printed = run("template", "--help").stdout
    assert all(str(one.name or one.callback.__name__) in printed for one in app.registered_commands if one.callback)
    assert "..." not in printed.partition("Commands:")[2]


def test_every_command_on_the_page_of_the_house_style_does_its_work(run: Run) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "house-style.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    told_of = [shlex.split(line, comments=True) for block in blocks for line in block.splitlines()]
    told_of += [shlex.split(found) for found in re.findall(r"`(facikit template [^`]+)`", page)]
    assert len(told_of) > 6
    for words in told_of:
        result = run(*words[1:])
        # What one line of the page has written, another does not write over.
        assert result.exit_code == 0 or "already" in result.stderr, (words, result.stderr)


def test_the_check_of_exercises_sends_one_here_with_a_wording(run: Run, kit: Path) -> None:
    path = put(kit / "templates" / "reports" / "wording.yaml", "language: cy\n")
    result = run("check", path)
    assert (result.exit_code, "facikit template check" in result.stdout) == (1, True)


@pytest.mark.parametrize("whole", [(), ("--whole",)])
def test_a_new_kind_of_report_begins_as_one_that_is_there(run: Run, kit: Path, whole: tuple[str, ...]) -> None:
    made = run("template", "eject", "record", "--as", "Board paper", *whole)
    assert made.stdout.strip() == str(kit / "templates" / "reports" / "board-paper.md.j2")
    assert "facikit report SESSION -t board-paper" in made.stderr
    assert run("template", "check", "board-paper").exit_code == 0
    listed = run("template", "list").stdout
    assert "board-paper" in listed and "record              facikit's own" in listed
    assert run("new", "small-day", "--title", "Paper").exit_code == 0
    mine, theirs = (run("report", "paper", "-t", one).stdout for one in ("board-paper", "record"))
    assert mine.replace("board-paper", "record") == theirs


@pytest.mark.parametrize("name", ["../up", "???", "con"])
def test_a_new_kind_of_report_needs_a_name_for_its_file(run: Run, kit: Path, name: str) -> None:
    assert "facikit template eject record --as my-" in refused(run("template", "eject", "record", "--as", name))
    assert not (kit / "templates" / "reports").is_dir() or not list((kit / "templates" / "reports").iterdir())


def test_who_asks_for_a_kind_that_is_not_there_is_told_how_one_begins(run: Run) -> None:
    assert "--as NAME" in refused(run("template", "eject", "zzz"))
