"""A day in real terminals: several type at once, programs fall dead, the agenda changes; each ✓ is kept to."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from scripted import the_day

ENTRIES, KEYS_PER_S, TIMERS = 40, 40.0, 1


@pytest.mark.slow
@pytest.mark.terminal
@pytest.mark.skipif(os.name == "nt", reason="there is no tmux on Windows")
def test_on_a_whole_day_of_crashes_no_entry_is_lost_and_none_is_there_twice(tmp_path: Path) -> None:
    if shutil.which("tmux") is None:
        if os.environ.get("CI"):
            pytest.fail("tmux is not installed")
        pytest.skip("tmux is not installed")
    settings = {name: os.environ[name] for name in ("PATH", "HOME", "FACIKIT_STATE", "FACIKIT_DATA")}
    day = the_day(tmp_path / "of-the-day", settings | {"LC_ALL": "C.UTF-8"}, ENTRIES, KEYS_PER_S, TIMERS)
    print("\n".join(day.told()))
    lost, more = day.lost_and_found()
    assert (list(lost), list(more)) == ([], [])
    assert len(day.watch.entries) > ENTRIES and len(day.watch.acknowledged()) == len(day.watch.entries)
    assert day.rang == TIMERS and len(day.crashes) == 4
