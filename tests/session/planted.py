"""A session with one person's name and words planted wherever notes can hold any, and a look for them in bytes."""

from __future__ import annotations

import json
from pathlib import Path

from PIL import Image
from rooms import PLAN, FailingFiles, SetClock, make

from facikit.report.erasing import carry_out
from facikit.session.asides import note_incident, park
from facikit.session.drafts import Drafts, Unfinished
from facikit.session.erasing import Search, order, search_entries, search_person, search_words
from facikit.session.media import store
from facikit.session.people import add_person, edit_person
from facikit.session.prose import write
from facikit.session.responses import Draft, add, delete, edit
from facikit.session.session import Change, Session
from facikit.session.themes import make as make_theme
from facikit.session.undo import undo

NAME = "Zuzana Quillfeather"
SECRET = "I was sent away from the clinic in the night"
BETTER = "I was sent home from the clinic at night"


def planted(parent: Path) -> tuple[Path, dict[str, str]]:
    """Make the session; return its folder and the ids of what was planted."""
    folder = make(parent)
    plan = folder / "session.yaml"
    text = plan.read_text(encoding="utf-8").replace("title: Coffee", f"title: Coffee with {NAME}")
    plan.write_text(text, encoding="utf-8")
    (folder / ".plan-as-made.yaml").write_text(text, encoding="utf-8")
    ids = {}
    with Session.open(folder, NAME, clock=SetClock()) as own:
        ids["typed"] = add(own, said("typed by herself"))[0].id
        ids["position"] = own.put([Change("position/zuzana-quillfeather", {"block": "animals", "step": 1})])[0].id
    with Session.open(folder, "Bo", clock=SetClock()) as bo:
        picture = parent / "picture.png"
        Image.new("RGB", (40, 30), "teal").save(picture)
        ids["secret"] = add(bo, said(SECRET))[0].id
        edit(bo, ids["secret"], text=BETTER)
        edit(bo, ids["secret"], text=SECRET + ", twice", media=store(bo, picture))
        undo(bo)
        ids["about"] = add(bo, said(f"What {NAME}'s sister said was heard"))[0].id
        ids["cells"] = add(bo, Draft(block="animals", field="animals", group="table-1",
                                     cells={"animal": "Owl", "why": f"as {NAME.upper()} is"}))[0].id  # fmt: skip
        ids["name"] = add(bo, said(NAME))[0].id
        ids["taken out"] = add(bo, said(f"{NAME} cried"))[0].id
        delete(bo, ids["taken out"])
        add(bo, said(f"undone: {NAME}"))
        undo(bo)
        ids["card"] = add(bo, Draft(block="feedback", field="now", text=f"Thank you {NAME}"))[0].id
        ids["rest"] = add(bo, said("nobody's name is in here"))[0].id
        person = add_person(bo, NAME, "nurse", "team of Quillfeather, Zuzana")
        edit_person(bo, person.id, name=f"Dr {NAME}")
        ids["person"] = person.id
        add_person(bo, "Ada", "guest", f"{NAME}'s guests")
        make_theme(bo, "animals", "points", f"After {NAME}", f"What {NAME} began.", members=[ids["rest"]])
        write(bo, "animals", "meaning", f"With **Zuzana  Quillfeather** it began.\n\nAnd goes on. {NAME}!")
        write(bo, "animals", "meaning", "It began.")
        park(bo, f"Call {NAME}")
        note_incident(bo, f"{NAME} left early")
        bo.put([Change("label/l1", {"text": f"Friends of {NAME}"})])
        bo.put([Change("allow/some-check", {"reason": f"{NAME} agreed"})])
        bo.put([Change("session", {"title": f"A day with {NAME}"})])
    return folder, ids


def said(text: str) -> Draft:
    """Something that table 1 said."""
    return Draft(block="animals", field="points", group="table-1", text=text)


def leave_drafts(state: Path, entry: str) -> None:
    """Leave in the local state what a laptop keeps: lines half typed, names, a page for the projector."""
    place = {"session": PLAN.session, "block": "animals", "field": "points"}
    drafts = Drafts(state, PLAN.session, "run1")
    drafts.keep(Unfinished(**place, group="table-1", text=f"and {NAME} sai", who="Bo"))
    drafts.keep(Unfinished(**place, group="table-2", text=SECRET + ", an", editing=entry, original=(SECRET,)))
    drafts.keep(Unfinished(**place, group="table-3", text="somebody else's half", who=NAME))
    drafts.keep(Unfinished(**place, group="table-4", text="kept as it is", who="Bo"))
    drafts.close()
    (state / "present").mkdir()
    (state / "present" / "page.html").write_text(f"<h1>{NAME}</h1><p>{SECRET}</p>", encoding="utf-8")
    (state / "names").write_text(f"Bo\n{NAME}\nAda\n", encoding="utf-8")
    (state / "who").write_text(f"{NAME}\n", encoding="utf-8")


def holding(folder: Path, *words: str) -> list[str]:
    """Return the files below ``folder`` that hold any of the words, in their bytes or in their names, in any case."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder)).casefold()
        data = path.read_bytes().decode("utf-8", "replace").casefold() if path.is_file() else ""
        for word in words:
            escaped = json.dumps(word)[1:-1].casefold()
            slugged = word.casefold().replace(" ", "-")[:16]
            if word.casefold() in data or escaped in data or slugged in name or slugged in data:
                found.append(f"{name}: {word}")
    return found


def erase(folder: Path, state: Path, search: str, *what: str, files: FailingFiles | None = None) -> Search:
    """Search and erase as the command does."""
    given = {"files": files} if files is not None else {}
    with Session.open(folder, "Lea", clock=SetClock(1_772_700_000_000), **given) as lea:
        ways = {"entries": lambda: search_entries(lea, what), "person": lambda: search_person(lea, *what)}
        found = ways.get(search, lambda: search_words(lea, *what))()
        order(lea, found)
        carry_out(lea, state, found)
    return found


def rest(folder: Path, *but: str) -> dict[str, object]:
    """Return every record as it is shown, without those named, without runs and orders."""
    with Session.open(folder, read_only=True) as session:
        every = [one for kind in session.records.kinds() for one in session.records.of_kind(kind)]
        return {
            one: session.records.get(one).values
            for one in sorted(every)
            if one.partition("/")[0] not in ("run", "erased") and one.rpartition("/")[2] not in but
        }
