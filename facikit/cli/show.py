"""``facikit show``: an exercise, a workshop or a session as a run sheet, a report's template as it is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from facikit.library.shapes import Exercise, Plan, Workshop


def command(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="As 'facikit list' has it, with its kind or without; or a path."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="The definition as JSON.")] = False,
) -> None:
    """Show an exercise, a workshop or a session as a run sheet.

    Of a report it shows the template."""
    from facikit.cli.naming import find, read
    from facikit.cli.opening import kits_of
    from facikit.cli.output import say_json, say_whole, tell
    from facikit.cli.taking_in import file_bytes
    from facikit.errors import UserError
    from facikit.library import finding
    from facikit.library.finding import PROGRAMME_FILE

    kits = kits_of(ctx)
    try:
        kind, path = find(name, kits)
    except UserError:
        if name not in (reports := finding.reports(kits)):
            raise
        kind, path = "report", reports[name]
    if kind == "report":
        say_whole(file_bytes(str(path))[1].decode("utf-8", "replace"))
        return
    definition, problems = read(kind, path)
    if definition is None:
        raise UserError(str(problems[0]), f"see: facikit check {path}")
    if as_json:
        say_json(definition)
    elif kind == "session" and path.name != PROGRAMME_FILE:
        say_whole(_sheet_of_session(ctx, path.parent))
    else:
        say_whole(_sheet(definition, path, kits))
    if problems:
        tell(f"{path.name} has {len(problems)} problem{'s' if len(problems) > 1 else ''}; see: facikit check {path}")


def _sheet(definition: Exercise | Workshop | Plan, path: Path, kits: list[Path]) -> str:
    """Return the run sheet; a workshop's exercises stand in it with their blanks filled."""
    import msgspec

    from facikit.library.finding import shelf
    from facikit.library.planning import plan
    from facikit.library.shapes import Exercise, Workshop
    from facikit.report.runsheet import exercise_sheet, workshop_sheet

    if isinstance(definition, Exercise):
        return exercise_sheet(definition)
    if isinstance(definition, Workshop):
        made, _ = plan(definition, shelf(kits), session_id="sheet", date="2000-01-01", name=path.stem)
        definition = msgspec.structs.replace(made, date="")
    return workshop_sheet(definition)


def _sheet_of_session(ctx: typer.Context, folder: Path) -> str:
    """Return a session's run sheet as its day stands now: blocks put in, moved, cut or given other times."""
    from facikit.analysis.materials import of_session
    from facikit.cli.opening import to_read
    from facikit.report.runsheet import workshop_sheet
    from facikit.session.replanning import plan_now

    with to_read(ctx, str(folder)) as session:
        return workshop_sheet(plan_now(session), needs=of_session(session))
