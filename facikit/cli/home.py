"""``facikit`` alone: the home screen, with every session and the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facikit.cli.usage import need_terminal

if TYPE_CHECKING:
    import typer


def command(ctx: typer.Context) -> None:
    """Open the app at its home screen."""
    need_terminal("The home screen", "'facikit --help' lists the commands that work without one.")
    from facikit.cli.screens import open_home

    open_home(ctx)
