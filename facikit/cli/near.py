"""Find the entry that a word means: a whole id or name, letter case aside."""

from __future__ import annotations


def matching(text: str, named: list[tuple[str, str]]) -> int | None:
    """Return the index of the (id, name) that ``text`` is; None where it is none of them."""
    wanted = text.strip().casefold()
    return next((at for at, pair in enumerate(named) if wanted and wanted in (p.casefold() for p in pair)), None)
