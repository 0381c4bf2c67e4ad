"""``facikit report --show BLOCK.FIELD --as FORM``: how a field is printed, chosen once and kept in the session."""

from __future__ import annotations

import typer

PLANNED = "planned"


def choose_form(ctx: typer.Context, name: str, where: str, form: str, members: str, who: str) -> None:
    """Print a field in this form from now on."""
    from facikit.cli.naming import split_place
    from facikit.cli.opening import see_saved, to_type
    from facikit.cli.output import plain, tell
    from facikit.cli.usage import WrongUsage
    from facikit.library.kinds import FORM_WORDS
    from facikit.session.meaning import find_block, find_field
    from facikit.session.printing import form_of, print_as

    if not (where and form):
        raise WrongUsage("--show, --as and --members go together.", "Write --show BLOCK.FIELD --as themes.")
    block_name, field_name = split_place(where)
    with to_type(ctx, name, who) as opened:
        block = find_block(opened, block_name)
        field = find_field(block, field_name)
        print_as(opened, block.id, field, "" if form == PLANNED else form, members)
        see_saved(opened)
        now, _ = form_of(find_block(opened, block.id).report, field)
        how = FORM_WORDS.get(now, "nothing, as it is left out")
        tell(f"{block.id}.{field.field} in reports from now on: {plain(how)}; 'facikit undo' takes that back.")
