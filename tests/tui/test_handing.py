"""A session goes out in one file, is opened on other laptops, and comes back together, all from Home."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from stage import HOSTILE, NARROW, WIDE, Stage, at
from textual.widgets import Input

from facikit.session.responses import Draft, add, responses
from facikit.session.session import Session
from facikit.tui.messages import OpenSession

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def desktop(own_machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop, and nothing plugged in."""
    monkeypatch.setattr("facikit.tui.carrying.sticks", lambda: [])
    monkeypatch.setattr("facikit.tui.overview.is_sample", lambda _folder: False)
    monkeypatch.setattr("facikit.library.finding.packaged_kit", lambda: tmp_path / "none")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    folder = own_machine / "home" / "Desktop"
    folder.mkdir(parents=True)
    return folder


def another_laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """From here on nothing of the first laptop is known; return the kit there."""
    for variable, place in {"FACIKIT_STATE": "state", "FACIKIT_DATA": "data"}.items():
        monkeypatch.setenv(variable, str(tmp_path / "other" / place))
    kit = tmp_path / "other" / "kit"
    for name in ("exercises", "sessions"):
        (kit / name).mkdir(parents=True)
    return kit


async def choose(stage: Stage, words: str) -> None:
    """Choose from everything that can be done."""
    await stage.press("ctrl+p", *words, "enter")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_pack_for_notes_goes_out_is_typed_into_and_comes_back(
    session_folder: Path,
    kit: Path,
    desktop: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
) -> None:
    with Session.open(session_folder, "anna") as session:
        add(session, Draft(block="round", field="words", group="plenary", text="for anna only"))
    async with at(None, "home", kits=[kit], size=size) as stage:
        await stage.until(lambda: "1 entry" in stage.text)
        await choose(stage, "hand out for notes")
        await stage.until(lambda: "nobody's words" in stage.text)
        await stage.press("down", "enter")
        await stage.until(lambda: "It is in this file" in stage.text)
    assert len(list(desktop.glob("*.facikit.zip"))) == 1

    ours = {name: os.environ[name] for name in ("FACIKIT_STATE", "FACIKIT_DATA")}
    theirs = another_laptop(tmp_path, monkeypatch)
    async with at(None, "home", kits=[theirs], size=size) as stage:
        await stage.press("ctrl+o")
        await stage.until(lambda: "for-notes" in stage.text)
        await stage.press("enter")
        await stage.until(lambda: "Who is typing?" in stage.text)
        await stage.press(*"bo", "enter")
        await stage.until(lambda: "How do you arrive?" in stage.text)
        assert stage.session.who == "bo" and stage.session.folder.is_relative_to(theirs / "sessions")
        assert stage.texts() == []
        await stage.enter("[/] from the other table")
        await stage.until(lambda: "✓ [/] from" in stage.text)
        stage.session.close()
        back = stage.session.folder

    for variable, value in ours.items():
        monkeypatch.setenv(variable, value)
    async with at(None, "home", kits=[kit], size=size) as stage:
        await stage.until(lambda: "1 entry" in stage.text)
        await choose(stage, "bring notes in: a small")
        await stage.until(lambda: "Bring notes into: A small day" in stage.text)
        stage.app.screen.query_one(Input).value = str(back)
        await stage.pilot.pause()
        await stage.press("enter")
        await stage.until(lambda: "Brought into: A small day" in stage.text)
        assert "✓ bo: 2" in stage.text or "✓ bo: 3" in stage.text
        await stage.press("escape")
        await stage.until(lambda: "2 entries" in stage.text)
    with Session.open(session_folder, read_only=True) as session:
        assert sorted(one.text for one in responses(session)) == ["[/] from the other table", "for anna only"]


@pytest.mark.parametrize("name", [*HOSTILE[::4], "not a pack"])
async def test_a_file_that_is_no_pack_is_told_and_hostile_names_stay_words(kit: Path, desktop: Path, name: str) -> None:
    path = desktop / f"{name.replace('/', '|')}.facikit.zip"
    path.write_bytes(b"no pack")
    async with at(None, "home", kits=[kit], size=NARROW) as stage:
        await stage.press("ctrl+o")
        await stage.until(lambda: path.name[:20] in stage.text)
        await stage.press("enter")
        await stage.until(lambda: "cannot be opened as a pack" in stage.told)


@pytest.mark.parametrize("answer", ["same", "new"])
async def test_a_copied_folder_is_asked_about_once(session_folder: Path, kit: Path, answer: str) -> None:
    async with at(session_folder, "note") as stage:
        await stage.enter("in the original")
        await stage.until(lambda: "✓ in the" in stage.text)
    copy = kit / "sessions" / "2027-03-04-copied"
    shutil.copytree(session_folder, copy)
    with Session.open(session_folder, "anna") as session:
        add(session, Draft(block="round", field="words", group="plenary", text="later"))
    async with at(None, "home", kits=[kit]) as stage:
        stage.app.post_message(OpenSession(copy, "note", "anna"))
        await stage.until(lambda: "Is this the same workshop, or a new one?" in stage.text)
        await stage.press(*(["down"] if answer == "new" else []), "enter")
        if answer == "same":
            await stage.until(lambda: "Bring the two together?" in stage.text)
            await stage.press("enter")
            await stage.until(lambda: stage.texts() == ["in the original", "later"])
            assert stage.session.folder == copy.resolve()
        else:
            await stage.until(lambda: stage.session.plan.session != "k7q2m9xw4d3t0b")
            assert stage.texts() == [] and stage.session.folder.parent == copy.resolve().parent
            assert [one.id for one in stage.session.plan.agenda] == [
                "round", "animals", "coffee", "cards", "register", "goodbye"
            ]  # fmt: skip
        stage.session.close()
    async with at(copy, "note") as stage:
        assert "Is this the same workshop" not in stage.text
