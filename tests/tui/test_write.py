"""Staff write what it means: saved without a thought, beside what was said, never over somebody else's words."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from stage import HOSTILE, NARROW, WIDE, SetClock, Stage, at
from textual import events

from facikit.session import prose, themes
from facikit.session.files import Files
from facikit.session.responses import Draft, add, edit, responses
from facikit.session.session import Session
from facikit.tui.screens import manuscript as screen
from facikit.tui.screens.wordings import Wordings
from facikit.tui.widgets.evidence_list import EvidenceList
from facikit.tui.widgets.prose_box import ProseBox
from facikit.tui.widgets.slot_list import SlotList

pytestmark = pytest.mark.slow


class FullDisk(Files):
    """A disk that takes nothing until there is room again."""

    full = True

    def write(self, descriptor: int, data: bytes) -> int:
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(descriptor, data)


MEANING = ("animals", "meaning")
NEVER = 1000.0


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pause in typing is over sooner."""
    monkeypatch.setattr(screen, "PAUSE_S", 0.05)


@pytest.fixture
def told(session_folder: Path) -> Path:
    """The small session after the day: points from two of three tables, in two themes."""
    with Session.open(session_folder, "anna", clock=SetClock(1_772_600_000_000)) as session:
        owl, dog, *_ = add(session, *(point(text, "table-1") for text in ("Owl sees far", "Dog waits", "Not for us")))
        (cat,) = add(session, point("Cat goes its own way", "table-2"))
        edit(session, owl.id, highlight=True)
        edit(session, responses(session, "animals", "points", "table-1")[2].id, off_record=True)
        seeing = themes.make(session, "animals", "points", "Seeing", "Who looks ahead.")
        themes.link(session, seeing.id, owl.id, cat.id)
        themes.make(session, "animals", "points", "Waiting", parent=seeing.id)
        themes.link(session, themes.themes(session)[1].id, dog.id)
    return session_folder


def point(text: str, group: str) -> Draft:
    return Draft(block="animals", field="points", group=group, text=text)


def box(stage: Stage) -> ProseBox:
    return stage.app.screen.query_one(ProseBox)


async def type_in(stage: Stage, text: str) -> None:
    box(stage).insert_text(text)
    await stage.pilot.pause()


def on_disk(folder: Path, place: tuple[str, str]) -> str:
    with Session.open(folder, read_only=True) as other:
        return prose.prose(other, *place)


async def go(stage: Stage, title: str) -> None:
    """Open a place by its name."""

    def over_the_text() -> str:
        lines = [line for line in stage.text.splitlines() if line.strip()]
        return f" {lines[1]}  ".replace("▕", "  ")

    while f" {title}  " not in over_the_text():
        before = stage.app.screen.key  # type: ignore[attr-defined]
        await stage.press("ctrl+n")
        assert stage.app.screen.key != before, f"{title} is not a place to write"  # type: ignore[attr-defined]


async def test_places_stand_in_report_order_with_how_much_is_written(told: Path) -> None:
    with Session.open(told, "anna") as session:
        prose.write(session, *MEANING, "Four short words here")
    async with at(told, "write") as stage:
        listing = [line.partition("▕")[0].strip() for line in stage.text.splitlines()[3:-1]]
        assert [line for line in listing if line] == [
            "Before the blocks",
            "›·       Introduction",
            "Round",
            "·       Mood",
            "Change animals",
            "✎    4  What does this tell us?",
            "Not in this report",
            "·         Seeing",
            "·           Waiting",
        ]
        assert "1 of 3 written" in stage.text


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_what_is_typed_is_on_disk_after_a_pause_and_says_so(session_folder: Path, size: tuple[int, int]) -> None:
    async with at(session_folder, "write", size=size) as stage:
        assert "· empty" in stage.text
        await type_in(stage, "Who came, and why.")
        await stage.until(lambda: "✓ saved 09:30 · 4 words" in stage.text)
        assert on_disk(session_folder, ("session", "introduction")) == "Who came, and why."
        await type_in(stage, " And when.")
        await stage.until(lambda: "✓ saved 09:30 · 6 words" in stage.text)


async def test_what_is_not_on_disk_yet_says_so(session_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "PAUSE_S", NEVER)
    async with at(session_folder, "write") as stage:
        await type_in(stage, "Who came, and why.")
        assert "… being saved · 4 words" in stage.text


