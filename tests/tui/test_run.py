"""The facilitator's screen: the step and its words, the clock, the timer that never takes the room from anyone."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from stage import NARROW, WIDE, at

from facikit.session import agenda
from facikit.session.asides import parked
from facikit.session.files import Files
from facikit.session.responses import Draft, add
from facikit.session.session import Session
from facikit.session.timer import timer
from facikit.tui.widgets.agenda_list import AgendaList
from facikit.tui.widgets.entry_list import EntryList
from facikit.tui.widgets.key_bar import KeyBar

pytestmark = pytest.mark.slow


class FullDisk(Files):
    """A disk that takes nothing until there is room again."""

    full = True

    def write(self, descriptor: int, data: bytes) -> int:
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(descriptor, data)


class ReadOnlyFolder(Files):
    """A session's folder that may not be written to; the laptop's own state may."""

    read_only = True

    def create(self, path: Path) -> int:
        if self.read_only and "state" not in path.parts:
            raise OSError(errno.EROFS, "Read-only file system")
        return super().create(path)


async def test_everything_is_there_from_the_first_frame(session_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # What is heard of a first layout comes after the first frame, or not at all; nothing may wait for it.
    for part in (AgendaList, EntryList):
        monkeypatch.setattr(part, "on_resize", lambda _self: None)
    with Session.open(session_folder, "anna") as session:
        agenda.go(session, "animals", 0)
        add(session, Draft(block="animals", field="animals", group="table-1", cells={"animal": "owl"}))
    async with at(session_folder, "run") as stage:
        for words in ("09:30 Round", "Coffee", "ASK    Which animal is change for you?", "Animal  ", "✓ owl"):
            assert words in stage.text, words


async def test_the_screen_is_the_one_that_was_drawn(session_folder: Path) -> None:
    with Session.open(session_folder, "anna") as session:
        for text in ("owl", "fox"):
            add(session, Draft(block="animals", field="animals", group="table-2", cells={"animal": text}))
    async with at(session_folder, "run") as stage:
        assert "not begun: ^n begins" in stage.text
        await stage.press("ctrl+n", "ctrl+n", "ctrl+g")
        expected = (
            " A small day", "09:30   5 min ahead   ends 10:", "✓ 09:30 Round", "▶ 09:30 Change animals",
            "Coffee", "SAY    Go round the table.", "ASK    Which animal is change for you?",
            "── Table 1 · –  ▸Table 2 · 2  Table 3 · –", "── ▸Animals · 2  Said · –  Points · –", "✓ owl",
            "Table 2 · Animal ›",
            "15 min   ^t starts the timer", "^n next  ^b back  ^t timer  ^g group",
        )  # fmt: skip
        for words in expected:
            assert words in stage.text, words
        assert stage.text.splitlines()[-1].endswith("F1 help")
        stage.clock.forward(22 * 60)
        await stage.until(lambda: "09:52   2 min behind   ends 10:" in stage.text)


async def test_at_eighty_columns_the_agenda_is_behind_a_key(session_folder: Path) -> None:
    async with at(session_folder, "run", size=NARROW) as stage:
        await stage.press("ctrl+n", "ctrl+n")
        assert "Goodbye" not in stage.text
        assert "Which animal is change for you?" in stage.text and "Table 1 · Animal ›" in stage.text
        await stage.press("ctrl+a")
        assert "Goodbye" in stage.text
        await stage.press(*"good", "enter")
        assert agenda.position(stage.session).block == "goodbye"  # type: ignore[union-attr]
        await stage.press("ctrl+b")
        assert agenda.position(stage.session).block == "register"  # type: ignore[union-attr]


async def test_the_timer_rings_runs_over_and_moves_nothing(
    session_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at(session_folder, "run") as stage:
        rung: list[str] = []
        monkeypatch.setattr(stage.app, "bell", lambda: rung.append("bell"))
        await stage.press("ctrl+n", "ctrl+t")
        assert "05:00 left of 5" in stage.text and "^t pause" in stage.text
        stage.clock.forward(299)
        await stage.until(lambda: "00:01 left of 5" in stage.text or "00:00" in stage.text)
        await stage.until(lambda: rung == ["bell"])  # two minutes before
        stage.clock.forward(63)
        await stage.until(lambda: "TIME IS UP: 01:0" in stage.text)
        stage.clock.forward(60)
        await stage.until(lambda: "TIME IS UP: 02:0" in stage.text)
        await stage.until(lambda: rung == ["bell", "bell"])
        assert agenda.position(stage.session).block == "round"  # type: ignore[union-attr]


async def test_plus_after_the_timer_key_is_a_minute_and_otherwise_a_letter(session_folder: Path) -> None:
    async with at(session_folder, "run") as stage:
        await stage.press("ctrl+n", "plus", "ctrl+t", "plus", "equals_sign")
        assert timer(stage.session, "round", "round", 5).length_s == 11 * 60
        await stage.press("a", "plus", "b", "enter")
        assert stage.texts() == ["+a+b"]


async def test_a_click_on_the_agenda_goes_there_and_a_cut_block_is_passed_over(session_folder: Path) -> None:
    async with at(session_folder, "run") as stage:
        await stage.press("ctrl+p", *"cut: coffee", "enter")
        await stage.until(lambda: "Coffee (cut)" in stage.text)
        await stage.pilot.click(AgendaList, offset=(8, 1))
        await stage.pilot.pause()
        assert agenda.position(stage.session).block == "animals"  # type: ignore[union-attr]
        await stage.press("ctrl+n")
        assert agenda.position(stage.session).block == "cards"  # type: ignore[union-attr]
        assert "No name is kept" in stage.text


async def test_what_is_parked_leaves_the_line_and_waits(session_folder: Path) -> None:
    async with at(session_folder, "run") as stage:
        await stage.type("Parking [/] permits")
        await stage.press("ctrl+r")
        await stage.press("ctrl+r")
        await stage.enter("The roof")
        assert [one.text for one in parked(stage.session)] == ["Parking [/] permits", "The roof"]
        assert stage.texts() == []


async def test_what_is_not_on_disk_says_so_until_it_is_and_is_not_left_without_asking(session_folder: Path) -> None:
    disk = FullDisk()
    async with at(session_folder, "run", files=disk) as stage:
        await stage.enter("the only copy of this")
        await stage.until(lambda: "! the only copy of this" in stage.text)
        assert "! NOT SAVED: 2 lines – No space left on device." in stage.text
        await stage.press("ctrl+q")
        await stage.until(lambda: "Leave and lose them" in stage.text)
        await stage.press("escape")
        disk.full = False
        await stage.until(lambda: stage.session.flush(0.1))
        await stage.until(lambda: "✓ the only copy of this" in stage.text)
        assert "NOT SAVED" not in stage.text
    assert stage.on_disk() == ["the only copy of this"]


async def test_leaving_with_an_unfinished_line_asks_only_where_it_cannot_be_kept(
    session_folder: Path, own_machine: Path
) -> None:
    (own_machine / "state").mkdir(parents=True)
    (own_machine / "state" / "drafts").write_text("in the way")
    async with at(session_folder, "run") as stage:
        await stage.type("unfin")
        await stage.press("ctrl+q")
        await stage.until(lambda: "“unfin” is typed and not yet an entry" in stage.text)
        await stage.press("enter")
        await stage.enter("ished")
        assert stage.texts() == ["unfinished"]
        await stage.press("ctrl+q")
        await stage.until(lambda: not stage.app.is_running or stage.app._exit)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_key_bar_shows_only_keys_that_work_now(session_folder: Path, size: tuple[int, int]) -> None:
    async with at(session_folder, "run", size=size) as stage:
        bar = stage.app.screen.query_one(KeyBar)
        assert "^g" not in bar.render().plain  # the whole room is one group here
        await stage.press("ctrl+n", "ctrl+n")
        assert "^g group" in bar.render().plain
        await stage.press("up")
        assert "leave as it was" not in bar.render().plain
        assert bar.render().plain.rstrip().endswith("F1 help")
        await stage.pilot.click(KeyBar, offset=(bar.render().plain.index("^g") + 2, 0))
        await stage.pilot.pause()
        assert "▸Table 2" in stage.text
        await stage.press("f1")
        assert bar.render().plain == ""
        assert "Type for the next group." in stage.text or size == NARROW


async def test_what_the_folder_refuses_is_on_this_laptop_and_the_screen_says_so(
    session_folder: Path, own_machine: Path
) -> None:
    disk = ReadOnlyFolder()
    async with at(session_folder, "run", files=disk, state=own_machine / "state") as stage:
        await stage.enter("the stick is read-only")
        await stage.until(lambda: "⌂ the stick is read-only" in stage.text)
        assert "⌂ Saved on this laptop, not yet in the session's folder: 2 lines – Read-only file system." in stage.text
        disk.read_only = False
        await stage.enter("and now it is not")
        await stage.until(lambda: "✓ and now it is not" in stage.text)
        assert "✓ the stick is read-only" in stage.text and "Saved on this laptop" not in stage.text
    assert stage.on_disk() == ["the stick is read-only", "and now it is not"]
