"""Run the scripted day at a person's typing speed and print what came of it: ``python tests/day [ENTRIES]``."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from scripted import the_day

ENTRIES, KEYS_PER_S, TIMERS = 200, 10.0, 3


def main() -> int:
    """Run it; 1 where anything was lost."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        places = {"HOME": "home", "FACIKIT_STATE": "state", "FACIKIT_DATA": "data"}
        settings = {name: str(home / place) for name, place in places.items()}
        settings |= {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
        day = the_day(home / "kit", settings, entries, KEYS_PER_S, TIMERS)
        print("\n".join(day.told()))
        lost, more = day.lost_and_found()
    for text, who in lost:
        print(f"LOST: {text} ({who})")
    for text, who in more:
        print(f"NOT SAID, OR TWICE: {text} ({who})")
    return 1 if lost or more else 0


if __name__ == "__main__":
    sys.exit(main())
