"""However the app ends, what was typed is on disk, the log is closed, and the terminal is usable again."""

from __future__ import annotations

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
