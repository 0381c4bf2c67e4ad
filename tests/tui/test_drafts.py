"""A line that is not finished is there again, whatever ended the app; one that is finished is an entry and no line."""

from __future__ import annotations

import errno
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from rooms import FailingFiles
from stage import HOSTILE, at

from facikit.session.responses import Draft as Entry
from facikit.session.responses import add, responses
from facikit.session.session import Session
from facikit.tui.drafts import Drafts, Unfinished

PATIENCE_S = 30
OPEN = """
import sys
from pathlib import Path
from facikit.tui.app import run_app
run_app(Path(sys.argv[1]), "note", "anna")
"""
SPOT = ("round", "words", "plenary")


def state(own_machine: Path) -> Path:
    return own_machine / "state"


def drafts_on_disk(own_machine: Path) -> list[Path]:
    return list((state(own_machine) / "drafts").rglob("*.json"))


async def test_leaving_keeps_the_line_and_coming_back_finds_it_with_its_label(
    session_folder: Path, own_machine: Path
) -> None:
    async with at(session_folder, "note") as stage:
        await stage.press("ctrl+n", "ctrl+g")
        await stage.type("owl [b]")
        await stage.press("tab")
        await stage.type("sees")
        await stage.press("ctrl+l", "down", "enter", "ctrl+q")
        await stage.until(lambda: stage.app._exit)
    assert not list(session_folder.rglob("*drafts*")) and len(drafts_on_disk(own_machine)) == 1
    async with at(session_folder, "note") as stage:
        assert "You left an unfinished line at Change animals, Table 2 · Animals: ^d goes there." in stage.text
        await stage.press("ctrl+d")
        assert "Animal: owl [b]" in stage.text and "Practitioner" in stage.line_with("sees")
        assert "You left this line unfinished" in stage.text
        await stage.enter(" far")
        await stage.until(lambda: "✓ owl [b]" in stage.text)
        (one,) = responses(stage.session)
        assert (list(one.cells.values()), one.label, one.group) == (["owl [b]", "sees far"], "Practitioner", "table-2")
        await stage.until(lambda: not drafts_on_disk(own_machine))


async def test_a_change_to_an_entry_comes_back_as_a_change_to_that_entry(session_folder: Path) -> None:
    async with at(session_folder, "note") as stage:
        await stage.enter("Owl")
        await stage.press("up")
        await stage.type("s by night")
    async with at(session_folder, "note") as stage:
        assert "Owls by night" in stage.text and "Changing an entry" in stage.text
        await stage.press("enter")
        assert stage.texts() == ["Owls by night"]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_words_come_back_as_they_were_typed(session_folder: Path, own_machine: Path, text: str) -> None:
    with Session.open(session_folder, "anna") as session:
        left = Drafts(session, "anna", state(own_machine))
        left.keep(SPOT, Unfinished((text, "beside\n" + text), at=1, kind="quote", label=text))
        left.close()
        again = Drafts(session, "anna", state(own_machine))
        assert again.at(SPOT) == Unfinished((text, "beside\n" + text), at=1, kind="quote", label=text)
        again.drop(SPOT)
        assert not drafts_on_disk(own_machine)


def test_a_line_belongs_to_its_writer_and_to_a_window_that_is_open(session_folder: Path, own_machine: Path) -> None:
    with Session.open(session_folder, "anna") as session:
        first = Drafts(session, "anna", state(own_machine))
        first.keep(SPOT, Unfinished(("mine",)))
        assert Drafts(session, "anna", state(own_machine)).at(SPOT) is None
        first.close()
        assert Drafts(session, "bo", state(own_machine)).at(SPOT) is None
        found = Drafts(session, "anna", state(own_machine)).at(SPOT)
        assert found is not None and found.parts == ("mine",)


def test_no_name_and_no_time_is_kept_with_the_draft_of_a_block_without_names(
    session_folder: Path, own_machine: Path
) -> None:
    with Session.open(session_folder, "anna") as session:
        Drafts(session, "anna", state(own_machine)).keep(("cards", "now", "individuals"), Unfinished(("said",)))
        (path,) = drafts_on_disk(own_machine)
        assert b"said" in path.read_bytes() and b"anna" not in path.read_bytes() and b'"t":""' in path.read_bytes()


def test_what_was_entered_is_kept_until_it_is_on_disk_and_comes_back_only_where_it_never_was(
    session_folder: Path, own_machine: Path
) -> None:
    files = FailingFiles()
    files.failing["write"] = errno.ENOSPC
    with Session.open(session_folder, "anna", files=files) as session:
        kept = Drafts(session, "anna", state(own_machine))
        for text in ("one", "two"):
            entry = Entry(block=SPOT[0], field=SPOT[1], group=SPOT[2], text=text)
            kept.enter(SPOT, Unfinished((text,)), lambda entry=entry: add(session, entry))  # type: ignore[misc]
            assert kept.at(SPOT) is None
        kept.keep(SPOT, Unfinished(("half a th",)))
        assert not session.flush(0.5)
        kept.settle()
        kept.close()
        assert len(drafts_on_disk(own_machine)) == 3
    shutil.rmtree(session_folder / "log")  # the disk never had them
    with Session.open(session_folder, "anna") as session:
        again = Drafts(session, "anna", state(own_machine))
        for text in ("one", "two", "half a th"):
            found = again.at(SPOT)
            assert found is not None and found.parts == (text,)
            entry = Entry(block=SPOT[0], field=SPOT[1], group=SPOT[2], text=text)
            again.enter(SPOT, found, lambda entry=entry: add(session, entry))  # type: ignore[misc]
        assert again.at(SPOT) is None and session.flush()
        again.settle()
        assert not drafts_on_disk(own_machine)


