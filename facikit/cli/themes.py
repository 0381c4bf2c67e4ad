"""``facikit themes``: the staff's screen, for sorting what was said; of a programme, what its sessions share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    ctx: typer.Context,
    session: Annotated[
        str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name; a programme's will do as well.")
    ],
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who is sorting.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the themes as JSON.")] = False,
) -> None:
    """Sort what was said into themes.

    Of a programme: print the themes that its sessions have in common, how much was said of each in which session, and
    the names that several sessions have and programme.yaml has not.
    """
    from facikit.cli.screens import open_session

    folder = _read_only(ctx, session, as_json=as_json)
    if folder is None:
        open_session(ctx, "themes", session, who, "")
        return
    from facikit.cli.opening import to_read
    from facikit.cli.output import say_json
    from facikit.cli.themes_told import of_session
    from facikit.library.finding import is_programme

    if is_programme(folder):
        _of_programme(ctx, folder, as_json=as_json)
    else:
        say_json(of_session(to_read(ctx, str(folder))))


def _read_only(ctx: typer.Context, name: str, *, as_json: bool) -> Path | None:
    """Return the folder whose themes are printed; None where the app is wanted, which opens packs too."""
    from facikit.cli.opening import is_pack, kits_of
    from facikit.errors import UserError
    from facikit.library.finding import find_session, is_programme

    if is_pack(name) and not as_json:
        return None
    try:
        folder = find_session(name, kits_of(ctx))
    except UserError:
        if as_json:
            raise
        # Without a terminal that is what is to be told first.
        return None
    return folder if as_json or is_programme(folder) else None


def _of_programme(ctx: typer.Context, folder: Path, *, as_json: bool) -> None:
    from facikit.analysis.common import across_in
    from facikit.cli.opening import kits_of
    from facikit.cli.output import one_sentence, say, say_json, tell
    from facikit.cli.themes_told import as_data, in_words

    found, sat = across_in(folder, kits_of(ctx))
    titles = {one.name: one.title for one in sat}
    if as_json:
        say_json(as_data(found, titles))
    else:
        for line in in_words(found, titles):
            say(line)
    for one in sat:
        if one.why:
            tell(f"{one.name} cannot be opened: {one.why}")
    for lost in found.lost:
        tell(f"{lost.key}: {one_sentence(lost.message, lost.hint)}")
