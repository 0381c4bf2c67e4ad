"""A new session is a few keys away; what cannot be is told beside its line, and nothing typed is lost."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from stage import HOSTILE, NARROW, WIDE, Stage, at

from facikit.session import agenda
from facikit.tui.screens.new import NewSession
from facikit.tui.screens.plan import PlanScreen

pytestmark = pytest.mark.slow

TODAY = datetime.date.today()  # the form's own default


async def write(stage: Stage, words: str) -> None:
    """Put words into the form's line in place of what is there."""
    from textual.widgets import Input

    line = stage.app.screen.focused
    assert isinstance(line, Input)
    line.value = words
    await stage.pilot.pause()


async def test_five_keys_are_enough_from_home_to_the_room(kit: Path) -> None:
    async with at(None, "home", kits=[kit]) as stage:
        keys = ["ctrl+n", "enter", "enter"]
        assert len(keys) <= 5
        await stage.press(*keys)
        await stage.until(lambda: "not begun" in stage.text)
        made = stage.session
        assert (agenda.title(made), agenda.date(made), agenda.start(made)) == ("A small day", str(TODAY), "09:30")
        assert [group.name for group in agenda.groups(made, "tables")] == ["Table 1", "Table 2", "Table 3"]
        assert agenda.labels(made) == ["Student", "Practitioner"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_each_line_says_what_it_makes_and_what_is_wrong_with_it(kit: Path, size: tuple[int, int]) -> None:
    async with at(None, "home", kits=[kit], size=size) as stage:
        await stage.press("ctrl+n", "enter", "tab")
        await write(stage, "2030-02-31")
        assert "'2030-02-31' is not a date" in stage.text
        await write(stage, "2030-02-28")
        assert "Thursday 28 February 2030" in stage.text
        await stage.press("tab")
        await write(stage, "9.15")
        assert "the day ends at 10:01" in stage.text
        await stage.press("tab", "tab")
        assert "3 groups: Table 1 to Table 3" in stage.text
        await write(stage, "Red, red")
        await stage.press("shift+tab", "shift+tab")
        await write(stage, "half nine")
        await stage.press("enter")
        assert isinstance(stage.app.screen, NewSession)
        assert "'half nine' is not a time of day" in stage.text and "There are two groups" in stage.text
        assert stage.app.screen.focused is stage.app.screen.query_one("#line-start")
        assert not list((kit / "sessions").iterdir())
        await write(stage, "9.15")
        await stage.press("tab", "tab")
        await write(stage, "0")
        assert "1 to 200" in stage.text
        await write(stage, "Red, Blue")
        assert "2 groups" in stage.text
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, PlanScreen))
        assert (agenda.date(stage.session), agenda.start(stage.session)) == ("2030-02-28", "09:15")
        assert [group.name for group in agenda.groups(stage.session, "tables")] == ["Red", "Blue"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_later_start_moves_the_end_along_and_tells_what_has_to_wait(kit: Path, size: tuple[int, int]) -> None:
    path = kit / "templates" / "workshops" / "small-day.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("{break: Coffee,", '{break: Coffee, at: "10:30",'), encoding="utf-8")
    async with at(None, "home", kits=[kit], size=size) as stage:
        await stage.press("ctrl+n", "enter", "tab", "tab")
        assert "the day ends at 10:56" in stage.text and "min after" not in stage.text
        await write(stage, "10:30")
        assert "the day ends at 11:16 · ! Coffee 20 min after 10:30" in stage.text


async def test_a_workshop_of_one_block_is_told_as_one(kit: Path) -> None:
    text = 'title: Only one\nstart: "09:00"\nagenda: [{exercise: round}]\n'
    (kit / "templates" / "workshops" / "only-one.yaml").write_text(text, encoding="utf-8")
    async with at(None, "home", kits=[kit]) as stage:
        await stage.press("ctrl+n")
        assert "1 block, starts 09:00" in stage.text and "6 blocks, starts" in stage.text


async def test_groups_labels_and_title_are_kept_as_they_were_typed(kit: Path) -> None:
    names = [text for text in HOSTILE if "," not in text]
    async with at(None, "home", kits=[kit]) as stage:
        await stage.press("ctrl+n", "enter")
        await write(stage, "[bold]Spring[/] {{ 7 * 7 }}")
        await stage.press("tab", "tab", "tab", "tab")
        await write(stage, ", ".join(names))
        await stage.press("tab")
        await write(stage, "Carer, [red]Student[/], Carer")
        await stage.press("enter")
        await stage.until(lambda: "not begun" in stage.text)
        assert agenda.title(stage.session) == "[bold]Spring[/] {{ 7 * 7 }}"
        assert [group.name for group in agenda.groups(stage.session, "tables")] == names
        assert agenda.labels(stage.session) == ["Carer", "[red]Student[/]"]


async def test_the_plan_of_a_session_is_one_key_from_home(kit: Path, session_folder: Path) -> None:
    async with at(None, "home", kits=[kit]) as stage:
        await stage.until(lambda: "not begun" in stage.text)
        await stage.press("ctrl+a")
        await stage.until(lambda: isinstance(stage.app.screen, PlanScreen))
        assert stage.session.folder == session_folder.resolve()
