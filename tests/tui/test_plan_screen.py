"""Plan: the day is set up before it and changed on it; every time that follows is seen at once, and ^z takes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import HOSTILE, NARROW, WIDE, SetClock, Stage, at, put

from facikit.errors import UserError
from facikit.session import agenda
from facikit.session.headcounts import expected
from facikit.session.replanning import insert, retitle
from facikit.session.responses import Draft, add
from facikit.session.session import Session
from facikit.tui.app import run_app

pytestmark = pytest.mark.slow

VOTE = """\
title: Dot vote
setting: groups
materials: [sticky dots]
blanks:
  question: Which of these?
  items:
steps:
  - title: Vote
    minutes: 15
    ask: <question>
    capture: [{field: votes, kind: dots, items: <items>, each: 2}]
"""


@pytest.fixture
def day(kit: Path, session_folder: Path) -> Path:
    """A session of five blocks, a dot vote in the library, and nobody in the room yet."""
    (kit / "exercises" / "dot-vote.yaml").write_text(VOTE, encoding="utf-8")
    return session_folder


def titles(stage: Stage) -> list[str]:
    return [one.title for one in agenda.blocks(stage.session)]


def row(stage: Stage, words: str) -> list[str]:
    """The agenda's row with these words: its start, its minutes, and what follows."""
    return stage.line_with(words).lstrip("▸› ").split()


async def fill(stage: Stage, words: str) -> None:
    """Type into the dialogue's line in place of what is there, and finish it."""
    await stage.press("ctrl+a", "ctrl+k")
    await stage.type(words)
    await stage.press("enter")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_longer_block_moves_all_that_follow_and_the_end_of_the_day(day: Path, size: tuple[int, int]) -> None:
    before = (day / "session.yaml").read_bytes()
    async with at(day, "plan", size=size) as stage:
        end = stage.line_with("end of the day").split()[0]
        assert row(stage, "Coffee")[:2] == ["09:50", "15"]
        await stage.press("down", "plus", "right")
        assert row(stage, "Change animals")[1] == "25"
        assert row(stage, "Coffee")[0] == "10:00"
        assert stage.line_with("end of the day").split()[0] == f"{end[:3]}{int(end[3:]) + 10:02d}"
        assert f"at first {end}" in stage.line_with("end of the day")
        await stage.press("minus", "4", "5", "enter")
        assert row(stage, "Change animals")[1] == "45"
        await stage.press("enter", "x", "enter")
        assert "'45x' is not a number of minutes" in stage.text
        await stage.press("escape", *["ctrl+z"] * 4)
        assert row(stage, "Change animals")[1] == "15"
        assert (day / "session.yaml").read_bytes() == before


async def test_blocks_move_are_cut_and_come_back_under_the_cursor(day: Path) -> None:
    async with at(day, "plan") as stage:
        await stage.press("down", "shift+down")
        assert titles(stage)[1:3] == ["Coffee", "Change animals"]
        await stage.press("ctrl+u", "ctrl+u", "ctrl+u")
        assert titles(stage)[0] == "Change animals"
        await stage.press("ctrl+x")
        assert "cut" in stage.line_with("Change animals") and row(stage, "Round")[0] == "09:30"
        assert "^x bring back" in stage.text
        await stage.press("ctrl+x")
        assert row(stage, "Change animals")[0] == "09:30"
        await stage.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
        assert titles(stage)[1:3] == ["Coffee", "Change animals"]
        assert "Took back the moving of" in stage.told


async def test_a_fixed_time_holds_and_what_cannot_be_is_told_where_it_is_typed(day: Path) -> None:
    async with at(day, "plan") as stage:
        await stage.press("down", "down", "ctrl+t")
        await fill(stage, "half ten")
        assert "'half ten' is not a time of day" in stage.text
        await fill(stage, "10.30")
        assert row(stage, "Coffee")[0] == "10:30"
        assert "fixed, 40 min free before" in stage.text
        await stage.press("up", "9", "0", "enter")
        assert row(stage, "Coffee")[0] == "11:05" and "fixed 10:30, 35 min late" in stage.text
        await stage.press("down", "ctrl+t")
        await fill(stage, "")
        assert agenda.block(stage.session, "coffee").at is None


