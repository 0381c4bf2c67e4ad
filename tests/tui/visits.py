"""Every screen in the states in which people see it, and how one gets there: what holds for all is tried on these."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from rich.segment import Segment
from stage import WIDE, SetClock, Stage, at

POOR = "title: Poor\nsteps:\n  - title: One\n    minutes: ten\n"


class Visit(NamedTuple):
    """A state of a screen: where, the keys that lead to it (``= words`` are typed), the words that tell it is there."""

    name: str
    place: str
    keys: tuple[str, ...] = ()
    comes: str = ""


VISITS = (
    Visit("home", "home", (), "Change animals"),
    Visit("library", "home", ("tab",), "Change animals"),
    Visit("run sheet", "home", ("tab", "end", "enter"), "hand-outs"),
    Visit("open", "home", ("enter",), "step the room"),
    Visit("new session", "home", ("ctrl+n", "enter"), "Date"),
    Visit("run", "run"),
    Visit("timer", "run", ("ctrl+n", "ctrl+t")),
    Visit("agenda", "run", ("ctrl+a",)),
    Visit("note", "note"),
    Visit("typing", "note", ("ctrl+n", "= An owl")),
    Visit("changing", "note", ("ctrl+n", "= An owl", "enter", "enter", "up")),
    Visit("counting", "note", ("ctrl+k",)),
    Visit("kinds", "note", ("ctrl+n", "tab", "tab", "ctrl+o")),
    Visit("find", "note", ("ctrl+f",)),
    Visit("park", "note", ("ctrl+r",)),
    Visit("everything", "note", ("ctrl+p",)),
    Visit("screens", "note", ("ctrl+s",)),
    Visit("help", "note", ("f1",)),
    Visit("plan", "plan"),
    Visit("plan's side", "plan", ("tab",)),
    Visit("cards", "themes", ("down",)),
    Visit("marked cards", "themes", ("space", "down", "space")),
    Visit("themes", "themes", ("tab", "down")),
    Visit("noting", "themes", ("f6",)),
    Visit("write", "write"),
    Visit("evidence", "write", ("ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n", "tab")),
    Visit("places", "write", ("shift+tab",)),
    Visit("report", "report", (), "# A small day"),
    Visit("to look at", "report", ("tab",), "# A small day"),
    Visit("live check", "designer", (), "looked at"),
)
BY_NAME = {visit.name: visit for visit in VISITS}
Cell = tuple[str, tuple[object, ...]]


@asynccontextmanager
async def visited(
    name: str, folder: Path, size: tuple[int, int] = WIDE, clock: SetClock | None = None
) -> AsyncIterator[Stage]:
    """Open the app on a session and go there."""
    visit = BY_NAME[name]
    kit = folder.parent.parent
    poor = kit / "exercises" / "poor.yaml"
    poor.write_text(POOR, encoding="utf-8")
    async with at(
        folder, "home" if visit.place == "designer" else visit.place, size=size, kits=[kit], clock=clock
    ) as stage:
        if visit.place == "designer":
            stage.app.desk.watched = poor
            stage.app.show("designer")
        if visit.comes and (visit.place != "home" or not visit.keys):
            await stage.until(lambda: visit.comes in stage.text)
        await do(stage, *visit.keys)
        if visit.comes and visit.place == "home":
            await stage.until(lambda: visit.comes in stage.text)
        yield stage


async def do(stage: Stage, *keys: str) -> None:
    """Press keys, and type what begins with ``=``."""
    for key in keys:
        if key.startswith("= "):
            await stage.type(key.removeprefix("= "))
        else:
            await stage.press(key)


def segments(stage: Stage) -> list[list[Segment]]:
    """Return the screen as it is drawn; under a dialogue the screen below is left out."""
    strips = stage.app.screen._compositor.render_strips()
    dialogue = stage.app.screen.query("#dialog")
    if dialogue:
        x, y, width, height = dialogue.first().region
        strips = [strip.crop(x, x + width) for strip in strips[y : y + height]]
    return [list(strip) for strip in strips]


def uncoloured(stage: Stage) -> list[list[Cell]]:
    """Return the screen without its colours: every letter, and whether it is bold, underlined, reversed …"""
    lines = []
    for line in segments(stage):
        cells: list[Cell] = []
        for text, style, _ in line:
            marks = (
                ()
                if style is None
                else (style.bold, style.dim, style.italic, style.underline, style.reverse, style.strike)
            )
            cells += [(letter, tuple(bool(mark) for mark in marks)) for letter in text]
        lines.append(cells)
    return lines
