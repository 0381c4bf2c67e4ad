"""At which level people are attributed: by name, by role, by a code, not at all. What can be told from words alone.

The levels stand in order, the one that says most first. A level in a plan or for a report is a bound: a label above it
is lowered to it, where the session knows how, and one below it stays as it is.
"""

from __future__ import annotations

import re
from typing import Literal

Level = Literal["name", "role-number", "role", "organisation", "code", "none"]
LEVELS: tuple[Level, ...] = ("name", "role-number", "role", "organisation", "code", "none")
"""From what says most of a person to what says nothing."""
Bound = Literal["", "name", "role-number", "role", "organisation", "code", "none"]
"""A level, or nothing: then labels stand as they were typed."""
FEW = 3
"""Fewer people than this behind a label, and it says too much of each."""

_NUMBERED = re.compile(r"(.*\S)\s+\d{1,3}", re.DOTALL)


def folded(text: str) -> str:
    """Return a label as it is compared: letter case and white space aside."""
    return " ".join(text.split()).casefold()


def without_number(label: str) -> str:
    """Return a label without the number of a speaker at its end: ``Practitioner`` for ``Practitioner 2``."""
    numbered = _NUMBERED.fullmatch(label.strip())
    return numbered[1] if numbered else label


def is_code(label: str) -> bool:
    """Tell whether a label is a code such as P1: a letter or two and a number."""
    short = label.strip()
    letters = short.rstrip("0123456789")
    return 0 < len(letters) <= 3 and letters.isalpha() and letters.isupper() and 0 < len(short) - len(letters) <= 3


def lower(*levels: Bound) -> Bound:
    """Return the lowest of several levels; nothing where none of them is given."""
    given: list[Level] = [one for one in levels if one]
    return max(given, key=LEVELS.index) if given else ""
