"""Every screen over a session with a name in every place: none shows where it has no business."""

from __future__ import annotations

from pathlib import Path

import pytest
from everyone import found_in, leaks
from explored import Sight, all_through, everything, sight, unwalked
from full_room import HELD, Room, full_room
from stage import NARROW, WIDE, SetClock, at
from typer.testing import CliRunner
from visits import BY_NAME, VISITS, visited
from walked import PROGRAMME

from facikit.cli.main import app
from facikit.session import agenda
from facikit.session.following import Follower
from facikit.session.session import Session
from facikit.tui.places import OF_A_PROGRAMME, PLACES
from facikit.tui.present import PresentApp

pytestmark = pytest.mark.slow

PLACE_NAMES = [one.name for one in PLACES]


@pytest.fixture
def room(kit: Path, own_machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.chdir(tmp_path)
    return full_room(kit, own_machine / "state")


def leaking(seen: list[Sight]) -> dict[str, set[str]]:
    found = {one.after: leaks(one.outlet, one.text) for one in seen}
    return {after: names for after, names in found.items() if names}


def test_every_screen_is_gone_through() -> None:
    assert unwalked() == set(), "say in explored.py what a new screen is for and how one goes through it"


async def test_no_screen_shows_a_name_where_it_has_no_business(room: Room) -> None:
    seen: dict[tuple[int, int], list[Sight]] = {WIDE: [], NARROW: []}
    for visit in VISITS:
        async with visited(visit.name, room.folder) as stage:
            for size, sights in seen.items():
                await stage.pilot.resize_terminal(*size)
                sights.append(sight(stage, visit.place, visit.name))
    for sights in seen.values():
        assert leaking(sights) == {}
        assert "Zoffpoint" in found_in("".join(one.text for one in sights if BY_NAME["find"].name in one.after))


@pytest.mark.parametrize("place", PLACE_NAMES)
async def test_going_through_a_screen_no_name_shows_where_it_has_no_business(room: Room, place: str) -> None:
    async with at(room.folder, place, size=NARROW, kits=[room.kit]) as stage:
        seen = [one async for one in all_through(stage, place)]
    assert len({one.text for one in seen}) > 5, "one has not come far"
    assert leaking(seen) == {}


@pytest.mark.parametrize("place", [name for name in PLACE_NAMES if name != "home"])
async def test_nothing_that_the_palette_offers_shows_a_name_where_it_has_no_business(room: Room, place: str) -> None:
    async with at(room.folder, place, kits=[room.kit]) as stage:
        seen = [one async for one in everything(stage, place, of_app=place == "note")]
    assert len({one.text for one in seen}) > 5, "one has not come far"
    assert leaking(seen) == {}


@pytest.mark.parametrize("place", [name for name in OF_A_PROGRAMME if name != "home"])
async def test_a_programme_of_the_session_shows_no_name_where_it_has_no_business(room: Room, place: str) -> None:
    done = CliRunner().invoke(app, ["--kit", str(room.kit), "new-programme", PROGRAMME], prog_name="facikit")
    assert done.exit_code == 0, done.stderr
    async with at(room.kit / "sessions" / PROGRAMME, place, kits=[room.kit]) as stage:
        seen = [one async for one in all_through(stage, place)]
        seen += [one async for one in everything(stage, place)]
    assert leaking(seen) == {}


@pytest.mark.parametrize("size", [WIDE, NARROW, (40, 12)])
async def test_the_room_sees_nobodys_words_and_no_count_that_is_held_back(room: Room, size: tuple[int, int]) -> None:
    seen = []
    with Session.open(room.folder, "anna", clock=SetClock()) as lead:
        stations = [(one.id, step) for one in agenda.blocks(lead) for step in range(max(1, len(one.steps)))]
        for block, step in stations:
            agenda.go(lead, block, step)
            lead.flush()
            shown = PresentApp(Follower(room.folder, SetClock()))
            async with shown.run_test(size=size) as pilot:
                await pilot.pause()
                strips = shown.screen._compositor.render_strips()
                text = "\n".join("".join(segment.text for segment in strip) for strip in strips)
            seen.append(Sight("room", f"{block} {step}", text))
    assert leaking(seen) == {}
    assert not [one.after for one in seen if str(HELD) in one.text]
    assert found_in("".join(one.text for one in seen)) == {"Zpoint"}, "what was voted on, and released"
