"""A report that says less of who said what, made from its screen: lowered by one key, into a file of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import NARROW, WIDE, Stage, at

from facikit.session.people import add_people
from facikit.session.responses import Draft, add
from facikit.session.session import Session
from facikit.tui.widgets.source_view import SourceView

pytestmark = pytest.mark.slow

NAMED = "Zuzana Quillfeather"


@pytest.fixture
def named(session_folder: Path) -> Path:
    """The small session, in which people are attributed by name, with one person's words in it."""
    path = session_folder / "session.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "voices: name\nfew: 1\n", encoding="utf-8")
    with Session.open(session_folder, "anna") as session:
        add_people(session, [{"name": NAMED, "role": "Student"}])
        add(session, Draft(block="animals", field="said", group="table-1", text="It takes two days.", label=NAMED))
    return session_folder


def preview(stage: Stage) -> str:
    return " ".join(line.text.strip() for line in stage.app.screen.query_one(SourceView).lines).partition("Who took")[0]


async def made(stage: Stage) -> str:
    await stage.until(lambda: "being made" not in stage.text and "It takes two days." in preview(stage))
    return preview(stage)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_names_give_way_to_roles_and_to_nothing_and_come_back(named: Path, size: tuple[int, int]) -> None:
    async with at(named, "report", size=size) as stage:
        assert NAMED in await made(stage)
        await stage.press("ctrl+t")
        assert "Who said it?" in stage.text and "As planned" in stage.text
        await stage.press("down", "down", "enter")
        text = await made(stage)
        assert "Student" in text and NAMED not in text and "roles at most" in stage.text
        await stage.press("ctrl+t", "end", "enter")
        text = await made(stage)
        assert "Student" not in text and NAMED not in text and "no labels" in stage.text
        await stage.press("ctrl+t", "home", "enter")
        assert NAMED in await made(stage)
        assert "no labels" not in stage.text


async def test_such_a_report_has_a_file_of_its_own(named: Path) -> None:
    async with at(named, "report") as stage:
        await made(stage)
        await stage.press("ctrl+e")
        await stage.until(lambda: "✓ written" in stage.text)
        await stage.press("ctrl+t", "end", "enter")
        await made(stage)
        await stage.press("ctrl+e")
        await stage.until(lambda: "✓ written" in stage.text)
    full, less = (named / "reports" / f"session-report{one}.md" for one in ("", "-voices-none"))
    assert NAMED in full.read_text(encoding="utf-8").partition("Who took")[0]
    assert NAMED not in less.read_text(encoding="utf-8").partition("Who took")[0]


async def test_it_stays_so_on_the_way_to_another_screen_and_back(named: Path) -> None:
    async with at(named, "report") as stage:
        await made(stage)
        await stage.press("ctrl+t", "end", "enter")
        await made(stage)
        stage.app.show("write")
        await stage.pilot.pause()
        stage.app.show("report")
        assert NAMED not in await made(stage)
        assert "no labels" in stage.text


async def test_no_level_is_offered_that_says_as_much_as_the_plan(named: Path) -> None:
    path = named / "session.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("voices: name", "voices: organisation"), encoding="utf-8")
    async with at(named, "report") as stage:
        await stage.until(lambda: "being made" not in stage.text)
        await stage.press("ctrl+t")
        assert "Codes" in stage.text and "Nobody at all" in stage.text
        assert "Roles" not in stage.text and "the team or organisation" not in stage.text
