"""A real terminal (tmux) of a given size, in which a program runs, is typed at, and is read back with its colours.

Not the app's own drawing of itself: what a terminal of 16 colours, or one told to use none, makes of it is seen only
there.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import time
from collections.abc import Mapping, Sequence

PATIENCE_S = 20.0


class NotShownError(Exception):
    """What was waited for never came; holds the screen as it was."""


class Terminal:
    """A terminal with one program in it."""

    def __init__(self, size: tuple[int, int], command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.columns, self.rows = size
        self._socket = f"pictures-{os.getpid()}"
        settings = shlex.join(f"{name}={value}" for name, value in environment.items() if value)
        without = " ".join(f"-u {name}" for name, value in environment.items() if not value)
        line = f"exec env {without} {settings} {shlex.join(command)}"
        self._tmux("new-session", "-d", "-x", str(self.columns), "-y", str(self.rows), line)
        self._tmux("set", "-g", "status", "off")
        self._tmux("set", "-g", "remain-on-exit", "on")
        self._tmux("set", "-sg", "escape-time", "0")
        self._tmux("resize-window", "-x", str(self.columns), "-y", str(self.rows))

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", self._socket, "-f", os.devnull, *words], capture_output=True, text=True, check=False
        )
        return done.stdout

    def press(self, *keys: str) -> None:
        """Press keys, in tmux's names: ``C-p``, ``Enter``, ``Tab``."""
        for key in keys:
            self._tmux("send-keys", key)
            time.sleep(0.15)

    def type(self, text: str) -> None:
        """Type text."""
        self._tmux("send-keys", "-l", text)

    def until(self, words: str) -> None:
        """Wait until words stand on the screen."""
        end = time.monotonic() + PATIENCE_S
        while words not in self._tmux("capture-pane", "-p"):
            if time.monotonic() > end:
                raise NotShownError(f"{words!r} never came:\n{self._tmux('capture-pane', '-p')}")
            time.sleep(0.05)

    def read(self) -> list[str]:
        """Return the screen once it stands still, line by line, with the codes of its colours."""
        before, still = "", 0
        end = time.monotonic() + PATIENCE_S
        while still < 3 and time.monotonic() < end:
            time.sleep(0.12)
            now = self._tmux("capture-pane", "-e", "-N", "-p")
            still = still + 1 if now == before else 0
            before = now
        return before.split("\n")[: self.rows]

    def close(self) -> None:
        """End the program and its terminal."""
        self._tmux("kill-server")
