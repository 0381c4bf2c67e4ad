"""When a timer rings: five and two minutes before its end, and at zero. Once each, whatever the clock does.

A laptop that has slept through all of it rings once, for the last. A clock that is set back after a moment was really
reached does not ring for it again; one that had leapt ahead, rung, and is set right again, does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from textual.app import App

from facikit.session import agenda
from facikit.session.session import Session
from facikit.session.timer import Timer, running, seconds_left, timer_of
from facikit.tui.text import cut
from facikit.tui.widgets.timer_line import TimerLine

if TYPE_CHECKING:
    from facikit.tui.desk import Desk

WARNINGS = {300: 600, 120: 300, 0: 0}
"""Rings at so many seconds left, where the timer has at least so many in all."""
NOT_YET = 1 << 30
LEAP_MS = 30_000
"""Looks that lie further apart than this have a sleep, or a clock that was set, between them."""
OVER_LONG_MS = 12 * 3600 * 1000
"""A timer that has run for longer was forgotten on another day."""


class _Heard(msgspec.Struct, frozen=True):
    """A timer as last looked at, and the least of ``WARNINGS`` that is behind it."""

    length_s: int
    level: int
    looked: int
    by_leap: bool = False


class Ringer:
    """Tells when to ring. It knows what was rung for; one for each desk."""

    def __init__(self) -> None:
        self._heard: dict[tuple[str, str], _Heard] = {}

    def look(self, timer: Timer, now: int) -> int | None:
        """Return the seconds of the warning to ring for now; None for silence.

        To be asked when a timer that runs begins, and from then on about once a second.
        """
        key = timer.block, timer.step
        left = seconds_left(timer, now)
        due = min((at for at, least in WARNINGS.items() if timer.length_s >= least and left <= at), default=NOT_YET)
        before = self._heard.get(key)
        now_heard = _Heard(timer.length_s, due, now)
        if before is None or before.length_s != timer.length_s:
            self._heard[key] = now_heard  # begun, or given more time: from here on
            return None
        if due < before.level:
            self._heard[key] = msgspec.structs.replace(now_heard, by_leap=now - before.looked > LEAP_MS)
            return due
        if due > before.level and not (before.by_leap and now < before.looked):
            now_heard = msgspec.structs.replace(before, looked=now)  # really reached once, and the clock set back since
        else:
            now_heard = msgspec.structs.replace(now_heard, by_leap=before.by_leap)
        self._heard[key] = now_heard
        return None

    def forget_all_but(self, kept: list[Timer]) -> None:
        """Forget the timers that do not run: one that goes on later is as good as new."""
        keys = {(one.block, one.step) for one in kept}
        self._heard = {key: heard for key, heard in self._heard.items() if key in keys}


def at_work(session: Session, now: int) -> list[Timer]:
    """Return the timers that run, the one that ends first before the others; what is left of other days is none."""
    found = [
        one for one in running(session) if one.running_since is not None and now - one.running_since < OVER_LONG_MS
    ]
    return sorted(found, key=lambda one: seconds_left(one, now))


def named(session: Session, timer: Timer) -> str:
    """Return the title of the step that a timer is of."""
    block = next((one for one in agenda.blocks(session) if one.id == timer.block), None)
    if block is None:
        return "a step that is gone"
    step = next((one.title for one in block.steps if one.id == timer.step and len(block.steps) > 1), "")
    return cut(step or block.title, 30)


def ring(app: App[None], desk: Desk) -> None:
    """Ring where it is time: bell, words, and a flash of the timers in sight."""
    if desk.open is None or not desk.leads:
        return
    session, now = desk.open, desk.open.clock.now()
    timers = running(session)
    desk.ringer.forget_all_but(timers)
    for timer in timers:
        at = desk.ringer.look(timer, now)
        if at is None:
            continue
        if not desk.muted:
            app.bell()
        words = f"{at // 60} minutes left." if at else "Time is up."
        words = words if is_here(session, timer) else f"{named(session, timer)}: {words}"
        app.notify(words, severity="information" if at else "warning", timeout=10, markup=False)
        for line in app.screen.query(TimerLine):
            line.flash()


def is_here(session: Session, timer: Timer) -> bool:
    """Tell whether a timer is of the step where the room is."""
    here = agenda.position(session)
    block = next((one for one in agenda.blocks(session) if here is not None and one.id == here.block), None)
    if here is None or block is None:
        return False
    now = timer_of(session, block, here.step)
    return (now.block, now.step) == (timer.block, timer.step)
