"""``facikit merge``: bring other laptops' notes into a session."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from facikit.session.merge import Merged, Source
    from facikit.session.session import Session


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    others: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[OTHER]...",
            help="Session folders, packs, or .jsonl log files. If left out, only what this laptop has kept.",
        ),
    ] = None,
    join: Annotated[
        bool, typer.Option("--join", help="Join a session that was made apart from the same workshop, without asking.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the state as JSON.")] = False,
) -> None:
    """Bring other laptops' notes into a session.

    In any order, and as often as you like. What this laptop has kept for the session, because its folder could not be
    written to or was gone, goes there as well. Prints, for each writer, whether everything is here, and which groups
    have nothing yet.
    """
    from facikit.cli.opening import to_type
    from facikit.cli.output import say, say_json, tell
    from facikit.cli.status import lines
    from facikit.errors import UserError
    from facikit.session.merge import opened
    from facikit.session.status import status

    trouble: UserError | None = None
    with to_type(ctx, session) as ours:
        for path in others or []:
            try:
                with opened(path, ours.files) as source:
                    _tell_merged(_bring(ours, source, join))
            except UserError as error:
                # One stick that cannot be read does not keep the others out.
                trouble = error
                tell(f"{error.message} {error.hint}")
        found = status(ours)
    if as_json:
        say_json(found)
    else:
        for line in lines(found):
            say(line)
    if trouble is not None:
        raise typer.Exit(1)


def _bring(ours: Session, source: Source, join: bool) -> Merged:
    from facikit.session.merge import merge

    if source.session in ("", ours.plan.session):
        return merge(ours, source)
    return _join(ours, source, join)


def _join(ours: Session, source: Source, join: bool) -> Merged:
    """Show how the other session's blocks and groups go with ours, then join it if that is wanted."""
    from facikit.cli.output import tell
    from facikit.cli.usage import at_terminal
    from facikit.errors import UserError
    from facikit.session import join as joining

    if source.plan is None:
        raise UserError(
            f"{source.name} belongs to another session ({source.session[:6]}), and only its plan could tell which.",
            "Give that session's whole folder or a pack of it.",
        )
    paired = joining.pairs(ours, source.plan)
    tell(f"{source.name} is another session, “{source.plan.title}” of {source.plan.date}. Joined, its notes go so:")
    for pair in paired:
        to = pair.our_name if pair.ours else "nothing of ours; kept under its own id"
        tell(f"  {pair.what} {pair.their_name} -> {to}")
    if not join:
        if not at_terminal():
            raise UserError("Nothing was joined.", "If the pairs above are right, do it with: facikit merge --join.")
        if not typer.confirm("Join them so?", err=True):
            raise UserError(f"{source.name} was left out.")
    return joining.join(ours, source, paired)


def _tell_merged(merged: Merged) -> None:
    from facikit.cli.output import tell

    new = f"{merged.new_logs} new log{'s' * (merged.new_logs != 1)}, {merged.new_lines} new lines"
    pictures = f", {merged.new_pictures} pictures" if merged.new_pictures else ""
    tell(f"{merged.name}: {new}{pictures}" if merged.new_logs or pictures else f"{merged.name}: nothing new")
    if merged.orders:
        tell(
            f"{merged.name}: it came with something to erase, and that is out of the notes here too. "
            "'facikit erase SESSION' looks through the plan, the reports and what else is on this laptop."
        )
    for reason in merged.refused:
        tell(f"{merged.name}: {reason}")
