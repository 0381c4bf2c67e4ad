"""What a session's folder refuses is kept on this laptop, said so, and brought in when the folder is there again."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import pytest
from planted import holding
from rooms import FailingFiles, make, said, say

from facikit.errors import UserError
from facikit.report.erasing import carry_out
from facikit.session import own
from facikit.session.doctor import look_over
from facikit.session.erasing import order, search_words
from facikit.session.pack import pack
from facikit.session.responses import responses
from facikit.session.session import Session

ELSEWHERE = "on another disk"


class ReadOnlyFolder(FailingFiles):
    """A stick whose little slider stands on read-only: the laptop's own disk takes everything."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder: Path | None = folder

    def create(self, path: Path) -> int:
        if self.folder is not None and self.folder in path.parents:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return super().create(path)

    def write_whole(self, path: Path, data: bytes, *, sync: bool = True) -> None:
        if self.folder is not None and self.folder in path.parents:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        super().write_whole(path, data, sync=sync)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path)


def test_entries_in_a_read_only_folder_are_kept_and_called_so(folder, state):
    session = Session.open(folder, "anna", files=ReadOnlyFolder(folder), state=state)
    (line,) = say(session, "Owl")
    assert session.flush() and not session.flush_to_folder()
    assert session.saved(line) == "kept"
    assert (session.unsaved, session.kept) == (0, 2)
    assert session.trouble is not None and session.trouble.errno == errno.EROFS
    assert session.close()
    assert said(folder) == []
    with Session.open(folder, read_only=True, state=state) as again:
        assert [entry.text for entry in responses(again)] == ["Owl"]
        assert any("3 lines that were typed on this laptop" in str(one) for one in look_over(again))
    with Session.open(folder, "anna", state=state) as again:
        assert again.collected == 3
        assert not any("typed on this laptop are not" in str(one) for one in look_over(again))
    assert said(folder) == ["Owl"]


def test_what_the_folder_still_does_not_take_is_in_sight_when_it_is_opened_again(folder, state, tmp_path):
    for text in ("Owl", "Dog"):
        with Session.open(folder, "anna", files=ReadOnlyFolder(folder), state=state) as session:
            say(session, text)
            session.flush()
    with Session.open(folder, "anna", files=ReadOnlyFolder(folder), state=state) as session:
        owl, dog = responses(session)
        assert (owl.text, dog.text, session.collected) == ("Owl", "Dog", 0)
        assert session.saved(owl.line) == "kept" and session.kept == 6
        with pytest.raises(UserError, match="on this laptop only"):
            pack(session, tmp_path / "a.facikit.zip")
    with Session.open(folder, "anna", state=state) as session:
        assert (session.collected, session.kept, session.saved(owl.line)) == (6, 0, "saved")
    assert said(folder) == ["Owl", "Dog"]


def test_what_was_kept_goes_into_the_folder_as_soon_as_that_takes_it(folder, state):
    files = ReadOnlyFolder(folder)
    session = Session.open(folder, "anna", files=files, state=state)
    say(session, "Owl")
    assert session.flush() and session.kept
    files.folder = None
    say(session, "Dog")
    assert session.close()
    assert session.kept == 0
    assert said(folder) == ["Owl", "Dog"]
    assert own.logs(state, session.plan.session) == []


def test_a_folder_that_vanishes_and_comes_back_has_everything(folder, state, tmp_path):
    session = Session.open(folder, "anna", state=state)
    say(session, "before")
    assert session.flush_to_folder()
    folder.rename(tmp_path / ELSEWHERE)
    (during,) = say(session, "during")
    assert session.flush() and session.saved(during) == "kept"
    assert not folder.exists(), "no folder is made where the session is not"
    (tmp_path / ELSEWHERE).rename(folder)
    say(session, "after")
    assert session.close()
    assert said(folder) == ["before", "during", "after"]


def test_a_folder_that_was_renamed_has_everything_when_it_is_next_opened(folder, state, tmp_path):
    session = Session.open(folder, "anna", state=state)
    say(session, "before")
    session.flush()
    folder.rename(tmp_path / ELSEWHERE)
    say(session, "after")
    assert session.close()
    with Session.open(tmp_path / ELSEWHERE, "bo", state=state) as again:
        assert [entry.text for entry in responses(again)] == ["before", "after"]
        assert again.collected == 2
    with Session.open(tmp_path / ELSEWHERE, "bo", state=state) as again:
        assert again.collected == 0


def test_neither_disk_taking_it_is_said_as_before(folder, state):
    files = FailingFiles()
    files.failing["create"] = errno.ENOSPC
    session = Session.open(folder, "anna", files=files, state=state)
    (line,) = say(session, "Owl")
    assert not session.flush()
    assert session.saved(line) == "failed" and session.unsaved == 2
    files.failing.clear()
    assert session.close()
    assert said(folder) == ["Owl"]


