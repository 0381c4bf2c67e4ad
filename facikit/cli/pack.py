"""``facikit pack``: a session in one file, to carry."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    for_notes: Annotated[
        bool, typer.Option("--for-notes", help="To hand out: the plan and the groups, and nobody's words.")
    ] = False,
    into: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to; else beside you, by its name.")
    ] = None,
    who: Annotated[str, typer.Option("--who", metavar="W", help="Who hands it out.")] = "",
) -> None:
    """Put a session into one file to carry, and print its path.

    With --for-notes it is for another laptop to take notes on: opening it there, with facikit note FILE or from the
    home screen, joins this session.
    """
    from facikit.cli.opening import to_read, to_type
    from facikit.cli.output import aside, say, tell
    from facikit.session import pack

    with to_type(ctx, session, who) if for_notes else to_read(ctx, session) as opened:
        target = into
        if target is None:
            purpose = "-for-notes" if for_notes else ""
            target = Path.cwd() / f"{opened.folder.name}{purpose}{pack.ENDING}"
            target = aside(target) if target.exists() else target
        made = pack.pack(opened, target, for_notes=for_notes)
    say(str(made))
    if for_notes:
        tell(f"Copy it to each note-taker's laptop and open it there with: facikit note {made.name} --who NAME")
