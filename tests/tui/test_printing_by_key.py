"""How a field is printed is chosen by one key, where one sorts and where the report misses its themes."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import NARROW, WIDE, at
from table import go_to
from test_report_screen import made, shown, to_finding

from facikit.session import themes
from facikit.session.agenda import block
from facikit.session.printing import form_of
from facikit.session.responses import responses
from facikit.session.session import Session

pytestmark = pytest.mark.slow


@pytest.fixture
def sorted_(told: Path) -> Path:
    """The table with one card sorted, of a field that is printed as a list."""
    with Session.open(told, "anna") as session:
        (one, *_) = responses(session, "animals", "points")
        themes.link(session, themes.themes(session, "animals", "points")[0].id, one.id)
    return told


def form(session: Session) -> tuple[str, str]:
    one = block(session, "animals")
    return form_of(one.report, next(field for field in one.fields if field.field == "points"))


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_beside_the_themes_one_key_says_how_they_are_printed_and_undo_takes_it_back(
    sorted_: Path, size: tuple[int, int]
) -> None:
    async with at(sorted_, "themes", size=size) as stage:
        before = form(stage.session)
        await go_to(stage, "Seeing")
        await stage.press("ctrl+r")
        assert "How is ‘Points’ printed?" in stage.text and "by theme: a line each" in stage.text
        await stage.press("escape")
        assert form(stage.session) == before
        await stage.press("ctrl+r", "home", "down", "down", "enter")
        assert form(stage.session) == ("headings", "all")
        assert "printed as by theme" in stage.text
        await stage.press("ctrl+r")
        assert "everything that was" in stage.line_with("▸by theme")
        await stage.press("escape", "ctrl+z")
        assert form(stage.session) == before
        assert "form in which a field is printed" in stage.told


async def test_from_the_cards_it_is_among_all_that_can_be_done(sorted_: Path) -> None:
    async with at(sorted_, "themes") as stage:
        await stage.press("ctrl+p", *"printed", "enter")
        assert "How is ‘Points’ printed?" in stage.text


async def test_what_the_report_misses_is_mended_where_it_is_told(sorted_: Path) -> None:
    async with at(sorted_, "report") as stage:
        await to_finding(stage, "without its themes")
        await stage.press("enter")
        assert "How is ‘Points’ printed?" in stage.text
        await stage.press("home", "enter")
        await stage.until(lambda: "**Seeing:**" in shown(stage))
        await made(stage)
        assert "without its themes" not in stage.text and "^z takes it back" in stage.told
        await stage.press("ctrl+z")
        await stage.until(lambda: "**Seeing:**" not in shown(stage))
        await stage.press("ctrl+y")
        await stage.until(lambda: "**Seeing:**" in shown(stage))


async def test_where_one_only_reads_nothing_is_chosen(sorted_: Path) -> None:
    async with at(sorted_, "themes", read_only=True) as stage:
        await go_to(stage, "Seeing")
        await stage.press("ctrl+r")
        assert "for reading only" in stage.told and "printed?" not in stage.text


async def test_who_writes_of_a_theme_that_the_report_does_not_print_is_told_and_lets_it(sorted_: Path) -> None:
    async with at(sorted_, "write") as stage:
        await stage.until(lambda: "Not in this report" in stage.text)
        await stage.press("ctrl+f", *"Seeing", "enter", "ctrl+l")
        await stage.until(lambda: "does not print this place" in " ".join(stage.text.split()))
        await stage.press("ctrl+p", *"printed", "enter")
        assert "How is ‘Points’ printed?" in stage.text
        await stage.press("home", "enter")
        await stage.until(lambda: "Not in this report" not in stage.text and "Change animals" in stage.text)
