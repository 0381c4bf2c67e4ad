"""Changing the day from the room: what the Run screen's list of commands has for it. The Plan screen has the rest."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from facikit.errors import UserError
from facikit.session import agenda, replanning
from facikit.tui.inserting import not_before_now, put_in
from facikit.tui.messages import Show
from facikit.tui.screens.base import Command, SessionScreen
from facikit.tui.text import cut, told


def day_commands(screen: SessionScreen, here: str) -> Iterable[Command]:
    """Return what can be done to the day from the block ``here``: put in, do next, cut and bring back."""
    session = screen.session
    every = agenda.blocks(session)
    yield Command(
        "Put in a block after this one", "from the library, a break or a talk", partial(_put_in, screen, here)
    )
    yield Command("Change the plan of the day", "every block's time, length and place", lambda: _plan(screen))
    after = not_before_now(session, here)
    ids = [one.id for one in every]
    at = ids.index(after) if after in ids else -1
    for number, one in enumerate(every):
        if number > at + 1 and one.started is None and not one.cut:
            yield Command(f"Do next: {one.title}", f"{one.minutes} min", partial(_do_next, screen, one.id, after))
    for one in every:
        if one.cut:
            yield Command(f"Bring back: {one.title}", "cut", partial(_cut, screen, one.id, back=True))
        elif one.id != here:
            yield Command(f"Cut: {one.title}", f"{one.minutes} min", partial(_cut, screen, one.id, back=False))


def _put_in(screen: SessionScreen, here: str) -> None:
    screen.run_worker(put_in(screen, here or None), group="put in", exclusive=True)


def _plan(screen: SessionScreen) -> None:
    screen.post_message(Show("plan"))


def _do_next(screen: SessionScreen, block: str, after: str | None) -> None:
    try:
        replanning.move(screen.session, block, after)
        screen.say(f"Next: {cut(agenda.block(screen.session, block).title, 50)}. ^z puts it back.")
    except UserError as error:
        screen.say(told(error), serious=True)
    screen.show()


def _cut(screen: SessionScreen, block: str, *, back: bool) -> None:
    try:
        replanning.cut(screen.session, block, back=back)
        screen.say("It is back in the agenda." if back else "Cut. ^z brings it back.")
    except UserError as error:
        screen.say(told(error), serious=True)
    screen.show()
