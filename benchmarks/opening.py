"""Opening a session of 100,000 lines in 20 logs, against reading, checksums and decoding, and nothing else."""

from __future__ import annotations

import time
import zlib
from pathlib import Path

from benchmarks.made import session_of
from benchmarks.paired import Pair
from facikit.session.lines import CRC_LENGTH, Line
from facikit.session.session import Session

LOGS = 20


def pairs(lines: int = 100_000) -> list[Pair]:
    """Return the budget of opening a large session."""
    folder = session_of(lines, logs=LOGS)
    return [
        Pair(
            f"open {lines:,} lines in {LOGS} logs",
            "reading, checksum and decode, nothing else",
            2.5,
            lambda: only_read(folder),
            lambda: fully_open(folder),
            5,
        )
    ]


def only_read(folder: Path) -> float:
    """Read, prove and decode every line."""
    import msgspec

    start = time.perf_counter()
    decode = msgspec.json.Decoder(Line).decode
    kept = []
    for log in (folder / "log").glob("*.jsonl"):
        for data in log.read_bytes().splitlines():
            if b"%08x" % zlib.crc32(data[:-CRC_LENGTH]) != data[-10:-2]:
                raise ValueError(f"{log} is damaged")
            kept.append(decode(data))
    return time.perf_counter() - start


def fully_open(folder: Path) -> float:
    """Open it as every command and screen does."""
    start = time.perf_counter()
    with Session.open(folder, read_only=True):
        return time.perf_counter() - start
