"""``facikit also``: a text is placed in a programme's report from the command line, and taken out again."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, put, refused

YAML = """\
title: Our year
programme: ouryear000
sessions: [{session: %s, as: small}]
sections:
  - {heading: Summary, parts: [{show: findings}]}
  - {heading: Learned, slot: learned}
"""


@pytest.fixture
def programme(run: Run, kit: Path, session_folder: Path) -> Path:
    """A programme with the small session in it, in which something is written."""
    folder = kit / "sessions" / "our-year"
    put(folder / "programme.yaml", YAML % session_folder.name)
    assert run("add", session_folder, "animals", "meaning", "Owls see far.").exit_code == 0
    return folder


def test_what_is_placed_stands_in_the_programme_s_report_until_it_is_taken_out(
    run: Run, programme: Path, session_folder: Path
) -> None:
    placed = run("also", session_folder, "animals.meaning")
    assert placed.stdout == "also/animals/meaning/ouryear000\n"
    assert "## 1 Summary\n\nOwls see far.\n" in run("report", programme).stdout
    assert run("also", session_folder).stdout == "animals.meaning\tOur year\n"
    assert '"programme": "ouryear000"' in run("also", session_folder, "--json").stdout
    assert "placed animals, meaning in the report" in run("log", session_folder).stdout
    assert "ouryear000" in run("trace", session_folder, "animals.meaning").stdout
    assert "animals.meaning" in run("trace", programme, "summary").stdout
    assert "also/animals/meaning/ouryear000" in run("export", session_folder, "--to", "yaml").stdout
    run("also", session_folder, "animals.meaning", "--out")
    assert "Owls" not in run("report", programme).stdout
    assert "programme" in run("undo", session_folder).stdout
    assert "Owls" in run("report", programme).stdout


def test_a_part_goes_by_its_name_or_its_heading(run: Run, programme: Path, session_folder: Path) -> None:
    for at in ("learned", "Learned"):
        assert run("also", session_folder, "animals.meaning", "our-year", "--at", at).exit_code == 0
        assert "Learned\n\nOwls see far.\n" in run("report", programme).stdout
    assert "no part called 'lerned'" in refused(run("also", session_folder, "animals.meaning", "--at", "lerned"))


def test_what_cannot_be_placed_is_told(run: Run, programme: Path, session_folder: Path) -> None:
    assert "no place to write called 'animals.meening'" in refused(run("also", session_folder, "animals.meening"))
    assert "No programme called 'x'" in refused(run("also", session_folder, "animals.meaning", "x"))
    (programme / "programme.yaml").unlink()
    assert "No programme has the session" in refused(run("also", session_folder, "animals.meaning"))
