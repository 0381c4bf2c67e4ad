"""Whether labels say too much: those that gave way to a wider one, and names where nobody asked for names.

A report widens a label of too few people by itself. What it cannot see is what stands beside it: a sentence that tells
who it was, a group of one, a story that everybody knows. So whoever publishes it is told which they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from facikit.analysis.voices import Known, behind, voice
from facikit.library.kinds import FieldBase
from facikit.library.voices import folded
from facikit.report.checks.looked import Looked
from facikit.report.findings import Finding, finding
from facikit.report.render import Told
from facikit.report.text import one_line
from facikit.report.views import Block, Field, Response
from facikit.session import agenda
from facikit.session.people import people
from facikit.session.responses import responses
from facikit.session.voices import labels_at, level_at


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


def _printed(told: Told) -> Iterator[tuple[Block, Field, Response]]:
    """Give every response that stands in the report with a label."""
    page = told.page
    printed = page.printed | page.quoted_ids | page.called
    for block in page.report.agenda:
        for field in block.fields:
            for one in field.responses:
                if one.label and one.id in printed:
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
