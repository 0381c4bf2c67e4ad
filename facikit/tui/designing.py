"""What the live check shows of a file that somebody is writing: what is wrong, and everything that will be made of it.

All of it is made away from the screen, from the file as it is at that moment, and nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from facikit.errors import UserError
from facikit.library import blanks, standins
from facikit.library.checking import check_path, sort_of
from facikit.library.finding import shelf
from facikit.library.kinds import FieldBase, QuotesField
from facikit.library.planning import plan
from facikit.library.problems import Problem
from facikit.library.reading import Document, convert, exercise_of, read_document
from facikit.library.shapes import Exercise, Plan, Workshop
from facikit.library.values import From, Item
from facikit.report.runsheet import exercise_sheet, minutes, workshop_sheet
from facikit.tui.reader import Form, Line, lines
from facikit.tui.sheet import LABEL, hang, whole_lines
from facikit.tui.text import one_line, wrapped

Stamp = tuple[tuple[int, int, int], ...]
"""What tells that a file has changed: number, time and size, of it and of what it is made of."""


class Seen(msgspec.Struct, frozen=True):
    """A file as it was when it was last looked at. Where it could not be read, there is nothing but problems."""

    path: Path
    sort: str = ""
    """exercise, workshop or session; empty where it could not be read."""
    problems: tuple[Problem, ...] = ()
    sheet: str = ""
    exercise: Exercise | None = None
    """With something in the place of blanks that cannot stay open."""
    open_blanks: tuple[str, ...] = ()
    report: str = ""
    findings: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """How it stands, in a few words."""
        count = len(self.problems)
        return "no problems" if not count else "1 problem" if count == 1 else f"{count} problems"


def stamp_of(path: Path, sort: str = "") -> Stamp | None:
    """Return what will be another when the file has changed, or an exercise that a workshop uses; None: not there."""
    own = _stamp(path)
    if own is None:
        return None
    whole = path.resolve()
    others = sorted((whole.parents[2] / "exercises").glob("*.y*ml")) if sort == "workshop" and _in_kit(whole) else []
    return (own, *(found for other in others if (found := _stamp(other)) is not None))


def look_at(path: Path, kits: list[Path]) -> Seen:
    """Return everything that there is to show of the file."""
    problems = tuple(check_path(path, kits))
    document, _ = read_document(path)
    if document is None:
        return Seen(path, problems=problems)
    sort = sort_of(path, document.tree)
    if sort == "exercise":
        return _exercise(path, document, problems, kits)
    own = [path.resolve().parents[2]] if _in_kit(path.resolve()) else []
    return Seen(path, sort, problems, sheet=_day(path, document, sort, [*own, *kits]))


def problem_lines(seen: Seen, width: int) -> list[Line]:
    """Return every problem with its place, as ``facikit check`` has them."""
    made: list[Line] = []
    for number, problem in enumerate(seen.problems):
        elsewhere = Path(problem.path).name if Path(problem.path) != seen.path else ""
        where = f"line {problem.line}" if problem.line else "the file"
        head = " · ".join(part for part in (elsewhere, where, problem.key) if part)
        made += [Line(part, "gap", number) for part in wrapped(head, width)]
        said = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
        made += [Line(f"  {part}", "", number) for part in wrapped(one_line(said), width - 2)]
        made.append(Line("", "", number))
    if not seen.problems:
        made = _told("Nothing is wrong. Change the file and save it: this looks again by itself.", width)
    return made


def form_lines(seen: Seen, width: int) -> list[Line]:
    """Return what a note-taker is asked for, step by step."""
    made = _still_open(seen, width)
    for step in seen.exercise.steps if seen.exercise is not None else ():
        length = f" · {minutes(step.minutes)}" if step.minutes else ""
        made += [Line(part, "heading", 0) for part in wrapped(f"{one_line(step.title)}{length}", width)]
        for field in step.capture:
            made += _field(field, width)
        if not step.capture:
            made.append(Line("  nothing is written down", "facts", 0))
        made.append(Line("", "", 0))
    return made


def sheet_lines(seen: Seen, width: int) -> list[Line]:
    """Return the run sheet."""
    made: list[Line] = []
    for number, text in enumerate(whole_lines(seen.sheet)):
        form: Form = "heading" if text.startswith("#") else "quote" if LABEL.fullmatch(text) else ""
        words = text.lstrip("# ") if form == "heading" else text
        indent, rest = len(words) - len(words.lstrip()), hang(words)
        parts = wrapped(words.strip(), max(20, width - rest))
        made += [Line(f"{' ' * (rest if at else indent)}{part}", form, number) for at, part in enumerate(parts)]
    return made


def report_lines(seen: Seen, width: int) -> list[Line]:
    """Return the block as a report would print it, with what was found on the way above it."""
    found = [Line(part, "gap", 0) for finding in seen.findings for part in wrapped(f"! {finding}", width)]
    found += [Line("", "", 0)] if found else []
    return [*_still_open(seen, width), *found, *lines(seen.report, width, draft=False)]


def _exercise(path: Path, document: Document, problems: tuple[Problem, ...], kits: list[Path]) -> Seen:
    from facikit.report.trial import trial  # templates and pictures: the first look at problems need not wait for them

    plain, _ = exercise_of(document)
    exercise, _ = exercise_of(document, standins.values(document.tree))
    if plain is None or exercise is None:
        return Seen(path, problems=problems)
    try:
        tried = trial(exercise, kits)
        report, findings = tried.markdown, tried.findings
    except UserError as error:
        report, findings = "", (f"{error} {error.hint}".strip(),)
    return Seen(
        path,
        "exercise",
        problems,
        exercise_sheet(plain),
        exercise,
        tuple(blanks.needed(document.tree)),
        report,
        findings,
    )


def _day(path: Path, document: Document, sort: str, kits: list[Path]) -> str:
    """Return the run sheet of a workshop, its exercises filled as it fills them, or of a session's plan."""
    if sort == "session":
        made, _ = convert(document, Plan)
    else:
        workshop, _ = convert(document, Workshop)
        if workshop is None:
            return ""
        try:
            made, _ = plan(
                workshop, shelf(kits), session_id="sheet", date="2000-01-01", name=path.stem, source=document
            )
        except UserError:
            return workshop_sheet(workshop)  # the problems say why its exercises cannot be had
        made = msgspec.structs.replace(made, date="")
    return workshop_sheet(made) if made is not None else ""


