"""What the Plan screen's two lists show: the agenda as a table, and beside it the day, its groups, what to bring."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from rich.cells import cell_len, set_cell_size

from facikit.analysis.materials import of_session
from facikit.analysis.timing import MINUTE, Timed, ends_at, instant_at, timeline
from facikit.library.shapes import GroupSet, PlannedBlock
from facikit.session import agenda
from facikit.session.agenda import LiveBlock
from facikit.session.headcounts import expected
from facikit.session.replanning import plan_of_the_day
from facikit.session.session import Session
from facikit.tui.rows import Row
from facikit.tui.text import cut, one_line

HEAD = "START  MIN  "
"""What stands over the table's first columns; they are as wide."""
BLOCK, WHO = "BLOCK", "WHO"
LEAST_TITLE, MOST_TITLE = 20, 44
WORDS_OF_STATE = {"done": "done", "now": "now", "skipped": "passed over", "cut": "cut"}


class Standing(msgspec.Struct, frozen=True):
    """One block with its times, and what is to be said of it beside its title."""

    block: LiveBlock
    timed: Timed
    start: str
    who: str
    marks: tuple[str, ...]

    @property
    def begun(self) -> bool:
        """Whether the room has been there, so that it has its place."""
        return self.timed.state in ("done", "now")


class DayTable(msgspec.Struct, frozen=True):
    """The day at one moment. ``ends`` is when it does; ``ended`` when it would have before it was changed."""

    standing: tuple[Standing, ...]
    ends: str
    ended: str
    begun: bool
    minutes: int

    def of(self, block_id: str) -> Standing | None:
        """Return a block of the day; None where there is none."""
        return next((one for one in self.standing if one.block.id == block_id), None)


def day_table(session: Session, now: int) -> DayTable:
    """Return the day as it will go on from ``now``; on any other day than its own, as it is planned or as it went."""
    date = agenda.date(session)
    today = f"{session.local(now):%Y-%m-%d}" == date
    every = [_on_the_day(session, one, date) for one in agenda.blocks(session)]
    begun = any(one.started is not None for one in every)
    before = plan_of_the_day(session) if begun else session.plan
    plan = before if begun else msgspec.structs.replace(before, start=agenda.start(session))
    times = timeline(plan, every, now if today else 0, date)
    planned = [one.planned_end for one in timeline(before, every, 0, date) if one.planned_end is not None]
    ends, starts = ends_at(times), [one.start for one in times if one.start is not None]
    standing = []
    free: int | None = None
    for block, timed in zip(every, times, strict=True):
        standing.append(_standing(session, block, timed, free))
        free = max(free or 0, timed.end) if timed.end is not None else free
    length = round((ends - min(starts)) / MINUTE) if ends is not None and starts else 0
    return DayTable(tuple(standing), _clock(session, ends), _clock(session, max(planned, default=None)), begun, length)


def agenda_rows(table: DayTable, width: int) -> list[Row]:
    """Return the agenda as rows of ``width`` cells, each on one line."""
    room, wide = max(LEAST_TITLE, width - len(HEAD)), _title_width(table, width)
    rows = []
    for one in table.standing:
        title = set_cell_size(cut(one.block.title, wide), wide)
        # Of a break its title tells enough, where there is something else to be told of it.
        who = "" if one.block.planned.kind == "break" and one.marks else one.who
        # What state it is in comes first: the rest may be cut where there is little room.
        beside = cut(" · ".join(part for part in (*one.marks, who) if part), max(0, room - wide - 2))
        words = f"{one.start or '–':<5}  {one.block.minutes:>3}  {title}"
        rows.append(Row(one.block.id, words, beside, quiet=one.timed.state in ("done", "skipped", "cut")))
    return rows


def agenda_head(table: DayTable, width: int) -> str:
    """Return what stands over the agenda's columns."""
    return f"{HEAD}{BLOCK:<{_title_width(table, width)}}  {WHO}"


def _title_width(table: DayTable, width: int) -> int:
    room = max(LEAST_TITLE, width - len(HEAD))
    longest = max((cell_len(one_line(one.block.title)) for one in table.standing), default=0)
    return min(max(LEAST_TITLE, longest), MOST_TITLE, max(LEAST_TITLE, room - 23))


