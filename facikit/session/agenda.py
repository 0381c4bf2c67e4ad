"""The agenda and the groups as they are now: the plan, with everything that changed on the day laid over it."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from facikit.library.kinds import Field
from facikit.library.shapes import PlannedBlock, ReportItem, Slot, Step
from facikit.library.values import From, slug
from facikit.session import order
from facikit.session.clock import instant_of, text_of
from facikit.session.printing import as_chosen
from facikit.session.records import Record
from facikit.session.session import Change, Session

TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d", re.ASCII)
PLENARY, INDIVIDUALS, PAIRS = "plenary", "individuals", "pairs"


class LiveBlock(msgspec.Struct, frozen=True):
    """A block as it is now. ``started`` and ``ended`` are instants."""

    id: str
    planned: PlannedBlock
    title: str
    minutes: int
    at: str | None
    cut: bool
    started: int | None
    ended: int | None
    position: str
    printed: tuple[ReportItem, ...] = ()
    """What the report prints of it, where staff have chosen a form; else empty."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """Its steps."""
        return self.planned.steps

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The places for prose in it."""
        return self.planned.write

    @property
    def report(self) -> tuple[ReportItem, ...]:
        """What the report prints of it."""
        return self.printed or self.planned.report

    @property
    def fields(self) -> list[Field]:
        """Everything that its steps capture, in order."""
        return [field for step in self.steps for field in step.capture]


class Group(msgspec.Struct, frozen=True):
    """One part of a group set."""

    id: str
    name: str
    set: str


ROOMS = {
    PLENARY: Group(PLENARY, "Plenary", ""),
    INDIVIDUALS: Group(INDIVIDUALS, "Individuals", ""),
    PAIRS: Group(PAIRS, "Pairs", ""),
}
"""The room as one group, and its people one by one: sets like any other, with one part."""


class Position(msgspec.Struct, frozen=True):
    """Where the room is: a block, and the number of a step in it from 0."""

    block: str
    step: int
    t: int
    lead: str


def title(session: Session) -> str:
    """Return the session's title as it is now."""
    return session.records.get("session").text("title") or session.plan.title


def date(session: Session) -> str:
    """Return the session's date as it is now, YYYY-MM-DD."""
    return session.records.get("session").text("date") or session.plan.date


def place(session: Session) -> str:
    """Return where the session takes place."""
    return session.records.get("session").text("place") or session.plan.place


def start(session: Session) -> str:
    """Return when the day starts as it is now, HH:MM."""
    return _time_in(session.records.get("session"), "start") or session.plan.start


def _time_in(record: Record, field: str) -> str:
    """Return the time of day in a field; nothing where what stands there is none."""
    text = record.text(field)
    return text if TIME.fullmatch(text) else ""


def labels(session: Session) -> list[str]:
    """Return the closed list of labels, as printed; those added on the day after the plan's own."""
    added = [session.records.get(record_id) for record_id in session.records.of_kind("label")]
    kept = sorted((one for one in added if not one.flag("deleted") and one.first is not None), key=_first_said)
    return [*(item.text for item in session.plan.labels), *(one.text("text") for one in kept if one.text("text"))]


def _first_said(record: Record) -> tuple[str, str]:
    return (record.first.t, record.first.id) if record.first is not None else ("", "")


def blocks(session: Session) -> list[LiveBlock]:
    """Return every block in today's order, those that were cut among them."""
    planned = session.plan.agenda
    live = [_live(session, block, place) for block, place in zip(planned, order.after("", len(planned)), strict=True)]
    known = {block.id for block in planned}
    for record_id in session.records.of_kind("block"):
        block_id = record_id.removeprefix("block/")
        if block_id not in known:
            inserted = _inserted(block_id, session.records.get(record_id))
            if inserted is not None:
                live.append(_live(session, inserted, "z"))
    return sorted(live, key=lambda block: (block.position, block.id))


