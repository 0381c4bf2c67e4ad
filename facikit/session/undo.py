"""Take back the latest change by this person that no later change stands on; taking that back is redo.

An undo is a change like any other: it puts the old values back over the new ones and says which change it undoes, so
that it merges, and can itself be taken back. Navigation and clocks are not words, and are left alone.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

import msgspec

from facikit.session import undo_words
from facikit.session.lines import Line
from facikit.session.records import Records
from facikit.session.session import Change, Session
from facikit.session.words import one_line

NOT_WORDS = ("run", "position", "timer", "erased")


class Undone(msgspec.Struct, frozen=True):
    """What was taken back or put back, in words."""

    words: str
    records: tuple[str, ...]


def undo(session: Session) -> Undone | None:
    """Take back one change; None where there is nothing left to take back."""
    changes = _changes(session)
    undone = _undone(changes)
    for lines in reversed(changes):
        if lines[0].undoes or lines[0].id in undone:
            continue
        if _stands_free(session.records, lines):
            return _take_back(session, lines, "Took back")
    return None


def redo(session: Session) -> Undone | None:
    """Put back what the latest undo took; None where something has been done since, or nothing was undone."""
    changes = _changes(session)
    undone = _undone(changes)
    by_id = {lines[0].id: lines for lines in changes}
    for lines in reversed(changes):
        if not lines[0].undoes:
            return None
        if lines[0].id in undone or _is_redo(lines, by_id):
            continue
        return _take_back(session, lines, "Put back") if _stands_free(session.records, lines) else None
    return None


def _changes(session: Session) -> list[list[Line]]:
    """Return this person's changes, oldest first. Lines of one run with one time are one change."""
    mine = session.run_ids
    known = session.views.get("changes")
    if not isinstance(known, _Changes):
        known = session.views["changes"] = _Changes()
    fresh = [line for line in known.fresh(session.records) if _is_own(session, mine, line)]
    if known.changes and any(line.run not in mine for line in fresh):
        # Written elsewhere under the same name: what is older goes before what is known.
        known = session.views["changes"] = _Changes()
        fresh = [line for line in known.fresh(session.records) if _is_own(session, mine, line)]
    # What this open session wrote stands in the order written: an anonymous line's time says nothing.
    fresh.sort(key=lambda line: ("~", "", 0) if line.run in mine else (line.t, line.run, line.number))
    for line in fresh:
        if known.changes and known.changes[-1][0].t == line.t and known.changes[-1][0].run == line.run:
            known.changes[-1].append(line)
        else:
            known.changes.append([line])
    return known.changes


class _Changes:
    """The changes found so far, so that thousands of lines are not gone through again at every undo."""

    def __init__(self) -> None:
        self.changes: list[list[Line]] = []
        self._read = 0
        self._forks = 0

    def fresh(self, records: Records) -> list[Line]:
        """Return the lines that have come since; all of them where one has taken the place of another."""
        forks = sum(map(len, records.forks.values())) + records.rewritten
        if forks != self._forks:
            self.changes, self._read, self._forks = [], 0, forks
        found = list(islice(records.lines.values(), self._read, None))
        self._read = len(records.lines)
        return found


def _is_own(session: Session, mine: set[str], line: Line) -> bool:
    return (
        not line.gone
        and line.put.partition("/")[0] not in NOT_WORDS
        and (line.who == session.who or line.run in mine)
        and not set(line.set) <= {"started", "ended"}
    )


def _undone(changes: list[list[Line]]) -> set[str]:
    """Return the first ids of the changes that are undone at present: an undo that is itself undone does not count."""
    undone: set[str] = set()
    for lines in reversed(changes):
        if lines[0].undoes and lines[0].id not in undone:
            undone.add(lines[0].undoes)
    return undone


def _is_redo(lines: list[Line], by_id: dict[str, list[Line]]) -> bool:
    target = by_id.get(lines[0].undoes)
    return bool(target and target[0].undoes)


def _stands_free(records: Records, lines: list[Line]) -> bool:
    """Tell whether every value of the change is still the one shown, and nothing was added to a record that it made."""
    own = {line.id for line in lines}
    for line in lines:
        record = records.get(line.put)
        for field in line.set:
            heads = record.heads.get(field, ())
            if len(heads) != 1 or not _is_from(records, heads[0], field, own):
                return False
        if record.first is not None and record.first.id in own:
            for field, heads in record.heads.items():
                for head in heads:
                    if head.set.get(field) is not None and not _is_from(records, head, field, own):
                        return False
    return True


