"""``facikit new``: a session made from a workshop."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

MOST_TOLD = 5


def command(
    ctx: typer.Context,
    workshop: Annotated[str, typer.Argument(metavar="WORKSHOP", help="Its name, or its file.")],
    title: Annotated[str, typer.Option("--title", metavar="T", help="Instead of the workshop's own.")] = "",
    date: Annotated[str, typer.Option("--date", metavar="YYYY-MM-DD", help="The day; today if left out.")] = "",
    start: Annotated[str, typer.Option("--start", metavar="HH:MM", help="When it starts.")] = "",
    place: Annotated[str, typer.Option("--place", metavar="P", help="Where it takes place.")] = "",
    groups: Annotated[
        list[str] | None,
        typer.Option("--groups", metavar="SET=NAME,NAME | SET=6", help="The groups of a set. May be repeated."),
    ] = None,
    keep_until: Annotated[
        str, typer.Option("--keep-until", metavar="YYYY-MM-DD", help="When it is to be erased or put away.")
    ] = "",
    into: Annotated[
        Path | None, typer.Option("--in", metavar="FOLDER", help="The folder to make it in; else the kit's sessions/.")
    ] = None,
) -> None:
    """Make a session from a workshop and print its folder."""
    import datetime

    from facikit.cli.opening import kits_of
    from facikit.cli.output import say, tell
    from facikit.errors import UserError
    from facikit.library import finding
    from facikit.library.kits import remember_kit
    from facikit.library.planning import plan
    from facikit.library.reading import convert, read_document
    from facikit.library.shapes import Workshop
    from facikit.library.zone import local_zone
    from facikit.session.clock import Ids
    from facikit.session.create import create

    kits = kits_of(ctx)
    path = finding.find_workshop(workshop, kits)
    document, problems = read_document(path)
    definition = None
    if document is not None:
        definition, problems = convert(document, Workshop)
    if document is None or definition is None:
        raise UserError(str(problems[0]), f"see: facikit check {path}")
    made, more = plan(
        definition,
        finding.shelf(kits),
        session_id=Ids().new(14),
        date=date or datetime.date.today().isoformat(),
        title=title,
        start=start,
        place=place,
        zone=local_zone(),
        keep_until=keep_until or None,
        groups=_overrides(groups or []),
        name=path.stem,
        source=document,
        known=finding.exercises(kits),
    )
    problems = [*problems, *more]
    if problems:
        for problem in problems[:MOST_TOLD]:
            tell(str(problem))
        raise UserError(
            f"no session was made: {path.name} has {len(problems)} problem{'s' if len(problems) > 1 else ''}",
            f"see: facikit check {path}",
        )
    home = into if into is not None else kits[0] / "sessions"
    folder = create(made, home)
    remember_kit(folder.parent.parent if folder.parent.name == "sessions" else folder.parent)
    say(str(folder))
    tell(f"Made “{made.title}” for {made.date}. Open it with: facikit run {folder.name}")


def _overrides(given: list[str]) -> dict[str, str]:
    """Read ``SET=NAME,NAME`` and ``SET=6``."""
    from facikit.cli.usage import WrongUsage

    found: dict[str, str] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise WrongUsage(f"--groups {text!r} names no group set.", "Write --groups SET=Red,Blue or --groups SET=6.")
        found[name.strip()] = value
    return found
