"""Make one log of many: every command is a run with a log of its own, and hundreds of files are slow to copy and sync.

Only logs go in whose runs are all closed and here in full, and in which every line is as it was written; a line keeps
its bytes, its id and its checksum. The new log is on the disk and read back before any of the old ones is taken away,
and only those are that still are what was read. Where an old one comes back, from a stick or a sync program, nothing
in it is new. Lines stand in the order of the runs' random ids, which tells nobody who wrote when.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from facikit.errors import UserError
from facikit.session.erasing import finish, left_of_log
from facikit.session.files import is_downloaded
from facikit.session.lines import Line, decode, pieces
from facikit.session.session import Session
from facikit.session.status import writers

MOST_BYTES = 64 << 20
"""A sealed log is no larger: a file that is too large to be read is no place to keep anything."""


class Sealed(msgspec.Struct, frozen=True):
    """What became of the logs."""

    path: Path | None
    """The new log; None where there were not two to make one of."""
    logs: int = 0
    lines: int = 0
    left: tuple[str, ...] = ()
    """Logs that stay as they are, each with the reason."""


class _Log(msgspec.Struct, frozen=True):
    path: Path
    identity: tuple[int, int, int] | None
    data: bytes
    lines: dict[str, bytes]


def seal(session: Session) -> Sealed:
    """Put every log that is finished and whole into one. ``UserError`` where the disk does not take it."""
    session.refresh()
    closed = {one.run for one in writers(session) if one.state == "closed"} - session.run_ids
    logs: list[_Log] = []
    left: list[str] = []
    for path, facts in session.files.logs(session.folder):
        found = _look_into(session, path, closed) if is_downloaded(facts) else "is not on this laptop"
        if isinstance(found, str):
            left.append(f"{path.name} {found}")
        elif sum(len(one.data) for one in (*logs, found)) > MOST_BYTES:
            left.append(f"{path.name} would make it too large")
        else:
            logs.append(found)
    if len(logs) < 2:
        return Sealed(None, left=tuple(left))
    lines = {line_id: piece for log in logs for line_id, piece in log.lines.items()}
    data = b"".join(lines[one] + b"\n" for one in sorted(lines, key=_run_and_number))
    path = session.folder / "log" / f"sealed-{hashlib.sha256(data).hexdigest()[:16]}.jsonl"
    try:
        session.files.make_folder(path.parent)
        session.files.write_whole(path, data)
        if session.files.read(path) != data:
            raise UserError(f"{path.name} does not read back as it was written.", "Nothing was taken away.")
    except OSError as error:
        raise UserError(
            f"{path} cannot be written: {error.strerror or error}.", "Nothing was taken away; make room and try again."
        ) from None
    left += [reason for log in logs if log.path != path and (reason := _taken_away(session, log))]
    session.refresh()
    finish(session)
    return Sealed(path, len(logs), len(lines), tuple(left))


def _look_into(session: Session, path: Path, closed: set[str]) -> _Log | str:
    """Return a log and its lines; or why it stays as it is."""
    identity = session.files.identity_at(path)
    try:
        data = session.files.read(path)
    except OSError as error:
        return f"cannot be read ({error.strerror or error})"
    if left_of_log(session, data) != data:
        return "holds what was erased"
    lines: dict[str, bytes] = {}
    for piece in pieces(data):
        line, how = decode(piece)
        if line is None or how != "whole" or session.records.lines.get(line.id) != line:
            return "has lines that are damaged, or were changed outside facikit"
        if line.run not in closed or not line.number:
            return "is of somebody who has not closed the session, or is not here in full"
        lines[line.id] = piece
    return _Log(path, identity, data, lines) if lines else "is empty"


def _taken_away(session: Session, log: _Log) -> str:
    """Take away a log that is sealed, if it is still what was read; else return why it stays."""
    try:
        if session.files.identity_at(log.path) != log.identity or session.files.read(log.path) != log.data:
            return f"{log.path.name} has changed meanwhile"
        session.files.remove(log.path)
        session.files.sync_folder(log.path.parent)
    except OSError as error:
        return f"{log.path.name} cannot be taken away ({error.strerror or error})"
    return ""


def _run_and_number(line_id: str) -> tuple[str, int]:
    line = Line(line_id, "")
    return line.run, line.number
