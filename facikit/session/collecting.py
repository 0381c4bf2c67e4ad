"""Bring into a session what this laptop has kept for it: entries that its folder refused, or has lost since.

A file of the outbox is copied in whole, and only then moved to the copies: whoever is stopped in between finds it again
the next time, and what is here twice is here once.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from facikit.errors import UserError
from facikit.session import own
from facikit.session.erasing import left_of_log
from facikit.session.lines import decode, pieces
from facikit.session.merge import add_log, says_nothing_new
from facikit.session.session import Session


def collect(session: Session, state: Path) -> int:
    """Bring in what is kept; return how many lines were new. What the folder still refuses is only shown."""
    found = _read(session, state)
    # After it was read: what a window beside us has written since is in the session's folder as well.
    session.refresh()
    before = len(session.records.lines)
    for path, data in found.items():
        left = left_of_log(session, data)
        try:
            if not says_nothing_new(session, left):
                add_log(session, path.name, data)
                session.refresh()
            _put_by(session, state, path, data, left)
        except (UserError, OSError):
            _show(session, left)  # it waits, and is in sight all the same
    session.refresh()
    return len(session.records.lines) - before - len(session.waiting)


def look(session: Session, state: Path) -> int:
    """Show what is kept and not in the folder, and change nothing; return 0, for nothing was brought in."""
    for data in _read(session, state).values():
        _show(session, left_of_log(session, data))
    return 0


def _show(session: Session, data: bytes) -> None:
    for piece in pieces(data):
        line = decode(piece)[0]
        if line is not None and line.id not in session.records.lines:
            session.records.take(line)
            session.waiting.add(line.id)
    session.records.settle()


def _read(session: Session, state: Path) -> dict[Path, bytes]:
    found = {}
    for path in own.logs(state, session.plan.session):
        with contextlib.suppress(OSError):
            if not _is_here(session, path):
                found[path] = session.files.read(path)
    return found


def _is_here(session: Session, path: Path) -> bool:
    """Tell at a glance whether the log that this is a copy of is in the session's folder, and whole."""
    log = session.logs.files.get(session.folder / "log" / path.name)
    if log is None or path.parent.parent.name != own.COPIES:
        return False
    return log.size == path.stat().st_size and not (log.damaged or log.edited or log.torn or log.refused)


def _put_by(session: Session, state: Path, path: Path, data: bytes, left: bytes) -> None:
    """Keep what came out of the outbox for a while, without what was erased since."""
    if left != data:
        session.files.write_whole(path, left)
    if path.parent == own.home(state, own.OUTBOX, session.plan.session):
        target = own.home(state, own.COPIES, session.plan.session) / path.name
        session.files.make_folders(target.parent)
        if target.exists():
            target = target.with_name(f"{target.stem}-{os.urandom(4).hex()}.jsonl")
        os.utime(path)
        session.files.replace(path, target)
