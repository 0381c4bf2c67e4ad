"""Join a session that was made apart from the same workshop: pair its blocks and groups with ours, then copy its notes.

Two laptops on which ``new`` was run each have a session of their own. Their blocks and groups mean the same where they
have the same id, or the same title or name. The pairing is shown before anything is written; what has no partner keeps
its own id, so that nothing is lost: it is listed with the rest.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from facikit.library.shapes import Plan
from facikit.session.agenda import blocks, groups
from facikit.session.lines import Line, decode, encode, pieces
from facikit.session.merge import Merged, Source, add_log
from facikit.session.session import Session

OWN_OF_A_SESSION = ("session", "position", "screen", "handout")
"""What belongs to the other session as a whole and not to its notes."""
OF_A_BLOCK = (
    "prose",
    "tally",
    "mark",
    "headcount",
    "timer",
    "release",
    "block",
    "checked",
    "also",
    "printed",
    "shares",
)
"""Records whose id begins with that of a block."""


class Pair(msgspec.Struct, frozen=True):
    """What of theirs goes with what of ours; ``ours`` is empty where nothing does."""

    what: str
    theirs: str
    their_name: str
    ours: str
    our_name: str


def pairs(session: Session, theirs: Plan) -> list[Pair]:
    """Return how the blocks and groups of the other plan go with ours: by id, then by name."""
    our_blocks = {block.id: block.title for block in blocks(session)}
    our_groups = {group.id: group.name for name in session.plan.groups for group in groups(session, name)}
    found = [_pair("block", block.id, block.title, our_blocks) for block in theirs.agenda]
    for group_set in theirs.groups.values():
        found += [_pair("group", item.id, item.text, our_groups) for item in group_set.names]
    return found


def _pair(what: str, their_id: str, their_name: str, ours: dict[str, str]) -> Pair:
    if their_id in ours and ours[their_id].casefold() == their_name.casefold():
        return Pair(what, their_id, their_name, their_id, ours[their_id])
    named = [our_id for our_id, name in ours.items() if name.strip().casefold() == their_name.strip().casefold()]
    our_id = named[0] if len(named) == 1 else their_id if their_id in ours else ""
    return Pair(what, their_id, their_name, our_id, ours.get(our_id, ""))


def join(session: Session, source: Source, paired: list[Pair]) -> Merged:
    """Copy the other session's notes under our blocks and groups.

    Lines keep their ids: joining twice is joining once.
    """
    new_ids = {(pair.what, pair.theirs): pair.ours or pair.theirs for pair in paired}
    before = len(session.records.lines)
    new = known = 0
    refused: list[str] = []
    for log in source.logs:
        try:
            read = _lines(session.files.read(log))
        except OSError as error:
            refused.append(f"{log.name} cannot be read ({error.strerror or error})")
            continue
        lines = [_moved(line, new_ids, session.plan.session) for line in read]
        data = b"".join(encode(line) for line in lines if line is not None)
        name = f"joined-{source.session[:6]}-{hashlib.sha256(data).hexdigest()[:12]}.jsonl"
        if not data or (session.folder / "log" / name).exists():
            known += 1
            continue
        add_log(session, name, data)
        new += 1
    session.refresh()
    return Merged(source.name, new, known, len(session.records.lines) - before, 0, tuple(refused))


def _lines(data: bytes) -> list[Line]:
    found = (decode(piece)[0] for piece in pieces(data))
    return [line for line in found if line is not None]


def _moved(line: Line, new_ids: dict[tuple[str, str], str], session_id: str) -> Line | None:
    kind, _, rest = line.put.partition("/")
    if kind in OWN_OF_A_SESSION:
        # Its number is kept, so that its run stays whole.
        return msgspec.structs.replace(line, put="", set={}, over={})
    parts = rest.split("/")
    if kind in OF_A_BLOCK and parts[0] not in ("session", "theme"):
        parts[0] = new_ids.get(("block", parts[0]), parts[0])
    if kind == "group":
        parts[0] = new_ids.get(("group", parts[0]), parts[0])
    for at in {"tally": (2,), "mark": (4,), "headcount": (1,), "checked": (2,)}.get(kind, ()):
        if at < len(parts):
            parts[at] = new_ids.get(("group", parts[at]), parts[at])
    fields: dict[str, Any] = dict(line.set)
    for field, what in (("block", "block"), ("group", "group")):
        if kind != "person" and isinstance(fields.get(field), str):
            fields[field] = new_ids.get((what, fields[field]), fields[field])
    if kind == "run" and "session" in fields:
        fields["session"] = session_id
    return msgspec.structs.replace(line, put="/".join((kind, *parts)) if rest else kind, set=fields)
