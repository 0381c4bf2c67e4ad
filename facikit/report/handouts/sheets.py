"""The sheets that a kind of field has for itself: cards, postcards, scale lines, voting sheets, the attendance sheet.

One entry of ``SHEETS`` for each kind in ``library/kinds.py``; a test fails where one is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from facikit.library.kinds import DotsField, FieldBase, PeopleField
from facikit.library.shapes import Step
from facikit.report.handouts.cards import cards, postcards
from facikit.report.handouts.parts import Blanks, Grid, Question, Sheet, Told
from facikit.report.handouts.scale_lines import scale_lines
from facikit.report.handouts.work import Work, asked

FIRST_PAGE, NEXT_PAGE = 17, 20
"""How many people can sign on a page."""
CONSENT = re.compile(r"\bconsent\b", re.IGNORECASE)

Maker = Callable[[FieldBase, Step, Work], list[Sheet]]


def own_sheets(work: Work) -> list[Sheet]:
    """Return every sheet that the block's fields have for themselves, in their order."""
    return [
        sheet for step in work.block.steps for field in step.capture for sheet in SHEETS[field.kind](field, step, work)
    ]


def voting_sheets(field: FieldBase, step: Step, work: Work) -> list[Sheet]:
    """Return a sheet of what is voted on, with room for dots beside each: one for each group that votes apart."""
    assert isinstance(field, DotsField)
    return [_voting_sheet(field, step, one) for one in work.each()]


def _voting_sheet(field: DotsField, step: Step, work: Work) -> Sheet:
    colours = tuple(item.text for item in field.colours) if len(field.colours) > 1 else ()
    heads = ("", *(colours or ("Dots",)), "Total")
    rows = tuple((item, *("" for _ in heads[1:])) for item in work.items(field.items))
    return Sheet(
        kind="dots",
        title=work.title,
        parts=(
            Question(text=asked(step.ask) or work.question),
            Told(text=_dots_needed(field, work)),
            Grid(heads=heads, rows=rows, tall=18, shares=(5, *(3 for _ in heads[1:-1]), 1)),
        ),
        day=work.day,
        group=work.group,
        copies="one" if work.group else "one for each wall, on as large a paper as you have",
        fills=True,
    )


def _dots_needed(field: DotsField, work: Work) -> str:
    """Return how many dots each voter has, and how many must be there."""
    kinds = [item.text for item in field.colours] if len(field.colours) > 1 else []
    dots = "dot" if field.each == 1 else "dots"
    each = f"{field.each} {dots} for each person" + (f" of each colour ({', '.join(kinds)})" if kinds else "")
    if not work.people:
        return f"{each}."
    needed = work.people * field.each
    return f"{each}. For {work.people} people: {needed} dots{' of each colour' if kinds else ''}."


def attendance_sheet(field: FieldBase, step: Step, work: Work) -> list[Sheet]:
    """Return the sheet by the door: only what is kept, and a box to tick where the exercise speaks of consent."""
    assert isinstance(field, PeopleField)
    heads = ["Name", "Role", "Team"]
    shares = [4, 4, 3]
    if work.grouped:
        heads.append("Group")
        shares.append(2)
    told = "The name is never printed. It is for fire drills and for sending you the report."
    if CONSENT.search(f"{step.on_paper} {step.say}"):
        heads.append("My role may be listed")
        shares.append(2)
        told += " Where the box is left empty, the role is not listed either."
    over = max(0, (work.people or 0) - FIRST_PAGE)
    rows = FIRST_PAGE + -(-over // NEXT_PAGE) * NEXT_PAGE
    box = ("☐",) if "My role may be listed" in heads else ()
    row = (*("" for _ in heads[len(box) :]), *box)
    return [
        Sheet(
            kind="attendance",
            title=work.title,
            parts=(
                *(() if work.day else (Blanks(words=("Workshop", "Date")),)),
                Told(text=told),
                Grid(heads=tuple(heads), rows=(row,) * rows, tall=11, shares=tuple(shares)),
            ),
            day=work.day,
            copies="one for the door, and one more",
        )
    ]


def _on_card_or_postcard(field: FieldBase, step: Step, work: Work) -> list[Sheet]:
    return [*cards(field, step, work), *postcards(field, step, work)]


def _none(_field: FieldBase, _step: Step, _work: Work) -> list[Sheet]:
    return []


SHEETS: dict[str, Maker] = {
    "list": _on_card_or_postcard,
    "text": _on_card_or_postcard,
    "quotes": _on_card_or_postcard,
    "table": _none,
    "scale": scale_lines,
    "dots": voting_sheets,
    "tree": _none,
    "count": _none,
    "choice": _none,
    "photo": _none,
    "pledge": postcards,
    "people": attendance_sheet,
}
"""Every kind by its name in YAML."""
