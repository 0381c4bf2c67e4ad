"""Notes from several laptops come together: handed out in a pack, brought back, merged, looked over."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from commands import Run, put, refused, told

from facikit.session import sharing
from facikit.session.responses import responses
from facikit.session.session import Session


def texts(folder: Path) -> set[str]:
    return {one.text for one in responses(Session.open(folder, read_only=True))}


def test_notes_of_two_laptops_merge_whichever_way_they_come(run: Run, session_folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "stick" / "copy"
    shutil.copytree(session_folder, other)
    run("add", session_folder, "round", "words", "here")
    run("add", other, "round", "words", "there", "--who", "Ben")
    result = run("merge", session_folder, other)
    assert result.exit_code == 0 and "Ben: 3 of 3 lines, closed" in result.stdout
    assert texts(session_folder) == {"here", "there"}
    assert "nothing new" in told(run("merge", session_folder, other))


def test_a_stick_that_cannot_be_read_does_not_keep_the_others_out(
    run: Run, session_folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "copy"
    shutil.copytree(session_folder, other)
    run("add", other, "round", "words", "there")
    result = run("merge", session_folder, put(tmp_path / "notes.docx", "hello"), other)
    assert result.exit_code == 1 and "notes.docx" in result.stderr and "Traceback" not in result.stderr
    assert texts(session_folder) == {"there"}


def test_a_pack_handed_out_joins_the_session_on_another_laptop(
    run: Run, session_folder: Path, tmp_path: Path, own_machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", session_folder, "round", "words", "private so far")
    pack = Path(run("pack", session_folder, "--for-notes", "-o", tmp_path / "day.facikit.zip").stdout.strip())
    assert b"private so far" not in pack.read_bytes()
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    monkeypatch.setenv("FACIKIT_STATE", str(tmp_path / "other" / "state"))
    result = run("add", pack, "round", "words", "from Ben", "--who", "Ben")
    theirs = own_machine / "data" / "sessions" / session_folder.name
    assert result.exit_code == 0 and str(theirs) in told(result)
    assert texts(theirs) == {"from Ben"}
    run("merge", session_folder, theirs)
    assert texts(session_folder) == {"private so far", "from Ben"}


def test_a_pack_is_never_written_over(run: Run, session_folder: Path, tmp_path: Path) -> None:
    file = put(tmp_path / "mine.zip", "precious")
    assert "mine.zip" in refused(run("pack", session_folder, "-o", file))
    assert file.read_text() == "precious"


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04broken"])
def test_a_file_that_is_no_pack_is_told(run: Run, tmp_path: Path, data: bytes) -> None:
    assert "day.zip" in refused(run("add", put(tmp_path / "day.zip", data), "round", "words", "x"))


def test_the_doctor_tells_what_needs_doing_and_changes_nothing(run: Run, session_folder: Path) -> None:
    run("add", session_folder, "round", "words", input="a\nb\nc\n")
    assert run("doctor", session_folder).exit_code == 0
    [log] = (session_folder / "log").iterdir()
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join([*lines[:2], *lines[3:]]))
    before = {path: path.read_bytes() for path in session_folder.rglob("*") if path.is_file()}
    result = run("doctor", session_folder)
    assert result.exit_code == 1 and result.stdout.startswith("!")
    assert json.loads(run("doctor", session_folder, "--json").stdout)
    assert {path: path.read_bytes() for path in session_folder.rglob("*") if path.is_file()} == before


def test_a_theme_takes_from_every_field_that_shares_it_and_from_no_other(run: Run, session_folder: Path) -> None:
    file = session_folder / "session.yaml"
    plan = file.read_text(encoding="utf-8")
    other = run("add", "small", "cards", "now", "a card").stdout.strip()
    one = run("add", "small", "round", "words", "tired").stdout.strip()
    assert "themes_with" in refused(run("theme", "small", "cards.now", "Rest", "--add", one))
    assert plan.count("{field: words,") == 1
    put(file, plan.replace("{field: words,", "{field: words, themes_with: cards.now,"))
    assert run("check", session_folder).exit_code == 0
    run("theme", "small", "cards.now", "Rest", "--add", one)
    run("theme", "small", "round.words", "rest", "--add", other)
    (made,) = json.loads(run("themes", "small", "--json").stdout)
    assert (made["block"], made["field"], made["responses"]) == ("cards", "now", 2)
    with Session.open(session_folder, "anna") as session:
        sharing.put(session, ("round", "words"), None)
        sharing.put(session, ("animals", "points"), ("cards", "now"))
    log = run("log", "small").stdout
    assert "round.words is sorted into its own themes" in log
    assert "animals.points is sorted into the themes of cards.now" in log
    assert "themes_with" in refused(run("theme", "small", "cards.now", "Rest", "--add", one))
