"""Whether labels say too much: those that gave way to a wider one, and names where nobody asked for names.

A report widens a label of too few people by itself. What it cannot see is what stands beside it: a sentence that tells
who it was, a group of one, a story that everybody knows. So whoever publishes it is told which they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from facikit.analysis.voices import Known, behind, level_of, meant, voice
from facikit.library.kinds import FieldBase
from facikit.library.voices import folded
from facikit.report.checks.looked import Looked
from facikit.report.findings import Finding, finding
from facikit.report.render import Told
from facikit.report.text import one_line
from facikit.report.views import Block, Field, Response
from facikit.session import agenda
from facikit.session.codes import key_file
from facikit.session.people import people
from facikit.session.responses import responses
from facikit.session.session import Session
from facikit.session.voices import labels_at, level_at
from facikit.session.voices import level_of as level_of_block


def few_people(looked: Looked) -> Iterator[Finding]:
    """Tell which labels stand for so few people that a wider one stands in their place."""
    for told in looked.told:
        widened: Counter[tuple[str, str, int]] = Counter()
        labels = {one.id: one.label for one in responses(told.session)}
        knows = _Knowing(told)
        for block, field, one in _printed(told):
            label = labels.get(one.id, "")
            known = knows.of(block, field)
            number = behind(label, known) if one.label and folded(one.label) != folded(label) else 0
            if number and folded(voice(label, (item.text for item in known.labels))) != folded(one.label):
                widened[label, str(one.label), number] += 1
        for (label, shown, number), quotes in sorted(widened.items()):
            of = "1 entry" if quotes == 1 else f"{quotes} entries"
            stand = f"{of} of ‘{one_line(label)}’ stand{'s' * (quotes == 1)} as ‘{one_line(shown)}’"
            who = "1 person" if number == 1 else f"{number} people"
            said = f"{stand}: the register has {who} behind that label."
            yield finding("few-people", "", said, about=f"{folded(label)} {folded(shown)} {number}")


def named(told: Told) -> Iterator[Finding]:
    """Tell which labels in the report are names from the register, where nobody has said that people are named."""
    names = {folded(one.name) for one in people(told.session)} - {""}
    for block, _, one in _printed(told):
        if folded(one.label) in names and level_at(told.session, block.id) != "name":
            said = f"A response is attributed to ‘{one_line(one.label)}’, a name from the register."
            about = f"response/{one.id} {folded(one.label)}"
            yield finding("names", one_line(block.name), said, about=about, record=f"response/{one.id}")


def unknown(told: Told) -> Iterator[Finding]:
    """Tell which labels were left out because they may be names, where there is no list that would tell it anyway."""
    said = {one.id: one for one in responses(told.session)}
    knows = _Knowing(told)
    left: dict[str, dict[str, list[str]]] = {}
    for block, field, one in _standing(told):
        label = said[one.id].label if one.id in said and not one.label else ""
        known = knows.of(block, field)
        if label and not known.labels and level_of(label, known) == "name" and not meant(label, known):
            left.setdefault(one_line(block.name), {}).setdefault(label, []).append(one.id)
    for where, labels in left.items():
        for label, ids in sorted(labels.items()):
            many = "1 entry stands" if len(ids) == 1 else f"{len(ids)} entries stand"
            message = f"{many} without the label ‘{one_line(label)}’: it is on no list and may be a name."
            yield finding("labels", where, message, about=f"{where} {label}", record=f"response/{ids[0]}")


def two_keys(looked: Looked) -> Iterator[Finding]:
    """Tell which sessions of a programme have keys of codes of their own, so that P1 is not the same person in each."""
    for told in looked.told:
        seats = told.page.together.seats.values() if told.page.together is not None else ()
        keys: dict[Path, list[str]] = {}
        for seat in seats:
            key = key_file(seat.session) if seat.session is not None and _goes_by_codes(seat.session) else None
            if key is not None:
                keys.setdefault(key, []).append(one_line(seat.title))
        if len(keys) > 1:
            titles = ", ".join(title for some in keys.values() for title in some)
            said = f"{titles}: these do not all have one key of codes, so P1 is not the same person in each."
            cure = "Say so in the report, or print it with --voices none; codes that were written down stay."
            yield finding("labels", "", said, about=titles, cure=cure)


def _goes_by_codes(session: Session) -> bool:
    return any(level_of_block(session, one.planned) == "code" for one in agenda.blocks(session))


def _printed(told: Told) -> Iterator[tuple[Block, Field, Response]]:
    """Give every response that stands in the report with a label."""
    return ((block, field, one) for block, field, one in _standing(told) if one.label)


def _standing(told: Told) -> Iterator[tuple[Block, Field, Response]]:
    """Give every response that stands in the report."""
    page = told.page
    printed = page.printed | page.quoted_ids | page.called
    for block in page.report.agenda:
        for field in block.fields:
            for one in field.responses:
                if one.id in printed:
                    yield block, field, one


class _Knowing:
    """What the session knows of labels, field by field."""

    def __init__(self, told: Told) -> None:
        self.session = told.session
        self.register = people(told.session)
        self.fields: dict[tuple[str, str], FieldBase] = {
            (block.id, field.field): field for block in agenda.blocks(told.session) for field in block.fields
        }
        self.known: dict[tuple[str, str], Known] = {}

    def of(self, block: Block, field: Field) -> Known:
        place = (block.id, field.name)
        if place not in self.known:
            self.known[place] = Known(labels_at(self.session, self.fields.get(place)), self.register)
        return self.known[place]