def test_what_is_only_on_this_laptop_is_not_packed_as_if_it_were_all(folder, state, tmp_path):
    session = Session.open(folder, "anna", files=ReadOnlyFolder(folder), state=state)
    say(session, "Owl")
    with pytest.raises(UserError, match="Not everything is in the session's folder"):
        pack(session, tmp_path / "a.facikit.zip")
    session.close()


@pytest.mark.parametrize("mark", ["OneDrive - Some Council", "Dropbox", ".stfolder"])
def test_of_a_folder_that_a_sync_program_carries_a_copy_is_kept_for_two_weeks(tmp_path, state, mark):
    place = tmp_path / (mark if not mark.startswith(".") else "carried")
    place.mkdir()
    if mark.startswith("."):
        (place / mark).mkdir()
    folder = make(place)
    with Session.open(folder, "anna", state=state) as session:
        say(session, "Owl")
    (copy,) = own.logs(state, session.plan.session)
    (log,) = (folder / "log").iterdir()
    assert copy.read_bytes() == log.read_bytes()
    log.unlink()
    with Session.open(folder, "anna", state=state) as again:
        assert [entry.text for entry in responses(again)] == ["Owl"]
    old = time.time() - (own.DAYS + 1) * 24 * 3600
    os.utime(copy, (old, old))
    with Session.open(folder, "anna", state=state):
        assert own.logs(state, session.plan.session) == []
    assert said(folder) == ["Owl"]


def test_what_a_stick_has_spoilt_is_mended_from_the_copy(tmp_path, state):
    (tmp_path / "Dropbox").mkdir()
    folder = make(tmp_path / "Dropbox")
    with Session.open(folder, "anna", state=state) as session:
        say(session, "Owl", "Dog", "Fox")
    (log,) = (folder / "log").iterdir()
    data = log.read_bytes()
    log.write_bytes(data[:300] + bytes(200) + data[500:])
    assert len(said(folder)) < 3
    with Session.open(folder, "anna", state=state):
        pass
    assert said(folder) == ["Owl", "Dog", "Fox"]


def test_no_copy_is_kept_of_a_folder_on_this_laptop(folder, state):
    with Session.open(folder, "anna", state=state) as session:
        say(session, "Owl")
    assert own.logs(state, session.plan.session) == []
    assert not any(state.rglob("*.jsonl"))


def test_erasing_reaches_the_outbox_and_the_copies(tmp_path, state):
    (tmp_path / "Dropbox").mkdir()
    folder = make(tmp_path / "Dropbox")
    with Session.open(folder, "anna", state=state) as session:
        say(session, "Quillfeather came", "something else")
    session = Session.open(folder, "bo", files=ReadOnlyFolder(folder), state=state)
    say(session, "and Quillfeather left")
    session.close()
    assert holding(state, "Quillfeather")
    with Session.open(folder, "lea", state=state) as lea:
        found = search_words(lea, "Quillfeather")
        order(lea, found)
        carry_out(lea, state, found)
    assert holding(state, "Quillfeather") == holding(folder, "Quillfeather") == []
    assert sorted(said(folder)) == ["[…] came", "and […] left", "something else"]


def test_what_was_erased_elsewhere_meanwhile_does_not_come_back_from_the_outbox(folder, state, tmp_path):
    session = Session.open(folder, "bo", files=ReadOnlyFolder(folder), state=state)
    say(session, "and Quillfeather left")
    session.close()
    with Session.open(folder, "lea") as lea:
        say(lea, "Quillfeather came")
        order(lea, search_words(lea, "Quillfeather"))
        carry_out(lea, tmp_path / "another laptop")
    with Session.open(folder, "bo", state=state):
        pass
    assert holding(state, "Quillfeather") == holding(folder, "Quillfeather") == []


def test_two_windows_one_of_which_still_looks_for_the_old_folder_lose_nothing(folder, state, tmp_path):
    old = Session.open(folder, "anna", state=state)
    say(old, "before")
    old.flush()
    folder.rename(tmp_path / ELSEWHERE)
    for number in range(4):
        say(old, f"window one says {number}")
        assert old.flush()
        with Session.open(tmp_path / ELSEWHERE, "bo", state=state) as new:
            say(new, f"window two says {number}")
            assert f"window one says {number}" in [entry.text for entry in responses(new)]
    assert old.close()
    with Session.open(tmp_path / ELSEWHERE, state=state) as new:
        texts = [entry.text for entry in responses(new)]
        assert not new.records.forks
    assert sorted(texts) == sorted(["before", *(f"window {w} says {n}" for w in ("one", "two") for n in range(4))])
