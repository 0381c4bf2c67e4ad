"""Home."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from facikit.tui.screens.base import DeskScreen


class HomeScreen(DeskScreen):
    """Home."""

    PLACE = "home"

    def compose_body(self) -> ComposeResult:
        """Nothing yet."""
        yield Static("Home")
