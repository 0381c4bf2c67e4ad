"""Nothing is said by colour alone: with every colour taken away, each change of state is still seen on the screen.

In a terminal of all colours, in one that was told to use none, and in one of sixteen, where ours would be black on
black.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import SetClock, Stage
from textual.app import App
from visits import do, segments, uncoloured, visited

from facikit.tui.present import PresentApp
from facikit.tui.widgets.entry_list import MARKS

pytestmark = pytest.mark.slow

TERMINALS = {
    "all": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    "none": {"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"},
    "sixteen": {"TERM": "xterm", "COLORTERM": ""},
}
CHANGES = {
    "another session or exercise is marked": ("library", ("down",)),
    "one goes from list to list": ("home", ("tab",)),
    "another line of a choice is marked": ("open", ("down",)),
    "one goes to another line of a form": ("new session", ("tab",)),
    "words are selected": ("new session", ("shift+home",)),
    "another group is typed for": ("typing", ("ctrl+g",)),
    "another column is typed in": ("typing", ("tab",)),
    "an entry is being changed": ("changing", ("escape",)),
    "the timer is paused": ("timer", ("ctrl+t",)),
    "the room is at another step": ("run", ("ctrl+n",)),
    "another card has the cursor": ("cards", ("down",)),
    "a card is marked": ("cards", ("space",)),
    "one goes to the themes": ("cards", ("tab",)),
    "another theme has the cursor": ("themes", ("down",)),
    "another place is written in": ("places", ("down",)),
    "one goes from the text to its evidence": ("write", ("tab",)),
    "other evidence is marked": ("evidence", ("down",)),
    "one goes to what is to be looked at": ("report", ("tab",)),
    "another block of the plan is marked": ("plan", ("down",)),
    "a block is left out of the day": ("plan", ("ctrl+x",)),
    "another pane has the keys": ("live check", ("tab",)),
}


@pytest.fixture(params=TERMINALS)
def terminal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    for variable, value in TERMINALS[request.param].items():
        monkeypatch.setenv(variable, value)
    return str(request.param)


@pytest.mark.parametrize(
    "change", [pytest.param(one, marks=[pytest.mark.slow] if at % 3 else []) for at, one in enumerate(CHANGES)]
)
@pytest.mark.usefixtures("terminal")
async def test_a_change_of_state_is_seen_when_all_colour_is_taken_away(told: Path, change: str) -> None:
    name, keys = CHANGES[change]
    async with visited(name, told, clock=SetClock()) as stage:
        before = uncoloured(stage)
        await do(stage, *keys)
        await stage.pilot.pause()
        assert uncoloured(stage) != before


async def test_a_terminal_with_few_colours_keeps_its_own(told: Path, terminal: str) -> None:
    async with visited("plan", told) as stage:
        used = {
            colour
            for line in segments(stage)
            for one in line
            if one.style
            for colour in (one.style.color, one.style.bgcolor)
            if colour is not None and not colour.is_default
        }
        assert bool(used) == (terminal == "all")


def test_an_entry_on_its_way_on_disk_on_this_laptop_alone_and_not_saved_has_a_sign_of_its_own() -> None:
    assert len(set(MARKS.values())) == len(MARKS) == 4
    assert all(mark.strip() for mark in MARKS.values())


async def what_has_the_keys_is_seen(stage: Stage) -> None:
    """Check that each part of the screen looks another way when it has the keys, in more than colour."""
    screen = stage.app.screen
    looks = []
    for widget in screen.focus_chain:
        if hasattr(widget, "cursor_blink"):
            widget.cursor_blink = False  # between two blinks there is no cursor to see
        screen.set_focus(widget)
        await stage.pilot.pause()
        looks.append(uncoloured(stage))
    assert all(one not in looks[:at] for at, one in enumerate(looks))


def test_the_rooms_screen_is_dressed_like_the_app(terminal: str) -> None:
    class Nobody:
        pass

    app: App[None] = PresentApp(Nobody())  # type: ignore[arg-type]
    assert app.no_color == (terminal != "all")
