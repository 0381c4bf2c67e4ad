"""Anything at all in a log or in a pack: it is read as far as it can be, or the file is refused.

Bytes, as a disk or an editor leaves them: what a checksum proves is read, whatever stands around it. Packs that
somebody has built: opened name by name, and nothing is written but in its place.
"""

from __future__ import annotations

import io
import random
import shutil
import stat
import struct
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from rooms import PLAN

from facikit.errors import UserError
from facikit.library.planning import plan_text
from facikit.session.lines import Line, encode, salvage
from facikit.session.merge import adopt, merge_all
from facikit.session.sealing import seal
from facikit.session.session import Session

from .bounded import Outcome, Target, mutated
from .judge import read_bytes, state_of
from .writing import fresh, logs_of, made, whole_day

BYTES = (
    b"\n", b"\r\n", b"\x00", b"\x00" * 600, b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b'{"id":"', b'","t":"',
    b'"set":{', b'"put":"', b'"over":{', b'"gone":true', b'"undoes":', b'"who":', b',"crc":"00000000"}', b"{" * 300,
    b"[" * 3000, b"}", b"]", b"null", b"1e999", b"-0", b"NaN", b"9" * 400, b"\\u0000", b"\\ud800", b"\\", b'"', b",",
    b":", b"\x1b[2J", b"true", b"\x80",
)  # fmt: skip
MOMENT = "2026-03-04T10:00:00.000Z"


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