@pytest.mark.parametrize("keys", [("ctrl+n",), ("ctrl+f", "end", "enter"), ("ctrl+s", "enter"), ("ctrl+q",), ()])
async def test_whatever_way_one_leaves_the_text_is_put_down(
    session_folder: Path, keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "PAUSE_S", NEVER)
    async with at(session_folder, "write") as stage:
        await type_in(stage, "Half a thou")
        await stage.press(*keys)
    assert on_disk(session_folder, ("session", "introduction")) == "Half a thou"


async def test_typing_without_a_pause_is_saved_all_the_same(
    session_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "PAUSE_S", NEVER)
    monkeypatch.setattr(screen, "AT_LEAST_EVERY_S", 0.0)
    async with at(session_folder, "write") as stage:
        await type_in(stage, "On and")
        await type_in(stage, " on")
        await stage.until(lambda: on_disk(session_folder, ("session", "introduction")) == "On and on")


async def test_no_key_overtakes_a_letter(session_folder: Path) -> None:
    """As a text expander types, or a paste that arrives as keys."""
    async with at(session_folder, "write") as stage:
        for key in ("a", "b", "x", "backspace", "ctrl+n", "c", "tab", "tab", "tab", "d", "ctrl+b", "e"):
            stage.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await stage.until(lambda: box(stage).text == "abe")
        await stage.press("ctrl+n")
        assert box(stage).text == "cd"


async def test_each_place_keeps_its_own_typing_to_take_back(session_folder: Path) -> None:
    async with at(session_folder, "write") as stage:
        await type_in(stage, "First place")
        await stage.press("ctrl+n")
        await type_in(stage, "Second place")
        await stage.press("ctrl+b")
        assert box(stage).text == "First place"
        await stage.press("ctrl+z")
        assert box(stage).text == ""
        await stage.press("ctrl+y")
        await stage.until(lambda: "✓ saved" in stage.text)
        await stage.press("ctrl+n")
        assert box(stage).text == "Second place"


async def test_a_long_paste_can_be_taken_back(session_folder: Path) -> None:
    async with at(session_folder, "write", size=NARROW) as stage:
        text = "\r\n".join(f"line {number} \x1b[31m of a long paste" for number in range(100))
        box(stage).post_message(events.Paste(text))
        await stage.pilot.pause()
        assert box(stage).text.startswith("line 0 [31m of a long paste\nline 1 ")
        await stage.press("ctrl+z")
        assert box(stage).text == ""


async def test_a_full_disk_is_told_until_the_text_is_saved(session_folder: Path) -> None:
    disk = FullDisk()
    async with at(session_folder, "write", files=disk) as stage:
        await type_in(stage, "The only copy")
        await stage.until(lambda: "! NOT SAVED · 3 words" in stage.text)
        assert "No space left on device" in stage.text
        disk.full = False
        await stage.until(lambda: stage.session.flush(0.1))
        await stage.until(lambda: "✓ saved 09:30 · 3 words" in stage.text)
    assert on_disk(session_folder, ("session", "introduction")) == "The only copy"


