"""``facikit export``: the whole session as one document, or its responses as a table."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """What it is exported to."""

    yaml = "yaml"
    json = "json"
    csv = "csv"


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    to: Annotated[Format, typer.Option("--to", metavar="yaml|json|csv", help="Which form.")] = Format.yaml,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Into a file, not to standard output.")
    ] = None,
) -> None:
    """Print a session as YAML, JSON or CSV.

    YAML and JSON are the whole of it, CSV is its responses, a row each. What 'facikit import' reads back is the YAML.
    """
    from facikit.cli.opening import to_read
    from facikit.cli.output import say_whole, write_file
    from facikit.errors import UserError
    from facikit.library.finding import is_programme

    opened = to_read(ctx, session)
    if is_programme(opened.folder):
        raise UserError(
            f"{opened.folder.name} is a programme: programme.yaml is all there is to read, and its prose is in log/.",
            "To carry it, use facikit pack or copy its folder.",
        )
    if to is Format.csv:
        from facikit.session.table import to_csv as make
    elif to is Format.json:
        from facikit.session.document import to_json as make
    else:
        from facikit.session.document import to_yaml as make
    text = make(opened)
    if out is None:
        say_whole(text)
        return
    if out.is_dir():
        out = out / f"{opened.folder.name}.{to.value}"
    # A byte order mark makes spreadsheets read a table as UTF-8.
    write_file(out, f"\ufeff{text}" if to is Format.csv else text)
