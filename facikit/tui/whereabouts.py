"""Where somebody was writing when they left: the place and the cursor, kept on this laptop for the next time."""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path

from facikit.library.kits import state_folder
from facikit.session.session import Session

FOLDER = "writing"
Where = tuple[tuple[str, str], tuple[int, int]]
"""Block and slot; line and column."""


def recall(session: Session) -> Where | None:
    """Return where this person was last writing in this session; None where nobody knows."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads(_file(session).read_text(encoding="utf-8"))
        (block, slot), (line, column) = kept["place"], kept["cursor"]
        return (str(block), str(slot)), (int(line), int(column))
    return None


def remember(session: Session, where: Where) -> None:
    """Keep where this person is writing. Not worth a word where it cannot be kept."""
    path = _file(session)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"place": where[0], "cursor": where[1]}), encoding="utf-8")


def _file(session: Session) -> Path:
    """Return the file of one person in one session. Its name is made of what they are called, and tells neither."""
    said = f"{session.plan.session}\n{session.who}".encode("utf-8", "surrogatepass")
    return state_folder() / FOLDER / f"{hashlib.sha256(said).hexdigest()[:24]}.json"
