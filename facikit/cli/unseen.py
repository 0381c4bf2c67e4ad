"""Play the worked session through the real app without a terminal: typed at, stepped on, written into.

What is typed goes the way that a person's keys go, and is looked for in the log before the next is typed. Lines that an
earlier play has typed are not typed again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from facikit.session.session import Session

BLOCK, FIELD, STEP = "change-animals", "animals", "Share at your table"
TABLES = (
    (
        ("Heron", "Stands still until it is worth moving", "Quiet water"),
        ("Border collie", "Cannot rest until everyone is in", "Somebody to whistle"),
    ),
    (("Limpet", "Holds on, whatever the tide", "A reason to let go"),),
)
"""What is typed at one table, and at the next."""
WELCOME = ("welcome", "remarks")
REMARK = "Most people were there before the doors opened, and the first cups of tea were poured by strangers."
TRIES = 200


def play(folder: Path, kits: list[Path]) -> None:
    """Type a few responses at two tables, go a step on, and write a slot."""
    from facikit.session.session import Session

    with Session.open(folder, "demo") as session:
        asyncio.run(_play(session, kits))
        session.flush()


async def _play(session: Session, kits: list[Path]) -> None:
    from facikit.session.agenda import block, position
    from facikit.session.prose import prose
    from facikit.tui.app import FacikitApp
    from facikit.tui.desk import Desk

    app = FacikitApp(Desk(kits, session, session.who), "run")
    app.animation_level = "none"
    steps = [step.title for step in block(session, BLOCK).steps]

    def is_at(step: int) -> bool:
        here = position(session)
        return here is not None and (here.block, here.step) == (BLOCK, step)

    async with app.run_test(size=(120, 40)) as pilot:
        await _choose(pilot, "ctrl+a", STEP)
        await _until(pilot, lambda: is_at(steps.index(STEP)))
        for number, rows in enumerate(TABLES):
            if number:
                await pilot.press("ctrl+g")
            for row in rows:
                if not _is_there(session, row):
                    await _type_row(pilot, row)
                    await _until(pilot, lambda row=row: _is_there(session, row))  # type: ignore[misc]
        await pilot.press("ctrl+n")
        await _until(pilot, lambda: is_at(steps.index(STEP) + 1))
        if not prose(session, *WELCOME):
            await _choose(pilot, "ctrl+s", "Write")
            await _choose(pilot, "ctrl+f", "remarks")
            await _paste(pilot, REMARK)
            await _until(pilot, lambda: prose(session, *WELCOME) == REMARK)
        await _until(pilot, lambda: not session.unsaved)


def _is_there(session: Session, row: tuple[str, ...]) -> bool:
    from facikit.session.responses import responses

    return any(tuple(one.cells.values()) == row for one in responses(session, BLOCK, FIELD))


async def _type_row(pilot: Pilot[None], row: tuple[str, ...]) -> None:
    for number, cell in enumerate(row):
        if number:
            await pilot.press("tab")
        await _paste(pilot, cell)
    await pilot.press("enter")


async def _choose(pilot: Pilot[None], key: str, words: str) -> None:
    """Open a list by its key, narrow it to ``words`` and take what is marked."""
    before = len(pilot.app.screen_stack)
    await pilot.press(key)
    await _until(pilot, lambda: len(pilot.app.screen_stack) > before)
    await _paste(pilot, words)
    await pilot.press("enter")
    await _until(pilot, lambda: len(pilot.app.screen_stack) <= before)


async def _paste(pilot: Pilot[None], text: str) -> None:
    """Type ``text`` where the cursor is, all at once: a key at a time would take a minute."""
    from textual.events import Paste

    await _until(pilot, lambda: pilot.app.focused is not None)
    assert pilot.app.focused is not None
    pilot.app.focused.post_message(Paste(text))
    await pilot.pause()


async def _until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Wait until the app has done what it was told to."""
    for _ in range(TRIES):
        if is_so():
            return
        await pilot.pause(0.02)
    raise RuntimeError("the app did not do what it was told to")
