"""Whom quotes are attributed to, and whether they were said so: a label for each, honest marks where one is edited."""

from __future__ import annotations

from collections.abc import Iterator

from facikit.analysis.honest import faults
from facikit.report.checks import voices
from facikit.report.checks.looked import Looked
from facikit.report.findings import Finding, finding
from facikit.report.render import COMPLETE, Told
from facikit.report.text import one_line
from facikit.report.views import Field, Response
from facikit.session import agenda
from facikit.session.doubts import doubts
from facikit.session.plain import labels_of
from facikit.session.responses import responses

_SPOKEN = ("quote", "exchange", "vignette")
_SHOWN = 50
"""Letters of a quote by which one knows it again."""


def unlabelled(looked: Looked) -> Iterator[Finding]:
    """Tell which fields have quotes in the report that are nobody's."""
    for told in looked.told:
        expected = _expected(told)
        # What was captured with a label and stands without one does so because nobody is to be told by it.
        labelled = {one.id for one in responses(told.session) if one.label.strip()}
        for block in told.page.report.agenda:
            for field in block.fields:
                bare = [one for one in field.responses if one.id not in labelled and _is_quoted(told, field, one)]
                if bare and (block.id, field.name) in expected:
                    label = one_line(field.label)
                    many = f"1 quote in ‘{label}’ has" if len(bare) == 1 else f"{len(bare)} quotes in ‘{label}’ have"
                    yield finding(
                        "unlabelled",
                        one_line(block.name),
                        f"{many} no label.",
                        about=" ".join(sorted(one.id for one in bare)),
                        record=f"response/{bare[0].id}",
                    )


def _is_quoted(told: Told, field: Field, one: Response) -> bool:
    """Tell whether it stands in the report as somebody's words. What a note-taker saw is nobody's."""
    if one.kind == "observation" or not (field.kind == "quotes" or one.kind in _SPOKEN):
        return False
    page = told.page
    return one.id in page.quoted_ids or (page.report.genre in COMPLETE and one.id in page.printed)


def _expected(told: Told) -> set[tuple[str, str]]:
    """Return the fields whose quotes carry labels: their own, or the session's."""
    every = agenda.labels(told.session)
    return {
        (block.id, field.field)
        for block in agenda.blocks(told.session)
        for field in block.fields
        if labels_of(field, every)
    }


def wording(looked: Looked) -> Iterator[Finding]:
    """Tell what in an edited quote was not said, or is left out without a mark."""
    for told in looked.told:
        page = told.page
        printed = page.printed | page.quoted_ids | page.called
        edited = [
            (block, one)
            for block in page.report.agenda
            for field in block.fields
            for one in field.responses
            if one.edited and one.id in printed
        ]
        said = {one.id: one for one in responses(told.session)} if edited else {}
        for block, one in edited:
            # As staff have worded it: whom the report has for the speakers of an exchange is not their edit.
            found = faults(said[one.id].text, said[one.id].wording) if one.id in said else []
            if found:
                begins = one_line(one.text)
                begins = begins if len(begins) <= _SHOWN else f"{begins[:_SHOWN].rstrip()} …"
                yield finding(
                    "wording",
                    one_line(block.name),
                    f"In the edited quote “{begins}”: {' '.join(fault.told for fault in found)}",
                    # Another wording is another thing to look at.
                    about=f"{one.id} {one.text}",
                    record=f"wording/{one.id}",
                )


def labels(looked: Looked) -> Iterator[Finding]:
    """Tell which labels are not on the list."""
    for told in looked.told:
        titles = {block.id: one_line(block.title) for block in agenda.blocks(told.session)}
        for doubt in doubts(told.session):
            if doubt.label:
                where = titles.get(doubt.about.partition(".")[0], "")
                yield finding("labels", where, doubt.message, cure=doubt.cure)
        yield from voices.unknown(told)
    yield from voices.two_keys(looked)
