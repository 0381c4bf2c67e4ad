"""``facikit import``: a session out of the document that ``export`` made of it; themes out of a codebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from facikit.session.session import Session


def command(
    ctx: typer.Context,
    session: Annotated[
        str, typer.Argument(metavar="SESSION", help="The session to add to; if it is not there, the one to make.")
    ],
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="What 'facikit export --to yaml' made; a dash: standard input. Or a codebook."
        ),
    ],
    into: Annotated[
        str, typer.Option("--into", metavar="BLOCK.FIELD", help="Of a codebook: whose themes they are to be.")
    ] = "",
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who is typing.")] = "",
) -> None:
    """Read an exported session back, or start from a codebook.

    A session goes into the one of that name, or is made as a new one. A codebook (.qdc, or .csv with the columns tag
    and description) gives a field its themes, nested and described; those that are there already stay as they are.
    """
    if into or file.lower().endswith((".qdc", ".csv")):
        _codebook(ctx, session, file, into, who)
        return
    from facikit.cli.opening import to_type
    from facikit.cli.output import say, tell
    from facikit.cli.taking_in import file_text
    from facikit.session.document import import_into, read_document

    name, text = file_text(file)
    plan, _ = read_document(text, name)
    there = _there(ctx, session, plan.session)
    if there is not None:
        with to_type(ctx, str(there)) as opened:
            added, known = import_into(opened, text, name)
            say(str(opened.folder))
            tell(f"{added} records added, {known} were there already.")
        return
    folder = _make(ctx, session, text, name)
    say(str(folder))
    tell(f"Made “{plan.title}” from {name}.")


def _codebook(ctx: typer.Context, session: str, file: str, into: str, who: str) -> None:
    """Make themes of a codebook, and print their ids."""
    from facikit.cli.naming import field_named
    from facikit.cli.opening import see_saved, to_type
    from facikit.cli.output import plain, say, tell
    from facikit.cli.taking_in import file_bytes
    from facikit.cli.usage import WrongUsage
    from facikit.library.codebooks import read_codebook
    from facikit.session.codebook import take_in

    if not into:
        raise WrongUsage(f"{file} is a codebook: whose themes are they to be?", "Add --into BLOCK.FIELD.")
    name, data = file_bytes(file)
    codes = read_codebook(data, name)
    with to_type(ctx, session, who) as opened:
        made, kept = take_in(opened, *field_named(opened, into), codes)
        see_saved(opened)
        for one in made:
            say(one.id)
        tell(f"{len(made)} themes made, {len(kept)} were there already.")
        holding = [f"‘{plain(one.name)}’" for one in codes if one.holder and one.codes]
        if holding:
            named = ", ".join(holding[:3]) + (f" and {len(holding) - 3} more" if len(holding) > 3 else "")
            tell(
                f"Above them stand {named}, which only hold others, as fields do in a codebook of several: they are "
                "themes now, too. Delete them in Themes, and what is under them stays; or 'facikit undo', and export "
                "--of one field."
            )


def _there(ctx: typer.Context, session: str, session_id: str) -> Path | None:
    """Return the session meant, if there is one: by its whole name, or by a part of it that fits what is imported."""
    from facikit.cli.opening import kits_of
    from facikit.errors import UserError
    from facikit.library.finding import find_session
    from facikit.session.session import Session

    try:
        folder = find_session(session, kits_of(ctx))
    except UserError:
        return None
    opened: Session = Session.open(folder, read_only=True)
    is_whole_name = folder.name == Path(session).name
    return folder if is_whole_name or opened.plan.session == session_id else None


def _make(ctx: typer.Context, session: str, text: str, name: str) -> Path:
    """Make the session under the name that was asked for: a path, or a name in the kit's sessions/."""
    import shutil
    import tempfile

    from facikit.cli.opening import kits_of
    from facikit.errors import UserError
    from facikit.library.kits import remember_kit
    from facikit.session.document import import_new

    wanted = Path(session).expanduser()
    is_path = wanted.is_absolute() or len(wanted.parts) > 1 or session.startswith(".")
    target = wanted if is_path else kits_of(ctx)[0] / "sessions" / session
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UserError(f"{target} is there already and is not a session.", "Give another name.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=target.parent, prefix=".import-"))
        try:
            made = import_new(text, name, beside)
            if target.exists():
                target.rmdir()
            made.rename(target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise UserError(f"The session cannot be made in {target.parent}: {error.strerror or error}.") from None
    whole = target.resolve()
    remember_kit(whole.parent.parent if whole.parent.name == "sessions" else whole.parent)
    return whole
