"""The small session that the examples in docs/report-blocks.md are made from: one block with everything in it."""

from __future__ import annotations

import random
from pathlib import Path

from PIL import Image
from worked_session import StoryClock, StoryIds

from facikit.library.reading import read_text
from facikit.library.shapes import Plan
from facikit.session import asides, headcounts, media, people, prose, responses, tallies, themes
from facikit.session.agenda import block
from facikit.session.create import create
from facikit.session.plain import add_lines
from facikit.session.session import Session

PLAN = """\
format: facikit-session/1
session: examplesession
title: A day by the harbour
date: 2023-08-15
place: Harbour Hall
zone: Europe/London
outcomes: [Know what the room has seen, Agree what comes first]
groups:
  tables: {names: [{id: table-1, text: Table 1}, {id: table-2, text: Table 2}]}
labels: [Guest, Host]
about:
  subtitle: What was done and learned
  status: preliminary
  date_as: month
  dated: 2023-09-01
  partners: [Harbour Council, The Mill Trust]
  people:
    - {name: Robin Vale, part: author, post: Researcher, organisation: Harbour Council}
    - {name: The Mill Trust, part: host}
    - {name: Kim Ash, part: designed, organisation: The Mill Trust}
    - {name: Sam Reed, part: facilitated}
    - {name: Jo Fell, part: signs, post: Head of learning, organisation: Harbour Council}
    - {name: Lee Dow, part: compiled, post: Editor, email: lee@example.org}
  contact: inquiries@example.org
  links: [{text: The film of the day, url: "https://example.org/film"}]
  references: [{author: Vale R., year: 2019, title: Small tests, place: Leith, publisher: Harbour Press}]
  licence: Anyone may use this with credit.
agenda:
  - id: talk
    title: What we have seen
    groups: tables
    aim: Hear what everybody has seen before we judge any of it.
    speaker: Robin Vale
    post: Chief officer
    organisation: Harbour Council
    steps:
      - id: talk
        title: Talk
        ask: What have you seen this year?
        capture:
          - {field: points, kind: list, label: Points, categories: [{id: near, text: Near}, {id: far, text: Far}]}
          - {field: said, kind: quotes, label: Said at the tables}
          - {field: rows, kind: table, label: Ideas, columns: [{id: idea, text: Idea}, {id: why, text: Why}]}
          - {field: story, kind: text, label: A story}
          - {field: map, kind: tree, label: The map, root: Our work, kinds: [{id: hope, text: Hope}]}
          - field: sure
            kind: scale
            label: How sure
            points: 5
            low: not at all
            high: very
            statements: [{id: s1, text: I know where to begin}]
          - {field: votes, kind: dots, label: What matters, items: [{id: time, text: Time}, {id: room, text: A room}]}
          - {field: went, kind: choice, label: Went home by, options: [{id: bus, text: Bus}, {id: foot, text: On foot}]}
          - {field: stayed, kind: count, label: Stayed to the end}
          - {field: pictures, kind: photo, label: Pictures}
          - {field: cards, kind: pledge, label: Pledges, post_on: in six weeks}
          - {field: people, kind: people, label: Register}
    write: [{slot: meaning, heading: "What does this tell us?", hint: What was new.}]
    report: [points]
  - {id: after, title: And then, groups: tables, steps: [{id: x, title: X, capture: [{field: next, kind: list}]}]}
write:
  - {slot: foreword, heading: Foreword, place: start}
"""


def example(folder: Path) -> Session:
    """Make the session in ``folder`` and open it."""
    plan, problems = read_text(PLAN, "example", Plan)
    if plan is None or problems:
        raise SystemExit("\n".join(map(str, problems)))
    chance = random.Random("example")
    session = Session.open(
        create(plan, folder), "anna", clock=StoryClock("2023-08-15", "10:00", chance), ids=StoryIds(chance)
    )
    _say(session)
    _count(session, folder)
    people.add_people(
        session,
        [
            {"name": "A", "role": "Nurse", "team": "North"},
            {"name": "B", "role": "Nurse", "team": "North"},
            {"name": "C", "role": "Porter", "team": "South"},
        ],
    )
    prose.write(session, "talk", "meaning", "More joins the tables than divides them.")
    prose.write(session, prose.SESSION, "foreword", "Why we asked, and what became of it.")
    asides.park(session, "Who pays for the bus?", "talk")
    return session


def quote_id(session: Session) -> str:
    """Return the id of the first quote: what the pages call ID."""
    return responses.responses(session, "talk", "said")[0].id


def _say(session: Session) -> None:
    def add(field: str, text: str, group: str = "table-1", **more: object) -> responses.Response:
        draft = responses.Draft(block="talk", field=field, group=group, text=text, **more)  # type: ignore[arg-type]
        return responses.add(session, draft)[0]

    quay = add("points", "The quay: nobody goes there after five", category="near")
    bus = add("points", "Buses that wait for the boat", category="far")
    tide = add("points", "The tide table on every door", "table-2", category="near")
    places = themes.make(session, "talk", "points", "Places", "Where people meet")
    themes.link(session, places.id, quay.id, tide.id)
    ways = themes.make(session, "talk", "points", "Ways", "How people get there")
    themes.link(session, ways.id, bus.id)
    prose.write(session, prose.THEME, places.id, "Two tables spoke of the quay.")
    first = add("said", "They asked us first.", label="Guest")
    responses.mark(session, "highlight", True, first.id)
    themes.link(session, places.id, first.id)
    add("said", "Guest: Who decides?\nHost: You do, from today.", "table-2", kind="exchange")
    add("said", "It was worth the rain.", "table-2")
    add("rows", "", cells={"idea": "A bench", "why": "To wait on"})
    add("story", "A man came every day to look at the boats. One day somebody asked him what he saw.", label="Host")
    root = add("map", "Time", category="hope")
    add("map", "Half an hour more", parent=root.id)
    add("cards", "Ring my brother")
    responses.add(session, responses.Draft(block="after", field="next", group="table-1", text="Tea"))


def _count(session: Session, folder: Path) -> None:
    one = block(session, "talk")
    for name, lines in (
        ("sure", ["s1\t1\t2\t5\t3\t1"]),
        ("votes", ["time\t7", "room\t4"]),
        ("went", ["bus\t6", "foot\t3"]),
        ("stayed", ["9 of 12"]),
    ):
        field = next(field for field in one.fields if field.field == name)
        add_lines(session, field, lines, responses.Draft(block="talk", field=name, group="table-1"))
        tallies.release(session, "talk", name)
    headcounts.count_heads(session, "talk", "table-1", 2)
    drawn = folder / "drawn.png"
    Image.new("RGB", (40, 30), (92, 128, 178)).save(drawn)
    kept = media.store(session, drawn)
    responses.add(
        session,
        responses.Draft(
            block="talk",
            field="pictures",
            group="",
            text="The quay at noon",
            media=kept,
            description="Two empty benches.",
        ),
    )
