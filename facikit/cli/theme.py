"""``facikit theme``: gather responses under a name."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    where: Annotated[str, typer.Argument(metavar="BLOCK.FIELD", help="Whose responses.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="The theme's name.")],
    more: Annotated[list[str] | None, typer.Argument(hidden=True)] = None,
    text: Annotated[str, typer.Option("--text", metavar="D", help="What the theme is about.")] = "",
    add: Annotated[
        list[str] | None,
        typer.Option("--add", metavar="ID...", help="Responses to put into it; a dash reads ids from standard input."),
    ] = None,
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who is typing.")] = "",
) -> None:
    """Gather responses under a theme, and print its id.

    The theme is made, or added to where there is one of that name."""
    from facikit.cli.naming import field_named, split_place
    from facikit.cli.opening import see_saved, to_type
    from facikit.cli.output import say, tell
    from facikit.cli.taking_in import file_text
    from facikit.cli.usage import WrongUsage
    from facikit.errors import UserError
    from facikit.session import themes
    from facikit.session.responses import response
    from facikit.session.theme_sets import home

    if more and not add:
        raise WrongUsage(f"There is more after the name: {' '.join(more)}.", "Put a name of several words in quotes.")
    split_place(where)
    wanted = [*(add or ()), *(more or ())]
    if "-" in wanted and sys.stdin is not None:
        wanted = [one for one in wanted if one != "-"] + file_text("-")[1].split()
    with to_type(ctx, session, who) as opened:
        block, field = field_named(opened, where)
        members = [response(opened, one) for one in wanted]
        for one in members:
            if home(opened, one.block, one.field) != home(opened, block, field):
                raise UserError(
                    f"The response {one.id} is of {one.block}.{one.field}, not of {block}.{field}.",
                    "A theme gathers the responses of one field, or of those that say themes_with.",
                )
        found = themes.find_theme(opened, block, field, name)
        if found is None:
            found = themes.make(opened, block, field, name, text)
            tell(f"Made the theme “{found.name}”.")
        elif text and text != found.text:
            found = themes.edit(opened, found.id, text=text)
        if members:
            themes.link(opened, found.id, *(one.id for one in members))
        see_saved(opened)
        say(found.id)
