"""``facikit new-programme``: several sessions reported together, a file to begin with, every key explained."""

from __future__ import annotations

from typing import Annotated

import typer

MOST = 12
"""How many of the kit's own sessions are put into a new programme; more would be somebody's whole year."""


def command(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called; its folder's name is made from it.")],
) -> None:
    """Write a programme to begin with: sessions in one report.

    It goes into a folder of its own in your kit's sessions/, with the kit's sessions in it, and its path is printed."""
    import datetime

    from facikit.cli.opening import kits_of
    from facikit.cli.starting import begin, named
    from facikit.library import finding
    from facikit.library.programme_starter import programme_text
    from facikit.session.clock import Ids
    from facikit.session.samples import is_sample

    stem, _ = named(name, "programme")
    home = kits_of(ctx)[0] / "sessions"
    found = [folder for folder in finding.sessions([home.parent]) if folder.parent == home.resolve()]
    own = [one.name for one in found if not is_sample(one) and not finding.is_programme(one) and one.name != stem]
    today = datetime.date.today().isoformat()

    def text(title: str) -> str:
        return programme_text(title, stem, Ids().new(14), today, own[-MOST:])

    begin(ctx, name, "programme", "sessions", text, file=finding.PROGRAMME_FILE)
