"""Numbers: of how many, counted right, and let be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facikit.report.checks.looked import Looked
from facikit.report.checks.sources import Source, written
from facikit.report.findings import Finding, finding
from facikit.report.page import people_words
from facikit.report.text import one_line
from facikit.session import agenda
from facikit.session.doubts import doubts

_NUMBER = r"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_PEOPLE = "participants|people|respondents|attendees|groups|tables|members|practitioners|managers|staff"
_SAID = (
    "said|say|thought|think|felt|feel|agreed|agree|disagreed|chose|choose|voted|wanted|want|named|mentioned|raised|told|"
    "asked|answered|reported|preferred|described|found|rated|marked"
)
_WHO_SAID = re.compile(
    rf"(?<!of )(?<!all )(?<!the )(?<!both )(?<!our )(?<!these )\b{_NUMBER} (?:{_PEOPLE}) (?:who )?(?:{_SAID})\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,]\d+)? ?(?:%|per ?cent\b)", re.IGNORECASE)
_BASE = re.compile(
    rf"\bof (?:(?:the|all|our|these|those|all the) )?{_NUMBER}\b|\bn ?= ?\d|\bout of\b|\[\[count:|"
    rf"\b{_NUMBER} (?:{_PEOPLE}|votes|dots|answers|responses|marks)\b",
    re.IGNORECASE,
)
_PARAGRAPHS = re.compile(r"\n\s*\n")


def headcount(looked: Looked) -> Iterator[Finding]:
    """Tell where the register and the count in the room differ."""
    for told in looked.told:
        stated, register = told.page.report.stated, told.page.report.present
        if stated is not None and register and stated != register:
            said = f"{people_words(stated)} were counted in the room, {register} are in the register."
            yield finding("headcount", "", said, about=f"{stated} {register}", record="person")


def counts(looked: Looked) -> Iterator[Finding]:
    """Tell which counts can hardly be right."""
    for told in looked.told:
        titles = {block.id: one_line(block.title) for block in agenda.blocks(told.session)}
        for doubt in doubts(told.session):
            if not doubt.label:
                yield finding("counts", titles.get(doubt.about.partition(".")[0], ""), doubt.message, cure=doubt.cure)


def held_back(looked: Looked) -> Iterator[Finding]:
    """Tell which votes have counts that nobody has released."""
    for told in looked.told:
        for block in told.page.report.agenda:
            for field in block.fields:
                if field.held:
                    said = f"The counts of ‘{one_line(field.label)}’ are held back until they are released."
                    record = f"release/{block.id}/{field.name}"
                    yield finding("held-back", one_line(block.name), said, about=record, record=record)


def count_without_n(looked: Looked) -> Iterator[Finding]:
    """Tell where staff write how many said something, or which share, and not of how many: once for a block."""
    for told in looked.told:
        places: dict[str, list[tuple[Source, str]]] = {}
        for source in written(told):
            for paragraph in _PARAGRAPHS.split(source.text):
                found = _WHO_SAID.search(paragraph) or _SHARE.search(paragraph)
                base = _BASE.search(_WHO_SAID.sub("", paragraph)) if found else None
                if found and not base:
                    # prose/BLOCK/SLOT: all that is written about a block is one place to look at.
                    place = source.record.rpartition("/")[0] or source.record
                    places.setdefault(place, []).append((source, found[0]))
        for every in places.values():
            source, first = every[0]
            rest = len(every) - 1
            also = f"; so {'does' if rest == 1 else 'do'} {rest} more here" if rest else ""
            said = f"‘{one_line(first)}’ stands without saying of how many{also}."
            about = " ".join((source.record, *(words for _, words in every)))
            yield finding("count-without-n", source.where, said, about=about, record=source.record)
