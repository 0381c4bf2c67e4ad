"""Kits are looked in in one order, and those that were used are remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_kit import put, write_kit

from facikit.errors import UserError
from facikit.library.kits import REMEMBERED, kits, packaged_kit, remember_kit, remembered_kits, state_folder


def test_the_nearest_folder_upward_with_exercises_and_sessions_is_the_kit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit = write_kit(tmp_path / "kit")
    deep = kit / "sessions" / "a" / "media"
    deep.mkdir(parents=True)
    (deep / "exercises").mkdir()  # exercises alone do not make a kit
    monkeypatch.chdir(deep)
    assert kits() == [kit, packaged_kit()]


def test_without_a_kit_the_working_folder_is_looked_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert kits() == [tmp_path, packaged_kit()]


def test_the_one_asked_for_goes_before_the_environments_and_that_before_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    near, other, asked = (write_kit(tmp_path / name) for name in ("near", "other", "asked"))
    monkeypatch.chdir(near)
    monkeypatch.setenv("FACIKIT_KIT", str(other))
    assert kits()[0] == other
    assert kits(asked)[0] == asked
    assert near not in kits()


def test_the_users_data_folder_comes_before_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    assert kits() == [tmp_path, tmp_path / "data", packaged_kit()]


def test_a_kit_that_is_not_there_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="--kit"):
        kits(tmp_path / "no")
    monkeypatch.setenv("FACIKIT_KIT", str(tmp_path / "no"))
    with pytest.raises(UserError, match="FACIKIT_KIT"):
        kits()


def test_the_program_brings_a_kit() -> None:
    assert (packaged_kit() / "exercises").is_dir()
    assert (packaged_kit() / "templates" / "workshops").is_dir()


def test_kits_are_remembered_latest_first_and_each_once(tmp_path: Path) -> None:
    one, two = write_kit(tmp_path / "one"), write_kit(tmp_path / "two")
    for kit in (one, two, one):
        remember_kit(kit)
    assert remembered_kits() == [one, two]
    assert [path.name for path in state_folder().iterdir()] == [REMEMBERED]


def test_a_kit_on_a_stick_that_is_out_is_kept_in_mind(tmp_path: Path) -> None:
    stick = write_kit(tmp_path / "stick")
    remember_kit(stick)
    away = stick.rename(tmp_path / "away")
    remember_kit(write_kit(tmp_path / "other"))
    assert stick not in remembered_kits()
    away.rename(stick)
    assert stick in remembered_kits()


def test_the_programs_own_kit_need_not_be_remembered() -> None:
    remember_kit(packaged_kit())
    assert remembered_kits() == []


@pytest.mark.parametrize("damage", ["", "{", "[1, null]", '{"a": 1}', "\xff\xfe", "[" * 5000])
def test_damaged_memory_is_begun_anew(damage: str, tmp_path: Path) -> None:
    put(state_folder() / REMEMBERED, "").write_text(damage, encoding="latin-1")
    assert remembered_kits() == []
    remember_kit(tmp_path)
    assert remembered_kits() == [tmp_path]


def test_state_that_cannot_be_written_stops_nothing(tmp_path: Path, own_state: Path) -> None:
    own_state.write_text("a file where the folder should be", encoding="utf-8")
    remember_kit(tmp_path)
    assert remembered_kits() == []
