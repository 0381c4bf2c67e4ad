"""Home: what there is, how far it has got, and a new session without a command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import HOSTILE, NARROW, WIDE, at

from facikit.errors import UserError
from facikit.library.finding import sessions
from facikit.library.kinds import FIELD_TYPES
from facikit.session import agenda
from facikit.session.regrouping import rename_group
from facikit.session.responses import Draft, add
from facikit.session.session import Session
from facikit.tui.app import run_app
from facikit.tui.capture import CAPTURE
from facikit.tui.desk import Desk
from facikit.tui.keys import BY_ID, KEYS
from facikit.tui.screens.home import HomeScreen
from facikit.tui.themes import LOOKS


async def test_with_nothing_there_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facikit.tui.overview.sessions", lambda _kits: [])
    async with at(None, "home", size=NARROW, kits=[tmp_path]) as stage:
        assert "There is no session yet." in stage.text
        assert "^n makes one from a workshop" in stage.text


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_sessions_tell_how_far_they_have_got_and_open(
    kit: Path, session_folder: Path, size: tuple[int, int]
) -> None:
    with Session.open(session_folder, "anna") as session:
        agenda.go(session, "animals", 0)
        add(session, *(Draft(block="round", field="words", group="plenary", text=text) for text in HOSTILE))
    async with at(None, "home", kits=[kit], size=size) as stage:
        await stage.until(lambda: f"{len(HOSTILE)} entries · reached Change animals"[:34] in stage.text)
        assert "A small day" in stage.text
        await stage.press("enter")
        await stage.press("down", "enter")
        await stage.until(lambda: "Which animal is change" in stage.text)
        assert stage.app.desk.session.who == "anna"


async def test_a_new_session_is_made_from_a_workshop_and_opened(kit: Path) -> None:
    async with at(None, "home", kits=[kit]) as stage:
        await stage.press("ctrl+n", "enter")
        await stage.press("tab", "x", "enter")
        assert "'x' is not a date" in stage.text
        await stage.press("backspace", "tab", "tab", "tab", "2", "enter")
        await stage.until(lambda: "not begun" in stage.text)
        assert [group.name for group in agenda.groups(stage.session, "tables")] == ["Table 1", "Table 2"]
        assert sessions([kit])[0] == stage.session.folder.resolve()


async def test_the_library_shows_run_sheets(kit: Path) -> None:
    async with at(None, "home", kits=[kit]) as stage:
        await stage.press("tab", "down", "enter")
        await stage.until(lambda: "See the room in pictures." in stage.text)
        await stage.until(lambda: "Go round the table." in stage.text)
        await stage.press("escape")
        assert isinstance(stage.app.screen, HomeScreen)


async def test_a_run_sheet_has_a_key_that_writes_what_is_printed_beside_the_kit(kit: Path) -> None:
    async with at(None, "home", kits=[kit]) as stage:
        await stage.press("tab", "down", "enter")
        await stage.until(lambda: "See the room in pictures." in stage.text)
        await stage.press("ctrl+w")
        await stage.until(lambda: "To print: Change animals" in stage.text)
        page = kit / "handouts" / "animals.html"
        assert "Which animal is change" in page.read_text(encoding="utf-8")
        page.write_text("mine", encoding="utf-8")
        await stage.press("escape", "ctrl+w")
        await stage.until(lambda: "To print: Change animals" in stage.text)
        assert "Which animal is change" in page.with_name("animals-2.html").read_text(encoding="utf-8")
        assert page.read_text(encoding="utf-8") == "mine"


async def test_a_session_is_printed_with_its_groups_from_home(kit: Path, session_folder: Path) -> None:
    async with at(None, "home", kits=[kit]) as stage:
        await stage.press("ctrl+p", *"hand-outs to print", "enter")
        await stage.until(lambda: "To print: A small day" in stage.text)
        page = kit / "handouts" / f"{session_folder.name}.html"
        assert "<b>Table 1</b>" in page.read_text(encoding="utf-8")


async def test_help_and_the_palette_have_every_key_that_works(session_folder: Path) -> None:
    async with at(session_folder, "note", size=(120, 60)) as stage:
        active = {a.binding.id for a in stage.app.screen.active_bindings.values() if a.enabled and a.binding.id}
        await stage.press("f1")
        for key_id in active:
            assert BY_ID[key_id].tooltip[:40] in stage.text
        await stage.press("escape", "ctrl+p")
        await stage.press(*"light look", "enter")
        assert stage.app.theme == "facikit-light"
        await stage.press("ctrl+p", *"park", "enter")
        assert "It goes to the parking lot" in stage.text


def test_a_group_that_is_none_is_told_with_those_there_are(session_folder: Path) -> None:
    with pytest.raises(UserError, match="There is no group 'Tabel 2'") as told:
        run_app(session_folder, "note", "anna", "Tabel 2")
    assert told.value.hint == "did you mean 'Table 2'?"


@pytest.mark.parametrize("text", ["Blue: cold [x]", "table-3", " bLUE "])
def test_a_group_goes_by_its_name_or_enough_of_it(session_folder: Path, text: str) -> None:
    with Session.open(session_folder, "anna") as session:
        rename_group(session, "table-3", "Blue: cold [x]")
        desk = Desk([], session, "anna")
        desk.want_group(text)
        assert desk.group_in("animals").name == "Blue: cold [x]"
        desk.drafts.close()


def test_a_group_that_could_be_several_is_asked_for_again(session_folder: Path) -> None:
    with pytest.raises(UserError, match="could be more than one group") as told:
        run_app(session_folder, "note", "anna", "Table")
    assert told.value.hint == "Give more of its name."


def test_every_kind_of_field_can_be_typed() -> None:
    assert set(CAPTURE) == set(FIELD_TYPES)


def test_every_key_has_words_and_no_two_actions_have_the_same_name() -> None:
    assert all(key.words and key.tooltip.endswith(".") for key in KEYS)
    assert len(BY_ID) == len(KEYS)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_every_pair_of_text_and_ground_is_legible(look) -> None:  # type: ignore[no-untyped-def]
    from textual.color import Color

    def brightness(colour: str) -> float:
        parts = [
            value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
            for value in Color.parse(colour).normalized
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    texts = [look.foreground, look.primary, look.warning, look.error, look.success, look.variables["text-muted"]]
    pairs = [(text, ground) for text in texts for ground in (look.background, look.surface, look.panel)]
    marked = look.variables["block-cursor-background"]
    pairs += [(look.variables[name], marked) for name in ("block-cursor-foreground", "text-muted")]
    pairs.append((look.background, look.error))
    for text, ground in pairs:
        light, dark = sorted((brightness(text), brightness(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (look.name, text, ground)
