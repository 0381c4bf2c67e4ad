"""A week of workshops in fast time: six writers, each on a laptop, who are cut off and brought together at random.

Beside them stands a model that knows nothing of logs: sets. Of each entry it keeps the wordings that somebody was told
are saved, and which of them were replaced by somebody who had them before; two laptops that are brought together have
what either had. What a folder says must be what the model says: every wording that nobody replaced stands, whoever else
wrote at the same time; what was taken out is out; and what was only being written when a program died is there or not.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
from rooms import SeededIds

from facikit.errors import UserError
from facikit.session.merge import merge_all
from facikit.session.pack import pack
from facikit.session.responses import Draft, add, delete, edit, responses
from facikit.session.sealing import seal
from facikit.session.session import Session
from facikit.session.words import cleaned

from .disk import Disk, dying
from .judge import Tally, read, state_of
from .order import CLOCKS, WrongClock
from .writing import HOSTILE, Tell, ended, fresh, in_child, made

WRITERS = ("Zoë", "Anna", "Bo", "Ж", "anna", "Dr. O’Neil")
STINTS = 8
"""How often in a day each of them types."""


class Known(msgspec.Struct):
    """What must be in a folder: of each entry its wordings, those that were replaced, and whether it was taken out."""

    wordings: dict[str, set[str]] = {}
    replaced: set[str] = set()
    out: set[str] = set()

    def learn(self, other: Known) -> None:
        """Take in what another folder has."""
        for entry, said in other.wordings.items():
            self.wordings.setdefault(entry, set()).update(said)
        self.replaced |= other.replaced
        self.out |= other.out

    def open_wordings(self, entry: str) -> set[str]:
        """Return what stands for an entry."""
        return self.wordings[entry] - self.replaced


class Laptop:
    """A writer, a folder, a clock that is wrong in its own way, and what must be in the folder."""

    def __init__(self, number: int, base: Path, home: Path) -> None:
        self.who = WRITERS[number]
        self.folder = fresh(base, home / f"laptop-{number}")
        self.clock = WrongClock(*CLOCKS[number % len(CLOCKS)])
        self.known = Known()
        self.number, self.stint = number, 0

    def open(self, seed: int) -> Session:
        """Open the session here, as a run of its own."""
        self.stint += 1
        ids = SeededIds(seed * 1_000_000 + self.number * 10_000 + self.stint)
        return Session.open(self.folder, self.who, clock=self.clock, ids=ids)


def weeks(size: int, seed: int, home: Path) -> Tally:
    """Live through as many weeks as it takes for so many stints of typing."""
    tally, base = Tally(), made(home / "base")
    week = 0
    while tally.tries < size:
        week += 1
        for day in range(5):
            if tally.tries >= size:
                break
            chance = random.Random(f"{seed} {week} {day}")
            laptops = [Laptop(number, base, home) for number in range(len(WRITERS))]
            for stint in range(STINTS * len(laptops)):
                one = laptops[stint % len(laptops)]
                where = f"week {week}, day {day}, stint {stint}, {one.who}"
                _typed(one, chance, seed + week * 10 + day, tally, where)
                if chance.random() < 0.3:
                    _brought_together(one, chance.choice(laptops), chance, home, tally, where)
                if tally.tries >= size:
                    break
            _evening(laptops, chance, home, tally, f"week {week}, day {day}, in the evening")
    return tally


def _typed(one: Laptop, chance: random.Random, seed: int, tally: Tally, where: str) -> None:
    """Let somebody type for a while, and perhaps be cut off at any call; see that what they were told is there."""
    dies = chance.randrange(1, 40) if chance.random() < 0.4 else 0
    of_its_own = random.Random(chance.random())

    def work(tell: Tell) -> None:
        with Disk(one.folder, dying(dies)):
            session = one.open(seed)
            for number in range(of_its_own.randrange(1, 7)):
                for saved in _act(session, of_its_own, f"{seed}.{one.number}.{one.stint}.{number}", tell):
                    tell(json.dumps(["saved", saved]))
            session.close()

    told, status = ended(*in_child(work))
    one.stint += 1  # the child counted for itself
    one.clock.instant += 1000 * 60 * 20
    begun: dict[str, tuple[str, str, list[str]]] = {}
    saved: set[str] = set()
    for kind, *rest in map(json.loads, told):
        if kind == "saved":
            saved.add(rest[0])
        else:
            begun[rest[0]] = (rest[1], rest[2], rest[3])
    if status and not dies:
        tally.wrong(f"{where}: ended with {status}")
    said = _said(one.folder)
    for act, (entry, text, before) in sorted(begun.items(), key=lambda pair: _order(pair[0])):
        there = entry in said and (text in said[entry][0] or (not text and said[entry][1]))
        later = any(text in other[2] for other in begun.values())  # replaced since, in the same stint
        if act in saved or there or later:
            one.known.wordings.setdefault(entry, set()).update({text} if text else ())
            one.known.replaced |= set(before)
            one.known.out |= set() if text else {entry}
    tally.tries += 1
    tally.acknowledged += len(saved)
    _compare(one, said, tally, where)


def _order(act: str) -> tuple[int, ...]:
    return tuple(int(part) for part in act.split("."))


def _act(session: Session, chance: random.Random, name: str, tell: Tell) -> list[str]:
    """Do one thing, telling beforehand what; return what of it is saved."""
    here = responses(session, "animals", "points")
    way = chance.randrange(5)
    known = len(session.records.lines)
    if not here or way < 2:
        place = {"block": "animals", "field": "points", "group": f"table-{1 + chance.randrange(6)}"}
        drafts = [
            Draft(id=f"{name}-{n}".replace(".", "-"), text=f"{name}.{n} {chance.choice(HOSTILE)}", **place)
            for n in range(1 + chance.randrange(3))
        ]
        for number, draft in enumerate(drafts):
            tell(json.dumps(["begun", f"{name}.{number}", draft.id, cleaned(draft.text), []]))
        add(session, *drafts)
        acts = [f"{name}.{number}" for number in range(len(drafts))]
    else:
        one = chance.choice(here)
        heads = [str(line.set["text"]) for line in session.records.get(f"response/{one.id}").heads["text"]]
        text = f"{name} {chance.choice(HOSTILE)}, edited" if way < 4 else ""
        tell(json.dumps(["begun", f"{name}.0", one.id, cleaned(text), heads if text else []]))
        if text:
            edit(session, one.id, text=text)
        else:
            delete(session, one.id)
        acts = [f"{name}.0"]
    session.flush()
    lines = list(session.records.lines)[known:]
    return acts if all(session.saved(line) == "saved" for line in lines) else []


def _said(folder: Path) -> dict[str, tuple[set[str], bool]]:
    """Return of each entry the wordings that stand, and whether it is taken out."""
    records = read(folder)
    found = {}
    for record_id in records.of_kind("response"):
        record = records.get(record_id)
        heads = {str(line.set["text"]) for line in record.heads.get("text", ())}
        found[record_id.removeprefix("response/")] = (heads, record.flag("deleted"))
    return found


def _compare(one: Laptop, said: dict[str, tuple[set[str], bool]], tally: Tally, where: str) -> None:
    for entry in one.known.wordings:
        wanted = one.known.open_wordings(entry)
        there, out = said.get(entry, (set(), False))
        lost, invented = wanted - there, there - wanted
        tally.lost += len(lost)
        tally.invented += len(invented)
        if (lost or invented) and not tally.first:
            tally.first = f"{where}, {entry}: lost {sorted(lost)[:2]}, invented {sorted(invented)[:2]}"
        if out != (entry in one.known.out):
            tally.wrong(f"{where}, {entry}: taken out {entry in one.known.out}, and it says {out}")
    more = set(said) - set(one.known.wordings)
    tally.invented += len(more)
    tally.first = tally.first or (f"{where}: there is {sorted(more)[:3]}" if more else "")


def _brought_together(one: Laptop, other: Laptop, chance: random.Random, home: Path, tally: Tally, where: str) -> None:
    """Bring another's notes here by folder, pack or a sync program's copies; perhaps it is stopped, and done again."""
    way, dies = chance.choice(("folder", "pack", "copies", "seal")), chance.randrange(1, 30)
    packed = home / "other.facikit.zip"
    if one is other:
        return

    def work(_: Tell) -> None:
        with Disk(one.folder, dying(dies) if chance.random() < 0.5 else lambda _: None), one.open(dies) as session:
            if way == "seal":
                seal(session)
            else:
                merge_all(session, [packed if way == "pack" else other.folder])

    if way == "pack":
        with Session.open(other.folder, read_only=True) as session:
            pack(session, packed)
    if way == "copies":
        for path in (other.folder / "log").iterdir():
            shutil.copyfile(path, one.folder / "log" / f"{path.stem} (conflicted copy {one.stint}).jsonl")
    else:
        _, status = ended(*in_child(work))
        one.stint += 1
        if status and way != "seal":
            _, status = ended(*in_child(_whole(one, packed if way == "pack" else other.folder, dies)))
            one.stint += 1
            if status:
                tally.wrong(f"{where}: brought together once more, it ended with {status}")
    packed.unlink(missing_ok=True)
    if way != "seal":
        one.known.learn(other.known)
    _compare(one, _said(one.folder), tally, f"{where}, after {way}")


def _whole(one: Laptop, source: Path, seed: int) -> Callable[[Tell], None]:
    def work(_: Tell) -> None:
        with one.open(seed + 1000) as session:
            merge_all(session, [source])

    return work


def _evening(laptops: list[Laptop], chance: random.Random, home: Path, tally: Tally, where: str) -> None:
    """Bring everybody's notes together in two orders: the same session comes out, and it is what the model has."""
    states = []
    base = fresh(laptops[0].folder, home / "evening-0")
    for number in range(2):
        at = fresh(base, home / f"evening-{number + 1}")
        order = chance.sample(laptops, len(laptops))
        try:
            with Session.open(at) as session:
                merge_all(session, [one.folder for one in order])
                if number:
                    seal(session)
        except UserError as error:
            tally.wrong(f"{where}: {error.message}")
        states.append(state_of(read(at)))
    tally.same(states[0], states[1], where)
    whole = Laptop.__new__(Laptop)
    whole.known = Known()
    for one in laptops:
        whole.known.learn(one.known)
    _compare(whole, _said(home / "evening-1"), tally, where)
