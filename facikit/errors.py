"""What a user can be told. A bug is a traceback; a user's mistake is a ``UserError``, caught once, at the edge."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class UserError(Exception):
    """A mistake or a circumstance that the user can do something about: one sentence, and a way out."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def closest(name: str, names: Iterable[str]) -> str:
    """Return "did you mean 'x'?" for the nearest of ``names``, else an empty string."""
    by_fold = {candidate.casefold(): candidate for candidate in names}
    found = difflib.get_close_matches(name.casefold(), by_fold, n=1, cutoff=0.6)
    return f"did you mean '{by_fold[found[0]]}'?" if found else ""
