"""Sweep the faults and print what came of it: ``python -m tests.faults [--only NAME]... [--seed N] [--size N]``.

Each fault by itself is done in minutes; all of them in about an hour. The table goes to stdout, the progress to
stderr; the exit code is 1 where anything was lost, invented or differing.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from . import judge
from .sweeps import FAULTS, MEMORY

ROW = "{:<14}{:<46}{:>8}{:>10}{:>11}{:>7}{:>10}{:>11}{:>8}"


def main() -> int:
    """Run what is asked for; 1 where anything went wrong."""
    asked = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__.partition("\n")[0])
    asked.add_argument("--only", action="append", choices=FAULTS, metavar="NAME", help=f"one of: {', '.join(FAULTS)}")
    asked.add_argument("--seed", type=int, default=1, help="another seed is another day")
    asked.add_argument("--size", type=int, help="how often, instead of the full size")
    asked.add_argument("--desk", action="store_true", help="the size at which pytest runs them")
    asked.add_argument("--disk", type=Path, help="a folder to work in, instead of one in memory")
    asked.add_argument("--page", type=Path, help="a page, as docs/promises.md, whose table is to have the figures")
    given = asked.parse_args()
    print(ROW.format("name", "fault", "each of", "tries", "acked", "lost", "invented", "differing", "s"), flush=True)
    clean = True
    for name in given.only or FAULTS:
        fault = FAULTS[name]
        if fault.posix and os.name == "nt":
            print(f"{name} cannot be done on Windows and was left out.", file=sys.stderr)
            continue
        if fault.needs and not find_spec(fault.needs):
            print(f"{name} needs {fault.needs} (pip install {fault.needs}) and was left out.", file=sys.stderr)
            continue
        size = given.size or (fault.desk if given.desk else fault.full)
        judge.on_try = _progress(name, size)
        place = given.disk or MEMORY
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="facikit-faults-", dir=place) as home:
            tally = fault.sweep(size, given.seed, Path(home))
        took = f"{time.monotonic() - began:.0f}"
        places = len(tally.places)
        if size == fault.full and tally.left_out:
            tally.wrong(f"{len(tally.left_out)} places were left out, as {min(tally.left_out, key=str)}")
        counts = (tally.tries, tally.acknowledged, tally.lost, tally.invented, tally.differing)
        print(
            ROW.format(name, fault.sentence, f"{places:,}" if places else "", *(f"{one:,}" for one in counts), took),
            flush=True,
        )
        if given.page:
            judge.put_down(given.page, name, fault.sentence, places, counts)
        if not tally.clean:
            clean = False
            print(f"  {tally.first}", file=sys.stderr)
    return 0 if clean else 1


def _progress(name: str, size: int) -> Callable[[judge.Tally], None]:
    """Return what tells on stderr, now and then, how far a sweep has come."""
    last = time.monotonic()
    print(f"{name} …", file=sys.stderr, flush=True)

    def tell(tally: judge.Tally) -> None:
        nonlocal last
        if time.monotonic() > last + 10:
            last = time.monotonic()
            print(f"{name}: {tally.tries:,} of {size:,}", file=sys.stderr, flush=True)

    return tell


if __name__ == "__main__":
    sys.exit(main())
