"""One line of things of which one is chosen, each with its count: groups, or the fields of a step.

Where not all fit, those around the chosen one are shown, and how many there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from facikit.tui.text import cut

SIGNS = 16
"""Cells for saying that there are more."""


class Shown(NamedTuple):
    """One of them: its id, its name, and how many entries it has."""

    id: str
    name: str
    entries: int


class ChoiceLine(Widget):
    """A line through the screen with the choices in it."""

    DEFAULT_CSS = "ChoiceLine { height: 1; padding: 0 1; }"

    @dataclass
    class Clicked(Message):
        """Somebody clicked on one."""

        line: ChoiceLine
        chosen: str

        @property
        def control(self) -> ChoiceLine:
            """The line, so that a handler can be for one line only."""
            return self.line

    def __init__(self, id: str) -> None:  # noqa: A002 - the framework's word
        super().__init__(id=id)
        self._choices: list[Shown] = []
        self._chosen = ""
        self._after = ""
        self._zones: list[tuple[int, int, str]] = []

    def show(self, choices: list[Shown], chosen: str, after: str = "") -> None:
        """Show these, one of them as chosen; ``after`` stands at the end of the line."""
        if (choices, chosen, after) != (self._choices, self._chosen, self._after):
            self._choices, self._chosen, self._after = choices, chosen, after
            self.refresh()

    def render(self) -> Content:
        """Draw the choices into a rule."""
        after = f" {cut(self._after, 30)} ──" if self._after else ""
        width = self.size.width - Content(after).cell_length
        names = [f"{cut(one.name, 28)} · {one.entries or '–'}" for one in self._choices]
        at = next((number for number, one in enumerate(self._choices) if one.id == self._chosen), 0)
        first, last = _window([Content(name).cell_length + 2 for name in names], at, width - 4)
        parts: list[tuple[str, str]] = [("── ", "$border")]
        used = 3
        self._zones = []
        if first > 0:
            parts.append(("‹ ", "$text-muted"))
            used += 2
        for number in range(first, last):
            chosen = number == at
            text = f"▸{names[number]}" if chosen else names[number]
            length = Content(text).cell_length
            self._zones.append((used, used + length, self._choices[number].id))
            parts += [
                (text, "bold $primary" if chosen else "$text-muted" if not self._choices[number].entries else ""),
                ("  ", ""),
            ]
            used += length + 2
        if (first, last) != (0, len(names)):
            more = f"› {at + 1} of {len(names)} " if last < len(names) else f"{at + 1} of {len(names)} "
            parts.append((more, "$text-muted"))
            used += len(more)
        parts += [("─" * max(0, width - used), "$border"), (after[:-3], "bold"), (after[-3:], "$border")]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Say which was clicked on."""
        x = event.x - self.styles.padding.left
        for start, end, chosen in self._zones:
            if start <= x < end:
                self.post_message(self.Clicked(self, chosen))


def _window(lengths: list[int], at: int, room: int) -> tuple[int, int]:
    """Return the part of the list around ``at`` that fits in ``room``."""
    if sum(lengths) <= room:
        return 0, len(lengths)
    room -= SIGNS
    first, last = at, at + 1
    used = lengths[at] if lengths else 0
    while True:
        if last < len(lengths) and used + lengths[last] <= room:
            used += lengths[last]
            last += 1
        elif first > 0 and used + lengths[first - 1] <= room:
            first -= 1
            used += lengths[first]
        else:
            return first, last
