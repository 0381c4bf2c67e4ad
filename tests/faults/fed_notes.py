"""Anything at all in a log, in a record or in a pack: the session opens and is told of, or the file is refused.

Three depths. Bytes, as a disk or an editor leaves them: what a checksum proves is read, whatever stands around it.
Lines that are whole, and say what no facikit would: the session opens, and every list, document and report is made.
Packs that somebody has built: opened name by name, and nothing is written but in its place.
"""

from __future__ import annotations

import contextlib
import io
import random
import shutil
import stat
import struct
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from rooms import PLAN

from facikit.errors import UserError
from facikit.library.planning import plan_text
from facikit.report.render import compose
from facikit.session.agenda import blocks, groups_of, labels, position
from facikit.session.doctor import look_over
from facikit.session.document import to_json, to_yaml
from facikit.session.lines import Line, encode, salvage
from facikit.session.merge import adopt, merge_all
from facikit.session.responses import responses
from facikit.session.sealing import seal
from facikit.session.session import Session
from facikit.session.status import status
from facikit.session.table import to_csv
from facikit.session.themes import themes
from facikit.session.undo import redo, undo

from .bounded import Outcome, Target, mutated
from .judge import read_bytes, state_of
from .writing import HOSTILE, fresh, logs_of, made, whole_day

BYTES = (
    b"\n", b"\r\n", b"\x00", b"\x00" * 600, b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b'{"id":"', b'","t":"',
    b'"set":{', b'"put":"', b'"over":{', b'"gone":true', b'"undoes":', b'"who":', b',"crc":"00000000"}', b"{" * 300,
    b"[" * 3000, b"}", b"]", b"null", b"1e999", b"-0", b"NaN", b"9" * 400, b"\\u0000", b"\\ud800", b"\\", b'"', b",",
    b":", b"\x1b[2J", b"true", b"\x80",
)  # fmt: skip
MOMENT = "2026-03-04T10:00:00.000Z"
TIMES = (
    MOMENT, "", "now", "9999-12-31T23:59:59.999Z", "0000-00-00T00:00:00.000Z", "2026-03-04", "-1",
    "2026-03-04T10:00:00Z0",
)  # fmt: skip
IDS = (
    "animals", "feedback", "coffee", "points", "said", "now", "meaning", "context",
    "table-1", "tables", "a", "b", "c", "", "x/y", "../..", "red", "choose", "student", "*", "é", "1",
)  # fmt: skip
FIELDS = (
    "block", "field", "group", "text", "kind", "label", "category", "parent", "cells", "count", "media",
    "description", "deleted", "off_record", "highlight", "set_aside", "position", "sheet", "wording", "title",
    "name", "on", "dots", "values", "members", "started", "ended", "minutes", "steps", "step", "order", "after",
    "set", "format", "session", "closed", "lines", "withheld", "words", "person", "runs", "entries", "logs", "media",
    "checked", "first", "second", "role", "team", "agreed", "merged", "split", "code", "level", "people",
    "headcount", "write", "capture", "report", "exercise", "minutes_left", "released", "seen", "cut", "groups",
    "place", "start", "date", "labels", "to", "from", "because", "at", "who", "zone", "app", "colour", "scale",
)  # fmt: skip
KINDS = (
    "response", "theme", "link", "prose", "tally", "block", "group", "session", "position", "run", "person",
    "parked", "incident", "erased", "handout", "release", "screen", "timer", "headcount", "label", "sheet",
    "finding", "standing", "voices", "rating", "scale", "count", "checked", "also", "doubt", "code", "survey",
    "agenda", "scores",
)  # fmt: skip


# Bytes


def _logs() -> Sequence[bytes]:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        base = made(Path(name) / "base")
        whole_day(base, 1, 10)
        data = b"".join(logs_of(base))
    return [
        data,
        *(piece + b"\n" for piece in data.split(b"\n") if piece),
        b"",
        b"\n" * 50,
        b"[" * 100_000,
        b'{"id":"' * 3000,
    ]


def _start_logs(_: Path) -> Callable[[bytes], Outcome]:
    def try_one(data: bytes) -> Outcome:
        records = read_bytes(data)
        state_of(records)
        proven = {line.id: line for line in salvage(data)}
        lost = [one for one in proven if one not in records.lines]
        if lost and len(data) < 1 << 20:
            return Outcome("lost", f"a line that its checksum proves was not read: {lost[0]!r}")
        puts = sorted({one.put.partition("/")[0] for one in records.lines.values()})
        return Outcome((len(records.lines), len(records.forks), tuple(puts)[:5]))

    return try_one


