"""``facikit present``: the room's screen as lines, as a page that stays, and as one that follows."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from commands import PROGRAM, Run, put, refused

from facikit.library.kits import state_folder
from facikit.session import agenda
from facikit.session.responses import Draft, add
from facikit.session.room_screen import blank
from facikit.session.session import Change, Session
from facikit.session.undo import undo

PLANTED = "Zuleika Dobson"
QUESTION = "Which animal is change for you?"
PATIENCE_S = 30


@pytest.fixture
def lead(session_folder: Path) -> Iterator[Session]:
    """The facilitator, at the table with the animals; somebody's name and words are in the session."""
    with Session.open(session_folder, "anna") as session:
        add(session, Draft(block="animals", field="said", group="table-1", text=PLANTED, label="Student"))
        session.put([Change("person/x1", {"name": PLANTED})])
        agenda.go(session, "animals")
        session.flush()
        yield session


def until(holds: Callable[[], object], tell: Callable[[], str] = str) -> None:
    """Wait until something holds; the test fails where it never does."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError(f"this never came: {tell()}")


def test_once_prints_what_the_room_sees_and_nobodys_words(run: Run, lead: Session) -> None:
    result = run("present", lead.folder, "--once")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:3] == ["Change animals", QUESTION, "15 minutes"]
    assert PLANTED not in result.stdout and "Go round the table" not in result.stdout


def test_a_blank_screen_prints_nothing(run: Run, lead: Session) -> None:
    blank(lead)
    lead.flush()
    assert run("present", lead.folder, "--once").stdout == ""


def test_a_page_once_goes_where_it_is_wanted_and_its_path_is_printed(run: Run, lead: Session, tmp_path: Path) -> None:
    target = tmp_path / "room.html"
    result = run("present", lead.folder, "--html", target, "--once", "--dark")
    assert (result.exit_code, result.stdout) == (0, f"{target}\n")
    made = target.read_text(encoding="utf-8")
    assert QUESTION in made and 'class="dark"' in made and PLANTED not in made
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("room")) == ["room.html"]
    assert run("present", lead.folder, "--html", target, "--once").exit_code == 0, "one of ours is written anew"
    assert 'class="dark"' not in target.read_text(encoding="utf-8")


def test_without_a_place_the_page_goes_to_this_laptops_own_folder_and_never_to_the_session(
    run: Run, lead: Session
) -> None:
    before = sorted(lead.folder.rglob("*"))
    printed = Path(run("present", lead.folder, "--html", "--once").stdout.strip())
    assert printed.is_file() and printed.parent == state_folder() / "present"
    assert sorted(lead.folder.rglob("*")) == before


def test_nothing_of_anybodys_is_replaced(run: Run, lead: Session, tmp_path: Path) -> None:
    mine = put(tmp_path / "mine.html", "<p>My report</p>")
    assert "is no page of the room's screen" in refused(run("present", lead.folder, "--html", mine, "--once"))
    assert mine.read_text(encoding="utf-8") == "<p>My report</p>"
    data = put(tmp_path / "room-data.js", "mine()")
    assert "room-data.js" in refused(run("present", lead.folder, "--html", tmp_path / "room.html", "--once"))
    assert data.read_text(encoding="utf-8") == "mine()"


@pytest.mark.parametrize(
    ("words", "told", "code"),
    [
        (["--html", "room.txt"], "ends in .html", 1),
        (["--html", "nowhere/room.html"], "There is no folder nowhere", 1),
        (["--html", "."], "is a folder", 1),
        (["room.html"], "facikit present SESSION --html room.html", 2),
        ([], "is for a terminal", 2),
    ],
)
def test_what_cannot_be_done_is_told_with_the_way_out(
    run: Run, lead: Session, words: list[str], told: str, code: int
) -> None:
    assert told in refused(run("present", lead.folder, *words), code)


def test_presenting_writes_nothing_into_the_session(run: Run, lead: Session) -> None:
    lead.close()
    before = {path: path.read_bytes() for path in lead.folder.rglob("*") if path.is_file()}
    run("present", lead.folder, "--html", "--once")
    run("present", lead.folder, "--once")
    assert {path: path.read_bytes() for path in lead.folder.rglob("*") if path.is_file()} == before


@contextmanager
def presenting(kit: Path, folder: Path, target: Path | None = None) -> Iterator[subprocess.Popen[str]]:
    """Let the room's screen follow, in a program of its own."""
    process = subprocess.Popen(
        [*PROGRAM, "present", str(folder), "--html", *([str(target)] if target else [])],
        cwd=kit, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="^C is sent otherwise there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_follows_the_facilitator_through_restarts_and_ends_in_good_order(
    kit: Path, lead: Session, tmp_path: Path, number: signal.Signals
) -> None:
    target = tmp_path / "room.html"
    data = tmp_path / "room-data.js"

    def words() -> str:
        return data.read_text(encoding="utf-8") if data.is_file() else ""

    def beat() -> int:
        found = re.search(r'"beat":(\d+)', words())
        return int(found.group(1)) if found else 0

    def silent() -> bool:
        before = beat()
        time.sleep(2.5)
        return beat() == before

    with presenting(kit, lead.folder, target) as process:
        until(lambda: QUESTION in words(), words)
        agenda.go(lead, "round")
        until(lambda: "How do you arrive?" in words(), words)
        assert "How do you arrive?" in target.read_text(encoding="utf-8"), "without scripts it is seen too"
        first = beat()
        until(lambda: beat() > first)
        lead.close()
        with Session.open(lead.folder, "anna") as again:
            blank(again)
            again.flush()
            until(lambda: '"blank"' in words() and "arrive" not in words(), words)
            assert "arrive" not in target.read_text(encoding="utf-8")
            blank(again, False)
        away = lead.folder.with_name("away")
        lead.folder.rename(away)
        until(silent)  # the page is to notice that nobody is there
        stopped = beat()
        away.rename(lead.folder)
        until(lambda: beat() > stopped)
        process.send_signal(number)
        out, told = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0 and out == f"{target}\n"
    assert "Traceback" not in told and "The session is there again." in told and "Ended." in told
    assert target.resolve().as_uri() in told and "The room sees: blank" in told
    assert PLANTED not in told + words() + target.read_text(encoding="utf-8")
    with presenting(kit, lead.folder, target) as process:
        until(lambda: beat() > stopped + 1)
    assert sorted(path.name for path in tmp_path.iterdir() if "room" in path.name) == ["room-data.js", "room.html"]


def test_blanking_is_told_in_the_log_and_nothing_that_doctor_wonders_at(run: Run, lead: Session) -> None:
    blank(lead)
    undo(lead)
    lead.flush()
    told = run("log", lead.folder).stdout
    assert "blanked the room's screen" in told and "took back: let the room see its screen again" in told
    assert "screen" not in run("doctor", lead.folder).stdout


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="^C is sent otherwise there")
def test_what_the_room_saw_is_not_left_behind_in_a_folder_where_nobody_looks(kit: Path, lead: Session) -> None:
    place = state_folder() / "present"
    with presenting(kit, lead.folder) as process:
        until(lambda: len(list(place.glob("*-data.js"))) == 1 and len(list(place.glob("*.html"))) == 1)
        # It listens for its end from when it tells what the room sees.
        assert process.stderr is not None
        until(lambda: "The room sees" in (process.stderr.readline() if process.stderr else ""))
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=PATIENCE_S)
        assert process.returncode == 0
    assert list(place.iterdir()) == []
