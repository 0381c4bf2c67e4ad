"""Enter until the entry is on disk, against one append and fsync of the same bytes."""

from __future__ import annotations

import os
import time

from benchmarks.made import draft, session_of, texts
from benchmarks.paired import Pair
from facikit.session.responses import add
from facikit.session.session import Session


def pairs() -> list[Pair]:
    """Return the budget of saving an entry."""
    folder = session_of(50)
    session = Session.open(folder, "anna")
    add(session, draft("the first one makes the file"))
    session.flush()
    log = max((folder / "log").glob("*.jsonl"), key=lambda path: path.stat().st_mtime_ns)
    line = log.read_bytes().splitlines(keepends=True)[-1]
    beside = os.open(folder / "log" / "floor.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    said = texts(1_000_000)

    def floor() -> float:
        start = time.perf_counter()
        os.write(beside, line)
        os.fsync(beside)
        return time.perf_counter() - start

    def ours() -> float:
        text = next(said)
        start = time.perf_counter()
        add(session, draft(text))
        session.flush()
        return time.perf_counter() - start

    def done() -> None:
        session.close()
        os.close(beside)

    return [Pair("Enter → on disk", "one append and fsync of the same bytes", 2, floor, ours, 200, done)]
