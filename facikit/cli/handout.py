"""``facikit handout``: what is printed before the day and written on with a pen, from the same definitions."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from facikit.report.handouts.parts import Sheet
    from facikit.report.handouts.work import Day


class Form(StrEnum):
    """What the sheets are written as."""

    html = "html"
    md = "md"


class Only(StrEnum):
    """The kinds of sheet."""

    runsheet = "runsheet"
    worksheet = "worksheet"
    cards = "cards"
    postcards = "postcards"
    scales = "scales"
    dots = "dots"
    notes = "notes"
    attendance = "attendance"


def command(
    ctx: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME...", help="An exercise, a workshop or a session; workshop/NAME is exact."),
    ],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FOLDER|FILE", help="Into a file, or a file for each NAME in a folder."),
    ] = None,
    only: Annotated[
        list[Only] | None,
        typer.Option("--only", metavar="KIND", help=f"Only these sheets: {', '.join(Only)}. May be given again."),
    ] = None,
    to: Annotated[Form | None, typer.Option("--to", metavar="html|md", help="A page to print, or Markdown.")] = None,
    number: Annotated[
        int | None, typer.Option("--people", metavar="N", min=1, max=2000, help="How many people come.")
    ] = None,
) -> None:
    """Print worksheets, cards and sheets for notes.

    Open the page in a browser and print it on A4. A session's hand-outs have its date and its groups on them.
    A file that is there already and says otherwise is never replaced: the new one gets a number.
    """
    from facikit.cli.output import say, say_whole, tell
    from facikit.cli.usage import WrongUsage
    from facikit.report.handouts.writing import ENDINGS, keep, written

    if out is None:
        if len(names) > 1:
            raise WrongUsage(f"{len(names)} hand-outs need a folder to go into.", "Give one with -o FOLDER.")
        _, day, sheets = _sheets(ctx, names[0], only or [], number)
        say_whole(written(day.title, sheets, to or "html"))
        return
    form = to or ENDINGS.get(out.suffix.lower(), "html")
    is_file = out.suffix.lower() in ENDINGS and not out.is_dir()
    if is_file and len(names) > 1:
        raise WrongUsage(f"{len(names)} hand-outs do not go into one file.", "Give a folder with -o FOLDER.")
    made = [_sheets(ctx, name, only or [], number) for name in dict.fromkeys(names)]
    for name, day, sheets in made:
        wanted = out if is_file else out / f"{name}.{form}"
        kept = keep(wanted, written(day.title, sheets, form))
        if kept != wanted:
            tell(f"{wanted} is there already and says otherwise. It is left as it is, and the new one is {kept.name}.")
        say(str(kept))


def _sheets(ctx: typer.Context, name: str, only: list[Only], number: int | None) -> tuple[str, Day, list[Sheet]]:
    """Return what its file may be called, the day, and its sheets."""
    from facikit.errors import UserError
    from facikit.report.handouts.page import sheets_of

    stem, day = _day(ctx, name, number)
    every = sheets_of(day)
    wanted = {one.value for one in only}
    sheets = [sheet for sheet in every if not wanted or sheet.kind in wanted]
    if not sheets:
        there = ", ".join(dict.fromkeys(sheet.kind for sheet in every))
        asked = " or ".join(f"'{one.value}'" for one in only)
        raise UserError(f"In {stem} there is nothing to hand out of the kind {asked}.", f"There is: {there}.")
    return stem, day, sheets


def _day(ctx: typer.Context, name: str, number: int | None) -> tuple[str, Day]:
    from facikit.cli.naming import find, read
    from facikit.cli.opening import kits_of, to_read
    from facikit.cli.output import tell
    from facikit.errors import UserError
    from facikit.library.finding import PROGRAMME_FILE
    from facikit.library.shapes import Exercise, Workshop
    from facikit.report.handouts.work import of_exercise, of_session, of_workshop

    kits = kits_of(ctx)
    kind, path = find(name, kits)
    if kind in ("report", "programme") or path.name == PROGRAMME_FILE:
        what = "report" if kind == "report" else "programme"
        hint = "Name an exercise, a workshop or a session."
        raise UserError(f"'{name}' is a {what}, and nothing is handed out of it.", hint)
    if kind == "session":
        return path.parent.name, of_session(to_read(ctx, str(path.parent)), number=number)
    definition, problems = read(kind, path)
    if definition is None:
        raise UserError(str(problems[0]), f"see: facikit check {path}")
    if problems:
        tell(f"{path.name} has {len(problems)} problem{'s' if len(problems) > 1 else ''}; see: facikit check {path}")
    if isinstance(definition, Exercise):
        return path.stem, of_exercise(definition, number=number)
    assert isinstance(definition, Workshop)
    return path.stem, of_workshop(definition, kits, name=path.stem, number=number)
