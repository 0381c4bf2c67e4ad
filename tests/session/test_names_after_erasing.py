"""Everybody in the full room asks to be forgotten: no name is left within reach, nor comes back with an old copy."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest
from everyone import NAMES, found_in
from full_room import Room, full_room
from hypothesis import given, settings
from hypothesis import strategies as st
from rooms import SetClock
from typer.testing import CliRunner, Result
from walked import WHO, text_of, walk

from facikit.cli.main import app
from facikit.report.erasing import carry_out
from facikit.session.document import import_into, to_yaml
from facikit.session.erasing import order, search_person
from facikit.session.merge import merge_all
from facikit.session.pack import pack
from facikit.session.session import Session

pytestmark = pytest.mark.slow

IN_IDS = {"Zgroupna"}
"""A group that is called after somebody: on its id other things hang, and the receipt says so."""
FORGOTTEN = [name for name in NAMES if name not in IN_IDS]


@pytest.fixture
def room(kit: Path, own_machine: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.setenv("FACIKIT_WHO", WHO)
    return full_room(kit, own_machine / "state")


def run(room: Room, *words: str | Path) -> Result:
    done = CliRunner().invoke(app, ["--kit", str(room.kit), *map(str, words)], prog_name="facikit")
    assert done.exit_code == 0, done.stderr
    return done


def publish(room: Room) -> None:
    """Leave behind what a laptop that works on a session has: reports in all forms, the room's page."""
    for name in ("record.md", "session-report.html", "session-report.docx"):
        genre = name.partition(".")[0]
        run(room, "report", room.folder.name, "-t", genre, "-o", room.folder / "reports" / name)
    run(room, "present", room.folder.name, "--html", "--once")


def forget(room: Room) -> None:
    """Order all of it, then carry it out at once, as after a stop: each for itself would take its time."""
    with Session.open(room.folder, "Lea", clock=SetClock(1_772_750_000_000)) as session:
        for name in FORGOTTEN:
            order(session, search_person(session, name))
        carry_out(session, room.state)


def left(*folders: Path) -> dict[str, set[str]]:
    """Return the forgotten names that still stand in a file, or in its name."""
    found = {}
    for folder in folders:
        for path in (one for one in folder.rglob("*") if one.is_file()):
            there = found_in(f"{path.relative_to(folder)}\n{text_of(path)}") - IN_IDS
            if there:
                found[str(path.relative_to(folder))] = there
    return found


def test_when_everybody_is_forgotten_no_file_within_reach_and_no_command_has_a_name(
    room: Room, own_machine: Path, tmp_path: Path
) -> None:
    publish(room)
    assert set().union(*left(room.folder).values()) >= {"Zwriter", "Zregname", "Zpoint", "Zpledged"}
    forget(room)
    assert left(room.folder, own_machine) == {}
    seen = list(walk(room, tmp_path / "out"))
    found = {" ".join(one.step.words): found_in(one.text) - IN_IDS for one in seen}
    assert not any(found.values()), {words: names for words, names in found.items() if names}
    # What was said beside the names is there as before.
    assert any("waits for an answer" in one.text for one in seen if one.step.outlet == "record")


def test_the_second_copies_that_a_laptop_keeps_of_a_synced_folder_forget_as_well(
    kit: Path, own_machine: Path, tmp_path: Path
) -> None:
    room = full_room(Path(shutil.move(kit, tmp_path / "Dropbox" / "kit")), own_machine / "state")
    place = (room.folder.name, "animals", "points")
    run(room, "add", *place, "Zpoint came back", "--group", "Table 1", "--who", "Zwriter")
    copies = room.state / "copies"
    assert set().union(*left(copies).values()) == {"Zpoint", "Zwriter"}
    for name in ("Zpoint", "Zwriter"):
        run(room, "erase", room.folder.name, "--person", name, "--yes")
    assert [names for names in left(copies, room.folder).values() if names & {"Zpoint", "Zwriter"}] == []


def test_a_name_in_an_id_on_which_things_hang_is_told(room: Room) -> None:
    receipt = run(room, "erase", room.folder.name, "--person", *IN_IDS, "--yes").stdout
    assert "session.yaml: still has them, where only a person can take them out: in an id, for one." in receipt


def test_no_old_copy_brings_a_name_back_in_any_order(room: Room, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(room.folder, tmp_path / "old" / room.folder.name))
    with Session.open(copy, read_only=True) as session:
        packed, exported = pack(session, tmp_path / "old.facikit.zip"), to_yaml(session)
    logs = sorted((copy / "log").iterdir())
    mailed = Path(shutil.copyfile(logs[0], tmp_path / "Mail.jsonl"))
    forget(room)
    wanted: dict[str, object] | None = None
    for number, sources in enumerate(itertools.permutations([copy, packed, mailed])):
        again = Path(shutil.copytree(room.folder, tmp_path / f"again{number}" / room.folder.name))
        with Session.open(again, WHO, clock=SetClock(1_772_800_000_000)) as session:
            if number % 2:
                import_into(session, exported, "old.yaml")
            merge_all(session, sources)
            import_into(session, exported, "old.yaml")
        assert left(again) == {}
        shown = _shown(again)
        wanted = wanted or shown
        assert shown == wanted


def test_whichever_old_files_come_in_whatever_order_no_name_comes_with_them(room: Room, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(room.folder, tmp_path / "old" / room.folder.name))
    with Session.open(copy, read_only=True) as session:
        packed, exported = pack(session, tmp_path / "old.facikit.zip"), to_yaml(session)
    forget(room)
    numbers = itertools.count()

    @settings(max_examples=8, deadline=None)
    @given(
        brought=st.lists(st.sampled_from([packed, copy, *sorted((copy / "log").iterdir())]), max_size=4),
        imported=st.sampled_from(["not", "first", "last"]),
    )
    def nothing_comes_back(brought: list[Path], imported: str) -> None:
        again = Path(shutil.copytree(room.folder, tmp_path / f"{next(numbers)}" / room.folder.name))
        with Session.open(again, WHO, clock=SetClock(1_772_800_000_000)) as session:
            if imported == "first":
                import_into(session, exported, "old.yaml")
            merge_all(session, brought)
            if imported == "last":
                import_into(session, exported, "old.yaml")
        assert left(again) == {}

    nothing_comes_back()


def _shown(folder: Path) -> dict[str, object]:
    with Session.open(folder, read_only=True) as session:
        kinds = [one for one in session.records.kinds() if one not in ("run", "erased")]
        return {one: session.records.get(one).values for kind in kinds for one in sorted(session.records.of_kind(kind))}
