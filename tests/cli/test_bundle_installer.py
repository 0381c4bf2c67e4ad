"""What the installer puts where on each system: launchers that start the program, whatever its user is called."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import facikit.bundle

STICK = Path(facikit.bundle.__file__).parent / "stick"
HOMES = ["plain", "Zoë O'Hara", 'a "b" $HOME `x` \\ %d']
Installer = Callable[[str], ModuleType]


@pytest.fixture
def installer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Installer:
    """Return the installer as it is on a system, at the home of one whose folder is ``tmp_path``."""

    def load(system: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location("install", STICK / "install.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        monkeypatch.setattr(sys, "platform", system)
        monkeypatch.setattr(module, "WINDOWS", system == "win32")
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "AppData" / "Local"))
        monkeypatch.delenv("XDG_DATA_HOME", raising=False)
        monkeypatch.setattr(module, "desktop", lambda: tmp_path / "Desktop")
        return module

    return load


def test_on_windows_the_launcher_on_the_desktop_finds_it_by_the_user_s_own_folder(
    installer: Installer, tmp_path: Path
) -> None:
    made = installer("win32")
    program = made.program_folder() / "1.0-x" / "Scripts" / "facikit.exe"
    [(path, text)] = made.launchers(program)
    assert path == tmp_path / "Desktop" / "facikit.bat"
    assert '"%LOCALAPPDATA%\\Programs\\facikit\\1.0-x\\Scripts\\facikit.exe" %*' in text.split("\r\n")
    assert text.isascii() and str(tmp_path) not in text
    assert made.program_folder() == tmp_path / "AppData" / "Local" / "Programs" / "facikit"


@pytest.mark.skipif(sys.platform == "win32", reason="the launchers are for sh")
@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("system", ["darwin", "linux"])
def test_elsewhere_the_launchers_start_the_program_with_what_was_typed(
    installer: Installer, tmp_path: Path, system: str, home: str
) -> None:
    made = installer(system)
    program = tmp_path / home / "bin" / "facikit"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\nprintf "%s|" "$@"\n')
    program.chmod(0o755)
    for path, text in made.launchers(program):
        assert made.write_ours(path, text)
        if path.suffix != ".desktop":
            said = subprocess.run([path, "list", "a b"], capture_output=True, text=True, check=True).stdout
            assert said == "list|a b|"


def test_the_program_s_folder_is_none_that_sessions_are_kept_in(
    installer: Installer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from facikit.library.kits import data_folder

    monkeypatch.delenv("FACIKIT_DATA", raising=False)
    for system in ("darwin", "linux"):
        made = installer(system)
        assert not data_folder().is_relative_to(made.program_folder())
        assert not made.program_folder().is_relative_to(data_folder())


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_taking_it_away_leaves_what_is_not_the_installer_s(installer: Installer, tmp_path: Path, system: str) -> None:
    made = installer(system)
    home = made.program_folder()
    (home / "1.0-x").mkdir(parents=True)
    (home / "1.0-x" / "pyvenv.cfg").write_text("")
    (home / "diary").mkdir()
    kept, *others = made.launchers(home / "1.0-x")
    kept[0].parent.mkdir(parents=True, exist_ok=True)
    kept[0].write_text("my own")
    assert all(made.write_ours(*one) for one in others)
    assert not made.write_ours(*kept)
    assert made.remove() == 0
    assert sorted(path.name for path in home.iterdir()) == ["diary"]
    assert kept[0].read_text() == "my own" and not any(path.exists() for path, _ in others)
    assert tmp_path.is_dir()


def test_each_system_is_known_by_the_name_that_the_list_of_contents_has(
    installer: Installer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from facikit.bundle.targets import SYSTEMS

    named = {"windows": "win32", "macos": "darwin", "linux": "linux"}
    for one in SYSTEMS:
        made = installer(named[one.name])
        monkeypatch.setattr(made.platform, "machine", lambda machine=one.machine: machine)
        monkeypatch.setattr(made.sysconfig, "get_platform", lambda machine=one.machine: f"win-{machine.lower()}")
        assert made.system() == f"{one.name} {one.machine}".lower()


@pytest.mark.parametrize(
    ("system", "typed"),
    [("win32", 'set "PATH='), ("darwin", 'export PATH="$HOME/.local/bin:$PATH"'), ("linux", 'export PATH="$HOME')],
)
def test_where_the_shell_does_not_find_it_by_name_the_way_to_that_is_told(
    installer: Installer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    system: str,
    typed: str,
) -> None:
    made = installer(system)
    program = tmp_path / "1.0-x" / "bin" / "facikit"
    monkeypatch.setenv("PATH", str(tmp_path / "elsewhere"))
    made.say_what_next(program)
    assert typed in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="the launchers are for sh")
def test_where_the_shell_finds_it_by_name_no_more_is_told_than_that(
    installer: Installer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = installer("linux")
    program = tmp_path / "1.0-x" / "bin" / "facikit"
    assert made.write_ours(*made.launchers(program)[0])
    monkeypatch.setenv("PATH", str(tmp_path / ".local" / "bin"))
    made.say_what_next(program)
    assert capsys.readouterr().out == "\nSee a worked session with:\n  facikit demo\n"
