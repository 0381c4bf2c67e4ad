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

SHOWN = ("What next", "number 48", "F1")
"""What stands on the full screen only: the agenda's last line, the group's last entry, the end of the key bar."""
FLOOR = """
import importlib, json, sys
from textual.app import App
from textual.screen import Screen
from textual.widgets import Static

told = json.load(open(sys.argv[1]))
KEPT = ("TextArea", "Input")
kinds = {}

def kind_of(one):
    module, name = one["base"]
    keeps = one["children"] or name in KEPT or name == "Screen"
    kind = getattr(importlib.import_module(module), name) if keeps else Static
    for name, css in one["kinds"]:
        known = kinds.get((name, kind))
        kind = kinds[name, kind] = known or type(name, (kind,), {"DEFAULT_CSS": css})
    return kind

def made(one):
    kind, named = kind_of(one), {"id": one["id"], "classes": " ".join(one["classes"]) or None}
    if one["children"]:
        widget = kind(*[made(child) for child in one["children"]], **named)
    elif issubclass(kind, Static):
        widget = kind(one["text"], markup=False, **named)
    else:
        widget = kind(placeholder=one["placeholder"], **named)
    widget.display = one["display"]
    return widget

def compose(screen):
    for one in told["screen"]["children"]:
        yield made(one)

class Floor(App):
    CSS = told["css"]
    def get_default_screen(self):
        whole = type("Whole", (kind_of(told["screen"]),), {"compose": compose})
        return whole(classes=" ".join(told["screen"]["classes"]))

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
            css = [rules.content for rules in app.stylesheet.source.values() if not rules.is_defaults]
            return {"screen": _of(app.screen), "css": "\n".join(css)}


def _of(widget: Any) -> dict[str, Any]:
    """Return a widget as data: what it is, our own kinds of widget with their styles, and what it says."""
    kinds = list(type(widget).__mro__)
    at = next(number for number, kind in enumerate(kinds) if kind.__module__.startswith("textual."))
    return {
        "kinds": [[kind.__name__, kind.__dict__.get("DEFAULT_CSS", "")] for kind in reversed(kinds[:at])],
        "base": [kinds[at].__module__, kinds[at].__name__],
        "id": widget.id,
        "classes": sorted(widget.classes),
        "display": widget.display,
        "placeholder": str(getattr(widget, "placeholder", "")),
        "text": "" if widget.children else _said(widget),
        "children": [_of(one) for one in widget.children if not one.id or not one.id.startswith("textual-")],
    }


def _said(widget: Any) -> str:
    """Return the words that stand in a widget, line by line."""
    from textual.geometry import Region

    edge = widget.styles.gutter
    lines = [strip.text.rstrip() for strip in widget.render_lines(Region(edge.left, edge.top, *widget.size))]
    return "\n".join(lines).rstrip()
