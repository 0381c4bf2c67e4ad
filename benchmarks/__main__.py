"""``python -m benchmarks [--only WORD] [--smoke] [--no-curves] [--json FILE] [--page FILE]``: measure, and tell."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks import commands, frame, growth, keys, opening, reporting, saving
from benchmarks.growth import Curve
from benchmarks.made import scratch
from benchmarks.paired import Pair, Result, measure
from facikit import __version__

SLACK = 1.5
"""The smoke size fails where a budget is missed by more than half again."""
MARK = "<!-- measured -->"
"""Stands before and after the tables of a page."""


def main() -> int:
    """Measure what is asked for; 1 where the smoke size finds a budget missed by far."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure facikit against its budgets.")
    asked.add_argument("--only", default="", help="one part, as keys or growth, or what has this in its name")
    asked.add_argument(
        "--smoke", action="store_true", help="a small size, ratios only; fails where a budget is far off"
    )
    asked.add_argument("--no-curves", action="store_true", help="leave out how costs grow")
    asked.add_argument("--json", type=Path, help="write the figures to this file as well")
    asked.add_argument("--page", type=Path, help="write the tables into this page, between its two marks")
    wanted = asked.parse_args()
    os.environ["FACIKIT_STATE"], os.environ["FACIKIT_DATA"] = str(scratch() / "state"), str(scratch() / "data")

    told: list[str] = []
    results: list[Result] = []
    found: list[Curve] = []
    for line in _measured(wanted.only, wanted.smoke, wanted.no_curves or wanted.smoke, results, found):
        print(line, flush=True)
        told.append(line)
    if wanted.json:
        figures = {
            "budgets": [one._asdict() for one in results],
            "growth": [{**one._asdict(), "exponent": one.exponent} for one in found],
        }
        wanted.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    if wanted.page:
        _put_down(wanted.page, told)
    far = [one.what for one in results if one.ratio > SLACK * one.budget]
    if wanted.smoke and far:
        print(f"\nFar over their budgets: {', '.join(far)}.", file=sys.stderr)
        return 1
    return 0


def _measured(only: str, smoke: bool, plain: bool, results: list[Result], found: list[Curve]) -> Iterator[str]:
    """Measure, and yield what there is to say, line by line; the figures go into the two lists."""
    yield (
        f"{date.today():%-d %B %Y}, facikit {__version__}, Python {platform.python_version()}, {platform.system()}, "
        f"{os.cpu_count()} cores ({platform.machine()}):"
    )
    yield from (
        "",
        "| what | against | floor, ms | facikit, ms | ratio | budget | kept |",
        "|---|---|--:|--:|--:|--:|---|",
    )
    for pair in _pairs(only, smoke):
        results.append(_smoked(pair) if smoke else measure(pair))
        yield _row(results[-1])
    if plain:
        return
    yield from ("", f"| responses | {' | '.join(f'{size:,}' for size in growth.SIZES)} | exponent |")
    yield f"|---|{'--:|' * (len(growth.SIZES) + 1)}"
    for curve in growth.curves(only="" if only == "growth" else only):
        found.append(curve)
        figures = " | ".join(_figure(value) for value in curve.by_size.values())
        yield f"| {curve.what}, {curve.unit} | {figures} | {curve.exponent:.2f} |"


def _smoked(pair: Pair) -> Result:
    """Measure in a few rounds; what seems far off is measured once more in all of them: a machine has its moments."""
    short = measure(pair._replace(done=lambda: None), max(1, pair.rounds // 3))
    if short.ratio <= SLACK * pair.budget:
        pair.done()
        return short
    return measure(pair)


def _put_down(page: Path, lines: Sequence[str]) -> None:
    """Write lines into a page, in the place of those between its marks."""
    before, _, rest = page.read_text(encoding="utf-8").partition(MARK)
    _, _, after = rest.partition(MARK)
    page.write_text("\n".join([f"{before}{MARK}", "", *lines, "", f"{MARK}{after}"]), encoding="utf-8")


def _pairs(only: str, smoke: bool) -> Iterator[Pair]:
    """Yield what is to be measured; each part makes its sessions only when it is its turn."""
    parts: dict[str, Callable[[], list[Pair]]] = {
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


def _row(one: Result) -> str:
    return (
        f"| {one.what} | {one.against} | {_figure(one.floor_ms)} | {_figure(one.ours_ms)} "
        f"| {one.ratio:.2f} | {one.budget:g} | {'yes' if one.kept else 'no'} |"
    )


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main())
