"""The timers of a screen from which the room is led: the step's own, and one that goes on in a step that one has left.

Ringing is the app's (``ringing``), so that it is heard on every screen; here they are shown, started, given more time
and stopped.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual import on
from textual.widgets import TextArea

from facikit.session import timer as timers
from facikit.session.timer import Timer, clock, seconds_left
from facikit.tui.ringing import at_work, named
from facikit.tui.screens.base import Command
from facikit.tui.screens.capture import CaptureScreen
from facikit.tui.text import plain
from facikit.tui.widgets.timer_line import TimerLine

ARMED_S = 5.0
"""How long after ``^t`` the keys + and = mean more time."""
MORE_TIME = frozenset({"plus", "equals_sign"})


class ClockedScreen(CaptureScreen):
    """A screen with the room's timers."""

    _armed = False
    """Whether + and = are more time."""
    _armed_until = 0

    def begin(self) -> None:
        """From here the room is led: timers ring on this laptop."""
        self.desk.leads = True
        super().begin()

    # Showing

    def show_timers(self) -> None:
        """Show the step's own timer, and those of other steps that run."""
        now = self.session.clock.now()
        timer = self.timer()
        for line in self.query(TimerLine):
            line.show(timer, now, armed=self._armed, muted=self.desk.muted)
        others = "   ".join(self._told(one, now) for one in self._others())
        self.put("#others", plain(f"Also running: {others}" if others else ""))

    def _others(self) -> list[Timer]:
        """Return the timers that run for other steps than this."""
        here = self.timer()
        every = at_work(self.session, self.session.clock.now())
        return [one for one in every if here is None or (one.block, one.step) != (here.block, here.step)]

    def _told(self, one: Timer, now: int) -> str:
        left = seconds_left(one, now)
        words = f"{clock(left)} left" if left > 0 else f"TIME IS UP, {clock(-left)} over"
        return f"{named(self.session, one)} {words}"

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """+ and = are letters, but right after ``^t``."""
        if action == "minutes":
            return self._armed
        if action == "timer":
            return self.block is not None
        return super().check_action(action, parameters)

    def key_words(self) -> dict[str, str]:
        """Tell what ``^t`` does just now."""
        timer = self.timer()
        words = "pause" if timer is not None and timer.running_since is not None else "timer"
        return super().key_words() | {"room.timer": words}

    def action_timer(self) -> None:
        """Start or pause; for some seconds more time can be given."""
        timer = self.timer()
        if timer is None:
            return
        with self.telling():
            if timer.running_since is not None:
                timers.pause(self.session, timer)
            elif timer.length_s:
                timers.start(self.session, timer)
            else:
                self.say("This step has no time of its own: + gives it a minute, = five.")
        self._arm(True)

    @on(TimerLine.Clicked)
    def _timer_clicked(self) -> None:
        self.action_timer()

    def action_minutes(self, minutes: int) -> None:
        """Give more time; whoever gives time wants it to run."""
        timer = self.timer()
        if timer is None:
            return
        with self.telling():
            timers.extend(self.session, timer, minutes)
            timer = self.timer()
            if timer is not None and timer.running_since is None:
                timers.start(self.session, timer)
        self._arm(True)

    def _arm(self, armed: bool) -> None:
        timer = self.timer()
        if armed and timer is not None and timer.running_since is not None:
            self.desk.ringer.look(timer, self.session.clock.now())  # from here on it is known
        self._armed = armed
        self.entry_line.spared = MORE_TIME if armed else frozenset()
        if armed:
            self._armed_until = self.session.clock.now() + int(ARMED_S * 1000)
            self.set_timer(ARMED_S + 0.1, self._disarm)
        self.show_time()
        self.refresh_bindings()

    def _disarm(self) -> None:
        if self._armed and self.session.clock.now() >= self._armed_until:
            self._arm(False)

    @on(TextArea.Changed)
    def _typing_disarms(self) -> None:
        if self._armed:
            self._arm(False)

    # Leaving a step

    def leave(self, timer: Timer | None) -> None:
        """Stop the timer of the step that was left, if its time was up; one that still has time goes on, in sight."""
        here = self.timer()
        if timer is None or here is None or (here.block, here.step) == (timer.block, timer.step):
            return
        if timer.running_since is not None and seconds_left(timer, self.session.clock.now()) <= 0:
            timers.pause(self.session, timer)

    def commands(self) -> Iterable[Command]:
        """More time, the timers of other steps, and the bell."""
        if self.block is not None:
            yield Command("Give the timer a minute more", "^t +", lambda: self.action_minutes(1))
            yield Command("Give the timer five minutes more", "^t =", lambda: self.action_minutes(5))
        for one in self._others():
            yield Command(f"Stop the timer of {named(self.session, one)}", "it runs", partial(self._stop, one))
        if self.desk.muted:
            yield Command("Let the bell ring again", "it is off", partial(self._mute, muted=False))
        else:
            yield Command("Mute the bell", "timers flash and say so, without a sound", partial(self._mute, muted=True))
        yield from super().commands()

    def _stop(self, one: Timer) -> None:
        with self.telling():
            timers.pause(self.session, one)
        self.show()

    def _mute(self, *, muted: bool) -> None:
        self.desk.muted = muted
        self.say("The bell is off: timers flash and say so." if muted else "The bell rings again.")
        self.show_timers()
