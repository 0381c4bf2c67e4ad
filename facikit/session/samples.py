"""Sessions that came with the program are read-only: whoever wants to type in one types in a copy of their own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from facikit.errors import UserError
from facikit.library.kits import data_folder, packaged_kit


def is_sample(folder: Path) -> bool:
    """Tell whether the session came with the program. In a checkout, only those do that the build carries."""
    kit = packaged_kit().resolve()
    if folder.resolve().parent != kit / "sessions":
        return False
    recipe = kit / "pyproject.toml"
    return not recipe.is_file() or f'"sessions/{folder.name}"' in recipe.read_text(encoding="utf-8")


def own_copy(folder: Path, kits: list[Path]) -> Path:
    """Return the user's own copy of a sample, made where there is none yet."""
    target = own_sessions(kits) / folder.name
    if not target.exists():
        copy(folder, target)
    return target


def own_sessions(kits: list[Path]) -> Path:
    """Return the folder for sessions that come from elsewhere: the first kit's, else the one in the data folder.

    A checkout of the program is a kit as well; a copy of a sample would stand in its own place there.
    """
    first = next((kit for kit in kits if (kit / "exercises").is_dir() and (kit / "sessions").is_dir()), None)
    home = first if first is not None and first.resolve() != packaged_kit().resolve() else data_folder()
    return home / "sessions"


def copy(folder: Path, target: Path) -> None:
    """Copy a session, so that the copy is there in whole or not at all. Nothing that stands there is touched."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Contents, not permissions: an installed program's files may be read-only.
        shutil.copytree(folder, beside, copy_function=shutil.copyfile)
        for made in (beside, *beside.rglob("*")):
            made.chmod(0o755 if made.is_dir() else 0o644)
        for name in ("log", "media", "reports"):
            (beside / name).mkdir(exist_ok=True)
        beside.rename(target)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise UserError(
            f"The session {folder.name} cannot be copied to {target}: {error.strerror or error}.",
            "Make a kit of your own in a folder that you may write to: facikit init FOLDER",
        ) from None
