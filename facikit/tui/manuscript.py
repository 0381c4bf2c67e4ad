"""The text of one place while it is being written: what is typed, what of it is in the log, and what others wrote.

Typing is never touched from outside. Whatever is put into the log replaces only what the writer had before them, so
that somebody else's wording, seen or not, stands beside it until a person settles which shall stand.
"""

from __future__ import annotations

from facikit.session.prose import Wording, prose, settle, wordings, write
from facikit.session.run import Saved
from facikit.session.session import Session
from facikit.session.words import cleaned
from facikit.tui.writing import Place, words_in

MOST_BYTES = 900_000
"""A longer text would make a line of the log that readers take for damage; it is nobody's typing."""


class Manuscript:
    """One place's text, open for writing."""

    def __init__(self, session: Session, place: Place) -> None:
        self.session = session
        self.place = place
        self.text = ""
        self._written = ""
        self._seen: tuple[str, ...] = ()
        """The lines of the log that the writer has before them."""
        self.take_up()

    def take_up(self) -> None:
        """Begin anew with what the log shows."""
        self.text = self._written = cleaned(prose(self.session, *self.place.key))
        self._seen = tuple(one.line for one in self._standing()[-1:])

    @property
    def typed(self) -> bool:
        """Whether there is anything that is not in the log."""
        return self.text != self._written

    @property
    def too_long(self) -> bool:
        """Whether the log could not hold it."""
        return self.typed and len(self.text) > MOST_BYTES // 4 and len(self.text.encode(errors="replace")) > MOST_BYTES

    @property
    def words(self) -> int:
        """How many words it has."""
        return words_in(self.text)

    @property
    def saved(self) -> Saved:
        """Whether all of it is on disk."""
        if self.typed:
            return "failed" if self.too_long else "saving"
        states = {self.session.saved(line) for line in self._seen}
        worst: tuple[Saved, ...] = ("failed", "saving", "kept")
        return next((one for one in worst if one in states), "saved")

    def put_down(self) -> bool:
        """Put what was typed into the log; return whether there was anything to put."""
        if not self.typed or self.too_long or self.session.read_only:
            return False
        line = write(self.session, *self.place.key, self.text, seen=self._seen)
        self._written = self.text
        self._seen = (line,) if line else ()
        return True

    def news(self) -> Wording | None:
        """Return what stands in the log in the place of what the writer had before them, if anything does."""
        standing = self._standing()
        if not standing or any(one.line in self._seen for one in standing):
            return None
        return standing[-1]

    @property
    def others(self) -> list[Wording]:
        """The wordings that stand beside this one."""
        return [one for one in self._standing() if one.line not in self._seen]

    @property
    def own(self) -> list[Wording]:
        """This one, as the log has it."""
        return [one for one in self._standing() if one.line in self._seen]

    def settle(self, text: str) -> None:
        """Let ``text`` stand alone."""
        settle(self.session, *self.place.key, text)
        self.take_up()

    def _standing(self) -> list[Wording]:
        return wordings(self.session, *self.place.key)
