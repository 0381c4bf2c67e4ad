"""Take somebody's words out of a session for good: write the order down, then clean what is within reach.

First the order is on disk, then anything is touched: whoever is stopped in between has an order that the next opening
carries out. Each file is replaced in one step, so that at any moment the old one stands there or the new one.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from facikit.errors import UserError
from facikit.library.finding import MOST_LOG_BYTES
from facikit.session import own
from facikit.session.erased import ERASABLE, RUN_NAME, Erased, Order
from facikit.session.files import is_downloaded
from facikit.session.fingerprints import MOST_WORDS, Fingerprints, looking_for, names_of, prints
from facikit.session.lines import Line, decode, pieces
from facikit.session.media import path_of
from facikit.session.session import Change, Session

What = Literal["entries", "person", "words"]
WHOLE = ("response", "parked", "incident", "quote")
"""What has nothing left to say once a mark stands in the place of all its words."""
NOTHING = Erased(())
ENOUGH = 4
"""So many words in a row are nobody else's by chance."""


class Search(msgspec.Struct, frozen=True):
    """What an order would take out: whole records, and words in records that stay."""

    what: What
    records: tuple[str, ...]
    inside: tuple[str, ...]
    """Records of other people's words, in which a mark will stand in the place of the words."""
    writer: bool
    """Whether the words are the name of somebody who typed."""
    media: tuple[str, ...]
    words: tuple[str, ...]
    """What is looked for everywhere from now on; empty where only records go."""
    said: tuple[str, ...] = ()
    """Everything that the records said in all their wordings: looked for now, in files around the session."""
    also: tuple[str, ...] = ()
    """Records that hold the same words and were not asked for."""
    wordings: tuple[str, ...] = ()
    """Responses that lose their edited wording as well: it may still hold pieces of the words that go."""

    @property
    def finder(self) -> Fingerprints:
        """What finds the words."""
        return looking_for(self.words, close=self.what == "person")

    @property
    def torn(self) -> Fingerprints:
        """What finds them in a damaged line; a few words only are not enough to tell whose they were."""
        return looking_for([*self.words, *(one for one in self.said if len(one.split()) >= ENOUGH)])

    @property
    def empty(self) -> bool:
        """Whether nothing of it is in the notes."""
        return not (self.records or self.inside or self.writer)


class Cleaned(msgspec.Struct):
    """What was done to the logs."""

    files: int = 0
    lines: int = 0
    failed: list[str] = []
    """Files that could not be written, with the reason."""


def search_entries(session: Session, ids: Iterable[str]) -> Search:
    """Return what belongs to these entries, deleted ones included. ``UserError`` where there is none of that id."""
    records = [_record(session, one) for one in ids]
    found = _search(session, "entries", list(dict.fromkeys(records)), ())
    same = looking_for(one for one in found.said if len(one.split()) >= ENOUGH)
    also = _search(session, "words", found.records, (), same).inside if same else ()
    return msgspec.structs.replace(found, also=also)


def search_person(session: Session, name: str) -> Search:
    """Return where a person's name stands: in the register, beside what they typed, and in what others said."""
    return _search_words(session, "person", name, names_of(name))


def search_words(session: Session, text: str) -> Search:
    """Return where these words stand, whoever said or wrote them."""
    return _search_words(session, "words", text, [text])


def _search_words(session: Session, what: What, text: str, forms: list[str]) -> Search:
    finder = looking_for(forms, close=what == "person")
    if len(text.split()) > MOST_WORDS:
        raise UserError(f"More than {MOST_WORDS} words cannot be looked for.", "Erase the entry by its id.")
    if not finder:
        raise UserError(f"'{text}' has no words in it.", "Give the name, or the words, as they stand in the notes.")
    records = []
    for record_id in _every(session):
        kind = record_id.partition("/")[0]
        if kind == "person" and what == "person":
            lines = session.records.lines_of(record_id)
            if any(finder.within(str(line.set.get("name") or "")) for line in lines):
                records.append(record_id)
        elif kind in WHOLE:
            heads = session.records.get(record_id).heads.get("text", ())
            if heads and all(finder.whole(str(line.set.get("text") or "")) for line in heads):
                records.append(record_id)
    return _search(session, what, records, tuple(dict.fromkeys(forms)))


