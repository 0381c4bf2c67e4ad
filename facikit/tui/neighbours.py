"""What stands above and below an entry in the list, among those that it can change places or be put together with.

These are entries under the same category, or on the same branch of a mind map: whoever moves an entry over the edge of
its category would say something else with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from facikit.errors import UserError
from facikit.session.responses import Response, move, responses
from facikit.session.session import Session
from facikit.tui.branching import points
from facikit.tui.capture_base import Row
from facikit.tui.drafts import Spot


class Neighbours(NamedTuple):
    """The entries before and after one, by id; empty at the edge."""

    before: str = ""
    after: str = ""


def neighbours(session: Session, spot: Spot, rows: Sequence[Row], entry_id: str, *, deep: bool = False) -> Neighbours:
    """Return what stands around an entry in the list that ``rows`` shows; ``deep``: that of a mind map."""
    every = {one.id: one for one in responses(session, *spot)}
    one = every.get(entry_id)
    if one is None:
        return Neighbours()

    def side(other: Response) -> str:
        return (other.parent if other.parent in every else "") if deep else other.category

    beside = [row.id for row in rows if row.id in every and side(every[row.id]) == side(one)]
    at = beside.index(entry_id) if entry_id in beside else -1
    if at < 0:
        return Neighbours()
    return Neighbours(beside[at - 1] if at else "", beside[at + 1] if at + 1 < len(beside) else "")


def shift(session: Session, spot: Spot, entry_id: str, around: Neighbours, by: int) -> None:
    """Let an entry change places with the one before it, or the one after."""
    if by > 0:
        move(session, entry_id, around.after)
        return
    others = [one.id for one in responses(session, *spot) if one.id != entry_id]
    if around.before not in others:
        raise UserError("The entry before is not there any more.", "Somebody took it out meanwhile.")
    at = others.index(around.before)
    move(session, entry_id, others[at - 1] if at else None)


def with_branch(session: Session, spot: Spot, entry_id: str) -> list[str]:
    """Return an entry and, in a mind map, everything that hangs on it."""
    found: list[str] = []
    deep = -1
    for depth, one in points(session, spot):
        if one.id == entry_id:
            deep = depth
        elif deep >= 0 and depth <= deep:
            break
        if deep >= 0:
            found.append(one.id)
    return found
