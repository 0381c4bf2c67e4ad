"""Keeping an entry off the record where it is typed, the moment somebody at the table asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from facikit.session.responses import mark, response
from facikit.tui.capture import of
from facikit.tui.screens.base import Command
from facikit.tui.screens.reshape import ReshapeScreen
from facikit.tui.text import cut

KEPT = "Off the record: it is in no report and no export. ^z takes that back."
BACK = "On the record again. ^z takes that back."


def off_record_command(screen: ReshapeScreen) -> Iterator[Command]:
    """Give the command for the entry in the line, else for the last of the list; none where nothing has words."""
    field = screen.field
    if field is None or of(field).counted or field.kind in ("people", "pledge") or screen.session.read_only:
        return
    entry = screen.line.editing or (screen.rows[-1].id if screen.rows else "")
    if not entry or not screen.is_there(entry):
        return
    one = response(screen.session, entry)
    which = "this entry" if screen.line.editing else "the last entry"
    words = f"Let {which} be on the record again" if one.off_record else f"Keep {which} off the record"
    said = one.text or " · ".join(cell for cell in one.cells.values() if cell)
    yield Command(words, cut(said, 60), partial(_keep, screen, entry, off=not one.off_record))


def _keep(screen: ReshapeScreen, entry: str, *, off: bool) -> None:
    with screen.telling():
        mark(screen.session, "off_record", off, entry)
        screen.say(KEPT if off else BACK)
    screen.show()
