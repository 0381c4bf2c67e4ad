"""``facikit trace``: where something in a report comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from facikit.report.traced import Told
    from facikit.session.session import Session


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
    from facikit.report.tracing import trace

    opened = to_read(ctx, session)
    told = trace(opened, what, off_record=off_record, kits=kits_of(ctx))
    if as_json:
        say_json(told)
        return
    for line in _lines(opened, told):
        say(line)


def _lines(session: Session, told: Told) -> Iterator[str]:
    """Yield the whole of it: what it is, then part by part what it leads to."""
    from facikit.cli.output import plain

    head = [
        f"{told.kind} {plain(told.id)}",
        *([f"in {plain(told.where)}"] if told.where != told.id and told.where else []),
    ]
    yield ", ".join(part for part in (*head, plain(told.group), plain(told.label), *_signed(session, told)) if part)
    # Staff's own paragraphs keep their lines; what was said stands on one.
    words = [plain(line) for line in told.words.splitlines()] if told.kind == "slot" else [plain(told.words)]
    yield from (f"  {line}" for line in words if line or told.kind == "slot")
    if told.number is not None and told.kind == "count":
        yield f"  {told.number} in all"
    yield from (f"  {plain(note)}" for note in told.notes)
    for part in told.parts:
        yield ""
        yield f"{plain(part.title)}:"
        for one in part.found:
            yield f"  - {_one(session, one)}"
            for inner in (inner for below in one.parts for inner in below.found):
                yield f"      before: {_one(session, inner)}"


def _one(session: Session, told: Told) -> str:
    """Return one thing on one line: its number, its words, where it is from, who put it there."""
    from facikit.cli.output import plain

    number = "" if told.number is None else f"({told.number})" if told.words or told.id else str(told.number)
    quoted = {"response": "“{}”", "theme": "“{}”", "name": "“{}”"}.get(told.kind, "{}")
    words = quoted.format(plain(told.words)) if told.words.strip() else ""
    first = " ".join(part for part in (plain(told.id), words, number) if part)
    group, label = plain(told.group), plain(told.label)
    notes = (plain(note) for note in told.notes)
    return ", ".join(part for part in (first, group, label, *_signed(session, told), *notes) if part)


def _signed(session: Session, told: Told) -> list[str]:
    from facikit.cli.output import plain
    from facikit.session.clock import instant_of

    if not told.t:
        return []
    when = f"{session.local(instant_of(told.t)):%Y-%m-%d %H:%M}"
    return [f"{plain(told.who) or 'nobody named'} {when}"]
