"""``facikit status``: what was captured where, who has written, and whether every log is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from facikit.session.status import Status


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Show what was captured where, and by whom.

    It also tells whether every log is whole."""
    from facikit.cli.opening import to_read
    from facikit.cli.output import say, say_json, tell
    from facikit.session.status import status

    opened = to_read(ctx, session)
    found = status(opened)
    if as_json:
        say_json({"folder": str(opened.folder), **_whole(found)})
        return
    for line in lines(found):
        say(line)
    for problem in opened.problems:
        tell(str(problem))


def lines(found: Status) -> list[str]:
    """Return the status as people read it."""
    from facikit.cli.output import plain
    from facikit.session.status import hands, silent

    def entries(number: int) -> str:
        return "1 entry" if number == 1 else f"{number} entries"

    def told(number: int, numbers: int) -> str:
        counts = "1 count" if numbers == 1 else f"{numbers} counts"
        return counts if numbers and not number else f"{entries(number)}, {counts}" if numbers else entries(number)

    made = [f"{plain(found.title)}, {found.date}, {entries(found.entries)}", ""]
    for block in found.blocks:
        people = f"{block.signed_in} {'person' if block.signed_in == 1 else 'people'}"
        here = people if block.signed_in and not block.entries else told(block.entries, block.numbers)
        made.append(f"{plain(block.title)}{' (cut)' if block.cut else ''}: {here}")
        if len(block.groups) > 1:
            if block.entries or not block.numbers:
                made.append("  " + ", ".join(f"{plain(one.name)}: {one.entries}" for one in block.groups))
            if block.numbers:
                made.append("  counts: " + ", ".join(f"{plain(one.name)}: {one.numbers}" for one in block.groups))
            if empty := silent(block):
                made.append(f"  nothing yet from: {', '.join(plain(name) for name in empty)}")
    made += ["", "Who has written:" if found.writers else "Nobody has written yet."]
    made += [f"  {plain(one.who) or 'no name kept'}: {one.sentence}" for one in hands(found.writers)]
    if found.edited:
        made.append(f"Changed by hand since: {found.edited} lines. They count.")
    if found.damaged:
        made.append(f"Damaged: {found.damaged} lines. They are kept; what their checksums prove is used.")
    if found.kept_past:
        made.append(f"It was to be kept until {found.kept_past}, and that is past: see facikit erase and facikit pack.")
    return made


def _whole(found: Status) -> dict[str, object]:
    import msgspec

    whole = dict(msgspec.to_builtins(found))
    for writer, one in zip(whole["writers"], found.writers, strict=True):
        writer["sentence"] = one.sentence
    return whole
