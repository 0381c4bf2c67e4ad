"""Wrong usage that only a command itself can see: told like any mistake, with exit 2."""

from __future__ import annotations

import sys

from facikit.errors import UserError


class WrongUsage(UserError):  # noqa: N818 - it names what happened, as UserError does
    """The command was put together wrongly."""

    exit_code = 2


def at_terminal() -> bool:
    """Tell whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def need_terminal(command: str, otherwise: str) -> None:
    """Stop where there is no terminal to draw on and type at."""
    # The app draws on stderr and reads from stdin; stdout is free.
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        raise WrongUsage(f"{command} is for a terminal, and this is none.", otherwise)
