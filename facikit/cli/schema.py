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
    what: Annotated[Kind, typer.Argument(metavar="exercise|workshop|session|programme", help="Which.")],
) -> None:
    """Print the JSON Schema of what people write."""
    from facikit.cli.output import say_json
    from facikit.library.schema import schema

    say_json(schema(what.value))
