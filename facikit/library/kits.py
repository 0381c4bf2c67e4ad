"""Where kits are: the folders with ``exercises/``, ``templates/`` and ``sessions/`` that things are looked up in.

A kit in front hides a thing of the same name in one behind. Kits that were used are remembered, so that a session is
found again from any working folder.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from facikit.errors import UserError

REMEMBERED = "kits.json"
LARGEST_KEPT = 1 << 20
AT_MOST = 50


def kits(explicit: Path | None = None) -> list[Path]:
    """Return the kits to look in, first one first.

    The one asked for, else FACIKIT_KIT, else the nearest folder upward that has both ``exercises/`` and ``sessions/``,
    else the working folder; then the user's data folder; then what came with the program.
    """
    found = [_first(explicit), data_folder(), packaged_kit()]
    return list(dict.fromkeys(kit.resolve() for kit in found if kit.is_dir()))


def packaged_kit() -> Path:
    """Return the kit that came with the program: beside the package if it is installed, else the checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_kit"
    return installed if installed.is_dir() else package.parent


def state_folder() -> Path:
    """Return the folder for what the program keeps for itself on this machine (FACIKIT_STATE sets another)."""
    set_by_user = os.environ.get("FACIKIT_STATE")
    if set_by_user:
        return Path(set_by_user)
    import platformdirs

    return Path(platformdirs.user_state_dir("facikit", appauthor=False))


def data_folder() -> Path:
    """Return the folder for the user's own exercises and templates (FACIKIT_DATA sets another)."""
    set_by_user = os.environ.get("FACIKIT_DATA")
    if set_by_user:
        return Path(set_by_user)
    import platformdirs

    return Path(platformdirs.user_data_dir("facikit", appauthor=False))


def kept_text(path: Path) -> str:
    """Return what stands in one of the small files that the program keeps for itself; nothing where it is none."""
    try:
        return path.read_text(encoding="utf-8") if path.stat().st_size < LARGEST_KEPT else ""
    except (OSError, ValueError):
        return ""


def remember_kit(kit: Path) -> None:
    """Put ``kit`` first among the remembered ones. Where state cannot be written, nothing is lost but convenience."""
    kit = kit.resolve()
    if kit == packaged_kit().resolve():
        return
    known = _read_remembered()
    wanted = [str(kit), *(path for path in known if path != str(kit))][:AT_MOST]
    if wanted != known:
        from facikit.library.disk import Disk

        with contextlib.suppress(OSError):
            state = state_folder()
            state.mkdir(parents=True, exist_ok=True)
            text = json.dumps(wanted, indent=1, ensure_ascii=False) + "\n"
            Disk().write_whole(state / REMEMBERED, text.encode(), sync=False)


def remembered_kits() -> list[Path]:
    """Return the kits used before, latest first, that are there now. One on a stick that is out is kept in mind."""
    return [Path(path) for path in _read_remembered() if Path(path).is_dir()]


def _first(explicit: Path | None) -> Path:
    set_by_user = os.environ.get("FACIKIT_KIT")
    if explicit is not None or set_by_user:
        kit = explicit if explicit is not None else Path(str(set_by_user))
        if not kit.is_dir():
            source = "--kit" if explicit is not None else "FACIKIT_KIT"
            raise UserError(f"there is no folder {kit} ({source})", "make a kit with: facikit init FOLDER")
        return kit
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "exercises").is_dir() and (folder / "sessions").is_dir():
            return folder
    return here


def _read_remembered() -> list[str]:
    try:
        found = json.loads(kept_text(state_folder() / REMEMBERED))
    except (ValueError, RecursionError):
        return []  # a list of shortcuts: where it is damaged, it starts anew
    return [path for path in found if isinstance(path, str)] if isinstance(found, list) else []
