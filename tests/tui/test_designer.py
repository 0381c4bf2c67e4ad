"""The live check: what is wrong in a file and what it makes, as it is being written."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from stage import HOSTILE, NARROW, WIDE, Stage, at

from facikit.library.checking import check_path
from facikit.library.starters import exercise_text, workshop_text
from facikit.tui.screens import designer

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(designer, "EVERY_S", 0.02)


@pytest.fixture
def mine(kit: Path) -> Path:
    path = kit / "exercises" / "mine.yaml"
    path.write_text(exercise_text("Mine"), encoding="utf-8")
    return path


async def watch(stage: Stage, path: Path) -> None:
    stage.app.desk.watched = path
    stage.app.show("designer")
    await stage.until(lambda: "looked at" in stage.text)


async def test_everything_stands_side_by_side_where_there_is_room(kit: Path, mine: Path) -> None:
    async with at(None, "home", kits=[kit], size=WIDE) as stage:
        await watch(stage, mine)
        for words in ("no problems", "Nothing is wrong", "What we have seen  (list)", "- Somebody who listens to the"):
            assert words in stage.text, words
        await stage.press("tab", "tab")
        await stage.until(lambda: "Go round the table once" in stage.text)
        await stage.press("shift+tab")
        assert "Go round the table once" in stage.text, "the right side stays until the other is asked for"


async def test_one_pane_at_a_time_where_there_is_not(kit: Path, mine: Path) -> None:
    async with at(None, "home", kits=[kit], size=NARROW) as stage:
        await watch(stage, mine)
        heads = []
        for _ in range(5):
            heads += [line for line in stage.text.splitlines() if line.startswith(" ▸")]
            await stage.press("tab")
        names = ("PROBLEMS", "WHAT NOTE-TAKERS SEE", "RUN SHEET", "IN THE REPORT", "PROBLEMS")
        assert [head[2:].partition("  ")[0] for head in heads] == list(names)


async def test_a_slip_is_told_as_the_check_tells_it_and_goes_when_it_is_mended(kit: Path, mine: Path) -> None:
    whole = mine.read_text()
    async with at(None, "home", kits=[kit], size=WIDE) as stage:
        await watch(stage, mine)
        mine.write_text(whole.replace("kind: list", "kind: lisst").replace("minutes: 15", "minutes: ten"))
        problems = check_path(mine, [kit])
        assert len(problems) == 2
        await stage.until(lambda: "2 problems" in stage.text)
        shown = " ".join(stage.text.split())
        for problem in problems:
            assert f"line {problem.line} · {problem.key}" in shown
        assert "did you mean 'list'?" in shown
        mine.write_text(whole)
        await stage.until(lambda: "no problems" in stage.text)


async def test_what_it_made_before_stays_while_it_is_away_or_cannot_be_read(kit: Path, mine: Path) -> None:
    whole = mine.read_text()
    async with at(None, "home", kits=[kit], size=WIDE) as stage:
        await watch(stage, mine)
        mine.rename(mine.with_suffix(".away"))
        await stage.until(lambda: "waiting for the file" in stage.text)
        assert "Somebody who listens" in stage.text
        mine.write_text(whole + "\tnonsense: [")
        await stage.until(lambda: "as it was before" in stage.text)
        assert "Somebody who listens" in stage.text
        mine.with_suffix(".away").replace(mine)
        await stage.until(lambda: "no problems" in stage.text)
        assert "as it was" not in stage.text


async def test_a_workshop_has_its_problems_and_its_day_and_minds_its_exercises(kit: Path, mine: Path) -> None:
    day = kit / "templates" / "workshops" / "ours.yaml"
    text = workshop_text("Our day").replace("exercise: discussion", "exercise: mine")
    day.write_text(text.replace("dot-vote", "mine"), encoding="utf-8")
    async with at(None, "home", kits=[kit], size=WIDE) as stage:
        await watch(stage, day)
        assert "no problems" in stage.text and "Why we are here" in stage.text
        assert "IN THE REPORT" not in stage.text
        mine.write_text(mine.read_text().replace("question: What", "other: What").replace("<question>", "<other>"))
        await stage.until(lambda: "1 problem" in stage.text)
        assert "'question' is not a blank of mine" in " ".join(stage.text.split())


async def test_whatever_stands_in_the_file_is_shown_as_it_is(kit: Path, mine: Path) -> None:
    quoted = [text.replace("'", "''") for text in HOSTILE]
    steps = "".join(
        f"- {{title: '{one}', capture: [{{field: '{one}', kind: list, label: '{one}'}}]}}\n" for one in quoted
    )
    shows = ", ".join(f"'{one}'" for one in quoted)
    mine.write_text(f"title: '[/]'\nsteps:\n{steps}report: [{shows}]\n", "utf-8")
    async with at(None, "home", kits=[kit], size=(120, 200)) as stage:
        await watch(stage, mine)
        for _ in range(2):
            screen = stage.text
            assert [text for text in HOSTILE if text not in screen] == []
            await stage.press("tab")


async def test_nothing_of_it_is_kept(kit: Path, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    before = sorted(kit.rglob("*"))
    async with at(None, "home", kits=[kit]) as stage:
        await watch(stage, mine)
    assert list(place.iterdir()) == []
    assert sorted(kit.rglob("*")) == before


async def test_home_offers_it_for_what_is_ones_own_and_one_comes_back(kit: Path, mine: Path) -> None:
    async with at(None, "home", kits=[kit], size=WIDE) as stage:
        assert "live check" not in stage.text
        await stage.press("tab", "end")
        await stage.until(lambda: "^e live check" in stage.text)
        await stage.press("ctrl+e")
        await stage.until(lambda: "Live check: exercises/" in stage.text)
        await stage.press("escape")
        await stage.until(lambda: "LIBRARY" in stage.text)
        assert mine.exists()
