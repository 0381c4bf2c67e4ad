"""Install facikit from this folder, for the one who runs this and nobody else, without a network.

    python3 install.py            install, or bring up to date
    python3 install.py --remove   take it away again
    python3 install.py --fits     tell whether this folder has what this Python needs

It makes a folder of its own for the program and a launcher or two, names each, and changes nothing else: no setting,
no file of anybody's. A new version is put beside the old one and takes its place when it works.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import stat
import subprocess
import sys
import sysconfig
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
MARK = "This was put here by facikit's install.py"
WINDOWS = os.name == "nt"


def main() -> int:
    """Do what was asked for, and return the exit code."""
    parser = argparse.ArgumentParser(description="Install facikit from this folder, without a network.")
    parser.add_argument("--fits", action="store_true", help="tell whether this folder has what this Python needs")
    parser.add_argument("--remove", action="store_true", help="take facikit away again; sessions stay")
    asked = parser.parse_args()
    try:
        if asked.remove:
            return remove()
        contents = json.loads((HERE / "contents.json").read_text(encoding="utf-8"))
        if asked.fits:
            return 0 if fits(contents) else 1
        return install(contents)
    except OSError as error:
        print(f"{error.filename or 'A file'}: {error.strerror or error}. Nothing of what worked before was changed.")
        return 1


def system() -> str:
    """Return the kind of laptop, as the list of contents has it."""
    name = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    machine = sysconfig.get_platform().replace("win-", "") if WINDOWS else platform.machine()
    return f"{name} {machine}".lower()


def fits(contents: dict) -> bool:  # type: ignore[type-arg]
    """Tell whether there are wheels for this Python on this kind of laptop."""
    return "{}.{}".format(*sys.version_info[:2]) in contents["fits"].get(system(), [])


def install(contents: dict) -> int:  # type: ignore[type-arg]
    """Install, and say where it is and what to do next."""
    if not fits(contents):
        print(
            f"This folder has nothing for Python {platform.python_version()} on this laptop. README.txt says for which."
        )
        return 1
    for name, wanted in contents["sha256"].items():
        file = HERE / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != wanted:
            print(f"{name} is damaged or missing. Copy the folder anew, or have another stick made.")
            return 1
    home = program_folder()
    home.mkdir(parents=True, exist_ok=True)
    new = home / f"{contents['facikit']}-{time.strftime('%Y%m%d-%H%M%S')}"
    while new.exists():
        new = new.with_name(new.name + "x")
    print(f"Installing facikit {contents['facikit']} ...", flush=True)
    try:
        if not fill(new, contents):
            shutil.rmtree(new, ignore_errors=True)
            print("facikit could not be installed. What worked before still does.")
            return 1
    except BaseException:  # nothing half made stays, and whoever asked is told
        shutil.rmtree(new, ignore_errors=True)
        raise
    program = new / ("Scripts/facikit.exe" if WINDOWS else "bin/facikit")
    put = [place for place in launchers(program) if write_ours(*place)]
    for old in home.iterdir():
        if old != new and (old / "pyvenv.cfg").is_file():
            shutil.rmtree(old, ignore_errors=True)  # one that is running stays until the next time
    print(f"facikit is in {new}")
    for path, _ in launchers(program):
        print(f"  {'to start it' if (path in [one for one, _ in put]) else 'left alone, as it is not ours'}: {path}")
    say_what_next(program)
    return 0


def fill(new: Path, contents: dict) -> bool:  # type: ignore[type-arg]
    """Make the program's own folder and install into it; return whether the program runs."""
    venv.create(new, with_pip=False, symlinks=not WINDOWS)
    python = new / ("Scripts/python.exe" if WINDOWS else "bin/python")
    pip = next(HERE.glob("wheels/pip-*.whl"))
    extras = "[{}]".format(",".join(contents["extras"])) if contents["extras"] else ""
    wanted = f"facikit{extras}=={contents['facikit']}"
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    clean["PIP_CONFIG_FILE"] = os.devnull
    for command in (
        [
            str(python),
            str(pip / "pip"),
            "install",
            "--quiet",
            "--no-index",
            "--no-cache-dir",
            "--disable-pip-version-check",
            "--no-warn-script-location",
            "--find-links",
            str(HERE / "wheels"),
            wanted,
        ],
        [str(python), "-m", "facikit", "--version"],
    ):
        if subprocess.run(command, env=clean, stdin=subprocess.DEVNULL, check=False).returncode:
            return False
    return True


