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
from facikit.library.programmes import named, read_programme
from facikit.report.trace_told import told_lines
from facikit.report.tracing import trace
from facikit.session.agenda import blocks
from facikit.session.session import Session
from facikit.session.sittings import sittings
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
    yield Command("Where does a theme, number or text come from?", "chosen by its name", partial(_choose, screen))


def told(folder: Path, kits: list[Path], asked: str) -> str:
    """Return it in plain lines, from what is on disk."""
    with Session.open(folder, read_only=True) as session:
        return "\n".join(told_lines(session, trace(session, asked, kits=kits)))


def _choose(screen: SessionScreen) -> None:
    screen.run_worker(_chosen(screen), group="where from", exclusive=True)


async def _chosen(screen: SessionScreen) -> None:
    session, kits = screen.session, screen.desk.kits
    if is_programme(session.folder):
        # Its sessions are opened to be read.
        choices = await asyncio.to_thread(_of_programme, session.folder, kits)
    else:
        choices = list(_in_session(session))
    free = "An id from the report or the log"
    key = await screen.app.push_screen_wait(Picker(TITLE, choices, free=free))
    if key is not None:
        await _told(screen, key.removeprefix(TYPED) if key.startswith(TYPED) else key)


def _of_programme(folder: Path, kits: list[Path]) -> list[Choice]:
    """Return what a programme's report is made of: its themes and parts, then what each of its sessions has."""
    programme, _ = read_programme(folder)
    if programme is None:
        return []
    known = named([*programme.sections, *programme.appendices])
    choices = [Choice(one.name, one.name, "theme of the programme") for one in programme.themes]
    choices += [Choice(name, part.heading or name, "part of the report") for name, part in known.items()]
    for one in sittings(programme, folder, kits):
        if one.session is not None:
            choices += _in_session(one.session, f"{one.name}/", one.title)
    return choices


def _in_session(session: Session, before: str = "", title: str = "") -> Iterator[Choice]:
    """Yield a session's themes, fields and texts; ``before`` and ``title`` are what it goes by among several."""
    titles = {one.id: one.title for one in blocks(session)}
    of = f" · {title}" if title else ""
    for theme in themes(session):
        yield Choice(f"{before}{theme.id}", theme.name, f"theme · {titles.get(theme.block, theme.block)}{of}")
    for one in blocks(session):
        for field in one.fields:
            yield Choice(f"{before}{one.id}.{field.field}", field.title, f"what was said · {one.title}{of}")
    for part in parts(session):
        for place in part.places:
            if not place.theme:
                under = place.under or "the session"
                yield Choice(f"{before}{place.block}.{place.slot}", place.title, f"text · {under}{of}")


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