async def test_a_block_from_the_library_is_asked_for_what_it_needs_and_stands_after_the_marked_one(
    kit: Path, day: Path
) -> None:
    async with at(day, "plan", kits=[kit]) as stage:
        await stage.press("down", "ctrl+n")
        await stage.until(lambda: "Put in after “Change animals”" in stage.text)
        assert "15 min, in groups" in stage.line_with("Dot vote")
        await stage.press(*"vote", "enter")
        await stage.until(lambda: "Dot vote: items?" in stage.text)
        await stage.press(*"Bus, Tram", "enter")
        await stage.until(lambda: "Put in: Dot vote" in stage.told)
        assert titles(stage)[2] == "Dot vote"
        made = agenda.blocks(stage.session)[2]
        assert [item.text for item in made.fields[0].items] == ["Bus", "Tram"]
        assert made.planned.groups == "tables"
        assert row(stage, "▸")[2:4] == ["Dot", "vote"]
        assert "sticky dots: 2 for each person" in stage.text
        await stage.press("ctrl+z")
        assert "Dot vote" not in titles(stage) and "Took back the putting in of “Dot vote”" in stage.told


async def test_a_vote_can_be_on_what_an_earlier_block_brings(kit: Path, day: Path) -> None:
    async with at(day, "plan", kits=[kit]) as stage:
        add(
            stage.session, *(Draft(block="animals", field="points", group="table-1", text=one) for one in ("Owl", "Ox"))
        )
        await stage.press("down", "ctrl+n")
        await stage.until(lambda: "Put in after" in stage.text)
        await stage.press(*"vote", "enter")
        await stage.until(lambda: "Dot vote: items?" in stage.text)
        await stage.press(*"said in change animals, points", "enter")
        await stage.until(lambda: "Put in: Dot vote" in stage.told)
        from facikit.session.taking import items

        assert [item.text for item in items(stage.session, agenda.blocks(stage.session)[2].fields[0].items)] == [
            "Owl",
            "Ox",
        ]


async def test_a_break_and_a_talk_need_no_exercise_and_esc_puts_in_nothing(day: Path) -> None:
    async with at(day, "plan", kits=[]) as stage:
        await stage.press("ctrl+n")
        await stage.until(lambda: "Put in after “Round”" in stage.text)
        await stage.press(*"break", "enter", "enter")
        await fill(stage, "10")
        await stage.until(lambda: "Put in: Break, 10 min" in stage.told)
        await stage.press("ctrl+n")
        await stage.until(lambda: "Put in after “Break”" in stage.text)
        await stage.press(*"talk", "enter")
        await fill(stage, "Why [b]we[/b] are here")
        await fill(stage, "Robin Vale")
        await stage.press("enter")
        await stage.until(lambda: "Put in: Why" in stage.told)
        talk = agenda.blocks(stage.session)[2]
        assert (talk.title, talk.minutes, talk.planned.speaker) == ("Why [b]we[/b] are here", 20, "Robin Vale")
        await stage.press("ctrl+n")
        await stage.until(lambda: "Put in after “Why" in stage.text)
        await stage.press(*"talk", "enter", "escape")
        assert len(titles(stage)) == 8


async def test_groups_are_renamed_added_taken_out_and_put_together(day: Path) -> None:
    async with at(day, "plan", size=NARROW) as stage:
        names = lambda: [one.name for one in agenda.groups(stage.session, "tables")]  # noqa: E731
        await stage.press("tab", *["down"] * 7)
        assert "Table 1" in stage.line_with("▸")
        await stage.press("enter")
        await fill(stage, "[red]Red[/]")
        await stage.press("ctrl+n")
        await fill(stage, "table 2")
        assert "There is a group 'table 2' already." in stage.text
        await fill(stage, "Table 9")
        assert names() == ["[red]Red[/]", "Table 2", "Table 3", "Table 9"]
        assert "[red]Red[/]" in stage.text
        await stage.press("down", "ctrl+x")
        assert names() == ["[red]Red[/]", "Table 3", "Table 9"]
        await stage.press("ctrl+j", *"Table 9", "enter", "enter")
        assert names() == ["[red]Red[/]", "Table 9 and Table 3"]
        await stage.press("ctrl+z")
        assert "Took back the putting together of groups" in stage.told
        assert names() == ["[red]Red[/]", "Table 3", "Table 9"]


