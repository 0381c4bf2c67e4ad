"""Words about where the room is: clock, agenda lines and step cards, for every screen that shows them."""

from __future__ import annotations

from facikit.analysis.timing import ends_at, minutes_behind, timeline
from facikit.library.shapes import Step
from facikit.session import agenda
from facikit.session.agenda import LiveBlock
from facikit.session.pace import Pace
from facikit.session.replanning import plan_of_the_day
from facikit.session.session import Session
from facikit.tui.text import cut
from facikit.tui.widgets.agenda_list import Line

CARD = (
    ("SAY", "say"),
    ("ASK", "ask"),
    ("WATCH", "watch"),
    ("SHORT", "if_short"),
    ("LONG", "if_long"),
    ("PAPER", "on_paper"),
)


def card_of(block: LiveBlock, step: Step | None, *, short: bool = False) -> list[tuple[str, str]]:
    """Return the labelled paragraphs of a step; of a talk or a break what there is to say of it.

    ``short``: the step is done in its short form, and that comes first.
    """
    entries = [(label, str(getattr(step, name))) for label, name in CARD if step is not None and getattr(step, name)]
    if short:
        entries.sort(key=lambda entry: entry[0] != "SHORT")
    planned = block.planned
    who = ", ".join(part for part in (planned.speaker, planned.post, planned.organisation) if part)
    if who:
        entries.insert(0, ("SPEAKS", who))
    if planned.aim and not any(label == "SAY" for label, _ in entries):
        entries.append(("AIM", planned.aim))
    if planned.anonymous:
        entries.append(("NOTE", "No name is kept with what is typed here, and no list or report shows its order."))
    return entries


class Day:
    """The day's times at one instant. Planned times alone count on any other day than its own."""

    def __init__(self, session: Session, now: int) -> None:
        self._session = session
        self.now = now
        self.blocks = agenda.blocks(session)
        self.plan = plan_of_the_day(session)
        self.date = agenda.date(session)
        self.today = f"{session.local(now):%Y-%m-%d}" == self.date
        self.every = timeline(self.plan, self.blocks, now, self.date)
        self.times = {one.block_id: one for one in self.every}
        started = any(block.started is not None for block in self.blocks)
        self.behind = minutes_behind(self.every) if self.today and started else None
        self.end = ends_at(self.every) if self.today else None

    def clock(self, instant: int | None) -> str:
        """Return HH:MM where the workshop is; empty for no time."""
        return f"{self._session.local(instant):%H:%M}" if instant is not None else ""

    def facts(self, now: int) -> str:
        """Return the clock, how far behind the day is, and when it ends."""
        behind = {None: "", 0: "on time"}.get(self.behind)
        if behind is None and self.behind is not None:
            hours, minutes = divmod(abs(self.behind), 60)
            length = f"{hours} h {minutes:02d}" if hours > 1 else f"{abs(self.behind)} min"
            behind = f"{length} {'behind' if self.behind > 0 else 'ahead'}"
        ends = f"ends {self.clock(self.end)}" if self.end is not None else ""
        return "   ".join(part for part in (self.clock(now), behind, ends) if part)

    def lines(self, here: str, step: int) -> list[Line]:
        """Return the agenda's lines: every block, and the steps of the one where the room is."""
        found = []
        for block in self.blocks:
            timed = self.times.get(block.id)
            start, plan = "", ""
            state = "cut" if block.cut else ""
            if timed is not None:
                plan = self.clock(timed.planned_start)
                start = self.clock(timed.start if self.today else None) or plan
                if self.today and timed.state in ("done", "skipped") and not block.cut:
                    state = timed.state
            if block.id == here:
                state = "now"
            found.append(Line(block.id, 0, block.title, start, state, plan=plan if plan != start else ""))
            if block.id == here and len(block.steps) > 1:
                for at, one in enumerate(block.steps):
                    state = "done" if at < step else "now" if at == step else ""
                    found.append(Line(block.id, at, one.title, f"{one.minutes}" if one.minutes else "", state, True))
        return found


def pace_words(found: Pace | None, width: int) -> str:
    """Return how far the groups have come, who has been silent longest first, as that is where one goes.

    "Nothing yet: Table 1 · 6 min ago: Table 5 · just now: Table 2".
    """
    if found is None:
        return ""
    if not found.latest and len(found.nothing) > 1:
        return f"Nothing yet from any of the {len(found.nothing)} groups."
    parts = [f"Nothing yet: {', '.join(cut(name, 20) for name in found.nothing)}"] if found.nothing else []
    by_time: dict[str, list[str]] = {}
    for name, minutes in sorted(found.latest, key=lambda one: -one[1]):
        by_time.setdefault(f"{minutes} min ago" if minutes else "just now", []).append(cut(name, 20))
    parts += [f"{ago}: {', '.join(names)}" for ago, names in by_time.items()]
    return cut(" · ".join(parts), width)
