"""Steps that are done in their short form today: a record each, shown on every laptop and taken back like any other."""

from __future__ import annotations

from facikit.session.session import Change, Session


def take_short(session: Session, block: str, step: str, wanted: bool = True) -> None:
    """Do a step in its short form, or in full again."""
    session.put([Change(f"short/{block}/{step}", {"on": wanted})])


def is_short(session: Session, block: str, step: str) -> bool:
    """Tell whether a step is done in its short form."""
    return session.records.get(f"short/{block}/{step}").flag("on")
