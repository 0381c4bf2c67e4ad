"""Programs that are not ours take our codebooks in, and we take theirs: as far as each of them goes, and no further.

They are installed for these tests alone. FACIKIT_OTHERS names a Python that has them already: taguette, which sorts
texts in a browser, and pyrefiqda, whose reader of .qdc files is made from the standard's own schema.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import socket
import subprocess
import sys
import venv
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Run
from nasty import BY_HAND
from taguette_door import Taguette

from facikit.session import themes
from facikit.session.session import Session

pytestmark = [pytest.mark.slow, pytest.mark.release]
FIELD = ("animals", "points")
READ = """
import json, sys
from pyrefiqda import RefiCodebook
def told(code):
    return [code.name, code.description or "", code.is_codable, str(code.guid).lower(), list(map(told, code.code))]
book = RefiCodebook.load(sys.argv[1])
print(json.dumps([told(one) for one in book.codes.code]))
RefiCodebook.save(book, sys.argv[2])
"""


def missing(what: str) -> None:
    """Skip at a desk what cannot be tried here; in CI it must be there."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is needed here")
    pytest.skip(f"{what} is not on this machine")


@pytest.fixture(scope="session")
def others(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python of its own with the other programs in it."""
    if os.environ.get("FACIKIT_OTHERS"):
        return Path(os.environ["FACIKIT_OTHERS"])
    folder = tmp_path_factory.mktemp("others")
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    environment = {key: value for key, value in os.environ.items() if key not in ("HOME", "PYTHONPATH")}
    wanted = [str(python), "-m", "pip", "install", "--quiet", "taguette", "pyrefiqda"]
    done = subprocess.run(wanted, capture_output=True, check=False, timeout=400, env=environment)
    if done.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        missing("pip's registry with Taguette and pyrefiqda")
    return python


@pytest.fixture(scope="module")
def opened(others: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taguette]:
    """A Taguette at a port that is free."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    made = Taguette(others, tmp_path_factory.mktemp("taguette"), port)
    yield made
    made.close()


@pytest.fixture
def taguette(opened: Taguette) -> Taguette:
    """A Taguette with an empty project."""
    opened.begin()
    return opened


@pytest.fixture
def sorted_out(session_folder: Path) -> Path:
    """A session whose themes stand under one another, are described, and have names that break things."""
    with Session.open(session_folder, "anna") as session:
        top = themes.make(session, *FIELD, "Ways & <means>", "What “they” do\nand why: à la carte")
        low = themes.make(session, *FIELD, "Flying", parent=top.id)
        themes.make(session, *FIELD, "High", "Above all", parent=low.id)
        for name in dict.fromkeys(" ".join(one.split()) for one in BY_HAND):
            # Longer ones Taguette refuses, and all the rest of the table with them.
            if name and len(name) <= 190 and themes.find_theme(session, *FIELD, name) is None:
                themes.make(session, *FIELD, name, f"About {name}")
    return session_folder


def test_pyrefiqda_reads_names_nesting_descriptions_and_ids_and_writes_them_back(
    run: Run, sorted_out: Path, tmp_path: Path, others: Path
) -> None:
    file, back = tmp_path / "themes.qdc", tmp_path / "back.qdc"
    assert run("export", sorted_out, "--to", "qdc", "-o", file).exit_code == 0
    done = subprocess.run([others, "-c", READ, file, back], capture_output=True, text=True, check=True, timeout=120)
    read = json.loads(done.stdout)
    assert read == [_told(one) for one in ElementTree.parse(file).getroot()[0]]
    assert read[0][0] == "Ways & <means>" and read[0][4][0][4][0][:2] == ["High", "Above all"]
    result = run("import", sorted_out, back, "--into", "animals.said")
    assert result.exit_code == 0
    with Session.open(sorted_out, read_only=True) as session:
        shape = [[(one.name, one.text) for one in themes.themes(session, *at)] for at in (FIELD, ("animals", "said"))]
        assert shape[0] == shape[1]


def _told(code: ElementTree.Element) -> list[object]:
    space = "{urn:QDA-XML:codebook:1.0}"
    below = [_told(one) for one in code.findall(f"{space}Code")]
    codable = code.get("isCodable") == "true"
    return [code.get("name"), code.findtext(f"{space}Description") or "", codable, code.get("guid"), below]


def test_taguette_takes_our_table_in_and_refuses_a_qdc(
    run: Run, sorted_out: Path, tmp_path: Path, taguette: Taguette
) -> None:
    table, xml = tmp_path / "themes.csv", tmp_path / "themes.qdc"
    run("export", sorted_out, "--to", "codebook", "-o", table)
    run("export", sorted_out, "--to", "qdc", "-o", xml)
    assert "No 'tag', 'name', or 'path' column" in taguette.take_in("themes.qdc", xml.read_bytes())
    assert taguette.take_in("themes.csv", table.read_bytes()) == ""
    theirs = list(csv.reader(io.StringIO(taguette.codebook("csv").decode())))
    ours = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert theirs[0] == ours[0] == ["tag", "description", "number of highlights", "number of documents"]
    # A form on a web page has its descriptions on one line. The tag that is there already is Taguette's own.
    wanted = {row[0]: " ".join(row[1].split()) for row in ours[1:]}
    assert {row[0]: " ".join(row[1].split()) for row in theirs[1:] if row[0] != "interesting"} == wanted


def test_what_taguette_writes_comes_back_nested_and_from_a_table_described(
    run: Run, sorted_out: Path, tmp_path: Path, taguette: Taguette
) -> None:
    table = tmp_path / "themes.csv"
    run("export", sorted_out, "--to", "codebook", "-o", table)
    assert taguette.take_in("themes.csv", table.read_bytes()) == ""
    for ending, into, described in (("csv", "animals.said", True), ("qdc", "round.words", False)):
        file = tmp_path / f"theirs.{ending}"
        file.write_bytes(taguette.codebook(ending))
        assert run("import", sorted_out, file, "--into", into).exit_code == 0
        with Session.open(sorted_out, read_only=True) as session:
            block, field = into.split(".")
            back = {one.name: one for one in themes.themes(session, block, field)}
        assert back["High"].parent == back["Flying"].id
        assert back["Flying"].parent == back["Ways & <means>"].id
        assert back["High"].text == ("Above all" if described else "")


def test_a_table_is_read_by_taguette_with_its_accents_because_it_says_what_it_is(
    run: Run, sorted_out: Path, tmp_path: Path, taguette: Taguette
) -> None:
    with Session.open(sorted_out, "anna") as session:
        for one in themes.themes(session):
            themes.delete(session, one.id)
        themes.make(session, *FIELD, "Café")
    table = tmp_path / "themes.csv"
    run("export", sorted_out, "--to", "codebook", "-o", table)
    assert taguette.take_in("themes.csv", table.read_bytes()) == ""
    assert "Café" in taguette.codebook("csv").decode()


def test_taguette_refuses_a_whole_table_for_one_name_that_is_too_long_for_it(
    run: Run, session_folder: Path, tmp_path: Path, taguette: Taguette
) -> None:
    with Session.open(session_folder, "anna") as session:
        for name in ("Short", "x" * 201):
            themes.make(session, *FIELD, name)
    table = tmp_path / "themes.csv"
    run("export", session_folder, "--to", "codebook", "-o", table)
    assert taguette.take_in("themes.csv", table.read_bytes())
    assert "Short" not in taguette.codebook("csv").decode()
