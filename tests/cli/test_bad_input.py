"""Whatever a file or a folder holds: one sentence that names it and the way out, exit 1, nothing lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from commands import Run, put, refused, told

pytestmark = pytest.mark.slow

BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)
BAD_YAML: dict[str, str | bytes] = {
    "broken": "title: [one\nsteps: }",
    "empty": "",
    "only blanks": "\n\n   \n",
    "huge": "title: x\naim: " + "x" * 3_000_000,
    "deep": "title: " + "[" * 5000 + "]" * 5000,
    "code": "title: !!python/object/apply:os.system ['touch owned']\nsteps: []\n",
    "bomb": BOMB,
    "tab": "title: x\n\tsteps: []\n",
    "list": "- title: x\n",
    "number": "42\n",
    "binary": bytes(range(256)) * 20,
    "latin-1": "title: café\n".encode("latin-1"),
    "utf-16": "title: café\n".encode("utf-16"),
    "null bytes": b"title: \0\0\0\n",
    "two documents": "title: x\n---\ntitle: y\n",
    "twice": "title: x\ntitle: y\nsteps: []\n",
    "lone surrogate": b"title: \xed\xa0\x80\n",
}


@pytest.mark.parametrize("name", BAD_YAML)
@pytest.mark.parametrize("place", ["exercises", "templates/workshops"])
def test_check_tells_what_is_wrong_with_any_file(run: Run, kit: Path, name: str, place: str) -> None:
    file = put(kit / place / "bad.yaml", BAD_YAML[name])
    result = run("check", file)
    assert result.exit_code == 1
    assert "bad.yaml" in result.stdout and "Traceback" not in result.stderr
    assert not (kit / "owned").exists()


@pytest.mark.parametrize("name", BAD_YAML)
def test_no_session_is_made_of_a_bad_workshop(run: Run, kit: Path, name: str) -> None:
    put(kit / "templates" / "workshops" / "bad.yaml", BAD_YAML[name])
    result = run("new", "bad")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "bad.yaml" in told(result)
    assert list((kit / "sessions").iterdir()) == []


@pytest.mark.parametrize("name", BAD_YAML)
def test_a_bad_exercise_does_not_keep_the_others_from_being_listed(run: Run, kit: Path, name: str) -> None:
    put(kit / "exercises" / "bad.yaml", BAD_YAML[name])
    result = run("list", "exercises")
    assert result.exit_code == 0
    assert "Change animals" in result.stdout and "bad" in result.stdout


@pytest.mark.parametrize("name", ["broken", "empty", "deep", "code", "latin-1"])
def test_no_session_is_made_with_a_bad_exercise_in_it(run: Run, kit: Path, name: str) -> None:
    put(kit / "exercises" / "animals.yaml", BAD_YAML[name])
    result = run("new", "small-day")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "animals" in result.stderr
    assert list((kit / "sessions").iterdir()) == []


@pytest.mark.parametrize("name", BAD_YAML)
@pytest.mark.parametrize("command", ["status", "log", "export", "report", "people", "undo"])
def test_a_session_whose_plan_is_ruined_is_told_and_left_as_it_is(
    run: Run, session_folder: Path, name: str, command: str
) -> None:
    if command == "report":
        pytest.importorskip("facikit.report.render")
    run("add", "small", "round", "words", "precious")
    [log] = (session_folder / "log").iterdir()
    before = log.read_bytes()
    put(session_folder / "session.yaml", BAD_YAML[name])
    result = run(command, "small")
    assert "Traceback" not in result.stderr
    if result.exit_code:
        assert result.exit_code == 1 and "session.yaml" in told(result)
    assert log.read_bytes() == before


@pytest.mark.parametrize("command", ["status", "log", "export", "people", "undo", "redo"])
def test_a_folder_that_is_no_session_is_told(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "photos").mkdir()
    assert "photos" in refused(run(command, tmp_path / "photos"))
    assert list((tmp_path / "photos").iterdir()) == []


@pytest.mark.usefixtures("session_folder")
@pytest.mark.parametrize("command", ["status", "log", "export", "people", "undo", "redo"])
def test_a_session_that_is_not_there_is_told(run: Run, command: str) -> None:
    assert "xyzzy" in refused(run(command, "xyzzy"))


def test_a_name_that_fits_several_sessions_is_told_with_all_of_them(run: Run) -> None:
    names = [Path(run("new", "small-day", "--title", title).stdout.strip()).name for title in ("Day one", "Day two")]
    sentence = refused(run("status", "day-"))
    assert all(name in sentence for name in names)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 5000, "\x1b[31m", "*", "", "nul\0l", "🙂"])
def test_a_strange_name_is_told_without_harm(run: Run, name: str) -> None:
    assert "\x1b" not in refused(run("status", name))


@pytest.mark.parametrize("damage", [b"\0" * 4096, b"not json\n", b"{}\n", b"\xff\xfe\n", b'{"id":"x.1","t":5}\n'])
def test_a_damaged_log_is_read_round_the_damage(run: Run, session_folder: Path, damage: bytes) -> None:
    run("add", "small", "round", "words", "precious")
    [log] = (session_folder / "log").iterdir()
    log.write_bytes(damage + log.read_bytes() + damage)
    assert "precious" in run("log", "small").stdout
    assert run("status", "small").exit_code == 0


def test_a_log_that_is_a_folder_or_a_loop_does_no_harm(run: Run, session_folder: Path) -> None:
    run("add", "small", "round", "words", "precious")
    (session_folder / "log" / "odd.jsonl").mkdir()
    (session_folder / "log" / "loop.jsonl").symlink_to("loop.jsonl")
    for command in ("log", "status", "list"):
        assert run(command, *(["small"] if command != "list" else [])).exit_code == 0


def test_a_session_folder_that_vanished_is_told(run: Run, session_folder: Path) -> None:
    shutil.rmtree(session_folder)
    assert "2026-03-04" in refused(run("status", session_folder.name))


@pytest.mark.parametrize("name", ["broken", "code", "latin-1"])
def test_state_of_this_laptop_that_is_ruined_is_forgotten(
    run: Run, own_machine: Path, session_folder: Path, name: str
) -> None:
    for file in ("kits.json", "who"):
        put(own_machine / "state" / file, BAD_YAML[name])
    assert run("status", session_folder.name).exit_code == 0
    assert run("add", "small", "round", "words", "x").exit_code == 0
