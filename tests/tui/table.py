"""What the tests of sorting share: cards and themes on the table, and what one does to them."""

from __future__ import annotations

from pathlib import Path

from stage import SetClock, Stage

from facikit.session import themes
from facikit.session.responses import Draft, add, responses
from facikit.session.session import Session
from facikit.tui.screens.themes import ThemesScreen

PLACE = ("animals", "points")
NAMES = ("Seeing", "Waiting", "Fast & slow")
SAID = ("Owl sees far", "Dog waits", "Hare runs", "Snail does not", "Cat watches")


def point(text: str, group: str = "table-1", field: str = "points") -> Draft:
    return Draft(block="animals", field=field, group=group, text=text)


def written(folder: Path, *texts: str, names: tuple[str, ...] = NAMES) -> Path:
    """Put points of two tables and some themes into the session, as somebody did yesterday."""
    with Session.open(folder, "zoe", clock=SetClock(1_772_500_000_000)) as session:
        add(session, *(point(text, f"table-{number % 2 + 1}") for number, text in enumerate(texts)))
        themes.make_all(session, *PLACE, *names)
    return folder


def screen(stage: Stage) -> ThemesScreen:
    assert isinstance(stage.app.screen, ThemesScreen)
    return stage.app.screen


def sorted_(stage: Stage) -> dict[str, list[str]]:
    """What is in which theme, in words."""
    words = {one.id: one.text for one in responses(stage.session)}
    return {one.name: [words[member] for member in one.members] for one in themes.themes(stage.session, *PLACE)}


def cards(stage: Stage) -> list[str]:
    return [row.words for row in screen(stage).cards.rows]


def card(stage: Stage) -> str:
    row = screen(stage).cards.row
    return row.words if row is not None else ""


async def name(stage: Stage, text: str, *keys: str) -> None:
    """Type into the line, then press keys."""
    screen(stage).line.insert_text_at_cursor(text)
    await stage.pilot.pause()
    await stage.press(*keys)


async def go_to(stage: Stage, theme: str) -> None:
    """Go to a theme on its side."""
    await stage.press("tab", "home")
    for row in screen(stage).themes.rows:
        if row.words == theme:
            return
        await stage.press("down")
    raise AssertionError(f"there is no theme {theme}:\n{stage.text}")


def right(stage: Stage) -> str:
    """What stands on the side of the themes, on one line."""
    return " ".join(" ".join(line.partition("▏")[2] for line in stage.text.splitlines()).split())
