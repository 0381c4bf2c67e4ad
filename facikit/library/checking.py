"""What types cannot say: names that are there once, references that lead somewhere, times in order.

``check_path`` is the whole check of a file or a kit, as ``facikit check`` runs it: everything that reading, planning
and this module find, at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from facikit.errors import UserError, closest
from facikit.library import about, blanks, finding, sets_checking, taking_checking, voices_checking
from facikit.library.kinds import FORMS, Field
from facikit.library.planning import plan
from facikit.library.problems import Problem, Told, in_order
from facikit.library.programme_shape import Programme
from facikit.library.reading import Document, convert, exercise_of, line_of, read_document
from facikit.library.shapes import (
    About,
    Block,
    Exercise,
    GroupSet,
    Plan,
    ReportItem,
    Slot,
    Step,
    Workshop,
)
from facikit.library.values import repeated
from facikit.library.yaml_text import Mapping, Node, Scalar

SPECIAL = ("aim", "question", "speaker")
"""What a report may show besides fields and slots."""


class Findings:
    """The problems found in one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.found: list[Problem] = []

    def tell(self, key: str, message: str, hint: str = "") -> None:
        line = line_of(self.document.tree, key)
        self.found.append(Problem(self.document.name, line, key, message, hint))

    def tell_all(self, told: Iterable[Told]) -> None:
        for one in told:
            self.tell(*one)


def check_exercise(exercise: Exercise, document: Document) -> list[Problem]:
    """Return what is wrong in an exercise beyond the types."""
    findings = Findings(document)
    if not exercise.steps:
        findings.tell("steps", "has no steps")
    _names(findings, exercise.steps, exercise.write, "")
    findings.tell_all(voices_checking.faults_of_steps(exercise.steps))
    findings.tell_all(sets_checking.faults_of_steps(exercise.steps))
    _report(findings, exercise.report, exercise.steps, exercise.write, "report")
    findings.tell_all(taking_checking.faults_of_steps(exercise.steps))
    used = set(_blanks_in(document.tree))
    for name in blanks.declared(document.tree):
        if name not in used:
            findings.tell(f"blanks.{name}", f"is never used: <{name}> stands nowhere")
    return findings.found


def check_workshop(workshop: Workshop, document: Document, kits: Iterable[Path]) -> list[Problem]:
    """Return what is wrong in a workshop beyond the types, with the exercises as ``kits`` have them."""
    findings = Findings(document)
    kits = list(kits)
    genres = finding.reports(kits)
    if genres and workshop.report not in genres:
        hint = closest(workshop.report, genres) or f"there are {', '.join(genres)}"
        findings.tell("report", f"there is no report {workshop.report!r}", hint)
    if not workshop.agenda:
        findings.tell("agenda", "has no blocks")
    for index, block in enumerate(workshop.agenda):
        _one_kind(findings, block, f"agenda[{index}]")
    for name, group_set in workshop.groups.items():
        _one_source(findings, group_set, f"groups.{name}")
    _slots(findings, workshop.write, "write")
    _about(findings, workshop.about)
    findings.tell_all(voices_checking.faults(workshop))
    _times(findings, workshop)
    try:
        made, problems = plan(
            workshop,
            finding.shelf(kits),
            session_id="check",
            date="2000-01-01",
            name=Path(document.name).stem,
            source=document,
            known=finding.exercises(kits),
        )
    except UserError as error:
        findings.tell("agenda", error.message, error.hint)
        return findings.found
    for index, (block, planned) in enumerate(zip(workshop.agenda, made.agenda, strict=True)):
        if block.report:
            _report(findings, planned.report, planned.steps, planned.write, f"agenda[{index}].report")
    findings.tell_all(taking_checking.faults(made.agenda, made.groups))
    for key, message, hint in sets_checking.faults(made.agenda):
        findings.tell(key.partition(".")[0], f"themes_with: {message}", hint)
    return [*problems, *findings.found]


