"""A whole day with a name of its own planted in every place that can hold one; see ``everyone`` for what they are."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PIL import Image
from rooms import SeededIds, SetClock

from facikit.library.finding import shelf
from facikit.library.planning import plan
from facikit.library.reading import read
from facikit.library.shapes import Workshop
from facikit.session.agenda import go
from facikit.session.allowed import allow
from facikit.session.asides import incidents, note_incident, park, reword, take_out
from facikit.session.codes import give
from facikit.session.create import create
from facikit.session.drafts import Drafts, Unfinished
from facikit.session.headcounts import count_heads
from facikit.session.media import store
from facikit.session.people import add_person, delete_person, edit_person
from facikit.session.prose import write
from facikit.session.replanning import retitle
from facikit.session.responses import Draft, Response, add, delete, edit, mark
from facikit.session.rewording import reword as reword_quote
from facikit.session.session import Session
from facikit.session.tallies import put_counts, release
from facikit.session.themes import delete as delete_theme
from facikit.session.themes import edit as edit_theme
from facikit.session.themes import make as make_theme
from facikit.session.themes import merge as merge_themes
from facikit.session.undo import undo

SESSION = "k7q2m9xw4d3t0b"
EVENING = """\
title: Evening
steps:
  - title: Draw
    minutes: 5
    capture:
      - {field: map, kind: tree, root: The service, kinds: [Hope, Fear]}
      - {field: wall, kind: photo}
      - {field: story, kind: text}
  - title: Vote
    minutes: 5
    ask: Which matter most?
    capture:
      - {field: votes, kind: dots, each: 3, items: {from: animals.points, take: responses}}
      - {field: held, kind: choice, options: [Stay as it is, Change]}
      - {field: trust, kind: scale, statements: [We are heard], points: 5}
  - title: Promise
    minutes: 5
    capture:
      - {field: promises, kind: pledge, post_on: in six weeks}
write:
  - {slot: summary, heading: What it tells us}
"""
DAY = """\
title: A small day
start: "09:30"
report: session-report
outcomes: [Know why Zoutcome stayed]
groups:
  tables: {names: [Table 1, Table of Zgroupna, Table 3]}
labels: [Student, Practitioner, Friend of Zlabeled]
about:
  people: [{name: Zauthored, part: author}]
agenda:
  - {exercise: round}
  - {exercise: animals, groups: tables}
  - {input: Why we are here, speaker: Zspeaker, minutes: 10}
  - {exercise: evening, groups: tables}
  - {exercise: animals, id: coded, title: Told in confidence, groups: tables, voices: code}
  - {break: Coffee, minutes: 15}
  - {exercise: cards, title: Evaluation, anonymous: true}
  - {exercise: register}
  - {close: Goodbye, minutes: 5}
write:
  - {slot: introduction, heading: Introduction, place: start}
