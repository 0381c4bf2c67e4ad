"""The screens that there are, as data. Nothing is imported before it is shown."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import NamedTuple

from facikit.library.finding import is_programme


class Place(NamedTuple):
    """A screen: its name, its words, where its class is, and what one does there."""

    name: str
    words: str
    module: str
    screen: str
    tells: str


PLACES = (
    Place("home", "Home", "facikit.tui.screens.home", "HomeScreen", "sessions, new sessions, the library"),
    Place("run", "Run", "facikit.tui.screens.run", "RunScreen", "step the room through the agenda"),
    Place("note", "Note", "facikit.tui.screens.note", "NoteScreen", "type what a group says"),
    Place(
        "plan", "Plan", "facikit.tui.screens.plan", "PlanScreen", "change the day: times, blocks, groups; what to bring"
    ),
    Place("themes", "Themes", "facikit.tui.screens.themes", "ThemesScreen", "sort responses into themes"),
    Place("write", "Write", "facikit.tui.screens.write", "WriteScreen", "say what it means"),
    Place("report", "Report", "facikit.tui.screens.report", "ReportScreen", "preview, check, export"),
)

ALONE = (
    Place(
        "designer", "Live check", "facikit.tui.screens.designer", "DesignerScreen", "see what a file makes as you write"
    ),
)
"""Screens that are about a file, and stand in no list of screens: one comes to them from that file."""


OF_A_PROGRAMME = ("home", "write", "report")
"""Screens that a programme has a use for: it has no day to step through, and no field to type into."""


def places(session: Path | None = None) -> list[Place]:
    """Return the screens that are built; with a session's folder, those that it has a use for."""
    built = [place for place in PLACES if importlib.util.find_spec(place.module) is not None]
    if session is None or not is_programme(session):
        return built
    return [place for place in built if place.name in OF_A_PROGRAMME]
