"""Leaving a session: wait for the disk, ask about what would be lost, and say afterwards what was left behind.

Loaded with the app, not when it is needed: a program that runs from a stick may not find its files any more by then.
"""

from __future__ import annotations

import asyncio
from typing import Any

from rich.text import Text
from textual.app import App

from facikit.session.session import Session
from facikit.tui.desk import Desk
from facikit.tui.drafts import Drafts
from facikit.tui.screens.picker import Choice, Picker


async def may_leave(app: App[Any], desk: Desk) -> bool:
    """Wait for the disk, then ask about what would be lost; return whether to go."""
    return await _go_without_line(app, desk.drafts) and (desk.open is None or await _is_saved(app, desk.open))


async def _go_without_line(app: App[Any], drafts: Drafts) -> bool:
    """Ask about a line that is not finished and could not be kept."""
    unfinished = drafts.unfinished()
    if not unfinished or drafts.all_kept:
        return True
    words = " · ".join(part for part in next(iter(unfinished.values())).parts if part.strip())
    answer = await app.push_screen_wait(
        Picker(
            "There is a line that you have not finished" if len(unfinished) == 1 else "There are unfinished lines",
            [Choice("stay", "Stay here"), Choice("go", "Leave without it")],
            hint=f"“{words[:200]}” is typed and not yet an entry: Enter in its line makes it one.",
            search=False,
        )
    )
    return answer == "go"


async def _is_saved(app: App[Any], session: Session) -> bool:
    """Wait for the disk; where it refuses, ask until it is there, or the person gives it up."""
    while session.unsaved and not await asyncio.to_thread(session.flush, 5.0):
        reason = session.trouble.strerror if session.trouble else "the disk does not answer"
        answer = await app.push_screen_wait(
            Picker(
                f"NOT SAVED: {session.unsaved} lines",
                [Choice("again", "Try again"), Choice("stay", "Stay here"), Choice("go", "Leave and lose them")],
                hint=f"They could not be written: {reason}. Make room, or put the stick back in, and try again.",
                search=False,
            )
        )
        if answer != "again":
            return answer == "go"
    return True


def left_behind(desk: Desk) -> Text | None:
    """Return what to say where the app was: unfinished lines are kept, and what the session's folder refused."""
    count, told = len(desk.drafts.unfinished()), []
    if desk.open is not None and desk.open.kept:
        lines = "line is" if desk.open.kept == 1 else "lines are"
        told += [f"{desk.open.kept} {lines} saved on this laptop, not yet in the session's folder. Open the "]
        told[-1] += "session here once its folder can be written to: then they go there."
    if count:
        what = "Your unfinished line is" if count == 1 else f"Your {count} unfinished lines are"
        told += [f"{what} kept on this laptop, to be there when you open the session again."]
    return Text("\n".join(told), overflow="ignore") if told else None
