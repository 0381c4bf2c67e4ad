"""Changing the agenda, before the day and on it: blocks put in, moved, cut, re-timed; the day's own title and start.

``session.yaml`` stays as it was made: each change is a record over it, taken back like any other. What is changed
before the first block starts becomes the plan that the day is measured against; what is changed afterwards does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as day

import msgspec

from facikit.errors import UserError
from facikit.library.shapes import Plan, PlannedBlock
from facikit.library.values import Item, slug
from facikit.session import agenda, order
from facikit.session.agenda import LiveBlock
from facikit.session.clock import text_of
from facikit.session.session import Change, Session
from facikit.session.voices import label_list

LONGEST = 1440
"""Minutes that a block may have: a day."""


def insert(session: Session, planned: PlannedBlock, after: str | None) -> LiveBlock:
    """Put a block into the agenda after another; None: first. Its id is its own, even where two do so unseen."""
    block_id = f"{slug(planned.id or planned.title, 'block')}-{session.ids.new(6)}"
    plan = msgspec.to_builtins(planned, str_keys=True)
    plan.pop("id", None)
    place = _place(session, after, agenda.blocks(session))
    session.put([Change(f"block/{block_id}", {"plan": plan, "position": place})])
    return agenda.block(session, block_id)


def move(session: Session, block_id: str, after: str | None) -> None:
    """Move a block to stand after another; None: first."""
    one = agenda.block(session, block_id)
    others = [other for other in agenda.blocks(session) if other.id != one.id]
    session.put([Change(f"block/{one.id}", {"position": _place(session, after, others)})])


def cut(session: Session, block_id: str, *, back: bool = False) -> None:
    """Leave a block out of the day; ``back`` takes it in again. What was captured in it stays."""
    session.put([Change(f"block/{agenda.block(session, block_id).id}", {"cut": not back})])


def retime(session: Session, block_id: str, minutes: int) -> None:
    """Give a block so many minutes; what follows moves along."""
    if not 0 <= minutes <= LONGEST:
        raise UserError(f"{minutes} minutes is no length for a block.", f"Give 0 to {LONGEST} minutes.")
    session.put([Change(f"block/{agenda.block(session, block_id).id}", {"minutes": minutes})])


def fix(session: Session, block_id: str, at: str) -> None:
    """Let a block start at a time of day, HH:MM; an empty one lets it follow on from what stands before it."""
    session.put([Change(f"block/{agenda.block(session, block_id).id}", {"at": time_of_day(at) if at.strip() else ""})])


def retitle(session: Session, block_id: str, title: str) -> None:
    """Give a block another title."""
    if not title.strip():
        raise UserError("A block needs a title.", "Type one, or leave it as it was.")
    session.put([Change(f"block/{agenda.block(session, block_id).id}", {"title": " ".join(title.split())})])


def change_day(session: Session, *, title: str = "", date: str = "", start: str = "", place: str = "") -> None:
    """Change what the day is called, when and where it is; what is left empty stays."""
    wanted: dict[str, str] = {}
    if title.strip():
        wanted["title"] = " ".join(title.split())
    if place.strip():
        wanted["place"] = " ".join(place.split())
    if start.strip():
        wanted["start"] = time_of_day(start)
    if date.strip():
        try:
            wanted["date"] = day.fromisoformat(date.strip()).isoformat()
        except ValueError:
            raise UserError(f"'{date}' is not a date.", "Write it as 2026-03-04.") from None
    if wanted:
        session.put([Change("session", dict(wanted))])


def time_of_day(text: str) -> str:
    """Return ``text`` as HH:MM: 9:30, 9.30 and 0930 are understood."""
    digits = text.strip().replace(".", ":")
    hour, colon, minute = digits.partition(":")
    if not colon and digits.isascii() and digits.isdigit() and len(digits) in (3, 4):
        hour, minute = digits[:-2], digits[-2:]
    elif not colon:
        minute = "00"
    known = hour.isascii() and hour.isdigit() and minute.isascii() and minute.isdigit() and len(minute) == 2
    if not known or int(hour) > 23 or int(minute) > 59:
        raise UserError(f"'{text.strip()}' is not a time of day.", "Write it as 09:30.")
    return f"{int(hour):02d}:{minute}"


def plan_now(session: Session) -> Plan:
    """Return the plan with everything that was changed laid over it: what a run sheet is printed from."""
    sets = {
        name: msgspec.structs.replace(one, names=tuple(Item(group.name, group.id) for group in found))
        if (found := agenda.groups(session, name))
        else one
        for name, one in session.plan.groups.items()
    }
    return msgspec.structs.replace(
        session.plan,
        title=agenda.title(session),
        date=agenda.date(session),
        start=agenda.start(session),
        place=agenda.place(session),
        groups=sets,
        labels=label_list(session),
        agenda=tuple(
            msgspec.structs.replace(one.planned, title=one.title, minutes=one.minutes, at=one.at, report=one.report)
            for one in agenda.blocks(session)
            if not one.cut
        ),
    )


def plan_of_the_day(session: Session) -> Plan:
    """Return the plan as it stood when the first block started: the file's, with what had been changed until then."""
    begun = min((one.started for one in agenda.blocks(session) if one.started is not None), default=None)
    limit = text_of(begun) if begun is not None else "~"
    key = (len(session.records.journal), limit)
    known, plan = session.views.get("plan of the day", (None, session.plan))
    if known != key:
        plan = _as_changed(session, limit)
        session.views["plan of the day"] = (key, plan)
    assert isinstance(plan, Plan)
    return plan


def _as_changed(session: Session, limit: str) -> Plan:
    """Return the plan with the changes made before ``limit``, a time as lines have it."""
    planned = session.plan.agenda
    standing = {one.id: (place, one) for one, place in zip(planned, order.after("", len(planned)), strict=True)}
    for one in agenda.blocks(session):
        said = _said(session, f"block/{one.id}", limit)
        if not said:
            continue
        place, block = standing.get(one.id, ("", one.planned))
        if one.id not in standing and "plan" not in said:
            continue
        minutes, at = said.get("minutes"), said.get("at")
        block = msgspec.structs.replace(
            block,
            minutes=minutes if isinstance(minutes, int) and 0 <= minutes <= LONGEST else block.minutes,
            at=(at or None) if isinstance(at, str) else block.at,
        )
        if said.get("cut") is True:
            standing.pop(one.id, None)
        else:
            standing[one.id] = (str(said.get("position") or place), block)
    start = _said(session, "session", limit).get("start")
    return msgspec.structs.replace(
        session.plan,
        start=start if isinstance(start, str) and start else session.plan.start,
        agenda=tuple(block for _, block in sorted(standing.values(), key=lambda pair: (pair[0], pair[1].id))),
    )


def _said(session: Session, record: str, limit: str) -> dict[str, object]:
    """Return the fields of a record as its lines before ``limit`` had them."""
    found: dict[str, object] = {}
    for line in session.records.lines_of(record):
        if line.t < limit:
            found |= line.set
    return found


def _place(session: Session, after: str | None, others: Sequence[LiveBlock]) -> str:
    """Return the position after a block, or before all."""
    if after is None:
        return order.between("", others[0].position if others else "")
    at = [one.id for one in others].index(agenda.block(session, after).id)
    return order.between(others[at].position, others[at + 1].position if at + 1 < len(others) else "")
