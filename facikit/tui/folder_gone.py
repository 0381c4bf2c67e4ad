"""A session's folder that is renamed or moved while it is open, or goes with its stick: said once."""

from __future__ import annotations

from facikit.session.session import Session
from facikit.tui.text import cut


def see_folder(session: Session | None, was_gone: bool) -> tuple[bool, str]:
    """Return whether the folder is gone, and what to say where that has changed."""
    gone = session is not None and not session.folder.is_dir()
    if session is None or gone is was_gone:
        return gone, ""
    name = cut(session.folder.name, 60)
    if gone:
        return gone, (
            f"The session's folder {name} is not where it was: renamed, moved, or its stick is out. Type on: each "
            "entry's mark says whether it is saved. Put the folder back, or leave and open it where it is now."
        )
    return gone, f"The session's folder {name} is there again."
