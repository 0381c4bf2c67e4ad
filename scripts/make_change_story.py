"""Make the worked session sessions/change-story from its words in scripts/change_story.

It goes through the same door as a person at a keyboard: a facilitator who steps on, six note-takers who type, staff who
sort and write two days later. Time and chance are injected, so that the same words give the same bytes; run it again
after a change to the words, the workshop or an exercise, and commit what it makes.

    python scripts/make_change_story.py [FOLDER]
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path
from typing import Any

import yaml
from change_story.drawings import PICTURES
from worked_session import ROOT, AtLaptop, let_stand, make, planned, unwrapped

from facikit.library.kinds import TableField
from facikit.session import agenda, asides, headcounts, meaning, media, people, prose, responses, themes, timer
from facikit.session.session import Session

WORDS = Path(__file__).resolve().parent / "change_story"
DATE = "2023-08-15"
BLOCKS = (
    "rationale",
    "zooming-out",
    "zooming-in",
    "change-animals",
    "community-social-work",
    "typical-day",
    "north-star",
    "change-messages",
)
CARDS = "now-wow"
Entry = dict[str, Any]


class Typist(AtLaptop):
    """One person of the change story at one laptop, who types, and puts right what was typed in haste."""

    def __init__(self, folder: Path, name: str, at: str) -> None:
        super().__init__(folder, "change-story", name, DATE, at)

    def __enter__(self) -> Typist:
        return self

    def take_down(self, block: str, field: str, group: str, entries: list[Entry | str], drawings: Path) -> None:
        """Type the entries of one field, one after another."""
        for given in entries:
            entry = {"text": given} if isinstance(given, str) else given
            if None in entry.values():
                raise SystemExit(f"{block}.{field}: a comma has split {entry}; put quotes round it")
            self.clock.wait(12, 50)
            added = responses.add(self.session, self.draft(block, field, group, entry, drawings))[0]
            if "was" in entry:
                self.correct(added, entry)

    def draft(self, block: str, field: str, group: str, entry: Entry, drawings: Path) -> responses.Draft:
        """Return the entry as it is typed at first."""
        kind = meaning.find_field(agenda.block(self.session, block), field)
        draft: dict[str, Any] = {"block": block, "field": field, "group": group}
        if isinstance(kind, TableField):
            columns = {column.id: entry[column.id] for column in kind.columns}
            return responses.Draft(**draft, cells=columns | (entry.get("was") or {}))
        if "picture" in entry:
            stored = media.store(self.session, drawings / f"{entry['picture']}.png")
            return responses.Draft(**draft, text=entry["text"], media=stored, description=entry["description"])
        if "category" in entry:
            items = {item.text: item.id for item in getattr(kind, "categories", ())}
            draft["category"] = items[entry["category"]]
        draft["kind"] = "quote" if kind.kind == "quotes" else "point"
        return responses.Draft(**draft, text=entry.get("was") or entry["text"], label=entry.get("label", ""))

    def correct(self, added: responses.Response, entry: Entry) -> None:
        """Put right what was typed in haste."""
        self.clock.wait(5, 40)
        if added.cells:
            responses.edit(self.session, added.id, cells=added.cells | {key: entry[key] for key in entry["was"]})
        else:
            responses.edit(self.session, added.id, text=entry["text"])


def main(target: Path) -> None:
    """Make the session in ``target``; what was there goes."""
    make(target, planned("change-story", "change-story", date=DATE, place="Harbour Hall, Port Larrig"), play)


def play(made: Path, scratch: Path) -> None:
    """Live through the day and the two that follow it."""
    drawings = scratch / "drawings"
    drawings.mkdir()
    for name, draw in PICTURES.items():
        draw().save(drawings / f"{name}.png")
    lead(made)
    take_notes(made, drawings)
    post_cards(made)
    sort_and_write(made)


def lead(folder: Path) -> None:
    """Step through the day, with a timer for each step of the group work, and put some things aside."""
    crew = words("crew")
    acts = [(at, "step", (block, step)) for block, step, at in crew["stepped"]]
    acts += [(at, "park", (text, block)) for text, block, at in crew["parked"]]
    with Typist(folder, crew["facilitator"]["name"], crew["facilitator"]["at"]) as one:
        running: tuple[str, str] | None = None
        for at, act, (first, second) in sorted(acts, key=lambda act: act[0]):
            one.clock.set(at)
            if act == "park":
                asides.park(one.session, first, second)
                continue
            if running:
                timer.pause(one.session, timer.timer(one.session, *running))
            agenda.go(one.session, first, second)
            block = agenda.block(one.session, first)
            running = None
            if block.planned.groups:
                step = block.steps[second]
                running = (first, step.id)
                timer.start(one.session, timer.timer(one.session, *running, minutes=step.minutes))


def take_notes(folder: Path, drawings: Path) -> None:
    """Let each note-taker type: their own table's words, and the talks that fell to them."""
    crew = words("crew")
    started = {(block, step): at for block, step, at in crew["stepped"]}
    for table, taker in enumerate(crew["note_takers"], 1):
        with Typist(folder, taker["name"], taker["at"]) as one:
            if table == 1:
                rows = [dict(zip(("name", "role", "team"), row, strict=True)) for row in words("people")]
                people.add_people(one.session, rows)
                headcounts.count_heads(one.session, "welcome", "", words("crew")["in_room"])
            for name in BLOCKS:
                said = words(name)
                block = agenda.block(one.session, name)
                for index, step in enumerate(block.steps):
                    one.clock.set(started[name, index])
                    one.clock.wait(60, 150)
                    for field in step.capture:
                        entries = said["responses"].get(field.field, [])
                        if isinstance(entries, dict):
                            here = entries.get(str(table), [])
                            one.take_down(name, field.field, f"table-{table}", here, drawings)
                        elif said.get("by") == taker["name"]:
                            one.take_down(name, field.field, agenda.PLENARY, entries, drawings)


