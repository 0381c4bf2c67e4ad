"""``facikit undo``: take back the latest change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from facikit.session.session import Session
    from facikit.session.undo import Undone


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Whose change; your own if left out.")] = "",
) -> None:
    """Take back your latest change."""
    from facikit.session.undo import undo

    walk(ctx, session, who, undo, "take back")


def walk(ctx: typer.Context, session: str, who: str, way: Callable[[Session], Undone | None], what: str) -> None:
    """Undo or redo one change and say which."""
    from facikit.cli.opening import see_saved, to_type
    from facikit.cli.output import plain, say
    from facikit.errors import UserError

    with to_type(ctx, session, who) as opened:
        done = way(opened)
        if done is None:
            raise UserError(f"There is nothing of {opened.who}'s to {what}.", "'facikit log' shows who did what.")
        see_saved(opened)
        say(plain(done.words))