def _search(
    session: Session, what: What, records: Sequence[str], words: tuple[str, ...], finder: Fingerprints | None = None
) -> Search:
    finder = finder or looking_for(words, close=what == "person")
    inside: list[str] = []
    writer = False
    # A name is one thing, and goes wherever it stands. Of a sentence an edited quote may have kept a half.
    pieces = what == "words" and any(len(one.split()) > 1 for one in words)
    trial = Order("", "~", frozenset(), frozenset(), finder, _upto(session))
    for line in session.records.lines.values():
        left = trial.without(line) if finder and not line.gone else line
        if left is not line and line.put not in records:
            writer |= left.who != line.who or left.set.get("who") != line.set.get("who")
            if not line.put.startswith(("run/", "position/")) and (left.set != line.set or left.put != line.put):
                inside.append(line.put)
    lines = [line for record in records for line in session.records.lines_of(record)]
    mine = {one for line in lines for one in [str(line.set.get("media") or "")] if one}
    others = {
        str(line.set.get("media") or "") for line in session.records.lines.values() if line.put not in set(records)
    }
    return Search(
        what=what,
        records=tuple(records),
        inside=tuple(dict.fromkeys(inside)),
        writer=writer,
        media=tuple(sorted(mine - others)),
        words=words,
        said=tuple(dict.fromkeys(text for line in lines for text in _said(line))),
        wordings=tuple(dict.fromkeys(one for one in inside if one.startswith("response/"))) if pieces else (),
    )


def _record(session: Session, name: str) -> str:
    every = {record for record in _every(session) if record.partition("/")[0] in ERASABLE}
    whole = [record for record in every if name in (record, record.partition("/")[2])]
    near = whole or [record for record in every if len(name) > 3 and record.partition("/")[2].startswith(name)]
    if len(near) != 1:
        many = f"{len(near)} entries begin with '{name}'." if near else f"There is no entry '{name}' in this session."
        raise UserError(
            many, "'facikit export SESSION' lists everything with its id; 'facikit log --json' deleted ones."
        )
    return near[0]


def _every(session: Session) -> list[str]:
    return [record for kind in session.records.kinds() for record in session.records.of_kind(kind)]


def _said(line: Line) -> list[str]:
    """Return what a line says in somebody's own words."""
    found = [line.set.get(key) for key in ("text", "wording", "description", "name")]
    cells = line.set.get("cells")
    found += list(cells.values()) if isinstance(cells, dict) else []
    return [one for one in found if isinstance(one, str) and one.strip()]


def _upto(session: Session) -> dict[str, int]:
    reached: dict[str, int] = {}
    for line in session.records.lines.values():
        reached[line.run] = max(reached.get(line.run, 0), line.number)
    return {run: number for run, number in reached.items() if number}


def order(session: Session, search: Search) -> str:
    """Write the order down, without the words, and see it saved; return its id. Nothing else is touched yet."""
    before = session.records.erased or NOTHING
    salt = next((one.words.salt for one in before.orders if one.words), "") or session.ids.new(14)
    fields: dict[str, Any] = {"what": search.what, "records": list(search.records), "upto": _upto(session)}
    if search.media:
        fields["media"] = list(search.media)
    if search.words:
        fields |= {"salt": salt, "words": prints(salt, search.words)}
    if search.wordings:
        fields["wordings"] = list(search.wordings)
    erased_id = session.ids.new(12)
    session.put([Change(f"erased/{erased_id}", fields)])
    if not session.flush_to_folder():
        raise UserError(
            f"The order cannot be written in {session.folder / 'log'}: {session.trouble}.",
            "Nothing was erased. Free some space, or see that the folder can be written to.",
        )
    session.records.settle()
    return erased_id


