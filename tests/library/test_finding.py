"""Things are found by name: the first kit wins, a whole folder name beats a part of one, and misses are helped."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_kit import put, put_session, write_kit

from facikit.errors import UserError
from facikit.library import finding
from facikit.library.kits import remember_kit


def test_the_first_kit_hides_what_another_has_of_the_same_name(tmp_path: Path) -> None:
    mine, theirs = write_kit(tmp_path / "mine"), write_kit(tmp_path / "theirs")
    put(theirs / "exercises" / "only-theirs.yml", "title: X\n")
    put(theirs / "exercises" / ".hidden.yaml", "title: X\n")
    put(theirs / "templates" / "reports" / "record.md.j2", "")
    put(theirs / "templates" / "reports" / "_base.md.j2", "")
    found = finding.exercises([mine, theirs])
    assert list(found) == ["mind-map", "only-theirs", "sort", "talk"]
    assert found["sort"] == mine / "exercises" / "sort.yaml"
    assert found["only-theirs"] == theirs / "exercises" / "only-theirs.yml"
    assert list(finding.workshops([mine, theirs])) == ["day"]
    assert list(finding.reports([mine, theirs])) == ["record"]


def test_a_session_is_found_by_its_folder_its_name_or_enough_of_it(tmp_path: Path) -> None:
    kit = write_kit(tmp_path)
    folder = put_session(kit, "2023-08-15-change-story-k7q2m9")
    put_session(kit, "2023-09-01-visioning-b2c3d4")
    for name in (folder, folder / "session.yaml", folder.name, folder.name.upper(), "change", "K7Q2"):
        assert finding.find_session(name, [kit]) == folder


def test_a_whole_name_beats_a_part_of_one(tmp_path: Path) -> None:
    kit = write_kit(tmp_path)
    whole = put_session(kit, "visioning")
    put_session(kit, "visioning-2")
    assert finding.find_session("visioning", [kit]) == whole


def test_a_name_that_fits_several_sessions_lists_them(tmp_path: Path) -> None:
    kit = write_kit(tmp_path)
    for name in ("day-one", "day-two", "night"):
        put_session(kit, name)
    with pytest.raises(UserError, match=r"'day' fits 2 sessions: day-one, day-two"):
        finding.find_session("day", [kit])


def test_two_sessions_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    one, two = write_kit(tmp_path / "one"), write_kit(tmp_path / "two")
    first, second = put_session(one, "day"), put_session(two, "day")
    with pytest.raises(UserError) as caught:
        finding.find_session("day", [one, two])
    assert str(first) in caught.value.message
    assert str(second) in caught.value.message


def test_ones_own_copy_hides_the_session_that_came_with_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, packaged = write_kit(tmp_path / "mine"), write_kit(tmp_path / "packaged")
    monkeypatch.setattr(finding, "packaged_kit", lambda: packaged)
    own = put_session(mine, "change-story")
    shipped = put_session(packaged, "change-story")
    assert finding.find_session("change-story", [packaged, mine]) == own
    assert finding.sessions([packaged, mine]) == [own, shipped]


def test_a_session_in_a_kit_used_before_is_found_from_anywhere(tmp_path: Path) -> None:
    away, here = write_kit(tmp_path / "away"), write_kit(tmp_path / "here")
    folder = put_session(away, "day-one")
    with pytest.raises(UserError):
        finding.find_session("day-one", [here])
    remember_kit(away)
    assert finding.find_session("day-one", [here]) == folder
    assert finding.sessions([here]) == [folder]


def test_a_folder_of_sessions_that_is_no_kit_is_looked_in(tmp_path: Path) -> None:
    folder = put(tmp_path / "client" / "day-one" / "session.yaml", "title: x\n").parent
    assert finding.find_session("day-one", [tmp_path / "client"]) == folder


@pytest.mark.parametrize("name", ["", "no-such", "../..", "a\0b", "x" * 5000, "*", "~nobody-at-all/x"])
def test_a_session_that_is_not_there_says_so(name: str, tmp_path: Path) -> None:
    kit = write_kit(tmp_path)
    put_session(kit, "day-one")
    with pytest.raises(UserError):
        finding.find_session(name, [kit])


def test_a_near_miss_is_named(tmp_path: Path) -> None:
    kit = write_kit(tmp_path)
    put_session(kit, "day-one")
    with pytest.raises(UserError) as caught:
        finding.find_session("day-oen", [kit])
    assert caught.value.hint == "did you mean 'day-one'?"
    with pytest.raises(UserError) as caught:
        finding.find_exercise("mindmap", [kit])
    assert (caught.value.message, caught.value.hint) == ("there is no exercise 'mindmap'", "did you mean 'mind-map'?")


def test_a_folder_that_is_no_session_says_so(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"is not a session: it has no session\.yaml"):
        finding.find_session(tmp_path, [])


def test_exercises_and_workshops_go_by_name_or_by_path(tmp_path: Path) -> None:
    kit = write_kit(tmp_path / "kit")
    path = kit / "exercises" / "mind-map.yaml"
    for name in ("mind-map", "mind-map.yaml", "Mind-Map", path):
        assert finding.find_exercise(name, [kit]) == path
    assert finding.find_workshop("day", [kit]) == kit / "templates" / "workshops" / "day.yaml"
    loose = put(tmp_path / "loose.yaml", "title: x\n")
    assert finding.find_workshop(loose, [kit]) == loose


def test_the_shelf_reads_each_exercise_once_and_says_which_cannot_be_read(tmp_path: Path) -> None:
    kit = write_kit(tmp_path)
    put(kit / "exercises" / "broken.yaml", "title: a: b\n")
    exercise = finding.shelf([kit])
    assert exercise("mind-map") is exercise("mind-map")
    assert exercise("no-such") is None
    with pytest.raises(UserError, match=r"broken\.yaml:1: "):
        exercise("broken")


def test_a_session_of_the_kit_one_works_in_goes_before_those_where_one_has_been(tmp_path: Path) -> None:
    here, there = write_kit(tmp_path / "here"), write_kit(tmp_path / "there")
    remember_kit(there)
    mine, _ = put_session(here, "2026-spring-day"), put_session(there, "2026-spring-day")
    put_session(there, "spring-visit")
    assert finding.find_session("spring", [here]) == mine.resolve()
    put_session(here, "2026-spring-night")
    with pytest.raises(UserError, match="fits 4 sessions"):
        finding.find_session("spring", [here])


@pytest.mark.parametrize("kind", ["session", "programme"])
def test_a_session_is_found_as_the_list_has_it(tmp_path: Path, kind: str) -> None:
    kit = write_kit(tmp_path)
    session = put_session(kit, "day-one")
    assert finding.find_session(f"{kind}/day-one", [kit]) == session.resolve()
    with pytest.raises(UserError, match="there is no session"):
        finding.find_session("workshop/day-one", [kit])
