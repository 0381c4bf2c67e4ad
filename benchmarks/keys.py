"""A key until it is painted: with 5,000 responses in the session, against the same with 5."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.made import session_of
from benchmarks.paired import Pair, Timed

FEW, MANY = 5, 5_000
SIZE = (120, 36)
CHARACTERS = {"space": " "}
LONGEST_S = 2.0
REST_S = 0.06
"""A key is painted once nothing more has come for so long: what blinks and what is saved later is not the key's."""


class Act(NamedTuple):
    """Keys on a screen: those before, the one that is measured, those that put everything back."""

    what: str
    screen: str
    before: tuple[str, ...]
    key: str
    after: tuple[str, ...]


ACTS = (
    Act("Note: a letter", "note", (), "a", ("backspace",)),
    Act("Note: Enter", "note", ("a",), "enter", ("ctrl+z",)),
    Act("Run: next step", "run", (), "ctrl+n", ("ctrl+b",)),
    Act("Themes: one down", "themes", (), "down", ("up",)),
    Act("Themes: into a theme", "themes", ("home",), "3", ("ctrl+z",)),
    Act("Themes: a letter of a name", "themes", (), "t", ("escape",)),
    Act("Write: a letter", "write", (), "a", ("backspace",)),
)
SEARCH = Act("search: a letter of what is looked for", "note", ("ctrl+f",), "t", ("escape",))


def pairs(acts: Sequence[Act] = ACTS) -> list[Pair]:
    """Return the budgets of what one feels while typing."""
    sizes = {number: session_of(number, sorted_=True) for number in (FEW, MANY)}
    return [
        Pair(
            f"{act.what}, {MANY:,} responses",
            f"the same with {FEW}",
            1.2,
            timed(sizes[FEW], act),
            timed(sizes[MANY], act),
            3,
        )
        for act in acts
    ]


def timed(folder: Path, act: Act, times: int = 9) -> Timed:
    """Return what plays an act so many times, and returns the median of its seconds until painted."""
    return lambda: asyncio.run(_median(folder, act, times))


async def _median(folder: Path, act: Act, times: int) -> float:
    async with _app(folder, act.screen) as press:
        for key in act.before if act.screen == "write" else ():
            await press(key)
        found: list[float] = []
        for _ in range(times):
            for key in act.before:
                await press(key)
            found.append(await press(act.key))
            for key in act.after:
                await press(key)
        return statistics.median(found)


@asynccontextmanager
async def _app(folder: Path, screen: str) -> Any:
    """Put the app on, unseen; what is given presses a key and returns the seconds until it had been painted."""
    from textual import events

    from facikit.library.kits import kits
    from facikit.session.session import Session
    from facikit.tui.app import FacikitApp
    from facikit.tui.desk import Desk

    painted: list[float] = []

    def watched(app: FacikitApp) -> FacikitApp:
        display = app._display

        def watching(*args: Any) -> None:
            display(*args)
            painted.append(time.perf_counter())

        app._display = watching  # type: ignore[method-assign, assignment]
        return app

    with Session.open(folder, "anna") as session:
        app = watched(FacikitApp(Desk(kits(), session, "anna"), screen))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(0.2)

            async def press(key: str) -> float:
                painted.clear()
                start = time.perf_counter()
                app.post_message(events.Key(key, CHARACTERS.get(key, key if len(key) == 1 else None)))
                while time.perf_counter() < (painted[-1] + REST_S if painted else start + LONGEST_S):
                    await asyncio.sleep(REST_S / 20)
                if not painted:
                    raise TimeoutError(f"{key} has changed nothing on the {screen} screen")
                return painted[-1] - start

            at = app.screen
            yield press
            if app.screen is not at:
                raise RuntimeError(f"not {screen} was measured, but {app.screen}")
        app.desk.drafts.close()
