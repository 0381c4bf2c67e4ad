"""How much a report says of who said what: chosen from the levels below the plan's, and told in words on the screen."""

from __future__ import annotations

from collections.abc import Callable

from facikit.library.voices import LEVELS, Bound, Level
from facikit.tui.screens.base import SessionScreen
from facikit.tui.screens.picker import Choice, Picker

AS_PLANNED = "as-planned"
WAYS: dict[Level, tuple[str, str, str]] = {
    "role-number": ("Roles with a number", "Practitioner 2; nobody by name", "nobody by name"),
    "role": ("Roles", "Practitioner; nobody by name or number", "roles at most"),
    "organisation": ("Organisations", "the team or organisation; nobody by role", "organisations at most"),
    "code": ("Codes", "P3; nobody by role or organisation", "codes at most"),
    "none": ("Nobody at all", "no labels", "no labels"),
}
"""The levels that say less than a name: what choosing one is called, what stands behind that, and the head's words."""


def ask(screen: SessionScreen, then: Callable[[], None]) -> None:
    """Choose above which level nobody is attributed in the report that is looked at; ``then`` where one was chosen."""
    desk, planned = screen.desk, screen.session.plan.voices
    below = LEVELS[LEVELS.index(planned) + 1 :] if planned else LEVELS
    levels: dict[str, Bound] = {AS_PLANNED: "", **{one: one for one in below if one in WAYS}}
    choices = [Choice(AS_PLANNED, "As planned", "labels as the workshop has them")]
    choices += [Choice(one, WAYS[one][0], WAYS[one][1]) for one in below if one in WAYS]

    def take(chosen: str | None) -> None:
        if chosen is not None:
            desk.voices = levels[chosen]
            then()

    hint = "Less than was written down, never more; the notes stay as they are."
    picker = Picker("Who said it?", choices, chosen=desk.voices or AS_PLANNED, hint=hint, search=False)
    screen.app.push_screen(picker, take)


def told(level: Bound) -> str:
    """Return what the head of a report says of its labels; nothing where they are as planned."""
    return WAYS[level][2] if level in WAYS else ""