def check_plan(made: Plan, document: Document) -> list[Problem]:
    """Return what is wrong in a session's plan beyond the types."""
    findings = Findings(document)
    for index, block in enumerate(made.agenda):
        key = f"agenda[{index}]"
        _names(findings, block.steps, block.write, f"{key}.")
        _report(findings, block.report, block.steps, block.write, f"{key}.report")
    _slots(findings, made.write, "write")
    _about(findings, made.about)
    findings.tell_all(voices_checking.faults(made))
    findings.tell_all(sets_checking.faults(made.agenda))
    findings.tell_all(taking_checking.faults(made.agenda, made.groups))
    return findings.found


def check_path(path: Path, kits: Iterable[Path]) -> list[Problem]:
    """Return every problem in a file, a session's folder, or a kit."""
    kits = list(kits)
    if not path.is_dir():
        return _check_file(path, kits)
    if finding.is_session(path):
        return _check_file(finding.plan_file(path), kits)
    files = sorted(_files_in(path))
    if not files:
        return [Problem(str(path), 0, "", "holds nothing to check", "a kit has exercises/ and templates/workshops/")]
    return [problem for file in files for problem in _check_file(file, kits)]


def sort_of(path: Path, tree: Node) -> Literal["exercise", "workshop", "session", "programme"]:
    """Return what a file is, from what stands in it and where it stands."""
    if path.name == finding.PROGRAMME_FILE:
        return "programme"
    if _is_plan(path, tree):
        return "session"
    return "workshop" if _is_workshop(path, tree) else "exercise"


def _files_in(folder: Path) -> Iterator[Path]:
    is_kit = (folder / "exercises").is_dir() or (folder / "templates").is_dir() or (folder / "sessions").is_dir()
    for place in ("exercises", "templates/workshops") if is_kit else (".",):
        for ending in ("*.yaml", "*.yml"):
            yield from (folder / place).glob(ending)
    for name in (finding.PLAN_FILE, finding.PROGRAMME_FILE):
        yield from (folder / "sessions" if is_kit else folder).glob(f"*/{name}")


def _check_file(path: Path, kits: list[Path]) -> list[Problem]:
    if path.is_file() and path.resolve().parts[-3:-1] == ("templates", "reports"):
        return [Problem(str(path), 0, "", "belongs to the form of reports", "check that with: facikit template check")]
    if path.suffix not in (".yaml", ".yml") and path.is_file():
        return [Problem(str(path), 0, "", "is not a YAML file", "exercises and workshops end in .yaml")]
    document, problems = read_document(path)
    if document is None:
        return in_order(problems)
    sort = sort_of(path, document.tree)
    if sort == "session":
        made, more = convert(document, Plan)
        more += check_plan(made, document) if made else []
    elif sort == "programme":
        from facikit.library.programme_checking import check_programme

        programme, more = convert(document, Programme)
        more += check_programme(programme, document, path, kits) if programme else []
    elif sort == "workshop":
        workshop, more = convert(document, Workshop)
        whole = path.resolve()
        own = [whole.parents[2]] if whole.parts[-3:-1] == ("templates", "workshops") else []
        more += check_workshop(workshop, document, [*own, *kits]) if workshop else []
    else:
        exercise, more = exercise_of(document)
        more += check_exercise(exercise, document) if exercise else []
    return in_order([*problems, *more])


def _is_plan(path: Path, tree: Node) -> bool:
    named = tree.get("format") if isinstance(tree, Mapping) else None
    return path.name == finding.PLAN_FILE or (isinstance(named, Scalar) and named.text.startswith("facikit-session"))


def _is_workshop(path: Path, tree: Node) -> bool:
    if isinstance(tree, Mapping) and (tree.get("agenda") or tree.get("steps")):
        return tree.get("agenda") is not None
    return path.resolve().parent.name == "workshops"


# Names.


def _names(findings: Findings, steps: tuple[Step, ...], slots: tuple[Slot, ...], under: str) -> None:
    """Field and slot names are there once in an exercise."""
    places = [
        (field.field, f"{under}steps[{step_index}].capture[{index}].field")
        for step_index, step in enumerate(steps)
        for index, field in enumerate(step.capture)
    ]
    places += [(slot.slot, f"{under}write[{index}].slot") for index, slot in enumerate(slots)]
    first: dict[str, str] = {}
    for name, key in places:
        if name in SPECIAL:
            findings.tell(key, f"{name!r} is taken: a report shows the block's own {name} by that name")
        elif name in first:
            where = line_of(findings.document.tree, first[name])
            findings.tell(
                key, f"the name {name!r} is there already, on line {where}", "each field and slot needs its own"
            )
        first.setdefault(name, key)


