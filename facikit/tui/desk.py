"""What one person has before them: the open session, who they are, the group they type for, and unfinished lines.

Screens come and go; the desk stays, so that nothing typed and no choice made is lost on the way from one to another.
"""

from __future__ import annotations

from pathlib import Path

from facikit.library.kits import state_folder
from facikit.library.voices import Bound
from facikit.session.agenda import Group, groups_of
from facikit.session.session import Session
from facikit.session.sheets import Sheet
from facikit.tui.drafts import Drafts
from facikit.tui.ringing import Ringer


class Desk:
    """The desk of one person."""

    def __init__(self, kits: list[Path], session: Session | None = None, who: str = "") -> None:
        self.kits = kits
        self.open = session
        self.who = who
        self.watched: Path | None = None
        """The file that the live check looks at."""
        self.drafts = Drafts(session, who, state_folder()) if session is not None else Drafts()
        self.field = ""
        """The field last typed into, by name."""
        self.category = ""
        """The category last typed under, or what was counted last, by id."""
        self.kinds: dict[tuple[str, str], str] = {}
        """The round or the kind last typed, where the field itself names them."""
        self.note_step: tuple[str, int] | None = None
        """Where the note-taker went by themselves: block and step; None while following the facilitator."""
        self.sheet: Sheet | None = None
        """The sheet of paper that is being typed from; None while people talk."""
        self.wanted_entry = ""
        """The entry for whose sake one goes to another screen."""
        self.recent_labels: list[str] = []
        """Labels in use, the latest first."""
        self.write_at = ("", "")
        """Where prose was last written: block and slot."""
        self.read_at: tuple[str, str] | None = None
        """The place that the report is to be opened at: block and slot."""
        self.genre = ""
        """The kind of report that is looked at; nothing: as planned."""
        self.gaps = False
        """Whether the report that is looked at shows what is missing."""
        self.voices: Bound = ""
        """The level above which the report that is looked at attributes nobody; nothing: as planned."""
        self.sort_at = ("", "")
        """What was last sorted into themes: block and field."""
        self.sort_view = ""
        """What was looked at: a theme, or another part of the cards."""
        self.sort_marks: dict[str, None] = {}
        """The responses that are marked, by id, in the order of marking."""
        self.leads = False
        """Whether the room is led from here: timers ring."""
        self.muted = False
        """Whether they do so without the bell."""
        self.ringer = Ringer()
        self._groups: dict[str, str] = {}
        self._wanted = ""

    @property
    def session(self) -> Session:
        """The open session. Only screens that work on one may ask."""
        if self.open is None:
            raise RuntimeError("no session is open")
        return self.open

    def want_group(self, text: str) -> None:
        """Type for this group wherever it is at work; ``UserError`` where no set has it."""
        if not text.strip():
            return
        from facikit.session.meaning import find_group_anywhere

        self._wanted = find_group_anywhere(self.session, text).name.casefold()

    def group_in(self, block: str) -> Group:
        """Return the group to type for: the one last chosen of the block's set, the one asked for, or the first."""
        every = groups_of(self.session, block)
        for group in every:
            if self._groups.get(group.set) == group.id:
                return group
        for group in every:
            if self._wanted in (group.id.casefold(), group.name.casefold()):
                return group
        return every[0]

    def used_label(self, label: str) -> None:
        """Remember that this label is in use."""
        self.recent_labels = [label, *(one for one in self.recent_labels if one != label)][:5]

    def choose_group(self, group: Group) -> None:
        """Type for this group from now on, in every block that its set works on."""
        self._groups[group.set] = group.id