def nameless(session: Session) -> set[str]:
    """Return the ids of the blocks that keep no names, those put in on the day among them."""
    found = {one.id for one in session.plan.agenda if one.anonymous}
    for record_id in session.records.of_kind("block"):
        plan = session.records.get(record_id).get("plan")
        if isinstance(plan, dict) and plan.get("anonymous") is True:
            found.add(record_id.removeprefix("block/"))
    return found


def block(session: Session, block_id: str) -> LiveBlock:
    """Return the block with this id."""
    for one in blocks(session):
        if one.id == block_id:
            return one
    from facikit.session.meaning import unknown

    ids = [one.id for one in blocks(session)]
    raise unknown("block", block_id, [f"'{one_id}'" for one_id in ids], near=ids)


def groups(session: Session, set_name: str) -> list[Group]:
    """Return the groups of a set as they are now: renamed and added ones minded.

    One that was taken away stands at the end, under its name, as long as anything that was captured points to it.
    """
    planned = session.plan.groups.get(set_name)
    items = list(planned.names) if planned else []
    if planned is not None and planned.from_:
        from facikit.session.taking import items as taken

        # Named after what an earlier block brought: a theme renamed later renames its group.
        items += taken(session, From(from_=planned.from_, take=planned.take))
    found: list[tuple[str, Group]] = []
    gone: list[Group] = []

    def place(record: Record, group: Group, usual: str) -> None:
        if record.flag("deleted"):
            gone.append(group)
        else:
            found.append((record.text("position") or usual, group))

    for item, usual in zip(items, order.after("", len(items)), strict=True):
        record = session.records.get(f"group/{item.id}")
        place(record, Group(item.id, record.text("name") or item.text, set_name), usual)
    known = {item.id for item in items}
    for record_id in session.records.of_kind("group"):
        record, group_id = session.records.get(record_id), record_id.removeprefix("group/")
        if group_id not in known and record.text("set") == set_name:
            known.add(group_id)
            place(record, Group(group_id, record.text("name") or group_id, set_name), "z")
    if planned is not None and planned.from_:
        gone += _made_once(session, set_name, known)
    kept = [group for group in gone if _is_pointed_to(session, group.id)]
    return [*(group for _, group in sorted(found, key=lambda pair: (pair[0], pair[1].id))), *kept]


def _made_once(session: Session, set_name: str, known: set[str]) -> list[Group]:
    """Return groups that worked in the set's blocks and whose theme or response does not make a group any more."""
    from facikit.session.responses import responses

    made = []
    here = [one.id for one in session.plan.agenda if one.groups == set_name]
    for group_id in dict.fromkeys(one.group for block_id in here for one in responses(session, block_id)):
        of_theme = session.records.get(f"theme/{group_id}").text("name")
        name = of_theme or session.records.get(f"response/{group_id}").text("text")
        if group_id not in known and name:
            made.append(Group(group_id, name, set_name))
    return made


def _is_pointed_to(session: Session, group_id: str) -> bool:
    """Tell whether an entry, a count or a mark belongs to the group."""
    from facikit.session.responses import responses

    if any(one.group == group_id for one in responses(session)):
        return True
    at = {"tally": 3, "mark": 5}
    return any(
        record_id.split("/")[at[kind] : at[kind] + 1] == [group_id] and session.records.get(record_id).values
        for kind in at
        for record_id in session.records.of_kind(kind)
    )


def groups_of(session: Session, block_id: str) -> list[Group]:
    """Return the groups at work on a block; the whole room, or its individuals, stand as one group."""
    one = block(session, block_id).planned
    wanted = one.groups or one.setting
    if one.groups in session.plan.groups:
        return groups(session, one.groups) or [ROOMS[PLENARY]]
    if wanted == "groups":
        # Groups that are made of what an earlier block brought are for the blocks that ask for them.
        usual = next((name for name, group_set in session.plan.groups.items() if not group_set.from_), "")
        return groups(session, usual) or [ROOMS[PLENARY]]
    return [ROOMS.get(wanted, ROOMS[PLENARY])]


