"""The key of codes: which person is P1. It is kept on one laptop, beside all sessions and in none of them.

One key serves a session, or all sessions of a programme, so that P4 is the same voice in each. It stands in the user's
data folder, where nothing is packed, exported or merged from. A code is never given twice: when a person is erased
the code stays taken, and nobody knows any more whose it was.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path

import msgspec

from facikit.errors import UserError
from facikit.library.kits import data_folder
from facikit.library.voices import folded, is_code
from facikit.session.files import Files
from facikit.session.fingerprints import Finder
from facikit.session.people import Person, people
from facikit.session.responses import responses
from facikit.session.session import Session

FOLDER = "codes"
LETTER = "P"
FORMAT = "facikit-codes/1"
PATIENCE, STALE = 3.0, 20.0
"""Seconds: to wait while another facikit writes the key, and after which it cannot be writing any more."""


class Coded(msgspec.Struct, frozen=True, omit_defaults=True):
    """A code, and whose it is: the name, and SESSION/PERSON for each session that has them in its register."""

    code: str
    name: str = ""
    ids: tuple[str, ...] = ()


class Key(msgspec.Struct, frozen=True):
    """Who has which code in some sessions."""

    sessions: tuple[str, ...]
    people: tuple[Coded, ...] = ()
    format: str = FORMAT


def key_files() -> list[Path]:
    """Return the files of all keys on this laptop."""
    return sorted((data_folder() / FOLDER).glob("*.json"))


def key_file(session: Session, beside: Iterable[str] = (), *, strict: bool = False) -> Path | None:
    """Return the file of the session's key, else of one for a session ``beside`` it; None: there is none here.

    ``strict``: ``UserError`` where a key that cannot be read might be the one. Otherwise it is passed over.
    """
    wanted, near = session.plan.session, set(beside)
    keys: list[tuple[Path, Key]] = []
    unread: list[UserError] = []
    for path in key_files():
        try:
            keys.append((path, _read(path)))
        except UserError as error:
            unread.append(error)
    own = [(path, key) for path, key in keys if wanted in key.sessions]
    if strict and unread and not own:
        raise unread[0]
    fitting = own or [(path, key) for path, key in keys if near & set(key.sessions)]
    # Where somebody has put a copy beside it, the one that goes on is the one with most people.
    return max(fitting, key=lambda one: len(one[1].people))[0] if fitting else None


def codes(session: Session) -> dict[str, str] | None:
    """Return the codes of the people in the register by their ids; None where the key is not on this laptop."""
    path = key_file(session)
    return None if path is None else _by_person(session, _read(path))


def give(session: Session, beside: Iterable[str] = ()) -> dict[str, str]:
    """Give everybody in the register a code, those who have one keep it; return the codes by the people's ids.

    ``beside`` are the ids of the other sessions of its programmes, whose key is used if there is one.
    """
    home = data_folder() / FOLDER
    beside = list(beside)
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _alone(home / ".lock"):
            path = key_file(session, beside, strict=True) or home / f"{_safe(session.plan.session)}.json"
            before = _read(path) if path.is_file() else Key(())
            key = _extended(session, before)
            if key != before:
                _write(session, path, key)
    except OSError as error:
        raise UserError(
            f"The key of codes cannot be written in {home} ({error.strerror or error}).",
            "FACIKIT_DATA can name another folder for it.",
        ) from None
    return _by_person(session, key)


def forget(session: Session, records: Iterable[str], words: Finder) -> int:
    """Take people out of the session's key, by their records or by what finds their names; return how many.

    A copy that somebody has put beside the key is cleaned as well.
    """
    gone = {f"{session.plan.session}/{one.removeprefix('person/')}" for one in records if one.startswith("person/")}
    here = key_file(session, strict=True)
    if here is None:
        return 0
    lost: set[str] = set()
    with _alone(here.parent / ".lock"):
        for path in key_files():
            with contextlib.suppress(UserError):
                lost |= _forget_in(session, path, gone, words)
    return len(lost)


def _forget_in(session: Session, path: Path, gone: Set[str], words: Finder) -> set[str]:
    key = _read(path)
    if session.plan.session not in key.sessions:
        return set()
    mine = {one.code for one in key.people if gone & set(one.ids) or (one.name and words.within(one.name))}
    if mine:
        left = tuple(Coded(one.code) if one.code in mine else one for one in key.people)
        _write(session, path, msgspec.structs.replace(key, people=left))
    return mine


def keys_with(session: Session, words: Finder) -> list[tuple[Path, tuple[int, ...]]]:
    """Return the files of the session's key in which the words stand, copies beside it too, and the lines."""
    here, found = session.plan.session, []
    for path in key_files():
        text = Files().read(path).decode("utf-8", "replace")
        lines = tuple(number for number, line in enumerate(text.split("\n"), 1) if words.within(line))
        if lines and here in text:
            found.append((path, lines))
    return found


