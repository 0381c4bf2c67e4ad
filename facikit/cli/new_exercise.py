"""``facikit new-exercise``: an exercise of one's own to begin with, with every key explained."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called; its file's name is made from it.")],
    like: Annotated[
        str, typer.Option("--like", metavar="NAME", help="Begin with a copy of this one instead, as dot-vote.")
    ] = "",
    watch: Annotated[bool, typer.Option("--watch", help="Open the live check of it, beside your text editor.")] = False,
) -> None:
    """Write an exercise to begin with, every key explained.

    It goes into your kit, its path is printed, and it is right as it stands. No file is ever written over.
    With --like it is a copy of one that is there, under its new title; one of the same name is used in its place."""
    from facikit.cli.starting import begin, copied
    from facikit.library.starters import exercise_text

    text = copied(ctx, like, name, "exercise") if like else exercise_text
    begin(ctx, name, "exercise", "exercises", text, watch=watch)
