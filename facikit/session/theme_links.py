"""Which responses are in which theme, kept up to date line by line: a large session is not gone through each time."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from facikit.session.responses import in_order
from facikit.session.session import Session

Merged = Mapping[str, Collection[str]]
"""For each theme that others were merged into, those."""


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

    def within(self, session: Session, theme_id: str, into: Merged) -> tuple[str, ...]:
        """Return the members of a theme, with those that came to a theme which somebody else had merged into it.

        Whoever sorted on without having seen the merging put them there. What was taken out of this theme stays out.
        """
        own = self.of(session, theme_id)
        if theme_id not in into:
            return own
        found, known = dict.fromkeys(own), {theme_id}
        self._follow(session, theme_id, into, found, known)
        return own if len(found) == len(own) else tuple(one.id for one in in_order(session, found))

    def _follow(self, session: Session, theme_id: str, into: Merged, found: dict[str, None], known: set[str]) -> None:
        for gone in into.get(theme_id, ()):
            if gone in known:
                continue
            known.add(gone)
            below = dict.fromkeys(self.of(session, gone))
            self._follow(session, gone, into, below, known)
            found |= {one: None for one in below if session.records.get(f"link/{one}/{theme_id}").first is None}

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