def test_what_reached_the_log_does_not_come_back_as_a_line(session_folder: Path, own_machine: Path) -> None:
    with Session.open(session_folder, "anna") as session:
        kept = Drafts(session, "anna", state(own_machine))
        kept.settle = lambda: None  # type: ignore[method-assign] - killed right after the disk had it
        entry = Entry(block=SPOT[0], field=SPOT[1], group=SPOT[2], text="one")
        kept.enter(SPOT, Unfinished(("one",)), lambda: add(session, entry))
        session.flush()
        kept.close()
    assert len(drafts_on_disk(own_machine)) == 1
    with Session.open(session_folder, "anna") as session:
        assert Drafts(session, "anna", state(own_machine)).unfinished() == {}
        assert not drafts_on_disk(own_machine)


def test_the_first_letter_is_written_at_once_and_the_last_one_always(session_folder: Path, own_machine: Path) -> None:
    with Session.open(session_folder, "anna") as session:
        kept = Drafts(session, "anna", state(own_machine))
        due: list[Callable[[], None]] = []
        kept.later = lambda _seconds, write: due.append(write)
        for end in range(1, 6):
            kept.keep(SPOT, Unfinished(("words"[:end],)))
        (path,) = drafts_on_disk(own_machine)
        assert b'"text":"w"' in path.read_bytes() and len(due) == 1
        due.pop()()
        assert b'"text":"words"' in path.read_bytes()


async def test_a_line_whose_block_is_gone_is_not_lost(session_folder: Path) -> None:
    with Session.open(session_folder, "anna") as session:
        gone = Drafts(session, "anna", Path(os.environ["FACIKIT_STATE"]))
        gone.keep(("no-such-block", "x", "y"), Unfinished(("from before",)))
        gone.close()
    async with at(session_folder, "note") as stage:
        assert "You left an unfinished line at a block that is gone: ^d goes there." in stage.text
        await stage.press("ctrl+d")
        assert "these are its words" in stage.text
        await stage.press("enter")
        assert "^d" not in stage.text


@pytest.mark.terminal
@pytest.mark.skipif(os.name == "nt", reason="there is no tmux on Windows")
def test_a_killed_app_loses_no_words(session_folder: Path, own_machine: Path) -> None:
    if shutil.which("tmux") is None:
        if os.environ.get("CI"):
            pytest.fail("tmux is not installed")
        pytest.skip("tmux is not installed")
    socket = f"facikit-{os.getpid()}"

    def tmux(*words: str) -> str:
        done = subprocess.run(["tmux", "-L", socket, *words], capture_output=True, text=True, check=False)
        return done.stdout

    def until(name: str, words: str) -> str:
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            screen = tmux("capture-pane", "-p", "-t", name)
            if words in screen:
                return screen
            time.sleep(0.05)
        raise AssertionError(f"{words!r} never came:\n{screen}")

    command = shlex.join([sys.executable, "-c", OPEN, str(session_folder)])
    settings = [f"{name}={os.environ[name]}" for name in ("FACIKIT_STATE", "FACIKIT_DATA", "HOME")]
    start = ["-x", "100", "-y", "30", f"exec env {shlex.join(settings)} {command}"]
    try:
        tmux("new-session", "-d", "-s", "first", *start)
        until("first", "How people arrived")
        tmux("send-keys", "-t", "first", "-l", "Half a sentence, and no Ent")
        until("first", "no Ent")
        end = time.monotonic() + PATIENCE_S
        while not any(b"and no Ent" in path.read_bytes() for path in drafts_on_disk(own_machine)):
            assert time.monotonic() < end, "it is not kept"
            time.sleep(0.05)
        app = int(tmux("display-message", "-p", "-t", "first", "#{pane_pid}"))
        tmux("new-session", "-d", "-s", "hold", "sleep 600")  # with its last session the server would go as well
        os.kill(app, signal.SIGKILL)
        tmux("new-session", "-d", "-s", "second", *start)
        assert "You left this line unfinished" in until("second", "Half a sentence, and no Ent")
        with Session.open(session_folder, read_only=True) as session:
            assert responses(session) == []
    finally:
        tmux("kill-server")


@pytest.mark.parametrize("entered_first", [False, True])
def test_a_line_that_became_an_entry_in_the_moment_of_the_crash_is_not_there_twice(
    session_folder: Path, own_machine: Path, entered_first: bool
) -> None:
    entry = Entry(block=SPOT[0], field=SPOT[1], group=SPOT[2], text="one")
    with Session.open(session_folder, "anna") as session:
        if entered_first:
            add(session, entry)
            time.sleep(0.01)
        kept = Drafts(session, "anna", state(own_machine))
        kept.keep(SPOT, Unfinished(("one",)))
        if not entered_first:
            add(session, entry)
        session.flush()
        kept.close()
    with Session.open(session_folder, "anna") as session:
        left = Drafts(session, "anna", state(own_machine)).unfinished()
        assert bool(left) == entered_first, "words that were typed again afterwards are a line of their own"