async def test_the_day_its_labels_and_how_many_come_are_changed_beside_the_agenda(day: Path) -> None:
    async with at(day, "plan") as stage:
        await stage.press("tab", "down", "enter")
        await fill(stage, "A longer day")
        await stage.press("down", "enter")
        await fill(stage, "4 March")
        assert "'4 March' is not a date" in stage.text
        await fill(stage, "2026-03-05")
        await stage.press("down", "enter")
        await fill(stage, "9")
        assert row(stage, "Round")[0] == "09:00"
        await stage.press("down", "down", "enter")
        await fill(stage, "24")
        assert (agenda.title(stage.session), agenda.date(stage.session)) == ("A longer day", "2026-03-05")
        assert expected(stage.session) == 24
        await stage.press("end", "enter")
        await fill(stage, "Carer")
        assert agenda.labels(stage.session) == ["Student", "Practitioner", "Carer"]


async def test_on_the_day_what_is_done_stays_where_it_is(day: Path) -> None:
    clock = SetClock()
    async with at(day, "plan", clock=clock, kits=[]) as stage:
        agenda.go(stage.session, "round")
        clock.forward(600)
        agenda.go(stage.session, "animals")
        stage.app.screen.show()
        assert "done" in stage.line_with("Round") and "now" in stage.line_with("Change animals")
        assert row(stage, "Change animals")[0] == "09:40"
        await stage.press("plus", "ctrl+x", "shift+down", "7", "down", "down", "shift+up")
        assert titles(stage)[:3] == ["Round", "Change animals", "Coffee"]
        assert agenda.blocks(stage.session)[0].minutes == 5
        await stage.press("home", "ctrl+n")
        await stage.until(lambda: "Put in after “Change animals”" in stage.text)


async def test_what_the_room_has_passed_over_can_still_come(day: Path) -> None:
    async with at(day, "plan", kits=[]) as stage:
        agenda.go(stage.session, "round")
        agenda.go(stage.session, "coffee")
        stage.app.screen.show()
        assert "passed over" in stage.line_with("Change animals")
        await stage.press("down", "shift+up")
        assert titles(stage)[:3] == ["Round", "Change animals", "Coffee"]
        await stage.press("shift+down")
        assert titles(stage)[:3] == ["Round", "Coffee", "Change animals"]
        assert row(stage, "Change animals")[0] == "09:45"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_titles_and_groups_are_shown_as_they_were_typed(day: Path, size: tuple[int, int]) -> None:
    with Session.open(day, "anna") as session:
        block = agenda.block(session, "animals").planned
        for text in HOSTILE:
            retitle(session, insert(session, block, "animals").id, text)
    async with at(day, "plan", size=size) as stage:
        shown = ""
        for _ in range(3):
            shown += stage.text
            await stage.press("pagedown")
        for text in HOSTILE:
            assert text in shown


async def test_the_room_changes_its_day_from_the_list_of_commands(kit: Path, day: Path) -> None:
    async with at(day, "run", kits=[kit]) as stage:
        await stage.press("ctrl+n", "ctrl+p", *"do next: evaluation", "enter")
        assert titles(stage)[:3] == ["Round", "Evaluation", "Change animals"]
        await stage.press("ctrl+p", *"put in a block", "enter")
        await stage.until(lambda: "Put in after “Round”" in stage.text)
        await stage.press(*"dot vote", "enter")
        await stage.until(lambda: "Dot vote: items?" in stage.text)
        await stage.press(*"Bus, Tram", "enter")
        await stage.until(lambda: "Put in: Dot vote" in stage.told)
        assert titles(stage)[:3] == ["Round", "Dot vote", "Evaluation"]
        await stage.press("ctrl+p", *"cut: dot vote", "enter")
        assert agenda.blocks(stage.session)[1].cut
        await stage.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert titles(stage)[:3] == ["Round", "Change animals", "Coffee"]
        await stage.press("ctrl+p", *"change the plan", "enter")
        assert "end of the day" in stage.text


async def test_a_programme_has_no_day_to_plan(kit: Path, day: Path) -> None:
    programme = kit / "sessions" / "all"
    put(programme / "programme.yaml", f"title: All of it\nsessions: [{day.name}]\n")
    async with at(programme, "write", kits=[kit]) as stage:
        await stage.press("ctrl+s")
        assert "Write" in stage.text and "Plan" not in stage.text
        await stage.press("escape", "ctrl+p", *"go to plan")
        assert "Nothing here has these words." in stage.text
    for screen in ("run", "note", "themes", "plan"):
        with pytest.raises(UserError, match=f"no screen '{screen}' here"):
            run_app(programme, screen)
