"""What a report would print of an exercise, with a few invented entries in it: for whoever writes the exercise.

It is done as on the day: a session, entries, a report. The session stands in a folder for the time that this takes,
outside every kit, and nothing of it is kept.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from facikit.errors import UserError
from facikit.library.kinds import FORMS, Field, QuotesField
from facikit.library.shapes import Exercise, GroupSet, Plan, PlannedBlock
from facikit.library.standins import settled
from facikit.library.values import Item, Label
from facikit.report import layout
from facikit.report.environment import render_text
from facikit.report.gather import report_of
from facikit.report.invented import INVENTED
from facikit.report.page import Page
from facikit.report.text import inline
from facikit.session import agenda, prose, responses, themes
from facikit.session.create import create
from facikit.session.files import Files
from facikit.session.plain import add_lines, labels_of
from facikit.session.responses import Draft
from facikit.session.session import Session
from facikit.session.tallies import release

BLOCK = "trial"
TEMPLATE = """\
{% set block = report.agenda[0] %}
{% call section(block.name, block) %}
{{ speaker(block) }}
{{ block_report(block) }}
{% endcall %}
"""
GROUPS = (Item("Table 1", "table-1"), Item("Table 2", "table-2"))
LABELS = (Label("Guest", "guest"), Label("Host", "host"))
REFERENCE = re.compile(r"\[\[([^\[\]]*)\]\]")
THEMES = (("A first theme", "What belongs together here."), ("A second theme", "What is of another kind."))


class Trial(msgspec.Struct, frozen=True):
    """The block as Markdown, and what was found on the way, in sentences."""

    markdown: str
    findings: tuple[str, ...]


class Passing(Files):
    """Files that nobody will want back: they need not be on the disk itself."""

    def sync(self, descriptor: int) -> None:
        """Leave it to the system."""

    def sync_folder(self, folder: Path) -> None:
        """Leave it to the system."""


def trial(exercise: Exercise, kits: Sequence[Path]) -> Trial:
    """Return the block that a report would print of ``exercise``, with invented entries."""
    files = Passing()
    with tempfile.TemporaryDirectory(prefix="facikit-trial-", ignore_cleanup_errors=True) as place:
        folder = create(_plan(settled(exercise)), Path(place), files)
        with Session.open(folder, files=files) as session:
            findings = _fill(session)
            report = report_of(session, session.plan.report)
            page = Page(report)
            written = render_text(TEMPLATE, page, kits)
    markdown, missing = layout.finished(written, [inline(one.name) for one in report.agenda])
    # What is missing from themes here is missing from what is invented.
    findings += [finding.message for finding in page.findings if not finding.code.startswith("theme-")]
    findings += ["[[see:…]] leads to another block, and here is only this one"] if missing else []
    return Trial(markdown, tuple(dict.fromkeys(findings)))


def _plan(exercise: Exercise) -> Plan:
    block = PlannedBlock(
        id=BLOCK,
        exercise=BLOCK,
        title=exercise.title,
        aim=exercise.aim,
        setting=exercise.setting,
        groups="tables" if exercise.setting == "groups" else "",
        minutes=sum(step.minutes for step in exercise.steps),
        speaker="Robin Vale" if _has_a_speaker(exercise) else "",
        steps=exercise.steps,
        write=exercise.write,
        report=exercise.report,
    )
    return Plan(
        session="0" * 14,
        title="Trial",
        date="2000-01-01",
        groups={"tables": GroupSet(names=GROUPS)},
        labels=LABELS,
        agenda=(block,),
    )


def _has_a_speaker(exercise: Exercise) -> bool:
    return "speaker" in exercise.blanks or any(item.show == "speaker" for item in exercise.report)


def _fill(session: Session) -> list[str]:
    """Type what is invented, field by field; return what could not be, and why."""
    findings = []
    block = agenda.block(session, BLOCK)
    for field in block.fields:
        for number, group in enumerate(agenda.groups_of(session, BLOCK)[:2]):
            try:
                _enter(session, field, group.id, number)
            except UserError as error:
                findings.append(f"{field.field}: {error}")
        if {"themes", "headings"} & set(FORMS[field.kind]):
            _sort(session, field)
        release(session, BLOCK, field.field)
    for slot in block.slots:
        # A hint may tell of references; here they would lead nowhere.
        hint = REFERENCE.sub(r"\1", " ".join(slot.hint.split())) or "What staff write here."
        prose.write(session, BLOCK, slot.slot, f"*{hint}*")
    return findings


def _enter(session: Session, field: Field, group: str, number: int) -> None:
    labels = labels_of(field, [item.text for item in LABELS])
    label = labels[number % len(labels)] if labels and isinstance(field, QuotesField) else ""
    blank = Draft(block=BLOCK, field=field.field, group=group, label=label)
    if field.kind == "photo":
        path = _drawn(session.folder / "invented.png", number)
        lines = [f"{path}\tA caption, as somebody typed it\tWhat can be seen, for those who cannot see it"]
    else:
        lines = INVENTED[field.kind](field, number)
    entered = add_lines(session, field, lines, blank)
    if isinstance(field, QuotesField):
        responses.mark(session, "highlight", True, *(entry_id for entry_id, _ in entered[:1]))


def _sort(session: Session, field: Field) -> None:
    """Put the entries into two themes, one after the other."""
    entered = [one.id for one in responses.responses(session, BLOCK, field.field) if not one.parent]
    for number, (name, text) in enumerate(THEMES):
        if entered[number::2]:
            themes.make(session, BLOCK, field.field, name, text, members=entered[number::2])


def _drawn(path: Path, number: int) -> Path:
    from PIL import Image

    Image.new("RGB", (8, 6), (40 * number, 120, 160)).save(path)
    return path
