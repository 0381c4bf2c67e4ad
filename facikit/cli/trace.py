"""``facikit trace``: where something in a report comes from."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    what: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A response, a theme (its name will do), BLOCK.FIELD, BLOCK.SLOT, a block, or a [[reference]].",
        ),
    ],
    off_record: Annotated[
        bool, typer.Option("--off-record", help="With the words of what is off the record, and of pledges.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Tell where a theme, a number or a quote comes from.

    Or a paragraph: its responses, with group and label, who typed them and when, what they said before, and what
    refers to it. What was said in a block that keeps no names has no writer and no time here either.
    Of a programme: one of its themes, or SESSION/ID for what is in one of its sessions.
    """
    from facikit.cli.opening import kits_of, to_read
    from facikit.cli.output import say, say_json
    from facikit.report.trace_told import told_lines
    from facikit.report.tracing import trace

    opened = to_read(ctx, session)
    told = trace(opened, what, off_record=off_record, kits=kits_of(ctx))
    if as_json:
        say_json(told)
        return
    for line in told_lines(opened, told):
        say(line)