def position(session: Session) -> Position | None:
    """Return where the lead has stepped to; None before the first step. The latest step of any lead counts."""
    found = [session.records.get(record_id) for record_id in session.records.of_kind("position")]
    latest = max(found, key=lambda record: (record.last.t, record.last.id) if record.last else ("", ""), default=None)
    if latest is None or latest.last is None:
        return None
    step = latest.get("step", 0)
    return Position(
        block=latest.text("block"),
        step=step if isinstance(step, int) and step >= 0 else 0,
        t=instant_of(latest.last.t),
        lead=latest.id.removeprefix("position/"),
    )


def go(session: Session, block_id: str, step: int = 0) -> None:
    """Take the room to a step. The block that is left ends now; the block that is entered starts, unless it had."""
    now = text_of(session.clock.now())
    changes = [Change(f"position/{slug(session.who, 'lead')}", {"block": block_id, "step": step})]
    before = position(session)
    if before is not None and before.block and before.block != block_id:
        changes.append(Change(f"block/{before.block}", {"ended": now}))
    entered: dict[str, Any] = {}
    record = session.records.get(f"block/{block_id}")
    if not record.get("started"):
        entered["started"] = now
    if record.get("ended"):
        entered["ended"] = None
    if entered:
        changes.append(Change(f"block/{block_id}", entered))
    session.put(changes)


def finish(session: Session) -> None:
    """End the last block: the room is done. Where it is stays written down, and going anywhere opens it again."""
    here = position(session)
    if here is not None and not session.records.get(f"block/{here.block}").get("ended"):
        session.put([Change(f"block/{here.block}", {"ended": text_of(session.clock.now())})])


def is_over(session: Session) -> bool:
    """Tell whether the room has gone beyond the last step of the day."""
    here = position(session)
    left = [one for one in blocks(session) if not one.cut]
    return here is not None and bool(left) and left[-1].id == here.block and left[-1].ended is not None


def look_at(session: Session, block_id: str, step: int = 0) -> None:
    """Be at a step without the room having gone there: no block starts or ends by it. For days that are long over."""
    session.put([Change(f"position/{slug(session.who, 'lead')}", {"block": block_id, "step": step})])


def next_step(session: Session) -> Position | None:
    """Go one step on; into the next block that is not cut after the last step. None at the end."""
    return _walk(session, 1)


def previous_step(session: Session) -> Position | None:
    """Go one step back. None at the beginning."""
    return _walk(session, -1)


def _walk(session: Session, by: int) -> Position | None:
    stations = [(one.id, step) for one in blocks(session) if not one.cut for step in range(max(1, len(one.steps)))]
    here = position(session)
    if not stations:
        return None
    if here is None:
        target = 0 if by > 0 else -1
    elif (here.block, here.step) in stations:
        target = stations.index((here.block, here.step)) + by
    else:
        same = [at for at, (block_id, _) in enumerate(stations) if block_id == here.block]
        target = same[-1] + by if same else 0
    if not 0 <= target < len(stations):
        return None
    go(session, *stations[target])
    return position(session)


def _live(session: Session, planned: PlannedBlock, place: str) -> LiveBlock:
    record = session.records.get(f"block/{planned.id}")
    minutes = record.get("minutes", planned.minutes)
    return LiveBlock(
        id=planned.id,
        planned=planned,
        title=record.text("title") or planned.title,
        minutes=minutes if isinstance(minutes, int) and minutes >= 0 else planned.minutes,
        at=(_time_in(record, "at") or None) if record.get("at") is not None else planned.at,
        cut=record.flag("cut"),
        started=instant_of(record.text("started")) or None,
        ended=instant_of(record.text("ended")) or None,
        position=record.text("position") or place,
        printed=as_chosen(session, planned),
    )


def _inserted(block_id: str, record: Record) -> PlannedBlock | None:
    """Return a block that was put in on the day; None where the record only changes a planned one."""
    plan = record.get("plan")
    if not isinstance(plan, dict):
        return None
    try:
        return msgspec.convert({**plan, "id": block_id}, PlannedBlock, strict=False)
    except msgspec.ValidationError:
        return PlannedBlock(id=block_id, title=record.text("title") or block_id)