def clean_logs(session: Session, words: Fingerprints | None = None, state: Path | None = None) -> Cleaned:
    """Take out of every log what was ordered to be erased. A log that cannot be written is told, and kept for later.

    ``state`` is where this laptop keeps logs of its own; the session may know.
    """
    erased = session.records.erased or NOTHING
    done = Cleaned()
    for path, facts in [*session.files.logs(session.folder), *_own_logs(session, state or session.state)]:
        if facts.st_size > MOST_LOG_BYTES or not is_downloaded(facts):
            done.failed.append(f"{_called(path)} is not on this laptop in full")
            continue
        try:
            _clean(session, erased, path, words, done)
        except OSError as error:
            done.failed.append(f"{_called(path)} cannot be written ({error.strerror or error})")
    session.records.unclean = bool(done.failed)
    session.refresh()
    return done


def _own_logs(session: Session, state: Path | None) -> list[tuple[Path, os.stat_result]]:
    """Return what this laptop keeps for itself of the session's logs."""
    if state is None:
        return []
    kept = [own.home(state, what, session.plan.session) for what in (own.OUTBOX, own.COPIES)]
    return [one for folder in kept for one in session.files.logs(folder)]


def _called(path: Path) -> str:
    """Return what a receipt may call a log: the first letters of a writer's name are part of its own."""
    return RUN_NAME.sub(r"\1-someone-\2\3", path.name)


def _clean(session: Session, erased: Erased, path: Path, words: Fingerprints | None, done: Cleaned) -> None:
    data = session.files.read(path)
    left = left_of_log(session, data, words)
    target = path.with_name(erased.log_name(path.name, data))
    if left == data and target == path:
        return
    if target != path and target.exists() and session.files.read(target) != left:
        target = path.with_name(f"{target.stem}-{hashlib.sha256(left).hexdigest()[:8]}.jsonl")
    late = session.files.rewrite(path, target, left, len(data))
    if late:
        beside = target.with_name(f"{target.stem}-{hashlib.sha256(late).hexdigest()[:8]}.jsonl")
        session.files.write_whole(beside, left_of_log(session, late, words))
    done.files += 1
    done.lines += sum(before != after for before, after in zip(data.split(b"\n"), left.split(b"\n"), strict=False))


def left_of_log(session: Session, data: bytes, words: Fingerprints | None = None) -> bytes:
    """Return what is left of a log, here or on its way here."""
    lines = session.records.lines
    return (session.records.erased or NOTHING).log(data, lambda one: one in lines and lines[one].gone, words)


def orders_in(data: bytes) -> bool:
    """Tell whether a log holds an order to erase."""
    if b'"erased/' not in data:
        return False
    found = (decode(piece)[0] for piece in pieces(data) if b'"erased/' in piece)
    return any(line is not None and line.put.startswith("erased/") for line in found)


def needs_cleaning(session: Session) -> bool:
    """Tell whether a log may hold what was ordered to be erased."""
    records = session.records
    if records.erased is None:
        return records.unclean
    return records.unclean or any(log.damaged or log.torn for log in session.logs.files.values())


def clean_media(session: Session) -> list[str]:
    """Take away pictures that were ordered to be erased and that nothing shows any more; return those that stay."""
    erased = session.records.erased
    stay = []
    if erased is not None and erased.media:
        for name in sorted(erased.media):
            path = path_of(session, name)
            if path is not None and not is_used(session, name):
                try:
                    session.files.remove(path)
                except OSError as error:
                    stay.append(f"media/{name} cannot be taken away ({error.strerror or error})")
    return stay


def is_used(session: Session, name: str) -> bool:
    """Tell whether any line has this picture."""
    return any(line.set.get("media") == name for line in session.records.lines.values())


def finish(session: Session) -> None:
    """Carry out what was ordered and is not done yet: by a copy that came, or by an erasing that was stopped."""
    if needs_cleaning(session):
        clean_logs(session)
    clean_media(session)
