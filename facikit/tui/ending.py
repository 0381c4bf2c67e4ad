"""An end from outside: the terminal is given back as it was, whatever closes it."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable


def listen_for_the_end(end: Callable[[], object]) -> None:
    """Let a closed terminal or a shutdown end the app in good order."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # Windows; not the main thread
                loop.add_signal_handler(getattr(signal, name), end)
