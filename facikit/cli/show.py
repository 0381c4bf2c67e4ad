"""``facikit show``: an exercise, a workshop or a session as a run sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from facikit.library.problems import Problem
    from facikit.library.shapes import Exercise, Plan, Workshop

KINDS = ("exercise", "workshop", "session", "report")


def command(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="As in dot-vote, exercise/dot-vote, workshop/NAME or a file's path.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="The definition as JSON.")] = False,
) -> None:
    """Show an exercise, a workshop or a session as a run sheet."""
    from facikit.cli.opening import kits_of
    from facikit.cli.output import say_json, say_whole, tell
    from facikit.errors import UserError

    kits = kits_of(ctx)
    kind, path = _find(name, kits)
    if kind == "report":
        say_whole(path.read_text(encoding="utf-8", errors="replace"))
        return
    definition, problems = _read(kind, path)
    if definition is None:
        raise UserError(str(problems[0]), f"see: facikit check {path}")
    if as_json:
        say_json(definition)
    else:
        say_whole(_sheet(definition, path, kits))
    if problems:
        tell(f"{path.name} has {len(problems)} problem{'s' if len(problems) > 1 else ''}; see: facikit check {path}")


def _find(name: str, kits: list[Path]) -> tuple[str, Path]:
    """Return which kind of definition is meant, and its file."""
    from facikit.errors import UserError, closest
    from facikit.library import finding

    kind, slash, rest = name.partition("/")
    if slash and kind in KINDS:
        return kind, _exact(kind, rest, kits)
    path = Path(name).expanduser()
    if path.suffix in (".yaml", ".yml") and path.is_file():
        return _kind_of(path), path
    known = {"exercise": finding.exercises(kits), "workshop": finding.workshops(kits)}
    for way in (str, str.casefold):
        found = [(kind, known[kind][one]) for kind in known for one in known[kind] if way(one) == way(name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UserError(
                f"'{name}' is an exercise and a workshop.", f"Say which: exercise/{name} or workshop/{name}"
            )
    try:
        return "session", finding.find_session(name, kits) / finding.PLAN_FILE
    except UserError:
        hint = closest(name, [*known["exercise"], *known["workshop"]]) or "see: facikit list"
        raise UserError(f"there is no exercise, workshop or session '{name}'", hint) from None


def _exact(kind: str, name: str, kits: list[Path]) -> Path:
    from facikit.errors import UserError, closest
    from facikit.library import finding

    if kind == "exercise":
        return finding.find_exercise(name, kits)
    if kind == "workshop":
        return finding.find_workshop(name, kits)
    if kind == "session":
        return finding.find_session(name, kits) / finding.PLAN_FILE
    reports = finding.reports(kits)
    if name not in reports:
        raise UserError(f"there is no report '{name}'", closest(name, reports) or "see: facikit list reports")
    return reports[name]


def _kind_of(path: Path) -> str:
    """Return what sort of definition a file holds."""
    from facikit.library.reading import plain, read_document

    document, _ = read_document(path)
    tree = plain(document.tree) if document else None
    if not isinstance(tree, dict) or "agenda" not in tree:
        return "exercise"
    return "session" if "session" in tree else "workshop"


def _read(kind: str, path: Path) -> tuple[Exercise | Workshop | Plan | None, list[Problem]]:
    from facikit.library.reading import read
    from facikit.library.shapes import Exercise, Plan, Workshop

    if kind == "session":
        return read(path, Plan)
    return read(path, Workshop) if kind == "workshop" else read(path, Exercise)


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
