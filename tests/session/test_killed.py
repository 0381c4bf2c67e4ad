"""A program that is killed while somebody types has lost nothing that it had acknowledged, and half a line at most."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from rooms import PLAN, make

from facikit.session.drafts import Drafts
from facikit.session.responses import responses
from facikit.session.session import Session

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is not what Windows calls it")

TYPIST = """
import sys
from pathlib import Path
from facikit.session.drafts import Drafts, Unfinished
from facikit.session.responses import Draft, add
from facikit.session.session import Session
folder, who, state = sys.argv[1:]
session = Session.open(Path(folder), who)
drafts = Drafts(Path(state), session.plan.session)
place = dict(block="animals", field="points", group=who)
for number in range(100_000):
    text = f"{who} says {number}" + " and more" * (number % 7)
    for end in range(1, len(text) + 1, 5):
        drafts.keep(Unfinished(session=session.plan.session, text=text[:end], **place))
        print("typed", text[:end], flush=True)
    add(session, Draft(text=text, **place))
    if session.flush():
        print("saved", text, flush=True)
        drafts.drop(**place)
"""


class Forked:
    """A typist that need not start Python first."""

    def __init__(self, *words: str) -> None:
        theirs, ours = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                sys.argv, sys.stdout = ["typist", *words], os.fdopen(ours, "w")
                exec(TYPIST, {})
            finally:
                os._exit(1)
        os.close(ours)
        self.stdout = os.fdopen(theirs)

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def communicate(self) -> tuple[str, None]:
        with self.stdout:
            rest = self.stdout.read()
        os.waitpid(self.pid, 0)
        return rest, None


def program(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", TYPIST, *words], stdout=subprocess.PIPE, text=True)


def kill_pairs(
    tmp_path: Path, pairs: int, start: Callable[..., Forked | subprocess.Popen[str]] = program
) -> tuple[int, int]:
    """Kill ``pairs`` of writers at work on one session; return how many entries and drafts were acknowledged."""
    folder = make(tmp_path)
    saved: list[str] = []
    drafts = 0
    for number in range(pairs):
        names = [f"writer {number} {which}" for which in "ab"]
        states = [tmp_path / "state" / name for name in names]
        typists = [start(str(folder), name, str(state)) for name, state in zip(names, states, strict=True)]
        said = []
        for typist in typists:
            assert typist.stdout is not None
            said.append(typist.stdout.readline())
        time.sleep(0.01 + 0.007 * (number % 13))
        for typist in typists:
            typist.send_signal(signal.SIGKILL)
        for typist, first, name, state in zip(typists, said, names, states, strict=True):
            rest, _ = typist.communicate()
            lines = [line for line in (first + rest).split("\n")[:-1] if line.startswith(("typed ", "saved "))]
            saved += [line.removeprefix("saved ") for line in lines if line.startswith("saved ")]
            if lines and lines[-1].startswith("typed "):
                kept = Drafts(state, PLAN.session).at("animals", "points", name)
                typed = lines[-1].removeprefix("typed ")
                entered = any(one.endswith(typed) for one in saved)
                assert entered or (kept is not None and kept.text.startswith(typed))
                drafts += 1
    with Session.open(folder) as session:
        kept_texts = [one.text for one in responses(session)]
    assert set(saved) <= set(kept_texts)
    assert len(kept_texts) == len(set(kept_texts))
    assert all(" says " in text for text in kept_texts)
    return len(saved), drafts


def test_twenty_kills_during_entry_lose_no_acknowledged_entry(tmp_path):
    saved, drafts = kill_pairs(tmp_path, 10)
    assert saved > 20 and drafts > 0


@pytest.mark.slow
def test_two_hundred_kills_of_two_writers_lose_no_entry_and_no_draft(tmp_path):
    saved, drafts = kill_pairs(tmp_path, 100, Forked)
    assert saved > 200 and drafts > 50
