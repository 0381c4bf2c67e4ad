"""Copies that sync programs take while somebody writes; and words carried in every way there is, unaltered."""

from __future__ import annotations

import json
import random
import shutil
import threading
import time
import zlib
from pathlib import Path

from facikit.session.document import import_new, to_yaml
from facikit.session.merge import adopt, merge_all
from facikit.session.pack import pack
from facikit.session.responses import Draft, add, responses
from facikit.session.sealing import seal
from facikit.session.session import Session
from facikit.session.words import cleaned

from .judge import Tally, read
from .writing import HOSTILE, fresh, logs_of, made, open_day, type_day, whole_day


def live(size: int, seed: int, home: Path) -> Tally:
    """Copy the folder piece by piece while somebody types: what was acknowledged before the copy began is in it."""
    tally, chance = Tally(), random.Random(seed)
    base = made(home / "base")
    day = seed
    while tally.tries < size:
        folder = fresh(base, home / "typed")
        whole = whole_day(folder, day, 60)
        folder = fresh(base, home / "typed")
        told: list[str] = []
        with open_day(folder, day) as session:
            typing = threading.Thread(target=type_day, args=(session, day, 60, told.append))
            typing.start()
            while typing.is_alive() and tally.tries < size:
                time.sleep(chance.random() * 0.004)
                before = list(told)
                copy = home / "copy" / "log"
                shutil.rmtree(copy, ignore_errors=True)
                copy.mkdir(parents=True)
                for path in sorted((folder / "log").iterdir()):
                    _copy(path, copy / path.name, chance.choice((100, 512, 65_536)))
                tally.judge(read(copy.parent).lines, whole, before, f"day {day}, a copy")
            typing.join()
        day += 1
    return tally


def _copy(source: Path, target: Path, piece: int) -> None:
    with source.open("rb") as reading, target.open("wb") as writing:
        while data := reading.read(piece):
            writing.write(data)
            time.sleep(0.0003)  # a typist is slow beside a copy; this one is not


def unaltered(size: int, seed: int, home: Path) -> Tally:
    """Say the nastiest words, and carry them by log, pack, merge and document: the same words come out of each."""
    tally, chance = Tally(), random.Random(seed)
    base = made(home / "base")
    while tally.tries < size:
        folder = fresh(base, home / "said")
        texts = ["".join(chance.choices(_letters(chance), k=chance.randrange(1, 60))) for _ in range(20)]
        texts += [f"{text} {chance.random()}" for text in HOSTILE]
        with Session.open(folder, "Anna") as session:
            place = {"block": "animals", "field": "points", "group": "table-1"}
            said = [
                one.text for text in texts if cleaned(text).strip() for one in add(session, Draft(text=text, **place))
            ]
        with Session.open(folder, read_only=True) as session:
            packed = pack(session, home / f"{tally.tries}.facikit.zip")
            document = to_yaml(session)
        for way in (home / "adopted", home / "merged", home / "imported"):
            shutil.rmtree(way, ignore_errors=True)
        folders = [folder, adopt(packed, home / "adopted"), fresh(base, home / "merged" / "session")]
        with Session.open(folders[-1]) as session:
            merge_all(session, [folder, packed])
        folders.append(import_new(document, "document", home / "imported"))
        packed.unlink()
        for one in folders:
            with Session.open(one, read_only=True) as session:
                tally.tries += len(said)
                tally.same(sorted(each.text for each in responses(session)), sorted(said), str(one))
    return tally


def strangers(size: int, seed: int, home: Path) -> Tally:
    """Carry lines of a newer facikit, with kinds and keys that this one does not know: each byte of them arrives."""
    tally, chance = Tally(), random.Random(seed)
    base = made(home / "base")
    while tally.tries < size:
        folder = fresh(base, home / "newer")
        whole_day(folder, seed + tally.tries, 6)
        for number in range(3):
            run = "".join(chance.choices("0123456789abcdefghjkmnpqrstvwxyz", k=14))
            bodies = [
                {"id": f"{run}.1", "t": "2031-01-01T00:00:00.000Z", "put": f"run/{run}", "set": {"format": "log/9"}},
                {"id": f"{run}.2", "t": "2031-01-01T00:00:01.000Z", "put": "survey/x", "set": {"a": [1, {"b": None}]}},
                {"id": f"{run}.3", "t": "2031-01-01T00:00:02.000Z", "new": {"why": chance.choice(HOSTILE)}},
                {"id": f"{run}.4", "t": "2031-01-01T00:00:03.000Z", "put": f"run/{run}",
                 "set": {"closed": True, "lines": 4}},
            ]  # fmt: skip
            made_of = [json.dumps(one, ensure_ascii=False).encode()[:-1] for one in bodies]
            data = b"".join(b'%b,"crc":"%08x"}\n' % (body, zlib.crc32(body)) for body in made_of)
            (folder / "log" / f"newer-{number}.jsonl").write_bytes(data)
        wanted = _pieces(folder)
        with Session.open(folder) as session:
            packed = pack(session, home / f"{tally.tries}.facikit.zip")
            seal(session)
        merged = fresh(base, home / "merged")
        with Session.open(merged) as session:
            merge_all(session, [packed])
            merge_all(session, [folder])
            seal(session)
        packed.unlink()
        tally.tries += 1
        for one in (folder, merged):
            tally.same(_pieces(one) ^ wanted, set(), one.name)
    return tally


def _pieces(folder: Path) -> set[bytes]:
    return {piece for data in logs_of(folder) for piece in data.split(b"\n") if piece}


def _letters(chance: random.Random) -> str:
    """Return letters of some corner of Unicode, and those that formats are made of."""
    start = chance.choice((0x20, 0xA0, 0x300, 0x590, 0x0E00, 0x2000, 0x2190, 0x3000, 0xFE00, 0x1F300, 0xE0000))
    return "".join(map(chr, range(start, start + 90))) + "\\\"'{}[]:,#|>&*!%@`~-\t"
