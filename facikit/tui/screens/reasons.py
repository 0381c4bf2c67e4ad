"""Ask why something is set aside: once, however many there are of it, and never so that it must be answered."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen

from facikit.tui.screens.prompt import Prompt

HINT = "A few words, for whoever asks later. Enter alone gives no reason; Esc leaves it where it is."


def ask_why(screen: Screen[None], what: str, then: Callable[[str], None]) -> None:
    """Ask why ``what`` is set aside, and go on with the answer, which may be empty; not at all after Esc."""

    def answered(reason: str | None) -> None:
        if reason is not None:
            then(reason.strip())

    screen.app.push_screen(Prompt(f"Why set aside {what}?", HINT, may_be_empty=True), answered)
