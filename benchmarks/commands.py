"""Commands, against a Typer program that does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.made import scratch, session_of
from benchmarks.paired import Pair, Timed

EMPTY = """
import typer

app = typer.Typer()


@app.command()
def nothing() -> None:
    pass


app()
"""
AGAINST = "an empty Typer command"


def pairs() -> list[Pair]:
    """Return the budgets of what is typed at a prompt."""
    empty = scratch() / "empty.py"
    empty.write_text(EMPTY)
    session = session_of(50)
    floor = _run(str(empty))
    return [
        Pair("facikit --help", AGAINST, 1.5, floor, _run("-m", "facikit", "--help"), 15),
        Pair("facikit list", AGAINST, 2, floor, _run("-m", "facikit", "list"), 15),
        Pair(
            "facikit add",
            AGAINST,
            2,
            floor,
            _run("-m", "facikit", "add", str(session), "first", "points", "a", "--group", "Table 1"),
            15,
        ),
    ]


def settings(folder: Path) -> dict[str, str]:
    """Return the environment of a program that is measured: its state is in the scratch folder.

    What Python compiles is kept there too, as it is on a laptop where the program has run before.
    """
    own = {name: str(folder / name) for name in ("FACIKIT_STATE", "FACIKIT_DATA", "PYTHONPYCACHEPREFIX")}
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **own, "FACIKIT_WHO": "anna"}


def _run(*words: str) -> Timed:
    environment = settings(scratch())

    def timed() -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, *words], env=environment, check=True, capture_output=True)
        return time.perf_counter() - start

    return timed
