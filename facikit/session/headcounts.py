"""How many people: in a group, in a block, in the room. A number that nobody gave for a block carries forward."""

from __future__ import annotations

from facikit.errors import UserError
from facikit.session.agenda import blocks, groups_of
from facikit.session.session import Change, Session

ROOM = "room"
"""Stands for the group where the whole room was counted at once."""
MOST_EXPECTED = 10_000


def count_heads(session: Session, block: str, group: str, number: int | None) -> None:
    """Say how many people are in a group during a block; None takes the number back."""
    if number is not None and number < 0:
        raise UserError(f"{number} is not a number of people.")
    session.put([Change(f"headcount/{block}/{group or ROOM}", {"count": number})])


def counted(session: Session, block: str, group: str) -> int | None:
    """Return the number given for this very block and group; None where none was."""
    number = session.records.get(f"headcount/{block}/{group or ROOM}").get("count")
    return number if isinstance(number, int) and not isinstance(number, bool) and number >= 0 else None


def expect(session: Session, number: int | None) -> None:
    """Say how many people will come, to know what to bring; no report counts them. None takes the number back."""
    if number is not None and not 0 <= number <= MOST_EXPECTED:
        raise UserError(f"{number} is not a number of people.", f"Give 0 to {MOST_EXPECTED}.")
    session.put([Change("session", {"expected": number})])


def expected(session: Session) -> int | None:
    """Return how many people will come; None where nobody has said."""
    number = session.records.get("session").get("expected")
    return number if isinstance(number, int) and not isinstance(number, bool) and number >= 0 else None


def heads(session: Session, block: str, group: str) -> int | None:
    """Return how many people are in a group during a block: as counted there, else as last counted before."""
    return heads_since(session, block, group)[0]


def heads_since(session: Session, block: str, group: str) -> tuple[int | None, str]:
    """Return the same, and the block in which they were counted."""
    order = [one.id for one in blocks(session)]
    upto = order[: order.index(block) + 1] if block in order else order
    for block_id in reversed(upto):
        number = counted(session, block_id, group)
        if number is not None:
            return number, block_id
    return None, ""


def in_room(session: Session, block: str) -> int | None:
    """Return how many people are at work on a block: the room's own number, else the sum of all its groups'."""
    whole = heads(session, block, ROOM)
    groups = groups_of(session, block)
    parts = [heads(session, block, group.id) for group in groups]
    if parts and all(number is not None for number in parts):
        return sum(number for number in parts if number is not None)
    return whole
