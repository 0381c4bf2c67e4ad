"""``facikit erase``: asks before it does what cannot be taken back, shows what, and tells what it did not reach."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from commands import Run, refused, told

from facikit.session.erasing import order, search_person
from facikit.session.session import Session

NAME = "Zuzana Quillfeather"


@pytest.fixture
def folder(run: Run) -> Path:
    """A session in which a name stands in an entry, and an entry that is to go."""
    made = Path(run("new", "small-day", "--date", "2026-03-04").stdout.strip())
    words = f"{NAME} said so\nTake this out\nThis stays\n"
    added = run("add", made, "animals", "points", "--group", "Table 1", input=words)
    assert added.exit_code == 0, added.stderr
    return made


def ids(run: Run, folder: Path) -> list[str]:
    """Return the ids of the entries, in the order in which they were added."""
    lines = json.loads(run("log", folder, "--json").stdout)
    return list(dict.fromkeys(one["put"].partition("/")[2] for one in lines if one["put"].startswith("response/")))


def logs(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in (folder / "log").iterdir())


def test_an_entry_is_erased_and_the_receipt_says_what_was_not_reached(run, folder):
    done = run("erase", folder, ids(run, folder)[1], "--yes")
    assert done.exit_code == 0
    assert "1 line of 1 log" in done.stdout and "Backups" in done.stdout
    assert "Take this out" not in logs(folder) and "This stays" in logs(folder)
    assert "something was erased here" in run("log", folder).stdout
    assert run("doctor", folder).exit_code == 0


def test_a_dry_run_shows_what_would_go_and_changes_nothing(run, folder):
    before = logs(folder)
    shown = run("erase", folder, "--person", NAME, "--dry-run")
    assert shown.exit_code == 0
    assert f"{NAME} said so" in shown.stdout
    assert logs(folder) == before


def test_whoever_asks_for_a_whole_name_is_told_where_one_word_of_it_stands_alone(run, folder):
    words = "Ask Zuzana\nZuzana knows\n"
    assert run("add", folder, "animals", "points", "--group", "Table 1", input=words).exit_code == 0
    shown = run("erase", folder, "--person", NAME, "--dry-run").stdout
    assert "would stay there" in shown and "‘Zuzana’ in 2 others" in shown and "‘Quillfeather’" not in shown
    assert "would stay there" not in run("erase", folder, "--person", "Zuzana", "--dry-run").stdout


def test_without_a_terminal_nothing_goes_that_was_not_agreed_to(run, folder):
    before = logs(folder)
    asked = run("erase", folder, "--person", NAME)
    assert asked.exit_code == 2
    assert "--yes" in told(asked)
    assert logs(folder) == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 2),
        (("--person", "A", "--words", "B"), 2),
        (("nobody-has-this-id", "--yes"), 1),
        (("--person", "?!", "--yes"), 1),
    ],
)
def test_wrong_usage_and_unknown_ids_are_told(run, folder, words, code):
    before = logs(folder)
    assert refused(run("erase", folder, *words), code)
    assert logs(folder) == before


def test_a_report_is_taken_away_where_it_was_ours_and_named_where_somebody_changed_it(run, folder):
    for name in ("ours", "theirs"):
        assert run("report", folder, "-o", folder / "reports" / f"{name}.md").exit_code == 0
    with (folder / "reports" / "theirs.md").open("a", encoding="utf-8") as file:
        file.write("\nBy hand.\n")
    done = run("erase", folder, "--words", "Take this out", "--yes")
    assert done.exit_code == 0
    assert not (folder / "reports" / "ours.md").exists()
    assert "By hand." in (folder / "reports" / "theirs.md").read_text(encoding="utf-8")
    assert "theirs.md: holds them" in done.stdout and "ours.md: was taken away" in done.stdout


def test_an_erasing_that_was_stopped_is_told_by_the_doctor_and_ended_by_the_next(run, folder):
    with Session.open(folder, "Lea") as lea:
        order(lea, search_person(lea, NAME))
    found = run("doctor", folder)
    assert found.exit_code == 1 and "stopped before its end" in found.stdout
    assert run("erase", folder).exit_code == 0
    assert run("doctor", folder).exit_code == 0
    assert NAME not in logs(folder)


def test_the_one_who_asks_is_not_named_where_the_name_is_to_go(run, folder):
    assert run("erase", folder, "--person", "anna", "--yes").exit_code == 0
    assert '"anna"' not in logs(folder)
    assert all("anna" not in path.name for path in (folder / "log").iterdir())


def test_a_session_past_its_day_is_told_with_what_to_do(run):
    made = run("new", "small-day", "--date", "2020-01-01", "--keep-until", "2020-02-01").stdout.strip()
    assert "kept until 2020-02-01" in run("status", made).stdout
    assert "facikit erase" in run("doctor", made).stdout
    assert refused(run("new", "small-day", "--keep-until", "soon", "--title", "Other"))


def test_at_a_terminal_it_asks_once_and_no_means_no(run, folder, monkeypatch):
    monkeypatch.setattr("facikit.cli.usage.at_terminal", lambda: True)
    before = logs(folder)
    assert run("erase", folder, "--words", "Take this out", input="n\n").exit_code == 1
    assert logs(folder) == before
    assert run("erase", folder, "--words", "Take this out", input="y\n").exit_code == 0
    assert "Take this out" not in logs(folder) and "[…]" not in logs(folder)


def test_a_script_gets_what_would_go_and_the_receipt_as_json(run, folder):
    shown = json.loads(run("erase", folder, "--person", NAME, "--dry-run", "--json").stdout)
    assert len(shown["inside"]) == 1 and shown["records"] == []
    receipt = json.loads(run("erase", folder, "--person", NAME, "--yes", "--json").stdout)
    assert receipt["lines"] == 1 and receipt["done"] and receipt["left"]


def test_whoever_merges_notes_with_an_order_is_told_to_look_through_their_own_laptop(run, folder, tmp_path):
    other = Path(shutil.copytree(folder, tmp_path / "other"))
    assert run("erase", folder, "--person", NAME, "--yes").exit_code == 0
    merged = run("merge", other, folder)
    assert "facikit erase" in merged.stderr
    assert NAME not in logs(other)


def test_the_log_tells_that_something_was_ordered_and_not_what(run, folder):
    assert run("erase", folder, "--person", NAME, "--yes", "--who", "Lea").exit_code == 0
    log = run("log", folder).stdout
    assert "Lea  ordered to erase a name" in log and NAME not in log
