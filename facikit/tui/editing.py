"""Open a file in the user's own text editor, and tell afterwards what is wrong in it.

An editor in the terminal has it until it is closed, and the app waits. One with a window of its own is started, and the
app goes on beside it.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from textual.app import App, SuspendNotSupported

from facikit.errors import UserError
from facikit.library.checking import check_path

WINDOWS = ("code", "code-insiders", "codium", "subl", "zed", "gedit", "gnome-text-editor", "kate", "kwrite", "mousepad")
OF_THEIR_OWN = frozenset((*WINDOWS, "xed", "pluma", "gvim", "mvim", "bbedit", "mate", "open", "notepad", "notepad++"))
"""Editors that have a window of their own."""
IN_A_TERMINAL = ("nano", "micro", "vim", "vi")
SET_ONE = "set EDITOR to your text editor, as in EDITOR=nano, and start facikit again"


class Editor(NamedTuple):
    """A text editor: its command, and whether it takes the terminal."""

    command: list[str]
    in_terminal: bool

    @property
    def name(self) -> str:
        """What it is called."""
        return Path(self.command[0]).stem


def editor(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Editor:
    """Return the editor that the user has chosen, else the one that the system has. ``UserError`` where none is."""
    chosen = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        words = shlex.split(chosen, posix=platform != "win32")
    except ValueError:
        raise UserError(f"EDITOR is '{chosen}', which cannot be read as a command", SET_ONE) from None
    words = [word.strip('"') for word in words]
    if words:
        return Editor(words, Path(words[0]).stem.lower() not in OF_THEIR_OWN)
    if platform == "win32":
        return Editor(["notepad"], in_terminal=False)
    if platform == "darwin":
        return Editor(["open", "-t"], in_terminal=False)
    for name in IN_A_TERMINAL:
        if shutil.which(name, path=environment.get("PATH")):
            return Editor([name], in_terminal=True)
    raise UserError("there is no text editor that facikit knows", SET_ONE)


def edit(app: App[Any], path: Path) -> Editor:
    """Open ``path`` in the editor, and return which that was. ``UserError`` where it cannot be started.

    One that takes the terminal is closed again when this returns; one with a window of its own has just been opened.
    """
    chosen = editor()
    command = [*chosen.command, str(path.resolve())]
    try:
        if chosen.in_terminal:
            _in_the_terminal(app, command)
        else:
            quiet = subprocess.DEVNULL
            subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)
    except OSError as error:
        raise UserError(f"{chosen.name} cannot be started: {error.strerror or error}", SET_ONE) from None
    return chosen


def _in_the_terminal(app: App[Any], command: list[str]) -> None:
    """Give the editor the terminal until it is closed. What ^C means in there is the editor's to say."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        with app.suspend():
            subprocess.run(command, check=False)
    except SuspendNotSupported:
        subprocess.run(command, check=False)  # no terminal was taken that could be given back
    finally:
        signal.signal(signal.SIGINT, before)


def verdict(path: Path, kits: Sequence[Path]) -> str:
    """Return how the file stands: no problems, or the first one and how many more."""
    problems = check_path(path, list(kits))
    if not problems:
        return f"{path.name}: no problems found."
    more = f" And {len(problems) - 1} more: ^e shows them." if len(problems) > 1 else ""
    first = str(problems[0])
    return f"{first}{'' if first.endswith(('.', '?', '!')) else '.'}{more}"