def program_folder() -> Path:
    """Return the folder that the program is put into, one that is not a folder of sessions."""
    if WINDOWS:
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Programs" / "facikit"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "facikit-program"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "facikit-program"


def launchers(program: Path) -> list[tuple[Path, str]]:
    """Return the files to start it with, each with its text."""
    if WINDOWS:
        # By way of the variable: a .bat file cannot hold every letter that a user's name may have.
        whole = f"%LOCALAPPDATA%\\Programs\\facikit\\{program.parent.parent.name}\\Scripts\\facikit.exe"
        text = f'@echo off\r\nrem {MARK}\r\ncd /d "%USERPROFILE%"\r\n"{whole}" %*\r\nif errorlevel 1 pause\r\n'
        return [(desktop() / "facikit.bat", text)]
    quoted = "'" + str(program).replace("'", "'\\''") + "'"
    shell = (Path.home() / ".local" / "bin" / "facikit", f'#!/bin/sh\n# {MARK}\nexec {quoted} "$@"\n')
    if sys.platform == "darwin":
        return [shell, (desktop() / "facikit.command", f'#!/bin/sh\n# {MARK}\ncd && exec {quoted} "$@"\n')]
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    in_entry = str(program).replace("\\", "\\\\\\\\").replace('"', '\\\\"').replace("$", "\\\\$").replace("`", "\\\\`")
    entry = f"[Desktop Entry]\n# {MARK}\nType=Application\nName=facikit\nComment=Workshops, from plan to report\n"
    entry += f'Exec="{in_entry.replace("%", "%%")}"\nTerminal=true\nCategories=Office;\n'
    return [shell, (data / "applications" / "facikit.desktop", entry)]


def desktop() -> Path:
    """Return the user's desktop, which on Windows may have been moved elsewhere."""
    if WINDOWS:
        import winreg

        key = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as folders:  # type: ignore[attr-defined,unused-ignore]
                found = Path(os.path.expandvars(winreg.QueryValueEx(folders, "Desktop")[0]))  # type: ignore[attr-defined,unused-ignore]
            if found.is_dir():
                return found
        except OSError:
            pass  # a desktop that is nowhere written down is in its usual place
    return Path.home() / "Desktop"


def is_ours(path: Path) -> bool:
    """Tell whether a launcher was put there by an earlier run."""
    try:
        return MARK in path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def write_ours(path: Path, text: str) -> bool:
    """Write a launcher unless something that is not ours stands in its place; tell whether it was written."""
    if os.path.lexists(path) and not is_ours(path):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(text.encode("utf-8"))
    if path.suffix != ".desktop":
        beside.chmod(beside.stat().st_mode | stat.S_IXUSR)
    beside.replace(path)
    return True


def say_what_next(program: Path) -> None:
    """Say how it is started, whether or not the shell finds it by name."""
    if WINDOWS:
        print("\nDouble-click facikit on the desktop. In a Command Prompt it goes by its whole name:")
        print(f'  "{program}" demo')
        print("The pages of help write facikit for it. So that this is enough in a window that is open, type there:")
        print(f'  set "PATH={program.parent};%PATH%"')
        return
    found = shutil.which("facikit")
    known = found is not None and is_ours(Path(found))
    print("\nSee a worked session with:")
    print(f"  {'facikit' if known else Path.home() / '.local' / 'bin' / 'facikit'} demo")
    if not known:
        print("The pages of help write facikit for it. So that this is enough in a terminal that is open, type there:")
        print('  export PATH="$HOME/.local/bin:$PATH"')


def remove() -> int:
    """Take away what an earlier run put there, and nothing else."""
    home = program_folder()
    for path, _ in launchers(home):
        if is_ours(path):
            path.unlink()
            print(f"Gone: {path}")
    if home.is_dir():
        for old in home.iterdir():
            if (old / "pyvenv.cfg").is_file():
                shutil.rmtree(old)
                print(f"Gone: {old}")
        if not any(home.iterdir()):
            home.rmdir()
    print("Your sessions and your own exercises are where they were.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