def _is_from(records: Records, head: Line, field: str, own: set[str]) -> bool:
    """Tell whether the value that ``head`` shows was brought by one of ``own``.

    An undo only puts an older value back, so the search goes on behind it: to what the undone change had replaced.
    """
    seen: set[str] = set()
    while head.id not in seen:
        if head.id in own:
            return True
        seen.add(head.id)
        undone = records.lines.get(head.undoes)
        if undone is None:
            return False
        older = [
            records.lines[one]
            for line in records.lines_of(head.put)
            if (line.run, line.t) == (undone.run, undone.t)
            for one in line.over.get(field, ())
            if one in records.lines
        ]
        if not older:
            return False
        head = max(older, key=lambda line: (line.t, line.id))
    return False


def _take_back(session: Session, lines: list[Line], verb: str) -> Undone:
    records = session.records
    changes = []
    for line in lines:
        old: dict[str, Any] = {}
        for field in line.set:
            before = [records.lines[one] for one in line.over.get(field, ()) if one in records.lines]
            newest = max(before, key=lambda one: (one.t, one.id), default=None)
            old[field] = newest.set.get(field) if newest is not None else None
        changes.append(Change(line.put, old))
    anonymous = "" if lines[0].who or not session.who else _block_of(records, lines[0])
    taken = _words(records, lines)
    session.put(changes, undoes=lines[0].id, anonymous=anonymous)
    words = f"{verb} {taken if verb == 'Took back' else _words(records, lines)}"
    return Undone(words, tuple(line.put for line in lines))


def _block_of(records: Records, line: Line) -> str:
    return records.get(line.put).text("block")


def _words(records: Records, lines: list[Line]) -> str:
    kind = lines[0].put.partition("/")[0]
    if kind in ("theme", "link"):
        return _words_of_sorting(records, lines)
    if kind == "response":
        return undo_words.of_entries(records, lines)
    if kind == "block" and len(lines) == 1:
        return undo_words.of_block(records, lines[0])
    what = {
        "prose": "writing",
        "person": "person",
        "parked": "parked item",
        "session": "the day",
        "screen": "the room's screen",
        "short": "the short form of a step",
        "incident": "note of what happened",
        "allow": "finding that was allowed",
        "also": "what stands in a programme's report as well",
        "printed": "the form in which a field is printed",
        "shares": "which fields share their themes",
    }.get(kind, kind)
    if kind == "group" and len(lines) > 1:
        return "the putting together of groups"
    if len(lines) > 1:
        return f"{len(lines)} of kind {what}"
    if kind in ("parked", "incident"):
        return undo_words.of_aside(records, lines[0], what)
    text = undo_words.said(records, lines[0])
    return f"{what}: {text}" if text else f"a change to {what}"


def _words_of_sorting(records: Records, lines: list[Line]) -> str:
    """Return what was done to themes, and to what is in them, as it stands while it is in force."""
    made = [records.get(line.put) for line in lines if line.put.startswith("theme/")]
    links = [records.get(line.put) for line in lines if line.put.startswith("link/")]
    sorted_ = list(dict.fromkeys(link.id.split("/")[1] for link in links))
    if len(sorted_) == 1:
        one = records.get(f"response/{sorted_[0]}")
        cells = one.get("cells")
        said = one.text("text") or " · ".join(map(str, cells.values() if isinstance(cells, dict) else ()))
        what = f"“{one_line(said, 40)}”" if said.strip() else "one entry"
    else:
        what = f"{len(sorted_)} entries"
    if made:
        name = one_line(made[0].text("name"), 40)
        gone = next((one for one in made if one.text("merged_into")), None)
        if gone is not None:
            return f"the merging of “{one_line(gone.text('name'), 40)}” into “{name}”"
        if len(made) > 1:
            return f"{len(made)} themes" if "name" in lines[0].set else "the order of the themes"
        return f"theme: {name}" + (f", with {what}" if links else "")
    into = [link for link in links if link.flag("on")]
    themes = list(dict.fromkeys(link.id.split("/")[-1] for link in into or links))
    name = f"“{one_line(records.get(f'theme/{themes[0]}').text('name'), 40)}”" if len(themes) == 1 else "themes"
    return f"the sorting of {what} into {name}" if into else f"taking {what} out of {name}"
