"""``facikit demo``: a worked session, to look at and to try things on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

SAMPLE = "change-story"
BEGINS_AT = "change-animals"
"""The block that a new demo opens at: there is much to see in it, and its tables are still to be typed for."""


def command(
    ctx: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="[FOLDER]", help="Where it goes; an earlier demo there is continued.")
    ] = Path("facikit-demo"),
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin anew; the earlier demo is kept beside it.")] = False,
) -> None:
    """Open a worked session in the app.

    Without a terminal the app is played unseen: a few notes are typed, and the report is printed.
    """
    from facikit.cli.opening import kits_of
    from facikit.cli.output import say_whole, tell
    from facikit.cli.who import who_types

    folder = folder.expanduser()
    _set_up(folder, fresh)
    whole = folder.resolve()
    if all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        from facikit.tui.app import run_app

        run_app(whole, "run", who_types(), kits=kits_of(ctx))
        tell(f"Your demo is in {whole}. Go on with: facikit demo. Its report: facikit report {folder}")
        return
    from facikit.cli.unseen import play
    from facikit.report.render import render
    from facikit.session.session import Session

    kits = kits_of(ctx)
    play(whole, kits)
    say_whole(render(Session.open(whole, read_only=True), kits=kits))
    tell(f"This was played in {whole}. At a terminal, 'facikit demo' opens it in the app.")


def _set_up(folder: Path, fresh: bool) -> None:
    """See that there is a demo in ``folder``; nothing that was there is lost."""
    from facikit.cli.output import aside, tell
    from facikit.errors import UserError
    from facikit.library.finding import is_session
    from facikit.library.kits import packaged_kit
    from facikit.session.samples import copy

    sample = packaged_kit() / "sessions" / SAMPLE
    if folder.exists() and not is_session(folder):
        if not folder.is_dir() or any(folder.iterdir()):
            raise UserError(f"{folder} is there already and is not a demo.", "Give another: facikit demo FOLDER")
        folder.rmdir()
    if is_session(folder):
        if not fresh:
            tell(f"The demo in {folder} is continued; 'facikit demo --fresh' begins anew.")
            return
        kept = aside(folder)
        folder.rename(kept)
        tell(f"The earlier demo is now in {kept}.")
    if not is_session(sample):
        raise UserError("The worked session is not part of this installation.", "Install facikit again.")
    copy(sample, folder)
    _open_at(folder, BEGINS_AT)


def _open_at(folder: Path, block_id: str) -> None:
    """Let a fresh copy be opened at a block in the middle of the day, rather than at its end."""
    from facikit.cli.who import who_types
    from facikit.session import agenda
    from facikit.session.session import Session

    with Session.open(folder, who_types()) as session:
        if any(one.id == block_id for one in agenda.blocks(session)):
            agenda.look_at(session, block_id)
