"""The room's screen in a terminal: an app of its own, so that no key leads from the projector to what people said.

Whoever projects a terminal makes its letters large, so that forty columns and twelve lines must be enough.
"""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits, Static

from facikit.analysis.scene import BLANK, Scene, row_in_words, scene, time_left
from facikit.analysis.seen import Result
from facikit.session.following import Follower
from facikit.tui import themes
from facikit.tui.ending import listen_for_the_end, outliving_the_terminal, wake_once
from facikit.tui.keys import bindings
from facikit.tui.text import cut, plain, wrapped
from facikit.tui.widgets.key_bar import KeyBar

LOOK_S = 0.5
"""How often to look for what the facilitator did."""
FULL, EMPTY = "▆", "·"
WIDEST = 72
"""Cells of a question on one line: longer lines are hard to follow from afar."""
LOST = "Not connected: this is the last state."
TALL, NARROW = 16, 50


class PresentApp(App[None]):
    """What the room sees."""

    TITLE = "facikit"
    CSS_PATH = ["look.tcss", "present.tcss"]
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = ""
    BINDINGS = bindings("present.")

    def __init__(self, follower: Follower, dark: bool | None = None) -> None:
        super().__init__()
        themes.put_on(self, {None: themes.chosen(), True: themes.DARK.name, False: themes.LIGHT.name}[dark])
        self._follower = follower
        self._hidden = False
        self._scene = BLANK

    def compose(self) -> ComposeResult:
        """The question in the middle, results below it, the time at the foot."""
        yield Static(id="above")
        with Vertical(id="middle"):
            yield Static(id="words")
            yield Static(id="below")
            yield Static(id="results")
        with Horizontal(id="foot"):
            yield Digits(id="digits")
            yield Static(id="time")
            yield Static(id="facts")
        yield Static(plain(LOST), id="lost")
        yield KeyBar()

    def on_mount(self) -> None:
        """Follow."""
        listen_for_the_end(self.exit)
        wake_once()
        self._look()
        self.set_interval(LOOK_S, self._look)

    def on_resize(self) -> None:
        """Lay out anew for the room that there is."""
        self.call_after_refresh(self._show)

    def action_blank(self) -> None:
        """Blank this screen, or show again. The facilitator's own blanking stands whatever is pressed here."""
        self._hidden = not self._hidden
        self._show()

    def action_leave(self) -> None:
        """Close."""
        self.exit()

    def _look(self) -> None:
        self._follower.look()
        now = self._follower.clock.now()
        self._scene = scene(self._follower.session, now)
        self._show()

    def _show(self) -> None:
        if not self.is_running or self.query_one_optional("#words", Static) is None:
            return
        shown = BLANK if self._hidden else self._scene
        self.screen.set_class(shown.kind == "blank", "-blank")
        width, height = self.size.width - 4, self.size.height
        small = height < TALL or width < NARROW
        used = sum(len(wrapped(text, min(width, WIDEST))) for text in (shown.words, *shown.below))
        # What is asked comes first: where there is no room for it, the name of the block makes way.
        self._say("above", cut(shown.above, width) if used < height - 5 else "")
        self._say("words", _fitted(shown.words, min(width, WIDEST), height - (3 if small else 5)))
        self._say("below", "\n".join(shown.below))
        self._show_foot(shown, self._follower.clock.now(), small=small)
        self._say("results", "\n".join(lines(shown.results, width, height - used - (5 if small else 9))))
        self.query_one("#lost").display = not self._follower.is_there

    def _show_foot(self, shown: Scene, now: int, *, small: bool) -> None:
        words = time_left(shown.timer, now) if shown.timer is not None else ""
        digits, _, rest = words.removeprefix("over by ").partition(" ") if ":" in words else ("", "", words)
        over = words.startswith("over by ")
        rest = f"over by {rest}".strip() if over and not small else rest
        big = self.query_one("#digits", Digits)
        big.update("" if small else digits)
        big.display = bool(digits) and not small
        self.screen.set_class(big.display, "-big")
        self._say("time", words if small else rest.replace("over by", "over"))
        self.screen.set_class(over, "-over")
        self._say("facts", "\n".join(part for part in (shown.clock, "" if small else shown.coming) if part))

    def _say(self, name: str, words: str) -> None:
        part = self.query_one(f"#{name}", Static)
        content: Content = plain(words)
        part.display = bool(words)
        if part.content != content:
            part.update(content)


def _fitted(words: str, width: int, most: int) -> str:
    """Return a question in lines, as far as there is room for them; an ellipsis where it would go on."""
    every = [line for part in words.split("\n") for line in wrapped(part, width)]
    return "\n".join(every if len(every) <= most else [*every[: max(1, most) - 1], "…"])


def lines(results: tuple[Result, ...], width: int, most: int) -> list[str]:
    """Return results as lines with bars, at most so many of them."""
    found: list[str] = []
    for result in results:
        if found:
            found.append("")
        found.append(cut(" · ".join(part for part in (result.title, result.note) if part), width))
        found += _spread(result, width) if result.is_scale else _bars(result, width)
    if len(found) <= most:
        return found
    return [*found[: max(0, most - 1)], "…"] if most > 1 else []


def _spread(result: Result, width: int) -> list[str]:
    """Return how the marks on each statement are spread, point by point."""
    points = ["  ".join(f"{one.name}:{one.number}" for one in row.parts) for row in result.rows]
    room = max(8, width - max(map(len, points), default=0) - 2)
    texts = [Content(cut(row.text, room)) for row in result.rows]
    room = max((text.cell_length for text in texts), default=0)
    return [f"{text.plain}{' ' * (room - text.cell_length)}  {one}" for text, one in zip(texts, points, strict=True)]


def _bars(result: Result, width: int) -> list[str]:
    """Return a bar for each item, its number, and its words."""
    largest = max((row.out_of or row.number for row in result.rows), default=0)
    numbers = [row_in_words(row, is_scale=False).removeprefix(f"{row.text}: ") for row in result.rows]
    column, room = max(map(len, numbers), default=0), max(6, width // 4)
    found = []
    for row, number in zip(result.rows, numbers, strict=True):
        most = row.out_of or largest
        filled = min(room, round(room * row.number / most)) if most else 0
        words = cut(row.text, max(8, width - room - column - 3))
        found.append(f"{FULL * filled}{EMPTY * (room - filled)} {number:>{column}}  {words}")
    return found


def present(follower: Follower, *, dark: bool = False) -> None:
    """Show the room's screen until somebody closes it."""
    with outliving_the_terminal():
        PresentApp(follower, True if dark else None).run()