LOG = Target(_logs, lambda chance, pool: mutated(chance, pool, BYTES), _start_logs)


# Lines that say anything


def _record(chance: random.Random) -> str:
    return f"{chance.choice(KINDS)}/" + "/".join(chance.choice(IDS) for _ in range(chance.choice((1, 1, 1, 2, 3, 4))))


def _value(chance: random.Random, depth: int = 0) -> Any:
    way = chance.randrange(14 if depth < 3 else 11)
    if way < 4:
        return chance.choice(IDS)
    if way < 6:
        return chance.choice(HOSTILE)
    if way < 11:
        return chance.choice(
            (None, True, False, 0, -1, 1, 3, 2.5, 1e308, 10**30, "", " ", *TIMES, "3", "x" * 5000, "[[see:a]]")
        )
    if way == 11:
        return [_value(chance, depth + 1) for _ in range(chance.randrange(4))]
    return {chance.choice((*FIELDS, *IDS)): _value(chance, depth + 1) for _ in range(chance.randrange(4))}


def _lines(chance: random.Random, pool: Sequence[tuple[Line, ...]]) -> tuple[Line, ...]:
    """Return lines of which some are right, some are right but for one value, and some are anything."""
    found = list(chance.choice(pool))
    for number in range(chance.randrange(1, 8)):
        line_id = chance.choice((f"fed.{chance.randrange(1, 90)}", "fed.x", "fed", ".", "a" * 80, "fed.-1", "fed.1e9"))
        sure = chance.choice(found) if found else Line("fed.1", MOMENT)
        if chance.random() < 0.6 and sure.set:
            changed = {**sure.set, chance.choice((*sure.set, *sure.set, chance.choice(FIELDS))): _value(chance)}
            line = Line(line_id, sure.t, sure.who, sure.put, changed)
        else:
            some = {chance.choice(FIELDS): _value(chance) for _ in range(chance.randrange(5))}
            line = Line(line_id, chance.choice(TIMES), chance.choice(HOSTILE), _record(chance), some)
        over = (
            {chance.choice((*line.set, "text")): [chance.choice((sure.id, line_id, "none"))]} if number % 3 == 0 else {}
        )
        line = msgspec.structs.replace(
            line, over=over, undoes=chance.choice(("", "", sure.id)), gone=chance.random() < 0.03
        )
        found[chance.randrange(len(found) + 1) : 0] = [line]
    return tuple(found[:60])


def _whole_lines() -> Sequence[tuple[Line, ...]]:
    import tempfile

    found: list[tuple[Line, ...]] = [()]
    with tempfile.TemporaryDirectory() as name:
        base = made(Path(name) / "base")
        for day in range(3):
            folder = fresh(base, Path(name) / "day")
            whole_day(folder, day, 12)
            found += [tuple(read_bytes(data).lines.values()) for data in logs_of(folder)]
    kit = Path(__file__).parents[2] / "sessions"
    for log in sorted(kit.glob("*/log/*.jsonl")):
        every = list(read_bytes(log.read_bytes()).lines.values())
        kinds: dict[str, list[Line]] = {}
        for line in every:
            kinds.setdefault(line.put.partition("/")[0], []).append(line)
        found.append(tuple(line for lines in kinds.values() for line in lines[:3]))
    return found


def _start_lines(home: Path) -> Callable[[tuple[Line, ...]], Outcome]:
    folder = made(home / "base")
    log = folder / "log" / "fed.jsonl"

    def try_one(lines: tuple[Line, ...]) -> Outcome:
        log.write_bytes(b"".join(map(encode, lines)))
        with Session.open(folder, read_only=True) as session:
            told = status(session)
            kinds = (len(responses(session)), len(themes(session)), len(look_over(session)), told.entries)
            position(session), labels(session), [groups_of(session, one.id) for one in blocks(session)]
            to_yaml(session), to_json(session), to_csv(session)
            try:
                report = len(compose(session, kits=[]).findings)
            except UserError as error:
                report = hash(error.message[:12])
        with Session.open(folder, "Anna") as session:
            for act in (undo, redo):
                with contextlib.suppress(UserError):
                    act(session)
        for path in (folder / "log").iterdir():
            path.unlink()
        return Outcome((kinds, report))

    return try_one


