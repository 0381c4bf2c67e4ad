"""Write docs/keys.md anew: what each screen is for and every key of it, from the words that F1 shows in the app.

    python scripts/make_keys_page.py

A test says when this has to be done.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterable
from pathlib import Path

from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from facikit.tui import screens
from facikit.tui.keys import BY_ID, KEYS, name_of
from facikit.tui.places import ALONE, PLACES
from facikit.tui.present import PresentApp

TARGET = Path(__file__).resolve().parent.parent / "docs" / "keys.md"
HEAD = """\
# Keys

Everything in facikit can be done with the keyboard. The last line of every screen shows the keys that work just then;
F1 tells the same as this page about the screen where you are, and ^p lists everything that can be done there by name.
^n is Ctrl and n together. What stands behind a key in brackets is another key for the same: function keys are only
second names, because some machines keep them for themselves. Where one key stands twice under a screen, it does what
fits where you are just then, and the last line says what.

This page is made from the program (`python scripts/make_keys_page.py`).
"""
ASIDE = """\
On every screen of a session two more, for what belongs to no group's words. On Run and Note they have a Ctrl chord as
well; a machine that keeps its function keys for itself has both under ^p, as it has everything."""
DIALOGUES = "What one chooses from, fills in or reads stands over the screen, with a line of keys of its own."


def ids(made: type) -> set[str]:
    """Return the actions that a class has keys for, those of its bases too."""
    return {
        one.id for base in made.__mro__ for one in vars(base).get("BINDINGS", ()) if getattr(one, "id", None) in BY_ID
    }


def around(made: type) -> Iterable[type]:
    """Return a screen's class and the widgets that its modules, and those of its bases, put into it."""
    yield made
    for base in made.__mro__:
        if base.__module__.startswith("facikit."):
            for one in vars(sys.modules[base.__module__]).values():
                if isinstance(one, type) and issubclass(one, Widget) and not issubclass(one, Screen):
                    yield one


def table(wanted: set[str]) -> str:
    """Return the keys of these actions in their order, each with what it does."""
    lines = ["| key | |", "|---|---|"]
    for key in (one for one in KEYS if one.id in wanted):
        first, *others = dict.fromkeys(name_of(one) for one in key.keys.split(","))
        also = f" ({', '.join(others)})" if others else ""
        lines.append(f"| {first}{also} | {key.tooltip} |".replace("\\", "\\\\").replace("`", "\\`"))
    return "\n".join(lines)


def dialogues() -> set[str]:
    """Return the actions of everything that stands over a screen."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        for one in vars(importlib.import_module(module.name)).values():
            if isinstance(one, type) and issubclass(one, ModalScreen):
                found |= ids(one)
    return found


def page() -> str:
    """Return the page."""
    parts = [HEAD]
    everywhere, aside = ({one.id for one in KEYS if one.id.startswith(first)} for first in ("app.", "aside."))
    parts += ["## Everywhere\n", table(everywhere) + "\n", f"{ASIDE}\n", table(aside) + "\n"]
    everywhere |= aside
    for place in (*PLACES, *ALONE):
        made = getattr(importlib.import_module(place.module), place.screen)
        wanted = {one for part in around(made) for one in ids(part)} - everywhere
        parts += [f"## {place.words}\n", f"{made.HELP_TEXT.strip()}\n", table(wanted) + "\n"]
    parts += ["## Dialogues\n", f"{DIALOGUES}\n", table(dialogues() - everywhere) + "\n"]
    told = "The screen that a room sees (`facikit present`) has two keys of its own and leads nowhere else.\n"
    parts += ["## The room's screen\n", told, table(ids(PresentApp)) + "\n"]
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
