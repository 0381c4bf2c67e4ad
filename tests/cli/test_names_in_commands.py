"""Every command over a session with a name in every place: none comes out where it has no business."""

from __future__ import annotations

import re
import shutil
from base64 import b64encode
from collections import defaultdict
from pathlib import Path

import pytest
from everyone import found_in, leaks, missing
from full_room import CARDS, HELD, Room, full_room
from typer.testing import CliRunner
from walked import ALONE, EXPORTS, WHO, WHOLE, Seen, walk

from facikit.cli.export import Format
from facikit.cli.main import COMMANDS, app
from facikit.errors import UserError
from facikit.session.correcting import line_of
from facikit.session.responses import response
from facikit.session.session import Session

pytestmark = pytest.mark.slow

OF_CARDS = re.compile("|".join((*CARDS, r"card\d{8}", r"position\W+\w+")))
"""A card, and the place that an entry has in its list."""
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
        monkeypatch.setenv("FACIKIT_DATA", str(tmp_path / f"{number}" / "data"))
        room = full_room(own, tmp_path / f"{number}" / "state", cards=cards)
        seen = [one for one in walk(room, tmp_path / f"{number}" / "out") if one.step.outlet != "pack"]
        told.append({" ".join(one.step.words): OF_CARDS.findall(one.text) for one in seen})
    assert any(told[0].values())
    assert told[0] == told[1]


def test_what_is_kept_back_is_told_to_whoever_asks_for_it_by_name(room: Room) -> None:
    kept = {"Zoffpoint", "Zoffquote", "Zpledged"}
    for words in (("log", room.folder.name), ("log", room.folder.name, "--json")):
        told = CliRunner().invoke(app, ["--kit", str(room.kit), *words]).stdout
        asked = CliRunner().invoke(app, ["--kit", str(room.kit), *words, "--off-record"]).stdout
        assert not found_in(told) & kept and found_in(asked) >= kept


def test_a_promise_is_shown_to_nobody_who_would_change_it(room: Room) -> None:
    with Session.open(room.folder, read_only=True) as session, pytest.raises(UserError, match="private"):
        line_of(session, response(session, room.ids["pledge"]))


def _shows(room: Room, picture: str, text: str) -> bool:
    inside = b64encode((room.folder / "media" / picture).read_bytes()).decode()[-120:-40]
    return picture in text or inside in text