LINES = Target(_whole_lines, _lines, _start_lines)


# Packs

NAMES = (
    "day/session.yaml", "session.yaml", "day/programme.yaml", "day/facikit-pack.json", "day/log/a.jsonl",
    "day/log/b.JSONL", "../out.jsonl", "/etc/out.jsonl", "..\\out.jsonl", "C:\\out.jsonl",
    "day/media/" + "a" * 32 + ".jpg", "day/media/x.jpg", "day/", "day/log/" + "x" * 190 + ".jsonl",
    "day/log/\x01.jsonl", "day/log/CON.jsonl", "day/log/é.jsonl", "../../.bashrc", "day/log/..jsonl",
    "a/b/c/d/e/f.jsonl", "day/log/-rf.jsonl", "", ".", "day/session.yaml/x.jsonl", "/session.yaml", "day/README.txt",
)  # fmt: skip


def _packs() -> Sequence[bytes]:
    return [
        _zip([("day/session.yaml", plan_text(PLAN).encode()), ("day/log/a.jsonl", _logs()[0])]),
        b"PK\x05\x06" + bytes(18),
        b"",
    ]


def _zip(
    entries: Sequence[tuple[str, bytes]], way: int = zipfile.ZIP_DEFLATED, mode: int = stat.S_IFREG | 0o644
) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", way) as archive:
        for name, data in entries:
            entry = zipfile.ZipInfo(name or "x")
            entry.filename, entry.external_attr, entry.compress_type = name, mode << 16, way
            archive.writestr(entry, data)
    return held.getvalue()


def _pack(chance: random.Random, pool: Sequence[bytes]) -> bytes:
    """Return a pack with names, contents and kinds of any sort, its bytes damaged or its sizes lied about; or not."""
    if chance.random() < 0.3:
        return mutated(
            chance,
            pool,
            (b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x06", b"\xff" * 4, bytes(4), b"../", *BYTES),
        )
    contents = (
        _logs()[0] if chance.random() < 0.1 else LINE,
        plan_text(PLAN).encode(),
        b"{}",
        bytes(300_000),
        b"\x89PNG",
        b"",
    )
    entries = [("day/session.yaml", contents[1])] if chance.random() < 0.7 else []
    entries += [(chance.choice(NAMES), chance.choice(contents)) for _ in range(chance.randrange(1, 6))]
    mode = chance.choice((stat.S_IFREG, stat.S_IFREG, stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO)) | 0o777
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a name that is there twice
        data = bytearray(
            _zip(entries, chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2)), mode)
        )
    if chance.random() < 0.3:
        at = data.find(b"PK\x01\x02")  # the first entry of the directory: its flags, its way, or a size
        offset, form = chance.choice(((8, "<H"), (10, "<H"), (20, "<I"), (24, "<I"), (42, "<I")))
        struct.pack_into(
            form,
            data,
            at + offset,
            chance.choice((0, 1, 99, 2**16 - 1)) if form == "<H" else chance.choice((0, 1, 2**31, 2**32 - 1)),
        )
    return bytes(data)


LINE = encode(Line("pack.1", MOMENT, "Anna", "response/p", {"block": "animals", "field": "points", "text": "here"}))


def _start_packs(home: Path) -> Callable[[bytes], Outcome]:
    base, path, place = made(home / "base"), home / "given.facikit.zip", home / "place"
    around = sorted(home.rglob("*"))

    def try_one(data: bytes) -> Outcome:
        path.write_bytes(data)
        folder, kinds = fresh(base, place / "merged"), []
        try:
            with Session.open(folder) as session:
                kinds.append(
                    f"{[(one.new_lines, one.new_pictures, len(one.refused)) for one in merge_all(session, [path])]}"
                )
                seal(session)
        except UserError as error:
            kinds.append(error.message[-24:])
        try:
            with Session.open(adopt(path, place / "adopted"), read_only=True) as session:
                kinds.append(f"{len(session.records.lines)}")
        except UserError as error:
            kinds.append(error.message[-24:])
        strange = [one for one in place.rglob("*") if one.is_symlink() or not (one.is_file() or one.is_dir())]
        shutil.rmtree(place)
        path.unlink()
        if strange or sorted(home.rglob("*")) != around:
            return Outcome("out of its place", f"there is {strange or sorted(set(home.rglob('*')) - set(around))}")
        return Outcome(tuple(kinds))

    return try_one


PACK = Target(_packs, _pack, _start_packs)
