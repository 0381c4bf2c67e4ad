"""Many edit a few texts without having seen each other's: no wording goes that nobody replaced.

Beside them stands a model of sets, as in ``soak``: whoever edits replaces the wordings that were there before their
eyes, and no others. Here nobody is cut off, and so the edits are many.
"""

from __future__ import annotations

import random
from pathlib import Path

from facikit.session.lines import Line
from facikit.session.responses import Draft, add
from facikit.session.session import Change, Session

from .judge import Tally, read
from .order import CLOCKS, WrongClock, carry
from .writing import HOSTILE, fresh, made

EDITS = 500
"""How many edits a day has."""
TEXTS = 4


def unseen(size: int, seed: int, home: Path) -> Tally:
    """Let five laptops edit the same texts and meet now and then; each edit is a try."""
    tally, chance = Tally(), random.Random(seed)
    base = made(home / "base")
    with Session.open(base, "Anna") as anna:
        drafts = (Draft(block="animals", field="points", group="table-1", text=f"{n} said") for n in range(TEXTS))
        records = [f"response/{one.id}" for one in add(anna, *drafts)]
    while tally.tries < size:
        folders = [fresh(base, home / f"laptop{number}") for number in range(len(CLOCKS))]
        laptops = [
            Session.open(folder, f"writer {number}", clock=WrongClock(*clock))
            for number, (folder, clock) in enumerate(zip(folders, CLOCKS, strict=True))
        ]
        said = {record: {_first(laptops[0], record)} for record in records}
        knows = [{record: set(texts) for record, texts in said.items()} for _ in laptops]
        replaced = [set[str]() for _ in laptops]
        for number in range(EDITS):
            at = chance.randrange(len(laptops))
            one, record = laptops[at], chance.choice(records)
            text = f"{tally.tries} {chance.choice(HOSTILE)}"
            replaced[at] |= knows[at][record]
            (line,) = one.put([Change(record, {"text": text})])
            knows[at][record].add(str(line.set["text"]))
            tally.tries += 1
            if number % 25 == 24 or number == EDITS - 1:
                other = chance.randrange(len(laptops))
                _meet(laptops, at, other, knows, replaced)
                _compare(laptops[other], knows[other], replaced[other], tally, f"edit {tally.tries}")
        for one in laptops:
            one.close()
        for at in range(1, len(laptops)):
            carry(folders[at], folders[0])
            for record in records:
                knows[0][record] |= knows[at][record]
            replaced[0] |= replaced[at]
        with Session.open(folders[0], read_only=True) as whole:
            _compare(whole, knows[0], replaced[0], tally, f"edit {tally.tries}, all together")
            tally.acknowledged += sum(line.put in records for line in read(folders[0]).lines.values())
    return tally


def _first(session: Session, record: str) -> str:
    (line,) = session.records.get(record).heads["text"]
    return str(line.set["text"])


def _meet(
    laptops: list[Session], at: int, other: int, knows: list[dict[str, set[str]]], replaced: list[set[str]]
) -> None:
    laptops[at].flush()
    carry(laptops[at].folder, laptops[other].folder)
    laptops[other].refresh()
    for record, texts in knows[at].items():
        knows[other][record] |= texts
    replaced[other] |= replaced[at]


def _compare(session: Session, knows: dict[str, set[str]], replaced: set[str], tally: Tally, where: str) -> None:
    for record, texts in knows.items():
        heads: tuple[Line, ...] = tuple(session.records.get(record).heads["text"])
        there, wanted = {str(line.set["text"]) for line in heads}, texts - replaced
        tally.lost += len(wanted - there)
        tally.invented += len(there - wanted)
        if there != wanted:
            tally.first = (
                tally.first or f"{where}: lost {sorted(wanted - there)[:2]}, or back {sorted(there - wanted)[:2]}"
            )
