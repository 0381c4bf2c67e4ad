"""However the app ends, what was typed is on disk, the log is closed, and the terminal is usable again."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partialmethod
from pathlib import Path

import pytest
from textual.app import App

from facikit.errors import UserError
from facikit.session.responses import responses
from facikit.session.session import Session
from facikit.session.status import writers
from facikit.tui.app import FacikitApp, run_app
from facikit.tui.ending import has_terminal, listen_for_the_end, wake_once
from facikit.tui.screens.note import NoteScreen

OPEN = """
import sys
from pathlib import Path
from facikit.tui.app import run_app
run_app(Path(sys.argv[1]), "note", "anna")
"""
PATIENCE_S = 30


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither these signals nor pseudo-terminals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_shutdown_or_a_closed_terminal_loses_nothing(session_folder: Path, name: str) -> None:
    import pty

    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    app = subprocess.Popen(
        [sys.executable, "-c", OPEN, str(session_folder)],
        stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    os.set_blocking(ours, False)
    try:
        _read_until(ours, b"How people arrived")
        os.write(ours, b"typed before the lights went out\r")
        _wait_for(lambda: _typed(session_folder) == ["typed before the lights went out"], ours)
        app.send_signal(getattr(signal, name))
        said = _read_until(ours, b"\x1b[?1049l")
        app.wait(PATIENCE_S)
    finally:
        app.kill()
        os.close(ours)
    assert b"Traceback" not in said
    with Session.open(session_folder, read_only=True) as session:
        assert [one.state for one in writers(session)] == ["closed"]


def _typed(folder: Path) -> list[str]:
    with Session.open(folder, read_only=True) as session:
        return [one.text for one in responses(session)]


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # nothing there just now, or the other end is closed
        return b""


def _read_until(terminal: int, words: bytes) -> bytes:
    """Read what the app shows until ``words`` are in it."""
    shown = b""
    until = time.monotonic() + PATIENCE_S
    while words not in shown and time.monotonic() < until:
        shown += _read(terminal)
        time.sleep(0.01)
    assert words in shown, shown[-2000:]
    return shown


def _wait_for(holds: Callable[[], bool], terminal: int) -> None:
    until = time.monotonic() + PATIENCE_S
    while not holds() and time.monotonic() < until:
        _read(terminal)
        time.sleep(0.05)
    assert holds()


def test_an_app_that_stops_by_a_mistake_of_its_own_says_that_nothing_is_lost_and_fails(
    session_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(_screen: NoteScreen) -> None:
        raise ZeroDivisionError("not what was meant")

    monkeypatch.setattr(NoteScreen, "show_room", wrong)
    monkeypatch.setattr(FacikitApp, "run", partialmethod(App.run, headless=True))
    with pytest.raises(UserError, match="mistake of its own") as told:
        run_app(session_folder, "note", "anna")
    assert "what had its ✓ is on disk" in told.value.hint


class _Driver:
    """As Textual's: it gives the terminal back and stands still, and reads the keyboard again when it goes on."""

    _auto_restart = True

    def __init__(self, while_giving_back: int, while_taking_up: int, refused: int) -> None:
        self._key_thread = self
        self.reads = True
        self.readers, self._refused = 0, refused
        self._while_giving_back, self._while_taking_up = while_giving_back, while_taking_up
        self.drawing = False

    def suspend(self, *_: object) -> None:
        assert not self.drawing, "it would wait for itself"
        for _word in range(self._while_giving_back):
            signal.raise_signal(signal.SIGCONT)
        self.reads = False
        for _word in range(self._while_giving_back):
            signal.raise_signal(signal.SIGCONT)

    def resume(self, *_: object) -> None:
        assert not self.drawing
        for _word in range(self._while_taking_up):
            signal.raise_signal(signal.SIGCONT)
        if self._refused:
            self._refused -= 1  # in the background: it stood still again, and this is the next word to go on
            signal.raise_signal(signal.SIGCONT)
            return
        self.reads = True
        self.readers += 1

    def is_alive(self) -> bool:
        return self.reads


@pytest.mark.skipif(os.name == "nt", reason="no such signals on Windows")
@pytest.mark.parametrize("while_giving_back", [0, 1, 2])
@pytest.mark.parametrize("while_taking_up", [0, 1])
@pytest.mark.parametrize("refused", [0, 1, 2])
async def test_the_keyboard_is_read_once_whenever_the_word_to_go_on_comes(
    while_giving_back: int, while_taking_up: int, refused: int
) -> None:
    before = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
    driver = _Driver(while_giving_back, while_taking_up, refused)
    try:
        signal.signal(signal.SIGTSTP, driver.suspend)
        signal.signal(signal.SIGCONT, driver.resume)
        wake_once()
        signal.raise_signal(signal.SIGCONT)
        await asyncio.sleep(0.01)
        assert driver.readers == 0, "it was never given back"
        driver.drawing = True
        signal.raise_signal(signal.SIGTSTP)
        signal.raise_signal(signal.SIGCONT)
        driver.drawing = False
        await asyncio.sleep(0.01)
        assert driver.readers == 1
    finally:
        signal.signal(signal.SIGTSTP, before[0])
        signal.signal(signal.SIGCONT, before[1])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
async def test_the_word_to_end_is_heard_while_three_hundred_letters_come_at_once() -> None:
    """What wakes the event loop is a byte in a pipe; where that is full already, no further byte goes in."""
    ended: list[bool] = []
    before = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGHUP)}
    try:
        listen_for_the_end(lambda: ended.append(True))
        loop = asyncio.get_running_loop()
        for _ in range(5000):
            loop.call_soon_threadsafe(int)
        os.kill(os.getpid(), signal.SIGHUP)
        await asyncio.sleep(0.1)
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
    assert ended == [True]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_a_terminal_whose_window_was_closed_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    import pty

    window, terminal = pty.openpty()
    with os.fdopen(terminal) as file:
        monkeypatch.setattr(sys, "__stdin__", file)
        assert has_terminal()
        os.close(window)
        assert not has_terminal()
    assert not has_terminal()
    monkeypatch.setattr(sys, "__stdin__", None)
    assert not has_terminal()
