"""Whether the room's screen is blank: one record, so that every laptop that shows the room's screen follows it."""

from __future__ import annotations

from facikit.session.session import Change, Session

RECORD = "screen/room"


def is_blank(session: Session) -> bool:
    """Tell whether the room is to see nothing for now."""
    return session.records.get(RECORD).flag("blank")


def blank(session: Session, wanted: bool = True) -> None:
    """Let the room see nothing, or see again where it is."""
    session.put([Change(RECORD, {"blank": wanted})])
