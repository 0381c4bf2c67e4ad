"""What types cannot say of a programme: that its sessions are there, and that every part shows something that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from facikit.errors import UserError, closest
from facikit.library import about, finding
from facikit.library.checking import SPECIAL, Findings
from facikit.library.kinds import FORMS, Field, ListField
from facikit.library.one_value import NAME
from facikit.library.problems import Problem
from facikit.library.programme_shape import (
    FINDINGS,
    PARKING,
    REGISTER,
    THEME_FORMS,
    Answers,
    CommonTheme,
    Part,
    Programme,
    Sitting,
)
from facikit.library.programmes import folded, folder_of, named, near, of_reference, references, short_names
from facikit.library.reading import Document, read
from facikit.library.shapes import Plan, PlannedBlock

SEE = re.compile(r"\[\[(see|quote|count|theme):([^\[\]\n]{1,200})\]\]")
WHICH = ("as", "by", "members", "top", "only", "theme")
"""Keys that say how something taken from a session is shown."""


def check_programme(programme: Programme, document: Document, path: Path, kits: Iterable[Path]) -> list[Problem]:
    """Return what is wrong in a programme beyond the types, with its sessions as they are planned now."""
    findings = Findings(document)
    kits = list(kits)
    genres = finding.reports(kits)
    if genres and programme.report not in genres:
        findings.tell("report", f"there is no report {programme.report!r}", near(programme.report, genres))
    if (path.parent / finding.PLAN_FILE).is_file():
        findings.tell("title", "stands in a session's folder", "give the programme a folder of its own")
    for key, message, hint in about.faults(programme.about):
        findings.tell(f"about.{key}", message, hint)
    if not programme.sessions:
        findings.tell("sessions", "names no sessions")
    if not programme.sections and not programme.appendices:
        findings.tell("sections", "has no sections")
    check = _Check(findings, programme, genres)
    for index, sitting in enumerate(programme.sessions):
        check.sitting(sitting, f"sessions[{index}]", path.parent, kits)
    check.themes(programme.themes)
    for key, parts in (("sections", programme.sections), ("appendices", programme.appendices)):
        check.parts(parts, key)
    return findings.found


class _Check:
    """What is needed while one programme is checked."""

    def __init__(self, findings: Findings, programme: Programme, genres: Iterable[str]) -> None:
        self.findings = findings
        self.genres = list(genres)
        self.names = short_names(programme.sessions)
        self.plans: dict[str, tuple[Plan, Path] | None] = dict.fromkeys(self.names)
        self.known_by_title = {
            name for name, one in zip(self.names, programme.sessions, strict=True) if not one.session
        }
        self.calls = named([*programme.sections, *programme.appendices])
        self.common = {folded(theme.name): theme.name for theme in programme.themes}
        self.gathered = ""
        """The part in which findings are gathered."""
        self.taken: dict[str, str] = {}
        self.slots: dict[str, str] = {}

    def sitting(self, one: Sitting, key: str, folder: Path, kits: list[Path]) -> None:
        """Check one session: it is there, and goes by a name of its own."""
        if one.as_ and not NAME.fullmatch(one.as_):
            self.findings.tell(f"{key}.as", f"{one.as_!r} cannot be a name here", "letters, digits and hyphens only")
        name = self.names[int(key[key.index("[") + 1 : -1])]
        if name in self.taken:
            self.findings.tell(f"{key}.as", f"{name!r} is the name of {self.taken[name]} already")
        self.taken[name] = key
        if not one.session and not one.title:
            self.findings.tell(key, "has neither a session nor a title", "session: its folder, or title: and date:")
        self.prose(one.summary, f"{key}.summary")
        if not one.session:
            return
        try:
            found = folder_of(one, folder, kits)
        except UserError as error:
            self.findings.tell(f"{key}.session", error.message, error.hint)
            return
        plan, _ = read(finding.plan_file(found), Plan)
        if plan is None:
            self.findings.tell(f"{key}.session", f"{found.name} cannot be read", f"see: facikit check {found}")
        else:
            self.plans[name] = (plan, found)

    def themes(self, themes: Sequence[CommonTheme]) -> None:
        """Themes have a name of their own, and what belongs to them is of sessions that are there.

        Whether a session has such a theme stands in its log: ``analysis.common`` tells.
        """
        seen: set[str] = set()
        for index, theme in enumerate(themes):
            name = folded(theme.name)
            if not name:
                self.findings.tell(f"themes[{index}]", "has no name", "name: as it is called in the sessions")
            elif name in seen:
                self.findings.tell(f"themes[{index}].name", f"{theme.name!r} is there already")
            seen.add(name)
            for word, said in (("also", theme.also), ("without", theme.without)):
                for at, one in enumerate(said):
                    self.of_session(one, f"themes[{index}].{word}[{at}]", whole=word == "without")

    def of_session(self, said: str, key: str, *, whole: bool) -> None:
        """A theme is said as SESSION/NAME; ``whole``: a session alone will do."""
        name, slash, rest = said.partition("/")
        if name.strip() not in self.names:
            self.findings.tell(key, f"there is no session {name!r} in this programme", near(name, self.names))
        elif name.strip() in self.known_by_title:
            self.findings.tell(key, f"of {name} only the title is known", "say where it is: session: FOLDER")
        elif not rest.strip() and (slash or not whole):
            self.findings.tell(key, f"{said!r} names no theme", f"write it as in {name}/Time")

    def parts(self, parts: Sequence[Part], key: str) -> None:
        """Check parts and those under them."""
        for index, part in enumerate(parts):
            self.part(part, f"{key}[{index}]")
            self.parts(part.parts, f"{key}[{index}].parts")

    def part(self, part: Part, key: str) -> None:
        """Check that a part shows something, once, in a form that it can take."""
        alone = part.theme and not part.from_
        shows = [
            part.slot,
            part.text,
            part.from_,
            part.show,
            part.register,
            part.report,
            part.parts,
            part.answers,
            alone,
        ]
        if not any(shows):
            self.findings.tell(
                key, "shows nothing", "give it slot, text, from, theme, answers, register, report or parts"
            )
        if part.name and not part.heading and not part.report:
            self.findings.tell(f"{key}.name", f"{part.name!r} has no heading that one could be led to", "heading: ...")
        elif part.name and self.calls.get(part.name) is not part:
            self.findings.tell(f"{key}.name", f"{part.name!r} is the name of another part already")
        if part.name in self.names:
            self.findings.tell(f"{key}.name", f"{part.name!r} is the name of a session already")
        self.slot(part.slot, f"{key}.slot")
        self.prose(part.text, f"{key}.text")
        if part.report and any(shows[at] for at in (0, 1, 2, 3, 4, 6, 7, 8)):
            self.findings.tell(
                f"{key}.report", "a whole report stands by itself", "put what else there is into parts beside it"
            )
        if part.template and part.template not in self.genres:
            hint = near(part.template, self.genres)
            self.findings.tell(f"{key}.template", f"there is no report {part.template!r}", hint)
        if not part.report and (part.template or (part.without and not part.show)):
            word = "template" if part.template else "without"
            self.findings.tell(f"{key}.{word}", "belongs to a whole report", "report: SESSION")
        for word in WHICH:
            if self.given(part, word) and not part.from_ and not self.fits(part, word):
                self.findings.tell(f"{key}.{word}", "there is nothing here that it could be about", "from: SESSION/…")
        for where, said in references(part):
            self.reference(part, where, said, f"{key}.{where}")
        if part.answers is not None:
            self.answers(part.answers, f"{key}.answers")
        self.common_theme(part, key)
        self.gathers(part, key)
        self.without(part, f"{key}.without")

    @staticmethod
    def fits(part: Part, word: str) -> bool:
        """Tell whether a key says how something is shown that does not come from one session."""
        if word == "theme":
            return True
        if word == "by" and part.show == FINDINGS:
            return part.by == "session"
        return (word == "as" and bool(part.register or part.show == "themes")) or (
            word == "members" and bool(part.theme or part.show == "themes")
        )

    def common_theme(self, part: Part, key: str) -> None:
        """What is shown of the programme's own themes is there, in a form that it can take."""
        if part.show == "themes":
            if not self.common:
                self.findings.tell(f"{key}.show", "this programme has no themes of its own", "themes: ...")
            if part.as_ and part.as_ not in THEME_FORMS:
                hint = near(part.as_, THEME_FORMS)
                self.findings.tell(f"{key}.as", f"themes cannot be shown as {part.as_!r}", hint)
        if part.theme and not part.from_ and folded(part.theme) not in self.common:
            hint = near(part.theme, self.common.values()) or "name it in themes:, or say from: SESSION/BLOCK.FIELD"
            self.findings.tell(f"{key}.theme", f"this programme has no theme {part.theme!r}", hint)

    @staticmethod
    def given(part: Part, word: str) -> bool:
        """Tell whether a key was given."""
        return bool(getattr(part, "as_" if word == "as" else word))

    def slot(self, name: str, key: str) -> None:
        """A slot stands in one place."""
        if name and name in self.slots:
            self.findings.tell(key, f"{name!r} stands twice, first at {self.slots[name]}")
        self.slots.setdefault(name, key)

    def answers(self, answers: Answers, key: str) -> None:
        """Answers come from somewhere, and each slot for them stands once."""
        if not answers.from_:
            self.findings.tell(key, "does not say which answers", "from: SESSION/BLOCK.FIELD")
        for at, name in enumerate(answers.slots):
            if name and not NAME.fullmatch(name):
                self.findings.tell(
                    f"{key}.slots[{at}]", f"{name!r} cannot be a name here", "letters, digits and hyphens only"
                )
            self.slot(name, f"{key}.slots[{at}]")

    def gathers(self, part: Part, key: str) -> None:
        """What the sessions have placed here is gathered in one part; its order names sessions of the programme."""
        if part.show == FINDINGS and self.gathered and self.gathered != key:
            self.findings.tell(f"{key}.show", f"findings are gathered in one part, and {self.gathered} does already")
        elif part.show == FINDINGS:
            self.gathered = key
        elif part.by == "session":
            self.findings.tell(f"{key}.by", "session belongs to findings", "show: findings")
        elif part.order:
            self.findings.tell(f"{key}.order", "there is nothing here to put in order", "show: findings")
        for at, said in enumerate(part.order):
            name = of_reference(said)[0]
            if name not in self.names:
                hint = near(name, self.names)
                self.findings.tell(f"{key}.order[{at}]", f"there is no session {name!r} in this programme", hint)

    def without(self, part: Part, key: str) -> None:
        """What is left out of a report is in it."""
        if part.show == "sessions":
            for at, name in enumerate(part.without):
                if name not in self.names:
                    self.findings.tell(f"{key}[{at}]", f"there is no session {name!r}", near(name, self.names))
        plan = self.plans.get(part.report)
        if plan is None:
            return
        there = [PARKING, REGISTER, *(slot.slot for slot in plan[0].write)]
        for block in plan[0].agenda:
            fields = [field.field for step in block.steps for field in step.capture]
            there += [block.id, *(f"{block.id}.{name}" for name in (*fields, *(slot.slot for slot in block.write)))]
        for at, name in enumerate(part.without):
            if name not in there:
                hint = (
                    closest(name, there) or f"parts go by their names, as in {there[2] if len(there) > 2 else PARKING}"
                )
                self.findings.tell(f"{key}[{at}]", f"{part.report} has no {name!r}", hint)

    # What is taken from sessions

    def reference(self, part: Part, where: str, said: str, key: str) -> None:
        """A reference names a session of the programme, a block of it, and a field or slot of that."""
        name, block_id, field = of_reference(said)
        if name not in self.names:
            self.findings.tell(key, f"there is no session {name!r} in this programme", near(name, self.names))
            return
        if name in self.known_by_title:
            self.findings.tell(key, f"of {name} only the title is known", "say where it is: session: FOLDER")
            return
        plan = self.plans[name]
        if plan is None or where in ("register", "report"):
            if plan is not None and block_id:
                self.findings.tell(key, f"{said!r} must be a session's name alone", f"write {name}")
            return
        block = next((one for one in plan[0].agenda if one.id == block_id), None)
        slots = [slot.slot for slot in plan[0].write]
        if block is None:
            if (block_id in slots and not field) or _came_on_the_day(plan[1], block_id):
                return
            ids = [one.id for one in plan[0].agenda]
            what = f"{said!r}: {name} has no block {block_id!r}" if block_id else f"{said!r} names no block"
            self.findings.tell(key, what, closest(block_id, [*ids, *slots]) or f"it has {', '.join(ids)}")
            return
        if field:
            self.in_block(part, block, field, said, key)

    def in_block(self, part: Part, block: PlannedBlock, name: str, said: str, key: str) -> None:
        """A field or a slot is there, and can take the form that is asked for."""
        fields = {field.field: field for step in block.steps for field in step.capture}
        slots = [slot.slot for slot in block.write]
        there = [*fields, *slots, *SPECIAL]
        if name not in there:
            self.findings.tell(key, f"{said!r}: {block.id} has no field or slot {name!r}", near(name, there))
            return
        field = fields.get(name)
        if part.answers is not None and key.rpartition(".")[2].startswith("from") and ".answers." in key:
            if not isinstance(field, ListField) or not field.categories:
                self.findings.tell(key, f"{said!r} has no questions", "answers are a list with categories, as in form")
            return
        self.form(part, field, key.removesuffix("from"))

    def form(self, part: Part, field: Field | None, here: str) -> None:
        """A form is one that the kind of field can take."""
        if field is None:
            for word in WHICH:
                if self.given(part, word):
                    self.findings.tell(f"{here}{word}", "prose has one form only", f"leave {word} out")
        elif part.as_ and part.as_ not in FORMS[field.kind]:
            hint = near(part.as_, FORMS[field.kind])
            self.findings.tell(f"{here}as", f"a field of kind {field.kind} cannot be shown as {part.as_!r}", hint)

    def prose(self, text: str, key: str) -> None:
        """References in prose that stands in the file lead somewhere."""
        for kind, name in _called(text):
            first, slash, rest = name.partition("/")
            if kind == "see" and not slash and name not in self.calls and name not in self.names:
                self.findings.tell(key, f"[[see:{name}]] leads nowhere", near(name, [*self.calls, *self.names]))
            elif slash and first not in self.names:
                self.findings.tell(key, f"[[{kind}:{name}]]: there is no session {first!r}", near(first, self.names))
            elif slash and kind == "see" and (plan := self.plans[first]) is not None:
                ids = [block.id for block in plan[0].agenda]
                if rest not in ids and not _came_on_the_day(plan[1], rest):
                    self.findings.tell(key, f"[[see:{name}]]: {first} has no block {rest!r}", near(rest, ids))


def _called(text: str) -> Iterator[tuple[str, str]]:
    for found in SEE.finditer(text):
        yield found[1], found[2].strip()


def _came_on_the_day(folder: Path, block_id: str) -> bool:
    """Tell whether a block was put in on the day: then the log knows it, and the plan does not."""
    if not block_id:
        return False
    return finding.stands_in_logs(folder, f'"block/{block_id}"'.encode())
