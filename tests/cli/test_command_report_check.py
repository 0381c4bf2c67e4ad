"""``facikit report --check``: what to look at is told plainly, and what is allowed has a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Run, refused, told
from nasty import BY_HAND

pytestmark = pytest.mark.usefixtures("session_folder")


def checked(run: Run, *words: str) -> dict[str, list[dict[str, str]]]:
    return json.loads(run("report", "small", "--check", "--json", *words).stdout)


def test_what_is_found_is_told_under_its_place_with_its_cure(run: Run) -> None:
    run("add", "small", "animals", "meaning", "See [[see:nowhere]].")
    result = run("report", "small", "--check")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    at = lines.index("  ! [[see:nowhere]] leads nowhere.")
    assert lines[at - 1] == "Change animals"
    assert (
        lines[at + 1].startswith("    Choose what it should lead to once more in Write")
        and "[references-" in lines[at + 1]
    )
    assert "# A small day" not in result.stdout
    assert "to look at" in told(result)


def test_nothing_is_written(run: Run, session_folder: Path) -> None:
    before = sorted(path for path in session_folder.rglob("*"))
    run("report", "small", "--check")
    assert sorted(path for path in session_folder.rglob("*")) == before


def test_exit_0_when_nothing_is_open_any_more(run: Run) -> None:
    for one in checked(run)["open"]:
        result = run("report", "small", "--check", "--allow", one["id"], "--because", "A trial only.")
    assert result.exit_code == 0
    assert "Because: A trial only. (anna, " in result.stdout
    assert "nothing to look at" in told(result)
    after = checked(run)
    assert after["open"] == [] and {one["reason"] for one in after["allowed"]} == {"A trial only."}


def test_the_json_has_everything_that_is_told(run: Run) -> None:
    for one in checked(run)["open"]:
        assert {"code", "id", "where", "message", "cure", "line", "record"} <= set(one)
        assert one["id"].startswith(one["code"])


def test_an_id_that_is_not_there_is_refused_and_the_near_one_named(run: Run) -> None:
    first = checked(run)["open"][0]["id"]
    assert first in refused(run("report", "small", "--check", "--allow", first[:-1] + "x", "--because", "y"))
    assert "reason" in refused(run("report", "small", "--check", "--allow", first))
    assert "reason" in refused(run("report", "small", "--check", "--allow", first, "--because", "  "))


def test_a_reason_that_takes_the_place_of_another_is_told_with_that_one(run: Run) -> None:
    first = checked(run)["open"][0]["id"]
    allowing = ("report", "small", "--check", "--allow", first, "--because")
    assert "had allowed" not in run(*allowing, "A trial only.").stderr
    assert "had allowed" not in run(*allowing, "A trial only.").stderr
    again = run(*allowing, "Two left.", "--who", "Ben")
    assert "anna had allowed it already (" in again.stderr and "and said: A trial only. – your reason" in again.stderr
    assert [one["reason"] for one in checked(run)["allowed"]] == ["Two left."]
    run("undo", "small", "--who", "Ben")
    assert [one["reason"] for one in checked(run)["allowed"]] == ["A trial only."]


def test_what_does_not_go_together_is_refused(run: Run, tmp_path: Path) -> None:
    refused(run("report", "small", "--check", "-o", tmp_path / "x.md"), 2)
    refused(run("report", "small", "--json"), 2)
    refused(run("report", "small", "--allow", "x", "--because", "y"), 2)
    assert not (tmp_path / "x.md").exists()


def test_allowing_is_in_the_log_and_is_taken_back(run: Run) -> None:
    first = checked(run)["open"][0]["id"]
    run("report", "small", "--check", "--allow", first, "--because", "So be it.", "--who", "Bea")
    assert f"Bea  allowed {first}: So be it." in run("log", "small").stdout
    run("undo", "small", "--who", "Bea")
    assert first in [one["id"] for one in checked(run)["open"]]


def test_what_is_allowed_travels_with_the_session_s_document(run: Run, tmp_path: Path) -> None:
    first = checked(run)["open"][0]["id"]
    run("report", "small", "--check", "--allow", first, "--because", "So be it.")
    run("import", tmp_path / "back", "-", input=run("export", "small").stdout)
    assert first in run("report", tmp_path / "back", "--check").stdout.split("Allowed")[1]
    assert "allow" not in run("doctor", "small").stdout


@pytest.mark.parametrize("text", BY_HAND[::2])
def test_nothing_that_anybody_typed_steers_the_terminal(run: Run, text: str) -> None:
    run("add", "small", "animals", "meaning", "-", input=f"{text}\n\n[[see:{text}]] 30% [^{text}] Appendix 9\n")
    run("theme", "small", "animals.points", f"{text} x")
    for more in ((), ("--json",)):
        result = run("report", "small", "--check", "-t", "session-report", *more)
        assert result.exit_code == 1
        assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in result.stdout if letter != "\n")
