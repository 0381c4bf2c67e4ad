"""Find what a command's NAME means: an exercise, a workshop, a session or a report, by its name or its file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facikit.library.problems import Problem
    from facikit.library.shapes import Exercise, Plan, Workshop
    from facikit.session.session import Session

KINDS = ("exercise", "workshop", "session", "programme", "report")


def find(name: str, kits: list[Path]) -> tuple[str, Path]:
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
        return "session", finding.plan_file(finding.find_session(name, kits))
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
    if kind in ("session", "programme"):
        return finding.plan_file(finding.find_session(name, kits))
    reports = finding.reports(kits)
    if name not in reports:
        raise UserError(f"there is no report '{name}'", closest(name, reports) or "see: facikit list reports")
    return reports[name]


def _kind_of(path: Path) -> str:
    """Return what sort of definition a file holds."""
    from facikit.library.reading import read_document
    from facikit.library.yaml_text import plain

    document, _ = read_document(path)
    tree = plain(document.tree) if document else None
    if not isinstance(tree, dict) or "agenda" not in tree:
        return "exercise"
    return "session" if "session" in tree else "workshop"


def read(kind: str, path: Path) -> tuple[Exercise | Workshop | Plan | None, list[Problem]]:
    """Return the definition that a file of this kind holds, and what is wrong with it."""
    from facikit.library import reading
    from facikit.library.finding import PROGRAMME_FILE
    from facikit.library.programmes import plan_of, read_programme
    from facikit.library.shapes import Exercise, Plan, Workshop

    if kind in ("session", "programme"):
        if path.name == PROGRAMME_FILE:
            programme, problems = read_programme(path.parent)
            return (plan_of(programme, path.parent) if programme is not None else None), problems
        return reading.read(path, Plan)
    return reading.read(path, Workshop) if kind == "workshop" else reading.read(path, Exercise)


def split_place(where: str) -> tuple[str, str]:
    """Return what stands for the block and for the field in BLOCK.FIELD."""
    from facikit.cli.usage import WrongUsage

    block, dot, field = where.rpartition(".")
    if not dot or not block or not field:
        raise WrongUsage(f"'{where}' is not BLOCK.FIELD.", "Write it as in change-animals.animals.")
    return block, field


def field_named(session: Session, where: str) -> tuple[str, str]:
    """Return the block and the field that BLOCK.FIELD means, by id and name."""
    from facikit.session.meaning import find_block, find_field

    block_name, field_name = split_place(where)
    block = find_block(session, block_name)
    return block.id, find_field(block, field_name).field
