"""The note-taker types as people talk, and nothing that was typed is lost, misread or moved away."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import HOSTILE, NARROW, at

from facikit.session import agenda
from facikit.session.responses import Draft, add, responses
from facikit.session.session import Session

pytestmark = pytest.mark.slow


async def test_an_entry_is_on_disk_and_says_so_before_anyone_has_thought_of_saving(session_folder: Path) -> None:
    async with at(session_folder, "note") as stage:
        await stage.enter("Tired, but glad to be here")
        await stage.until(lambda: "✓ Tired, but glad to be here" in stage.text)
        assert stage.on_disk() == ["Tired, but glad to be here"]
        await stage.enter("Curious")
        assert stage.texts("round", "words") == ["Tired, but glad to be here", "Curious"]


async def test_what_is_typed_is_kept_and_shown_as_these_letters(session_folder: Path) -> None:
    plan = session_folder / "session.yaml"
    words = plan.read_text(encoding="utf-8")
    words = words.replace("title: A small day", "title: '[/] [@click=app.quit] day'").replace("Table 1", "'[bold] Red'")
    plan.write_text(words, encoding="utf-8")
    async with at(session_folder, "note", size=NARROW) as stage:
        for text in HOSTILE:
            await stage.enter(text)
        assert stage.texts("round", "words") == list(HOSTILE)
        assert "[/] [@click=app.quit] day" in stage.text
        assert any(f"✓ {HOSTILE[-1]}" in line for line in stage.text.splitlines())
        await stage.press("ctrl+f")
        assert "[/some/path]" in stage.text
        await stage.press("escape", "ctrl+n")
        assert "[bold] Red" in stage.text
        await stage.press("ctrl+p", *"red")
        assert "Type for [bold] Red" in stage.text


async def test_a_paste_of_three_lines_asks_and_is_taken_back_as_one(session_folder: Path) -> None:
    async with at(session_folder, "note") as stage:
        await stage.type("half a thou")
        await stage.paste("one\r\ntwo [/b]\r\n\r\nthree\r\n")
        assert "3 lines were pasted: 3 entries or one?" in stage.text
        assert stage.texts() == []
        await stage.press("enter")
        assert stage.texts() == ["one", "two [/b]", "three"]
        assert "half a thou" in stage.text
        await stage.press(*["backspace"] * 11)
        await stage.press("ctrl+z")  # takes back the typing first: the words stand there again
        assert "half a thou" in stage.text
        await stage.enter("ght")
        await stage.press("ctrl+z", "ctrl+z")
        assert stage.texts() == []


async def test_an_entry_may_have_lines_and_a_long_paste_can_be_undone_without_harm(session_folder: Path) -> None:
    async with at(session_folder, "note") as stage:
        await stage.paste("\n".join(f"line {number}" for number in range(30)))
        await stage.press("down", "enter", "ctrl+z")
        await stage.type("all")
        await stage.press("ctrl+j")
        await stage.enter("is well")
        assert stage.texts() == ["all\nis well"]


async def test_the_last_entry_is_changed_with_up_left_with_escape_and_taken_out_if_empty(
    session_folder: Path,
) -> None:
    async with at(session_folder, "note") as stage:
        for text in ("one", "two"):
            await stage.enter(text)
        await stage.press("up", "up")
        await stage.enter(" and a half")
        assert stage.texts() == ["one and a half", "two"]
        await stage.press("up")
        await stage.type(" thirds")
        await stage.press("escape")
        assert stage.texts() == ["one and a half", "two"]
        await stage.press("up", "backspace", "backspace", "backspace", "enter")
        assert stage.texts() == ["one and a half"]
        await stage.press("ctrl+z")
        assert stage.texts() == ["one and a half", "two"]
        await stage.press("ctrl+y")
        assert stage.texts() == ["one and a half"]


async def test_kind_and_label_stand_before_the_line_and_are_for_one_entry(session_folder: Path) -> None:
    async with at(session_folder, "note") as stage:
        await stage.type("We were never asked")
        await stage.press("ctrl+o", "ctrl+l", "down", "enter")
        assert "quote · Practitioner" in stage.line_with("We were never asked")
        await stage.press("enter")
        await stage.enter("And then it rained")
        first, second = responses(stage.session, "round", "words")
        assert (first.kind, first.label) == ("quote", "Practitioner")
        assert (second.kind, second.label) == ("point", "")


async def test_tab_goes_through_columns_fields_and_categories(session_folder: Path) -> None:
    async with at(session_folder, "note") as stage:
        await stage.press("ctrl+n")
        await stage.type("owl")
        await stage.press("tab")
        assert "Animal: owl" in stage.text
        await stage.enter("sees the wider picture")
        assert stage.texts("animals", "animals") == ["owl|sees the wider picture"]
        assert "owl" in stage.line_with("sees the wider picture")
        await stage.press("shift+tab")
        assert "Near ›" in stage.text
        await stage.press("tab")
        await stage.enter("far away")
        (one,) = responses(stage.session, "animals", "points")
        assert (one.text, one.category) == ("far away", "far")


async def test_unfinished_lines_survive_going_elsewhere(session_folder: Path) -> None:
    async with at(session_folder, "note") as stage:
        await stage.press("ctrl+n")
        await stage.type("owl")
        await stage.press("tab")
        await stage.type("half")
        await stage.press("ctrl+g")
        assert "Unfinished elsewhere: Change animals, Table 1" in stage.text
        await stage.enter("fox")
        await stage.press("ctrl+s", *"run", "enter")
        await stage.until(lambda: "not begun" in stage.text)
        await stage.press("ctrl+s", *"note", "enter")
        await stage.until(lambda: "Which animal" in stage.text)
        await stage.press("ctrl+p", *"owl", "enter")
        await stage.until(lambda: "Animal: owl" in stage.text)
        await stage.enter(" asleep")
        assert stage.texts("animals", group="table-1") == ["owl|half asleep"]
        assert stage.texts("animals", group="table-2") == ["fox"]


async def test_somebody_elses_entry_appears_and_the_line_stays_as_it_is(session_folder: Path) -> None:
    async with at(session_folder, "note") as stage:
        await stage.type("in the middle of a wo")
        with Session.open(session_folder, "ben") as other:
            add(other, Draft(block="round", field="words", group="plenary", text="from the other laptop"))
            other.flush()
        await stage.until(lambda: "✓ from the other laptop" in stage.text)
        await stage.enter("rd")
        assert stage.texts() == ["from the other laptop", "in the middle of a word"]


async def test_it_follows_the_facilitator_but_never_away_from_typing(session_folder: Path) -> None:
    async with at(session_folder, "note") as stage:
        with Session.open(session_folder, "robin") as lead:
            agenda.go(lead, "round", 0)
            agenda.go(lead, "animals", 0)
            lead.flush()
            await stage.until(lambda: "Which animal is change" in stage.text)
            await stage.type("owl")
            agenda.go(lead, "cards", 0)
            lead.flush()
            await stage.until(lambda: "The facilitator is at Evaluation: ^e goes there." in stage.text)
            await stage.enter("l")
            assert stage.texts("animals") == ["owll"]
            await stage.press("ctrl+e")
            assert "No name is kept" in stage.text
            agenda.go(lead, "animals", 0)
            lead.flush()
            await stage.until(lambda: "Which animal is change" in stage.text)


async def test_the_register_and_pictures_are_typed_in_the_same_line(session_folder: Path, tmp_path: Path) -> None:
    from PIL import Image

    plan = session_folder / "session.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("kind: quotes", "kind: photo"), encoding="utf-8")
    picture = tmp_path / "the wall.png"
    Image.new("RGB", (40, 30), "white").save(picture)
    async with at(session_folder, "note") as stage:
        await stage.press("ctrl+n", "tab", "tab")
        await stage.enter(f"'{tmp_path / 'nothing.png'}'")
        await stage.press("enter", "enter")
        await stage.until(lambda: "cannot be read" in stage.text)
        await stage.press("ctrl+u")
        await stage.enter(f"'{picture}'")
        await stage.enter("The wall")
        await stage.enter("Yellow notes in three columns")
        await stage.until(lambda: responses(stage.session, "animals", "said"))
        (one,) = responses(stage.session, "animals", "said")
        assert (one.text, one.description) == ("The wall", "Yellow notes in three columns")
        assert (session_folder / "media" / one.media).is_file()
        await stage.press("ctrl+n", "ctrl+n")
        await stage.type("Ada Example")
        await stage.press("tab")
        await stage.enter("[/] social worker")
        assert "[/] social worker" in stage.line_with("Ada Example")


async def test_whoever_reads_further_up_is_not_moved_by_what_others_enter(session_folder: Path) -> None:
    with Session.open(session_folder, "ben") as other:
        add(other, *(Draft(block="round", field="words", group="plenary", text=f"entry {n}") for n in range(60)))
        other.flush()
        async with at(session_folder, "note", size=NARROW) as stage:
            await stage.until(lambda: "entry 59" in stage.text)
            await stage.press("pageup", "pageup")
            await stage.type("in the middle of a wo")
            before = [line.split()[:3] for line in stage.text.splitlines() if "✓ entry" in line]
            add(other, *(Draft(block="round", field="words", group="plenary", text=f"later {n}") for n in range(5)))
            other.flush()
            await stage.until(lambda: "Plenary · 65" in stage.text)
            assert [line.split()[:3] for line in stage.text.splitlines() if "✓ entry" in line] == before
            assert "wo" in stage.line_with("in the middle of a wo")
            await stage.enter("rd")
            await stage.until(lambda: "✓ in the middle of a word" in stage.text)


async def test_words_are_found_in_every_part_of_an_entry(session_folder: Path) -> None:
    with Session.open(session_folder, "ben") as other:
        add(
            other,
            Draft(block="round", field="words", group="plenary", text="Straße [/]", label="Practitioner"),
            Draft(
                block="animals", field="animals", group="table-2", text="beside", cells={"animal": "Owl", "why": "far"}
            ),
        )
    async with at(session_folder, "note", size=NARROW) as stage:
        for words, found in (("strasse", "Straße [/]"), ("practit", "Straße [/]"), ("far", "Owl"), ("besid", "Owl")):
            await stage.press("ctrl+f", *words)
            assert found in stage.text, words
            await stage.press("escape")
        await stage.press("ctrl+f", *"owl table 2", "enter")
        await stage.until(lambda: "Table 2 · Animal › Owl" in stage.text)


async def test_the_latest_entry_stays_in_sight_when_the_line_grows_or_the_window_shrinks(session_folder: Path) -> None:
    async with at(session_folder, "note", size=NARROW) as stage:
        for number in range(40):
            await stage.enter(f"said {number}")
        await stage.until(lambda: "✓ said 39" in stage.text)
        await stage.type("a line that is too long for one row of this window, and for two, as people talk " * 2)
        await stage.until(lambda: "Plenary" in stage.line_with("a line that is too long"))
        assert "✓ said 39" in stage.text
        await stage.press("enter", "up")
        await stage.until(lambda: "▸✓ a line that is too long" in stage.text)
        await stage.press("escape")
        await stage.pilot.resize_terminal(80, 16)
        await stage.until(lambda: "✓ a line that is too long" in stage.text)
        await stage.press("pageup")
        await stage.until(lambda: "said 39" not in stage.text)
        await stage.pilot.resize_terminal(80, 15)
        await stage.pilot.pause()
        assert "said 39" not in stage.text, "whoever reads further up goes on reading there"


async def test_a_cell_too_many_is_told_at_once_and_stays_in_the_last_column(session_folder: Path) -> None:
    async with at(session_folder, "note") as stage:
        await stage.press("ctrl+n")
        await stage.paste("owl\tsees\tand [/] hears")
        assert "A row has more than 2 cells" in stage.told
        await stage.press("enter")
        await stage.paste("fox\thides\nhare\truns\tfast\t")
        await stage.press("enter")
        assert "2 entries." in stage.told and "A row has more than 2 cells" in stage.told
        assert [text.split() for text in stage.texts("animals", "animals")] == [
            ["owl|sees", "and", "[/]", "hears"],
            ["fox|hides"],
            ["hare|runs", "fast"],
        ]


async def test_whoever_comes_from_a_break_to_a_long_list_sees_its_latest_entry(session_folder: Path) -> None:
    with Session.open(session_folder, "bo") as session:
        agenda.look_at(session, "coffee")
        for number in range(60):
            add(session, Draft(block="animals", field="points", group="table-1", text=f"Point {number + 1}"))
    async with at(session_folder, "note", size=NARROW) as stage:
        assert "Nothing is written down" in stage.text
        stage.app.desk.field = "points"
        stage.app.screen.go("animals", 0)  # type: ignore[attr-defined]
        await stage.until(lambda: "Point 60" in stage.text)
