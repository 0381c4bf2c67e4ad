"""An evening's writing: in the report's order, seen as it will be read, found again, and placed elsewhere as well."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import NARROW, WIDE, SetClock, Stage, at, put

from facikit.report.render import render
from facikit.session import also, prose, themes
from facikit.session.responses import Draft, add, edit
from facikit.session.session import Session
from facikit.tui.screens import manuscript as screen
from facikit.tui.screens.report import ReportScreen
from facikit.tui.widgets.evidence_list import EvidenceList
from facikit.tui.widgets.prose_box import ProseBox
from facikit.tui.widgets.source_view import SourceView
from facikit.tui.widgets.standing_view import StandingView

pytestmark = pytest.mark.slow

MEANING = ("animals", "meaning")
LAST_FIRST = "{{ title(report.name) }}\n{% for block in report.blocks|reverse %}{% call section(block.name, block) %}{{ block_report(block) }}{% endcall %}{% endfor %}\n{{ slots(report.opening) }}\n"  # noqa: E501
YEAR = """\
title: Our year
programme: ouryear000
sessions: [{session: %s, as: small}]
sections:
  - {heading: Summary, slot: summary, parts: [{show: findings}]}
  - {heading: Learned, slot: learned}
"""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pause in typing is over sooner."""
    monkeypatch.setattr(screen, "PAUSE_S", 0.05)


@pytest.fixture
def quoted(session_folder: Path) -> tuple[Path, str]:
    """The small session with one quote, and its id."""
    with Session.open(session_folder, "anna", clock=SetClock(1_772_600_000_000)) as session:
        (one,) = add(session, Draft(block="animals", field="said", group="table-1", text="Let us in.", label="Student"))
        edit(session, one.id, kind="quote")
    return session_folder, one.id


def box(stage: Stage) -> ProseBox:
    return stage.app.screen.query_one(ProseBox)


def shown(stage: Stage) -> str:
    """The lines of the report below the text."""
    return "\n".join(line.text for line in stage.app.screen.query_one(StandingView).reading.lines)


async def open_at(stage: Stage, place: tuple[str, str]) -> None:
    while stage.app.screen.key != place:  # type: ignore[attr-defined]
        await stage.press("ctrl+n")


async def type_in(stage: Stage, text: str) -> None:
    box(stage).insert_text(text)
    await stage.pilot.pause()


