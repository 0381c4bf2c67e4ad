"""What is written once, in a session, and stands in the report of a programme as well: by reference, never as a copy.

Staff say it where the words are: the text of a slot or of a theme, or the passages of it that stand between [[summary]]
and [[/summary]]. The programme's report takes them anew each time it is made. The record keeps which programme it is,
by id, and which part of its report, by name; so two people's placings come together by themselves.
"""

from __future__ import annotations

import re

import msgspec

from facikit.session.prose import prose
from facikit.session.session import Change, Session

BEGINS, ENDS = "[[summary]]", "[[/summary]]"
"""Around a passage in prose that is to stand elsewhere as well. No report prints them."""
_MARK = re.compile(r"\[\[(/?)summary\]\]")
_ALONE = re.compile(r"(?m)^[ \t]*\[\[/?summary\]\][ \t]*(?:\n|\Z)")


class Also(msgspec.Struct, frozen=True):
    """One text that stands in a programme's report too: where it is written, and where else it stands."""

    block: str
    slot: str
    programme: str
    """The programme's id."""
    at: str
    """The name of the part; empty: where the programme gathers such texts."""
    who: str
    t: str

    @property
    def key(self) -> tuple[str, str]:
        """The place where it is written."""
        return self.block, self.slot


def also(session: Session, programme: str = "") -> list[Also]:
    """Return what of the session stands in a programme as well; ``programme``: in this one."""
    found = []
    for record_id in sorted(session.records.of_kind("also")):
        record, parts = session.records.get(record_id), record_id.split("/")
        if record.flag("on") and record.last is not None and len(parts) == 4 and programme in ("", parts[3]):
            found.append(Also(parts[1], parts[2], parts[3], record.text("at"), record.last.who, record.last.t))
    return found


def place(session: Session, block: str, slot: str, programme: str, at: str = "") -> None:
    """Let a text stand in a programme's report as well, in the part called ``at``; nothing where it does already."""
    record = session.records.get(_record(block, slot, programme))
    if not record.flag("on") or record.text("at") != at:
        session.put([Change(_record(block, slot, programme), {"on": True, "at": at})])


def take_out(session: Session, block: str, slot: str, programme: str) -> None:
    """Let it stand in its own session's report only."""
    if session.records.get(_record(block, slot, programme)).flag("on"):
        session.put([Change(_record(block, slot, programme), {"on": False})])


def moved(session: Session, source: tuple[str, str], target: tuple[str, str]) -> list[Change]:
    """Return what lets the text at ``target`` stand where the one at ``source`` did, where it does not already."""
    there = {one.programme for one in also(session) if one.key == target}
    return [
        Change(_record(*target, one.programme), {"on": True, "at": one.at})
        for one in also(session)
        if one.key == source and one.programme not in there
    ] + [Change(_record(*source, one.programme), {"on": False}) for one in also(session) if one.key == source]


def told(session: Session, one: Also) -> str:
    """Return the Markdown that the programme takes of it; empty where nothing is written."""
    return passages(prose(session, *one.key))


def passages(text: str) -> str:
    """Return what stands between the marks, passage by passage; the whole text where there are none."""
    made: list[str] = []
    at, inside, marked = 0, False, False
    for found in _MARK.finditer(text):
        if inside and found[1]:
            made.append(text[at : found.start()].strip())
        # A second beginning within a passage says nothing new.
        at = at if inside and not found[1] else found.end()
        inside, marked = not found[1], marked or not found[1]
    if inside:
        made.append(text[at:].strip())
    if not marked:
        return unmarked(text)
    return "\n\n".join(part for part in map(unmarked, made) if part)


def unmarked(text: str) -> str:
    """Return a text without the marks; a line that held nothing else goes with them."""
    return _MARK.sub("", _ALONE.sub("", text)) if "summary]]" in text else text


def uneven(text: str) -> bool:
    """Tell whether a passage in the text has no beginning or no end."""
    ways = [found[1] for found in _MARK.finditer(text)]
    return len(ways) % 2 == 1 or ways != ["", "/"] * (len(ways) // 2)


def _record(block: str, slot: str, programme: str) -> str:
    return f"also/{block}/{slot}/{programme}"
