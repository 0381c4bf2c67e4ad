"""A whole day on one session: a facilitator, two note-takers and the room's screen, each a program in a terminal.

They type at once, are interrupted, fall dead in the middle of a line and come back; the timer rings, the agenda is put
in another order. At the end everything that had its ✓ must be in the export exactly once, and nothing else.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from made import facikit, make
from people import Typist, Watch, sentences, typing
from terminals import Terminals

from facikit.session.drafts import WRITE_EVERY_S

QUESTIONS = ("How do you arrive", "When did somebody listen", "What did those moments", "What would you want")
TIMER_S = 60
WHO = {"lead": "anna"}
"""Whose name is not that of their terminal."""
CAME_BACK = "You left this line unfinished"


class Day:
    """The day as it goes on."""

    def __init__(self, folder: Path, settings: Mapping[str, str], entries: int, keys_per_s: float, timers: int) -> None:
        self.folder = folder
        self.settings = settings
        self.timers = timers
        self.terminals = Terminals(settings)
        self.watch = Watch(self.terminals)
        self.lead, self.ben, self.cleo = (
            Typist(name, self.terminals, self.watch, keys_per_s) for name in ("lead", "ben", "cleo")
        )
        each = -(-entries // 3)
        self._words = {one.name: iter(sentences(one.name, each)) for one in (self.lead, self.ben, self.cleo)}
        self.share = each // 4
        """How much each says in each part of the day, but the last."""
        self.steps: list[float] = []
        self.rang = 0
        self.crashes: list[str] = []

    def words(self, one: Typist, count: int) -> list[str]:
        """Return the next so many things that somebody has to say."""
        return [text for _, text in zip(range(count), self._words[one.name], strict=False)]

    # Its parts

    def begin(self) -> None:
        """Open the four terminals."""
        program = [sys.executable, "-m", "facikit"]
        session = str(self.folder)
        own = {"FACIKIT_STATE": f"{self.settings['FACIKIT_STATE']}-of-another-laptop"}
        self.terminals.open("lead", [*program, "run", session, "--who", "anna"], (120, 36))
        self.terminals.open("ben", [*program, "note", session, "--who", "ben", "--group", "Table 1"], (80, 24))
        self.terminals.open("cleo", [*program, "note", session, "--who", "cleo", "--group", "Table 2"], (80, 24), **own)
        self.terminals.open("room", [*program, "present", session], (80, 24))
        self.terminals.until("lead", "begin")
        self.terminals.until("ben", "›")
        self.terminals.until("cleo", "›")
        self.terminals.until("room", "A listening day")

    def go_on(self, question: str, *who: str) -> None:
        """Let the facilitator go on, and wait until everybody sees the next question."""
        begun = time.monotonic()
        self.terminals.press("lead", "room.next")
        for name in ("lead", *who):
            self.terminals.until(name, question)
            self.steps.append(time.monotonic() - begun)

    @contextmanager
    def typing(self, *who: Typist, most: int = 0) -> Iterator[None]:
        """Let people type their share of this part of the day at once, whatever happens meanwhile."""
        said = [(one, self.words(one, most or self.share)) for one in who]
        with typing(*said):
            yield

    def all_type(self, *, most: int = 0) -> None:
        """Let all three type at once, and wait until each entry has its ✓."""
        with self.typing(self.lead, self.ben, self.cleo, most=most):
            pass
        self.all_saved()

    def all_saved(self) -> None:
        """Wait until every entry has its ✓ where it was typed."""
        end = time.monotonic() + 20
        while set(self.watch.entries) - self.watch.acknowledged():
            assert time.monotonic() < end, f"no ✓ was seen for {set(self.watch.entries) - self.watch.acknowledged()}"
            time.sleep(0.1)

    def start_timer(self) -> None:
        """Start the step's timer, and see it run on the screens of the others."""
        self.listen()
        self.terminals.press("lead", "room.timer")
        self.terminals.until("lead", "left of 1")
        self.terminals.until("ben", "left of 1")

    def listen(self) -> None:
        """Hear the facilitator's bell, if it has rung since one last listened."""
        self.rang += self.terminals.has_rung("lead")

    def hear(self, timers: int) -> None:
        """Wait until so many timers have rung in all."""
        end = time.monotonic() + TIMER_S + 20
        while self.rang < timers:
            assert time.monotonic() < end, f"the bell rang {self.rang} times, not {timers}"
            time.sleep(0.2)
            self.listen()

    @contextmanager
    def timed(self, number: int) -> Iterator[None]:
        """Do something with a timer running and wait for its end, where the day has so many timers."""
        if number <= self.timers:
            self.hear(number - 1)
            self.start_timer()
        yield
        if number <= self.timers:
            for name in ("lead", "ben"):
                self.terminals.until(name, "TIME IS UP", patience_s=TIMER_S + 20)
            self.hear(number)

    def crash(self, one: Typist, half: str, rest: str) -> None:
        """Let somebody's program fall dead in the middle of a line, start it again, and finish the line."""
        one.half(half)
        self.terminals.until(one.name, half)
        time.sleep(2 * WRITE_EVERY_S)
        with self.watch.without(one.name):
            self.terminals.kill(one.name)
            self.terminals.again(one.name)
            self.terminals.until(one.name, CAME_BACK, f"› {half}")
        one.say_rest(half, rest)
        self.crashes.append(f"{one.name}, in a line")

    def crash_after_enter(self, one: Typist, text: str) -> None:
        """Let it fall dead right after Enter: the entry is there, or its words are in the line."""
        one.half(text)
        self.terminals.until(one.name, text)
        time.sleep(2 * WRITE_EVERY_S)
        one.finish(text)
        with self.watch.without(one.name):
            self.terminals.kill(one.name)
            self.terminals.again(one.name)
            screen = self.terminals.until_it(
                one.name, lambda screen: f"✓ {text}" in screen or f"› {text}" in screen, text
            )
        if f"› {text}" in screen:
            one.finish(text)
        self.crashes.append(f"{one.name}, after Enter: {'in the line' if f'› {text}' in screen else 'an entry'}")

    def reorder(self) -> None:
        """Move the last round before the coffee on the Plan screen, half a line waiting in Run meanwhile."""
        half = "a line that waits while"
        self.lead.half(half)
        self.terminals.until("lead", f"› {half}")
        self.to_screen("Plan", "end of the day")
        for _ in range(20):
            screen = self.terminals.screen("lead")
            if any(line.startswith("▸") and "Hopes" in line for line in screen.splitlines()):
                break
            self.terminals.press("lead", "rows.down")
            time.sleep(0.3)
        self.terminals.press("lead", "plan.up")
        self.terminals.until_it("lead", lambda screen: 0 < screen.find("Hopes") < screen.find("Coffee"), "Hopes moved")
        self.to_screen("Run", f"› {half}")
        self.terminals.until_it("lead", lambda screen: 0 < screen.find("Hopes") < screen.find("Coffee"), "Hopes moved")
        self.lead.say_rest(half, " the plan is changed")

    def to_screen(self, name: str, words: str) -> None:
        """Go to another screen of the app by its name."""
        self.terminals.press("lead", "app.screens")
        self.terminals.until("lead", "Go to")
        self.terminals.type("lead", name)
        self.terminals.until("lead", f"│ {name} ")
        self.terminals.press("lead", "dialog.accept")
        self.terminals.until("lead", words, without="Go to")

    def end(self) -> None:
        """Everybody leaves."""
        for name in ("lead", "ben", "cleo"):
            self.terminals.press(name, "app.quit")
        self.terminals.press("room", "present.leave")
        for name in ("lead", "ben", "cleo", "room"):
            self.terminals.until_over(name)

    # What became of it

    def lost_and_found(self) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
        """Return what was finished and is not in the export, and what is there that nobody finished, or twice.

        Each with the name of who typed it.
        """
        blocks = json.loads(facikit(self.settings, "export", str(self.folder), "--to", "json"))["blocks"].values()
        there = Counter(
            (one["text"], one["who"])
            for block in blocks
            for groups in block.get("responses", {}).values()
            for every in groups.values()
            for one in every
        )
        said = Counter((text, WHO.get(by, by)) for text, by in self.watch.entries.items())
        return said - there, there - said

    def told(self) -> list[str]:
        """Return the day in figures."""
        entries, delays = self.watch.entries, self.watch.delays()
        lost, more = self.lost_and_found()
        others = len({text for text, name in self.watch.shown if name != entries[text]})
        figures = {
            "Entries finished": len(entries),
            "of these with ✓ where typed": len(self.watch.acknowledged()),
            "of these seen by somebody else": others,
            "Lost": sum(lost.values()),
            "In the export and by nobody, or twice": sum(more.values()),
            "Keys typed": sum(one.keys for one in (self.lead, self.ben, self.cleo)),
            "✓ to another's screen, median": f"{statistics.median(delays):.2f} s" if delays else "–",
            "✓ to another's screen, longest": f"{max(delays, default=0):.2f} s",
            "of these within a second": f"{sum(one <= 1 for one in delays)} of {len(delays)}",
            "^n to the next question everywhere, longest": f"{max(self.steps, default=0):.2f} s",
            "Timers that rang": self.rang,
            "Crashes": "; ".join(self.crashes),
        }
        return [f"{name:<46} {figure}" for name, figure in figures.items()]


