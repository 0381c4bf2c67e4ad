"""Several sessions in one report, from the command line: begun, written into, checked, printed and carried."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, put, refused, told

pytestmark = pytest.mark.usefixtures("session_folder")


@pytest.fixture
def begun(run: Run, kit: Path) -> Path:
    """A programme that has just been begun in a kit with one session."""
    result = run("new-programme", "Our year")
    assert result.exit_code == 0
    folder = kit / "sessions" / "our-year"
    assert result.stdout == f"{folder / 'programme.yaml'}\n"
    return folder


def test_a_new_programme_has_the_kit_s_sessions_in_it_and_is_right(run: Run, begun: Path, session_folder: Path) -> None:
    text = (begun / "programme.yaml").read_text(encoding="utf-8")
    assert f'- {{session: "{session_folder.name}", as: a-small-day}}' in text
    assert run("check", begun).exit_code == 0
    assert "'facikit write our-year'" in text


def test_no_folder_that_is_there_is_touched(run: Run, begun: Path) -> None:
    before = (begun / "programme.yaml").read_bytes()
    assert "there is" in refused(run("new-programme", "our year"))
    assert (begun / "programme.yaml").read_bytes() == before


def test_prose_goes_in_and_comes_out_in_the_report(run: Run, begun: Path) -> None:
    assert run("add", "our-year", "session", "introduction", "It began in spring.").stdout
    printed = run("report", "our-year")
    assert "# Our year\n" in printed.stdout
    assert "## 1 Introduction\n\nIt began in spring.\n" in printed.stdout
    assert run("report", begun).stdout == printed.stdout
    assert run("report", begun / "programme.yaml").stdout == printed.stdout
    assert "has no slot 'introductoin'" in refused(run("add", "our-year", "session", "introductoin", "x"))


def test_a_session_that_is_gone_is_told_in_one_sentence_beside_the_report(run: Run, begun: Path) -> None:
    put(begun / "programme.yaml", "title: T\nsessions: [gone]\nsections: [{heading: A, text: Words.}]\n")
    result = run("report", "our-year")
    assert result.exit_code == 0
    assert "## 1 A\n\nWords.\n" in result.stdout
    assert told(result).startswith("gone cannot be opened, so nothing of it is in this report: there is no session")
    assert len(result.stderr.strip().splitlines()) == 1


def test_the_check_tells_what_is_wrong_with_its_line(run: Run, begun: Path) -> None:
    put(begun / "programme.yaml", "title: T\nsessions: [small]\nsections:\n  - {heading: A, from: smal/x}\n")
    result = run("check", begun)
    assert result.exit_code == 1
    assert "our-year/programme.yaml:4: sections[0].from: there is no session 'smal' in this programme" in result.stdout


@pytest.mark.usefixtures("begun")
def test_it_is_listed_as_what_it_is_and_shown(run: Run) -> None:
    assert "programme/our-year" in run("list").stdout
    assert "Our year" in run("list", "sessions").stdout
    assert "# Our year" in run("show", "our-year").stdout
    assert run("show", "programme/our-year").stdout == run("show", "our-year").stdout
    assert run("status", "our-year").exit_code == 0


def test_it_is_packed_and_what_others_wrote_is_merged(run: Run, begun: Path, tmp_path: Path) -> None:
    run("add", "our-year", "session", "introduction", "Written here.")
    packed = Path(run("pack", "our-year", "-o", tmp_path / "year.facikit.zip").stdout.strip())
    for log in (begun / "log").glob("*.jsonl"):
        log.unlink()
    assert "Written here." not in run("report", "our-year").stdout
    assert run("merge", "our-year", packed).exit_code == 0
    assert "Written here." in run("report", "our-year").stdout


@pytest.mark.usefixtures("begun")
def test_what_only_a_session_has_is_refused_with_the_way_out(run: Run) -> None:
    said = refused(run("export", "our-year"))
    assert "is a programme" in said and "facikit pack" in said


@pytest.mark.parametrize("name", ["../out", "con", "日本"])
def test_a_name_that_cannot_be_a_folder_s_is_refused(run: Run, name: str) -> None:
    refused(run("new-programme", name))


def test_the_report_is_written_where_a_session_s_is(run: Run, begun: Path, tmp_path: Path) -> None:
    run("add", "our-year", "session", "introduction", "Words.")
    target = tmp_path / "report.html"
    assert run("report", "our-year", "-o", target).stdout == f"{target}\n"
    assert "Our year" in target.read_text(encoding="utf-8")
    assert not (begun / "reports" / "report.html").exists()
