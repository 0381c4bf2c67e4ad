"""Responses: what the groups say, one captured item each."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable
from typing import Any

import msgspec

from facikit.errors import UserError
from facikit.library.kinds import PledgeField
from facikit.session import order
from facikit.session.agenda import blocks, nameless
from facikit.session.records import Record
from facikit.session.session import Change, Session
from facikit.session.words import cleaned

Place = tuple[str, str, str]
"""(block, field, group)."""


class Response(msgspec.Struct, frozen=True):
    """One captured item. ``kind`` is point, quote, observation or count; ``cells`` is by column id."""

    id: str
    block: str
    field: str
    group: str
    kind: str
    text: str
    label: str
    category: str
    parent: str
    """In a mind map: the response that it hangs on."""
    cells: dict[str, str]
    count: int | None
    media: str
    description: str
    off_record: bool
    highlight: bool
    set_aside: bool
    position: str
    who: str
    t: str
    line: str
    versions: int
    sheet: str = ""
    """The sheet of paper that it was typed from afterwards."""
    set_aside_because: str = ""
    """Why it was set aside, where somebody said so."""
    wording: str = ""
    """How staff have it quoted; empty where it is quoted as it was said. The words in ``text`` stay as they are."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A response before it is added."""

    block: str
    field: str
    group: str = ""
    text: str = ""
    kind: str = "point"
    label: str = ""
    category: str = ""
    parent: str = ""
    cells: dict[str, str] = {}
    count: int | None = None
    media: str = ""
    description: str = ""
    sheet: str = ""
    id: str = ""
    """Given where another draft of the same act must name it; else drawn."""


class _Index:
    """Every response by its place, kept up to date line by line."""

    def __init__(self) -> None:
        self.read = 0
        self.every: dict[str, Response] = {}
        self.places: dict[Place, dict[str, Response]] = {}
        self.sorted: dict[Place, list[Response]] = {}
        self.unordered: set[str] = set()
        """The blocks that keep no names: no list of theirs shows the order of entry."""

    def update(self, session: Session) -> None:
        journal = session.records.journal
        if self.read == len(journal):
            return
        fresh = journal[self.read :]
        touched = {record_id for record_id in fresh if record_id.startswith("response/")}
        if self.read == 0 or any(record_id.startswith("block/") for record_id in fresh):
            self.unordered = nameless(session)
            self.sorted.clear()
        self.read = len(journal)
        for record_id in touched:
            self._place(record_id.removeprefix("response/"), session.records.get(record_id))

    def _place(self, response_id: str, record: Record) -> None:
        before = self.every.pop(response_id, None)
        if before is not None:
            spot = (before.block, before.field, before.group)
            del self.places[spot][response_id]
            if spot in self.sorted:
                key = self.key(spot[0])
                del self.sorted[spot][bisect_left(self.sorted[spot], key(before), key=key)]
        if record.flag("deleted") or not record.text("block") or not record.text("field"):
            return
        now = _response(response_id, record)
        spot = (now.block, now.field, now.group)
        self.every[response_id] = now
        self.places.setdefault(spot, {})[response_id] = now
        if spot in self.sorted:
            insort(self.sorted[spot], now, key=self.key(spot[0]))

    def at(self, spot: Place) -> list[Response]:
        found = self.sorted.get(spot)
        if found is None:
            here = self.places.get(spot, {}).values()
            found = self.sorted[spot] = sorted(here, key=self.key(spot[0]))
        return found

    def last_position(self, spot: Place) -> str:
        """Return the position at the end of a place; empty where nothing is there."""
        here = self.at(spot)
        if spot[0] in self.unordered:
            return max((one.position for one in here), default="")
        return here[-1].position if here else ""

    def key(self, block: str) -> Callable[[Response], tuple[str, ...]]:
        """Return what the responses of a block stand in order by."""
        return _by_wording if block in self.unordered else _by_position


def responses(session: Session, block: str = "", field: str = "", group: str = "") -> list[Response]:
    """Return the responses of a block, a field, a group, or all; deleted ones left out.

    Within one place (block, field, group) they stand in the order of the flipchart; in a block that keeps no names, by
    their wording.
    """
    index = _index(session)
    if block and field and group:
        return list(index.at((block, field, group)))
    spots = [
        spot
        for spot in sorted(index.places)
        if block in ("", spot[0]) and field in ("", spot[1]) and group in ("", spot[2])
    ]
    return [one for spot in spots for one in index.at(spot)]


def response(session: Session, response_id: str) -> Response:
    """Return one response by its id, or by enough of it to be the only one."""
    index = _index(session)
    found = index.every.get(response_id)
    if found is not None:
        return found
    near = [one for one_id, one in index.every.items() if response_id and one_id.startswith(response_id)]
    if len(near) == 1:
        return near[0]
    raise UserError(
        f"There is no response '{response_id}' in this session.",
        "'facikit trace SESSION BLOCK.FIELD' lists them with their ids.",
    )


def in_order(session: Session, response_ids: Iterable[str]) -> list[Response]:
    """Return these responses in the order of ``responses``; those that are not there, or deleted, are left out."""
    index = _index(session)
    here = [index.every[response_id] for response_id in response_ids if response_id in index.every]
    return sorted(here, key=lambda one: (one.block, one.field, one.group, *index.key(one.block)(one)))


