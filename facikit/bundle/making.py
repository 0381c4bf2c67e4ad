"""Make the folder for a stick: the wheels, an installer for each system, a page to read first, and a list to check by.

A folder is made beside the one asked for and takes its place when it is whole: what is on the stick is always either
the bundle of before or the new one. A folder that is anything else is left alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path

from facikit.bundle.gathering import Asked, NothingFits, asked_by, gather
from facikit.bundle.own_wheel import own_wheel
from facikit.bundle.pip import run_pip
from facikit.bundle.targets import Target
from facikit.errors import UserError

CONTENTS = "contents.json"
WHEELS = "wheels"
STICK = ("README.txt", "install.py", "install.sh", "install.command", "install.bat")
PYTHON = "python"
"""A folder that whoever makes the stick may put Python's own installer for Windows into; it is kept."""
EXTRAS = ("photos", "word")


def make(
    folder: Path, wanted: Sequence[Target], extras: Sequence[str] = (), tell: Callable[[str], None] = lambda _: None
) -> list[Target]:
    """Make a bundle in ``folder`` for those of ``wanted`` that everything can be had for, and return them."""
    _see_that_it_may_be_ours(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as beside:
        new = Path(beside) / "bundle"
        wheels = new / WHEELS
        wheels.mkdir(parents=True)
        tell("facikit itself ...")
        own = own_wheel(wheels)
        had = _gather_all(own, wanted, extras, wheels, tell)
        if not had:
            raise UserError(
                "nothing could be fetched, so there is no bundle",
                "a network is needed here, once; see that pip can install from this laptop",
            )
        _pip_itself(wheels)
        _put_the_rest(new, own, had, extras)
        if (folder / PYTHON).is_dir():
            shutil.copytree(folder / PYTHON, new / PYTHON)
        if folder.exists():
            folder.rename(Path(beside) / "before")
        new.rename(folder)
    return had


def _see_that_it_may_be_ours(folder: Path) -> None:
    if folder.is_mount():
        raise UserError(f"{folder} is a whole stick or disk", f"give a folder on it, as in {folder / 'facikit'}")
    empty = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    if not empty and not (folder / CONTENTS).is_file():
        raise UserError(f"{folder} has other things in it", "give a new folder, or one that is empty")


def _gather_all(
    own: Path, wanted: Sequence[Target], extras: Sequence[str], wheels: Path, tell: Callable[[str], None]
) -> list[Target]:
    had: list[Target] = []
    asked: list[Asked] = asked_by(own, extras)
    for at, target in enumerate(wanted, 1):
        tell(f"{at} of {len(wanted)}: {target.words} ...")
        with tempfile.TemporaryDirectory(dir=wheels.parent) as one:
            try:
                asked = gather(asked, target, Path(one))
            except NothingFits as why:
                tell(f"{target.words} is left out, as {why}.")
                continue
            for wheel in Path(one).iterdir():
                wheel.replace(wheels / wheel.name)
        had.append(target)
    return had


def _pip_itself(wheels: Path) -> None:
    """Take pip along: some systems' Python comes without one, and what comes with the others may be old."""
    done = run_pip("download", "--no-deps", "--only-binary=:all:", "--dest", str(wheels), "pip")
    if done.returncode:
        raise UserError("pip itself could not be fetched, and the installer needs it", "try again in a while")


def _put_the_rest(new: Path, own: Path, had: Sequence[Target], extras: Sequence[str]) -> None:
    version = own.name.split("-")[1]
    for name in STICK:
        text = (resources.files("facikit.bundle") / "stick" / name).read_text(encoding="utf-8")
        text = text.replace("VERSION_HERE", version).replace("LAPTOPS_HERE", _laptops(had))
        target = new / name
        target.write_text(text, encoding="utf-8", newline="\r\n" if name.endswith((".bat", ".txt")) else "\n")
        if name.endswith((".sh", ".command")):
            target.chmod(0o755)
    fits: dict[str, list[str]] = {}
    for one in had:
        fits.setdefault(f"{one.system.name} {one.system.machine}".lower(), []).append(one.python)
    sums = {
        path.relative_to(new).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((new / WHEELS).iterdir())
    }
    contents = {"facikit": version, "extras": list(extras), "fits": fits, "sha256": sums}
    with (new / CONTENTS).open("w", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(contents, indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _laptops(had: Sequence[Target]) -> str:
    by_system: dict[str, list[str]] = {}
    for one in had:
        by_system.setdefault(one.system.words, []).append(one.python)
    return "\n".join(f"  {words}: Python {', '.join(pythons)}" for words, pythons in by_system.items())


def _mb(size: int) -> str:
    return f"{size / 1_000_000:.0f} MB"


def size_of(folder: Path) -> str:
    """Return how much room a bundle takes, in words."""
    return _mb(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()))
