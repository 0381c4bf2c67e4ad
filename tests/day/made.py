"""The kit and the session of the scripted day: an arrival, two rounds at tables, cards, with timers of a minute."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

EXERCISES = {
    "arriving": """\
title: Arriving
setting: plenary
steps:
  - title: Arrive
    minutes: 1
    say: Welcome everybody.
    ask: How do you arrive today?
    capture:
      - {field: words, kind: list, label: How people arrived}
""",
    "listening": """\
title: Listening round
steps:
  - title: Tell
    minutes: 1
    ask: When did somebody listen to you?
    capture:
      - {field: told, kind: list}
  - title: Gather
    minutes: 1
    ask: What did those moments have in common?
    capture:
      - {field: shared, kind: list}
""",
    "hopes": """\
title: Hopes
steps:
  - title: Hope
    minutes: 1
    ask: What would you want to see in a year?
    capture:
      - {field: hopes, kind: list}
""",
}
WORKSHOP = """\
title: A listening day
start: "09:30"
report: session-report
groups:
  tables: 3
agenda:
  - {exercise: arriving}
  - {exercise: listening, groups: tables}
  - {break: Coffee, minutes: 15}
  - {exercise: hopes, groups: tables}
  - {close: Goodbye, minutes: 5}
"""


def facikit(settings: Mapping[str, str], *words: str) -> str:
    """Run a command and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "facikit", *words],
        env=dict(settings),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def make(kit: Path, settings: Mapping[str, str]) -> Path:
    """Make kit and session as a user does; return the session's folder."""
    for name, text in EXERCISES.items():
        path = kit / "exercises" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    workshop = kit / "templates" / "workshops" / "listening-day.yaml"
    workshop.parent.mkdir(parents=True)
    workshop.write_text(WORKSHOP, encoding="utf-8")
    (kit / "sessions").mkdir()
    return Path(facikit(settings, "--kit", str(kit), "new", "listening-day").strip())
