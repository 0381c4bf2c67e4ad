"""Running late, in words: what could win time, in one line and as a list, and how the next fixed time stands.

An offer: nothing is cut or shortened but by choosing it.
"""

from __future__ import annotations

from textual.content import Content

from facikit.analysis.catching_up import WORTH_SAYING, FixedTime, Saving, next_fixed, savings
from facikit.session import agenda
from facikit.session.replanning import cut as cut_block
from facikit.session.session import Session
from facikit.session.short_forms import is_short, take_short
from facikit.tui.screens.picker import Choice
from facikit.tui.screens.room import Day
from facikit.tui.text import cut

MOST = 3
"""How many ways to win time the line names; the list has them all."""


def ways(session: Session, day: Day, here: str, step: int) -> list[Saving]:
    """Return what could win time now; nothing as long as the day is hardly behind and the next fixed time holds."""
    late = fixed(day)
    if day.behind is None or max(day.behind, late.late if late is not None else 0) < WORTH_SAYING:
        return []
    short = {
        (block.id, number)
        for block in day.blocks
        for number, one in enumerate(block.steps)
        if is_short(session, block.id, one.id)
    }
    return savings(day.blocks, (here, step), short)


def fixed(day: Day) -> FixedTime | None:
    """Return the next fixed time, once the day has begun."""
    return next_fixed(day.plan, day.blocks, day.every, day.now, day.date) if day.behind is not None else None


def offer(day: Day, found: list[Saving], width: int) -> str:
    """Return the line that tells of it: "7 min behind: Coffee talk could be cut (15), Vote has a short form. ^u".

    The nearest of either kind comes first, and as many are named as ``width`` has room for; one at least.
    """
    if not found:
        return ""
    behind = f"{day.behind} min behind" if (day.behind or 0) >= WORTH_SAYING else "To win time"
    cuts, short = ([one for one in found if one.way == way] for way in ("cut", "short"))
    line = ""
    for one in [*cuts[:1], *short[:1], *cuts[1:], *short[1:]][:MOST]:
        how = f"could be cut ({one.minutes})" if one.way == "cut" else "has a short form"
        said = f"{behind}: {cut(one.title, 24)}" if not line else f"{line[:-4]}, {cut(one.title, 24)}"
        longer = f"{said} {how}. ^u"
        if line and Content(longer).cell_length > width:
            break
        line = longer
    return line


def fixed_words(day: Day) -> str:
    """Return how the next fixed time stands: "Lunch at 12:30 will start 12:41", or what there is to spare before it."""
    one = fixed(day)
    if one is None:
        return ""
    name = f"{cut(one.title, 24)} at {one.at}"
    if one.late:
        return f"{name} will start {day.clock(one.start)}."
    return f"{name}: {one.spare} min to spare before it." if one.spare else f"{name}: just in time."


def told(day: Day, found: list[Saving], width: int, *, wide: bool) -> list[str]:
    """Return the lines worth having now: a fixed time that will be late, what could win time, what there is to spare.

    A narrow screen has one line for it, and spares that as long as nothing is late.
    """
    next_one = fixed(day)
    late = next_one is not None and bool(next_one.late)
    if not wide:
        ways_out = " ^u: what could win time." if found else ""
        return [f"{fixed_words(day)}{ways_out}"] if late else [offer(day, found, width)]
    return [line for line in (fixed_words(day), offer(day, found, width)) if line]


def choices(found: list[Saving]) -> list[Choice]:
    """Return the ways to win time, to choose from."""
    return [
        Choice(f"{number}", f"Cut: {one.title}", f"wins {one.minutes} min")
        if one.way == "cut"
        else Choice(f"{number}", f"Short form: {one.title}", one.words)
        for number, one in enumerate(found)
    ]


def take(session: Session, one: Saving) -> str:
    """Win time this way; return what was done, in words."""
    if one.way == "cut":
        cut_block(session, one.block)
        return f"{cut(one.title, 40)} is cut: {one.minutes} min won. ^z brings it back."
    take_short(session, one.block, agenda.block(session, one.block).steps[one.step].id)
    return f"{cut(one.title, 40)}: the short form stands first on its card. ^z takes that back."
