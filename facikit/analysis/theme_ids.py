"""The id that a theme has in codebooks: its own for good, or that of the code it began as, wherever that came from."""

from __future__ import annotations

from uuid import UUID, uuid5

from facikit.library.programmes import folded
from facikit.session.session import Session
from facikit.session.themes import Theme

OURS = UUID("6f1f2f0e-5d52-5f0f-9d8a-0f3c1f6f7a11")
"""What the ids of our themes are made unique with, everywhere and for good."""


def own_guid(session: Session, name: str) -> UUID:
    """Return the id of something in a session: of a theme by its id, of a field as BLOCK.FIELD."""
    return uuid5(OURS, f"{session.plan.session}/{name}")


def guid_of(session: Session, theme: Theme) -> UUID:
    """Return a theme's id: of two themes that began as the same code of a codebook it is the same."""
    try:
        return UUID(theme.guid)
    except ValueError:
        return own_guid(session, theme.id)


def common_guid(programme_id: str, name: str) -> UUID:
    """Return the id of a theme that a programme's sessions have in common."""
    return uuid5(OURS, f"{programme_id}/{folded(name)}")
