"""``python -m benchmarks [--only WORD] [--smoke] [--no-curves] [--json FILE]``: measure, and print a table."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks import commands, frame, growth, keys, opening, reporting, saving
from benchmarks.growth import Curve
from benchmarks.made import scratch
from benchmarks.paired import Pair, Result, measure

SLACK = 1.5
"""The smoke size fails where a budget is missed by more than half again."""
SMALL = (100, 1_000)


def main() -> int:
    """Measure what is asked for; 1 where the smoke size finds a budget missed by far."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure facikit against its budgets.")
    asked.add_argument("--only", default="", help="one part, as keys or growth, or what has this in its name")
    asked.add_argument(
        "--smoke", action="store_true", help="a small size, ratios only; fails where a budget is far off"
    )
    asked.add_argument("--no-curves", action="store_true", help="leave out how costs grow")
    asked.add_argument("--json", type=Path, help="write the figures to this file as well")
    wanted = asked.parse_args()
    os.environ["FACIKIT_STATE"], os.environ["FACIKIT_DATA"] = str(scratch() / "state"), str(scratch() / "data")

    results = []
    print(f"facikit on {platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores\n")
    print("| what | against | floor, ms | facikit, ms | ratio | budget | kept |\n|---|---|--:|--:|--:|--:|---|")
    for pair in _pairs(wanted.only, wanted.smoke):
        results.append(measure(pair, 3 if wanted.smoke else 0))
        print(_row(results[-1]), flush=True)
    found = [] if wanted.no_curves or wanted.smoke else list(_shown(_curves(wanted.only)))
    if wanted.json:
        wanted.json.write_text(
            json.dumps(
                {
                    "budgets": [one._asdict() for one in results],
                    "growth": [{**one._asdict(), "exponent": one.exponent} for one in found],
                },
                indent=1,
            )
        )
    far = [one.what for one in results if one.ratio > SLACK * one.budget]
    if wanted.smoke and far:
        print(f"\nFar over their budgets: {', '.join(far)}.", file=sys.stderr)
        return 1
    return 0


def _pairs(only: str, smoke: bool) -> Iterator[Pair]:
    """Yield what is to be measured; each part makes its sessions only when it is its turn."""
    parts = {
        "commands": commands.pairs,
        "frame": frame.pairs,
        "saving": saving.pairs,
        "keys": keys.pairs,
        "opening": lambda: opening.pairs(10_000 if smoke else 100_000),
        "reporting": lambda: reporting.pairs(500 if smoke else 5_000),
    }
    for name, part in parts.items():
        if only in (*parts, "growth") and only != name:
            continue
        for pair in part():
            if only in name or only.casefold() in pair.what.casefold():
                yield pair
            else:
                pair.done()


def _curves(only: str) -> Iterable[Curve]:
    return (one for one in growth.curves() if only in ("", "growth") or only in one.what)


def _shown(curves: Iterable[Curve]) -> Iterator[Curve]:
    print(f"\n| responses | {' | '.join(f'{size:,}' for size in growth.SIZES)} | exponent |")
    print(f"|---|{'--:|' * (len(growth.SIZES) + 1)}")
    for one in curves:
        figures = " | ".join(_figure(value) for value in one.by_size.values())
        print(f"| {one.what}, {one.unit} | {figures} | {one.exponent:.2f} |", flush=True)
        yield one


def _row(one: Result) -> str:
    return (
        f"| {one.what} | {one.against} | {_figure(one.floor_ms)} | {_figure(one.ours_ms)} "
        f"| {one.ratio:.2f} | {one.budget:g} | {'yes' if one.kept else 'no'} |"
    )


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main())
