"""Many logs become one, line by line as they were; nothing is changed by it, nor by the old ones coming back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from planted import erase, holding
from rooms import make

from facikit.session.document import to_yaml
from facikit.session.merge import merge_all
from facikit.session.responses import Draft, add, edit, responses
from facikit.session.sealing import seal
from facikit.session.session import Session
from facikit.session.status import writers


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A session that was open four times, once with cards without names."""
    folder = make(tmp_path / "here")
    for number in range(4):
        with Session.open(folder, f"writer {number}") as session:
            (one,) = add(session, Draft(block="animals", field="points", group="table-1", text=f"said {number} 🦉"))
            edit(session, one.id, text=f"said {number}, better")
            add(session, Draft(block="feedback", field="now", text=f"card {number}"))
    return folder


def logs(folder: Path) -> list[Path]:
    return sorted((folder / "log").iterdir())


def lines(folder: Path) -> set[bytes]:
    return {piece for path in logs(folder) for piece in path.read_bytes().split(b"\n") if piece}


def whole(folder: Path) -> tuple[str, list[str]]:
    with Session.open(folder, read_only=True) as session:
        return to_yaml(session), sorted(f"{one.who}: {one.sentence}" for one in writers(session))


def test_sealed_logs_are_one_file_with_the_same_lines_and_the_same_session(folder):
    before, said = lines(folder), whole(folder)
    with Session.open(folder) as session:
        sealed = seal(session)
    assert logs(folder) == [sealed.path]
    assert (sealed.logs, sealed.lines, sealed.left) == (8, len(before), ())
    assert lines(folder) == before and whole(folder) == said


def test_sealing_again_changes_nothing_and_later_runs_are_taken_in(folder):
    with Session.open(folder) as session:
        first = seal(session).path
        assert seal(session).path is None
    with Session.open(folder, "Bo") as session:
        add(session, Draft(block="animals", field="points", group="table-2", text="later"))
    with Session.open(folder) as session:
        second = seal(session).path
        assert len(responses(session)) == 9
    assert logs(folder) == [second] and second != first


def test_old_copies_that_are_merged_or_come_back_are_nothing_new(folder, tmp_path):
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    said = whole(folder)
    with Session.open(folder) as session:
        seal(session)
        (merged,) = merge_all(session, [copy])
        assert (merged.new_logs, merged.new_lines) == (0, 0)
    for path in logs(copy):
        shutil.copy(path, folder / "log")
    assert whole(folder) == said
    with Session.open(folder) as session:
        seal(session)
    assert len(logs(folder)) == 1 and whole(folder) == said


def test_what_is_open_damaged_changed_by_hand_or_not_here_in_full_is_left_alone(folder):
    (first, second, third, *_) = logs(folder)
    first.write_bytes(first.read_bytes().replace(b"said", b"sung").replace(b"card", b"cart"))
    second.write_bytes(second.read_bytes()[:-30])
    third.write_bytes(third.read_bytes().split(b"\n", 2)[2])
    kept = {path: path.read_bytes() for path in (first, second, third)}
    with Session.open(folder, "Bo") as bo, Session.open(folder) as session:
        add(bo, Draft(block="animals", field="points", group="table-2", text="still typing"))
        bo.flush()
        sealed = seal(session)
        assert sealed.logs == 5 and len(sealed.left) == 4
        add(bo, Draft(block="animals", field="points", group="table-2", text="and on"))
    assert {path: path.read_bytes() for path in kept} == kept
    with Session.open(folder) as session:
        assert {"still typing", "and on"} <= {one.text for one in responses(session)}


def test_what_was_erased_is_found_in_a_sealed_log_as_well(folder, tmp_path):
    with Session.open(folder) as session:
        seal(session)
    erase(folder, tmp_path, "words", "said 2")
    assert holding(folder, "said 2") == [] and holding(folder, "said 1")
