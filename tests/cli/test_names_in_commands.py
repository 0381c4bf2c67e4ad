"""Every command over a session with a name in every place: none comes out where it has no business."""

from __future__ import annotations

import shutil
from base64 import b64encode
from collections import defaultdict
from pathlib import Path

import pytest
from everyone import leaks, missing
from full_room import CARDS, HELD, Room, full_room
from walked import ALONE, EXPORTS, WHO, WHOLE, Seen, walk

from facikit.cli.export import Format
from facikit.cli.main import COMMANDS

pytestmark = pytest.mark.slow

RAW = ("export", "pack", "log", "trace")
"""Commands that show those who hold the folder a vote that is held back."""


@pytest.fixture
def room(kit: Path, own_machine: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.setenv("FACIKIT_WHO", WHO)
    return full_room(kit, own_machine / "state")


def test_no_command_lets_a_name_out_where_it_has_no_business(room: Room, tmp_path: Path) -> None:
    seen = list(walk(room, tmp_path / "out"))
    found = {" ".join(one.step.words): leaks(one.step.outlet, one.text) for one in seen}
    assert not any(found.values()), {words: names for words, names in found.items() if names}
    by_outlet: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        by_outlet[one.step.outlet].append(one)
    for outlet, every in by_outlet.items():
        assert missing(outlet, "\n".join(one.text for one in every)) == set(), outlet
    held = {" ".join(one.step.words) for one in seen if str(HELD) in one.text}
    assert held and not {words for words in held if not words.startswith(RAW)}
    pictures = {one.step.outlet for one in seen if _shows(room, room.ids["off picture"], one.text)}
    assert pictures <= {"whole", "pack", "log"}, "a picture that is off the record is not to be seen either"
    assert any(_shows(room, picture.name, one.text) for one in seen for picture in (room.folder / "media").iterdir())
    assert {one.step.words[0] if one.step.words else "home" for one in seen} | set(ALONE) == set(COMMANDS)
    assert {*EXPORTS, *WHOLE} == {one.value for one in Format}, "say in walked.py what a new export is for"


def test_the_order_in_which_cards_without_names_came_in_is_told_nowhere(
    kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    for number, cards in enumerate((CARDS, CARDS[::-1])):
        own = Path(shutil.copytree(kit, tmp_path / f"{number}" / "kit"))
        monkeypatch.setenv("FACIKIT_WHO", WHO)
        monkeypatch.setenv("FACIKIT_STATE", str(tmp_path / f"{number}" / "state"))
        room = full_room(own, tmp_path / f"{number}" / "state", cards=cards)
        seen = [one for one in walk(room, tmp_path / f"{number}" / "out") if one.step.outlet != "pack"]
        told.append(
            {" ".join(one.step.words): [line for line in one.text.split("\n") if _of_cards(line)] for one in seen}
        )
    assert any(told[0].values())
    assert told[0] == told[1]


def _shows(room: Room, picture: str, text: str) -> bool:
    inside = b64encode((room.folder / "media" / picture).read_bytes()).decode()[-120:-40]
    return picture in text or inside in text


def _of_cards(line: str) -> bool:
    return any(text in line for text in CARDS) or "card0000" in line
