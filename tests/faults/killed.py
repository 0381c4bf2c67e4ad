"""Programs that are killed: before and after each file call, and at any moment, two at once on one session.

These are real processes that really die. What they acknowledged they have said through a pipe before.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from pathlib import Path

from facikit.session.drafts import Drafts, Unfinished
from facikit.session.session import Session

from .disk import Disk, dying
from .judge import Tally, read
from .refusing import ACTS, Days
from .writing import HOSTILE, Tell, ended, fresh, in_child, made, open_day, type_day, whole_day


def at_calls(size: int, seed: int, home: Path) -> Tally:
    """Kill the program before and after each of its file calls."""
    tally, days = Tally(), Days(home)
    for day in range(seed, seed + size):
        whole, calls = days.whole(day)
        if day == seed:
            tally.to_be_at((call.number, when) for call in calls for when in ("before", "after"))
        for call in calls:
            for when in ("before", "after"):
                if tally.tries >= size:
                    return tally
                folder = fresh(days.base, days.at)

                def work(tell: Tell, folder: Path = folder, day: int = day, when: str = when, at: int = call.number):
                    with Disk(folder, **{when: dying(at)}):
                        session = open_day(folder, day)
                        type_day(session, day, ACTS, tell)
                        session.close()

                told, status = ended(*in_child(work))
                if os.WIFSIGNALED(status):  # what is written together differs a little, so a day may end before
                    tally.was_at((call.number, when))
                    tally.judge(read(folder).lines, whole, told, f"day {day}, {when} call {call.number} {call.name}")
    return tally


def while_typing(size: int, seed: int, home: Path) -> Tally:
    """Kill the program at any call while a line is being typed, and the next one while it takes the line over."""
    tally, chance, state = Tally(), random.Random(seed), home / "state"
    place = {"session": "s", "block": "animals", "field": "points", "group": "table-1"}
    while tally.tries < size:
        shutil.rmtree(state, ignore_errors=True)
        state.mkdir()
        words = "a" + "".join(chance.choice(HOSTILE) for _ in range(3))
        first, second = chance.randrange(1, 60), chance.randrange(1, 14)

        def typed(tell: Tell, words: str = words, first: int = first) -> None:
            with Disk(state, dying(first)):
                drafts = Drafts(state, "s", "one")
                for end in range(1, len(words), 5):
                    if drafts.keep(Unfinished(**place, text=words[:end])):
                        tell(str(end))

        def taken_over(_: Tell, second: int = second) -> None:
            with Disk(state, dying(second)):
                after = Drafts(state, "s", "two")
                after.take_over(after.keep)

        told, status = ended(*in_child(typed))
        if not os.WIFSIGNALED(status):
            continue  # it was done before
        ended(*in_child(taken_over))
        found: list[str] = []
        Drafts(state, "s", "three").take_over(lambda draft, found=found: found.append(draft.text) is None)
        tally.tries += 1
        tally.acknowledged += len(told)
        last = max(map(int, told), default=0)
        where = f"killed at {first} and {second}"
        if last and not any(len(one) >= last and words.startswith(one) for one in found):
            tally.lost += 1
            tally.first = tally.first or f"{where}: lost what was kept up to {last}; there is {found}"
        if any(not words.startswith(one) for one in found):
            tally.invented += 1
            tally.first = tally.first or f"{where}: invented {found}"
    return tally


def at_random(size: int, seed: int, home: Path) -> Tally:
    """Kill two who type into one session, at any moment; each kill is a try."""
    tally, chance = Tally(), random.Random(seed)
    base, days = made(home / "base"), {}
    while tally.tries < size:
        both = [chance.randrange(40), 100 + chance.randrange(40)]
        for day in both:
            if day not in days:
                folder = fresh(base, home / "whole")
                days[day] = whole_day(folder, day, 30)
        folder = fresh(base, home / "typed")

        # Open before either has written anything: what one reads of the other would change what it writes.
        sessions = {day: open_day(folder, day) for day in both}

        def work(tell: Tell, day: int, sessions: dict[int, Session] = sessions) -> None:
            type_day(sessions[day], day, 30, tell)
            sessions[day].close()

        children = [in_child(lambda tell, day=day: work(tell, day)) for day in both]
        time.sleep(chance.random() * 0.045)
        for child, _ in children:
            os.kill(child, signal.SIGKILL)
        every = [ended(*child) for child in children]
        told = every[0][0] | every[1][0]
        tally.judge(read(folder).lines, {**days[both[0]], **days[both[1]]}, told, f"days {both}")
        # Who was done before was not killed.
        tally.tries += sum(os.WIFSIGNALED(status) for _, status in every) - 1
    return tally