def _field(field: FieldBase, width: int) -> list[Line]:
    made = [Line(part, "", 0) for part in _hung(f"▏ {one_line(field.title)}  ({field.kind})", width, 2)]
    facts = [("", field.expect), *_own(field)]
    if isinstance(field, QuotesField) and not field.labels:
        facts.append(("labels", "the session's own"))
    for name, said in facts:
        if said:
            words = f"{name.replace('_', ' ')}: {one_line(said)}" if name else one_line(said)
            made += [Line(part, "facts", 0) for part in _hung(words, width, 4)]
    return made


def _own(field: FieldBase) -> Iterable[tuple[str, str]]:
    """Return what is particular to the field's kind: its columns, its items, how many points its line has."""
    for name in field.__struct_fields__:
        if name not in FieldBase.__struct_fields__:
            yield name, _value(getattr(field, name))


def _value(value: object) -> str:
    if isinstance(value, From):
        return f"the {value.take} of {value.from_}"
    if isinstance(value, tuple):
        return " · ".join(item.text for item in value if isinstance(item, Item))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _still_open(seen: Seen, width: int) -> list[Line]:
    """Return the sentence that tells what is not the designer's own words here."""
    if not seen.open_blanks:
        return []
    names = ", ".join(f"<{name}>" for name in seen.open_blanks)
    return [*_told(f"A workshop fills in {names}; until then something stands in for it.", width), Line("", "", 0)]


def _told(words: str, width: int) -> list[Line]:
    return [Line(part, "facts", 0) for part in wrapped(words, width)]


def _hung(text: str, width: int, indent: int) -> list[str]:
    first, *rest = wrapped(text, width - indent - 2)
    return [f"{' ' * indent}{first}", *(f"{' ' * (indent + 2)}{part}" for part in rest)]


def _in_kit(path: Path) -> bool:
    return path.parts[-3:-1] == ("templates", "workshops")


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
