"""Carry out an order to erase in everything within reach, and say in plain sentences what was done and what was not."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from facikit.errors import UserError
from facikit.report.keeping import elsewhere, take_away
from facikit.session import codes, reach
from facikit.session.erasing import NOTHING, Search, clean_logs, clean_media
from facikit.session.fingerprints import Finder, looking_for
from facikit.session.session import Change, Session
from facikit.session.status import writers

PAGES = (".html", ".docx")


class Left(msgspec.Struct, frozen=True):
    """A sentence on what was done, or on what could not be; with the file that it is about."""

    words: str
    path: Path | None = None

    @property
    def shown(self) -> str:
        """For whoever stands at this laptop."""
        return f"{self.path}: {self.words}" if self.path is not None else self.words

    @property
    def kept(self) -> str:
        """For the notes, which travel: without the way to the file."""
        return f"{self.path.name}: {self.words}" if self.path is not None else self.words


class Receipt(msgspec.Struct, frozen=True):
    """What an erasing did: sentences on what was taken out, and on what it did not reach."""

    lines: int
    files: int
    done: tuple[Left, ...]
    left: tuple[Left, ...]


def around(session: Session, search: Search, state: Path) -> list[reach.Place]:
    """Return the files beside the logs that hold the words, for a look before anything is done."""
    words, said = search.finder, looking_for(search.said)
    plan = [reach.Place(path, reach.lines_with(path, words) or ()) for path in reach.plan_places(session, words)]
    with contextlib.suppress(OSError):
        plan += [reach.Place(*key, "the key of codes") for key in codes.keys_with(session, words)]
    return [*plan, *reach.others_here(session, words, said), *reach.left_in_state(state, words)]


def carry_out(session: Session, state: Path, search: Search | None = None) -> Receipt:
    """Do everything that was ordered and is not done, keep the receipt in the notes, and return it.

    ``search`` is what was found before the order was written; without it an order that was stopped is carried out, or
    all of them once more. Whatever fails on the way is told, and everything else goes on.
    """
    erased = session.records.erased or NOTHING
    words: Finder = search.finder if search is not None else erased
    said = looking_for(search.said if search is not None else ())
    records = search.records if search is not None else sorted(erased.records)
    media = bool(search.media) if search is not None else bool(erased.media)
    # What stopped entries said is known no more: then every report that can be made again goes.
    every = search is None and any(session.records.get(one).get("what") == "entries" for one in unfinished(session))
    done: list[Left] = []
    left: list[Left] = []
    cleaned = clean_logs(session, search.torn if search is not None else None, state)
    left += [Left(f"{one}. The next 'facikit erase' tries again.") for one in cleaned.failed]
    if cleaned.lines:
        done.append(Left(f"{_count(cleaned.lines, 'line')} of {_count(cleaned.files, 'log')} lost the words."))
    left += [Left(f"{one}.") for one in clean_media(session)]
    with _telling(left, "What a stopped program left"):
        reach.clear_remains(session, words, said)
    with _telling(left, "The plan"):
        touched = reach.plan_places(session, words)
        stay = reach.clean_plan(session, words)
        done += [Left("was written anew without the words.", path) for path in touched if path not in stay]
        left += [Left("still has them, where only a person can take them out: in an id, for one.", one) for one in stay]
    with _telling(left, "A report"):
        gone = take_away(session, lambda path: every or _holds(path, words, said, media))
        done += [Left("was taken away. Make it again with 'facikit report'.", path) for path in gone]
    with _telling(left, "What this laptop keeps for itself"):
        kept = reach.clean_state(session, state, records, words, said)
        if kept:
            done.append(Left(f"{_count(kept, 'file')} with unfinished typing and names on this laptop lost the words."))
    with _telling(left, "The key of codes"):
        _forget(session, records, words, done, left)
    left += [_place(one) for one in reach.others_here(session, words, said)]
    left += [_place(one) for one in reach.left_in_state(state, words)]
    if search is not None and search.also:
        also = ", ".join(search.also[:8]) + (" and more" if len(search.also) > 8 else "")
        left.append(Left(f"The same words stand in {also} too, and stay there. --words takes them out."))
    left += _elsewhere(session, state)
    _keep(session, cleaned.lines, cleaned.files, done, left, words)
    return Receipt(cleaned.lines, cleaned.files, tuple(done), tuple(left))


def _forget(session: Session, records: Iterable[str], words: Finder, done: list[Left], left: list[Left]) -> None:
    """Take people out of the key that says whose a code is. Their codes stay: nobody knows any more whose they were."""
    try:
        gone = codes.forget(session, records, words)
    except UserError as error:
        left.append(Left(f"{error.message} {error.hint}".strip()))
        return
    if gone:
        who = "1 person" if gone == 1 else f"{gone} people"
        done.append(Left(f"The key of codes on this laptop lost {who}, for all sessions that it is for."))
    if codes.is_coded(session):
        left.append(Left("A key of codes on another laptop, or a copy of this one: erase them there too."))


def unfinished(session: Session) -> list[str]:
    """Return the orders whose receipt was never written: something stopped the erasing."""
    found = sorted(session.records.of_kind("erased"))
    return [one for one in found if session.records.get(one).get("told") is None]


def _holds(path: Path, words: Finder, said: Finder, media: bool) -> bool:
    lines = [reach.lines_with(path, one) for one in (words, said)]
    return any(lines) or None in lines or (media and path.suffix in PAGES)


@contextmanager
def _telling(left: list[Left], what: str) -> Iterator[None]:
    """Tell what a disk refuses, and go on."""
    try:
        yield
    except OSError as error:
        left.append(
            Left(f"{what} could not be cleaned: {error.strerror or error}. The next 'facikit erase' tries again.")
        )


def _place(one: reach.Place) -> Left:
    lines = f"{'line' if len(one.lines) == 1 else 'lines'} {', '.join(map(str, one.lines[:8]))}" if one.lines else ""
    more = " and more" if len(one.lines) > 8 else ""
    where = f" ({lines}{more})" if lines else ""
    if not one.lines:
        return Left(f"{one.about}.", one.path)
    if one.about:
        return Left(
            f"holds them{where}; it is {one.about}, and what it names would not be found without them.", one.path
        )
    return Left(f"holds them{where}; it is not facikit's to change, so it was not touched.", one.path)


def _elsewhere(session: Session, state: Path) -> list[Left]:
    found = [Left("is a copy of this session. Merge it, or delete it.", path) for path in reach.copies(session, state)]
    others = [one for one in writers(session) if one.run not in session.run_ids]
    unclosed = [one for one in others if one.state == "open"]
    if unclosed:
        found.append(
            Left(
                f"{_count(len(unclosed), 'log')} never got a last line. Where facikit is still open with this session, "
                "close it and open it again: then the words go there too."
            )
        )
    names = sorted({one.who for one in others if one.who and one.who != session.who})
    if names:
        listed = ", ".join(names[:8]) + (" and others" if len(names) > 8 else "")
        found.append(
            Left(f"Laptops of {listed} may have copies of their own. They lose the words when they merge these notes.")
        )
    handed = len(session.records.of_kind("handout"))
    if handed:
        found.append(Left(f"{_count(handed, 'pack')} for note-takers went out, with the plan in them."))
    out = elsewhere(session)
    if out:
        found.append(Left(f"{_count(out, 'report')} went to other folders. Look for them and write them again."))
    found.append(
        Left(
            "Backups, old versions that a cloud service keeps, exports, prints and mails are out of facikit's reach; "
            "so is a disk's own memory of files that were deleted."
        )
    )
    return found


def _keep(session: Session, lines: int, files: int, done: list[Left], left: list[Left], words: Finder) -> None:
    """Write the receipt into each order that has none yet, without the words."""
    told = [words.without(one.kept) for one in (*done, *left)]
    fields: dict[str, Any] = {"lines": lines, "files": files, "told": told}
    changes = [Change(record, fields) for record in unfinished(session)]
    if changes and not session.read_only:
        session.put(changes)
        session.flush()


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
