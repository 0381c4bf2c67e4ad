"""``facikit check``: everything that is wrong in exercises, workshops and plans, at once, with file and line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facikit.library.problems import Problem


def command(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Files, sessions or kits, or names; all kits if left out."),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on checking one file while you write it, and show what it makes.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Tell what is wrong in exercises, workshops and plans.

    Exit 1 where there are problems."""
    from facikit.analysis.common_checking import check_common
    from facikit.cli.opening import kits_of
    from facikit.library.checking import check_path
    from facikit.library.problems import in_order

    kits = kits_of(ctx)
    paths = [_meant(path, kits) for path in paths or ()]
    if watch:
        _watch(ctx, paths)
        return
    everything = paths or [kit for kit in kits if (kit / "exercises").is_dir() or (kit / "templates").is_dir()]
    checks = (check_path, check_common)
    problems = in_order(problem for path in everything for look in checks for problem in look(path, kits))
    end_with(problems, as_json)


def end_with(problems: Sequence[Problem], as_json: bool) -> None:
    """Print what is wrong, and end the command: exit 1 where anything is."""
    from facikit.cli.output import say, say_json, tell

    if as_json:
        say_json(problems)
    else:
        for problem in problems:
            say(str(problem).replace("\n", " "))
    if problems:
        tell(f"{len(problems)} problem{'s' if len(problems) > 1 else ''} found.")
        raise typer.Exit(1)
    tell("No problems found.")


def _meant(path: Path, kits: list[Path]) -> Path:
    """Return the file or folder to look at: a path, or a name as every other command takes it."""
    from facikit.cli.naming import find
    from facikit.errors import UserError

    if path.exists():
        return path
    try:
        return find(str(path), kits)[1]
    except UserError as error:
        near = error.hint if "did you mean" in error.hint else "give its name, or its path as in the file manager"
        raise UserError(f"there is no file, folder or name {path}", near) from None


def _watch(ctx: typer.Context, paths: list[Path]) -> None:
    """Open the live check."""
    from facikit.cli.screens import open_designer
    from facikit.cli.usage import WrongUsage, need_terminal

    need_terminal("'facikit check --watch'", "Without one, 'facikit check' tells what is wrong, once.")
    if len(paths) != 1 or paths[0].is_dir():
        raise WrongUsage(
            "'facikit check --watch' looks at one file.", "Write facikit check --watch exercises/NAME.yaml"
        )
    open_designer(ctx, paths[0])
