"""The report comes out of the command line as it stands, and never over what a person has changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, refused, told


@pytest.mark.usefixtures("session_folder")
def test_the_report_is_printed_and_is_the_same_each_time(run: Run) -> None:
    run("add", "small", "round", "words", "tired")
    result = run("report", "small")
    assert "# A small day" in result.stdout and "tired" in result.stdout and result.stderr == ""
    assert run("report", "small").stdout == result.stdout


@pytest.mark.usefixtures("session_folder")
def test_the_report_takes_the_form_that_is_asked_for(run: Run) -> None:
    run("add", "small", "cards", "now", "a card")
    assert "a card" in run("report", "small", "-t", "record").stdout
    assert "did you mean 'record'" in refused(run("report", "small", "-t", "recrod")).replace("Did", "did")


@pytest.mark.usefixtures("session_folder")
def test_the_report_goes_into_a_file_and_a_person_s_edit_stays(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "out" / "report.md"
    result = run("report", "small", "-o", file)
    assert result.stdout == f"{file}\n" and "# A small day" in file.read_text(encoding="utf-8")
    run("add", "small", "round", "words", "tired")
    run("report", "small", "-o", file)
    assert "tired" in file.read_text(encoding="utf-8")
    file.write_text("My own words.\n", encoding="utf-8")
    result = run("report", "small", "-o", file)
    assert file.read_text(encoding="utf-8") == "My own words.\n"
    assert "left as it is" in told(result) and "tired" in Path(result.stdout.strip()).read_text(encoding="utf-8")


@pytest.mark.usefixtures("session_folder")
def test_a_draft_shows_what_is_missing(run: Run) -> None:
    assert len(run("report", "small", "--draft").stdout) > len(run("report", "small").stdout)


def test_a_whole_session_brought_back_makes_the_same_report(run: Run, tmp_path: Path) -> None:
    exported = run("export", "change-story").stdout
    run("import", tmp_path / "back", "-", input=exported)
    assert run("report", tmp_path / "back").stdout == run("report", "change-story").stdout


@pytest.mark.usefixtures("session_folder")
def test_a_folder_to_write_into_gets_a_file_by_the_report_s_name(run: Run, tmp_path: Path) -> None:
    assert run("report", "small", "-t", "record", "-o", tmp_path).stdout == f"{tmp_path / 'record.md'}\n"
