"""A program that is killed while somebody types has lost nothing that it had acknowledged."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rooms import make

from facikit.session.responses import responses
from facikit.session.session import Session

TYPIST = """
import sys
from pathlib import Path
from facikit.session.responses import Draft, add
from facikit.session.session import Session
session = Session.open(Path(sys.argv[1]), sys.argv[2])
for number in range(100_000):
    text = f"{sys.argv[2]} says {number}" + " and more" * (number % 50)
    add(session, Draft(block="animals", field="points", group="table-1", text=text))
    if session.flush():
        print(text, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is not what Windows calls it")
def test_twenty_kills_during_entry_lose_no_acknowledged_entry(tmp_path: Path):
    folder = make(tmp_path)
    acknowledged: list[str] = []
    for number in range(10):
        pair = [
            subprocess.Popen(
                [sys.executable, "-c", TYPIST, str(folder), f"writer {number} {which}"],
                stdout=subprocess.PIPE,
                text=True,
            )
            for which in "ab"
        ]
        for typist in pair:
            assert typist.stdout is not None
            acknowledged.append(typist.stdout.readline().rstrip("\n"))
        time.sleep(0.02 + 0.013 * number)
        for typist in pair:
            typist.send_signal(signal.SIGKILL)
        for typist in pair:
            rest, _ = typist.communicate()
            acknowledged += rest.split("\n")[:-1]
    with Session.open(folder) as session:
        kept = [one.text for one in responses(session)]
    assert len(acknowledged) > 20
    assert set(acknowledged) <= set(kept)
    assert len(kept) == len(set(kept))
    assert all(" says " in text for text in kept)
