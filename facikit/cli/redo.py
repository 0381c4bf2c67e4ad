"""``facikit redo``: put back what the latest undo took."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Whose change; your own if left out.")] = "",
) -> None:
    """Put back what your latest undo took."""
    from facikit.cli.undo import walk
    from facikit.session.undo import redo

    walk(ctx, session, who, redo, "put back")
