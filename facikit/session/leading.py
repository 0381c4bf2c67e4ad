"""Who leads the room: whoever took it to a step last. Another laptop may take the lead, and then this one follows."""

from __future__ import annotations

import msgspec

from facikit.library.values import slug
from facikit.session import agenda
from facikit.session.session import Session

LONG_AGO_MS = 12 * 3600 * 1000
"""Nobody leads any more who did so on another day."""


class Lead(msgspec.Struct, frozen=True):
    """Another person who leads the room: their name, and where they have taken it."""

    who: str
    block: str
    step: int
    where: str
    """The title of the step, or of its block where it is alone."""


def other_lead(session: Session) -> Lead | None:
    """Return who else leads the room today; None where it is this person, or nobody."""
    here = agenda.position(session)
    if here is None or here.lead == slug(session.who, "lead") or agenda.is_over(session):
        return None
    if abs(session.clock.now() - here.t) > LONG_AGO_MS:
        return None
    block = next((one for one in agenda.blocks(session) if one.id == here.block), None)
    if block is None:
        return None
    several = len(block.steps) > 1 and here.step < len(block.steps)
    last = session.records.get(f"position/{here.lead}").last
    who = (last.who if last is not None else "") or here.lead
    return Lead(who, here.block, here.step, block.steps[here.step].title if several else block.title)


def take_lead(session: Session) -> None:
    """Lead the room from where it is: nothing moves by it."""
    here = agenda.position(session)
    if here is not None:
        agenda.look_at(session, here.block, here.step)
