"""The step's timer in words: what is left, or by how much it has run over. At zero it flashes; it moves nothing."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from facikit.session.timer import Timer, clock, seconds_left


class TimerLine(Static):
    """One line. A click starts or pauses."""

    DEFAULT_CSS = """
    TimerLine { height: 1; width: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    TimerLine.-running { color: $primary; text-style: bold; }
    TimerLine.-over { color: $error; text-style: bold; }
    TimerLine.-flash { text-style: bold reverse; }
    """

    @dataclass
    class Clicked(Message):
        """Somebody clicked on it."""

    def __init__(self, *, offers: bool, id: str | None = None) -> None:  # noqa: A002 - the framework's word
        super().__init__("", id=id)
        self._offers = offers

    def show(self, timer: Timer | None, now: int, *, armed: bool = False, muted: bool = False) -> None:
        """Show the timer as it stands at ``now``; ``armed`` while + and = are taken as more time."""
        words = self.words(timer, now)
        if muted and words:
            words = f"{words}, bell off"
        if armed:
            words = f"{words}   + 1 min  = 5 min"
        left = seconds_left(timer, now) if timer is not None else 1
        self.set_class(timer is not None and timer.running_since is not None and left > 0, "-running")
        self.set_class(timer is not None and timer.started and left <= 0, "-over")
        self.update(Content(words))

    def words(self, timer: Timer | None, now: int) -> str:
        """Return the same in words."""
        if timer is None:
            return ""
        left = seconds_left(timer, now)
        minutes = f"{timer.length_s // 60}" if timer.length_s % 60 == 0 else clock(timer.length_s)
        if not timer.started:
            if not timer.length_s:
                return ""
            return f"{minutes} min   ^t starts the timer" if self._offers else f"{minutes} min"
        paused = ", paused" if timer.running_since is None else ""
        if left <= 0:
            return f"TIME IS UP: {clock(-left)} over {minutes}{paused}"
        return f"{clock(left)} left of {minutes}{paused}"

    def flash(self) -> None:
        """Three times light and dark."""
        self.add_class("-flash")
        for number in range(1, 6):
            self.set_timer(0.4 * number, lambda on=number % 2 == 0: self.set_class(on, "-flash"))

    def on_click(self) -> None:
        """Say so."""
        self.post_message(self.Clicked())
