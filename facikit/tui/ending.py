"""Signals from outside: the terminal is given back as it was, whatever closes it, and read once, whatever wakes us."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any, TextIO


def listen_for_the_end(end: Callable[[], object]) -> None:
    """Let a closed terminal or a shutdown end the app in good order.

    Python's own handlers, not those of the event loop: these are told by a byte in a pipe, and while three hundred
    letters come at once the pipe is full and the byte is lost.
    """
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            with contextlib.suppress(ValueError):  # not the main thread
                signal.signal(getattr(signal, name), lambda *_: loop.call_soon_threadsafe(end))


def has_terminal() -> bool:
    """Tell whether there is a terminal to read from. One whose window was closed is none any more."""
    file = sys.__stdin__
    return file is not None and not file.closed and file.isatty()


def wake_once() -> None:
    """Give the terminal back and take it up again between two events, and take it up only once.

    A signal comes in the middle of anything. Textual 8 gives the terminal back there and then, and where it comes in
    the middle of drawing, the app waits for itself for ever. And it takes every word to go on for a return from the
    shell, also where a program was merely held up (SIGSTOP) and kept its terminal: then two read the keyboard, letters
    get lost between them, and leaving never ends.
    """
    if not hasattr(signal, "SIGCONT"):
        return
    suspend, resume = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
    driver: Any = getattr(resume, "__self__", None)
    if not callable(suspend) or not callable(resume) or not hasattr(driver, "_key_thread"):
        return  # no terminal of ours
    loop = asyncio.get_running_loop()

    def stand_still() -> None:
        suspend(signal.SIGTSTP, None)  # we are in here until we are let go on
        take_up()

    def take_up() -> None:
        if driver._key_thread is None or not driver._key_thread.is_alive():  # nobody reads the keyboard
            resume(signal.SIGCONT, None)

    def on_stop(number: int, frame: FrameType | None) -> None:
        if driver._auto_restart:
            loop.call_soon_threadsafe(stand_still)
        else:
            suspend(number, frame)  # an editor has the terminal, and the loop stands until it is closed

    signal.signal(signal.SIGTSTP, on_stop)
    signal.signal(signal.SIGCONT, lambda *_: loop.call_soon_threadsafe(take_up))


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
