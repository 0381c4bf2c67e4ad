"""``facikit present``: the room's screen, in a terminal or as a page for the browser on the projector."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="With --html: where the page goes.", show_default=False)
    ] = None,
    html: Annotated[bool, typer.Option("--html", help="As a page for a browser, which follows by itself.")] = False,
    dark: Annotated[bool, typer.Option("--dark", help="Light letters on a dark ground.")] = False,
    once: Annotated[bool, typer.Option("--once", help="As it is now, and no longer.")] = False,
) -> None:
    """Show the room the question, the time, released results.

    It follows the facilitator's screen. Nobody's name and nobody's entry is ever on it.
    """
    from facikit.cli.opening import kits_of
    from facikit.cli.usage import WrongUsage, need_terminal
    from facikit.library.finding import find_session
    from facikit.session.following import Follower

    if file is not None and not html:
        raise WrongUsage("A file is for the page only.", f"Write: facikit present SESSION --html {file}")
    if not html and not once:
        need_terminal("'facikit present'", "Without one, --once prints what the room sees, and --html makes a page.")
    follower = Follower(find_session(session, kits_of(ctx)))
    if html:
        from facikit.cli.projecting import project, usual_place

        project(follower, file or usual_place(follower.folder), dark=dark, once=once)
    elif once:
        from facikit.analysis.scene import scene, spoken
        from facikit.cli.output import say

        now = follower.clock.now()
        for line in spoken(scene(follower.session, now), now):
            say(line)
    else:
        from facikit.tui.present import present

        present(follower, dark=dark)
