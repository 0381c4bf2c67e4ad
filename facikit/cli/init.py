"""``facikit init``: a kit of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

FOLDERS = ("exercises", "templates/workshops", "templates/reports", "sessions")

README = """\
This folder is a facikit kit. Run facikit anywhere inside it.

  exercises/             your exercises, one YAML file each
  templates/workshops/   your workshops, one YAML file each
  templates/reports/     your report templates
  schemas/               what text editors complete and check your files by
  sessions/              a folder for each session; the only copy of what was said, so keep a backup

A file of the same name as one that came with facikit is used in its place.
See what there is: facikit list          Check what you wrote: facikit check
"""


def command(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Where; the working folder if left out.")] = Path(),
) -> None:
    """Make folders for your own exercises and sessions: a kit."""
    from facikit.cli.output import say, tell
    from facikit.errors import UserError
    from facikit.library.kits import remember_kit
    from facikit.library.schema_files import write_schemas

    try:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        write_schemas(folder)
        if not (folder / "README.txt").exists():
            (folder / "README.txt").write_text(README, encoding="utf-8")
    except OSError as error:
        raise UserError(
            f"A kit cannot be made in {folder}: {error.strerror or error}.", "Choose a folder that you may write to."
        ) from None
    whole = folder.resolve()
    remember_kit(whole)
    say(str(whole))
    tell("Your kit is ready. In that folder, make a session with: facikit new first-try")
