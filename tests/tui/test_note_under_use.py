"""Whatever happens to window, keyboard, clock and terminal while somebody types, every word is there afterwards."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from stage import NARROW, at
from terminal import terminal

from facikit.session.responses import responses
from facikit.session.session import Session
from facikit.tui.ending import outliving_the_terminal

pytestmark = pytest.mark.slow

LETTERS = "@€{}[]|~\\", "e\u0301te\u0301", "👩\u200d👩\u200d👧", "می\u200cخواهم", "क्\u200dष", "ﬁ ก็ 日本"
"""What AltGr, dead keys and input methods make: several of them join letters and have no shape of their own."""


async def test_the_window_changes_its_size_and_nothing_typed_is_lost(session_folder: Path) -> None:
    async with at(session_folder, "note", size=NARROW) as stage:
        await stage.enter("before")
        await stage.type("half a ")
        for width, height in ((40, 10), (20, 5), (9, 3), (200, 60), (40, 10)):
            await stage.pilot.resize_terminal(width, height)
            await stage.pilot.pause()
            await stage.type(f"{width} ")
        assert "40 × 10 is small: 80 × 24 shows all" in stage.text and "✓ before" in stage.text
        assert "half a 40 20 9 200" in stage.text, "the line itself stays in sight"
        await stage.pilot.resize_terminal(*NARROW)
        await stage.until(lambda: "half a 40 20 9 200 40" in stage.text)
        assert "is small" not in stage.text and "How do you arrive?" in stage.text
        await stage.press("enter")
        assert stage.texts() == ["before", "half a 40 20 9 200 40 "]


async def test_every_letter_that_a_keyboard_can_make_is_kept_key_by_key(session_folder: Path) -> None:
    async with at(session_folder, "note", size=NARROW) as stage:
        for text in LETTERS:
            await stage.press(*text, "enter")
        assert stage.texts() == list(LETTERS) == stage.on_disk()


async def test_a_line_of_ten_thousand_letters_is_an_entry_like_another(session_folder: Path) -> None:
    words = " ".join(f"w{number}" for number in range(1_700))
    long = f"{words} {'x' * (10_000 - len(words) - 1)}"
    async with at(session_folder, "note", size=NARROW) as stage:
        await stage.paste(long)
        await stage.press("enter")
        await stage.enter("after")
        assert stage.texts() == [long, "after"] == stage.on_disk()
        await stage.press("up", "up", "!", "enter")
        assert stage.texts() == [f"{long}!", "after"]


@pytest.mark.parametrize("hours", [3, -3, -24 * 400])
async def test_a_laptop_that_slept_or_whose_clock_was_set_loses_and_reorders_nothing(
    session_folder: Path, hours: int
) -> None:
    async with at(session_folder, "note", size=NARROW) as stage:
        await stage.enter("before")
        await stage.type("ha")
        stage.clock.forward(hours * 3600)
        await stage.enter("lf")
        await stage.until(lambda: "✓ half" in stage.text)
        await stage.press("up", "!", "enter", "ctrl+z")
        assert stage.texts() == ["before", "half"] == stage.on_disk()
        await stage.press("ctrl+z")
        assert stage.texts() == ["before"]
        stage.clock.forward(-hours * 3600)
        await stage.press("ctrl+y")
        assert stage.texts() == ["before", "half"]


@pytest.mark.terminal
@pytest.mark.skipif(os.name == "nt", reason="there is no tmux on Windows")
def test_pastes_a_stopped_program_and_a_closed_terminal_lose_no_words(session_folder: Path) -> None:
    with terminal() as desk:
        desk.note("first", session_folder)
        desk.until("first", "How people arrived")
        desk.paste("first", "one\ntwo ^z :q\n\nthree\nfo", marked=False)
        desk.until("first", "› fo")
        desk.type("first", "ur")
        desk.press("first", "Enter")
        desk.until("first", "✓ four")
        desk.paste("first", "five\nsix", marked=True)
        desk.until("first", "2 entries or one?")
        desk.press("first", "Enter")
        desk.until("first", "✓ six")
        desk.type("first", "half a sen")
        desk.until("first", "half a sen")
        app = desk.pid("first")
        os.kill(app, signal.SIGTSTP)
        os.kill(app, signal.SIGCONT)
        time.sleep(1.5)  # what is typed while the terminal changes hands is the shell's
        desk.type("first", "tence")
        desk.until("first", "half a sentence")
        os.kill(app, signal.SIGSTOP)
        os.kill(app, signal.SIGCONT)
        desk.type("first", " on both sides")
        desk.until("first", "half a sentence on both sides")
        desk.tmux("kill-session", "-t", "first")  # as when somebody closes the window
        desk.note("second", session_folder)
        assert "half a sentence" in desk.until("second", "You left this line unfinished")
        with Session.open(session_folder, read_only=True) as session:
            assert [one.text for one in responses(session)] == ["one", "two ^z :q", "three", "four", "five", "six"]


@pytest.mark.terminal
@pytest.mark.skipif(os.name == "nt", reason="there is no tmux on Windows")
def test_a_program_that_was_held_up_reads_every_letter_and_can_be_left(session_folder: Path) -> None:
    with terminal() as desk:
        desk.note("first", session_folder)
        desk.until("first", "How people arrived")
        app = desk.pid("first")
        for _ in range(3):
            os.kill(app, signal.SIGSTOP)
            os.kill(app, signal.SIGCONT)
        words = "every letter of this arrives, one after the other"
        for word in words.split(" "):
            desk.type("first", word)
            desk.press("first", "Space")
        desk.press("first", "Enter")
        desk.until("first", f"✓ {words}")
        desk.press("first", "C-q")
        wait_for(app, "Z", "")


@pytest.mark.terminal
@pytest.mark.skipif(os.name == "nt", reason="there is no such terminal on Windows")
def test_a_window_closed_in_the_middle_of_typing_ends_the_program_in_good_order(session_folder: Path) -> None:
    import pty

    for number in range(3):
        program, window = pty.fork()
        if program == 0:
            note = [sys.executable, "-m", "facikit", "note", str(session_folder), "--who", f"p{number}"]
            os.execve(sys.executable, note, os.environ | {"TERM": "xterm-256color"})
        read_until(window, "How people arrived")
        os.write(window, f"entry {number}\r".encode())
        end = time.monotonic() + 20
        while not any(f"entry {number}" in log.read_text() for log in (session_folder / "log").glob("*.jsonl")):
            assert time.monotonic() < end, "it was never saved"
            if select.select([window], [], [], 0.05)[0]:
                os.read(window, 65536)
        os.write(window, b"and on it goes " * 20)
        time.sleep(0.1)
        os.close(window)
        end = time.monotonic() + 20
        while os.waitpid(program, os.WNOHANG)[0] == 0:
            assert time.monotonic() < end, "it never ended"
            time.sleep(0.05)
    logs = [log.read_text() for log in (session_folder / "log").glob("*.jsonl")]
    assert sum('"closed":true' in log for log in logs) == 3


@pytest.mark.skipif(os.name == "nt", reason="there is no such terminal on Windows")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_is_still_written_to_a_closed_window_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    import pty

    from textual.drivers._writer_thread import WriterThread

    window, terminal_of_it = pty.openpty()
    os.close(window)
    with os.fdopen(terminal_of_it, "w") as file, monkeypatch.context() as patched:
        patched.setattr(sys, "__stderr__", file)

        def write_and_leave() -> None:
            writer = WriterThread(sys.__stderr__)  # type: ignore[arg-type]
            writer.start()
            for _ in range(100):
                writer.write("a screen ")
            writer.stop()

        with outliving_the_terminal():
            leaving = threading.Thread(target=write_and_leave, daemon=True)
            leaving.start()
            leaving.join(20)
            assert not leaving.is_alive()
        with pytest.raises(OSError):
            file.write("it is gone indeed")
            file.flush()
        with contextlib.suppress(OSError):
            file.close()


def read_until(window: int, words: str) -> None:
    seen, end = b"", time.monotonic() + 20
    while words.encode() not in seen:
        assert time.monotonic() < end, seen[-2000:]
        if select.select([window], [], [], 0.2)[0]:
            seen += os.read(window, 65536)


def wait_for(process: int, *states: str) -> None:
    """Wait until ``ps`` gives one of these states for a process: one that has ended has Z, or none."""
    end = time.monotonic() + 20
    while (found := state(process)) not in states:
        assert time.monotonic() < end, f"it is in the state {found}"
        time.sleep(0.05)


def state(process: int) -> str:
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return told.stdout.strip()[:1]
