"""The programme that examples in docs/report-blocks.md are made from: the day by the harbour, and one on the hill."""

from __future__ import annotations

import random
from pathlib import Path

from worked_session import StoryClock, StoryIds

from facikit.library.reading import read_text
from facikit.library.shapes import Plan
from facikit.report.render import compose
from facikit.session import responses, themes
from facikit.session.create import create
from facikit.session.session import Session

HILL = """\
format: facikit-session/1
session: examplehillday
title: A day on the hill
date: 2023-09-12
zone: Europe/London
groups:
  tables: {names: [{id: table-1, text: Table 1}, {id: table-2, text: Table 2}]}
agenda:
  - id: talk
    title: What we have seen
    groups: tables
    steps: [{id: talk, title: Talk, capture: [{field: points, kind: list, label: Points}]}]
"""
PROGRAMME = """\
title: Two days
numbers: 0
sessions: [{{session: {harbour}, as: harbour}}, {{session: {hill}, as: hill}}]
themes:
  - {{name: Places, text: Where people meet, also: [hill/The hut]}}
  - Ways
sections:
"""


def printed(harbour: Session, source: str) -> str:
    """Return what parts of a programme's ``sections:`` make, headings and all."""
    home = harbour.folder.parent
    folder = home / "two-days"
    folder.mkdir(exist_ok=True)
    text = PROGRAMME.format(harbour=harbour.folder.name, hill=_hill(home).name)
    (folder / "programme.yaml").write_text(text + source, encoding="utf-8")
    harbour.flush()
    with Session.open(folder, read_only=True) as session:
        made = compose(session, kits=[])
    if made.findings:
        raise SystemExit(f"{source}: {made.findings}")
    # After the title and the contents.
    return "## " + made.markdown.split("\n## ", 2)[2]


def _hill(home: Path) -> Path:
    for found in home.glob("*/session.yaml"):
        if "examplehillday" in found.read_text(encoding="utf-8"):
            return found.parent
    plan, problems = read_text(HILL, "hill", Plan)
    if plan is None or problems:
        raise SystemExit("\n".join(map(str, problems)))
    chance = random.Random("hill")
    folder = create(plan, home)
    with Session.open(folder, "bo", clock=StoryClock("2023-09-12", "10:00", chance), ids=StoryIds(chance)) as session:
        hut, view = responses.add(
            session,
            *(
                responses.Draft(block="talk", field="points", group=group, text=text)
                for group, text in (("table-1", "The hut, when it is open"), ("table-2", "You can see who is coming"))
            ),
        )
        responses.mark(session, "highlight", True, hut.id)
        themes.make(session, "talk", "points", "The hut", members=[hut.id])
        themes.make(session, "talk", "points", "Far and near", members=[view.id])
    return folder
