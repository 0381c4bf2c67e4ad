"""What this laptop keeps for itself of what is typed on it, in the program's own state and never in a synced folder.

The *outbox* takes what the session's folder refuses: it is full, may not be written to, or is gone with its stick. It
is brought in as soon as the folder is there again. *Copies* are second copies of whole logs: of a session on a disk of
its own or in a synced folder, which may vanish behind our back, and of what came out of the outbox. A copy is forgotten
after two weeks; an outbox never.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from pathlib import Path

from facikit.session.run import Own

OUTBOX, COPIES = "outbox", "copies"
DAYS = 14
"""How long a copy is kept: until people have looked at what they have, and no longer."""
SYNCED: tuple[str, ...] = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "mobile documents",
    "nextcloud",
    "owncloud",
)
SYNCED += ("icloud", "syncthing", "seafile", "pcloud", "megasync", "sciebo", "sharepoint", "box sync", "kdrive")
MARKS = (".stfolder", ".dropbox", ".dropbox.cache", ".sync", ".owncloudsync.log", ".SynologyWorkingDirectory")
"""What sync programs put into the folder that they carry."""


def home(state: Path, what: str, session_id: str) -> Path:
    """Return the folder for one session. Its id may be anything, and is no name for a file."""
    return state / what / hashlib.sha256(session_id.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def places(state: Path | None, session_id: str, name: str, folder: Path) -> Own | None:
    """Return where to keep what the log ``name`` of a run says; None where nothing is kept."""
    if state is None:
        return None
    copy = home(state, COPIES, session_id) / name if is_carried(folder, state) else None
    return Own(home(state, OUTBOX, session_id) / name, copy)


def is_carried(folder: Path, state: Path) -> bool:
    """Tell whether the folder may go: it is on another disk than the program's state, or a sync program carries it."""
    whole = Path(os.path.realpath(folder))
    names = [part.casefold() for part in whole.parts]
    if any(name.startswith(SYNCED) for name in names):
        return True
    if any(_there(above / mark) for above in (whole, *whole.parents) for mark in MARKS):
        return True
    near = next((one for one in (state, *state.parents) if _there(one)), None)
    try:
        return near is not None and near.stat().st_dev != whole.stat().st_dev
    except OSError:
        return True


def _there(path: Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110 - Path.exists() fails where a folder may not be looked into


def has_any(state: Path, session_id: str) -> bool:
    """Tell whether anything is kept for the session; what is too old is forgotten by the way."""
    _forget(state)
    return bool(logs(state, session_id))


def logs(state: Path, session_id: str, *which: str) -> list[Path]:
    """Return what is kept for the session, or only its outbox or copies."""
    homes = [home(state, what, session_id) for what in which or (OUTBOX, COPIES)]
    return [path for folder in homes for path in sorted(folder.glob("*.jsonl")) if path.is_file()]


def _forget(state: Path) -> None:
    """Take away copies that have grown too old, of whatever session."""
    with contextlib.suppress(OSError):
        before = time.time() - DAYS * 24 * 3600
        for path in (state / COPIES).glob("*/*.jsonl"):
            if path.stat().st_mtime < before:
                path.unlink()
        for folder in (state / COPIES).iterdir():
            with contextlib.suppress(OSError):  # it is not empty
                folder.rmdir()
