"""Where does this come from: asked on the screens where claims are made, answered as ``facikit trace`` does.

It is read from what is on disk, on a thread of its own: typing never waits for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from facikit.errors import UserError
from facikit.library.finding import is_programme
from facikit.report.trace_told import told_lines
from facikit.report.tracing import trace
from facikit.session.agenda import blocks
from facikit.session.session import Session
from facikit.session.themes import themes
from facikit.tui.screens.base import Command, SessionScreen
from facikit.tui.screens.picker import TYPED, Choice, Picker
from facikit.tui.screens.words import Words
from facikit.tui.text import cut, one_line
from facikit.tui.writing import parts

TITLE = "Where does it come from?"


def where_from(screen: SessionScreen, asked: str = "", words: str = "") -> Iterator[Command]:
    """Give the commands for a screen's palette: for what is ``asked`` about here, if anything, and for anything."""
    if asked:
        yield Command("Where does this come from?", cut(one_line(words), 60), partial(_tell, screen, asked))
    if not is_programme(screen.session.folder):
        yield Command("Where does a theme, number or text come from?", "chosen by its name", partial(_choose, screen))


def told(folder: Path, kits: list[Path], asked: str) -> str:
    """Return it in plain lines, from what is on disk."""
    with Session.open(folder, read_only=True) as session:
        return "\n".join(told_lines(session, trace(session, asked, kits=kits)))


def _choose(screen: SessionScreen) -> None:
    session = screen.session
    titles = {one.id: one.title for one in blocks(session)}
    choices = [Choice(one.id, one.name, f"theme · {titles.get(one.block, one.block)}") for one in themes(session)]
    choices += [
        Choice(f"{one.id}.{field.field}", field.title, f"what was said · {one.title}")
        for one in blocks(session)
        for field in one.fields
    ]
    choices += [
        Choice(f"{place.block}.{place.slot}", place.title, f"text · {place.under or 'the session'}")
        for part in parts(session)
        for place in part.places
        if not place.theme
    ]

    def chosen(key: str | None) -> None:
        if key is not None:
            _tell(screen, key.removeprefix(TYPED) if key.startswith(TYPED) else key)

    screen.app.push_screen(Picker(TITLE, choices, free="An id from the report or the log"), chosen)


def _tell(screen: SessionScreen, asked: str) -> None:
    screen.run_worker(_told(screen, asked), group="where from", exclusive=True)


async def _told(screen: SessionScreen, asked: str) -> None:
    session, kits = screen.session, screen.desk.kits

    def look() -> str:
        session.flush(5.0)
        return told(session.folder, kits, asked)

    try:
        words = await asyncio.to_thread(look)
    except UserError as error:
        screen.say_error(error)
    else:
        screen.app.push_screen(Words(TITLE, words))
