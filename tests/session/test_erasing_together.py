"""Laptops that write, erase and merge in any order end with the same notes, and with nothing that one has erased."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from planted import holding, said
from rooms import SeededIds, SetClock, make

from facikit.report.erasing import carry_out
from facikit.session.erasing import order, search_entries, search_person
from facikit.session.merge import merge_all
from facikit.session.responses import add, edit, responses
from facikit.session.session import Session
from facikit.session.undo import undo

pytestmark = pytest.mark.slow

NAME = "Zuzana Quillfeather"


class Laptop:
    """One of several, with a copy of the session's folder and a clock of its own."""

    def __init__(self, folder: Path, number: int, seed: int) -> None:
        self.folder, self.number = folder, number
        self.ids = SeededIds(seed * 10 + number)
        self.clock = SetClock(1_772_614_800_000 + number * 700)

    def open(self) -> Session:
        """Open the session here."""
        return Session.open(self.folder, f"Writer {self.number}", clock=self.clock, ids=self.ids)


def act(chance: random.Random, laptops: list[Laptop], state: Path, told: dict[str, list[str]], step: int) -> list[str]:
    """Let one laptop do one thing; return the words that are to be gone from now on."""
    here, other = chance.sample(laptops, 2)
    gone: list[str] = []
    with here.open() as session:
        entries = responses(session)
        what = chance.choice(["add", "add", "edit", "merge", "merge", "erase", "undo", "stick"])
        words = f"secret{step}x{here.number}"
        if what == "add" or not entries:
            one = add(session, said(f"{words} {'of ' + NAME if chance.random() < 0.2 else ''}"))[0]
            told.setdefault(one.id, []).append(words)
        elif what == "edit":
            one = chance.choice(entries)
            edit(session, one.id, text=f"{words} instead")
            told[one.id].append(words)
        elif what == "undo":
            undo(session)
        elif what == "merge":
            merge_all(session, [other.folder])
        elif what == "stick":
            for path in (other.folder / "log").iterdir():
                shutil.copyfile(path, here.folder / "log" / f"{path.stem} (stick {step}).jsonl")
        else:
            one = chance.choice(entries)
            found = search_entries(session, [one.id])
            order(session, found)
            carry_out(session, state, found)
            gone.append(one.id)
    return gone


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_written_erased_and_merged_the_erased_is_gone_everywhere(tmp_path, state, seed):
    chance = random.Random(seed)
    first = make(tmp_path / "0")
    laptops = [Laptop(first, 0, seed)]
    laptops += [Laptop(Path(shutil.copytree(first, tmp_path / str(n) / first.name)), n, seed) for n in (1, 2)]
    told: dict[str, list[str]] = {}
    gone: list[str] = []
    for step in range(30):
        gone += act(chance, laptops, state, told, step)
    with laptops[0].open() as session:
        session.clock = SetClock(1_772_700_000_000)
        found = search_person(session, NAME)
        order(session, found)
        carry_out(session, state, found)
    for _ in range(2):
        for here in laptops:
            with here.open() as session:
                merge_all(session, [other.folder for other in laptops if other is not here])
    shown = []
    for here in laptops:
        assert holding(here.folder / "log", NAME, *(words for one in gone for words in told[one])) == []
        with here.open() as session:
            shown.append([(one.id, one.text, one.who, one.versions) for one in responses(session)])
            left = {words for one, every in told.items() if one not in gone for words in every}
            assert any(words in text for words in left for _, text, _, _ in shown[-1]) or not shown[-1]
    assert shown[0] == shown[1] == shown[2]
