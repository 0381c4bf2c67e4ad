"""The room's screen in a terminal: it follows the facilitator, shows what the room may see, and leads nowhere else."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from stage import HOSTILE, NARROW, WIDE, SetClock, at
from textual.pilot import Pilot

from facikit.session import agenda, timer
from facikit.session.following import Follower
from facikit.session.responses import Draft, add
from facikit.session.room_screen import blank, is_blank
from facikit.session.session import Change, Session
from facikit.tui import present as present_module
from facikit.tui.keys import KEYS
from facikit.tui.present import PresentApp

pytestmark = pytest.mark.slow

ZOOMED = (40, 12)
PLANTED = "Zuleika Dobson"
QUESTION = "Which animal is change for you?"


class Shown:
    """The room's screen at work."""

    def __init__(self, app: PresentApp, pilot: Pilot[None], clock: SetClock) -> None:
        self.app, self.pilot, self.clock = app, pilot, clock

    @property
    def text(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds; the test fails where it never does."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            await self.pilot.pause()
            if holds():
                return
        raise AssertionError(f"this never came:\n{self.text}")


@asynccontextmanager
async def shown(folder: Path, size: tuple[int, int] = NARROW) -> AsyncIterator[Shown]:
    """Put the room's screen on, unseen."""
    present_module.LOOK_S = 0.05
    clock = SetClock()
    app = PresentApp(Follower(folder, clock))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Shown(app, pilot, clock)


@pytest.fixture
def lead(session_folder: Path) -> Session:
    """The facilitator, in a program of their own."""
    return Session.open(session_folder, "anna", clock=SetClock())


async def test_it_follows_from_before_the_day_to_its_end(session_folder: Path, lead: Session) -> None:
    async with shown(session_folder) as room:
        assert "A small day" in room.text and "4 March 2026" in room.text and "We begin at 09:30" in room.text
        agenda.go(lead, "animals")
        await room.until(lambda: QUESTION in room.text)
        assert "Change animals" in room.text and "15 minutes" in room.text and "Coffee at 09:45" in room.text
        agenda.go(lead, "coffee")
        await room.until(lambda: "Back at 09:45" in room.text)
        agenda.go(lead, "goodbye")
        agenda.finish(lead)
        await room.until(lambda: "Thank you." in room.text)


@pytest.mark.parametrize("size", [WIDE, NARROW, ZOOMED, (160, 45)])
async def test_the_question_and_the_time_are_there_at_any_size(
    session_folder: Path, lead: Session, size: tuple[int, int]
) -> None:
    agenda.go(lead, "animals")
    timer.start(lead, timer.timer_of(lead, agenda.block(lead, "animals"), 0))
    async with shown(session_folder, size) as room:
        await room.until(lambda: QUESTION in " ".join(room.text.split()) and "left" in room.text)
        assert "b blank" in room.text
        room.clock.forward(20 * 60)
        await room.until(lambda: "over" in room.text)


async def test_it_can_be_blanked_here_and_by_the_facilitator(session_folder: Path, lead: Session) -> None:
    agenda.go(lead, "animals")
    async with shown(session_folder) as room:
        await room.until(lambda: QUESTION in room.text)
        await room.pilot.press("b")
        assert room.text.strip() == ""
        await room.pilot.press("space")
        assert QUESTION in room.text
        blank(lead)
        await room.until(lambda: room.text.strip() == "")
        await room.pilot.press("b", "b")
        assert room.text.strip() == "", "what the facilitator blanked stays so"
        blank(lead, False)
        await room.until(lambda: QUESTION in room.text)
        await room.pilot.press("q")
        await room.until(lambda: room.app._exit)


async def test_nobodys_name_and_nobodys_words_are_ever_on_it(session_folder: Path, lead: Session) -> None:
    add(lead, Draft(block="animals", field="said", group="table-1", text=PLANTED, label="Student"))
    add(lead, Draft(block="round", field="words", group="plenary", text=PLANTED))
    lead.put([Change("person/x1", {"name": PLANTED}), Change("theme/x2", {"name": PLANTED, "block": "round"})])
    async with shown(session_folder, (160, 45)) as room:
        seen = set()
        while agenda.next_step(lead) is not None:
            here = agenda.position(lead)
            assert here is not None
            title = agenda.block(lead, here.block).title
            wanted = {"coffee": "Back at", "animals": QUESTION, "round": "How do you arrive?"}.get(here.block, title)
            await room.until(lambda wanted=wanted: wanted in room.text)  # type: ignore[misc]
            assert PLANTED not in room.text and "Go round the table" not in room.text
            seen.add(here.block)
        assert len(seen) == len(agenda.blocks(lead))


@pytest.mark.parametrize("size", [NARROW, ZOOMED])
async def test_of_words_without_an_end_the_beginning_is_seen(
    session_folder: Path, lead: Session, size: tuple[int, int]
) -> None:
    lead.put([Change("session", {"title": "First of all, " + "word " * 1500 + "last"})])
    lead.flush()
    async with shown(session_folder, size) as room:
        await room.until(lambda: "First of all" in room.text and "…" in room.text)
        assert "q leave" in room.text


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_hostile_title_is_shown_as_these_letters(session_folder: Path, lead: Session, text: str) -> None:
    lead.put([Change("session", {"title": text})])
    lead.flush()
    async with shown(session_folder) as room:
        await room.until(lambda: " ".join(text.split()) in room.text)


async def test_a_folder_that_goes_is_told_and_when_it_is_back_it_follows_again(
    session_folder: Path, lead: Session
) -> None:
    agenda.go(lead, "animals")
    lead.close()
    away = session_folder.with_name("away")
    async with shown(session_folder) as room:
        await room.until(lambda: QUESTION in room.text)
        session_folder.rename(away)
        await room.until(lambda: "Not connected" in room.text)
        assert QUESTION in room.text
        with Session.open(away, "anna", clock=SetClock()) as other:
            agenda.go(other, "round")
        away.rename(session_folder)
        await room.until(lambda: "How do you arrive?" in room.text)
        assert "Not connected" not in room.text


async def test_a_word_corrected_in_the_plan_by_hand_is_seen(session_folder: Path, lead: Session) -> None:
    agenda.go(lead, "animals")
    plan = session_folder / "session.yaml"
    async with shown(session_folder) as room:
        await room.until(lambda: QUESTION in room.text)
        plan.write_text(plan.read_text(encoding="utf-8").replace(QUESTION, "Which bird?"), encoding="utf-8")
        await room.until(lambda: "Which bird?" in room.text)
        plan.write_text("agenda: [", encoding="utf-8")
        await room.pilot.pause(0.2)
        assert "Which bird?" in room.text


def test_no_key_of_the_rooms_screen_leads_to_what_people_said() -> None:
    assert {key.action for key in KEYS if key.id.startswith("present.")} == {"blank", "leave"}


async def test_the_facilitator_blanks_the_rooms_screen_by_key_and_takes_it_back(session_folder: Path) -> None:
    async with at(session_folder, "run") as stage:
        await stage.press("ctrl+n", "ctrl+e")
        assert is_blank(stage.session) and "THE ROOM'S SCREEN IS BLANK" in stage.text
        await stage.press("ctrl+z")
        assert not is_blank(stage.session)
        await stage.press("f9")
        assert is_blank(stage.session)
        await stage.press("ctrl+p", *"blank", "enter")
        assert not is_blank(stage.session) and "IS BLANK" not in stage.text


async def test_going_on_from_the_last_step_ends_the_day_and_going_back_opens_it(session_folder: Path) -> None:
    async with at(session_folder, "run") as stage:
        agenda.go(stage.session, "goodbye")
        await stage.press("ctrl+n")
        assert "That was the last step of the day." in stage.told and agenda.is_over(stage.session)
        await stage.until(lambda: "The end of the day" in stage.text)
        await stage.press("escape", "ctrl+b", "ctrl+n")
        assert not agenda.is_over(stage.session)


async def test_a_question_wider_than_the_terminal_is_wrapped_and_not_cut(session_folder: Path, lead: Session) -> None:
    plan = session_folder / "session.yaml"
    question = "What did those moments have in common?"
    plan.write_text(plan.read_text(encoding="utf-8").replace(QUESTION, question), encoding="utf-8")
    agenda.go(lead, "animals")
    async with shown(session_folder, ZOOMED) as room:
        await room.until(lambda: "What did those" in room.text)
        assert " ".join(room.text.split()).count(question) == 1


@pytest.mark.slow
@pytest.mark.terminal
def test_in_a_real_terminal_two_programs_show_one_step(session_folder: Path) -> None:
    if shutil.which("tmux") is None:
        if os.environ.get("CI"):
            pytest.fail("tmux is not installed")
        pytest.skip("tmux is not installed")

    def tmux(*words: str) -> str:
        socket = f"facikit-room-{os.getpid()}"
        return subprocess.run(["tmux", "-L", socket, *words], capture_output=True, text=True, check=False).stdout

    def until(name: str, words: str) -> str:
        end = time.monotonic() + 30
        screen = ""
        while time.monotonic() < end:
            screen = tmux("capture-pane", "-p", "-t", name)
            if words in screen:
                return screen
            time.sleep(0.05)
        raise AssertionError(f"{words!r} never came:\n{screen}")

    settings = shlex.join(f"{name}={os.environ[name]}" for name in ("FACIKIT_STATE", "FACIKIT_DATA", "HOME"))
    begin = f"exec env {settings} {shlex.quote(sys.executable)} -m facikit"
    folder = shlex.quote(str(session_folder))
    try:
        tmux("new-session", "-d", "-s", "hold", "sleep 600")
        tmux("new-session", "-d", "-s", "room", "-x", "80", "-y", "24", f"{begin} present {folder}")
        tmux("new-session", "-d", "-s", "lead", "-x", "100", "-y", "30", f"{begin} run {folder} --who anna")
        until("room", "A small day")
        until("lead", "^n begin")
        tmux("send-keys", "-t", "lead", "C-n", "C-n")
        assert "Go round the table" not in until("room", QUESTION)
        tmux("send-keys", "-t", "room", "q")
        end = time.monotonic() + 20
        while "room" in tmux("list-sessions", "-F", "#{session_name}").split() and time.monotonic() < end:
            time.sleep(0.05)
        assert "room" not in tmux("list-sessions", "-F", "#{session_name}").split()
    finally:
        tmux("kill-server")