def add(session: Session, *drafts: Draft) -> list[Response]:
    """Add responses at the end of their places, as one change; a paste of many lines is one."""
    index = _index(session)
    last: dict[Place, str] = {}
    changes = []
    ids = []
    for draft in drafts:
        spot = (draft.block, draft.field, draft.group)
        if spot not in last:
            last[spot] = index.last_position(spot)
        last[spot] = order.between(last[spot])
        response_id = draft.id or session.ids.new(12)
        ids.append(response_id)
        changes.append(Change(f"response/{response_id}", {**_fields(draft), "position": last[spot]}))
    block = drafts[0].block if drafts else ""
    session.put(changes, anonymous=_anonymous(session, block))
    index.update(session)
    return [index.every[response_id] for response_id in ids]


def edit(session: Session, response_id: str, *, seen: Collection[str] | None = None, **fields: Any) -> Response:
    """Change fields of a response. ``seen`` as in ``Session.put``."""
    one = response(session, response_id)
    fields = {name: cleaned(value) if isinstance(value, str) else value for name, value in fields.items()}
    session.put([Change(f"response/{one.id}", fields)], anonymous=_anonymous(session, one.block), seen=seen)
    return response(session, one.id)


def mark(session: Session, name: str, on: bool, *response_ids: str, because: str = "") -> None:
    """Set ``highlight``, ``set_aside`` or ``off_record`` of responses of one block, or take it away, as one change.

    ``because`` says why they are set aside; it goes when they count again.
    """
    found = [response(session, response_id) for response_id in response_ids]
    reason = cleaned(because).strip() if on else ""
    changes = []
    for one in found:
        fields: dict[str, Any] = {} if getattr(one, name) is on else {name: True if on else None}
        # What was said when it was set aside another time is no reason for this one.
        stored = session.records.get(f"response/{one.id}").text("set_aside_because")
        if name == "set_aside" and reason != stored and (reason or not (on and one.set_aside)):
            fields["set_aside_because"] = reason or None
        if fields:
            changes.append(Change(f"response/{one.id}", fields))
    session.put(changes, anonymous=_anonymous(session, found[0].block) if found else "")


def delete(session: Session, *response_ids: str) -> None:
    """Take responses out of sight. Their words stay in the log and come back with undo."""
    found = [response(session, response_id) for response_id in response_ids]
    changes = [Change(f"response/{one.id}", {"deleted": True}) for one in found]
    session.put(changes, anonymous=_anonymous(session, found[0].block) if found else "")


def move(session: Session, response_id: str, after: str | None) -> Response:
    """Place a response behind another of its place; None: at the front."""
    one = response(session, response_id)
    here = [other for other in _index(session).at((one.block, one.field, one.group)) if other.id != one.id]
    at = 0 if after is None else [other.id for other in here].index(response(session, after).id) + 1
    low = here[at - 1].position if at else ""
    high = here[at].position if at < len(here) else ""
    return edit(session, one.id, position=order.between(low, high))


def private(session: Session) -> set[tuple[str, str]]:
    """Return the fields, with their blocks, whose words nobody but their writer is to read."""
    return {(one.id, field.field) for one in blocks(session) for field in one.fields if isinstance(field, PledgeField)}


def _index(session: Session) -> _Index:
    index = session.views.get("responses")
    if not isinstance(index, _Index):
        index = session.views["responses"] = _Index()
    index.update(session)
    return index


def _by_position(one: Response) -> tuple[str, ...]:
    return one.position, one.id


def _by_wording(one: Response) -> tuple[str, ...]:
    return one.text.casefold(), *one.cells.values(), one.id


def _anonymous(session: Session, block: str) -> str:
    return block if block in nameless(session) else ""


def _fields(draft: Draft) -> dict[str, Any]:
    """Return what a new response says: block and field always, the rest only where it says something."""
    fields: dict[str, Any] = {"block": draft.block, "field": draft.field, "group": draft.group, "kind": draft.kind}
    for name in ("text", "label", "category", "parent", "media", "description", "sheet"):
        value = cleaned(getattr(draft, name))
        if value:
            fields[name] = value
    if draft.cells:
        fields["cells"] = {column: cleaned(text) for column, text in draft.cells.items()}
    if draft.count is not None:
        fields["count"] = draft.count
    return fields


def _response(response_id: str, record: Record) -> Response:
    cells = record.get("cells", {})
    count = record.get("count")
    first, last = record.first, record.last
    return Response(
        id=response_id,
        block=record.text("block"),
        field=record.text("field"),
        group=record.text("group"),
        kind=record.text("kind") or "point",
        text=record.text("text"),
        label=record.text("label"),
        category=record.text("category"),
        parent=record.text("parent"),
        cells={str(k): v if isinstance(v, str) else str(v) for k, v in cells.items()}
        if isinstance(cells, dict)
        else {},
        count=count if isinstance(count, int) else None,
        media=record.text("media"),
        description=record.text("description"),
        off_record=record.flag("off_record"),
        highlight=record.flag("highlight"),
        set_aside=record.flag("set_aside"),
        position=record.text("position"),
        who=first.who if first else "",
        t=first.t if first else "",
        line=last.id if last else "",
        versions=record.versions,
        sheet=record.text("sheet"),
        set_aside_because=record.text("set_aside_because") if record.flag("set_aside") else "",
        wording=record.text("wording"),
    )
