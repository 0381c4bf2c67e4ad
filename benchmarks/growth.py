"""How each act's cost grows with the session: at 10, 100, 1,000 and 10,000 responses, with the exponent.

An exponent of 0 is a cost that does not grow, 1 one that grows as the session does. It is the slope of the last
decade on logarithmic axes: below it, what costs the same at every size hides the growth.
"""

from __future__ import annotations

import math
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.made import draft, opened, session_of, texts
from facikit.library.kits import kits

SIZES = (10, 100, 1_000, 10_000)


class Curve(NamedTuple):
    """Medians, in the unit said, by size of the session."""

    what: str
    unit: str
    by_size: dict[int, float]

    @property
    def exponent(self) -> float:
        *_, (small, low), (large, high) = self.by_size.items()
        return math.log(high / low) / math.log(large / small)


def curves(sizes: tuple[int, ...] = SIZES, times: int = 5, only: str = "") -> Iterator[Curve]:
    """Measure everything that has these words in its name, at every size."""
    wanted = [what for what in (*ACTS, MERGING, MEMORY) if only in what]
    folders = {size: session_of(size, sorted_=True) for size in sizes} if wanted else {}
    for what in wanted:
        if what == MERGING:
            yield Curve(what, "ms", {size: 1000 * _merge(size) for size in sizes})
        elif what == MEMORY:
            yield Curve(what, "MB", {size: _memory(folder) for size, folder in folders.items()})
        else:
            yield Curve(what, "ms", {size: 1000 * ACTS[what](folder, times) for size, folder in folders.items()})


def _median(times: int, act: Callable[[], object], back: Callable[[], object] = lambda: None) -> float:
    found = []
    for _ in range(times + 1):
        start = time.perf_counter()
        act()
        found.append(time.perf_counter() - start)
        back()
    return statistics.median(found[1:])


def _open(folder: Path, times: int) -> float:
    def once() -> None:
        with opened(folder):
            pass

    return _median(times, once)


def _add(folder: Path, times: int) -> float:
    from facikit.session.responses import add, responses
    from facikit.session.undo import undo

    said = texts(1_000_000)
    with opened(folder) as session:

        def once() -> None:
            add(session, draft(next(said)))
            responses(session, "first", "points", "table-1")

        return _median(4 * times, once, lambda: undo(session))


def _undo(folder: Path, times: int) -> float:
    from facikit.session.responses import add
    from facikit.session.undo import undo

    with opened(folder) as session:
        for text in texts(4 * times + 1):
            add(session, draft(text))
        return _median(4 * times, lambda: undo(session))


def _theme(folder: Path, times: int) -> float:
    from facikit.session import themes
    from facikit.session.responses import responses
    from facikit.session.undo import undo

    with opened(folder) as session:
        first, second = themes.themes(session, "first", "points")[:2]
        one = responses(session, "first", "points")[0]
        target = second if one.id in first.members else first

        def once() -> None:
            themes.link(session, target.id, one.id)
            themes.themes(session, "first", "points")

        return _median(4 * times, once, lambda: undo(session))


def _next_step(folder: Path, times: int) -> float:
    from facikit.session import agenda

    with opened(folder) as session:
        return _median(4 * times, lambda: agenda.next_step(session), lambda: agenda.previous_step(session))


def _search(folder: Path, times: int) -> float:
    from benchmarks.keys import SEARCH, timed

    return timed(folder, SEARCH, times)()


def _report(folder: Path, times: int) -> float:
    from facikit.report.render import render

    known = kits()
    with opened(folder) as session:
        return _median(min(times, 3), lambda: render(session, "session-report", kits=known))


def _export(folder: Path, times: int) -> float:
    from facikit.session.table import to_csv

    with opened(folder) as session:
        return _median(times, lambda: to_csv(session))


def _present(folder: Path, times: int) -> float:
    from facikit.analysis.scene import scene

    with opened(folder) as session:
        return _median(4 * times, lambda: scene(session, session.clock.now()))


def _merge(size: int) -> float:
    from facikit.session.merge import merge_all
    from facikit.session.session import Session

    source = session_of(size, logs=20)
    target = Path(shutil.copytree(source, source.parent / "target", ignore=shutil.ignore_patterns("*.jsonl")))
    with Session.open(target, "staff") as session:
        start = time.perf_counter()
        merge_all(session, [source])
        return time.perf_counter() - start


MERGING, MEMORY = "merge of 20 logs", "memory of an open session"
OPENED = r"""
import re, resource, sys
from pathlib import Path
from facikit.session.session import Session
from facikit.session.responses import responses
with Session.open(Path(sys.argv[1]), read_only=True) as session:
    responses(session)
told = Path("/proc/self/status")  # on Linux getrusage counts what the program that began this one had, too
most = re.search(r"VmHWM:\s+(\d+)", told.read_text()) if told.exists() else None
kept = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(int(most[1]) / 1024 if most else kept / (1024 if sys.platform != "darwin" else 1 << 20))
"""


def _memory(folder: Path) -> float:
    told = subprocess.run([sys.executable, "-c", OPENED, str(folder)], check=True, capture_output=True, text=True)
    return float(told.stdout)


ACTS: dict[str, Callable[[Path, int], Any]] = {
    "open": _open,
    "add an entry and list its table": _add,
    "undo": _undo,
    "theme a response": _theme,
    "next step": _next_step,
    "search: a letter, until painted": _search,
    "report": _report,
    "export to csv": _export,
    "present refresh": _present,
}
