"""The README's commands are tried as they stand there: whoever copies one gets what it promises."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from commands import Run, put

ROOT = Path(__file__).resolve().parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ON_A_SCREEN = ("run", "note", "present", "themes", "write", "demo")


def lines() -> list[list[str]]:
    """Return the words of every line in a block of commands that begins with facikit."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    found = [shlex.split(line, comments=True) for block in blocks for line in block.splitlines()]
    return [words for words in found if words[:1] == ["facikit"]]


def test_every_command_of_the_readme_does_what_it_is_there_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "my-workshops" / "notes.txt", "Fewer meetings\n\nMore time\n")
    put(tmp_path / "my-workshops" / "cards.csv", "Word,Colour\ntired,red\nready,blue\n")
    put(tmp_path / "my-workshops" / "people.csv", "name,role,team,group\nAda Vale,Nurse,North,Red\n")
    put(tmp_path / "my-workshops" / "exercises" / "my-exercise.yaml", "title: Mine\nsteps: [{title: Do it}]\n")
    printed: list[str] = []
    tried = 0
    for words in lines():
        arguments = [printed[0].strip() if word == "ID" and printed else word for word in words[1:]]
        given = None
        if "<" in arguments:
            at = arguments.index("<")
            given = Path(arguments[at + 1]).read_bytes()
            del arguments[at:]
        if ">" in arguments:
            del arguments[arguments.index(">") :]
        if arguments[0] == "merge":
            shutil.copytree(next((tmp_path / "my-workshops" / "sessions").iterdir()), tmp_path / "from-ben")
        result = run(*arguments, input=given)
        tried += 1
        # On a day that has hardly begun there is something to look at.
        expected = 2 if arguments[0] in ON_A_SCREEN else 1 if "--check" in arguments else 0
        assert result.exit_code == expected, (arguments, result.stderr)
        if arguments[0] == "init":
            monkeypatch.chdir(tmp_path / arguments[1])
        if arguments[:3] == ["add", "first-try", "discussion"]:
            printed += result.stdout.split()
    assert tried > 15


def test_the_two_first_commands_are_one_line_each_with_their_form_for_windows() -> None:
    blocks = re.findall(
        r"^```(sh|bat)\n(.*?)^```", README.partition("## What you can do next")[0], re.MULTILINE | re.DOTALL
    )
    assert [(kind, text.count("\n")) for kind, text in blocks] == [("sh", 1), ("bat", 1)] * 2
    posix = [text.strip() for kind, text in blocks if kind == "sh"]
    windows = [text.strip() for kind, text in blocks if kind == "bat"]
    assert [line.rpartition(" && ")[2].rpartition("/")[2] for line in posix] == ["facikit demo", "python -m pytest"]
    for line, other in zip(posix, windows, strict=True):
        as_posix = other.removeprefix('cmd /c "').removesuffix('"').replace("py -m venv", "python3 -m venv")
        as_posix = as_posix.replace("\\Scripts\\", "/bin/")
        assert as_posix == line.replace("'", "")
