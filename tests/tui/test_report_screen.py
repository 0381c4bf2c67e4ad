"""The report before it goes out: as it is, with what to look at, and into a file that nobody's edits are lost in."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from threading import Event

import pytest
from stage import HOSTILE, NARROW, WIDE, Stage, at

from facikit.report import pandoc
from facikit.report.render import render
from facikit.session import people, prose, themes
from facikit.session.allowed import allowed
from facikit.session.responses import Draft, add
from facikit.session.session import Session
from facikit.tui.findings import Point
from facikit.tui.reader import lines
from facikit.tui.widgets.entry_line import EntryLine
from facikit.tui.widgets.findings_list import FindingsList
from facikit.tui.widgets.prose_box import ProseBox
from facikit.tui.widgets.source_view import SourceView

pytestmark = pytest.mark.slow


@pytest.fixture
def written(session_folder: Path) -> Path:
    """The small session with words of every kind in it, one of them off the record."""
    with Session.open(session_folder, "anna") as session:
        for text in HOSTILE:
            add(session, Draft(block="animals", field="points", group="table-1", text=text))
        prose.write(session, "animals", "meaning", "It means *much*, see [[theme:nobody]].")
    return session_folder


async def made(stage: Stage) -> str:
    """Wait until the report is there; return what the screen shows of it."""
    await stage.until(lambda: "being made" not in stage.text and stage.app.screen.query_one(SourceView).lines)
    return stage.text


def shown(stage: Stage) -> str:
    """The whole preview, its broken lines put together."""
    source: dict[int, str] = {}
    for line in stage.app.screen.query_one(SourceView).lines:
        source[line.source] = f"{source[line.source]} {line.text.strip()}" if line.source in source else line.text
    return "\n".join(source.values()) + "\n"


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_preview_is_the_report_whatever_was_typed(written: Path, size: tuple[int, int]) -> None:
    async with at(written, "report", size=size) as stage:
        text = await made(stage)
        assert "A small day" in text and "Session report" in text and "as it goes out" in text
        assert squeezed(shown(stage)) == squeezed(render(stage.session, kits=[]))
        await stage.press("end")
        await stage.until(lambda: stage.app.screen.query_one(SourceView).lines[-1].text.strip() in stage.text)


async def to_finding(stage: Stage, words: str) -> None:
    """Go to what to look at, down to the one that says so."""
    await made(stage)
    await stage.press("tab")
    listing = stage.app.screen.query_one(FindingsList)
    for _ in range(40):
        assert listing.point is not None
        if words in listing.point.finding.message:
            return
        await stage.press("down")
    raise AssertionError(f"not there: {words}")


def of(stage: Stage, words: str) -> Point:
    return next(one for one in stage.app.screen.query_one(FindingsList).points if words in one.finding.message)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_what_to_look_at_is_listed_with_its_cure_and_leads_there(written: Path, size: tuple[int, int]) -> None:
    async with at(written, "report", size=size) as stage:
        await to_finding(stage, "[[theme:nobody]] leads nowhere")
        text = " ".join(stage.text.replace("▏", " ").split())
        assert "to look at" in text and "[[theme:nobody]] leads nowhere" in text
        assert "Choose what it should lead to" in text
        source = stage.app.screen.query_one(SourceView)
        assert "Change animals" in source.lines[source.marked].text
        await stage.press("tab")
        assert source.has_focus


async def test_enter_goes_to_the_place_where_it_is_mended(written: Path) -> None:
    async with at(written, "report") as stage:
        await to_finding(stage, "[[theme:nobody]] leads nowhere")
        await stage.press("enter")
        await stage.until(lambda: bool(stage.app.screen.query(ProseBox)))
        assert "It means *much*, see [[theme:nobody]]." in stage.app.screen.query_one(ProseBox).text


async def test_an_entry_and_a_theme_are_gone_to_as_well(written: Path) -> None:
    with Session.open(written, "anna") as session:
        register = {"name": "Morag Mackay", "role": "Nurse"}
        people.add_people(session, [register])
        add(session, Draft(block="animals", field="points", group="table-1", text="Morag said so."))
        themes.make(session, "animals", "points", "Nothing in it")
    async with at(written, "report") as stage:
        await to_finding(stage, "‘Morag’")
        await stage.press("enter")
        await stage.until(lambda: "Morag said so." in stage.text and bool(stage.app.screen.query(EntryLine)))
        assert "Change animals" in stage.text


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_finding_is_let_stand_with_a_reason_and_taken_up_again(written: Path, size: tuple[int, int]) -> None:
    async with at(written, "report", size=size) as stage:
        await to_finding(stage, "[[theme:nobody]] leads nowhere")
        await stage.press("ctrl+k")
        assert "Why may this stand?" in stage.text
        await stage.press("escape", "ctrl+k", "enter")
        assert of(stage, "[[theme:nobody]]").reason == ""
        await stage.press("escape", "ctrl+k")
        await stage.type("[/] A trial only.")
        await stage.press("enter")
        await stage.until(lambda: of(stage, "[[theme:nobody]]").reason == "[/] A trial only.")
        assert [one.reason for one in allowed(stage.session).values()] == ["[/] A trial only."]
        await to_allowed(stage)
        await stage.until(lambda: "✓ [[theme:nobody]] leads nowhere" in " ".join(stage.text.replace("▏", " ").split()))
        await stage.press("ctrl+k", *["backspace"] * 20, "enter")
        await stage.until(lambda: of(stage, "[[theme:nobody]]").reason == "")


async def to_allowed(stage: Stage) -> None:
    listing = stage.app.screen.query_one(FindingsList)
    listing.focus()
    await stage.press("end")
    assert listing.point is not None and listing.point.reason


async def test_writing_with_something_left_to_look_at_warns_once_and_writes(written: Path) -> None:
    async with at(written, "report") as stage:
        await made(stage)
        await stage.press("ctrl+e")
        await stage.until(lambda: "✓ written" in stage.text)
        assert "still to be looked at" in stage.text
        assert (written / "reports" / "session-report.md").is_file()
        await stage.press("ctrl+e")
        await stage.until(lambda: "✓ written" in stage.text and "still to be looked at" not in stage.text)


async def test_a_draft_shows_what_is_missing(written: Path) -> None:
    async with at(written, "report") as stage:
        assert "Not written yet" not in await made(stage)
        await stage.press("ctrl+d")
        await stage.until(lambda: "Not written yet: Introduction" in stage.text)
        assert "a draft: what is missing is shown" in stage.text
        await stage.press("ctrl+d")
        await stage.until(lambda: "Not written yet" not in stage.text)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_file_is_written_and_a_persons_edit_of_it_left_alone(written: Path, size: tuple[int, int]) -> None:
    file = written / "reports" / "session-report.md"
    async with at(written, "report", size=size) as stage:
        await made(stage)
        await stage.press("ctrl+e")
        await stage.until(lambda: "✓ written at 09:30" in stage.text)
        assert squeezed(str(file)) in squeezed(stage.text)
        assert file.read_text(encoding="utf-8") == render(stage.session, kits=[])
        file.write_text("My own words.", encoding="utf-8")
        await stage.press("ctrl+e")
        await stage.until(lambda: "session-report-2.md" in squeezed(stage.text))
        assert "session-report.md has been changed by hand" in stage.text
    assert file.read_text(encoding="utf-8") == "My own words."


async def test_a_page_of_html_is_written_by_its_key(written: Path) -> None:
    async with at(written, "report") as stage:
        await made(stage)
        await stage.press("ctrl+l")
        await stage.until(lambda: "✓ written at 09:30" in stage.text)
        assert "session-report.html" in squeezed(stage.text)
    assert (written / "reports" / "session-report.html").read_bytes().startswith(b"<!DOCTYPE html>")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_word_document_is_written_by_its_key_and_one_may_read_on_meanwhile(
    written: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = Event()

    def slowly(*_: object, **__: object) -> bytes:
        assert may_go_on.wait(60)
        return b'{"blocks": [], "meta": {}}'

    monkeypatch.setattr(pandoc, "run", slowly)
    async with at(written, "report", size=size) as stage:
        await made(stage)
        await stage.press("ctrl+w")
        await stage.until(lambda: "… being written as Word" in stage.text)
        await stage.press("ctrl+n", "ctrl+n")
        assert stage.app.screen.query_one(SourceView).marked > 0
        may_go_on.set()
        await stage.until(lambda: "✓ written at 09:30" in stage.text)
        assert "session-report.docx" in squeezed(stage.text)


async def test_word_without_pandoc_says_how_to_get_it(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    async with at(written, "report") as stage:
        await made(stage)
        await stage.press("ctrl+w")
        await stage.until(lambda: "! A Word document is made by pandoc" in stage.text)
        assert "pip install 'facikit[word]'" in " ".join(stage.text.split())


async def test_a_file_that_cannot_be_written_is_told_and_the_report_stays(written: Path) -> None:
    (written / "reports").rmdir()
    (written / "reports").write_text("in the way", encoding="utf-8")
    async with at(written, "report") as stage:
        await made(stage)
        await stage.press("ctrl+e")
        await stage.until(lambda: "! " in stage.text and "cannot be written" in stage.text)
        assert "# A small day" in stage.text


async def test_another_kind_of_report_is_chosen_by_what_it_is_for(written: Path) -> None:
    async with at(written, "report") as stage:
        await made(stage)
        await stage.press("ctrl+o")
        assert re.search(r"Record +The same day", stage.text)
        await stage.press("up", "enter")
        await stage.until(lambda: "Record  as it goes out" in stage.text)
        await made(stage)
        assert squeezed(shown(stage)) == squeezed(render(stage.session, "record", kits=[]))


async def test_the_kind_and_the_gaps_one_looks_at_stay_while_one_goes_to_mend_something(written: Path) -> None:
    async with at(written, "report") as stage:
        await made(stage)
        await stage.press("ctrl+d", "ctrl+o", "up", "enter")
        await stage.until(lambda: "Record  a draft" in stage.text)
        await stage.press("ctrl+s", *"themes", "enter")
        await stage.until(lambda: not stage.app.screen.query(SourceView))
        await stage.press("ctrl+s", *"report", "enter")
        await made(stage)
        assert "Record  a draft" in stage.text


async def test_a_template_with_a_fault_is_told_and_nothing_else_stops(written: Path, kit: Path) -> None:
    folder = kit / "templates" / "reports"
    folder.mkdir()
    (folder / "session-report.md.j2").write_text("{{ nobody.knows(this) }}", encoding="utf-8")
    async with at(written, "report", kits=[kit]) as stage:
        await stage.until(lambda: "! " in stage.text and "session-report.md.j2" in squeezed(stage.text))
        await stage.press("ctrl+o", "enter", "f1")
        assert "Help: Report" in stage.text


async def test_what_was_typed_a_moment_ago_is_in_it(written: Path) -> None:
    async with at(written, "write") as stage:
        stage.app.screen.query_one(ProseBox).insert_text("Typed a moment ago.")
        await stage.pilot.pause()
        stage.app.show("report")
        await made(stage)
        await stage.until(lambda: "Typed a moment ago." in shown(stage))


async def test_it_follows_what_others_write_and_stays_where_one_reads(written: Path) -> None:
    async with at(written, "report", size=NARROW) as stage:
        await made(stage)
        await stage.press("ctrl+n", "ctrl+n", "ctrl+n")
        source = stage.app.screen.query_one(SourceView)
        heading = source.lines[source.marked].text
        at_line = source.marked - int(source.scroll_offset.y)
        with Session.open(written, "bert") as bert:
            prose.write(bert, "round", "mood", "Wide awake.")
        await stage.until(lambda: "Wide awake." in shown(stage))
        assert source.lines[int(source.scroll_offset.y) + at_line].text == heading == "### Aim"


async def test_headings_and_words_are_found(written: Path) -> None:
    async with at(written, "report") as stage:
        await made(stage)
        source = stage.app.screen.query_one(SourceView)
        await stage.press("ctrl+n", "ctrl+n")
        assert source.lines[source.marked].text == "## Change animals"
        await stage.press("ctrl+b")
        assert source.lines[source.marked].text == "# A small day"
        await stage.press("ctrl+f", *"much", "enter")
        assert "It means *much*" in source.lines[source.marked].text
        await stage.press("ctrl+f", *"zzz", "enter")
        await stage.until(lambda: "not on any line" in stage.text)


@pytest.mark.parametrize("width", [20, 37, 100])
@pytest.mark.parametrize("text", [*HOSTILE, "- " + "word " * 60, "> 日本語" * 40, "x" * 500, ""])
def test_no_letter_of_the_report_is_lost_in_breaking_its_lines(text: str, width: int) -> None:
    made = lines(f"# {text}\n\n{text}\n", width, draft=False)
    assert squeezed("".join(line.text for line in made)) == squeezed(f"# {text}{text}")
