"""``facikit run``: the facilitator's screen."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who is typing.")] = "",
    group: Annotated[str, typer.Option("--group", metavar="G", help="The group to begin with.")] = "",
) -> None:
    """Run a session: what to say and ask, and the clock."""
    from facikit.cli.screens import open_session

    open_session(ctx, "run", session, who, group)
