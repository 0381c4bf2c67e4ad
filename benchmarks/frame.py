"""The first full frame of Run, against an app with the same widgets and the same texts, and nothing behind them.

What stands on the screen is read off the real one at the start of each run: its tree of widgets, their styles and what
they say. The floor builds that tree out of the framework's own classes.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.commands import settings
from benchmarks.made import scratch, session_of
from benchmarks.paired import Pair
from benchmarks.terminal import COLUMNS, ROWS, seconds_until

SHOWN = "What matters"
"""The title of the block that Run begins with."""
FLOOR = """
import importlib, json, sys
from textual.app import App
from textual.screen import Screen
from textual.widgets import Static

told = json.load(open(sys.argv[1]))

def made(one):
    module, name = one["base"]
    base = getattr(importlib.import_module(module), name) if one["children"] or name in KEPT else Static
    kind = type(one["type"], (base,), {})
    args = [one["text"]] if base is Static else [made(child) for child in one["children"]]
    if base.__name__ in KEPT:
        args = []
    return kind(*args, id=one["id"], classes=" ".join(one["classes"]) or None)

KEPT = ("TextArea", "Input")

class Whole(Screen):
    def compose(self):
        for one in told["tree"]:
            yield made(one)

class Floor(App):
    CSS = told["css"]
    def get_default_screen(self):
        return Whole()

Floor().run()
"""


def pairs() -> list[Pair]:
    """Return the budget of the app's start."""
    folder = session_of(50)
    told = scratch() / "frame.json"
    told.write_text(json.dumps(asyncio.run(_told(folder))))
    empty = scratch() / "floor.py"
    empty.write_text(FLOOR)
    environment = settings(scratch())

    def floor() -> float:
        return seconds_until(SHOWN, [sys.executable, str(empty), str(told)], environment)

    def ours() -> float:
        return seconds_until(SHOWN, [sys.executable, "-m", "facikit", "run", str(folder)], environment)

    return [
        Pair(
            "first frame of run, 50 entries", "an app with the same widgets, nothing behind them", 1.25, floor, ours, 9
        )
    ]


async def _told(folder: Path) -> dict[str, Any]:
    """Return the screen's tree and its styles."""
    from facikit.library.kits import kits
    from facikit.session.session import Session
    from facikit.tui.app import FacikitApp
    from facikit.tui.desk import Desk

    with Session.open(folder, "anna") as session:
        app = FacikitApp(Desk(kits(), session, "anna"), "run")
        async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
            await pilot.pause()
            css = [rules for _, rules in app.stylesheet.source.items()]
            return {
                "tree": [_of(one) for one in app.screen.children],
                "css": "\n".join(one.content for one in css if not one.is_defaults),
            }


def _of(widget: Any) -> dict[str, Any]:
    from textual.widget import Widget

    base = next(kind for kind in type(widget).__mro__ if kind.__module__.startswith("textual."))
    rendered = widget.render() if type(widget).render is not Widget.render and widget.display else ""
    return {
        "type": type(widget).__name__,
        "base": [base.__module__, base.__name__],
        "id": widget.id,
        "classes": [name for name in widget.classes if not name.startswith("-")],
        "text": str(getattr(rendered, "plain", rendered)) if not widget.children else "",
        "children": [_of(one) for one in widget.children],
    }
