"""``facikit doctor``: look a session over."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Look a session over for what needs doing.

    Each finding is a sentence, with what to do about it. Nothing is changed. Exit 1 where something wants acting on.
    """
    from facikit.cli.opening import to_read
    from facikit.cli.output import plain, say, say_json, tell
    from facikit.session.doctor import look_over

    with to_read(ctx, session) as opened:
        found = look_over(opened)
        lines, logs = len(opened.records.lines), len(opened.logs.files)
    if as_json:
        say_json(found)
    else:
        for finding in found:
            say(f"{'!' if finding.weight == 'trouble' else '·'} {plain(str(finding))}")
    tell(
        f"Looked at {lines} lines in {logs} logs: "
        + (f"{len(found)} {'finding' if len(found) == 1 else 'findings'}." if found else "all is well.")
    )
    if any(finding.weight == "trouble" for finding in found):
        raise typer.Exit(1)
