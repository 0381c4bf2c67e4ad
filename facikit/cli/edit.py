"""``facikit edit``: put other words in the place of a response's, where there is no screen to do it on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from facikit.session.responses import Response
    from facikit.session.session import Session

SETTINGS = {"context_settings": {"ignore_unknown_options": True}}


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    response: Annotated[str, typer.Argument(metavar="RESPONSE", help="Its id, or enough of it.")],
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]...", help="Its words from now on; left out: a line of standard input."),
    ] = None,
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who is typing.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="The response as it is then, as JSON.")] = False,
) -> None:
    """Change the words of a response.

    Its id is printed once they are on disk. Cells of a table are separated by tabs, as many as it has
    columns. 'facikit undo' takes it back.
    """
    from facikit.cli.opening import see_saved, to_type
    from facikit.cli.output import say, say_json
    from facikit.session.correcting import correct
    from facikit.session.responses import response as found

    with to_type(ctx, session, who) as opened:
        one = found(opened, response)
        line = " ".join(text) if text else _asked(opened, one)
        one = correct(opened, one.id, line)
        see_saved(opened)
        if as_json:
            say_json({"id": one.id, "block": one.block, "field": one.field, "group": one.group} | _words(opened, one))
        else:
            say(one.id)


def _words(session: Session, one: Response) -> dict[str, object]:
    from facikit.session.correcting import line_of

    return {"label": one.label, "text": one.text, "cells": dict(one.cells), "line": line_of(session, one)}


def _asked(session: Session, one: Response) -> str:
    """Return the line to put in its place; at a terminal it is told first what stands there."""
    from facikit.cli.output import plain, tell
    from facikit.cli.taking_in import stdin_lines
    from facikit.session.correcting import line_of

    if sys.stdin is not None and sys.stdin.isatty():
        tell(f"It is: {plain(line_of(session, one))}")
        return input("Its words> ")
    return next((line for lines in stdin_lines() for line in lines if line.strip()), "")
