"""The whole way in real time: the facilitator goes on, and a browser that nobody touches shows it."""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from browsing import Browser

from facikit.session import agenda, timer
from facikit.session.session import Session

PROGRAM = [sys.executable, "-m", "facikit"]
pytestmark = pytest.mark.slow


def test_a_browser_follows_the_facilitator_and_says_when_nobody_tells_it_any_more(
    kit: Path, session_folder: Path, tmp_path: Path, chromium: Browser
) -> None:
    target = tmp_path / "the room.html"
    command = [*PROGRAM, "present", str(session_folder), "--html", str(target)]
    with ExitStack() as stack, Session.open(session_folder, "anna") as lead:
        present = subprocess.Popen(command, cwd=kit, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            assert present.stdout is not None and present.stdout.readline().strip() == str(target).encode()
            page = stack.enter_context(chromium.page(target.as_uri()))
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
