"""Files that are written for people, so that nobody's edits are lost in them.

Each file written is remembered with its hash. One that a person has changed since is left alone, and the new one goes
beside it with a number.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from facikit.errors import UserError
from facikit.library.finding import MOST_LOG_BYTES
from facikit.session.samples import is_sample
from facikit.session.session import Session

REPORTS = "reports"
REMEMBERED = ".facikit.json"


def keep(session: Session, wanted: Path, data: bytes) -> Path:
    """Write ``data`` into ``wanted`` and return the file.

    Where that file holds anything but what facikit last wrote there, it is left alone and the new one is numbered.
    """
    known = _remembered(session)
    target, number = wanted, 2
    while not _ours(target, data, known, session):
        target, number = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}"), number + 1
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        session.files.write_whole(target, data, sync=False)
    except OSError as error:
        raise UserError(
            f"{target} cannot be written: {error.strerror or error}.", "Give another file with -o, or print the report."
        ) from error
    known[_name(target, session)] = _hash(data)
    if is_sample(session.folder):
        return target
    # A session that is only there to be read keeps no memory of what was written elsewhere.
    with contextlib.suppress(OSError):
        (session.folder / REPORTS).mkdir(exist_ok=True)
        session.files.write_whole(session.folder / REPORTS / REMEMBERED, _json(known), sync=False)
    return target


def take_away(session: Session, holds: Callable[[Path], bool]) -> list[Path]:
    """Take away the reports that facikit wrote and nobody has changed since, where they hold what is to go."""
    known = _remembered(session)
    gone = []
    for name, digest in sorted(known.items()):
        path = session.folder / REPORTS / name
        if "/" in name or "\\" in name or not path.is_file() or path.is_symlink():
            continue
        if path.stat().st_size > MOST_LOG_BYTES:
            continue  # whatever it is, facikit has not written it
        if _hash(session.files.read(path)) == digest and holds(path):
            session.files.remove(path)
            gone.append(path)
    return gone


def _ours(target: Path, data: bytes, known: dict[str, str], session: Session) -> bool:
    """Tell whether the file may be written: it is not there, or holds what facikit wrote or is about to write."""
    try:
        present = session.files.read(target)
    except PermissionError:
        return False
    except OSError:
        # Not there, or nothing can be there: writing will tell. What is there and cannot be read is somebody's.
        return not target.is_file()
    return present == data or known.get(_name(target, session)) == _hash(present)


def _name(target: Path, session: Session) -> str:
    """Return what a file is remembered by: its name in reports/; elsewhere a hash, as a path may tell who wrote it."""
    folder = (session.folder / REPORTS).resolve()
    whole = target.resolve()
    if whole.parent == folder:
        return whole.name
    return f"elsewhere-{hashlib.sha256(os.fsencode(whole)).hexdigest()[:24]}"


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _remembered(session: Session) -> dict[str, str]:
    try:
        return msgspec.json.decode(session.files.read(session.folder / REPORTS / REMEMBERED), type=dict[str, str])
    except (OSError, msgspec.DecodeError):
        return {}


def _json(known: dict[str, str]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(dict(sorted(known.items()))), indent=1) + b"\n"


def elsewhere(session: Session) -> int:
    """Return how many files facikit wrote for this session outside its folder."""
    return sum(name.startswith("elsewhere-") for name in _remembered(session))
