"""What developers are told holds: files and names that the pages speak of are there, and all checks have one place."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ADDING = (ROOT / "docs" / "adding.md").read_text(encoding="utf-8")
TOLD = [ROOT / "docs" / "adding.md", ROOT / "docs" / "architecture.md", ROOT / "CONTRIBUTING.md"]
ROOMS = ("", "facikit", "docs")


def there(name: str) -> Path | None:
    """Return the file or folder that a page means: from the top, or in the program."""
    return next((place for room in ROOMS if (place := ROOT / room / name).exists()), None)


@pytest.mark.parametrize("page", TOLD, ids=lambda page: page.name)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    names = re.findall(r"`((?:[\w.-]+/)+(?:[\w-]+\.(?:py|md|yaml))?)`", page.read_text(encoding="utf-8"))
    own = ("log/", "media/", "dist/", "exercises/your-exercise.yaml")
    assert [name for name in names if name not in own and "NAME" not in name and there(name) is None] == []


def test_every_table_that_a_kind_of_field_goes_into_is_where_it_is_said_to_be() -> None:
    rows = re.findall(r"^   \| [^|]+ \| ((?:`[A-Z]+`(?:, )?)+) \| ([^|]+) \|$", ADDING, re.MULTILINE)
    assert len(rows) > 4
    for tables, places in rows:
        files = [there(name) for name in re.findall(r"`([^`]+)`", places)]
        sources = [path for place in files if place for path in (place.glob("*.py") if place.is_dir() else [place])]
        text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
        for table in re.findall(r"`([A-Z]+)`", tables):
            assert re.search(rf"^{table}\b.*= {{", text, re.MULTILINE), table


def test_make_and_ci_take_their_steps_from_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import check

    known = {*check.STEPS, *check.ASKED_FOR}
    targets = re.findall(r"^([a-z ]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    made = {name for line in targets for name in line.split()} - {"setup", "check"}
    assert made == known
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    taken = {name for line in re.findall(r"scripts/check\.py ([a-z ]+)", script) for name in line.split()}
    assert taken == set(check.STEPS) - {"test"}, "the plain tests are run by the README's own line"
    assert {f"{name}.py" for name in check.PAGES} <= {path.name for path in (ROOT / "scripts").glob("make_*.py")}


def test_a_step_that_is_none_is_told() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "check.py", "nonsense"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2 and "style" in done.stderr and done.stdout == ""


@pytest.mark.skipif(not shutil.which("make"), reason="there is no make here")
def test_make_knows_its_targets() -> None:
    done = subprocess.run(["make", "-n", "check", "pages"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "scripts/check.py pages" in done.stdout
