"""The line in which one names a theme, or looks for words. It takes every letter as a letter, but for those spared.

An empty line has a use for some of them: a digit stands for a theme, a space marks. The screen says which, in sight.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import Input

from facikit.tui.text import one_line

LONGEST = 200
"""Letters; a longer name is none."""


class NameLine(Input):
    """A line to type in."""

    DEFAULT_CSS = """
    NameLine { width: 1fr; }
    NameLine > .input--placeholder { color: $text-muted; }
    """

    @dataclass
    class Digit(Message):
        """Somebody pressed a digit where it stands for a theme."""

        digit: str

    def __init__(self) -> None:
        super().__init__(compact=True, max_length=LONGEST, select_on_focus=False)
        self.spared: frozenset[str] = frozenset()
        """Keys that are no letters just now."""
        self.digits = False
        """Whether digits stand for themes just now."""

    def put(self, text: str) -> None:
        """Hold this text from now on, the cursor behind it."""
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Every letter is a letter."""
        return key not in self.spared and super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        if self.digits and event.character in tuple("123456789"):
            event.stop()
            event.prevent_default()
            self.post_message(self.Digit(event.character))
        elif event.key in self.spared:
            event.prevent_default()
        else:
            await super()._on_key(event)

    def _on_paste(self, event: events.Paste) -> None:
        """A name of several lines is one of several words."""
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(one_line(event.text))
