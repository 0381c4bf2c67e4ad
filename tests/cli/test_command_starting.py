"""new-exercise and new-workshop: a file to begin with, never over another, and a way out where it cannot be made."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, put, refused

from facikit.library.kits import packaged_kit

FOLDERS = {"exercise": "exercises", "workshop": "templates/workshops"}


@pytest.mark.parametrize("what", FOLDERS)
def test_a_new_file_passes_the_check_and_shows_as_a_run_sheet(run: Run, kit: Path, what: str) -> None:
    result = run(f"new-{what}", "What excites you?")
    path = Path(result.stdout.strip())
    assert path == kit / FOLDERS[what] / "what-excites-you.yaml"
    assert f"facikit check {FOLDERS[what]}/what-excites-you.yaml" in result.stderr
    assert run("check", path).exit_code == 0
    assert "# What excites you?" in run("show", f"{what}/what-excites-you").stdout


def test_a_new_workshop_makes_a_session(run: Run) -> None:
    run("new-workshop", "our-day")
    assert run("new", "our-day").exit_code == 0


@pytest.mark.parametrize("ending", [".yaml", ".yml"])
def test_a_file_that_is_there_is_never_written_over(run: Run, kit: Path, ending: str) -> None:
    there = put(kit / "exercises" / f"mine{ending}", "title: Years of work\n")
    sentence = refused(run("new-exercise", "Mine"))
    assert "already" in sentence and str(there) in sentence
    assert there.read_text() == "title: Years of work\n"


def test_one_that_takes_the_place_of_another_says_so(run: Run) -> None:
    assert "yours is used in its place" in run("new-exercise", "dot-vote").stderr


@pytest.mark.parametrize("name", ["", "???", "日本", "../up", "a\\b", "/etc/x", "con", "LPT1", "\x1b[2J"])
def test_a_name_that_is_none_is_refused_with_one_that_is(run: Run, kit: Path, name: str) -> None:
    before = sorted(kit.rglob("*"))
    if name == "\x1b[2J":
        assert run("new-exercise", name).stdout.endswith("exercises/2j.yaml\n")
        return
    assert "my-" in refused(run("new-exercise", name))
    assert sorted(kit.rglob("*")) == before


def test_where_there_is_no_kit_the_way_to_one_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "letters"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert "facikit init FOLDER" in refused(run("new-exercise", "mine"))
    assert list(elsewhere.iterdir()) == []
    assert run("--kit", elsewhere, "new-exercise", "mine").exit_code == 0


def test_the_kit_that_came_with_the_program_is_left_alone(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(packaged_kit())
    assert "facikit init FOLDER" in refused(run("new-exercise", "mine"))
    assert not (packaged_kit() / "exercises" / "mine.yaml").exists()


def test_a_kit_that_cannot_be_written_to_says_so(run: Run, kit: Path) -> None:
    (kit / "templates" / "workshops").rename(kit / "elsewhere")
    (kit / "templates").rmdir()
    put(kit / "templates", "a file where a folder should be")
    assert "cannot be written" in refused(run("new-workshop", "mine"))


def test_the_live_check_needs_a_terminal_and_writes_nothing_without(run: Run, kit: Path) -> None:
    assert "terminal" in refused(run("new-exercise", "mine", "--watch"), code=2)
    assert not (kit / "exercises" / "mine.yaml").exists()
    assert "terminal" in refused(run("check", "--watch", kit / "exercises" / "round.yaml"), code=2)


@pytest.mark.parametrize(("what", "like"), [("exercise", "dot-vote"), ("workshop", "first-try")])
def test_a_new_file_can_begin_as_a_copy_of_one_that_is_there(run: Run, what: str, like: str) -> None:
    path = Path(run(f"new-{what}", 'Our "own": vote', "--like", like).stdout.strip())
    theirs = (packaged_kit() / FOLDERS[what] / f"{like}.yaml").read_text(encoding="utf-8").splitlines()
    ours = path.read_text(encoding="utf-8").splitlines()
    assert ours[0].startswith("# yaml-language-server: ")
    assert ours[1] == 'title: "Our \\"own\\": vote"' and ours[2:] == theirs[1:]
    assert run("check", path).exit_code == 0


def test_a_copy_of_the_same_name_keeps_its_title_and_is_used_in_its_place(run: Run) -> None:
    result = run("new-exercise", "world-cafe", "--like", "world-cafe")
    assert "yours is used in its place" in result.stderr
    assert "title: World café\n" in Path(result.stdout.strip()).read_text(encoding="utf-8")


def test_a_copy_of_one_s_own_file_leads_the_editor_to_the_schema_once(run: Run) -> None:
    run("new-exercise", "First")
    path = Path(run("new-exercise", "Second", "--like", "first").stdout.strip())
    assert path.read_text(encoding="utf-8").count("yaml-language-server") == 1


def test_a_copy_of_what_is_not_there_is_refused_with_the_near_name_and_makes_nothing(run: Run, kit: Path) -> None:
    before = sorted(kit.rglob("*"))
    assert "did you mean 'dot-vote'?" in refused(run("new-exercise", "Mine", "--like", "dot-vot"))
    assert sorted(kit.rglob("*")) == before


def test_the_run_sheet_of_a_new_workshop_asks_for_nothing_to_be_mended(run: Run) -> None:
    run("new-workshop", "Spring day")
    sheet = run("show", "workshop/spring-day").stdout
    assert "Why we are here" in sheet and "add up to" not in sheet and "too long" not in sheet
