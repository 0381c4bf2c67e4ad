"""Write docs/commands.md anew: every command with what it takes, in the words that ``facikit COMMAND --help`` has.

    python scripts/make_commands_page.py

A test says when this has to be done.
"""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import typer

from facikit.cli.main import COMMANDS, app

TARGET = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
HEAD = """\
# Every command

What `facikit COMMAND --help` says, of all commands on one page, in the order of a workshop's life.

SESSION is a session's folder, or enough of its name to be the only one. What a command prints for use goes to standard
output, what it tells you goes to standard error. It ends with 0 when all is done, 1 where it told you why not or found
something, 2 where it was put together wrongly. `--kit FOLDER` may stand anywhere: the exercises, templates and sessions
there are looked at first. A word that begins with a dash and is no option goes behind `--`.

This page is made from the program (`python scripts/make_commands_page.py`).
"""


def page() -> str:
    """Return the page."""
    start: Any = typer.main.get_command(app)
    parts = [HEAD]
    for name in COMMANDS:
        command = start.get_command(None, name)
        parts.append(of_command(f"facikit {name}", command, "##"))
        for below, one in getattr(command, "commands", {}).items():
            parts.append(of_command(f"facikit {name} {below}", one, "###"))
    return "\n".join(parts)


def of_command(name: str, command: Any, level: str) -> str:
    """Return a command's part: how it is called, what it does, and what stands behind it."""
    places = [one for one in command.params if one.param_type_name == "argument" and not one.hidden]
    options = [one for one in command.params if one.param_type_name == "option" and not one.hidden]
    words = [name, *(usage_of(one) for one in places)]
    if hasattr(command, "commands"):
        words.append("|".join(command.commands))
    lines = [f"{level} {name.removeprefix('facikit ')}", "", "```sh", " ".join(words), "```", ""]
    lines += [" ".join(part.split()) + "\n" for part in inspect.cleandoc(command.help or "").split("\n\n") if part]
    rows = [(usage_of(one), one.help) for one in places]
    rows += [(called(one), one.help) for one in options]
    if rows:
        lines += ["| | |", "|---|---|", *(f"| `{cell(left)}` | {cell(right or '')} |" for left, right in rows), ""]
    return "\n".join(lines)


def usage_of(place: Any) -> str:
    """Return a word of the line as the help has it, in brackets where it may be left out."""
    word = str(place.metavar or place.name.upper())
    if place.required:
        return word
    return word if word.startswith("[") else f"[{word}]"


def called(option: Any) -> str:
    """Return an option with its other names and what stands behind it."""
    names = ", ".join([*option.opts, *option.secondary_opts])
    return names if option.is_flag else f"{names} {option.metavar or option.type.name.upper()}"


def cell(text: str) -> str:
    """Return text as it may stand in a table."""
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
