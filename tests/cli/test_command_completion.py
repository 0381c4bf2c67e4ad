"""A shell is told what may stand next: commands, options, their words, and the names of what there is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import Run, refused

from facikit.cli.main import COMMANDS


def following(run: Run, *words: str) -> list[str]:
    """Return what may stand in the place of the last word."""
    result = run("completion", "--next", "--", *words)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.split("\n")[:-1]


def test_commands_are_completed(run: Run) -> None:
    assert following(run, "") == list(COMMANDS)
    assert following(run, "rep") == ["report"]
    assert following(run, "no-such") == [] and following(run, "no-such", "x") == []
    assert following(run, "template", "") == ["list", "show", "eject", "wording", "check"]


@pytest.mark.usefixtures("session_folder")
def test_a_session_is_completed_by_its_folder_s_name(run: Run, session_folder: Path) -> None:
    assert following(run, "run", session_folder.name[:5]) == [session_folder.name]
    assert session_folder.name in following(run, "report", "-t", "record", "")
    assert session_folder.name in following(run, "report", "--draft", "")
    assert following(run, "report", session_folder.name, "") == []


def test_exercises_and_workshops_are_completed_in_the_kit_that_is_named(
    run: Run, kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert following(run, "new", "small") == ["small-day"]
    assert "animals" in following(run, "handout", "round", "a")
    monkeypatch.chdir(tmp_path)
    assert following(run, "new", "small") == []
    assert following(run, "--kit", str(kit), "new", "small") == ["small-day"]


def test_options_and_their_words_are_completed(run: Run) -> None:
    assert following(run, "export", "x", "--t") == ["--to"]
    assert following(run, "export", "x", "--to", "j") == ["json"]
    assert following(run, "schema", "work") == ["workshop"]
    assert "--help" in following(run, "note", "--")


def test_a_word_that_a_shell_could_not_hand_over_empty_counts_as_empty(run: Run) -> None:
    assert following(run, '""') == list(COMMANDS)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_shell_is_told_where_its_lines_go(run: Run, shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0 and "facikit completion --next" in result.stdout
    assert f"completion {shell}" in result.stderr
    program = shutil.which(shell)
    if program is not None and shell in ("bash", "zsh"):
        assert subprocess.run([program, "-n"], input=result.stdout.encode(), check=False).returncode == 0


@pytest.mark.parametrize("words", [(), ("bsh",), ("bash", "zsh")])
def test_a_shell_that_is_none_is_wrong_usage(run: Run, words: tuple[str, ...]) -> None:
    assert "zsh" in refused(run("completion", *words), code=2) or words == ("bsh",)


@pytest.mark.skipif(not shutil.which("bash") or sys.platform == "win32", reason="there is no bash here")
def test_bash_completes_a_line(run: Run, kit: Path, tmp_path: Path) -> None:
    script = run("completion", "bash").stdout
    here = tmp_path / "bin"
    here.mkdir()
    (here / "facikit").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m facikit "$@"\n')
    (here / "facikit").chmod(0o755)
    asked = f'{script}\nCOMP_WORDS=(facikit new small); COMP_CWORD=2; _facikit; printf "%s\\n" "${{COMPREPLY[@]}}"'
    path = f"{here}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", asked], cwd=kit, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["small-day"], done.stderr
