"""Signals from outside: the terminal is given back as it was, whatever closes it, and read once, whatever wakes us."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TextIO


def listen_for_the_end(end: Callable[[], object]) -> None:
    """Let a closed terminal or a shutdown end the app in good order."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # Windows; not the main thread
                loop.add_signal_handler(getattr(signal, name), end)


def wake_once() -> None:
    """Take up the terminal again once, and only where it was given back before.

    A program that is merely held up (SIGSTOP) and let go on still has its terminal. Textual 8 takes that for a return
    from the shell and reads the keyboard a second time: letters get lost between the two, and leaving never ends. And
    a word to go on may come while the terminal is still being given back: it is heeded when that is done.
    """
    if not hasattr(signal, "SIGCONT"):
        return
    suspend, resume = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
    driver = getattr(resume, "__self__", None)
    if not callable(suspend) or not callable(resume) or not hasattr(driver, "_key_thread"):
        return  # no terminal of ours
    changing_hands = woken = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal changing_hands
        if not changing_hands:
            changing_hands = True
            suspend(number, frame)  # here we stand still, until we are let go on
            changing_hands = False
            go_on(number, frame)

    def go_on(number: int, frame: FrameType | None) -> None:
        nonlocal changing_hands, woken
        woken = True
        if changing_hands:
            return
        changing_hands = True
        while woken and driver._key_thread is None:  # nobody reads the keyboard
            woken = False  # in the background it may not be taken up: then the next word to go on comes in here
            resume(number, frame)
        changing_hands = False

    signal.signal(signal.SIGTSTP, stop)
    signal.signal(signal.SIGCONT, go_on)


class _Terminal:
    """The terminal to write to; once it is gone, what is written goes nowhere."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> int:
        with contextlib.suppress(OSError):
            return self._file.write(text)
        return len(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError):
            self._file.flush()

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)


@contextlib.contextmanager
def outliving_the_terminal() -> Iterator[None]:
    """Let the app come to its end where its window was closed.

    Textual 8 writes from a thread, which dies of the first write that fails; the app then waits for it for ever, and
    the log never gets its last line.
    """
    real = sys.__stderr__
    if real is None:
        yield
        return
    sys.__stderr__ = _Terminal(real)  # type: ignore[misc, assignment]
    try:
        yield
    finally:
        sys.__stderr__ = real  # type: ignore[misc]
