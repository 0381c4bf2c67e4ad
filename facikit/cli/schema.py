"""``facikit schema``: the formats as JSON Schema, for editors that complete and check while one types."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Kind(StrEnum):
    """What has a schema."""

    exercise = "exercise"
    workshop = "workshop"
    session = "session"
    programme = "programme"


def command(
    ctx: typer.Context,
    what: Annotated[
        Kind | None,
        typer.Argument(metavar="[exercise|workshop|session|programme]", help="Which; left out: all, into your kit."),
    ] = None,
) -> None:
    """Print the JSON Schema of what people write.

    Without a word behind it, all of them are written into the folder schemas of your kit, where your files' first lines
    look for them. Do that after facikit has been brought up to date."""
    from facikit.cli.output import say, say_json
    from facikit.errors import UserError
    from facikit.library.schema import schema

    if what is not None:
        say_json(schema(what.value))
        return
    from facikit.cli.starting import own_kit
    from facikit.library.schema_files import write_schemas

    kit = own_kit(ctx)
    try:
        for path in write_schemas(kit):
            say(str(path))
    except OSError as error:
        raise UserError(f"The schemas cannot be written into {kit}: {error.strerror or error}.") from None