def the_day(kit: Path, settings: Mapping[str, str], entries: int, keys_per_s: float, timers: int) -> Day:
    """Let the day go by, and return it when everybody has left."""
    day = Day(make(kit, settings), settings, entries, keys_per_s, timers)
    try:
        day.begin()
        _arriving(day)
        _interrupted(day)
        _crashing(day)
        _replanned(day)
        day.hear(day.timers)
        day.end()
    finally:
        day.terminals.close()
    return day


def _arriving(day: Day) -> None:
    """All type into one list; the facilitator's program falls dead with the timer running."""
    day.go_on(QUESTIONS[0], "ben", "cleo", "room")
    if day.timers:
        day.start_timer()
    with day.typing(day.ben, day.cleo):
        day.crash(day.lead, "the end of the session a", " thought of too late")
    with day.typing(day.lead):
        pass
    day.all_saved()


def _interrupted(day: Day) -> None:
    """The facilitator goes on while a note-taker is in the middle of a line: it stays, and where it was."""
    day.ben.half("nearly done when")
    day.terminals.until("ben", "› nearly done when")
    day.go_on(QUESTIONS[1], "cleo", "room")
    day.terminals.until("ben", "The facilitator is at", "› nearly done when")
    day.ben.say_rest("nearly done when", " the rest went on")
    day.all_saved()
    day.terminals.press("ben", "room.follow")
    day.terminals.until("ben", QUESTIONS[1])
    with day.timed(2):
        day.all_type()


def _crashing(day: Day) -> None:
    """Each of the others falls dead, too, while the rest type on."""
    day.go_on(QUESTIONS[2], "ben", "cleo", "room")
    with day.timed(3):
        day.terminals.press("lead", "room.group")
        with day.typing(day.lead, day.cleo):
            day.crash(day.ben, "half of what Table 1", " had to say")
        with day.typing(day.ben):
            day.crash_after_enter(day.cleo, "no sooner said than dead")
        day.terminals.kill("room")
        day.terminals.again("room")
        day.terminals.until("room", QUESTIONS[2])
        day.crashes.append("room")
        day.all_saved()


def _replanned(day: Day) -> None:
    """The last round comes before the coffee; a note-taker's laptop sleeps through the half of it."""
    day.reorder()
    day.all_saved()
    day.go_on(QUESTIONS[3], "ben", "cleo", "room")
    with day.watch.without("ben"), day.terminals.asleep("ben"):
        day.ben.say("typed with the lid half closed")
        with day.typing(day.lead, day.cleo):
            pass
    day.all_saved()
    day.all_type(most=1000)
