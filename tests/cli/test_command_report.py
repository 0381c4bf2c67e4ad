"""The report comes out of the command line as it stands, and never over what a person has changed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from commands import Run, needs_pandoc, refused, told


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


@pytest.mark.usefixtures("session_folder")
def test_the_report_is_printed_as_a_page_of_html(run: Run) -> None:
    result = run("report", "small", "--to", "html")
    assert result.stdout.startswith("<!DOCTYPE html>\n") and result.stderr == ""
    assert "<h1" in result.stdout and "A small day" in result.stdout


@pytest.mark.usefixtures("session_folder")
def test_the_ending_of_the_file_says_what_the_report_is_made_as(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    assert run("report", "small", "-o", page).stdout == f"{page}\n"
    assert page.read_bytes().startswith(b"<!DOCTYPE html>")
    page.write_text("Mine.", encoding="utf-8")
    result = run("report", "small", "-o", page)
    assert "left as it is" in told(result) and page.read_text(encoding="utf-8") == "Mine."
    assert Path(result.stdout.strip()).name == "report-2.html"
    assert run("report", "small", "-o", tmp_path, "--to", "html").stdout == f"{tmp_path / 'session-report.html'}\n"


@pytest.mark.usefixtures("session_folder")
def test_what_a_person_has_made_of_the_report_goes_on_to_html(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    run("report", "small", "-o", file)
    file.write_text(file.read_text(encoding="utf-8") + "\nMy *own* words. ![A wall](wall.png)\n", encoding="utf-8")
    result = run("report", "small", "--from", file, "--to", "html")
    assert "My <em>own</em> words." in result.stdout
    assert "the picture wall.png is not shown, as it is not in the session's folder media" in told(result)
    assert run("report", "small", "--from", file, "-o", tmp_path / "out.html").exit_code == 0
    assert "is Markdown already" in refused(run("report", "small", "--from", file))
    assert "cannot be read" in refused(run("report", "small", "--from", tmp_path / "none.md", "--to", "html"))
    file.write_bytes(b"\xff\xfe\x00")
    assert "is not a text file" in refused(run("report", "small", "--from", file, "--to", "html"))
    file.write_text("---\ntitle: a: b\n---\n\n# T\n", encoding="utf-8")
    assert "line 2" in refused(run("report", "small", "--from", file, "--to", "html"))


@pytest.mark.parametrize(
    ("ending", "way"), [("pdf", "print it as PDF"), ("PDF", "report.html"), ("odt", "report.docx")]
)
@pytest.mark.usefixtures("session_folder")
def test_a_file_for_another_program_is_not_written_as_markdown(run: Run, tmp_path: Path, ending: str, way: str) -> None:
    out = tmp_path / f"out.{ending}"
    assert way in refused(run("report", "small", "-o", str(out)))
    assert not out.exists()


@pytest.mark.usefixtures("session_folder")
def test_a_form_that_there_is_not_is_told(run: Run) -> None:
    assert "There is: md, html, docx" in refused(run("report", "small", "--to", "epub"))


@pytest.mark.usefixtures("session_folder")
def test_word_without_pandoc_is_told_in_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    said = refused(run("report", "small", "--to", "docx"))
    assert "pip install 'facikit[word]'" in said


def test_word_of_a_session_that_came_with_the_program_goes_where_one_says(run: Run) -> None:
    assert "Say where with -o" in refused(run("report", "change-story", "--to", "docx"))


@pytest.mark.slow
def test_word_is_written_and_its_file_named(run: Run, session_folder: Path, tmp_path: Path) -> None:
    needs_pandoc()
    file = session_folder / "reports" / "session-report.docx"
    assert run("report", "small", "--to", "docx").stdout == f"{file}\n"
    assert file.read_bytes().startswith(b"PK")
    run("report", "small", "-o", tmp_path / "mine.md")
    edited = run("report", "small", "--from", tmp_path / "mine.md", "--to", "docx")
    assert edited.stdout == f"{tmp_path / 'mine.docx'}\n" and edited.stderr == ""


@pytest.mark.usefixtures("session_folder")
def test_a_field_is_printed_in_the_form_that_was_chosen_for_it_until_that_is_taken_back(run: Run) -> None:
    said = run("add", "small", "cards", "now", "a card").stdout.strip()
    run("theme", "small", "cards.now", "Hearing", "--add", said)
    before = run("report", "small").stdout
    assert "Hearing" not in before
    result = run("report", "small", "--show", "cards.now", "--as", "themes")
    assert "**Hearing:** a card" in result.stdout
    assert "cards.now in reports from now on: by theme: a line each" in told(result)
    assert run("report", "small").stdout == result.stdout
    assert "report prints cards.now as themes" in run("log", "small").stdout
    assert run("report", "small", "--show", "cards.now", "--as", "planned").stdout == before
    run("undo", "small")
    assert run("report", "small").stdout == result.stdout
    run("report", "small", "--check", "--show", "cards.now", "--as", "headings", "--members", "all")
    assert "Hearing\n" in run("report", "small").stdout


@pytest.mark.usefixtures("session_folder")
def test_a_form_that_a_field_cannot_take_is_refused_and_the_near_one_named(run: Run) -> None:
    assert "did you mean 'themes'" in refused(run("report", "small", "--show", "cards.now", "--as", "theme")).replace(
        "Did", "did"
    )
    assert "There is no field" in refused(run("report", "small", "--show", "cards.nwo2", "--as", "themes"))
    for words in (["--show", "cards.now"], ["--as", "themes"], ["--members", "all"], ["--show", "now", "--as", "list"]):
        refused(run("report", "small", *words), 2)
