"""Sheets of paper, cards and walls that are typed in afterwards: which entry came from which.

A sheet is a number that one person counts for one block, and a name where it has one: ``3`` or ``3: wall by the door``.
It stands in the entry's field ``sheet``, so that one can go back to a sheet and see what was typed from it. In a block
that keeps no names nothing of the kind is kept: it would tell which cards are one person's.
"""

from __future__ import annotations

import msgspec

from facikit.session.agenda import nameless
from facikit.session.responses import Response, responses
from facikit.session.session import Change, Session
from facikit.session.words import cleaned, one_line

LONGEST_NAME = 60


class Sheet(msgspec.Struct, frozen=True):
    """One sheet of a block."""

    block: str
    number: int
    name: str = ""

    @property
    def value(self) -> str:
        """What an entry says of it."""
        return f"{self.number}: {self.name}" if self.name else str(self.number)


def sheet_of(block: str, value: str) -> Sheet | None:
    """Read what an entry says of its sheet; None where it says nothing that we understand."""
    number, _, name = value.partition(":")
    return Sheet(block, int(number), name.strip()) if number.isdecimal() and len(number) < 7 else None


def kept(session: Session, block: str) -> bool:
    """Tell whether the sheets of a block are kept."""
    return block not in nameless(session)


def sheets(session: Session, block: str) -> dict[Sheet, list[Response]]:
    """Return this person's sheets of a block, in their order, each with what was typed from it."""
    found: dict[Sheet, list[Response]] = {}
    for one in responses(session, block):
        sheet = sheet_of(block, one.sheet) if one.sheet and _is_own(session, one) else None
        if sheet is not None:
            found.setdefault(sheet, []).append(one)
    return dict(sorted(found.items(), key=lambda item: (item[0].number, item[0].name)))


def next_sheet(session: Session, block: str, after: Sheet | None = None) -> Sheet:
    """Return a sheet that nothing was typed from yet, behind all others."""
    numbers = [one.number for one in sheets(session, block)]
    return Sheet(block, max([*numbers, after.number if after is not None and after.block == block else 0]) + 1)


def entries_of(session: Session, sheet: Sheet) -> list[Response]:
    """Return what was typed from a sheet."""
    return sheets(session, sheet.block).get(sheet, [])


def name_sheet(session: Session, sheet: Sheet, name: str) -> Sheet:
    """Give a sheet a name, in what was typed from it as well; as one change."""
    named = Sheet(sheet.block, sheet.number, one_line(cleaned(name), LONGEST_NAME).strip())
    changes = [Change(f"response/{one.id}", {"sheet": named.value}) for one in entries_of(session, sheet)]
    if named != sheet:
        session.put(changes)
    return named


def _is_own(session: Session, one: Response) -> bool:
    return one.who == session.who if one.who else one.line.rpartition(".")[0] in session.run_ids
