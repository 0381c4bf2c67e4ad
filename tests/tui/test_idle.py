"""A screen that nobody touches does next to nothing: a day is longer than a laptop's battery."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from stage import NARROW, WIDE, at
from textual.message_pump import MessagePump

from facikit.tui.screens.base import DeskScreen

pytestmark = pytest.mark.slow
WATCHED_S = 0.5
A_FEW = 20
"""The clock ticks once a second, and others are looked for; a screen that never rests comes to thousands."""


@pytest.mark.parametrize("size", [NARROW, WIDE])
@pytest.mark.parametrize("screen", ["home", "run", "note", "themes", "write", "report", "plan"])
async def test_a_screen_that_nobody_touches_rests(
    session_folder: Path, monkeypatch: pytest.MonkeyPatch, screen: str, size: tuple[int, int]
) -> None:
    async with at(session_folder, screen, size=size) as stage:
        await stage.pilot.pause()
        asked: list[str] = []
        later = MessagePump.call_after_refresh

        def counted(pump: MessagePump, *args: object, **named: object) -> bool:
            asked.append(type(pump).__name__)
            return later(pump, *args, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(MessagePump, "call_after_refresh", counted)
        await asyncio.sleep(WATCHED_S)
        assert len(asked) < A_FEW, set(asked)


@pytest.mark.parametrize("screen", ["home", "run", "note"])
async def test_a_screen_begins_once_and_has_one_clock(
    session_folder: Path, monkeypatch: pytest.MonkeyPatch, screen: str
) -> None:
    begun: list[DeskScreen] = []
    begin = DeskScreen.begin

    def counted(one: DeskScreen) -> None:
        begun.append(one)
        begin(one)

    monkeypatch.setattr(DeskScreen, "begin", counted)
    async with at(session_folder, screen):
        assert [one.PLACE for one in begun] == [screen]


async def test_the_agenda_is_there_as_soon_as_there_is_room_for_it(session_folder: Path) -> None:
    async with at(session_folder, "run", size=NARROW) as stage:
        assert "Coffee" not in stage.text
        await stage.pilot.resize_terminal(*WIDE)
        await stage.until(lambda: "Coffee" in stage.text)
