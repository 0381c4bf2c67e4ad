"""Pipes that close, disks that fill, locales of another age, terminals: the ids and the words hold."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commands import PROGRAM, Process

pytestmark = pytest.mark.slow

posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX pipes and terminals")
FULL = Path("/dev/full")


def texts(folder: Path) -> list[str]:
    from facikit.session.responses import responses
    from facikit.session.session import Session

    return [one.text for one in responses(Session.open(folder, read_only=True))]


@posix
@pytest.mark.parametrize("words", [("list",), ("schema", "session"), ("--help",), ("export", "small")])
def test_a_reader_who_leaves_ends_the_command_quietly(
    process: Process, session_folder: Path, words: tuple[str, ...]
) -> None:
    assert session_folder.is_dir()
    reading, writing = os.pipe()
    os.close(reading)
    try:
        result = process(*words, stdout=writing, stderr=subprocess.PIPE)
    finally:
        os.close(writing)
    assert result.stderr == b""


@posix
def test_words_are_kept_though_nobody_reads_the_ids(process: Process, session_folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    lines = "".join(f"line {number}\n" for number in range(3000)).encode()
    try:
        result = process("add", "small", "round", "words", input=lines, stdout=writing, stderr=subprocess.PIPE)
    finally:
        os.close(writing)
    assert (result.returncode, result.stderr) == (0, b"")
    assert len(texts(session_folder)) == 3000


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", [("list",), ("--help",), ("export", "small")])
def test_a_full_disk_behind_standard_output_is_told(
    process: Process, session_folder: Path, words: tuple[str, ...]
) -> None:
    assert session_folder.is_dir()
    with FULL.open("wb") as full:
        result = process(*words, stdout=full, stderr=subprocess.PIPE)
    assert result.returncode == 1
    assert result.stderr.decode().splitlines() == ["facikit: No space left on device."]


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "latin-1"}]
)
def test_words_come_out_as_utf8_whatever_the_locale(
    process: Process, session_folder: Path, locale: dict[str, str]
) -> None:
    environment = {**os.environ, "PYTHONCOERCECLOCALE": "0", **locale}
    words = "Fàilte 你好 🙂"
    result = process("add", "small", "round", "words", input=f"{words}\n".encode(), env=environment)
    assert result.returncode == 0, result.stderr
    assert texts(session_folder) == [words]
    for command in (("log", "small"), ("export", "small", "--to", "csv"), ("report", "small", "-t", "record")):
        assert words.encode() in process(*command, env=environment).stdout


def test_standard_input_that_is_closed_is_no_input(process: Process, session_folder: Path) -> None:
    code = "import os, sys; os.close(0); os.execv(sys.executable, sys.argv[1:])"
    command = [sys.executable, "-c", code, *PROGRAM, "add", "small", "round", "words"]
    result = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert b"Traceback" not in result.stderr
    assert texts(session_folder) == []
    assert process("list").returncode == 0


@posix
def test_each_line_is_safe_before_the_next_one_is_typed(session_folder: Path, process: Process) -> None:
    assert process("list").returncode == 0  # the fixture sets the folder and the name
    command = [*PROGRAM, "add", "small", "round", "words"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as adding:
        assert adding.stdin is not None and adding.stdout is not None
        for number in range(3):
            adding.stdin.write(f"line {number}\n".encode())
            adding.stdin.flush()
            one = adding.stdout.readline().decode().strip()
            assert len(one) == 12
            assert texts(session_folder) == [f"line {before}" for before in range(number + 1)]
        adding.kill()
    assert texts(session_folder) == ["line 0", "line 1", "line 2"]


@posix
def test_at_a_terminal_it_asks_line_by_line_and_ends_with_the_end_of_input(
    session_folder: Path, process: Process
) -> None:
    assert process("list").returncode == 0
    shown, status = at_a_terminal(
        ["add", "small", "animals", "points", "--group", "Table 2"], [b"one\r", b"two\r", b"\x04"]
    )
    assert status == 0
    assert shown.count("Table 2> ") == 3
    assert texts(session_folder) == ["one", "two"]


@posix
def test_ctrl_c_at_the_prompt_is_quiet_and_keeps_what_was_entered(session_folder: Path, process: Process) -> None:
    assert process("list").returncode == 0
    shown, status = at_a_terminal(["add", "small", "round", "words"], [b"one\r", b"half a li\x03"])
    assert status == 130
    assert "Traceback" not in shown and "Error" not in shown
    assert texts(session_folder) == ["one"]


@posix
def test_a_hang_up_while_adding_leaves_whole_lines_only(session_folder: Path, process: Process) -> None:
    assert process("list").returncode == 0
    with subprocess.Popen(
        [*PROGRAM, "add", "small", "round", "words"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as adding:
        assert adding.stdin is not None and adding.stdout is not None
        adding.stdin.write(b"one\ntwo\nthr")
        adding.stdin.flush()
        assert adding.stdout.readline() and adding.stdout.readline()
        adding.send_signal(signal.SIGTERM)
    assert texts(session_folder) == ["one", "two"]


def at_a_terminal(words: list[str], keys: list[bytes]) -> tuple[str, int]:
    """Run a command at a terminal, type at each prompt, and return what was shown and the exit status."""
    import pty

    child, terminal = pty.fork()
    if child == 0:
        # Whoever runs the tests in the background has Ctrl-C switched off, and a child takes that over.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execv(PROGRAM[0], [*PROGRAM, *words])
    shown = b""
    typed = 0
    deadline = time.monotonic() + 60
    again = deadline
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], 0.1)
        if ready:
            try:
                data = os.read(terminal, 65536)
            except OSError:
                break
            if not data:
                break
            shown += data
        if typed < len(keys) and shown.count(b"> ") > typed:
            os.write(terminal, keys[typed])
            typed += 1
            again = time.monotonic() + 2
        elif typed == len(keys) and time.monotonic() > again:
            # An interrupt between two looks at the keyboard waits for the next key, as it does for a person.
            os.write(terminal, keys[-1][-1:])
            again = time.monotonic() + 2
    else:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    return shown.decode("utf-8", "replace"), os.waitstatus_to_exitcode(status)