async def test_a_text_that_the_log_cannot_hold_says_so(session_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facikit.tui.manuscript.MOST_BYTES", 1000)
    async with at(session_folder, "write") as stage:
        await type_in(stage, "word " * 300)
        await stage.until(lambda: "! NOT SAVED" in stage.text)
        await stage.until(lambda: "this text is too long" in stage.text)
        await stage.press("ctrl+n")
        assert box(stage).text == "word " * 300
        box(stage).text = "Short."
        await stage.until(lambda: "✓ saved 09:30 · 1 word" in stage.text)


# Two writers


async def test_somebody_elses_text_is_shown_and_ones_own_can_be_had_back(session_folder: Path) -> None:
    place = ("session", "introduction")
    async with at(session_folder, "write") as stage:
        await type_in(stage, "Mine.")
        await stage.until(lambda: "✓ saved" in stage.text)
        with Session.open(session_folder, "[b]bert[/]") as bert:
            prose.write(bert, *place, "His.")
        await stage.until(lambda: box(stage).text == "His.")
        await stage.until(lambda: "[b]bert[/] has changed this text" in stage.text)
        await stage.press("ctrl+z")
        assert box(stage).text == "Mine."
        await stage.until(lambda: on_disk(session_folder, place) == "Mine.")


async def test_what_two_people_write_at_once_is_kept_and_settled_by_a_person(
    session_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = ("session", "introduction")
    monkeypatch.setattr(screen, "PAUSE_S", NEVER)
    async with at(session_folder, "write") as stage:
        await type_in(stage, "Mine, not in the log yet.")
        with Session.open(session_folder, "[b]bert[/]") as bert:
            prose.write(bert, *place, "His [/] words.")
        await stage.until(lambda: "Both wordings are kept" in stage.text)
        assert box(stage).text == "Mine, not in the log yet."
        stage.app.screen.put_down()  # type: ignore[attr-defined]
        await stage.until(lambda: "2 wordings stand here" in stage.text)
        assert sorted(prose.versions(stage.session, *place)) == ["His [/] words.", "Mine, not in the log yet."]
        await stage.press("ctrl+t")
        assert isinstance(stage.app.screen, Wordings)
        await stage.until(lambda: "Mine, not in the log yet." in stage.text)
        await stage.press("down")
        await stage.until(lambda: "His [/] words." in stage.text)
        await stage.press("enter")
        await stage.until(lambda: box(stage).text == "His [/] words.")
        assert prose.versions(stage.session, *place) == ["His [/] words."]
        assert "wordings stand" not in stage.text
        await stage.press("ctrl+z")
        assert box(stage).text == "Mine, not in the log yet."


async def test_a_place_that_goes_while_it_is_written_loses_no_word(told: Path) -> None:
    async with at(told, "write") as stage:
        theme = themes.themes(stage.session)[0]
        await go(stage, "Seeing")
        await type_in(stage, "About seeing.")
        with Session.open(told, "bert") as bert:
            themes.delete(bert, theme.id)
        await stage.until(lambda: "Theme: Seeing" not in stage.text)
        assert prose.prose(stage.session, "theme", theme.id) == "About seeing."


# Evidence


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_evidence_stands_by_group_with_its_counts_the_chosen_first(told: Path, size: tuple[int, int]) -> None:
    async with at(told, "write", size=size) as stage:
        await go(stage, "What does this tell us?")
        await stage.press("tab")
        pieces = stage.app.screen.query_one(EvidenceList)._pieces
        assert [(one.words, one.beside) for one in pieces] == [
            ("Points", "3 points from 2 of 3 groups"),
            ("Seeing", "2 responses from 2 of 3 groups"),
            ("Waiting", "1 response from 1 of 3 groups"),
            ("Chosen as quotes", "1"),
            ("Owl sees far", "Table 1"),
            ("Table 1", "2"),
            ("Dog waits", ""),
            ("Table 2", "1"),
            ("Cat goes its own way", ""),
            ("Table 3", "–"),
            ("1 more off the record, not shown", ""),
        ]
        assert "3 points from 2 of 3" in stage.text
        assert "Not for us" not in stage.text


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_evidence_is_put_into_the_text_as_a_reference_that_says_what_it_means(
    told: Path, size: tuple[int, int]
) -> None:
    async with at(told, "write", size=size) as stage:
        await go(stage, "What does this tell us?")
        await type_in(stage, "We heard")
        owl = next(one for one in responses(stage.session, "animals") if one.highlight)
        await stage.press("tab", "down", "down", "down", "enter")
        assert box(stage).text == f"We heard [[quote:{owl.id}]]"
        assert box(stage).has_focus
        assert "quote: ‘Owl sees far’" in stage.text
        await type_in(stage, " and [[theme:nobody]] there")
        await stage.until(lambda: "! [[theme:nobody]]" in stage.text)
        await stage.press("ctrl+r", *"seeing", "enter")
        assert box(stage).text.endswith(f"[[theme:{themes.themes(stage.session)[0].id}]]")


async def test_a_response_is_chosen_set_aside_and_taken_off_the_record_and_all_of_it_taken_back(told: Path) -> None:
    async with at(told, "write") as stage:
        await go(stage, "What does this tell us?")
        await stage.press("tab", "down", "down", "down")
        evidence = stage.app.screen.query_one(EvidenceList)
        for words, key, mark in (
            ("Owl sees far", "ctrl+k", "highlight"),
            ("Owl sees far", "ctrl+d", "set_aside"),
            ("Dog waits", "ctrl+o", "off_record"),
        ):
            number = next(at for at, one in enumerate(evidence._pieces) if one.words == words)
            evidence.highlighted = number
            one = evidence._pieces[number].response
            assert one is not None
            await stage.press(key)
            if mark == "set_aside":
                await stage.type("Said before")
                await stage.press("enter")
                beside = next(piece.beside for piece in evidence._pieces if piece.words == words)
                assert beside.endswith("set\u00a0aside: Said before")
            after = next(other for other in responses(stage.session, "animals") if other.id == one.id)
            assert getattr(after, mark) is not getattr(one, mark)
        assert "Dog waits" not in stage.text
        assert evidence._pieces[0].beside == "1 point from 1 of 3 groups"
        await stage.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert [(one.highlight, one.set_aside, one.off_record) for one in responses(stage.session, "animals")] == [
            (True, False, False),
            (False, False, False),
            (False, False, True),
            (False, False, False),
        ]


async def test_the_order_in_which_nameless_cards_came_is_not_told(session_folder: Path) -> None:
    with Session.open(session_folder, "anna") as session:
        add(session, *(Draft(block="cards", field="now", group="individuals", text=text) for text in ("Zebra", "Ant")))
        themes.make(session, "cards", "now", "Cards")
        themes.link(session, themes.themes(session)[0].id, *(one.id for one in responses(session)))
    async with at(session_folder, "write") as stage:
        await go(stage, "Cards")
        assert stage.text.index("Ant") < stage.text.index("Zebra")


# Words of any kind


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_whatever_people_have_typed_is_shown_as_these_letters(
    session_folder: Path, size: tuple[int, int]
) -> None:
    with Session.open(session_folder, "anna") as session:
        add(session, *(point(text, "table-1") for text in HOSTILE))
        for text in HOSTILE:
            themes.make(session, "animals", "points", text, text)
        prose.write(session, *MEANING, "\n".join(HOSTILE))
    async with at(session_folder, "write", size=size) as stage:
        await go(stage, "What does this tell us?")
        for text in HOSTILE:
            await stage.press("ctrl+n")
            assert f"Theme: {text}" in stage.text
        await stage.press(*["ctrl+b"] * len(HOSTILE))
        assert box(stage).text == "\n".join(HOSTILE)
        for text in HOSTILE[:3]:
            assert text in stage.text
        await stage.press("tab", "end")
        assert "a\\b" in stage.text
        await stage.press("ctrl+r")
        assert "[[theme:" not in stage.text and "Refer to what?" in stage.text
        await stage.press("escape", "ctrl+f", *"click")
        assert "[@click=app.quit]press[/]" in stage.text


async def test_a_session_to_be_read_only_is_not_written_to(told: Path) -> None:
    async with at(told, "write", read_only=True) as stage:
        await stage.press("x", "y")
        assert box(stage).text == ""
        assert "to be read only" in stage.text
        await go(stage, "What does this tell us?")
        await stage.press("tab", "down", "down", "down", "ctrl+k", "enter", "ctrl+z")
        assert box(stage).text == ""
    assert len(list((told / "log").iterdir())) == 1


async def test_without_a_place_to_write_it_says_so(session_folder: Path) -> None:
    plan = session_folder / "session.yaml"
    words = plan.read_text(encoding="utf-8")
    plan.write_text("\n".join(line for line in words.splitlines() if "slot:" not in line and "write:" not in line))
    async with at(session_folder, "write", size=NARROW) as stage:
        assert "There is nothing to write" in stage.text
        await stage.press("ctrl+n", "tab", "ctrl+r", "ctrl+f", "ctrl+t", "f1")
        assert "Help: Write" in stage.text


async def test_the_list_opens_what_is_looked_at_and_enter_goes_to_the_text(told: Path) -> None:
    async with at(told, "write") as stage:
        await stage.press("shift+tab")
        assert stage.app.screen.query_one(SlotList).has_focus
        await stage.press("down", "down", "down")
        await stage.until(lambda: "Theme: Seeing" in stage.text)
        await stage.press("enter")
        assert box(stage).has_focus
