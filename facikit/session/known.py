"""Which folder each session had when it was last open on this laptop: how a copied folder is told from a moved one.

People make next year's workshop by copying last year's folder. A copy has the id of the original, and its notes would
meet those of the original at the next merge; so whoever opens one is asked once whether it is the same workshop.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import msgspec

from facikit.errors import UserError
from facikit.library.kits import kept_text, packaged_kit
from facikit.library.reading import read
from facikit.library.shapes import Plan
from facikit.session.clock import Ids
from facikit.session.create import create
from facikit.session.files import REAL
from facikit.session.session import Session

FILE = "known.json"
AT_MOST = 500


def elsewhere(state: Path, session: Session) -> Path | None:
    """Return another folder that this session was open in and is still in; None where this one is known, or alone."""
    folders = _read(state).get(session.plan.session, [])
    here = session.folder.resolve()
    if not folders or str(here) in folders:
        return None
    for folder in reversed(folders):
        found = Path(folder)
        if _id_in(found) == session.plan.session and not _came_with_the_program(session.plan.session):
            return found
    return None


def folders_of(state: Path, session_id: str) -> list[Path]:
    """Return every folder in which the session was open on this laptop and may still be."""
    return [Path(folder) for folder in _read(state).get(session_id, [])]


def remember(state: Path, session: Session) -> None:
    """Note that the session is in its folder. Where that cannot be written, a question is asked once more."""
    known = _read(state)
    here = str(session.folder.resolve())
    folders = [*(folder for folder in known.pop(session.plan.session, []) if folder != here), here][-5:]
    known[session.plan.session] = folders
    text = json.dumps(dict(list(known.items())[-AT_MOST:]), indent=1, ensure_ascii=False)
    with contextlib.suppress(OSError, UnicodeEncodeError):
        state.mkdir(parents=True, exist_ok=True)
        REAL.write_whole(state / FILE, f"{text}\n".encode(), sync=False)


def anew(session: Session, date: str, ids: Ids | None = None) -> Path:
    """Make a new session from this one's plan, on ``date``, beside it: its notes stay behind. Return its folder."""
    plan = session.plan
    keep_until = plan.keep_until if plan.keep_until and plan.keep_until > date else None
    new = msgspec.structs.replace(plan, session=(ids or Ids()).new(14), date=date, keep_until=keep_until)
    return create(new, session.folder.parent, session.files)


def _id_in(folder: Path) -> str:
    try:
        if not (folder / "session.yaml").is_file():
            return ""
        plan = read(folder / "session.yaml", Plan)[0]
    except (OSError, UserError):
        return ""
    return plan.session if plan is not None else ""


def _came_with_the_program(session_id: str) -> bool:
    """Tell whether it is a worked session: everyone has several copies of those, to try things on."""
    return any(_id_in(folder) == session_id for folder in (packaged_kit() / "sessions").glob("*"))


def _read(state: Path) -> dict[str, list[str]]:
    try:
        found = json.loads(kept_text(state / FILE))
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        str(key): [folder for folder in folders if isinstance(folder, str)]
        for key, folders in found.items()
        if isinstance(folders, list)
    }
