"""A session goes out as one document and comes back the same; files that people have are not written over."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from commands import Run, put, refused, told
from nasty import nasty_lines


@pytest.fixture
def filled(run: Run, session_folder: Path) -> Path:
    """The session with something of every sort in it."""
    ids = run("add", "small", "round", "words", input="\n".join(nasty_lines(120))).stdout.split()
    run("add", "small", "animals", "animals", "--group", "Table 1", input="owl\tsees far\nfox\n")
    run("add", "small", "animals", "said", "It helps", "--group", "Table 2", "--label", "Student")
    run("add", "small", "animals", "meaning", "A *first* paragraph.\n\n- and\n- a list")
    run("add", "small", "session", "introduction", "Twelve people met.")
    run("theme", "small", "round.words", "Odd ones", "--text", "All of them", "--add", *ids[:5])
    run("people", "small", "-", input="name,role\nAda,Nurse\n")
    return session_folder


@pytest.mark.usefixtures("filled")
def test_what_is_exported_as_yaml_is_imported_as_the_same_session(run: Run, tmp_path: Path) -> None:
    exported = run("export", "small", "--to", "yaml").stdout
    file = put(tmp_path / "whole.yaml", exported)
    result = run("import", tmp_path / "copy", file)
    assert result.stdout == f"{(tmp_path / 'copy').resolve()}\n"
    assert run("export", tmp_path / "copy", "--to", "yaml").stdout == exported


@pytest.mark.usefixtures("filled")
def test_a_session_is_imported_under_a_name_in_the_kit(run: Run, kit: Path) -> None:
    exported = run("export", "small").stdout
    run("import", "second-copy", "-", input=exported)
    assert (kit / "sessions" / "second-copy" / "session.yaml").is_file()
    assert run("export", "second-copy").stdout == exported


def test_importing_into_the_same_session_again_changes_nothing(run: Run, filled: Path) -> None:
    exported = run("export", "small").stdout
    result = run("import", filled, "-", input=exported)
    assert "0 records added" in told(result)
    assert run("export", "small").stdout == exported


def test_a_document_of_another_session_is_not_mixed_in(run: Run, filled: Path) -> None:
    run("new", "small-day", "--title", "Other")
    exported = run("export", "other").stdout
    assert "another session" in refused(run("import", filled, "-", input=exported))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not: a document\n",
        "format: facikit-document/1\nplan: {}\n",
        "a: [b",
        "{",
        "- 1\n",
        "format: facikit-document/1\nplan: 3\nblocks: 4\n",
    ],
)
def test_what_is_no_document_is_refused_and_nothing_is_made(run: Run, kit: Path, text: str) -> None:
    refused(run("import", "fresh", "-", input=text))
    assert list((kit / "sessions").iterdir()) == []


def test_import_does_not_write_into_a_folder_with_other_things(run: Run, filled: Path, tmp_path: Path) -> None:
    put(tmp_path / "mine" / "letter.txt", "Dear")
    exported = run("export", filled).stdout
    assert "mine" in refused(run("import", tmp_path / "mine", "-", input=exported))
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


@pytest.mark.usefixtures("filled")
def test_json_is_json_and_csv_is_a_table(run: Run) -> None:
    assert json.loads(run("export", "small", "--to", "json").stdout)["plan"]["title"] == "A small day"
    rows = list(csv.DictReader(io.StringIO(run("export", "small", "--to", "csv").stdout, newline="")))
    assert len(rows) == 123
    assert {row["group"] for row in rows} == {"Plenary", "Table 1", "Table 2"}


@pytest.mark.usefixtures("filled")
def test_export_to_a_file_keeps_what_stood_there(run: Run, tmp_path: Path) -> None:
    file = put(tmp_path / "notes.yaml", "my own notes\n")
    result = run("export", "small", "-o", file)
    assert result.stdout == "" and "notes-1.yaml" in told(result)
    assert (tmp_path / "notes-1.yaml").read_text() == "my own notes\n"
    assert file.read_text(encoding="utf-8") == run("export", "small").stdout
    assert run("export", "small", "-o", file).stderr == ""
    assert sorted(path.name for path in tmp_path.glob("notes*")) == ["notes-1.yaml", "notes.yaml"]


@pytest.mark.usefixtures("filled")
def test_a_table_in_a_file_opens_as_utf8_in_a_spreadsheet(run: Run, tmp_path: Path) -> None:
    run("export", "small", "--to", "csv", "-o", tmp_path / "table.csv")
    assert (tmp_path / "table.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")


@pytest.mark.usefixtures("filled")
def test_export_to_a_place_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    assert "nowhere" in refused(run("export", "small", "-o", tmp_path / "nowhere" / "x.yaml"))


def test_a_folder_to_export_into_gets_a_file_by_the_session_s_name(run: Run, filled: Path, tmp_path: Path) -> None:
    run("export", filled, "-o", tmp_path)
    assert (tmp_path / f"{filled.name}.yaml").read_text(encoding="utf-8") == run("export", filled).stdout


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("ending", ["yaml", "json", "csv", "qdc"])
def test_the_ending_of_the_file_says_what_it_is_exported_as(run: Run, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"whole.{ending.upper()}"
    assert run("export", "small", "-o", file).exit_code == 0
    assert file.read_text(encoding="utf-8-sig") == run("export", "small", "--to", ending).stdout


@pytest.mark.usefixtures("filled")
def test_another_ending_is_refused_unless_it_is_said_what_it_is_to_be(run: Run, tmp_path: Path) -> None:
    assert ".csv" in refused(run("export", "small", "-o", tmp_path / "table.xlsx"))
    assert run("export", "small", "--to", "csv", "-o", tmp_path / "table.dat").exit_code == 0
    assert run("export", "small", "-o", tmp_path / "whole.txt").exit_code == 0
