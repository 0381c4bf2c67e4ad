"""Which responses are in which theme, kept up to date line by line: a large session is not gone through each time."""

from __future__ import annotations

from facikit.session.responses import in_order
from facikit.session.session import Session


class Links:
    """Who is in which theme, kept up to date line by line."""

    def __init__(self) -> None:
        self.read = 0
        self.members: dict[str, dict[str, None]] = {}
        self.themes: dict[str, set[str]] = {}
        """The themes that a response is in, or was."""
        self.ordered: dict[str, tuple[str, ...]] = {}

    def update(self, session: Session) -> None:
        journal = session.records.journal
        for record_id in journal[self.read :]:
            kind, _, name = record_id.partition("/")
            if kind == "response":
                for theme_id in self.themes.get(name, ()):
                    self.ordered.pop(theme_id, None)
            elif kind == "link":
                response_id, _, theme_id = name.partition("/")
                self.themes.setdefault(response_id, set()).add(theme_id)
                self.ordered.pop(theme_id, None)
                if session.records.get(record_id).flag("on"):
                    self.members.setdefault(theme_id, {})[response_id] = None
                else:
                    self.members.get(theme_id, {}).pop(response_id, None)
        self.read = len(journal)

    def of(self, session: Session, theme_id: str) -> tuple[str, ...]:
        """Return the members of a theme, in the order of ``responses``; deleted ones left out."""
        found = self.ordered.get(theme_id)
        if found is None:
            here = in_order(session, self.members.get(theme_id, ()))
            found = self.ordered[theme_id] = tuple(one.id for one in here)
        return found


def links(session: Session) -> Links:
    """Return the session's links, read up to its latest line."""
    found = session.views.get("links")
    if not isinstance(found, Links):
        found = session.views["links"] = Links()
    found.update(session)
    return found
