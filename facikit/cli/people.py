"""``facikit people``: the register, read from a table and printed."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE.csv]", help="People to add: name, role, team, group. A dash: standard input."),
    ] = None,
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who is typing.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Print the register; add people to it from a table.

    Names stay in the session's folder: a report speaks of roles and teams.
    """
    from facikit.cli.opening import see_saved, to_read, to_type
    from facikit.cli.output import say, say_json, tell
    from facikit.session.people import COLUMNS, add_people, from_csv, people

    if file is None:
        opened = to_read(ctx, session)
    else:
        from facikit.cli.taking_in import file_text

        name, text = file_text(file)
        rows = from_csv(text, name)
        opened = to_type(ctx, session, who)
        with opened:
            known = {tuple(getattr(one, column) for column in COLUMNS) for one in people(opened)}
            fresh = [row for row in rows if tuple(row.get(column, "").strip() for column in COLUMNS) not in known]
            added = add_people(opened, fresh)
            see_saved(opened)
            there = len(rows) - len(fresh)
            tell(f"{len(added)} added." + (f" {there} stood in the register already." if there else ""))
    register = people(opened)
    if as_json:
        say_json([{column: getattr(one, column) for column in ("id", *COLUMNS)} for one in register])
        return
    for one in register:
        say("\t".join(" ".join(getattr(one, column).split()) for column in COLUMNS).rstrip("\t"))
    if not register:
        tell("The register is empty.")
