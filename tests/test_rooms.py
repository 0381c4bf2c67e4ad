"""The rooms of the house: what may import what, seen in a fresh interpreter and in the source."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "facikit"
BELOW = ("library", "session", "analysis", "report")
SCREENS = ("textual", "typer", "rich")
HEAVY = ("jinja2", "PIL", "markdown_it")
ORDER = ("errors", "library", "session", "analysis", "report")
"""A room imports from itself and from those before it; tui and cli from all."""


def modules(room: str) -> list[str]:
    """Return every module of a room by its whole name."""
    return [
        ".".join(("facikit", *path.relative_to(PACKAGE).with_suffix("").parts))
        for path in sorted((PACKAGE / room).rglob("*.py"))
        if path.name != "__init__.py"
    ]


def loaded_by(names: list[str]) -> set[str]:
    """Return the top-level names that a fresh interpreter has loaded after importing ``names``."""
    return {name.partition(".")[0] for name in modules_after(names)}


def modules_after(names: list[str]) -> set[str]:
    """Return every module that a fresh interpreter has loaded after importing ``names``."""
    code = "\n".join([*(f"import {name}" for name in names), "import sys; print(*sys.modules)"])
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert found.returncode == 0, found.stderr
    return set(found.stdout.split())


def imports(path: Path) -> set[str]:
    """Return the facikit modules that a file imports anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "facikit":
            found |= {f"{node.module}.{name.name}" for name in node.names}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names if name.name.split(".")[0] == "facikit"}
    return {name for name in found if name.count(".")}


@pytest.mark.parametrize("room", BELOW)
def test_no_room_below_the_screens_loads_anything_of_theirs(room: str) -> None:
    loaded = loaded_by(modules(room))
    assert not loaded & set(SCREENS)
    assert not loaded & set(HEAVY), "imported inside the functions that use them, as they cost every command"


def test_a_command_does_not_load_the_app() -> None:
    loaded = loaded_by(["facikit.cli.main", *modules("cli")])
    assert not loaded & {"textual", "rich", "jinja2", "PIL"}


@pytest.mark.parametrize("screen", ["run", "note"])
def test_the_room_does_not_wait_for_what_comes_later(screen: str) -> None:
    loaded = modules_after(["facikit.tui.app", f"facikit.tui.screens.{screen}"])
    later = ("facikit.report", "facikit.analysis.materials", "facikit.tui.screens.page", "facikit.tui.screens.help")
    assert not [name for name in loaded if name.startswith(later)]


@pytest.mark.parametrize("room", BELOW)
def test_data_flows_one_way(room: str) -> None:
    allowed = ORDER[: ORDER.index(room) + 1]
    for path in sorted((PACKAGE / room).rglob("*.py")):
        for name in imports(path):
            assert name.split(".")[1] in (*allowed, "__version__"), f"{path.relative_to(PACKAGE)} imports {name}"


def test_what_makes_a_bundle_knows_nothing_of_workshops() -> None:
    for path in sorted((PACKAGE / "bundle").rglob("*.py")):
        assert {name.split(".")[1] for name in imports(path)} <= {"bundle", "errors"}, path


def test_nobody_imports_the_command_line() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0]
        if room not in ("cli", "__main__.py"):
            assert not [name for name in imports(path) if name.startswith("facikit.cli")], path


def test_a_widget_knows_no_screen_and_a_screen_no_app() -> None:
    for path in sorted((PACKAGE / "tui" / "widgets").rglob("*.py")):
        assert not [name for name in imports(path) if name.startswith(("facikit.tui.screens", "facikit.tui.app"))], path
    for path in sorted((PACKAGE / "tui" / "screens").rglob("*.py")):
        assert not [name for name in imports(path) if name.startswith("facikit.tui.app")], path
