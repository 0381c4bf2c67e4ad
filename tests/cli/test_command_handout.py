"""``facikit handout``: a page on standard output, or a file that never takes the place of another."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from commands import Run, put, refused, told

from facikit.report.handouts.parts import KINDS


def test_one_exercise_is_printed_as_a_page_and_as_markdown(run: Run) -> None:
    page = run("handout", "animals")
    assert page.exit_code == 0
    assert page.stdout.startswith("<!doctype html>")
    assert "Which animal is change for you?" in page.stdout
    words = run("handout", "animals", "--to", "md").stdout
    assert "| Animal | Why |" in words


def test_several_go_into_a_folder_each_under_its_name(run: Run, kit: Path) -> None:
    made = run("handout", "animals", "round", "-o", "to-print/spring")
    assert made.exit_code == 0
    assert made.stdout.splitlines() == ["to-print/spring/animals.html", "to-print/spring/round.html"]
    assert (kit / "to-print" / "spring" / "round.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_file_that_says_otherwise_is_left_as_it_is_and_the_new_one_numbered(run: Run, kit: Path) -> None:
    mine = put(kit / "animals.html", "my own words")
    made = run("handout", "animals", "-o", "animals.html")
    assert made.stdout == "animals-2.html\n"
    assert (
        told(made)
        == "animals.html is there already and says otherwise. It is left as it is, and the new one is animals-2.html."
    )
    assert mine.read_text() == "my own words"
    again = run("handout", "animals", "-o", "animals-2.html")
    assert (again.stdout, again.stderr) == ("animals-2.html\n", "")


def test_a_file_is_of_the_form_that_its_name_says(run: Run, kit: Path) -> None:
    run("handout", "round", "-o", "round.md")
    assert (kit / "round.md").read_text(encoding="utf-8").startswith("# Round\n")
    run("handout", "round", "-o", "notes", "--to", "md")
    assert (kit / "notes" / "round.md").is_file()


def test_where_there_is_none_of_a_kind_it_says_what_there_is(run: Run) -> None:
    assert refused(run("handout", "round", "--only", "cards")) == (
        "In round there is nothing to hand out of the kind 'cards'. There is: runsheet, notes."
    )
    only = run("handout", "round", "--only", "notes").stdout
    assert only.count("<section") == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["nosuch"], 1, "there is no exercise, workshop or session 'nosuch'; see: facikit list"),
        (
            ["report/record"],
            1,
            "'report/record' is a report, and nothing is handed out of it. Name an exercise, a workshop or a session.",
        ),
        (["round", "register"], 2, "2 hand-outs need a folder to go into. Give one with -o FOLDER."),
        (
            ["round", "register", "-o", "x.html"],
            2,
            "2 hand-outs do not go into one file. Give a folder with -o FOLDER.",
        ),
    ],
)
def test_a_slip_is_told_in_one_sentence(run: Run, words: list[str], code: int, said: str) -> None:
    assert refused(run("handout", *words), code) == said


def test_a_session_has_a_page_for_each_of_its_groups(run: Run, session_folder: Path) -> None:
    page = run("handout", session_folder.name, "--only", "notes").stdout
    assert "<b>Table 1</b>" in page
    assert "A small day · 4 March 2026" in page
    assert run("handout", session_folder.name, "--people", "0").exit_code == 2


def test_a_place_that_cannot_be_written_to_is_named(run: Run, kit: Path) -> None:
    put(kit / "taken", "a file")
    assert "cannot be written" in refused(run("handout", "round", "-o", "taken/sheet.html"))


def test_a_file_that_cannot_be_read_is_told_with_the_way_out(run: Run, kit: Path) -> None:
    put(kit / "exercises" / "broken.yaml", "title: [\n")
    assert "see: facikit check" in refused(run("handout", "broken"))


def examples() -> list[list[str]]:
    """Return the words of every command in the docs that needs no session of one's own."""
    docs = (Path(__file__).resolve().parents[2] / "docs" / "handouts.md").read_text(encoding="utf-8")
    found = re.findall(r"facikit handout ([^`\n#>]*)", docs)
    return [shlex.split(words) for words in found if words.strip() and "SESSION" not in words]


@pytest.mark.parametrize("words", examples(), ids=" ".join)
def test_the_docs_examples_do_what_they_say(run: Run, words: list[str]) -> None:
    made = run("handout", *words)
    assert (made.exit_code, made.stderr) == (0, "")
    assert made.stdout
    if "--only" in words:
        kind = words[words.index("--only") + 1]
        assert set(re.findall(r'<section class="sheet (\w+)', made.stdout)) == {kind}


def test_the_docs_name_every_kind_of_sheet() -> None:
    shown = {words[words.index("--only") + 1] for words in examples() if "--only" in words}
    assert shown == set(KINDS)
