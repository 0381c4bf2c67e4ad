"""Every acknowledged entry is on disk, whatever the disk does; what is not is called not saved."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest
from rooms import FailingFiles, make, said, say

from facikit.session.responses import responses
from facikit.session.session import Session


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path)


def test_an_entry_is_saved_only_when_it_can_be_read_back(folder):
    session = Session.open(folder, "anna")
    (line,) = say(session, "Owl")
    assert session.flush() and session.saved(line) == "saved"
    assert said(folder) == ["Owl"]
    assert session.close()


def test_each_run_has_a_file_of_its_own_that_is_made_at_its_first_entry(folder):
    with Session.open(folder, "anna"):
        pass
    assert list((folder / "log").iterdir()) == []
    for text in ("Owl", "Dog"):
        with Session.open(folder, "anna") as session:
            say(session, text)
    assert len(list((folder / "log").iterdir())) == 2
    assert sorted(said(folder)) == ["Dog", "Owl"]


@pytest.mark.parametrize("call", ["create", "write", "sync"])
@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_a_call_that_fails_once_loses_nothing_that_was_acknowledged(folder, call, at):
    files = FailingFiles()
    files.fail_at = {call: {at}}
    session = Session.open(folder, "anna", files=files)
    acknowledged = []
    for number in range(6):
        (line,) = say(session, f"said {number}")
        session.flush()
        if session.saved(line) == "saved":
            acknowledged.append(f"said {number}")
    assert session.close()
    assert set(acknowledged) <= set(said(folder))
    assert said(folder) == [f"said {number}" for number in range(6)]


@pytest.mark.parametrize("call", ["create", "write", "sync"])
def test_a_call_that_goes_on_failing_is_told_and_caught_up_with(folder, call):
    files = FailingFiles()
    session = Session.open(folder, "anna", files=files)
    (first,) = say(session, "before")
    assert session.flush()
    files.failing[call] = errno.EIO
    if call == "create":
        files.failing["write"] = errno.EIO  # the file that is open has to fail first
    (second,) = say(session, "during")
    session.flush(1.0)
    if call != "create":
        assert session.saved(second) == "failed" and session.trouble is not None
    assert session.saved(first) == "saved"
    files.failing.clear()
    (third,) = say(session, "after")
    assert session.close()
    assert said(folder) == ["before", "during", "after"]
    assert third != second


def test_a_short_write_is_cut_back_and_written_again_whole(folder):
    files = FailingFiles()
    files.short_at = 2
    session = Session.open(folder, "anna", files=files)
    say(session, "before")
    session.flush()
    say(session, "a disk that fills up in the middle of these words")
    session.flush()
    assert session.close()
    (log,) = (folder / "log").iterdir()
    assert said(folder) == ["before", "a disk that fills up in the middle of these words"]
    assert all(line.endswith('"}') for line in log.read_text().splitlines())


@pytest.mark.parametrize("how", ["deleted", "replaced", "cut", "emptied"])
def test_a_file_that_a_sync_program_takes_away_is_written_anew(folder, how, tmp_path):
    session = Session.open(folder, "anna")
    say(session, "before")
    assert session.flush()
    (log,) = (folder / "log").iterdir()
    if how == "deleted":
        log.unlink()
    elif how == "replaced":
        shutil.copy(log, tmp_path / "copy")
        (tmp_path / "copy").replace(log)
        log.write_text("")
    elif how == "cut":
        log.write_bytes(log.read_bytes()[:-20])
    else:
        log.write_bytes(b"")
    say(session, "after")
    assert session.flush()
    assert session.close()
    assert said(folder) == ["before", "after"]


def test_after_a_failed_sync_the_file_is_never_written_to_again(folder):
    files = FailingFiles()
    session = Session.open(folder, "anna", files=files)
    say(session, "before")
    assert session.flush()
    (log,) = (folder / "log").iterdir()
    whole = log.read_bytes()
    files.fail_at = {"sync": {files.counts["sync"] + 1}}
    say(session, "during")
    session.flush()
    assert session.close()
    assert log.read_bytes() == whole
    assert said(folder) == ["before", "during"]
    assert len(list((folder / "log").iterdir())) == 2


def test_a_folder_that_may_not_be_written_keeps_the_words_in_memory_and_says_so(folder):
    files = FailingFiles()
    files.failing["create"] = errno.EROFS
    session = Session.open(folder, "anna", files=files)
    (line,) = say(session, "Owl")
    assert not session.flush()
    assert session.saved(line) == "failed"
    assert session.trouble is not None and session.trouble.errno == errno.EROFS
    assert [entry.text for entry in responses(session)] == ["Owl"]
    assert session.unsaved == 2
    assert not session.close()