def is_coded(session: Session) -> bool:
    """Tell whether anything in the session goes by codes."""
    every = (session.plan.voices, *(one.voices for one in session.plan.agenda))
    return "code" in every or key_file(session) is not None


def used(session: Session) -> list[str]:
    """Return the codes that entries of the session carry, in their order."""
    found = {one.label.strip() for one in responses(session) if is_code(one.label)}
    return sorted(found, key=lambda code: (code.rstrip("0123456789"), number_of(code)))


def number_of(code: str) -> int:
    """Return the number in a code."""
    return int(code.removeprefix(code.rstrip("0123456789")) or 0)


def _extended(session: Session, key: Key) -> Key:
    """Return a key with everybody of the session's register in it."""
    here = session.plan.session
    register = people(session)
    known = list(key.people)
    fresh = []
    for person in register:
        at = _place(person, register, known, here)
        if at is None:
            if person.name.strip():
                fresh.append(person)
        elif f"{here}/{person.id}" not in known[at].ids:
            known[at] = msgspec.structs.replace(known[at], ids=(*known[at].ids, f"{here}/{person.id}"))
    # A code that is on an entry already is somebody's on paper. In no order: P1 is not the first of the alphabet.
    taken = {one.code for one in known} | set(used(session))
    number = 0
    for person in sorted(fresh, key=lambda _: session.ids.new(12)):
        number += 1
        while f"{LETTER}{number}" in taken:
            number += 1
        known.append(Coded(f"{LETTER}{number}", person.name, (f"{here}/{person.id}",)))
    return Key(tuple(dict.fromkeys((*key.sessions, here))), tuple(known))


def _by_person(session: Session, key: Key) -> dict[str, str]:
    register = people(session)
    places = {one.id: _place(one, register, key.people, session.plan.session) for one in register}
    return {person: key.people[at].code for person, at in places.items() if at is not None}


def _place(person: Person, register: Sequence[Person], known: Sequence[Coded], here: str) -> int | None:
    """Return where in the key a person stands: by id, else by a name that nobody else in the register has."""
    mine = f"{here}/{person.id}"
    for at, one in enumerate(known):
        if mine in one.ids:
            return at
    name = folded(person.name)
    if not name or sum(folded(one.name) == name for one in register) > 1:
        return None
    same = [at for at, one in enumerate(known) if folded(one.name) == name]
    return same[0] if len(same) == 1 and not any(one.startswith(f"{here}/") for one in known[same[0]].ids) else None


def _read(path: Path) -> Key:
    try:
        key = msgspec.json.decode(Files().read(path), type=Key)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError):
        key = Key((), format="")
    except OSError as error:
        raise UserError(
            f"The key of codes in {path} cannot be read ({error.strerror or error}).", "See who may read it."
        ) from None
    if key.format != FORMAT:
        raise UserError(
            f"The key of codes in {path} cannot be read: it is damaged, or of a newer facikit.",
            "Put a copy of it there; facikit leaves it as it is.",
        )
    return key


def _write(session: Session, path: Path, key: Key) -> None:
    session.files.write_whole(path, msgspec.json.format(msgspec.json.encode(key), indent=1) + b"\n")
    with contextlib.suppress(OSError):
        path.chmod(0o600)


def _safe(session_id: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in session_id)[:80] or "session"


@contextlib.contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Write while nobody else does: two people with one code could not be told apart again."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            break
        except FileExistsError:
            with contextlib.suppress(OSError):
                if time.time() - lock.stat().st_mtime > STALE:
                    lock.unlink()
                    continue
            if time.monotonic() > until:
                raise UserError("Another facikit is writing the key of codes.", "Try again in a moment.") from None
            time.sleep(0.05)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
