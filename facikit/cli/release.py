"""``facikit release``: let the counts of a vote be seen."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    block: Annotated[str, typer.Argument(metavar="BLOCK", help="The block's id or title.")],
    field: Annotated[str, typer.Argument(metavar="FIELD", help="The field whose counts they are.")],
    hold: Annotated[bool, typer.Option("--hold", help="Hold them back again.")] = False,
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who says so.")] = "",
) -> None:
    """Let the counts of a vote be seen in reports.

    Until then they are held back, there and on the room's screen, so that nobody votes with the crowd."""
    from facikit.cli.opening import see_saved, to_type
    from facikit.cli.output import tell
    from facikit.errors import UserError
    from facikit.session.meaning import find_block, find_field
    from facikit.session.tallies import HELD_BACK, release

    with to_type(ctx, session, who) as opened:
        at = find_block(opened, block)
        counted = find_field(at, field)
        if counted.kind not in HELD_BACK:
            raise UserError(f"{counted.field} is no vote: nothing in it is held back.")
        release(opened, at.id, counted.field, released=not hold)
        see_saved(opened)
    tell(f"{counted.title}: held back again." if hold else f"{counted.title}: may be seen now.")