def post_cards(folder: Path) -> None:
    """Type in the cards, when everyone has gone."""
    cards = words("crew")["cards"]
    with Typist(folder, cards["name"], cards["at"]) as one:
        for field, entries in words(CARDS)["responses"].items():
            one.take_down(CARDS, field, agenda.INDIVIDUALS, entries, Path())


def sort_and_write(folder: Path) -> None:
    """Sort what was said into themes, choose, set aside, and write what it means."""
    staff = words("crew")["staff"]
    with Typist(folder, staff["name"], staff["at"]) as one:
        for name in (*BLOCKS, CARDS):
            said = words(name)
            choose(one, name, said)
            for field, made in said.get("themes", {}).items():
                sort(one, name, field, made, said["responses"][field])
        for name in (*BLOCKS, CARDS, "session"):
            for slot, text in words(name).get("prose", {}).items():
                one.clock.wait(240, 900)
                prose.write(one.session, name, slot, unwrapped(text))
        let_stand(one, words("session")["allowed"])


def choose(one: Typist, block: str, said: Entry) -> None:
    """Highlight some responses and set others aside."""
    for field, entries in said["responses"].items():
        for found, entry in paired(one.session, block, field, entries):
            chosen = {key: True for key in ("highlight", "set_aside") if entry.get(key)}
            if chosen:
                one.clock.wait(3, 20)
                responses.edit(one.session, found.id, **chosen)


def sort(one: Typist, block: str, field: str, made: list[Entry], entries: Any) -> None:
    """Make the themes of a field and put its responses into them."""
    both = paired(one.session, block, field, entries)
    for theme in made:
        one.clock.wait(20, 90)
        new = themes.make(one.session, block, field, theme["name"], theme.get("text", ""))
        members = [found.id for found, entry in both if theme["key"] in entry.get("in", [])]
        one.clock.wait(20, 120)
        themes.link(one.session, new.id, *members)
        if "prose" in theme:
            one.clock.wait(120, 600)
            prose.write(one.session, prose.THEME, new.id, unwrapped(called(theme["prose"], both)))


def called(text: str, both: list[tuple[responses.Response, Entry]]) -> str:
    """Return prose in which ``[[quote:@NAME]]`` means the entry that has that ``ref``."""
    ids = {entry["ref"]: found.id for found, entry in both if "ref" in entry}
    return re.sub(r"\[\[quote:@([\w-]+)\]\]", lambda found: f"[[quote:{ids[found[1]]}]]", text)


def paired(session: Session, block: str, field: str, entries: Any) -> list[tuple[responses.Response, Entry]]:
    """Return the field's responses, each beside the entry that it was typed from."""
    groups = {f"table-{key}": rows for key, rows in entries.items()} if isinstance(entries, dict) else {"": entries}
    both: list[tuple[responses.Response, Entry]] = []
    for group, rows in groups.items():
        here = responses.responses(session, block, field, group)
        typed = [row if isinstance(row, dict) else {"text": row} for row in rows]
        if agenda.block(session, block).planned.anonymous:
            # Cards that keep no names keep no order either.
            typed.sort(key=lambda row: [one.text for one in here].index(row["text"]))
        both += zip(here, typed, strict=True)
    return both


def words(name: str) -> Any:
    """Return the words in scripts/change_story/NAME.yaml."""
    found = yaml.safe_load((WORDS / f"{name}.yaml").read_text(encoding="utf-8"))
    if name == CARDS:
        # The cards were shuffled before anyone typed them.
        for field, entries in found["responses"].items():
            random.Random(f"cards {field}").shuffle(entries)
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "sessions" / "change-story")
