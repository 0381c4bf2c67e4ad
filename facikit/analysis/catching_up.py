"""What wins time when the day runs late, and how the next fixed time stands: facts to offer, nobody's decision.

What a designer has marked as ``can_cut`` wins its minutes; a step with an ``if_short`` wins what the facilitator makes
of it. Fixed times (lunch, a minister's talk) are what the rest of the day must give way to.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

import msgspec

from facikit.analysis.timing import MINUTE, Timed, instant_at
from facikit.library.shapes import Plan
from facikit.session.agenda import LiveBlock

WORTH_SAYING = 3
"""From so many minutes behind on, ways to win time are offered."""


class Saving(msgspec.Struct, frozen=True):
    """One way to win time: a block left out, which wins its minutes, or a step in its short form, in its words."""

    way: Literal["cut", "short"]
    block: str
    step: int
    title: str
    minutes: int = 0
    words: str = ""


class FixedTime(msgspec.Struct, frozen=True):
    """The next block whose start is fixed: when it will really start, and the minutes to spare before it."""

    block: str
    title: str
    at: str
    start: int
    late: int
    spare: int


def savings(
    blocks: Sequence[LiveBlock], here: tuple[str, int], short: Collection[tuple[str, int]] = ()
) -> list[Saving]:
    """Return what wins time from ``here`` (block and step) on, nearest first.

    Blocks to come that may be left out, and the short forms of the steps still to come in this block and the next.
    ``short`` are the steps (block, number) that are done in their short form already.
    """
    ids = [one.id for one in blocks]
    at = ids.index(here[0]) if here[0] in ids else -1
    coming = [one for one in blocks[at + 1 :] if not one.cut and one.started is None]
    near = [(blocks[at], here[1])] if at >= 0 and blocks[at].ended is None else []
    near += [(one, 0) for one in coming[:1]]
    found = []
    for block, first in near:
        for number, step in enumerate(block.steps):
            if number >= first and step.if_short and (block.id, number) not in short:
                title = step.title if len(block.steps) > 1 else block.title
                found.append(Saving("short", block.id, number, title or block.title, words=step.if_short))
    cuts = [
        Saving("cut", one.id, 0, one.title, minutes=one.minutes)
        for one in coming
        if one.planned.can_cut and one.minutes
    ]
    return [*cuts, *found]


def next_fixed(
    plan: Plan, blocks: Sequence[LiveBlock], times: Sequence[Timed], now: int, date: str = ""
) -> FixedTime | None:
    """Return the next fixed time still to come, by the forecast; None where there is none."""
    live = {one.id: one for one in blocks}
    free = now
    for timed in times:
        block = live.get(timed.block_id)
        if timed.state == "next" and timed.start is not None and block is not None and block.at:
            fixed = instant_at(plan, date or plan.date, block.at)
            late = (timed.start - fixed) // MINUTE  # whole minutes, as a clock without seconds shows them
            spare = round((fixed - free) / MINUTE)
            return FixedTime(block.id, block.title, block.at, timed.start, max(0, late), max(0, spare))
        free = max(free, timed.end or 0)
    return None
