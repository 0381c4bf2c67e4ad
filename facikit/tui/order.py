"""Keys count in the order in which they were pressed.

Textual hands a letter to the box that has the focus and goes on to the next key at once; a key that works everywhere
overtakes letters that are still on their way. At the speed of a text expander, of a paste that arrives as keys, or
after a stall, letters would then land in the wrong place. Here each key waits until the one before it has had all its
effects. What a key touches is told by sending a mark after it, along the way that it takes itself.
"""

from __future__ import annotations

from collections import deque
from typing import Any

from textual import events
from textual.app import App
from textual.dom import DOMNode

PATIENCE_S = 0.5
"""A mark that is lost, with the widget that went, must not hold up the keyboard."""


class KeysInOrder(App[None]):
    """An app in which no key overtakes another."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._waiting: deque[events.Event] = deque()
        self._pressed = 0
        self._busy = False
        self._watching = False

    async def on_event(self, event: events.Event) -> None:
        """Deal with a key, or let it wait for the one before."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._busy:
            self._waiting.append(event)
            self._watch()
        else:
            await self._press(event)

    async def _press(self, event: events.Event) -> None:
        self._busy = True
        self._pressed += 1
        at = self.focused or self.screen
        try:
            await super().on_event(event)
        finally:
            self._send_mark(at, self._pressed)

    def _send_mark(self, at: DOMNode | None, number: int) -> None:
        """Send a mark up from ``at``, behind the key; a widget that is gone passes it on."""
        while at is not None and at is not self and not at.is_running:
            at = at.parent
        if at is None or at is self:
            # Once more round: what the key has asked the app to do next comes first.
            self.call_later(self.call_later, self._done, number)
        elif not at.call_later(self._send_mark, at.parent, number):
            self._send_mark(at.parent, number)

    async def _done(self, number: int) -> None:
        if number == self._pressed and self._busy:
            self._busy = False
            if self._waiting:
                await self._press(self._waiting.popleft())

    def _watch(self) -> None:
        """See to it that keys do not wait for ever."""
        if not self._watching and self._waiting:
            self._watching = True
            number = self._pressed
            self.set_timer(PATIENCE_S, lambda: self._hurry(number))

    async def _hurry(self, number: int) -> None:
        self._watching = False
        await self._done(number)
        self._watch()
