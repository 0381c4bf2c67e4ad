"""Follow a session that somebody else writes: read only, through restarts of either side and folders that come and go.

A projector's laptop may have the session on a stick or in a synced folder. Where it is gone for a while, what was last
known stands; when it is back, it is read anew. So is a plan that somebody corrects, unless it cannot be read just then.
"""

from __future__ import annotations

from pathlib import Path

from facikit.errors import UserError
from facikit.library.finding import is_session, plan_file
from facikit.session.clock import Clock
from facikit.session.session import Session


class Follower:
    """A session as it is seen from outside. ``is_there`` tells whether its folder was, when last looked at."""

    def __init__(self, folder: Path, clock: Clock | None = None) -> None:
        self.folder = folder
        self.clock = clock or Clock()
        self.session = Session.open(folder, read_only=True, clock=self.clock)
        self.is_there = True
        self._plan = self._facts()

    def look(self) -> bool:
        """Take in what is new; return whether the session is there."""
        facts = self._facts()
        was_there, self.is_there = self.is_there, facts is not None
        if facts is not None and (facts != self._plan or not was_there):
            try:
                fresh = Session.open(self.folder, read_only=True, clock=self.clock)
                self._plan = facts
                if not fresh.problems or self.session.problems:
                    self.session = fresh
            except (UserError, OSError):
                # Half saved, or half copied: what was known stands, and the next look tries again.
                self.is_there = False
        if self.is_there:
            self.session.refresh()
        return self.is_there

    def _facts(self) -> tuple[int, int, int] | None:
        """Return what tells whether the plan is another than it was; None where there is no session."""
        try:
            if not is_session(self.folder):
                return None
            found = plan_file(self.folder).stat()
        except OSError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns
