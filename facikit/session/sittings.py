"""The sessions of a programme, opened to be read; of one that cannot be, why."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from facikit.errors import UserError
from facikit.library.programme_shape import Programme
from facikit.library.programmes import folder_of, short_names
from facikit.session import agenda
from facikit.session.session import Session


class Sat(msgspec.Struct, frozen=True):
    """One session of a programme by its short name; ``session`` is None where only its title is known, or ``why``."""

    name: str
    title: str
    session: Session | None = None
    why: str = ""


def sittings(programme: Programme, folder: Path, kits: Iterable[Path]) -> list[Sat]:
    """Return the sessions of the programme in ``folder``, in its order."""
    kits = list(kits)
    found = []
    for name, one in zip(short_names(programme.sessions), programme.sessions, strict=True):
        title = one.title or name
        if not one.session:
            found.append(Sat(name, title))
            continue
        try:
            session = Session.open(folder_of(one, folder, kits), read_only=True)
        except UserError as error:
            found.append(Sat(name, title, why=error.message))
        except OSError as error:
            found.append(Sat(name, title, why=str(error.strerror or error)))
        else:
            found.append(Sat(name, one.title or agenda.title(session), session))
    return found
