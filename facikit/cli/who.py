"""Who is typing: the name that stands beside everything captured."""

from __future__ import annotations

import os

from facikit.cli.output import plain
from facikit.library.kits import kept_text, state_folder

REMEMBERED = "who"
LONGEST = 80


def who_types(given: str = "") -> str:
    """Return the name given, else FACIKIT_WHO, else the one remembered on this laptop, else the login name."""
    for name in (given, os.environ.get("FACIKIT_WHO", ""), _remembered(), _login()):
        if plain(name):
            return plain(name)[:LONGEST]
    return "someone"


def remember(name: str) -> None:
    """Keep the name for the next time. Where that cannot be written, it is only asked for again."""
    try:
        state_folder().mkdir(parents=True, exist_ok=True)
        (state_folder() / REMEMBERED).write_text(plain(name) + "\n", encoding="utf-8")
    except OSError:
        return


def _remembered() -> str:
    return kept_text(state_folder() / REMEMBERED)


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user in the system's list
        return ""
