"""``facikit export``: the whole session as one document, its responses as a table, its themes as a codebook."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from facikit.session.session import Session


class Format(StrEnum):
    """What it is exported to."""

    yaml = "yaml"
    json = "json"
    csv = "csv"
    qdc = "qdc"
    codebook = "codebook"
    highlights = "highlights"


TABLES = (Format.csv, Format.codebook, Format.highlights)
OF_THEMES = (Format.qdc, Format.codebook, Format.highlights)
OF_PROGRAMMES = (Format.qdc, Format.codebook)


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    to: Annotated[
        Format | None,
        typer.Option(
            "--to",
            metavar="yaml|json|csv|qdc|codebook|highlights",
            help="Which form; else by the FILE's ending, or YAML.",
        ),
    ] = None,
    of: Annotated[str, typer.Option("--of", metavar="BLOCK.FIELD", help="Of themes: only those of one field.")] = "",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Into a file, not to standard output.")
    ] = None,
) -> None:
    """Print a session, or its themes as a codebook.

    YAML and JSON are the whole of it, CSV is its responses, a row each. What 'facikit import' reads back is the YAML.
    For programs that sort what was said: qdc is the themes as a REFI-QDA codebook, codebook the same as a table,
    highlights a row for each response and theme; both tables have the columns that Taguette has.
    Of a programme: qdc and codebook are the themes that its sessions have in common.
    """
    from facikit.cli.opening import to_read
    from facikit.cli.output import say_whole, write_file
    from facikit.cli.usage import WrongUsage
    from facikit.errors import UserError
    from facikit.library.finding import is_programme

    to = to or _form_of(out)
    if of and to not in OF_THEMES:
        raise WrongUsage(f"--of goes with {', '.join(OF_THEMES)}.", f"Leave it out for {to.value}.")
    opened = to_read(ctx, session)
    if is_programme(opened.folder) and (of or to not in OF_PROGRAMMES):
        raise UserError(
            f"{opened.folder.name} is a programme: programme.yaml is all there is to read, and its prose is in log/.",
            "To carry it, use facikit pack or copy its folder; its themes go out with --to qdc or --to codebook.",
        )
    text = _of_programme(ctx, opened, to) if is_programme(opened.folder) else _made(opened, to, of)
    if out is None:
        say_whole(text)
        return
    if out.is_dir():
        ending = f"-{to.value}.csv" if to in TABLES and to is not Format.csv else f".{to.value}"
        out = out / f"{opened.folder.name}{ending}"
    # A byte order mark makes spreadsheets read a table as UTF-8.
    write_file(out, f"\ufeff{text}" if to in TABLES else text)


def _form_of(out: Path | None) -> Format:
    """Return the form that a file's ending asks for; YAML where it asks for none. ``UserError`` for another."""
    from facikit.errors import UserError

    ending = out.suffix.lower().removeprefix(".") if out is not None and not out.is_dir() else ""
    if ending in ("", "txt", "yml"):
        return Format.yaml
    by_ending = {form.value: form for form in (Format.yaml, Format.json, Format.csv, Format.qdc)}
    if ending not in by_ending:
        raise UserError(
            f"A session cannot be exported as '{ending}'.",
            "For a spreadsheet write a .csv, to read it write the report; or say with --to what it is to be.",
        )
    return by_ending[ending]


def _of_programme(ctx: typer.Context, opened: Session, to: Format) -> str:
    from facikit.analysis.codebook import codebook_across
    from facikit.analysis.common import across_in
    from facikit.cli.opening import kits_of
    from facikit.library.codebooks import to_csv, to_qdc

    codes = codebook_across(across_in(opened.folder, kits_of(ctx))[0], opened.plan.session)
    return to_qdc(codes) if to is Format.qdc else to_csv(codes)


def _made(opened: Session, to: Format, of: str) -> str:
    if to in OF_THEMES:
        from facikit.analysis.codebook import codebook, highlights
        from facikit.cli.naming import field_named
        from facikit.library.codebooks import to_csv as to_table
        from facikit.library.codebooks import to_qdc

        place = field_named(opened, of) if of else None
        if to is Format.highlights:
            return highlights(opened, place)
        codes = codebook(opened, place)
        return to_qdc(codes) if to is Format.qdc else to_table(codes)
    if to is Format.csv:
        from facikit.session.table import to_csv as make
    elif to is Format.json:
        from facikit.session.document import to_json as make
    else:
        from facikit.session.document import to_yaml as make
    return make(opened)
