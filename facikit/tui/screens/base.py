"""What every screen has: the first line, the key bar, the line for trouble, and three occasions to look again.

A screen is made with the desk. It overrides ``compose_body`` and what it needs of ``begin`` (once), ``show``
(everything anew), ``show_saved`` (marks only) and ``show_time`` (once a second). It never waits for the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from facikit.errors import UserError
from facikit.session.session import Session
from facikit.tui.desk import Desk
from facikit.tui.messages import Say
from facikit.tui.text import cut, one_line, plain, told
from facikit.tui.widgets.key_bar import KeyBar
from facikit.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from facikit.session.undo import Undone

Breakpoints = list[tuple[int, str]]
"""From so many cells on, a screen carries this class."""
WIDE = 100
"""From this many columns a screen has room for two things side by side; it carries the class ``-wide``."""

WHOLE = (80, 24)
"""The window in which every screen shows all that it has."""
SMALL = (60, 14)
"""Less than this leaves so little that it is said how much there should be; typing goes on all the same."""

TICK_S = 1.0
"""How often to look at the clock."""


class Command(NamedTuple):
    """Something that can be done here: its words, what stands behind them, what it does, and its key if it has one."""

    words: str
    behind: str
    do: Callable[[], object]
    key_name: str = ""


class DeskScreen(Screen[None]):
    """A screen of the app."""

    PLACE: ClassVar[str] = ""
    """Its name, as in ``app.PLACES``."""
    HELP_TEXT: ClassVar[str] = ""
    """What one does here, in a few sentences; F1 shows it above the keys."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    DeskScreen > #small { display: none; height: 1; padding: 0 1; color: $warning; text-wrap: nowrap; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def fit(self, window: Size, heights: Breakpoints) -> None:
        """Have the classes for the window's size from the start: had later, they would have everything drawn twice."""
        for breakpoints, cells in ((self.HORIZONTAL_BREAKPOINTS or [], window.width), (heights, window.height)):
            reached = [one for one in breakpoints if one[0] <= cells]
            self.set_class(True, max(reached)[1], update=False)

    def compose(self) -> ComposeResult:
        """First line, body, trouble, keys."""
        yield TopLine()
        yield from self.compose_body()
        yield Static("", id="trouble")
        yield Static("", id="small")
        yield KeyBar()

    def compose_body(self) -> ComposeResult:
        """Put there what this screen is about."""
        yield from ()

    def on_mount(self) -> None:
        """Begin; from then on show once a second what the time changes."""
        # The framework calls the ``on_mount`` of every class by itself: a screen overrides ``begin``, not this.
        self.begin()
        self.set_interval(TICK_S, self._tick)

    def begin(self) -> None:
        """Show everything for the first time."""
        self.show()
        self.show_saved()
        self.show_time()

    @property
    def stands(self) -> bool:
        """Whether its parts are there. Before it is composed, and while it is taken down part by part, they are not."""
        return bool(
            self.is_mounted
            and self.query_one_optional(TopLine) is not None
            and self.query_one_optional(KeyBar) is not None
        )

    @on(events.Resize)
    def _is_small(self, event: events.Resize) -> None:
        """Say so where the window is too small to show everything; nothing in it is lost."""
        width, height = event.size
        small = self.query_one_optional("#small", Static)
        if small is not None:
            is_small = width < SMALL[0] or height < SMALL[1]
            small.display = is_small and height > 7  # in fewer lines the one that is being typed needs the room
            self.set_class(is_small, "-small")
            small.update(plain(f"{width} × {height} is small: {WHOLE[0]} × {WHOLE[1]} shows all"))

    def _tick(self) -> None:
        if self.stands:
            self.show_time()

    def on_screen_resume(self) -> None:
        """Back from a dialogue: what happened meanwhile is shown."""
        if self.stands:
            self.remove_class("-under")
            self.show()
            self.show_saved()

    def on_screen_suspend(self) -> None:
        """Under a dialogue none of our keys is shown, and what is told for a moment is told above it."""
        if self.stands:
            self.add_class("-under")
            self.query_one(KeyBar).refresh()

    def show(self) -> None:
        """Show the session as it is now. Called whenever something has changed."""

    def show_time(self) -> None:
        """Show what changes with the clock."""

    def show_saved(self) -> None:
        """Show whether everything is on disk; words that are not stay in sight until they are."""
        trouble = self.query_one_optional("#trouble", Static)
        if trouble is None:
            return  # the app is closing, and the parts of a screen go before it
        words = self.trouble()
        trouble.display = bool(words)
        trouble.update(plain(words))

    def trouble(self) -> str:
        """Return why something is not saved, in words; empty while all is well."""
        session = self.desk.open
        if session is None or session.trouble is None:
            return ""
        error = session.trouble
        gone = isinstance(error, FileNotFoundError)
        reason = "the folder is not there" if gone else error.strerror or str(error)
        count = session.unsaved
        if not count and session.kept:
            return (
                f"⌂ Saved on this laptop, not yet in the session's folder: {session.kept} "
                f"{'line' if session.kept == 1 else 'lines'} – {cut(reason, 60)}. "
                "Go on typing: it goes there once it can, or when the session is next opened here."
            )
        return (
            f"! NOT SAVED: {count} {'line' if count == 1 else 'lines'} – {cut(reason, 80)}. "
            "Nothing is lost while facikit stays open; it tries again every two seconds."
        )

    def put_down(self) -> None:
        """Leave what is typed on the desk, or in the session: one is about to go. Called whatever ends the screen."""

    def commands(self) -> Iterable[Command]:
        """Return what can be done here beyond the keys, for the palette."""
        return ()

    def say(self, words: str, *, serious: bool = False) -> None:
        """Tell something for a few seconds."""
        self.post_message(Say(words, serious))


class SessionScreen(DeskScreen):
    """A screen that works on the open session."""

    @property
    def session(self) -> Session:
        """The open session."""
        return self.desk.session

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Say what a person can be told, instead of stopping."""
        try:
            yield
        except UserError as error:
            self.say_error(error)

    def say_error(self, error: UserError) -> None:
        """Say an error and its way out."""
        self.say(told(error), serious=True)

    # Back

    def action_take_back(self) -> None:
        """Take back the last change."""
        from facikit.session.undo import undo

        self._back(undo, "There is nothing to take back.")

    def action_put_back(self) -> None:
        """Put back what was taken back."""
        from facikit.session.undo import redo

        self._back(redo, "There is nothing to put back.")

    def _back(self, do: Callable[[Session], Undone | None], otherwise: str) -> None:
        with self.telling():
            undone = do(self.session)
            self.say(f"{one_line(undone.words)}." if undone is not None else otherwise)
            if undone is not None:
                self.show_undone(undone)

    def show_undone(self, undone: Undone) -> None:  # noqa: ARG002
        """Show what was taken back or put back."""
        self.show()
