"""How much room is wanted: read from what an exercise says anyway, in words that its note-takers read too.

``expect`` often says how many entries ("Two to four", "Two or three a group"), ``on_paper`` how many rows, and what is
emphasised behind "with" is a line to fill in ("with *who*, *wanted*"). Where nothing is said, the usual amount holds.
"""

from __future__ import annotations

import re

NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}  # fmt: skip
MOST = 30
_NUMBER = rf"(?:{'|'.join(NUMBERS)}|\d{{1,2}})"
_RANGE = re.compile(rf"\s*({_NUMBER})(?:\s*(?:to|or|–|-)\s*({_NUMBER}))?\b", re.IGNORECASE)
_A_GROUP = re.compile(r"\s*(?:entry )?(?:a|per|each|for each) (?:group|table|pair|person)\b", re.IGNORECASE)
_ROWS = re.compile(rf"\b({_NUMBER})\s+rows\b", re.IGNORECASE)
_WITH = re.compile(r"\bwith\b[^.]*", re.IGNORECASE)
_EMPHASISED = re.compile(r"\*([^*\n]{1,40})\*")


def entries(expect: str) -> int | None:
    """Return how many entries are expected at the most; None where it does not say.

    "One entry a card" says what an entry is, not how many there are; "one a group" says how many.
    """
    found = _RANGE.match(expect)
    if found is None:
        return None
    first, last = found.groups()
    if last is None and not _A_GROUP.match(expect[found.end() :]):
        return None if _number(first) == 1 else _number(first)
    return _number(last or first)


def rows(on_paper: str) -> int | None:
    """Return how many rows the sheet is to have; None where it does not say."""
    found = _ROWS.search(on_paper)
    return _number(found[1]) if found else None


def lines_to_fill(on_paper: str) -> tuple[str, ...]:
    """Return what is emphasised behind "with", as the words of lines to fill in."""
    return tuple(
        word[:1].upper() + word[1:]
        for phrase in _WITH.findall(on_paper)
        for word in (" ".join(found.split()) for found in _EMPHASISED.findall(phrase))
        if word
    )


def _number(word: str) -> int:
    return max(1, min(MOST, NUMBERS.get(word.lower()) or int(word)))
