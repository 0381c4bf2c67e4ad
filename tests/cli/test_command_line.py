"""The command line as a whole: help, wrong usage, kits, and that every command is told of somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commands import Process, Run, refused, told

from facikit import __version__
from facikit.cli.main import COMMANDS
from facikit.cli.output import one_sentence

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_help_lists_every_command_with_a_line_that_is_not_cut_off(run: Run) -> None:
    text = run("--help").stdout
    for name in COMMANDS:
        assert re.search(rf"^  {name} +\S.*\.$", text, re.MULTILINE), name
    assert "..." not in text.partition("Commands:")[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_each_of_its_words_has_help(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    _, _, options = result.stdout.partition("Options:")
    assert result.stdout.startswith(f"Usage: facikit {name} ")
    for line in options.splitlines():
        if re.match(r"  -", line):
            assert re.match(r"  -[^ ]*(, --[^ ]+)?( [^ ]+)*(  +\S.*)?$", line), line
    assert not re.search(r"^  --?[a-z-]+( [A-Z]+)?\s*$(?!\n {10,}\S)", options, re.MULTILINE), options


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_in_the_help_is_the_first_of_the_command_s_own(run: Run, name: str) -> None:
    own = " ".join(run(name, "--help").stdout.split())
    assert COMMANDS[name].line in own


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_told_of_in_the_readme_or_the_docs(name: str) -> None:
    pages = [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    assert re.search(rf"\bfacikit {name}\b", text), name


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").stdout == f"facikit {__version__}\n"


def test_an_unknown_command_is_wrong_usage_with_the_near_one(run: Run) -> None:
    result = run("reprot")
    assert result.exit_code == 2
    assert "'report'" in result.stderr and result.stdout == ""


@pytest.mark.parametrize(
    "words", [("list", "nonsense"), ("new",), ("status",), ("list", "--nonsense"), ("schema", "x")]
)
def test_wrong_usage_exits_two_and_prints_nothing_on_stdout(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


@pytest.mark.usefixtures("session_folder")
@pytest.mark.parametrize("words", [(), ("run", "small"), ("note", "small"), ("write", "small")])
def test_what_needs_a_terminal_says_so_where_there_is_none(run: Run, words: tuple[str, ...]) -> None:
    assert "terminal" in refused(run(*words), code=2)


@pytest.mark.parametrize("before", [True, False])
def test_the_kit_may_be_named_before_or_after_the_command(
    run: Run, kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ("--kit", kit, "list", "workshops") if before else ("list", "workshops", f"--kit={kit}")
    assert "A small day" in run(*words).stdout


def test_a_kit_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    assert "no-such-kit" in refused(run("--kit", tmp_path / "no-such-kit", "list"))


def test_the_program_runs_as_a_module(process: Process) -> None:
    result = process("--version")
    assert (result.returncode, result.stdout) == (0, f"facikit {__version__}\n".encode())


@pytest.mark.parametrize(
    ("message", "hint", "line"),
    [
        ("there is no x", "", "there is no x."),
        ("there is no x", "did you mean 'y'?", "there is no x; did you mean 'y'?"),
        ("There is no x.", "did you mean 'y'?", "There is no x. Did you mean 'y'?"),
        ("There is no x.", "See the list", "There is no x. See the list."),
        ("there is no x", "see: facikit list", "there is no x; see: facikit list"),
        (
            "there is no x",
            "make one with: facikit init FOLDER, and go there",
            "there is no x; make one with: facikit init FOLDER, and go there.",
        ),
        ("two\nlines", "and\x1b[31m more", "two lines; and[31m more."),
    ],
)
def test_an_error_is_one_line(message: str, hint: str, line: str) -> None:
    assert one_sentence(message, hint) == line


def test_init_makes_a_kit_that_is_found_again(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("init", tmp_path / "mine")
    assert result.stdout == f"{(tmp_path / 'mine').resolve()}\n"
    (tmp_path / "mine" / "README.txt").write_text("my own words")
    assert run("init", tmp_path / "mine").exit_code == 0
    assert (tmp_path / "mine" / "README.txt").read_text() == "my own words"
    monkeypatch.chdir(tmp_path / "mine" / "exercises")
    folder = Path(run("new", "first-try").stdout.strip())
    assert folder.parent == (tmp_path / "mine" / "sessions").resolve()
    monkeypatch.chdir(tmp_path)
    assert run("status", folder.name).exit_code == 0


def test_init_says_where_it_cannot_make_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert str(tmp_path / "file") in refused(run("init", tmp_path / "file" / "kit"))


def test_narration_stays_out_of_the_data(run: Run) -> None:
    result = run("new", "small-day")
    assert len(result.stdout.splitlines()) == 1 and Path(result.stdout.strip()).is_dir()
    assert "facikit run" in told(result)
