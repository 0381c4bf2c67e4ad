"""``facikit people``: the register, read from a table and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from facikit.session.session import Session


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE.csv]", help="People to add: name, role, team, group. A dash: standard input."),
    ] = None,
    codes: Annotated[
        bool, typer.Option("--codes", help="With everybody's code; makes the key of them on this laptop.")
    ] = False,
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who is typing.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Print the register; add people to it from a table.

    Names stay in the session's folder: a report speaks of roles and teams. The key of codes is not in that folder: it
    stays on this laptop.
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
    given = _codes(ctx, opened) if codes else {}
    if as_json:
        say_json(
            [
                {column: getattr(one, column) for column in ("id", *COLUMNS)}
                | ({"code": given.get(one.id, "")} if codes else {})
                for one in register
            ]
        )
        return
    for one in register:
        cells = [given.get(one.id, "")] if codes else []
        cells += [" ".join(getattr(one, column).split()) for column in COLUMNS]
        say("\t".join(cells).rstrip("\t"))
    if not register:
        tell("The register is empty.")
    elif codes:
        from facikit.session.codes import key_file

        tell(f"Who is who stands in {key_file(opened)}, and in no session. Keep a copy of it where it is safe.")


def _codes(ctx: typer.Context, session: Session) -> dict[str, str]:
    """Return everybody's code; the key is begun here, or taken from another session of the same programme."""
    from facikit.cli.opening import kits_of
    from facikit.errors import UserError
    from facikit.library.siblings import siblings
    from facikit.session.codes import give
    from facikit.session.session import Session

    beside = []
    for folder in siblings(session.folder, kits_of(ctx)):
        try:
            beside.append(Session.open(folder, read_only=True).plan.session)
        except (UserError, OSError):
            # A session that cannot be read has no key that could be looked for.
            continue
    return give(session, beside)
