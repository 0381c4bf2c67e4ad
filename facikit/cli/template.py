"""``facikit template``: which templates there are, what is in them, and the way to a house's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facikit.cli.main import PLAIN

if TYPE_CHECKING:
    from facikit.report.templates import Used

app = typer.Typer(
    help="Have reports in your house's own form, and words.",
    no_args_is_help=True,
    **PLAIN,  # type: ignore[arg-type]
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="As in session-report; facikit/NAME is facikit's own.")]


@app.command("list")
def list_(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Tell which file is used for each kind, and why."""
    from facikit.cli.opening import kits_of
    from facikit.cli.output import say, say_json
    from facikit.report.templates import used

    found = used(kits_of(ctx))
    if as_json:
        say_json(
            [
                {
                    "genre": one.genre,
                    "path": str(one.path),
                    "kit": str(one.kit),
                    "of_house": one.of_house,
                    "extends": one.extends,
                    "hides": [str(path) for path in one.hides],
                }
                for one in found
            ]
        )
        return
    width = max(len(one.genre) for one in found)
    for one in found:
        say(f"{one.genre:<{width}}  {_why(one)}")


def _why(one: Used) -> str:
    """Return whose file is used, what it extends, and what it is used in the place of."""
    from facikit.report.environment import packaged

    if not one.of_house:
        return "facikit's own"
    said = f"{one.path}, as your kit comes before facikit"
    said += f"; extends {one.extends}" if one.extends else "; stands alone"
    places = ("facikit's own" if path.parent == packaged() else str(path) for path in one.hides)
    return said + "".join(f"; in the place of {place}" for place in places)


@app.command()
def show(
    ctx: typer.Context,
    name: Name,
    blocks: Annotated[bool, typer.Option("--blocks", help="Only its blocks, each with what it prints.")] = False,
) -> None:
    """Print a template, or its blocks."""
    from facikit.cli.opening import kits_of
    from facikit.cli.output import say, say_whole
    from facikit.cli.taking_in import file_bytes
    from facikit.report.templates import chain, one_used, parts

    kits = kits_of(ctx)
    one = one_used(name, kits)
    if not blocks:
        say_whole(file_bytes(str(one.path))[1].decode("utf-8", "replace"))
        return
    for part in parts(chain(one.path, kits)):
        say(f"{part.name}  ({_where(part.path)}:{part.line})")
        for line in part.prints:
            say(f"    {line}")


def _where(path: Path) -> str:
    from facikit.report.environment import packaged

    return f"facikit/{path.name}" if path.parent == packaged() else str(path)


@app.command()
def eject(
    ctx: typer.Context,
    name: Name,
    whole: Annotated[
        bool, typer.Option("--whole", help="A copy of all of it, which what facikit mends later does not reach.")
    ] = False,
    new: Annotated[
        str, typer.Option("--as", metavar="NEW", help="A new kind of report, built on NAME, which stays as it is.")
    ] = "",
) -> None:
    """Put a template of your own into your kit.

    It is there to say some blocks of facikit's own otherwise, and prints what that prints as it comes. No file is
    ever written over.
    """
    from facikit.cli.output import say, tell
    from facikit.cli.starting import named, own_kit, shown, write_new
    from facikit.library.kits import remember_kit
    from facikit.report.environment import ENDING, FOLDER
    from facikit.report.templates import OWN, house_file, one_used, whole_file

    genre = one_used(OWN + name.removeprefix(OWN), []).genre
    kit = own_kit(ctx)
    own = named(new.removesuffix(ENDING), "report", f"facikit template eject {genre} --as")[0] if new else genre
    path = kit / FOLDER / f"{own}{ENDING}"
    text = whole_file(genre) if whole else house_file(genre, [kit], own)
    write_new(path, text, "open that one; it was left as it is")
    remember_kit(kit)
    say(str(path))
    tell(f"Open it in your text editor. Check it at any time with: facikit template check {shown(Path(own))}")
    if new:
        tell(f"Print it with: facikit report SESSION -t {own}")


@app.command()
def wording(
    ctx: typer.Context,
    genre: Annotated[str, typer.Argument(metavar="[NAME]", help="For this kind of report only.")] = "",
    write: Annotated[bool, typer.Option("--write", help="Into your kit, not to standard output.")] = False,
) -> None:
    """Print every phrase of a report, to be changed.

    Those that your kit says are as it says them; before the others stands a #.
    """
    from facikit.cli.opening import kits_of
    from facikit.cli.output import say, say_whole, tell
    from facikit.cli.starting import own_kit, write_new
    from facikit.report.environment import FOLDER
    from facikit.report.house import WORDING, house_of, wording_text
    from facikit.report.templates import one_used

    if genre:
        genre = one_used(genre, kits_of(ctx)).genre
    text = wording_text(house_of(kits_of(ctx), genre or "wording").wording)
    if not write:
        say_whole(text)
        return
    path = own_kit(ctx) / FOLDER / (f"{genre}.yaml" if genre else WORDING)
    write_new(path, text, "open that one; it was left as it is")
    say(str(path))
    tell("Take the # away from what you want to say otherwise. Check it with: facikit template check")


@app.command()
def check(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="One kind of report; all of your own if left out.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Tell what is wrong in templates and wordings.

    All of it at once, with file and line. Each is read, then tried on an invented day, in plain words and in the
    nastiest, and on a worked session.
    Exit 1 where there are problems.
    """
    from facikit.cli.check import end_with
    from facikit.cli.opening import kits_of
    from facikit.report.template_trial import problems_of

    end_with(problems_of(name, kits_of(ctx)), as_json)
