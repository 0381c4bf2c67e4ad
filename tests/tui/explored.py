"""Go everywhere on a screen and read it: every step and field, every key and everything in the palette.

What leads there comes from the program's own lists, so that what is new is gone through by itself.
"""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator
from typing import NamedTuple

from stage import Stage
from visits import VISITS

from facikit.tui.palette import commands_of_app, commands_of_keys
from facikit.tui.places import ALONE, PLACES
from facikit.tui.screens.base import Command, DeskScreen
from facikit.tui.widgets.key_bar import KeyBar

OUTLETS = {
    "home": "home", "run": "capture", "note": "capture", "plan": "plan screen", "themes": "themes", "write": "write",
    "report": "report screen", "designer": "home",
}  # fmt: skip
"""What each screen is for, among the outlets of ``everyone``; the test fails where one is missing."""
EVERYWHERE = {
    "run": (*("tab",) * 3, "ctrl+g", *("tab",) * 3, "ctrl+n"),
    "note": (*("tab",) * 3, "ctrl+g", *("tab",) * 3, "ctrl+n"),
    "themes": ("tab", *("down",) * 3, "end", "tab", "end", "ctrl+n"),
    "write": ("tab", "down", "down", "tab", "ctrl+n"),
    "plan": ("down",),
    "report": ("ctrl+n",),
    "home": ("tab", "down", "tab", "down"),
}
"""What is pressed again and again, to come through all of it."""
TIMES = 9
NOT_TRIED = {"off record", "on record", "let be seen", "hold back", "take back", "put back", "leave"}
"""What would change what may be seen, or end the walk."""
DEPTH = 2


class Sight(NamedTuple):
    """What stood on the screen, where, and after what."""

    outlet: str
    after: str
    text: str


def sight(stage: Stage, place: str, after: str) -> Sight:
    """Return what the screen shows now, with the window's title and what is told for a moment."""
    text = "\n".join((stage.text, stage.told, str(stage.app.title), str(stage.app.sub_title)))
    shown = [one.PLACE for one in stage.app.screen_stack if isinstance(one, DeskScreen)]
    return Sight(OUTLETS[shown[-1] if shown else place], f"{place}: {after}", text)


async def all_through(stage: Stage, place: str) -> AsyncIterator[Sight]:
    """Go through all that stands on a screen."""
    yield sight(stage, place, "as it opens")
    for number in range(TIMES):
        for key in EVERYWHERE[place]:
            await stage.press(key)
            yield sight(stage, place, f"{key}, the {number + 1}. time")


async def everything(stage: Stage, place: str, *, of_app: bool = True) -> AsyncIterator[Sight]:
    """Do everything that the palette offers, and read what comes, a few pages deep.

    ``of_app`` is whether to do what it offers on every screen as well: to go to the others, and the like.
    """
    done: set[str] = set()
    while True:
        command = next((one for one in _commands(stage, of_app) if _sort_of(one) not in done | NOT_TRIED), None)
        if command is None:
            return
        done.add(_sort_of(command))
        made = command.do()
        if inspect.isawaitable(made):
            await made
        for _ in range(DEPTH):
            await stage.pilot.pause()
            yield sight(stage, place, command.words)
            if stage.app.screen.query(KeyBar) and isinstance(stage.app.screen, DeskScreen):
                break
            await stage.press("pagedown")
        await _back(stage, place)


def _sort_of(command: Command) -> str:
    """Return what a command does, whichever block or exercise it does it to."""
    return command.words.partition(":")[0]


def _commands(stage: Stage, of_app: bool) -> list[Command]:
    screen = stage.app.screen
    assert isinstance(screen, DeskScreen)
    everywhere = commands_of_app(stage.app) if of_app else []
    return [*commands_of_keys(stage.app, screen), *screen.commands(), *everywhere]


async def _back(stage: Stage, place: str) -> None:
    for _ in range(6):
        if isinstance(stage.app.screen, DeskScreen):
            break
        await stage.press("escape")
    here = stage.app.screen
    assert isinstance(here, DeskScreen), stage.text
    if place != here.PLACE:
        stage.app.show(place)
        await stage.pilot.pause()


def unwalked() -> set[str]:
    """Return the screens that nobody goes to, or that are for nobody knows what."""
    every = {one.name for one in (*PLACES, *ALONE)}
    return (
        (every - set(OUTLETS))
        | (every - {one.place for one in VISITS})
        | ({one.name for one in PLACES} - set(EVERYWHERE))
    )
