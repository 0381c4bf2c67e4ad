"""A session's folder that was copied: ask once whether it is the same workshop, or was copied to begin another."""

from __future__ import annotations

import asyncio

from textual.app import App

from facikit.errors import UserError
from facikit.library.kits import state_folder
from facikit.session import known
from facikit.session.merge import merge, opened
from facikit.session.session import Session
from facikit.tui.messages import OpenSession, Say
from facikit.tui.overview import today
from facikit.tui.screens.picker import Choice, Picker
from facikit.tui.text import told


async def see_whether_copied(app: App[None], session: Session, place: str) -> None:
    """Ask about a folder whose session is known to be in another one; from then on it is known itself."""
    state = state_folder()
    if session.read_only:
        return
    other = await asyncio.to_thread(known.elsewhere, state, session)
    if other is None:
        await asyncio.to_thread(known.remember, state, session)
        return
    choices = [
        Choice("same", "The same workshop", "the two folders have parts of the same notes"),
        Choice("new", "A new one", "its plan is used again; the notes in the copy are left behind"),
    ]
    hint = f"This folder is a copy: the same session is in {other}."
    answer = await app.push_screen_wait(
        Picker("Is this the same workshop, or a new one?", choices, hint=hint, search=False)
    )
    if answer is None:
        return  # asked again the next time
    await asyncio.to_thread(known.remember, state, session)
    try:
        if answer == "new":
            app.post_message(OpenSession(known.anew(session, today()), place, session.who))
            return
        choices = [
            Choice("yes", "Bring its notes in here", "nothing there is changed"),
            Choice("no", "Not now", "Home can do it later: Bring notes in"),
        ]
        if await app.push_screen_wait(Picker("Bring the two together?", choices, hint=hint, search=False)) != "yes":
            return
        with opened(other, session.files) as source:
            came = await asyncio.to_thread(merge, session, source)
        lines = "nothing new" if not came.new_lines else f"{came.new_lines} new lines"
        app.post_message(Say(f"Brought in from {other}: {lines}."))
    except UserError as error:
        app.post_message(Say(told(error), serious=True))
