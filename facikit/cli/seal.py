"""``facikit seal``: make one log of the many that a session gathers."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print what became of the logs as JSON.")] = False,
) -> None:
    """Make one log of the many that a session gathers.

    All logs that are finished go into one file, line by line as they are, and its path is printed. Every time that
    facikit is open, and every command, leaves a log of its own. Nothing that was said changes; the old files are taken
    away once the new one is on the disk, and do no harm where they come back.
    """
    from facikit.cli.opening import to_type
    from facikit.cli.output import say, say_json, tell
    from facikit.session.sealing import seal

    with to_type(ctx, session) as opened:
        sealed = seal(opened)
    for reason in sealed.left:
        tell(f"Left as it is: {reason}.")
    if sealed.path is None:
        tell("Nothing was sealed: there are not two finished logs to make one of.")
    else:
        tell(f"{sealed.logs} logs are one now, with {sealed.lines} lines.")
    if as_json:
        say_json(sealed)
    elif sealed.path is not None:
        say(str(sealed.path))
