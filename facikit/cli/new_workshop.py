"""``facikit new-workshop``: a workshop of one's own to begin with, with every key explained."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called; its file's name is made from it.")],
    watch: Annotated[bool, typer.Option("--watch", help="Open the live check of it, beside your text editor.")] = False,
) -> None:
    """Write a workshop to begin with into your kit, and print its path.

    It has every key that there is, explained, and is right as it stands. No file is ever written over."""
    from facikit.cli.starting import begin
    from facikit.library.starters import workshop_text

    begin(ctx, name, "workshop", "templates/workshops", workshop_text, watch=watch)
