"""An editor that reads YAML finds the schema of a file from the file's first line, wherever in the kit it stands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from commands import Run, put, refused

from facikit.library.schema import SHAPES, schema

LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")


def schema_of(path: Path) -> Path:
    """Return the file that the first line of a definition names, as an editor finds it."""
    match = LINE.fullmatch(path.read_text(encoding="utf-8").splitlines()[0])
    assert match, path
    return (path.parent / match[1]).resolve()


@pytest.mark.parametrize("what", ["exercise", "workshop", "programme"])
def test_a_new_file_leads_to_its_schema_in_the_kit_and_is_right(run: Run, kit: Path, what: str) -> None:
    path = Path(run(f"new-{what}", "Spring day").stdout.strip())
    found = schema_of(path)
    assert found == (kit / "schemas" / f"{what}.json").resolve()
    made = json.loads(found.read_text(encoding="utf-8"))
    assert made["title"] == f"facikit {what}" and made["$defs"] == json.loads(json.dumps(schema(what)["$defs"]))
    if what != "programme":
        assert run("check", path).exit_code == 0


def test_a_kit_has_its_schemas_from_the_beginning(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "mine")
    assert {path.stem for path in (tmp_path / "mine" / "schemas").iterdir()} == set(SHAPES)


def test_schemas_are_brought_up_to_date_by_one_command(run: Run, kit: Path) -> None:
    put(kit / "schemas" / "exercise.json", "{}")
    result = run("schema")
    assert {Path(line) for line in result.stdout.splitlines()} == {kit / "schemas" / f"{what}.json" for what in SHAPES}
    assert json.loads((kit / "schemas" / "exercise.json").read_text(encoding="utf-8"))["title"] == "facikit exercise"


def test_schemas_go_into_a_kit_of_one_s_own_only(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "facikit init" in refused(run("schema"))
    assert not (tmp_path / "schemas").exists()


def test_where_no_schemas_can_be_written_the_new_file_is_right_without(run: Run, kit: Path) -> None:
    put(kit / "schemas", "a file in the way")
    path = Path(run("new-exercise", "Spring").stdout.strip())
    assert path.read_text(encoding="utf-8").startswith("# An exercise")
    assert run("check", path).exit_code == 0


def test_nothing_is_written_for_a_file_that_is_there_already(run: Run, kit: Path) -> None:
    put(kit / "exercises" / "mine.yaml", "title: Years of work\n")
    assert "already" in refused(run("new-exercise", "mine"))
    assert not (kit / "schemas").exists()
