"""Whom quotes are attributed to: every one that stands in the report has a label where the session has labels."""

from __future__ import annotations

from collections.abc import Iterator

from facikit.report.checks.looked import Looked
from facikit.report.findings import Finding, finding
from facikit.report.render import COMPLETE, Told
from facikit.report.text import one_line
from facikit.report.views import Field, Response
from facikit.session import agenda
from facikit.session.doubts import doubts
from facikit.session.plain import labels_of

_SPOKEN = ("quote", "exchange", "vignette")


def unlabelled(looked: Looked) -> Iterator[Finding]:
    """Tell which fields have quotes in the report that are nobody's."""
    for told in looked.told:
        expected = _expected(told)
        for block in told.page.report.agenda:
            for field in block.fields:
                bare = [one for one in field.responses if not one.label.strip() and _is_quoted(told, field, one)]
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


def labels(looked: Looked) -> Iterator[Finding]:
    """Tell which labels are not on the list."""
    for told in looked.told:
        titles = {block.id: one_line(block.title) for block in agenda.blocks(told.session)}
        for doubt in doubts(told.session):
            if doubt.label:
                where = titles.get(doubt.about.partition(".")[0], "")
                yield finding("labels", where, doubt.message, cure=doubt.cure)
