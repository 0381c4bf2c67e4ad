"""The demo: the worked session, played through the real app where there is no terminal; nothing of anyone's is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, put, refused

from facikit.cli import unseen
from facikit.library.kits import packaged_kit
from facikit.session import agenda
from facikit.session.responses import responses
from facikit.session.session import Session

pytestmark = pytest.mark.slow


def rows(folder: Path) -> list[tuple[str, ...]]:
    """Return the rows that the play typed, as the log has them."""
    wanted = {row for table in unseen.TABLES for row in table}
    found = responses(Session.open(folder, read_only=True), "change-animals", "animals")
    return [tuple(one.cells.values()) for one in found if tuple(one.cells.values()) in wanted]


@pytest.fixture
def not_played(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the app out where only the folders are looked at."""
    monkeypatch.setattr(unseen, "play", lambda *_: None)


def test_without_a_terminal_it_is_played_in_the_app_and_the_report_printed(run: Run, kit: Path) -> None:
    sample = packaged_kit() / "sessions" / "change-story"
    before = {path: path.read_bytes() for path in sample.rglob("*") if path.is_file()}
    result = run("demo")
    assert result.exit_code == 0
    assert "# Defining our change story" in result.stdout and unseen.REMARK in result.stdout
    folder = kit / "facikit-demo"
    assert len(rows(folder)) == 3
    groups = [one.group for one in responses(Session.open(folder, read_only=True)) if one.who == "demo"]
    assert len(set(groups)) == 2
    again = run("demo")
    assert again.stdout == result.stdout and "continued" in again.stderr
    assert len(rows(folder)) == 3
    assert {path: path.read_bytes() for path in sample.rglob("*") if path.is_file()} == before


@pytest.mark.usefixtures("not_played")
def test_fresh_begins_anew_and_keeps_the_earlier_one(run: Run, kit: Path, tmp_path: Path) -> None:
    folder = tmp_path / "try"
    run("demo", folder)
    put(folder / "my-notes.txt", "mine")
    result = run("demo", folder, "--fresh")
    assert "try-1" in result.stderr
    assert (tmp_path / "try-1" / "my-notes.txt").read_text() == "mine"
    assert (folder / "session.yaml").is_file() and not (folder / "my-notes.txt").exists()
    assert not (kit / "facikit-demo").exists()


@pytest.mark.parametrize("fresh", [(), ("--fresh",)])
def test_a_folder_with_other_things_in_it_is_left_alone(run: Run, tmp_path: Path, fresh: tuple[str, ...]) -> None:
    put(tmp_path / "mine" / "letter.txt", "Dear")
    assert "not a demo" in refused(run("demo", tmp_path / "mine", *fresh))
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


@pytest.mark.usefixtures("not_played")
def test_a_new_demo_opens_in_the_middle_of_the_day_whose_times_stay_as_they_were(run: Run, tmp_path: Path) -> None:
    run("demo", tmp_path / "try")
    with Session.open(tmp_path / "try", read_only=True) as session:
        here = agenda.position(session)
        assert here is not None and agenda.block(session, here.block).title == "Group work 1: Change animals"
        sample = Session.open(packaged_kit() / "sessions" / "change-story", read_only=True)
        times = [[(one.started, one.ended) for one in agenda.blocks(day)] for day in (session, sample)]
        assert times[0] == times[1]


@pytest.mark.usefixtures("not_played")
def test_an_empty_folder_will_do(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("demo", tmp_path / "empty").exit_code == 0
    assert (tmp_path / "empty" / "session.yaml").is_file()
