"""A real terminal, unseen: the app in tmux, typed at, pasted into, stopped, and closed under its feet."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PATIENCE_S = 30
NOTE = """
import sys
from pathlib import Path
from facikit.tui.app import run_app
run_app(Path(sys.argv[1]), "note", "anna")
"""


class Terminal:
    """One tmux server; its sessions are terminals."""

    def __init__(self) -> None:
        self._socket = f"facikit-{os.getpid()}-{time.monotonic_ns() % 100000}"

    def tmux(self, *words: str, text: str | None = None) -> str:
        command = ["tmux", "-L", self._socket, *words]
        return subprocess.run(command, capture_output=True, text=True, check=False, input=text).stdout

    def note(self, name: str, session: Path) -> None:
        """Open the note-taker's screen in a terminal."""
        settings = [f"{name}={os.environ[name]}" for name in ("FACIKIT_STATE", "FACIKIT_DATA", "HOME")]
        command = shlex.join(["env", *settings, sys.executable, "-c", NOTE, str(session)])
        self.tmux("new-session", "-d", "-s", name, "-x", "80", "-y", "24", f"exec {command}")

    def type(self, name: str, text: str) -> None:
        self.tmux("send-keys", "-t", name, "-l", text)

    def press(self, name: str, *keys: str) -> None:
        self.tmux("send-keys", "-t", name, *keys)

    def paste(self, name: str, text: str, *, marked: bool) -> None:
        """Paste as a terminal does that marks a paste, or as one that does not: then it comes as keys."""
        self.tmux("load-buffer", "-", text=text)
        self.tmux("paste-buffer", *(["-p"] if marked else []), "-t", name)

    def pid(self, name: str) -> int:
        return int(self.tmux("display-message", "-p", "-t", name, "#{pane_pid}"))

    def until(self, name: str, words: str) -> str:
        end = time.monotonic() + PATIENCE_S
        screen = ""
        while time.monotonic() < end:
            screen = self.tmux("capture-pane", "-p", "-t", name)
            if words in screen:
                return screen
            time.sleep(0.05)
        raise AssertionError(f"{words!r} never came:\n{screen}")


@contextmanager
def terminal() -> Iterator[Terminal]:
    """A terminal for one test; skipped at a desk without tmux."""
    if shutil.which("tmux") is None:
        if os.environ.get("CI"):
            pytest.fail("tmux is not installed")
        pytest.skip("tmux is not installed")
    found = Terminal()
    found.tmux("new-session", "-d", "-s", "hold", "sleep 600")  # with its last session the server would go as well
    try:
        yield found
    finally:
        found.tmux("kill-server")