def _slots(findings: Findings, slots: tuple[Slot, ...], key: str) -> None:
    seen: set[str] = set()
    for index, slot in enumerate(slots):
        if slot.slot in seen:
            findings.tell(f"{key}[{index}].slot", f"the name {slot.slot!r} is there already")
        seen.add(slot.slot)


def _about(findings: Findings, said: About) -> None:
    for key, message, hint in about.faults(said):
        findings.tell(f"about.{key}", message, hint)


# What the report shows.


def _report(
    findings: Findings, items: tuple[ReportItem, ...], steps: tuple[Step, ...], slots: tuple[Slot, ...], key: str
) -> None:
    """Each item shows something that is there, in a form that it can take."""
    fields = {field.field: field for step in steps for field in step.capture}
    names = [*fields, *(slot.slot for slot in slots), *SPECIAL]
    for index, item in enumerate(items):
        here = f"{key}[{index}]"
        if not item.show:
            if not item.heading and not item.parts:
                findings.tell(here, "shows nothing", f"show: one of {', '.join(names)}")
        elif item.show not in names:
            hint = closest(item.show, names) or f"there are {', '.join(names)}"
            findings.tell(f"{here}.show", f"there is no field or slot {item.show!r}", hint)
        elif item.as_:
            _form(findings, item, fields.get(item.show), here)
        _report(findings, item.parts, steps, slots, f"{here}.parts")


def _form(findings: Findings, item: ReportItem, field: Field | None, here: str) -> None:
    if field is None:
        findings.tell(f"{here}.as", f"{item.show!r} is not a field, and has one form only", "leave `as` out")
    elif item.as_ not in FORMS[field.kind]:
        forms = FORMS[field.kind]
        hint = closest(item.as_, forms) or f"it can be {', '.join(forms)}"
        findings.tell(f"{here}.as", f"a field of kind {field.kind} cannot be shown as {item.as_!r}", hint)


# The agenda.


def _one_kind(findings: Findings, block: Block, key: str) -> None:
    """A block is one thing; an input or a close may name the exercise that it is done with."""
    kinds = {"input": block.input, "break": block.break_, "close": block.close}
    here = [name for name, value in kinds.items() if value]
    if not here and not block.exercise:
        findings.tell(key, "does not say what it is", "give exercise, input, break or close")
    elif len(here) > 1:
        findings.tell(f"{key}.{here[1]}", f"{' and '.join(here)} stand in one block", "it can be one of them")
    elif here == ["break"] and block.exercise:
        findings.tell(f"{key}.exercise", "a break has no exercise")


def _one_source(findings: Findings, group_set: GroupSet, key: str) -> None:
    given = {"names": group_set.names, "count": group_set.count, "from": group_set.from_}
    here = [name for name, value in given.items() if value]
    if not here:
        findings.tell(key, "has no groups", "give names, count or from")
    elif len(here) > 1:
        findings.tell(
            f"{key}.{here[1]}", f"{' and '.join(here)} are both given", "one of them says which groups there are"
        )
    if twice := repeated(item.text for item in group_set.names):
        findings.tell(f"{key}.names", f"there are two groups {twice!r}", "give each a name of its own")


def _times(findings: Findings, workshop: Workshop) -> None:
    latest, whose = workshop.start, "the start"
    for index, block in enumerate(workshop.agenda):
        if block.at is None:
            continue
        if _minutes(block.at) < _minutes(latest):
            findings.tell(f"agenda[{index}].at", f"{block.at} is before {latest}, {whose}")
        else:
            latest, whose = block.at, "the time of an earlier block"


def _minutes(time: str) -> int:
    hours, _, minutes = time.partition(":")
    return int(hours) * 60 + int(minutes)


def _blanks_in(node: Node) -> Iterator[str]:
    """Return the names of all blanks that are used in a tree."""
    if isinstance(node, Scalar):
        yield from blanks.BLANK.findall(node.text)
        return
    for part in (value for _, value in node.pairs) if isinstance(node, Mapping) else node.items:
        yield from _blanks_in(part)
