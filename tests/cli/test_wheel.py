"""The wheel carries what facikit needs and no session that is not named: it must never ship somebody's own."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PRIVATE = "2026-01-01-private-day-abcdef"


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the names in a wheel built from a copy of this checkout with a private session planted in it."""
    copy = tmp_path_factory.mktemp("checkout") / "facikit"
    left_out = shutil.ignore_patterns(".git", ".venv*", "__pycache__", "*_cache", "dist", "build", "facikit-demo")
    shutil.copytree(ROOT, copy, ignore=left_out)
    for place in (copy / "sessions" / PRIVATE, copy / "sessions" / "change-story-2"):
        (place / "log").mkdir(parents=True)
        (place / "session.yaml").write_text("title: Nobody's business\n")
        (place / "log" / "x.jsonl").write_text("{}\n")
    backend = ["--no-isolation"] if importlib.util.find_spec("hatchling") else []
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", *backend, "--outdir", copy / "out", copy],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    [wheel] = (copy / "out").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


@pytest.mark.slow
def test_the_wheel_has_no_session_that_is_not_named(names: list[str]) -> None:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    carried = named["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    samples = {place.removeprefix("sessions/") for place in carried if place.startswith("sessions/")}
    found = {name.split("/")[3] for name in names if name.startswith("facikit/_kit/sessions/")}
    assert found == samples
    assert not [name for name in names if "private" in name or "change-story-2" in name]


@pytest.mark.slow
def test_the_wheel_has_what_facikit_needs(names: list[str]) -> None:
    for path in (*ROOT.glob("exercises/*.yaml"), *ROOT.glob("templates/**/*.*"), *ROOT.glob("docs/*.md")):
        assert f"facikit/_kit/{path.relative_to(ROOT).as_posix()}" in names
    for path in (*ROOT.glob("facikit/**/*.py"), *ROOT.glob("facikit/**/*css"), *ROOT.glob("facikit/bundle/stick/*.*")):
        assert path.relative_to(ROOT).as_posix() in names
    assert "facikit/_kit/sessions/change-story/session.yaml" in names
    assert not [name for name in names if "/docs/pictures" in name]
    assert any(name.startswith("facikit/_kit/sessions/change-story/log/") for name in names)
