"""The room's screen as data: the question, the time, what was counted and may be seen. Nothing else is ever in it.

Whatever shows it (a page in a browser, a terminal) takes its words from here, so that what is not here cannot be shown:
no entry, no name, nothing that is for the facilitator to say or to watch for.
"""

from __future__ import annotations

import re
from datetime import date as day
from typing import Literal

import msgspec
from msgspec.structs import replace

from facikit.analysis.seen import Result, Row, seen
from facikit.analysis.timing import MINUTE, Timed, ends_at, timeline
from facikit.session import agenda
from facikit.session.agenda import LiveBlock
from facikit.session.replanning import plan_of_the_day
from facikit.session.room_screen import is_blank
from facikit.session.session import Session
from facikit.session.timer import Timer, clock, seconds_left, timer_of
from facikit.session.words import cleaned

Kind = Literal["before", "step", "break", "after", "blank"]
EMPHASIS = re.compile(r"(\*{1,2})(?=\S)(.+?)(?<=\S)\1")


class Countdown(msgspec.Struct, frozen=True):
    """A step's timer. ``ends`` is the instant of zero while it runs, 0 while it stands; ``left_s`` is what is left."""

    state: Literal["ready", "running", "paused"]
    left_s: int
    ends: int = 0
    minutes: str = ""


class Scene(msgspec.Struct, frozen=True):
    """What the room sees: a small line above, the large words, lines below, the timer, the clock, the counts."""

    kind: Kind
    above: str = ""
    words: str = ""
    below: tuple[str, ...] = ()
    timer: Countdown | None = None
    results: tuple[Result, ...] = ()
    clock: str = ""
    coming: str = ""


BLANK = Scene("blank")


def scene(session: Session, now: int) -> Scene:
    """Return what the room sees at the instant ``now``."""
    if is_blank(session):
        return BLANK
    here = agenda.position(session)
    blocks = agenda.blocks(session)
    block = next((one for one in blocks if here is not None and one.id == here.block), None)
    if here is None or block is None:
        return _before(session, now)
    if agenda.is_over(session):
        return Scene("after", words=_line(agenda.title(session)), below=("That was the last step. Thank you.",))
    today = f"{session.local(now):%Y-%m-%d}" == agenda.date(session)
    times = timeline(plan_of_the_day(session), blocks, now, agenda.date(session)) if today else []
    timer = _countdown(timer_of(session, block, here.step), now)
    around = Scene("step", timer=timer, clock=_clock(session, now), coming=_coming(session, blocks, times))
    if block.planned.kind == "break":
        back = _back(block, blocks, times, timer)
        words = f"Back at {_clock(session, back)}" if back else _line(block.title)
        if timer is not None and timer.state == "ready":
            timer = None  # when it ends is said in large letters already
        return replace(around, kind="break", above=_line(block.title) if back else "", words=words, timer=timer)
    step = block.steps[min(here.step, len(block.steps) - 1)] if block.steps else None
    title = _line(block.title)
    words = _question(step.ask) if step is not None and step.ask.strip() else ""
    words = words or (_line(step.title) if step is not None and len(block.steps) > 1 else "") or title
    above = title if words.casefold() != title.casefold() else ""
    return replace(around, above=above, words=words, results=seen(session, block, here.step))


def spoken(shown: Scene, now: int) -> list[str]:
    """Return the scene as plain lines, for where there is no screen to lay it out on."""
    lines = [shown.above, *shown.words.splitlines(), *shown.below]
    lines.append(time_left(shown.timer, now) if shown.timer is not None else "")
    for result in shown.results:
        lines += [result.title, *(row_in_words(row, is_scale=result.is_scale) for row in result.rows), result.note]
    lines.append("   ".join(part for part in (shown.clock, shown.coming) if part))
    return [line for line in lines if line]


def time_left(timer: Countdown, now: int) -> str:
    """Return how much time is left, in words."""
    if timer.state == "ready":
        return timer.minutes
    left = -((now - timer.ends) // 1000) if timer.state == "running" else timer.left_s
    words = f"{clock(left)} left" if left > 0 else f"over by {clock(-left)}"
    return words if timer.state == "running" else f"{words}, paused"


def row_in_words(row: Row, *, is_scale: bool) -> str:
    """Return one item and its count on one line."""
    if is_scale:
        return f"{row.text}: {row.number} {'mark' if row.number == 1 else 'marks'}, {_parts(row)}"
    of = f" of {row.out_of}" if row.out_of else ""
    return f"{row.text}: {row.number}{of}" + (f" ({_parts(row)})" if row.parts else "")


def _parts(row: Row) -> str:
    return ", ".join(f"{one.name}: {one.number}" for one in row.parts)


def _before(session: Session, now: int) -> Scene:
    try:
        date = day.fromisoformat(agenda.date(session))
        when = f"{date.day} {date:%B} {date.year}"
    except ValueError:
        when = _line(agenda.date(session))
    begins = f"We begin at {_line(agenda.start(session))}" if agenda.start(session) else ""
    return Scene(
        "before",
        words=_line(agenda.title(session)),
        below=tuple(line for line in (when, begins) if line),
        clock=_clock(session, now),
    )


def _countdown(timer: Timer, now: int) -> Countdown | None:
    if not timer.started:
        minutes = timer.length_s // 60
        words = f"{minutes} {'minute' if minutes == 1 else 'minutes'}" if minutes else ""
        return Countdown("ready", timer.length_s, minutes=words) if words else None
    if timer.running_since is None:
        return Countdown("paused", seconds_left(timer, now))
    ends = timer.running_since + timer.length_s * 1000 - timer.used_ms
    # What is left follows from the end; it stands here as it was when the timer was started, so that a scene in which
    # nothing has happened stays the same.
    return Countdown("running", timer.length_s - timer.used_ms // 1000, ends)


def _back(block: LiveBlock, blocks: list[LiveBlock], times: list[Timed], timer: Countdown | None) -> int:
    """Return when the room goes on after a break: what was promised, not what slips by from minute to minute."""
    if block.started is None:
        return 0
    over = timer.ends if timer is not None and timer.ends else block.started + block.minutes * MINUTE
    following = blocks[blocks.index(block) + 1 :]
    first = next((one for one in following if not one.cut), None)
    known = {one.block_id: one for one in times}
    if first is not None and first.at and first.id in known:
        over = max(over, known[first.id].start or 0)
    return over


def _coming(session: Session, blocks: list[LiveBlock], times: list[Timed]) -> str:
    """Return when the next break is, and when the day ends."""
    known = {one.block_id: one for one in times if one.state == "next"}
    parts = []
    for block in blocks:
        if block.id in known and block.planned.kind == "break":
            parts.append(f"{_line(block.title)} at {_clock(session, known[block.id].start or 0)}")
            break
    end = ends_at(times)
    if end is not None:
        parts.append(f"ends at {_clock(session, end)}" if parts else f"Ends at {_clock(session, end)}")
    return ", ".join(parts)


def _clock(session: Session, instant: int) -> str:
    return f"{session.local(instant):%H:%M}"


def _line(text: str) -> str:
    return " ".join(cleaned(text).split())


def _question(text: str) -> str:
    """Return a question without its emphasis, its lines kept."""
    lines = [EMPHASIS.sub(r"\2", " ".join(line.split())) for line in cleaned(text).splitlines()]
    return "\n".join(line for line in lines if line)
