"""The whole way in real time: the facilitator goes on, and a browser that nobody touches shows it."""

from __future__ import annotations

import json
import os
import select
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from needed import the_browser

from facikit.session import agenda, timer
from facikit.session.session import Session

PATIENCE_S = 40
PROGRAM = [sys.executable, "-m", "facikit"]
pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="talks to the browser through pipes")]


class Browser:
    """A browser that is told things through a pipe, one order a line, and answers through another."""

    def __init__(self, orders: int, answers: int) -> None:
        self._orders, self._answers, self._number, self._rest = orders, answers, 0, b""

    def order(self, method: str, session: str = "", **settings: Any) -> dict[str, Any]:
        self._number += 1
        whole = {"id": self._number, "method": method, "params": settings}
        os.write(self._orders, json.dumps(whole | ({"sessionId": session} if session else {})).encode() + b"\0")
        while True:
            while b"\0" not in self._rest:
                assert select.select([self._answers], [], [], PATIENCE_S)[0], f"the browser does not answer {method}"
                fresh = os.read(self._answers, 65536)
                assert fresh, "the browser has gone"
                self._rest += fresh
            piece, _, self._rest = self._rest.partition(b"\0")
            answer = json.loads(piece)
            if answer.get("id") == self._number:
                assert "result" in answer, answer
                return dict(answer["result"])

    def open(self, address: str) -> str:
        page = self.order("Target.createTarget", url=address)["targetId"]
        return str(self.order("Target.attachToTarget", targetId=page, flatten=True)["sessionId"])

    def text(self, page: str) -> str:
        found = self.order("Runtime.evaluate", page, expression="document.body.innerText", returnByValue=True)
        return str(found["result"].get("value", ""))

    def until(self, page: str, words: str, *, seconds: float = PATIENCE_S) -> str:
        end = time.monotonic() + seconds
        while words not in (text := self.text(page)):
            assert time.monotonic() < end, f"{words!r} never came: {text!r}"
            time.sleep(0.05)
        return text


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    program = the_browser()
    (theirs_in, ours_out), (ours_in, theirs_out) = os.pipe(), os.pipe()
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
               "--disable-background-networking", f"--user-data-dir={folder}", "--remote-debugging-pipe"]  # fmt: skip
    process = subprocess.Popen(
        ["bash", "-c", f"exec {shlex.join(command)} 3<&{theirs_in} 4>&{theirs_out} >/dev/null 2>&1"],
        pass_fds=(theirs_in, theirs_out),
    )
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        yield Browser(ours_out, ours_in)
    finally:
        process.kill()
        process.wait()
        os.close(ours_out)
        os.close(ours_in)


def test_a_browser_follows_the_facilitator_and_says_when_nobody_tells_it_any_more(
    kit: Path, session_folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "the room.html"
    command = [*PROGRAM, "present", str(session_folder), "--html", str(target)]
    with browser(tmp_path / "browser") as chromium, Session.open(session_folder, "anna") as lead:
        present = subprocess.Popen(command, cwd=kit, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            assert present.stdout is not None and present.stdout.readline().strip() == str(target).encode()
            page = chromium.open(target.as_uri())
            chromium.until(page, "A small day")
            agenda.go(lead, "animals")
            chromium.until(page, "Which animal is change for you?")
            timer.start(lead, timer.timer_of(lead, agenda.block(lead, "animals"), 0))
            chromium.until(page, "14:5")
            assert "Not connected" not in chromium.text(page)
        finally:
            present.kill()
            present.communicate()
        assert "Which animal is change for you?" in chromium.until(page, "Not connected")
        agenda.go(lead, "coffee")
        present = subprocess.Popen(command, cwd=kit, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            assert "Not connected" not in chromium.until(page, "Back at")
        finally:
            present.kill()
            present.communicate()
