"""What is placed in a programme's report as well, and cannot be told there as somebody meant it."""

from __future__ import annotations

from collections.abc import Iterator

from facikit.report.checks.looked import Looked
from facikit.report.findings import Finding, finding
from facikit.report.gathered import name_of
from facikit.report.standing import prose_of
from facikit.session import also
from facikit.session.prose import THEME

ENDS = "A passage begins with [[summary]] and ends with [[/summary]]: put in the one that is missing."


def placed(looked: Looked) -> Iterator[Finding]:
    """Tell which texts hold nothing to place, or are not there any more; and passages without a beginning or an end."""
    for told in looked.told:
        report = told.page.report
        every = prose_of(report)
        for one in also.also(told.session):
            record, name = f"prose/{one.block}/{one.slot}", name_of(report, one)
            if one.key not in every:
                said = f"‘{name}’ is placed in a programme's report as well, and is not in this session any more."
                yield finding("placed", "", said, about=record, cure="Take it out with 'facikit also'.")
            elif not also.passages(every[one.key]).strip():
                what = "theme" if one.block == THEME else "place"
                said = f"The {what} ‘{name}’ is placed in a programme's report as well, and nothing is written there."
                yield finding("placed", name, said, about=record, record=record)
        for key, text in every.items():
            if also.uneven(text):
                record = f"prose/{key[0]}/{key[1]}"
                said = "A passage that is marked for a programme's report has no beginning or no end."
                yield finding("placed", "", said, about=f"{record} marks", cure=ENDS, record=record)
