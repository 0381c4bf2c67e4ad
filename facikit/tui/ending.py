"""Signals from outside: the terminal is given back as it was, whatever closes it, and read once, whatever wakes us."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable
from types import FrameType


def listen_for_the_end(end: Callable[[], object]) -> None:
    """Let a closed terminal or a shutdown end the app in good order."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # Windows; not the main thread
                loop.add_signal_handler(getattr(signal, name), end)


def wake_once() -> None:
    """Take up the terminal again only where it was given back before.

    A program that is merely held up (SIGSTOP) and let go on still has its terminal. Textual 8 takes that for a return
    from the shell and reads the keyboard a second time: letters get lost between the two, and leaving never ends.
    """
    if not hasattr(signal, "SIGCONT"):
        return
    suspend, resume = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
    if not callable(suspend) or not callable(resume):
        return  # no terminal of ours
    given_back = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal given_back
        given_back = True
        suspend(number, frame)

    def go_on(number: int, frame: FrameType | None) -> None:
        nonlocal given_back
        if given_back:
            given_back = False
            resume(number, frame)

    signal.signal(signal.SIGTSTP, stop)
    signal.signal(signal.SIGCONT, go_on)
