"""The day as it was planned, as it went, and as it will go on from here.

What was planned comes from the plan alone, so cutting a block or giving it fewer minutes is seen to win time back. What
is to come follows on from what has happened: each block after the one before it, not before now, and never before a
fixed time of its own. All times are instants, in milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from facikit.library.shapes import Plan
from facikit.session.agenda import LiveBlock

State = Literal["done", "now", "next", "skipped", "cut"]
MINUTE = 60_000


class Timed(msgspec.Struct, frozen=True):
    """One block's times. ``start`` and ``end`` are what happened as far as it has, and the forecast from there on.

    A block that was put in on the day has no planned times; one that was cut or passed over has no others.
    """

    block_id: str
    planned_start: int | None
    planned_end: int | None
    start: int | None
    end: int | None
    state: State


def timeline(plan: Plan, blocks: Sequence[LiveBlock], now: int, date: str = "") -> list[Timed]:
    """Return the times of ``blocks``, in their order of today. ``date`` counts instead of the plan's own."""
    day = date or plan.date
    planned = _planned(plan, day)
    reached = max((at for at, block in enumerate(blocks) if block.started is not None), default=-1)
    free = now if reached >= 0 else max(now, instant_at(plan, day, plan.start))
    made = []
    for at, block in enumerate(blocks):
        begins = max(free, instant_at(plan, day, block.at)) if block.at else free
        start, end, state = _live(block, begins, now, passed=at < reached)
        free = max(free, end or 0)
        planned_start, planned_end = planned.get(block.id, (None, None))
        made.append(Timed(block.id, planned_start, planned_end, start, end, state))
    return made


def minutes_behind(times: Sequence[Timed]) -> int:
    """Return how many minutes the day is behind its plan; below zero when it is ahead.

    Measured at the end of the block that is running, else where the next one starts, else at the end of the day.
    """
    known = [one for one in times if one.planned_start is not None and one.start is not None]
    running = [one for one in known if one.state == "now"]
    coming = [one for one in known if one.state == "next"]
    done = [one for one in known if one.state == "done"]
    if running:
        return _minutes(running[-1].end, running[-1].planned_end)
    if coming:
        return _minutes(coming[0].start, coming[0].planned_start)
    return _minutes(done[-1].end, done[-1].planned_end) if done else 0


def ends_at(times: Sequence[Timed]) -> int | None:
    """Return when the day ends, by the forecast; None where there is nothing in it."""
    return max((one.end for one in times if one.end is not None), default=None)


def instant_at(plan: Plan, date: str, time: str) -> int:
    """Return the instant of a time of day, HH:MM, in the plan's zone."""
    try:
        zone: ZoneInfo | None = ZoneInfo(plan.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = None
    hour, _, minute = time.partition(":")
    try:
        moment = datetime.fromisoformat(date).replace(hour=int(hour), minute=int(minute), tzinfo=zone or UTC)
    except ValueError:
        return 0
    return int(moment.timestamp()) * 1000


def _planned(plan: Plan, date: str) -> dict[str, tuple[int, int]]:
    cursor = instant_at(plan, date, plan.start)
    made = {}
    for block in plan.agenda:
        start = instant_at(plan, date, block.at) if block.at else cursor
        cursor = start + block.minutes * MINUTE
        made[block.id] = (start, cursor)
    return made


def _live(block: LiveBlock, begins: int, now: int, *, passed: bool) -> tuple[int | None, int | None, State]:
    """Return start, end and state of a block that would begin at ``begins`` if it has not yet."""
    if block.started is not None and block.ended is not None:
        return block.started, block.ended, "done"
    if block.started is not None:
        return block.started, max(block.started + block.minutes * MINUTE, now), "now"
    if block.cut or passed:
        return None, None, "cut" if block.cut else "skipped"
    return begins, begins + block.minutes * MINUTE, "next"


def _minutes(instant: int | None, planned: int | None) -> int:
    if instant is None or planned is None:
        return 0
    return round((instant - planned) / MINUTE)
