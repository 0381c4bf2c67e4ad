"""One row of a list that draws itself: words that are wrapped, quiet notes behind them, something before and beside."""

from __future__ import annotations

import msgspec

from facikit.tui.text import wrapped

MOST_LINES = 6
"""A longer row ends in an ellipsis; it can be read in whole on a page of its own."""


class Row(msgspec.Struct, frozen=True):
    """One row. All of it is text on one line, as it may be drawn."""

    id: str
    words: str
    notes: str = ""
    before: str = ""
    """What stands before the words: a digit."""
    beside: str = ""
    """What stands at the right-hand edge: a number."""
    depth: int = 0
    quiet: bool = False
    """Whether its words are of no weight: nothing is there."""


def lines_of(row: Row, width: int) -> list[str]:
    """Return the row's words and notes at ``width`` cells, at most ``MOST_LINES``."""
    every = wrapped(f"{row.words}  {row.notes}" if row.notes else row.words, width)
    if len(every) > MOST_LINES:
        return [*every[: MOST_LINES - 1], f"{every[MOST_LINES - 1][: max(0, width - 1)].rstrip()}…"]
    return every


def is_whole(row: Row, width: int) -> bool:
    """Tell whether all of the row is drawn at ``width``."""
    return (
        len(row.words) + len(row.notes) < width * (MOST_LINES - 2)
        or len(wrapped(f"{row.words}  {row.notes}" if row.notes else row.words, width)) <= MOST_LINES
    )


def words_in(row: Row, lines: list[str]) -> list[int]:
    """Return, line by line, where the words end and the notes begin."""
    left = len(row.words) - row.words.count(" ")
    ends = []
    for line in lines:
        letters = len(line) - line.count(" ")
        if letters <= left:
            ends.append(len(line))
            left -= letters
            continue
        at = 0
        while left:
            left -= line[at] != " "
            at += 1
        ends.append(at)
    return ends
