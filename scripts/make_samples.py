"""Make the smaller worked sessions from their words in scripts/samples: one YAML file a session.

    python scripts/make_samples.py [NAME [FOLDER]]

A words file names its workshop and its runs: who sat down at which laptop, when, and what they did there. The day
itself runs by its plan. Entries may say which themes they are in, that they are highlighted or set aside, how many dots
they were given, how they are quoted, and what hangs on them. ``about`` is what stands before and after the report. An
entry with a ``picture`` is drawn by scripts/samples/drawings.py, and so is ``media/@NAME`` in what staff wrote. What is
said under ``Everyone`` is nobody's group's.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from samples.drawings import PICTURES
from worked_session import ROOT, AtLaptop, let_stand, make, planned, unwrapped

from facikit.library.kinds import DotsField, Field, TableField
from facikit.session import (
    agenda,
    asides,
    headcounts,
    meaning,
    media,
    people,
    plain,
    prose,
    responses,
    tallies,
    themes,
    timer,
)
from facikit.session.session import Change

EVERYONE = "Everyone"
SAMPLES = Path(__file__).resolve().parent / "samples"
Entry = dict[str, Any]


class Sample:
    """The words of one session, and the ids that its entries and themes were given on the way."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.words: dict[str, Any] = yaml.safe_load((SAMPLES / f"{name}.yaml").read_text(encoding="utf-8"))
        for fields in self.words["said"].values():
            for field, entries in fields.items():
                fields[field] = normal(entries)

    def make(self, target: Path) -> None:
        """Make the session in ``target``; what was there goes."""
        given = {key: self.words.get(key, "") for key in ("title", "start", "place", "about")}
        make(target, planned(self.words["workshop"], self.name, date=self.words["date"], **given), self.play)

    def play(self, folder: Path, scratch: Path) -> None:
        """Let each sit down in turn."""
        self.scratch = scratch
        logo = self.words.get("about", {}).get("logo")
        if logo:
            PICTURES["logo"]().save(folder / "media" / logo, optimize=True)
        for run in self.words["runs"]:
            with AtLaptop(folder, self.name, run["who"], self.words["date"], run["at"]) as one:
                for act in ("renames", "leads", "signs_in", "types", "sorts", "chooses", "releases", "writes"):
                    if act in run:
                        getattr(self, act)(one, run)
                if run is self.words["runs"][-1]:
                    let_stand(one, self.words.get("allowed", []))

    # On the day.

    def leads(self, one: AtLaptop, run: Entry) -> None:
        """Step through the day as planned, a minute or two late, with a timer for group work; put things aside."""
        parked = dict(self.words.get("parked", []))
        for block, at in timetable(one):
            minute = at + run["leads"]
            for index, step in enumerate(block.steps or [None]):
                one.clock.set(clock(minute))
                agenda.go(one.session, block.id, index)
                if step is None:
                    continue
                if block.planned.groups and step.minutes:
                    running = timer.timer(one.session, block.id, step.id, minutes=step.minutes)
                    timer.start(one.session, running)
                minute += step.minutes * block.minutes // max(1, sum(part.minutes for part in block.steps))
                if block.planned.groups and step.minutes:
                    one.clock.set(clock(minute))
                    timer.pause(one.session, timer.timer(one.session, block.id, step.id))
            if block.id in parked:
                asides.park(one.session, parked[block.id], block.id)

    def signs_in(self, one: AtLaptop, _run: Entry) -> None:
        """Type the register, and how many are at work in each group."""
        rows = [dict(zip(("name", "role", "team"), row, strict=True)) for row in self.words.get("people", [])]
        people.add_people(one.session, rows)
        for block, heads in self.words.get("heads", {}).items():
            for name, number in heads.items():
                group = meaning.find_group(one.session, block, name)
                headcounts.count_heads(one.session, block, group.id, number)

    def renames(self, one: AtLaptop, run: Entry) -> None:
        """Give blocks the titles that they had on the day."""
        for block, title in run["renames"].items():
            one.clock.wait(5, 20)
            one.session.put([Change(f"block/{block}", {"title": title})])

    def types(self, one: AtLaptop, run: Entry) -> None:
        """Type what was said in some blocks, in some groups or in all."""
        starts = {block.id: at for block, at in timetable(one)}
        for name in run["types"]:
            block = agenda.block(one.session, name)
            if " " not in run["at"]:
                one.clock.set(clock(starts[name] + max(2, block.minutes // 4)))
            for field in block.fields:
                for group_name, entries in self.words["said"].get(name, {}).get(field.field, {}).items():
                    group = "" if group_name == EVERYONE else group_of(one, name, group_name)
                    if group_name in run.get("groups", [group_name]):
                        self.take_down(one, block.id, field, group, entries)

    def take_down(self, one: AtLaptop, block: str, field: Field, group: str, entries: list[Entry]) -> None:
        """Type the entries of one field and group, or put down the counts that a group made."""
        if isinstance(field, DotsField):
            for entry in self.with_dots(field, group):
                one.clock.wait(4, 20)
                tallies.tally(one.session, block, field.field, group, entry["id"], entry["dots"])
        elif field.kind in ("count", "scale", "choice"):
            for entry in entries:
                one.clock.wait(5, 30)
                blank = responses.Draft(block=block, field=field.field, group=group)
                plain.add_lines(one.session, field, [entry["text"]], blank)
        else:
            for entry in entries:
                self.type_one(one, block, field, group, entry, "")

    def type_one(self, one: AtLaptop, block: str, field: Field, group: str, entry: Entry, parent: str) -> None:
        """Type an entry and whatever hangs on it; put right what was typed in haste."""
        one.clock.wait(12, 50)
        entry["group"] = group
        draft: dict[str, Any] = {"block": block, "field": field.field, "group": group, "parent": parent}
        if isinstance(field, TableField):
            draft["cells"] = dict(zip((column.id for column in field.columns), entry["cells"], strict=True))
        elif "picture" in entry:
            draft |= {"text": entry["text"], "description": entry["description"]}
            draft["media"] = self.stored(one, entry["picture"])
        else:
            draft["text"] = entry.get("was") or entry["text"]
            draft["label"] = entry.get("label", "")
            draft["kind"] = "quote" if field.kind == "quotes" else "point"
        if "category" in entry:
            draft["category"] = plain.category_of(field, entry["category"])
        entry["id"] = responses.add(one.session, responses.Draft(**draft))[0].id
        if "was" in entry:
            one.clock.wait(5, 40)
            responses.edit(one.session, entry["id"], text=entry["text"])
        for below in entry.get("under", []):
            self.type_one(one, block, field, group, below, entry["id"])

    def stored(self, one: AtLaptop, name: str) -> str:
        """Draw a picture and keep it in the session; return its name there."""
        drawn = self.scratch / f"{name}.png"
        PICTURES[name]().save(drawn)
        return media.store(one.session, drawn)

    def with_dots(self, field: DotsField, group: str) -> list[Entry]:
        """Return what a group has given dots to, of all that the vote is on."""
        block, _, name = field.items.from_.partition(".")  # type: ignore[union-attr]
        return [one for one in self.entries(block, name) if one.get("dots") and one.get("group") == group]

    # Afterwards.

    def sorts(self, one: AtLaptop, run: Entry) -> None:
        """Make the themes of some fields and put into them what says that it is in them."""
        for place in run["sorts"]:
            block, _, field = place.partition(".")
            for theme in self.words["themes"][place]:
                self.sort(one, block, field, theme, "")

    def sort(self, one: AtLaptop, block: str, field: str, theme: Entry, parent: str) -> None:
        """Make a theme and those that stand under it."""
        one.clock.wait(20, 90)
        made = themes.make(one.session, block, field, theme["name"], unwrapped(theme.get("text", "")), parent)
        key = theme.get("key", theme["name"])
        members = [entry["id"] for entry in self.entries(block, field) if key in entry.get("in", [])]
        members += self.from_elsewhere(f"{block}.{field}.{key}")
        if members:
            one.clock.wait(20, 120)
            themes.link(one.session, made.id, *members)
        if "prose" in theme:
            one.clock.wait(120, 600)
            prose.write(one.session, prose.THEME, made.id, unwrapped(theme["prose"]))
        for below in theme.get("under", []):
            self.sort(one, block, field, below, made.id)

    def from_elsewhere(self, place: str) -> list[str]:
        """Return the ids of entries of other fields that say, by block, field and theme, that they are in a theme."""
        return [
            entry["id"]
            for block, fields in self.words["said"].items()
            for field in fields
            for entry in self.entries(block, field)
            if place in entry.get("in", [])
        ]

    def chooses(self, one: AtLaptop, _run: Entry) -> None:
        """Highlight some responses, set others aside, and edit how some are quoted."""
        for block, fields in self.words["said"].items():
            for field in fields:
                for entry in self.entries(block, field):
                    chosen: Entry = {key: True for key in ("highlight", "set_aside", "off_record") if entry.get(key)}
                    chosen |= {key: entry[key] for key in ("wording",) if key in entry}
                    if chosen:
                        one.clock.wait(3, 20)
                        responses.edit(one.session, entry["id"], **chosen)

    def releases(self, one: AtLaptop, run: Entry) -> None:
        """Let counts be seen."""
        for place in run["releases"]:
            one.clock.wait(2, 9)
            tallies.release(one.session, *place.split("."))

    def writes(self, one: AtLaptop, _run: Entry) -> None:
        """Write what staff have to say."""
        for block, slots in self.words.get("prose", {}).items():
            for slot, text in slots.items():
                one.clock.wait(240, 900)
                written = self.with_references(unwrapped(text))
                written = re.sub(r"media/@(\w+)", lambda found: f"media/{self.stored(one, found[1])}", written)
                prose.write(one.session, block, slot, written)

    def with_references(self, text: str) -> str:
        """Return prose in which ``[[quote:@NAME]]`` means the entry that has that ``ref``."""
        ids = {
            entry["ref"]: entry["id"]
            for block, fields in self.words["said"].items()
            for field in fields
            for entry in self.entries(block, field)
            if "ref" in entry
        }
        return re.sub(r"\[\[quote:@([\w-]+)\]\]", lambda found: f"[[quote:{ids[found[1]]}]]", text)

    def entries(self, block: str, field: str) -> list[Entry]:
        """Return every entry of a field, those that hang on others among them."""
        groups = self.words["said"].get(block, {}).get(field, {})
        return [one for entries in groups.values() for entry in entries for one in whole(entry)]


def normal(entries: Any) -> dict[str, list[Entry]]:
    """Return entries by group, each a mapping; what is in no group stands under an empty name."""
    by_group = entries if isinstance(entries, dict) else {"": entries}
    return {group: [full(entry) for entry in some] for group, some in by_group.items()}


def full(entry: Any) -> Entry:
    """Return one entry as a mapping: a line of words, a row of cells, or what is one already."""
    if isinstance(entry, dict):
        if None in entry.values():
            raise SystemExit(f"a comma has split {entry}; put quotes round it")
        return entry | ({"under": [full(below) for below in entry["under"]]} if "under" in entry else {})
    return {"cells": entry} if isinstance(entry, list) else {"text": str(entry)}


def whole(entry: Entry) -> Iterator[Entry]:
    """Return an entry and all that hangs on it."""
    yield entry
    for below in entry.get("under", []):
        yield from whole(below)


def group_of(one: AtLaptop, block: str, name: str) -> str:
    """Return the id of a group by name; without one, the only group there is."""
    return meaning.find_group(one.session, block, name).id if name else agenda.groups_of(one.session, block)[0].id


def timetable(one: AtLaptop) -> list[tuple[agenda.LiveBlock, int]]:
    """Return each block with the minute of the day at which the plan has it."""
    minute, found = minutes(one.session.plan.start), []
    for block in agenda.blocks(one.session):
        minute = minutes(block.at) if block.at else minute
        found.append((block, minute))
        minute += block.minutes
    return found


def minutes(time: str) -> int:
    """Return the minute of the day."""
    hours, _, rest = time.partition(":")
    return int(hours) * 60 + int(rest)


def clock(minute: int) -> str:
    """Return a minute of the day as HH:MM."""
    return f"{minute // 60:02}:{minute % 60:02}"


if __name__ == "__main__":
    names = sys.argv[1:2] or sorted(path.stem for path in SAMPLES.glob("*.yaml"))
    for name in names:
        Sample(name).make(Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "sessions" / name)
