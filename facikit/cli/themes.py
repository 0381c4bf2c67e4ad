"""``facikit themes``: the staff's screen, for sorting what was said."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who is sorting.")] = "",
) -> None:
    """Sort what was said into themes."""
    from facikit.cli.screens import open_session

    open_session(ctx, "themes", session, who, "")
