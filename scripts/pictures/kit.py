"""A kit to take pictures in: copies of worked sessions and a few exercises, in a folder that goes afterwards."""

from __future__ import annotations

import json
from pathlib import Path

from facikit.library.kits import packaged_kit
from facikit.session.samples import copy

EXERCISE = """\
title: Change animals
aim: See the room in pictures.
steps:
  - title: Share
    minutes: 15
    say: Go round the table, one animal each.
    ask: Which animal is change for you?
    capture:
      - {field: animals, kind: table, columns: [Animal, Why]}
"""


def lay_out(folder: Path, sessions: tuple[str, ...]) -> dict[str, str]:
    """Make a kit with copies of the worked sessions, and return what the app is told of where to look."""
    kit = folder / "kit"
    for name in sessions:
        copy(packaged_kit() / "sessions" / name, kit / "sessions" / name)
    exercises = kit / "exercises"
    exercises.mkdir(parents=True)
    (exercises / "animals.yaml").write_text(EXERCISE, encoding="utf-8")
    (exercises / "poor.yaml").write_text(EXERCISE.replace("kind: table", "kind: tabel"), encoding="utf-8")
    (folder / "state").mkdir()
    return {
        "FACIKIT_KIT": str(kit),
        "FACIKIT_STATE": str(folder / "state"),
        "FACIKIT_DATA": str(folder / "data"),
        "HOME": str(folder),
    }


def as_it_stood(session: Path, at: str, without: str = "") -> None:
    """Take out of a copy what was written after a moment (ISO 8601, UTC), and somebody's logs: so it stood then."""
    for log in (session / "log").glob("*.jsonl"):
        lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
        known = [line for line in lines if json.loads(line)["t"] <= at]
        if known and (not without or json.loads(known[0]).get("who") != without):
            log.write_text("".join(known), encoding="utf-8", newline="\n")
        else:
            log.unlink()