"""
CARDS = ("Zcardone was kind", "A warm room", "More time", "Bring Zoffanon back", "Less paper")
"""What people wrote on cards without names."""
HELD = 7919
"""A count that nobody may see until it is released."""


class Room(NamedTuple):
    """The session's folder, its kit, the laptop's own state, and ids of what was planted."""

    folder: Path
    kit: Path
    state: Path
    ids: dict[str, str]


def full_room(kit: Path, state: Path, *, cards: tuple[str, ...] = CARDS) -> Room:
    """Make the session in a kit, as five people would over a day; ``cards`` are typed in this order."""
    (kit / "exercises" / "evening.yaml").write_text(EVENING, encoding="utf-8")
    path = kit / "templates" / "workshops" / "full-day.yaml"
    path.write_text(DAY, encoding="utf-8")
    workshop, problems = read(path, Workshop)
    assert workshop is not None and not problems, problems
    made, problems = plan(
        workshop, shelf([kit]), session_id=SESSION, date="2026-03-04", zone="Europe/London", name="full-day"
    )
    assert not problems, problems
    room = Room(create(made, kit / "sessions"), kit, state, {})
    _cards(room, cards)
    with Session.open(room.folder, "Zwriter", clock=SetClock(), ids=SeededIds(1)) as session:
        _lead(session)
        _said(session, room)
        _off_record(session, room)
        _promised(session, room)
    with Session.open(room.folder, "Zstaffer", clock=SetClock(1_772_700_000_000), ids=SeededIds(2)) as session:
        _registered(session, room)
        _changed(session, room)
        _sorted(session, room)
        _written(session, room)
    _half_typed(room)
    return room


def point(text: str, field: str = "points", **more: object) -> Draft:
    """Something that the first table said."""
    return Draft(**{"block": "animals", "field": field, "group": "table-1", "text": text, **more})  # type: ignore[arg-type]


def _one(session: Session, draft: Draft) -> Response:
    return add(session, draft)[0]


def _cards(room: Room, cards: tuple[str, ...]) -> None:
    """Type the cards in the order given; each card has the same id whatever the order."""
    with Session.open(room.folder, "Zanonwho", clock=SetClock(), ids=SeededIds(3)) as session:
        for text in cards:
            card = f"card{CARDS.index(text):08d}"
            add(session, Draft(block="cards", field="now", group="individuals", text=text, id=card))
        mark(session, "off_record", True, f"card{3:08d}")


def _lead(session: Session) -> None:
    for block in ("round", "animals"):
        go(session, block, 0)
    count_heads(session, "animals", "table-1", 6)
    add(session, Draft(block="round", field="words", group="plenary", text="Zlongtxt came by bus"))


def _said(session: Session, room: Room) -> None:
    ids = room.ids
    ids["point"] = _one(session, point("Zpoint waits for an answer", category="near")).id
    ids["quote"] = _one(session, point("Zquoted told me so", "said", kind="quote", label="Friend of Zlabeled")).id
    ids["worded"] = _one(session, point("Zrawword never had time", "said", kind="quote", label="Student")).id
    ids["cells"] = _one(session, point("", "animals", cells={"animal": "Owl", "why": "like Zcellar"})).id
    node = _one(session, point("Knows Znodule", "map", block="evening"))
    ids["node"] = node.id
    ids["kid"] = _one(session, point("Zkidnode too", "map", block="evening", parent=node.id)).id
    ids["photo"] = _one(session, _photo(session, room, "teal", "Zcaption's wall", "Zdescri at a wall")).id
    ids["aside"] = _one(session, point("Zasideon is another story")).id
    ids["deleted"] = _one(session, point("Zdeleted cried")).id
    delete(session, ids["deleted"])
    add(session, point("Zundone cried"))
    undo(session)
    ids["edited"] = _one(session, point("Zearlier was rude")).id
    edit(session, ids["edited"], text="Somebody was rude")


def _photo(session: Session, room: Room, colour: str, caption: str, description: str) -> Draft:
    path = room.kit / "Zfilenam.png"
    Image.new("RGB", (40, 30), colour).save(path)
    media = store(session, path)
    path.unlink()
    return point(caption, "wall", block="evening", media=media, description=description)


def _off_record(session: Session, room: Room) -> None:
    table, evening = {"cells": {"animal": "Fox", "why": "as Zoffcell is"}}, {"block": "evening"}
    drafts = {
        "off point": point("Zoffpoint drinks"),
        "off quote": point("Ask Zoffquote", "said", kind="quote", label="Zofflabel"),
        "off cells": point("", "animals", **table),
        "off node": point("Not Zoffnode", "map", **evening),
        "off photo": _photo(session, room, "navy", "Zoffcaption asleep", "Zoffdescr on a chair"),
        "off sheet": point("a card", sheet="3: Zoffsheet's"),
        "off item": point("Zoffdots must go"),
        "off text": point("Zofftext told a story.\n\nA long one.", "story", **evening),
        "off aside": point("another card"),
    }
    for name, draft in drafts.items():
        room.ids[name] = _one(session, draft).id
    room.ids["off picture"] = drafts["off photo"].media
    room.ids["off kid"] = _one(session, point("and others", "map", block="evening", parent=room.ids["off node"])).id
    counts = {room.ids["point"]: 3, room.ids["off item"]: 2}
    put_counts(session, "evening", "votes", "table-1", {item: {"count": number} for item, number in counts.items()})
    release(session, "evening", "votes")
    put_counts(session, "evening", "held", "table-3", {"change": {"count": HELD}})
    mark(session, "highlight", True, room.ids["off quote"])
    mark(session, "set_aside", True, room.ids["off aside"], because="Zoffwhy asked for it")
    for name in drafts:
        mark(session, "off_record", True, room.ids[name])


def _promised(session: Session, room: Room) -> None:
    text = "I will call Zpledged. To: 4 Zpledadr Lane"
    room.ids["pledge"] = _one(session, point(text, "promises", block="evening")).id


def _registered(session: Session, room: Room) -> None:
    person = add_person(session, "Zregoldn", "Nurse at Zregrole", "Team Zregteam", "Table by Zreggrou")
    edit_person(session, person.id, name="Zregname, zregmail@post.example, 07700 Zphoneno")
    add_person(session, "Zregnocon")
    add_person(session, "Zinprose", "Nurse", "Team Zregteam")
    delete_person(session, add_person(session, "Zregdele", "Guest").id)
    room.ids["person"] = person.id
    in_key = add_person(session, "Zincoded", "Nurse", "Team Zregteam")
    add(session, point("I was there as well", "said", block="coded", kind="quote", label=give(session)[in_key.id]))


def _changed(session: Session, room: Room) -> None:
    ids = room.ids
    mark(session, "set_aside", True, ids["aside"], because="Zwhyasid said so")
    for words in ("[Zwordold] never had time", "[Zwording] never had time"):
        reword_quote(session, ids["worded"], words, quote=True)
    reword_quote(session, ids["off quote"], "[Zoffword] ask")
    room.ids["parked"] = park(session, "Ask Zparkold about buses", "animals").id
    reword(session, "parked", room.ids["parked"], "Ask Zparked about buses")
    take_out(session, "parked", park(session, "Zparkgon is late").id)
    note_incident(session, "Zincident fainted", "animals")
    note_incident(session, "Zincgone left")
    take_out(session, "incident", next(one.id for one in incidents(session) if "Zincgone" in one.text))
    retitle(session, "round", "Arriving with Zmoveold")
    retitle(session, "round", "Round")
    allow(session, "label-off-list-0000", "Zallowed agreed to it")


def _sorted(session: Session, room: Room) -> None:
    members = [room.ids[name] for name in ("point", "off point", "off item", "edited")]
    one = make_theme(session, "animals", "points", "Zthemold", members=members)
    edit_theme(session, one.id, name="Zthemenm's way", text="What Zthemtxt began.")
    merge_themes(session, make_theme(session, "animals", "points", "Zmerged").id, one.id)
    delete_theme(session, make_theme(session, "animals", "points", "Zthemgon").id)
    make_theme(session, "animals", "said", "Quoted", members=[room.ids["quote"], room.ids["off quote"]])
    make_theme(session, "cards", "now", "Cards", members=[f"card{number:08d}" for number in (1, 0, 3, 2)])
    make_theme(session, "evening", "promises", "Promised", members=[room.ids["pledge"]])
    room.ids["theme"] = one.id
    write(session, "theme", one.id, "Zthemprs is behind it.")


def _written(session: Session, room: Room) -> None:
    quote, off = room.ids["quote"], room.ids["off quote"]
    write(session, "animals", "meaning", "Zoldprose was the cause.")
    write(session, "animals", "meaning", f"Zprosenm was the cause, and Zinprose. [[quote:{quote}]] [[quote:{off}]]")


def _half_typed(room: Room) -> None:
    drafts = Drafts(room.state, SESSION, "run1")
    where = {"session": SESSION, "block": "animals", "field": "points", "group": "table-1"}
    drafts.keep(Unfinished(**where, text="and Zhalfway sa", who="Zwriter"))
    drafts.close()
