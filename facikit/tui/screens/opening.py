"""Opening a session from a list: as which of its screens, who is typing, or what else is to be done with it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from facikit.errors import UserError
from facikit.session.samples import own_copy
from facikit.tui.forgetting import erasing
from facikit.tui.messages import OpenSession
from facikit.tui.overview import Glance
from facikit.tui.places import places
from facikit.tui.screens.base import Command
from facikit.tui.screens.handing import HandingScreen
from facikit.tui.screens.picker import Choice, Picker
from facikit.tui.screens.prompt import Prompt
from facikit.tui.text import told

CARRYING = (
    ("bring", "Bring notes in", "from other laptops: a pack, a folder or a stick"),
    ("notes", "Hand out for notes", "one file for the note-takers: the plan, nobody's words"),
    ("pack", "Pack everything", "one file to carry: plan, notes and pictures"),
    ("print", "Hand-outs to print", "worksheets, cards and sheets for notes, with date and groups"),
)
"""What can be done with a session besides opening it."""
OF_A_DAY = ("notes", "print")
"""What of that a programme has no use for."""


class OpeningScreen(HandingScreen):
    """A screen from which sessions are opened."""

    def glance_of(self, folder: Path) -> Glance | None:  # noqa: ARG002
        """Return what is known of a session, once it has been read."""
        return None

    def open_as(self, folder: Path) -> None:
        """Ask which of its screens a session is to be opened at, or what is to be done with it."""
        known = self.glance_of(folder)
        if known is not None and known.trouble:
            self.say(known.trouble, serious=True)
            return
        of_programme = known is not None and known.joins is not None
        here = [place for place in places(folder) if place.name != "home"]
        choices = [Choice(place.name, place.words, place.tells) for place in here]
        choices += [
            Choice(name, words, tells) for name, words, tells in CARRYING if not (of_programme and name in OF_A_DAY)
        ]
        hint = "It came with facikit: you type into a copy of your own." if known is not None and known.sample else ""
        picker = Picker(f"Open: {self._title_of(folder)}", choices, hint=hint, search=False)
        self.app.push_screen(picker, partial(self.opened_as, folder))

    def opened_as(self, folder: Path, place: str | None) -> None:
        """Open a session at one of its screens, having asked who is typing; or carry it."""
        if place in [name for name, _, _ in CARRYING]:
            self._carry(folder, self._title_of(folder), place)
        if place is None or place not in [one.name for one in places()]:
            return
        if self.desk.who:
            self._open(folder, place, self.desk.who)
        else:
            self.app.push_screen(
                Prompt("Who is typing?", "Your name stands beside what you type, for your colleagues only."),
                lambda who: self._open(folder, place, who) if who else None,
            )

    def commands_for(self, folder: Path) -> Iterable[Command]:
        """Return what can be done with a session besides opening it, for the palette."""
        title = self._title_of(folder)
        for name, words, _ in CARRYING:
            yield Command(f"{words}: {title}", "session", partial(self._carry, folder, title, name))
        yield erasing(self, folder, title)

    def _title_of(self, folder: Path) -> str:
        known = self.glance_of(folder)
        return known.title if known is not None else folder.name

    def _open(self, folder: Path, place: str, who: str) -> None:
        known = self.glance_of(folder)
        if known is not None and known.sample:
            try:
                folder = own_copy(folder, self.desk.kits)
            except UserError as error:
                self.say(told(error), serious=True)
                return
        self.post_message(OpenSession(folder, place, who))

    def _carry(self, folder: Path, title: str, what: str | None) -> None:
        if what == "bring":
            self.bring(folder, title)
        elif what == "print":
            self.print_out(folder.name, title, None, folder)
        else:
            self.hand_out(folder, title, for_notes=what == "notes")
