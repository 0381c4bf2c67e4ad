"""A program in a terminal of its own, read until it shows something."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence

COLUMNS, ROWS = 120, 36
PATIENCE_S = 60.0


def seconds_until(shown: Sequence[str], command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Start a program in a terminal of 120×36, and return how long it took until all of these were written there."""
    start = time.perf_counter()
    child, window = pty.fork()
    if child == 0:
        os.execve(command[0], list(command), {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"})
    fcntl.ioctl(window, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    try:
        seen = b""
        while any(words.encode() not in seen for words in shown):
            if time.perf_counter() - start > PATIENCE_S or not select.select([window], [], [], PATIENCE_S)[0]:
                raise TimeoutError(f"{shown} never came: {seen[-2000:]!r}")
            seen += os.read(window, 1 << 16)
        return time.perf_counter() - start
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(window)
