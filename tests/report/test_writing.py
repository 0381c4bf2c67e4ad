"""Writing a report to a file: the same bytes each time, and nobody's edits lost."""

from __future__ import annotations

import json

import pytest
import yaml
from making import MEANING, PICTURES, POINTS, block, plan, say, session_of

from facikit.errors import UserError
from facikit.report.render import compose, render, write
from facikit.session import prose
from facikit.session.session import Session


@pytest.fixture
def session(tmp_path):
    one = session_of(tmp_path, plan(block("talk", POINTS, PICTURES, write=(MEANING,))))
    say(one, "talk", "points", "first")
    return one


def test_the_report_goes_into_the_sessions_own_folder(session):
    path = write(session, kits=[])
    assert path == session.folder / "reports" / "session-report.md"
    assert path.read_text(encoding="utf-8") == render(session, kits=[])
    assert b"\r" not in path.read_bytes()


def test_the_genre_is_the_plans_own_unless_one_is_asked_for(session):
    assert write(session, "record", kits=[]).name == "record.md"


def test_writing_again_replaces_what_facikit_wrote(session):
    first = write(session, kits=[])
    say(session, "talk", "points", "second")
    assert write(session, kits=[]) == first
    assert "second" in first.read_text(encoding="utf-8")


def test_a_file_that_a_person_changed_is_left_alone_and_the_new_one_goes_beside_it(session):
    first = write(session, kits=[])
    first.write_text("My own words", encoding="utf-8")
    say(session, "talk", "points", "second")
    beside = write(session, kits=[])
    assert beside.name == "session-report-2.md"
    assert first.read_text(encoding="utf-8") == "My own words"
    say(session, "talk", "points", "third")
    assert write(session, kits=[]) == beside
    beside.write_text("Mine too", encoding="utf-8")
    assert write(session, kits=[]).name == "session-report-3.md"


def test_a_file_that_was_never_facikits_is_left_alone(session, tmp_path):
    own = tmp_path / "notes.md"
    own.write_text("Mine", encoding="utf-8")
    assert write(session, path=own, kits=[]) == tmp_path / "notes-2.md"
    assert own.read_text(encoding="utf-8") == "Mine"


def test_what_is_already_there_word_for_word_is_not_written_beside_itself(session):
    path = write(session, kits=[])
    (session.folder / "reports" / ".facikit.json").unlink()
    assert write(session, kits=[]) == path


def test_a_damaged_memory_of_what_was_written_costs_nothing_but_a_second_file(session):
    path = write(session, kits=[])
    (session.folder / "reports" / ".facikit.json").write_text("{", encoding="utf-8")
    say(session, "talk", "points", "second")
    assert write(session, kits=[]).name == "session-report-2.md"
    assert "second" not in path.read_text(encoding="utf-8")


def test_the_memory_of_files_elsewhere_does_not_tell_where_they_are(session, tmp_path):
    path = write(session, path=tmp_path / "anna-bell" / "out.md", kits=[])
    assert path.is_file()
    assert "anna-bell" not in (session.folder / "reports" / ".facikit.json").read_text(encoding="utf-8")
    say(session, "talk", "points", "second")
    assert write(session, path=path, kits=[]) == path


def test_a_folder_is_given_a_file_of_the_genres_name(session, tmp_path):
    assert write(session, "record", path=tmp_path, kits=[]) == tmp_path / "record.md"


def test_where_nothing_can_be_written_the_user_is_told(session, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        write(session, path=tmp_path / "file" / "out.md", kits=[])
    assert "out.md" in str(caught.value)


def test_pictures_are_found_from_where_the_report_stands(session, tmp_path):
    say(session, "talk", "pictures", "", media="wall.png", description="A wall")
    assert "(../media/wall.png)" in write(session, kits=[]).read_text(encoding="utf-8")
    elsewhere = write(session, path=tmp_path / "out.md", kits=[]).read_text(encoding="utf-8")
    assert f"({session.folder.name}/media/wall.png)" in elsewhere
    assert compose(session, kits=[]).pictures == ("wall.png",)


def test_a_picture_that_prose_shows_is_found_from_there_too(session, tmp_path):
    prose.write(session, "talk", "meaning", "![A map](media/map.png)")
    assert f"![A map]({session.folder.name}/media/map.png)" in write(
        session, path=tmp_path / "out.md", kits=[]
    ).read_text(encoding="utf-8")


def test_the_same_session_gives_the_same_bytes(session, monkeypatch):
    before = render(session, kits=[])
    session.close()
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert render(Session.open(session.folder, "somebody else"), kits=[]) == before


def test_the_front_matter_says_what_the_report_is(session):
    head = yaml.safe_load(render(session, "record", kits=[]).split("---\n")[1])
    assert list(head) == ["title", "date", "lang", "facikit"]
    assert (head["title"], str(head["date"]), head["lang"]) == ("A small day", "2023-08-15", "en-GB")
    assert head["facikit"]["session"] == "k7q2m9xw4d3t0b"
    assert head["facikit"]["template"] == "record"


def test_a_session_open_for_reading_only_can_be_reported(session):
    session.close()
    assert write(Session.open(session.folder, read_only=True), kits=[]).is_file()


def test_the_memory_is_readable(session):
    write(session, kits=[])
    known = json.loads((session.folder / "reports" / ".facikit.json").read_text(encoding="utf-8"))
    assert list(known) == ["session-report.md"]
    assert sorted(path.name for path in (session.folder / "reports").iterdir()) == [
        ".facikit.json",
        "session-report.md",
    ]
