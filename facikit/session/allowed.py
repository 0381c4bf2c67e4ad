"""What staff have looked at, and let stand in a report although its checks find it: each with a reason.

A finding goes by its id, which is the same as long as it is about the same thing. What is allowed and not found any
more does no harm: nobody needs to clear it away.
"""

from __future__ import annotations

import msgspec

from facikit.errors import UserError
from facikit.session.session import Change, Session
from facikit.session.words import cleaned


class Allowed(msgspec.Struct, frozen=True):
    """A finding that somebody allowed: why, who it was and when."""

    reason: str
    who: str
    t: str


def allow(session: Session, finding_id: str, reason: str) -> str:
    """Let what goes by ``finding_id`` stand, with a reason. Return the line that holds it."""
    reason = " ".join(cleaned(reason).split())
    if not reason:
        raise UserError(
            f"Why may {finding_id} stand? A finding is allowed with a reason.",
            "Say it in a few words; whoever reads the checks next will want to know.",
        )
    return session.put([Change(f"allow/{finding_id}", {"reason": reason})])[0].id


def look_again(session: Session, finding_id: str) -> None:
    """Do not let it stand any more."""
    if session.records.get(f"allow/{finding_id}").text("reason"):
        session.put([Change(f"allow/{finding_id}", {"reason": None})])


def allowed(session: Session) -> dict[str, Allowed]:
    """Return everything that was allowed, by the id of the finding."""
    found = {}
    for record_id in sorted(session.records.of_kind("allow")):
        record = session.records.get(record_id)
        reason = record.text("reason").strip()
        if reason and record.last is not None:
            found[record_id.removeprefix("allow/")] = Allowed(reason, record.last.who, record.last.t)
    return found
