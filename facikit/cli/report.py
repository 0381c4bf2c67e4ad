"""``facikit report``: the session's report, in the form that such reports have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    genre: Annotated[
        str, typer.Option("-t", "--template", metavar="GENRE", help="Which report; the workshop's own if left out.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Into a file, not to standard output.")
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Show what is still missing as gaps.")] = False,
) -> None:
    """Print the report as Markdown.

    With -o it is written to a file. One that a person has changed since is left alone, and the new one goes beside it.
    """
    from facikit.cli.opening import kits_of, to_read
    from facikit.cli.output import say, say_whole, tell
    from facikit.report.render import render, write

    opened = to_read(ctx, session)
    kits = kits_of(ctx)
    if out is None:
        say_whole(render(opened, genre, kits=kits, draft=draft))
        return
    if out.is_dir():
        out = out / f"{genre or opened.plan.report}.md"
    written = write(opened, genre, out, kits=kits, draft=draft)
    if written.resolve() != out.resolve():
        tell(f"{out} has been changed by hand since, and is left as it is. The new report is {written}.")
    say(str(written))
