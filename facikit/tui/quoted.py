"""Who is quoted how often in the report as it is now: looked at while quotes are chosen, wherever that is done."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

from facikit.errors import UserError
from facikit.library.voices import Bound
from facikit.report.balanced import BY, balance, sentences
from facikit.report.render import compose
from facikit.report.voicing import asked
from facikit.session.session import Session
from facikit.tui.screens.base import Command, SessionScreen
from facikit.tui.screens.words import Words

TITLE = "Who is quoted how often"
NOTE = "In the report as it is now, of what fields of quotes hold and any field that something is quoted from."
NOTHING = "Nobody has said anything yet that could be quoted."


def balance_command(screen: SessionScreen, genre: str = "") -> Iterator[Command]:
    """Give the command that shows it, for a screen's palette; ``genre``: in that kind of report."""

    async def show() -> None:
        session, kits = screen.session, screen.desk.kits

        def make() -> str:
            session.flush(5.0)
            return text(session.folder, kits, genre, screen.desk.voices if genre else "")

        try:
            words = await asyncio.to_thread(make)
        except UserError as error:
            screen.say_error(error)
        else:
            screen.app.push_screen(Words(TITLE, words))

    yield Command(TITLE, "quotes by label and by group", lambda: screen.run_worker(show(), group="balance"))


def text(folder: Path, kits: list[Path], genre: str = "", voices: Bound = "") -> str:
    """Return it in words, by label and by group, from what is on disk."""
    with Session.open(folder, read_only=True) as session, asked(voices):
        told = [(one.session, one.page) for one in compose(session, genre, kits=kits).told]
        by_label, by_group = (sentences(balance(told, by)) for by in BY)
    if not by_label:
        return NOTHING
    return "\n".join([NOTE, "", "By label", *by_label, "", "By group", *by_group])
