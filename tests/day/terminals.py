"""Several real terminals side by side (tmux), each with a program in it: typed at as people do, read at one glance.

Keys are named as in ``facikit/tui/keys.py``, by what they do.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from facikit.tui.keys import BY_ID

PATIENCE_S = 20.0
LOOK_S = 0.08
"""How long between two glances at all terminals."""
BETWEEN = "\x1f<{name}>"
NAMES = {"enter": "Enter", "tab": "Tab", "escape": "Escape", "up": "Up", "down": "Down", "plus": "+", "minus": "-"}


def pressed(key_id: str) -> str:
    """Return the terminal's name of the key that does this."""
    key = BY_ID[key_id].keys.split(",")[0]
    return f"C-{key.removeprefix('ctrl+')}" if key.startswith("ctrl+") else NAMES.get(key, key)


def at(name: str) -> str:
    """Return what tmux calls a terminal of just this name: to it a part of a name would do, or the name of a window."""
    return f"={name}:"


class NeverShownError(AssertionError):
    """What was waited for never came; holds every terminal as it was."""


class Glance(NamedTuple):
    """All terminals at one moment."""

    at: float
    screens: Mapping[str, str]


class Terminals:
    """The terminals of one day. A thread of its own looks at them all the time, and tells whoever wants to know."""

    def __init__(self, settings: Mapping[str, str]) -> None:
        self._socket = f"facikit-day-{os.getpid()}"
        self._settings = settings
        self._numbers = Path(tempfile.mkdtemp())
        self._names: list[str] = []
        self._commands: dict[str, str] = {}
        self.last = Glance(0.0, {})
        self.watchers: list[Callable[[Glance], None]] = []
        self._tmux("-f", os.devnull, "new-session", "-d", "-s", "hold", "sleep 3600")
        self._tmux("set", "-g", "status", "off")
        self._tmux("set", "-g", "remain-on-exit", "on")
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._look_on, daemon=True)
        self._thread.start()

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", self._socket, *words], capture_output=True, check=False, encoding="utf-8", errors="replace"
        )
        return done.stdout

    def open(self, name: str, command: Sequence[str], size: tuple[int, int], **settings: str) -> None:
        """Open a terminal and start a program in it."""
        own = shlex.join(f"{key}={value}" for key, value in {**self._settings, **settings}.items())
        # What runs the tests may have told a size of its own, which would count for more than the terminal's.
        # A shell stays above the program: tmux wakes its own children again when they are put to sleep.
        number = shlex.quote(str(self._numbers / name))
        program = f"env -u COLUMNS -u LINES {own} {shlex.join(command)}"
        self._commands[name] = f"""sh -c 'echo $$ >"$0"; exec "$@"' {number} {program}; exit $?"""
        self._tmux("new-session", "-d", "-s", name, "-x", str(size[0]), "-y", str(size[1]), self._commands[name])
        self._names = [*self._names, name]

    def close(self) -> None:
        """End every program and every terminal."""
        self._ends.set()
        self._thread.join(5)
        self._tmux("kill-server")
        shutil.rmtree(self._numbers)

    # Reading

    def _look_on(self) -> None:
        while not self._ends.wait(LOOK_S):
            names = self._names
            words: list[str] = []
            for name in names:
                words += [
                    "display-message",
                    "-p",
                    BETWEEN.format(name=name),
                    ";",
                    "capture-pane",
                    "-p",
                    "-t",
                    name,
                    ";",
                ]
            if not names:
                continue
            found = self._tmux(*words[:-1])
            screens = {}
            for part in found.split("\x1f<")[1:]:
                name, _, screen = part.partition(">\n")
                screens[name] = screen
            glance = Glance(time.monotonic(), screens)
            for watcher in self.watchers:
                watcher(glance)
            self.last = glance

    def screen(self, name: str) -> str:
        """Return a terminal as it is now."""
        return self._tmux("capture-pane", "-p", "-t", at(name))

    def until(self, name: str, *words: str, without: str = "", patience_s: float = PATIENCE_S) -> str:
        """Wait until all these words stand in a terminal, and others do not; return it."""
        return self.until_it(
            name,
            lambda screen: all(one in screen for one in words) and (not without or without not in screen),
            f"{words!r}",
            patience_s,
        )

    def until_it(self, name: str, holds: Callable[[str], bool], told: str, patience_s: float = PATIENCE_S) -> str:
        """Wait until something holds for a terminal; return it."""
        end = time.monotonic() + patience_s
        while not holds(screen := self.screen(name)):
            if time.monotonic() > end:
                every = "\n".join(f"--- {one}\n{self.screen(one)}" for one in self._names)
                raise NeverShownError(f"{told} never came to {name}:\n{every}")
            time.sleep(0.1)
        return screen

    # Typing

    def press(self, name: str, *key_ids: str) -> None:
        """Press keys, by what they do."""
        self._tmux("send-keys", "-t", at(name), *map(pressed, key_ids))

    def type(self, name: str, text: str, keys_per_s: float = 0) -> None:
        """Type text, word by word, at a person's speed; 0: as fast as it goes."""
        words = [f"{word} " for word in text.split(" ")]
        words[-1] = words[-1][:-1]
        for word in words if keys_per_s else [text]:
            if word:
                self._tmux("send-keys", "-t", at(name), "-l", word)
                time.sleep(len(word) / keys_per_s if keys_per_s else 0)

    def paste(self, name: str, text: str, *, bracketed: bool) -> None:
        """Paste text as a terminal does: in brackets, where the program has asked for them; or raw, as if typed."""
        self._tmux("set-buffer", "-b", "paste", text)
        self._tmux("paste-buffer", "-d", "-r", "-b", "paste", "-t", at(name), *(["-p"] if bracketed else []))

    def resize(self, name: str, columns: int, rows: int) -> None:
        """Make a terminal smaller or larger."""
        self._tmux("resize-window", "-t", at(name), "-x", str(columns), "-y", str(rows))

    # Trouble

    def pid(self, name: str) -> int:
        """Return the number of the program's process."""
        return int((self._numbers / name).read_text())

    @contextmanager
    def asleep(self, name: str) -> Iterator[None]:
        """Let a program sleep meanwhile, as with the lid of its laptop closed; keys wait for it."""
        program = self.pid(name)
        os.kill(program, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(program, signal.SIGCONT)

    def kill(self, name: str) -> None:
        """Let the program in a terminal fall dead, and wait until it is."""
        os.kill(self.pid(name), signal.SIGKILL)
        self.until_over(name)

    def until_over(self, name: str) -> None:
        """Wait until the program in a terminal has ended."""
        end = time.monotonic() + PATIENCE_S
        while self._tmux("display-message", "-p", "-t", at(name), "#{pane_dead}").strip() != "1":
            assert time.monotonic() < end, f"{name} never ended:\n{self.screen(name)}"
            time.sleep(0.05)

    def again(self, name: str) -> None:
        """Start the program in a terminal once more."""
        self._tmux("respawn-pane", "-k", "-t", at(name), self._commands[name])

    def shut(self, name: str) -> None:
        """Close the terminal's window, whatever is going on in it."""
        self._names = [one for one in self._names if one != name]
        self._tmux("kill-session", "-t", at(name))

    def has_rung(self, name: str) -> bool:
        """Tell whether the bell of a terminal was heard since this was last asked."""
        rung = self._tmux("display-message", "-p", "-t", at(name), "#{window_bell_flag}").strip() == "1"
        if rung:
            self._tmux("kill-session", "-C", "-t", at(name))
        return rung