async def test_places_stand_in_the_order_of_the_house_s_own_form(session_folder: Path, kit: Path) -> None:
    put(kit / "templates" / "reports" / "session-report.md.j2", LAST_FIRST)
    async with at(session_folder, "write", kits=[kit]) as stage:
        await stage.until(lambda: [one.slot for one in stage.app.screen.places][-1] == "introduction")  # type: ignore[attr-defined]
        assert [one.slot for one in stage.app.screen.places] == ["meaning", "mood", "introduction"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_one_key_shows_the_text_as_it_will_be_read_and_one_more_the_whole_report_there(
    quoted: tuple[Path, str], size: tuple[int, int]
) -> None:
    folder, quote = quoted
    async with at(folder, "write", size=size) as stage:
        await open_at(stage, MEANING)
        await type_in(stage, f"They said it.\n\n[[quote:{quote}]]\n\nSee [[see:round]].")
        await stage.press("ctrl+l")
        await stage.until(lambda: "(Student)" in shown(stage))
        assert "‘Let us in.’" in shown(stage) and "[[quote" not in shown(stage)
        assert "What does this tell us?" in shown(stage)
        assert box(stage).has_focus
        await type_in(stage, " And more.")
        await stage.until(lambda: "And more." in shown(stage))
        await stage.press("escape")
        assert not stage.app.screen.query_one(StandingView).display
        await stage.press("ctrl+l", "ctrl+l")
        assert isinstance(stage.app.screen, ReportScreen)
        view = stage.app.screen.query_one(SourceView)
        await stage.until(lambda: view.marked >= 0 and "They said it." in view.lines[view.marked].text)


async def test_the_evidence_follows_to_what_the_reference_at_the_cursor_stands_for(quoted: tuple[Path, str]) -> None:
    folder, quote = quoted
    with Session.open(folder, "anna") as session:
        prose.write(session, *MEANING, f"Before.\n\n[[quote:{quote} (label)]]\n\nAfter.")
    async with at(folder, "write") as stage:
        await open_at(stage, MEANING)
        evidence = stage.app.screen.query_one(EvidenceList)
        assert evidence.piece is not None and evidence.piece.reference != f"[[quote:{quote}]]"
        await stage.press("up", "up")
        assert evidence.piece.reference == f"[[quote:{quote}]]"
        assert box(stage).has_focus


async def test_a_change_by_somebody_else_is_seen_in_the_report_below_and_nothing_is_lost(session_folder: Path) -> None:
    async with at(session_folder, "write") as stage:
        await open_at(stage, MEANING)
        await type_in(stage, "Mine.")
        await stage.press("ctrl+l")
        await stage.until(lambda: "Mine." in shown(stage))
        with Session.open(session_folder, "zoe", clock=SetClock(1_772_700_000_000)) as other:
            prose.write(other, *MEANING, "Theirs.")
        await stage.until(lambda: box(stage).text == "Theirs.")
        await stage.until(lambda: "Theirs." in shown(stage))
        await stage.press("ctrl+z")
        assert box(stage).text == "Mine."


async def test_the_next_empty_place_is_one_key_away(session_folder: Path) -> None:
    with Session.open(session_folder, "anna") as session:
        prose.write(session, "round", "mood", "Cheerful.")
    async with at(session_folder, "write") as stage:
        assert "1 of 3 written" in stage.text
        await stage.press("ctrl+g")
        assert stage.app.screen.key == MEANING  # type: ignore[attr-defined]
        await type_in(stage, "x")
        await stage.press("ctrl+g")
        assert stage.app.screen.key == ("session", "introduction")  # type: ignore[attr-defined]
        await type_in(stage, "y")
        await stage.press("ctrl+g")
        assert "3 of 3 written" in stage.text
        assert "Every place in the report is written." in stage.told


async def test_whoever_opens_it_again_is_where_they_left(session_folder: Path) -> None:
    async with at(session_folder, "write") as stage:
        await open_at(stage, MEANING)
        await type_in(stage, "One line\nand another")
        await stage.press("home", "up", "right", "right")
        where = box(stage).cursor_location
        await stage.press("ctrl+q")
    async with at(session_folder, "write") as stage:
        assert stage.app.screen.key == MEANING  # type: ignore[attr-defined]
        assert box(stage).cursor_location == where == (0, 2)
    async with at(session_folder, "write", who="zoe") as stage:
        assert stage.app.screen.key == ("session", "introduction")  # type: ignore[attr-defined]


async def test_a_place_is_found_by_words_that_are_written_there(session_folder: Path) -> None:
    with Session.open(session_folder, "anna") as session:
        prose.write(session, *MEANING, "First line.\n\nWaiting rooms are cold.")
    async with at(session_folder, "write") as stage:
        await stage.press("ctrl+f", *"rooms", "enter")
        assert stage.app.screen.key == MEANING  # type: ignore[attr-defined]
        assert box(stage).cursor_location == (2, 8)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_whoever_looks_for_a_place_sees_that_the_report_has_none_of_it(session_folder: Path, size) -> None:
    with Session.open(session_folder, "anna") as session:
        themes.make(session, "animals", "points", "Seeing")
    async with at(session_folder, "write", size=size) as stage:
        await stage.until(lambda: stage.app.screen.order)  # type: ignore[attr-defined]
        await stage.press("ctrl+f", *"seeing")
        assert "Seeing" in stage.text and "not in this report" in stage.text
        await stage.press(*["backspace"] * 6, *"mood")
        assert "Mood" in stage.text and "not in this report" not in stage.text


async def test_a_place_that_is_called_so_stands_before_one_that_only_has_the_word(session_folder: Path) -> None:
    with Session.open(session_folder, "anna") as session:
        prose.write(session, "session", "introduction", "Everybody was in a good mood.")
    async with at(session_folder, "write") as stage:
        await stage.press("ctrl+f", *"mood", "enter")
        assert stage.app.screen.key[1] == "mood"  # type: ignore[attr-defined]


async def test_what_is_selected_stands_in_the_programme_s_report_as_well(session_folder: Path, kit: Path) -> None:
    programme = put(kit / "sessions" / "our-year" / "programme.yaml", YEAR % session_folder.name).parent
    before = (programme / "programme.yaml").read_bytes()
    async with at(session_folder, "write", kits=[kit]) as stage:
        await open_at(stage, MEANING)
        await type_in(stage, "Long before. Nobody has time.")
        box(stage).selection = box(stage).selection.cursor((0, 13))._replace(end=(0, 29))
        await stage.press("ctrl+a")
        await stage.until(lambda: "Where does this stand as well?" in stage.text)
        await stage.press("enter")
        await stage.until(lambda: "also in" in stage.text and "It stands in Our year as well" in stage.told)
        assert box(stage).text == "Long before. [[summary]]Nobody has time.[[/summary]]"
        assert [one.key for one in also.also(stage.session, "ouryear000")] == [MEANING]
    with Session.open(programme, read_only=True) as opened:
        assert "## 1 Summary\n\nNobody has time.\n" in render(opened, kits=[kit])
    async with at(programme, "write", kits=[kit]) as stage:
        assert "Placed here by the sessions" in stage.text and "Nobody has time." in stage.text
    assert (programme / "programme.yaml").read_bytes() == before
    async with at(session_folder, "write", kits=[kit]) as stage:
        await stage.press("ctrl+a")
        await stage.until(lambda: "Only in this session's report" in stage.text)
        await stage.press(*"only", "enter")
        await stage.until(lambda: not also.also(stage.session))


async def test_without_a_programme_the_key_says_what_would_make_one(session_folder: Path, kit: Path) -> None:
    async with at(session_folder, "write", kits=[kit]) as stage:
        await stage.press("ctrl+a")
        await stage.until(lambda: "No programme has this session." in stage.told)


async def test_the_report_can_be_read_heading_by_heading_on_a_small_screen_and_says_so(session_folder: Path) -> None:
    async with at(session_folder, "report", size=NARROW) as stage:
        bar = stage.text.splitlines()[-1]
        assert "^n next  ^b back" in bar and "^e file" in bar
