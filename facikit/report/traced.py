"""What a trace tells: of a thing in a report, where it came from. Plain data, the same for reading and for JSON.

What keeps no names shows no writer and no time. The words of what is off the record, and those of pledges, come along
only where they are asked for; that there is something is always told.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypedDict

import msgspec

from facikit.library.values import Item
from facikit.session.agenda import blocks, groups, groups_of, nameless
from facikit.session.lines import Line
from facikit.session.records import Record
from facikit.session.responses import Response, private
from facikit.session.session import Session


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing: what it is, its words, where it stands, who put it there and when, what is to be known of it.

    ``number`` is a count, ``t`` UTC. ``notes`` are short sentences. ``parts`` lead on: titles, and what stands there.
    """

    kind: str
    id: str = ""
    words: str = ""
    where: str = ""
    group: str = ""
    label: str = ""
    who: str = ""
    t: str = ""
    number: int | None = None
    notes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


class Part(msgspec.Struct, frozen=True):
    """Things that belong together, under a title."""

    title: str
    found: tuple[Told, ...]


class Signed(TypedDict, total=False):
    """Who put something there, and when; empty where that is not kept."""

    who: str
    t: str


class Scene:
    """A session, and what the whole trace needs of it: groups by name, who keeps no names, what may be told."""

    def __init__(self, session: Session, *, off_record: bool = False) -> None:
        self.session = session
        self.off_record = off_record
        self.blocks = blocks(session)
        self.nameless = nameless(session)
        self.private = private(session)
        every = [group for name in session.plan.groups for group in groups(session, name)]
        every += [group for one in self.blocks for group in groups_of(session, one.id)]
        self.groups = {group.id: group.name for group in every}

    def group(self, group_id: str) -> str:
        """Return a group's name."""
        return self.groups.get(group_id, group_id)

    def signed(self, line: Line | None, block: str = "") -> Signed:
        """Return who wrote a line and when; nothing for one of a block that keeps no names."""
        return {} if line is None or block in self.nameless else {"who": line.who, "t": line.t}

    def hides(self, record: Record) -> bool:
        """Tell whether what a response says is not for every eye: it is off the record, or a pledge."""
        return record.flag("off_record") or (record.text("block"), record.text("field")) in self.private

    def tells(self, *, hidden: bool) -> bool:
        """Tell whether words may be told, and who they are attributed to; ``hidden``: they are not for every eye."""
        return self.off_record or not hidden

    def said(self, text: str, cells: Any, *, hidden: bool) -> str:
        """Return words as they may be told here."""
        if not self.tells(hidden=hidden):
            return ""
        row = cells.values() if isinstance(cells, dict) else ()
        return " · ".join(str(part) for part in (text, *row) if part)

    def brief(self, one: Response, *more: str) -> Told:
        """Return a response in short; ``more`` are further notes."""
        record = self.session.records.get(f"response/{one.id}")
        hidden = self.hides(record)
        marks = (
            "off the record" if one.off_record else "",
            "a pledge is private: reports say how many" if hidden and not one.off_record else "",
            aside(one) if self.tells(hidden=hidden) else "set aside" if one.set_aside else "",
            "chosen as a quote" if one.highlight else "",
            "quoted in an edited wording" if one.wording else "",
            f"stands in {one.versions} wordings" if one.versions > 1 else "",
        )
        return Told(
            "response",
            one.id,
            self.said(one.text or one.description or one.media, one.cells, hidden=hidden),
            f"{one.block}.{one.field}",
            self.group(one.group),
            one.label if self.tells(hidden=hidden) else "",
            **self.signed(record.first, one.block),
            number=one.count,
            notes=noted(*marks, *more),
        )


def aside(one: Response) -> str:
    """Return that a response is set aside, and why."""
    if not one.set_aside:
        return ""
    return f"set aside: {one.set_aside_because}" if one.set_aside_because else "set aside"


def noted(*notes: str) -> tuple[str, ...]:
    """Return the notes that say something."""
    return tuple(note for note in notes if note)


def parted(*parts: tuple[str, Iterable[Told]]) -> tuple[Part, ...]:
    """Return the parts that hold something."""
    made = [Part(title, tuple(found)) for title, found in parts]
    return tuple(part for part in made if part.found)


def named(items: Iterable[Item]) -> dict[str, str]:
    """Return items by id, with their words."""
    return {item.id: item.text for item in items}
