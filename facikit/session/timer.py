"""Timers: one a step, stored as instants, so that a crash or a sleeping laptop loses no time."""

from __future__ import annotations

import msgspec

from facikit.session.agenda import LiveBlock
from facikit.session.clock import instant_of, text_of
from facikit.session.session import Change, Session

WHOLE_BLOCK = "block"
"""Stands for the step where a block has none."""


class Timer(msgspec.Struct, frozen=True):
    """A step's timer: seconds allowed, milliseconds used up to the last pause, and since when it runs."""

    block: str
    step: str
    length_s: int
    used_ms: int
    running_since: int | None

    @property
    def started(self) -> bool:
        """Whether it was ever started."""
        return self.running_since is not None or self.used_ms > 0


def timer(session: Session, block: str, step: str, minutes: int = 0) -> Timer:
    """Return the timer of a step; where there is none yet, one of ``minutes`` that has not been started."""
    record = session.records.get(f"timer/{block}/{step}")
    length, used = record.get("length_s"), record.get("used_ms")
    return Timer(
        block=block,
        step=step,
        length_s=length if isinstance(length, int) and length >= 0 else minutes * 60,
        used_ms=used if isinstance(used, int) and used >= 0 else 0,
        running_since=instant_of(record.text("running_since")) or None,
    )


def timer_of(session: Session, block: LiveBlock, step: int) -> Timer:
    """Return the timer of a step of ``block``, by its number from 0; one that is alone has all the block's minutes."""
    at = min(step, len(block.steps) - 1)
    if at < 0:
        return timer(session, block.id, WHOLE_BLOCK, block.minutes)
    minutes = block.steps[at].minutes if len(block.steps) > 1 else block.minutes
    return timer(session, block.id, block.steps[at].id, minutes)


def running(session: Session) -> list[Timer]:
    """Return every timer that runs."""
    ids = [record_id.split("/", 2) for record_id in session.records.of_kind("timer")]
    every = [timer(session, parts[1], parts[2]) for parts in ids if len(parts) == 3]
    return [one for one in every if one.running_since is not None]


def start(session: Session, one: Timer) -> None:
    """Start or go on."""
    if one.running_since is None:
        _put(session, one, {"running_since": text_of(session.clock.now()), "length_s": one.length_s})


def pause(session: Session, one: Timer) -> None:
    """Stop counting."""
    if one.running_since is not None:
        used = one.used_ms + max(0, session.clock.now() - one.running_since)
        _put(session, one, {"used_ms": used, "running_since": None})


def extend(session: Session, one: Timer, minutes: int) -> None:
    """Give so many minutes more."""
    _put(session, one, {"length_s": max(0, one.length_s + minutes * 60)})


def seconds_left(one: Timer, now: int) -> int:
    """Return the whole seconds left at the instant ``now``; below zero when it has run over."""
    used = one.used_ms + (max(0, now - one.running_since) if one.running_since is not None else 0)
    return -((used - one.length_s * 1000) // 1000)


def clock(seconds: int) -> str:
    """Return ``08:12``, from an hour on ``1:08:12``."""
    minutes, rest = divmod(max(0, seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes:02d}:{rest:02d}"


def _put(session: Session, one: Timer, fields: dict[str, object]) -> None:
    session.put([Change(f"timer/{one.block}/{one.step}", fields)])
