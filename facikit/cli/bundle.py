"""``facikit bundle``: facikit on a stick, for laptops that have no network."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Kind(StrEnum):
    """The systems that there are wheels for."""

    windows = "windows"
    macos = "macos"
    linux = "linux"


class Extra(StrEnum):
    """What facikit can do more of when more is installed."""

    photos = "photos"
    word = "word"


def command(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder, or an earlier bundle to renew.")],
    only: Annotated[
        list[Kind] | None,
        typer.Option("--only", metavar="windows|macos|linux", help="For these laptops only. May be given again."),
    ] = None,
    pythons: Annotated[
        list[str] | None, typer.Option("--python", metavar="3.N", help="For this Python only. May be given again.")
    ] = None,
    extras: Annotated[
        list[Extra] | None,
        typer.Option("--with", metavar="photos|word", help="Photos from iPhones, or Word documents, too."),
    ] = None,
) -> None:
    """Make a folder for a stick, to install without a network.

    It has facikit, what it needs on Windows, macOS and Linux, and an installer for each that needs no administrator.
    This laptop needs a network while it is made; the laptops that it goes to need Python 3.11 or later.
    """
    from facikit.bundle.making import make, size_of
    from facikit.bundle.targets import NAMES, PYTHONS, targets
    from facikit.cli.output import say, tell
    from facikit.cli.usage import WrongUsage

    for python in pythons or ():
        if python not in PYTHONS:
            raise WrongUsage(f"there is no Python {python!r} to make a bundle for", f"there are {', '.join(PYTHONS)}")
    systems = tuple(one.value for one in only) if only else NAMES
    wanted = targets(systems, tuple(dict.fromkeys(pythons or PYTHONS)))
    whole = folder.resolve()
    had = make(whole, wanted, [one.value for one in dict.fromkeys(extras or [])], tell)
    say(str(whole))
    some = f"{len(had)} of {len(wanted)} kinds of laptop" if len(had) < len(wanted) else "every laptop asked for"
    tell(f"A bundle for {some}, {size_of(whole)}. Copy the folder to a stick; its README.txt says how to go on.")
