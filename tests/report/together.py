"""A kit on disk with a programme in it, for the tests of several sessions in one report."""

from __future__ import annotations

import re
from pathlib import Path

from making import SAID, block, plan, say, session_of, theme

from facikit.library.kinds import ListField, PeopleField
from facikit.library.shapes import Slot
from facikit.library.values import Item
from facikit.report.render import Composed, compose
from facikit.report.text import clean
from facikit.session import prose
from facikit.session.session import Session

FORM = ListField(field="answers", categories=(Item("What did you gain?", "gain"), Item("What now?", "now")))
LIST = ListField(field="points", label="Points")
MEANING = Slot(slot="meaning", heading="What does this tell us?")


class Kit:
    """A kit with sessions and one programme."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "sessions"
        self.programme = self.home / "programme"
        self.programme.mkdir(parents=True)

    def session(self, name: str, *blocks, **more) -> Session:
        """Make a session of this name, in the kit, and open it."""
        more = {"title": name.capitalize(), "write": (Slot(slot="intro", place="start"),)} | more
        made = session_of(self.folder / "made", plan(*blocks, **more))
        made.close()
        made.folder.rename(self.home / name)
        return Session.open(self.home / name, "anna")

    def day(self, name: str, *points: str, **more) -> Session:
        """Make a session in which one block called talk has points and a meaning."""
        shown = ["meaning", "points", {"show": "said", "as": "quotes"}]
        made = self.session(name, block("talk", LIST, SAID, write=(MEANING,), report=shown), **more)
        if points:
            say(made, "talk", "points", *points)
        made.flush()
        return made

    def write(self, text: str) -> None:
        """Write the programme's file."""
        (self.programme / "programme.yaml").write_text(text, encoding="utf-8")

    def open(self) -> Session:
        """Open the programme."""
        return Session.open(self.programme, "anna")

    def open_session(self, name: str) -> Session:
        """Open a session of the kit once more."""
        return Session.open(self.home / name, "anna")

    def composed(self, *, draft: bool = False, genre: str = "", kits=()) -> Composed:
        """Return the programme's report and what was found."""
        with self.open() as session:
            return compose(session, genre, kits=[self.folder, *kits], draft=draft)

    def report(self, *, draft: bool = False) -> str:
        """Return the programme's report without its front matter."""
        return self.composed(draft=draft).markdown.split("\n---\n\n", 1)[1]

    def found(self) -> list[str]:
        """Return what was found in the programme's report."""
        return [one.message for one in self.composed().findings]


def filled(kit: Kit, texts: list[str]) -> None:
    """Put two sessions and a programme into the kit that say ``texts`` in turn, in every place."""
    number = 0
    # What has nothing to see in it is not printed, and a quote keeps its paragraphs: both are other matters.
    texts = [re.sub(r"\n\s*\n", "\n", clean(one)) for one in texts if clean(one).strip()] or ["x"]

    def text() -> str:
        nonlocal number
        number += 1
        return texts[number % len(texts)]

    def headed() -> str:
        """A heading of one's own must have something to see in it."""
        return f"Part {number} {text()}"

    for name in ("first", "second"):
        blocks = (
            block("talk", LIST, SAID, write=(MEANING,), title=headed(), report=["meaning", "points", "said"]),
            block(
                "form", FORM, PeopleField(field="people"), title=headed(), report=[{"show": "people", "as": "roles"}]
            ),
        )
        made = kit.session(name, *blocks, title=headed())
        points = say(made, "talk", "points", text(), text(), text())
        said = say(made, "talk", "said", text(), text(), label=headed(), kind="quote")
        theme(made, "talk", "points", headed(), *points, text=text())
        for code, category in (("P1", "gain"), ("P2", "gain"), ("P1", "now")):
            say(made, "form", "answers", text(), label=code, category=category)
        prose.write(made, "talk", "meaning", f"Before.\n\n[[quote:{said[0].id}]]\n\nAfter.")
        prose.write(made, "session", "intro", "A day.")
        made.close()
    kit.write(EVERYTHING)
    with kit.open() as one:
        prose.write(one, "session", "opening", "See [[see:talks]] and [[see:second/talk]].")


EVERYTHING = """
title: All of it
date: 2024-05-30
sessions: [first, second]
sections:
  - {heading: Opening, slot: opening}
  - heading: What was done
    parts: [{show: sessions}]
  - heading: What was said
    parts:
      - {heading: Points, from: first/talk.points, as: list}
      - {heading: Themes, from: first/talk.points, as: headings, members: all}
      - {heading: Quotes, from: second/talk.said}
      - {heading: Meaning, from: second/talk.meaning}
      - {heading: Whole, from: second/talk}
  - heading: Evaluation
    answers: {from: [first/form.answers, second/form.answers], codes: P1 and P2 are people.}
appendices:
  - heading: Reports
    parts: [{report: first}, {report: second, heading: The second}]
  - {heading: Points again, name: talks, from: second/talk.points, as: table, by: group}
"""