def about_block(one: Standing) -> str:
    """Return the whole of what the table cuts: title, who works, what is special about it."""
    block = one.block
    steps = f"{len(block.steps)} steps" if len(block.steps) > 1 else ""
    speaker = block.planned.speaker
    facts = [f"{block.minutes} min", steps, one.who, speaker and f"speaks: {speaker}", *one.marks]
    return f"{block.title}: {', '.join(fact for fact in facts if fact)}"


def length_of(minutes: int) -> str:
    """Return ``6 h 35 min`` or ``45 min``."""
    hours, rest = divmod(minutes, 60)
    return " ".join(
        part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "") if part
    )


def _on_the_day(session: Session, one: LiveBlock, date: str) -> LiveBlock:
    """Return the block without what happened on another day: a rehearsal is not the day."""
    if one.started is not None and f"{session.local(one.started):%Y-%m-%d}" != date:
        return msgspec.structs.replace(one, started=None, ended=None)
    return one


def _standing(session: Session, block: LiveBlock, timed: Timed, free: int | None) -> Standing:
    planned = block.planned
    marks = [WORDS_OF_STATE.get(timed.state, "")]
    if block.at and timed.start is not None and timed.state == "next":
        fixed = instant_at(session.plan, agenda.date(session), block.at)
        late = (timed.start - fixed) // MINUTE
        spare = round((timed.start - free) / MINUTE) if free is not None else 0
        marks.append(
            f"fixed {block.at}, {late} min late"
            if late > 0
            else f"fixed, {spare} min free before"
            if spare > 0
            else "fixed"
        )
    elif block.at:
        marks.append(f"fixed {block.at}")
    marks += [
        "can be cut" if planned.can_cut and timed.state == "next" else "",
        "no names kept" if planned.anonymous else "",
        "put in" if block.id not in {one.id for one in session.plan.agenda} else "",
    ]
    start = _clock(session, timed.start)
    return Standing(block, timed, start, _who(planned), tuple(mark for mark in marks if mark))


def _who(planned: PlannedBlock) -> str:
    if planned.kind != "exercise":
        return {"break": "break", "input": "talk", "close": "close"}[planned.kind]
    return planned.groups or {"plenary": "all together"}.get(planned.setting, planned.setting)


def _clock(session: Session, instant: int | None) -> str:
    return f"{session.local(instant):%H:%M}" if instant is not None else ""


# Beside it


def side_rows(session: Session) -> list[Row]:
    """Return the day, its groups and labels, and what to bring."""
    return [*_day_rows(session), *_group_rows(session), *_label_rows(session), *_bring_rows(session)]


def _heading(row_id: str, words: str, notes: str = "") -> Row:
    return Row(row_id, words, notes)


def _day_rows(session: Session) -> Iterator[Row]:
    yield _heading("day", "THE DAY")
    number = expected(session)
    for name, words, value in (
        ("title", "Title", agenda.title(session)),
        ("date", "Date", agenda.date(session)),
        ("start", "Start", agenda.start(session)),
        ("place", "Place", agenda.place(session)),
        ("people", "People", f"{number} expected" if number is not None else ""),
    ):
        yield Row(f"day:{name}", f"{words:<7} {one_line(value) or '–'}", depth=1)


def _group_rows(session: Session) -> Iterator[Row]:
    for name, one in session.plan.groups.items():
        yield _heading(f"set:{name}", f"GROUPS: {one_line(name)}", _made_from(one))
        for group in agenda.groups(session, name):
            yield Row(f"group:{name}:{group.id}", one_line(group.name), depth=1)


def _made_from(one: GroupSet) -> str:
    return f"made on the day, from the {one.take} of {one_line(one.from_)}" if one.from_ else ""


def _label_rows(session: Session) -> Iterator[Row]:
    yield _heading("labels", "LABELS", "who a quote is from")
    for at, label in enumerate(agenda.labels(session)):
        yield Row(f"label:{at}", one_line(label), depth=1)


def _bring_rows(session: Session) -> Iterator[Row]:
    needs = of_session(session)
    if needs:
        yield _heading("bring", "TO BRING")
    for at, need in enumerate(needs):
        words = f"{one_line(need.what)}: {need.amount}" if need.amount else one_line(need.what)
        yield Row(f"bring:{at}", words, f"for {', '.join(map(one_line, need.where))}", depth=1)
