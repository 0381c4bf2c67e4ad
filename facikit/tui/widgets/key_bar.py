"""The last line of every screen: the keys that work now. It asks the bindings themselves, so it cannot be wrong.

A click on a key does what the key does. Where the line is too short the last ones make room, never ^p and F1.
"""

from __future__ import annotations

from textual import events
from textual.binding import ActiveBinding
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from facikit.tui.keys import ALWAYS, BY_ID, ORDER, name_of


class KeyBar(Widget):
    """The keys that work now."""

    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._zones: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Watch the bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def on_resize(self) -> None:
        """Draw once more when the whole screen has come to its new width: some words are others there."""
        self.call_after_refresh(self.refresh)

    def _changed(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            self.refresh()

    def _keys(self) -> list[tuple[str, str, str]]:
        """Return (id, key, words) of every key to show, in their order, one key for each action."""
        found: dict[str, tuple[str, str, str]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.id in ORDER and binding.id not in found:
                # The first key as declared: of two names for one thing, the one that every terminal sends.
                key = BY_ID[binding.id].keys.partition(",")[0]
                found[binding.id] = (binding.id, key, self._words(active))
        # A key without words leads nowhere just now.
        return sorted((one for one in found.values() if one[2]), key=lambda one: ORDER[one[0]])

    def _words(self, active: ActiveBinding) -> str:
        """Return the words for a key: a screen may say more exactly what it does just now."""
        words = getattr(active.node, "key_words", None)
        now: dict[str, str] = words() if words is not None else {}
        return now.get(active.binding.id or "", active.binding.description)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - the framework's signature
        """Take the whole line."""
        return container.width

    def shown(self) -> list[tuple[str, str, str]]:
        """Return (id, key, words) of those that there is room for."""
        if self.app.screen is not self.screen:
            return []  # a dialogue stands over it, with a key bar of its own
        every = self._keys()
        last = [one for one in every if one[0] in ALWAYS]
        room = self.size.width - sum(_length(one) + 2 for one in last)
        chosen, used = [], 0
        for one in every:
            if one in last:
                continue
            used += _length(one) + 2
            if used > room:
                break
            chosen.append(one)
        return [*chosen, *last]

    def render(self) -> Content:
        """Draw as many as there is room for."""
        self._zones = []
        parts: list[tuple[str, str]] = []
        at = 0
        for one in self.shown():
            _, key, words = one
            self._zones.append((at, at + _length(one), key))
            parts += [(name_of(key), "bold $primary"), (f" {words}  ", "$text-muted")]
            at += _length(one) + 2
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        x = event.x - self.styles.padding.left
        for start, end, key in self._zones:
            if start <= x < end:
                self.app.simulate_key(key)


def _length(one: tuple[str, str, str]) -> int:
    return len(name_of(one[1])) + 1 + len(one[2])
