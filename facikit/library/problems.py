"""A problem in what somebody wrote, as a value: where it is, what is wrong, what was probably meant.

Reading never stops at the first one. Problems are collected; the command line prints them, the app lists them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

import msgspec

Told = tuple[str, str, str]
"""The key, what is wrong there, and what to do."""


class Problem(msgspec.Struct, frozen=True):
    """One thing that is wrong in a file. ``line`` counts from 1; 0 means the file as a whole."""

    path: str
    line: int
    key: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        file = PurePath(self.path)
        # Every session's plan has the same name, so its folder is needed to tell which one is meant.
        named = file.name in ("session.yaml", "programme.yaml") and file.parent.name
        name = f"{file.parent.name}/{file.name}" if named else file.name
        where = f"{name}:{self.line}" if self.line else name
        parts = [part for part in (where, self.key) if part]
        said = f"{self.message}; {self.hint}" if self.hint else self.message
        return ": ".join([*parts, said])


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return ``problems`` by file and line, each once."""
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.path, problem.line))
