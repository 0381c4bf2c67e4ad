"""Placing what is written here in a programme's report as well: choose the programme's part, or take it out again.

What is selected in the text is marked as the passage that goes there. Nothing is copied, and programme.yaml stays as it
is: the session says where its words stand (``session.also``).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path

from facikit.library.programme_shape import Programme
from facikit.library.programmes import places, plan_of, programmes_with
from facikit.session import also
from facikit.tui.screens.in_report import InReportScreen
from facikit.tui.screens.picker import Choice, Picker
from facikit.tui.text import one_line

NOWHERE = "Only in this session's report"
NONE = "No programme has this session. 'facikit new-programme' begins one; its programme.yaml names the sessions."


async def place_elsewhere(screen: InReportScreen) -> None:
    """Ask where the text stands as well, and see to it."""
    session, draft = screen.session, screen.draft
    if draft is None:
        return
    screen.put_down()
    key = draft.place.key
    known = await asyncio.to_thread(programmes_with, session.folder, screen.desk.kits)
    if not known:
        screen.say(NONE)
        return
    standing = {one.programme: one.at for one in also.also(session) if one.key == key}
    choices = list(_choices(known, standing))
    selected = bool(screen.box.selected_text.strip())
    hint = "It stays written here once. Select a passage before, and only that goes there."
    if selected:
        hint = "What you have selected is marked, and only that goes there."
    chosen = await screen.app.push_screen_wait(Picker("Where does this stand as well?", choices, hint=hint))
    if chosen is None or screen.draft is None or screen.draft.place.key != key:
        return
    at, _, part = chosen.partition("/")
    folder, programme = known[int(at)]
    known_by = plan_of(programme, folder).session
    if part == "-":
        also.take_out(session, *key, known_by)
        screen.say(f"It stands in this session's report only, and not in that of {one_line(programme.title)}.")
    else:
        if selected:
            screen.box.mark_passage(also.BEGINS, also.ENDS)
            screen.put_down()
        also.place(session, *key, known_by, part.removeprefix("+"))
        heading = places(programme)[part.removeprefix("+")]
        empty = "" if draft.text.strip() else " Nothing is written yet: the checks will say so."
        screen.say(f"It stands in {one_line(programme.title)} as well, under {one_line(heading)}.{empty}")
    screen.show()


def where_else(screen: InReportScreen) -> str:
    """Return in which programmes' reports the text at hand stands as well, in words; empty where in none."""
    if screen.draft is None:
        return ""
    found = [one for one in also.also(screen.session) if one.key == screen.draft.place.key]
    names = [one_line(screen.programmes.get(one.programme, "a programme")) for one in found]
    return f"also in {', '.join(names)}" if names else ""


def _choices(known: Sequence[tuple[Path, Programme]], standing: dict[str, str]) -> Iterator[Choice]:
    for at, (folder, programme) in enumerate(known):
        now = standing.get(plan_of(programme, folder).session)
        title = one_line(programme.title)
        for name, heading in places(programme).items():
            mark = "✓ " if now == name else ""
            gathers = " · gathers findings" if not name else ""
            yield Choice(f"{at}/+{name}", f"{mark}{one_line(heading)}", f"{title}{gathers}")
        if now is not None:
            yield Choice(f"{at}/-", NOWHERE, f"not in {title}")
