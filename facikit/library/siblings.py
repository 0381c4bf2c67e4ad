"""The other sessions of the programmes that a session is part of."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from facikit.errors import UserError
from facikit.library import finding
from facikit.library.programme_shape import Sitting
from facikit.library.programmes import folder_of, read_programme


def siblings(folder: Path, kits: Iterable[Path]) -> list[Path]:
    """Return the folders of the sessions that stand with the one in ``folder`` in any programme that can be found.

    A programme is looked for beside the session and in the kits; what cannot be read is passed over.
    """
    kits, here = list(kits), folder.resolve()
    homes = {path for path in (*_beside(here), *finding.sessions(kits)) if finding.is_programme(path)}
    found: dict[Path, None] = {}
    for home in sorted(homes):
        programme, _ = read_programme(home)
        members = [_member(one, home, kits) for one in programme.sessions if one.session] if programme else []
        if here in members:
            found |= dict.fromkeys(one for one in members if one is not None and one != here)
    return list(found)


def _member(sitting: Sitting, home: Path, kits: list[Path]) -> Path | None:
    try:
        return folder_of(sitting, home, kits).resolve()
    except (UserError, OSError):
        return None


def _beside(folder: Path) -> list[Path]:
    try:
        return [path.resolve() for path in folder.parent.iterdir() if path.is_dir()]
    except OSError:
        return []
