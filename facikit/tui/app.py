"""The app: looks, screens, the keys that work everywhere, and a clean end whatever ends it. Screens do the rest."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable
from pathlib import Path

from textual import on, work
from textual.screen import Screen

from facikit.errors import UserError, closest
from facikit.library.kits import state_folder
from facikit.session.session import Session
from facikit.tui import themes
from facikit.tui.desk import Desk
from facikit.tui.ending import has_terminal, listen_for_the_end, outliving_the_terminal, wake_once
from facikit.tui.folder_gone import see_folder
from facikit.tui.keys import bindings
from facikit.tui.leaving import left_behind, may_leave
from facikit.tui.messages import OpenSession, Saved, Say, Show
from facikit.tui.order import KeysInOrder
from facikit.tui.places import ALONE, PLACES, Place, places
from facikit.tui.ringing import ring
from facikit.tui.screens.base import DeskScreen
from facikit.tui.text import shown, told

POLL_S = 1.0
"""How often to look for what others have written, and for timers that ring, whichever screen is in front."""
TALL = 30
"""From this many lines a dialogue has room for a long list."""


class FacikitApp(KeysInOrder):
    """The app of one person at one desk."""

    TITLE = "facikit"
    CSS_PATH = "look.tcss"
    ENABLE_COMMAND_PALETTE = False  # ours is a list like every other, and shows people's words as they are
    BINDINGS = bindings("app.")
    VERTICAL_BREAKPOINTS = [(0, "-low"), (TALL, "-tall")]

    def __init__(self, desk: Desk, place: str = "home") -> None:
        super().__init__()
        themes.put_on(self, themes.chosen())
        self.desk = desk
        self._first = place
        self._is_gone = False
        """Whether the open session's folder is not where it was."""

    # The life of the app

    def on_load(self) -> None:
        """Take up the session, before the first screen is made."""
        self._take_up(self.desk.open)

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen itself: laid upon another, empty one, everything would be dressed and drawn twice."""
        screen = self._made(self._place(self._first) or PLACES[0])
        self.stylesheet.read_all(screen.css_path)
        screen._push_result_callback(self, None)  # which is taken away where the next screen takes its place
        return screen

    def on_mount(self) -> None:
        """Listen for the end, and for what happens elsewhere."""
        listen_for_the_end(self._end)
        wake_once()
        if has_terminal():
            self.set_interval(POLL_S, self._see_window)
        self.set_interval(POLL_S, self._look_for_others)
        self.set_interval(POLL_S, lambda: ring(self, self.desk))
        self._tell_collected(self.desk.open)
        self.call_after_refresh(self._see_whether_copied, self._first)

    def _take_up(self, session: Session | None) -> None:
        self.desk.open = session
        self.desk.drafts.later = self.set_timer
        if session is not None:
            session.on_saved = self._saved

    def _saved(self) -> None:
        """Called by the writer's thread, which may touch nothing here but the queue of messages."""
        self.post_message(Saved())

    @work(thread=False, exclusive=True, group="leave")
    async def action_quit(self) -> None:  # type: ignore[override]
        """Close, once everything is on disk or the person has said that it may go."""
        if await self._may_leave():
            self.exit(message=left_behind(self.desk))

    async def _may_leave(self) -> bool:
        """Wait for the disk, then ask about what would be lost; return whether to go."""
        self._put_down()
        return await may_leave(self, self.desk)

    def _put_down(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen) and screen.stands:
                screen.put_down()

    def _end(self) -> None:
        self._put_down()
        self.exit()

    def _see_window(self) -> None:
        """End where nobody can see or type any more, whether or not anybody has said so."""
        if not has_terminal():
            self._end()

    # Screens

    def show(self, name: str) -> None:
        """Go to a screen by its name."""
        place = self._place(name)
        if place is None:
            self.say(f"There is no screen called {name} here yet.")
            return
        # A new one each time: what must outlast a screen is on the desk, and no screen keeps an old session.
        self._put_down()
        self.switch_screen(self._made(place))

    def _place(self, name: str) -> Place | None:
        """Return the screen of this name, if there is one for what is open."""
        place = next((one for one in (*self.places(), *ALONE) if one.name == name), None)
        return place if place in ALONE or name == "home" or self.desk.open is not None else None

    def _made(self, place: Place) -> DeskScreen:
        make: Callable[[Desk], DeskScreen] = getattr(importlib.import_module(place.module), place.screen)
        screen = make(self.desk)
        screen.fit(self.size, self.VERTICAL_BREAKPOINTS)
        return screen

    def places(self) -> list[Place]:
        """Return the screens that there are for what is open."""
        return places(self.desk.open.folder if self.desk.open is not None else None)

    @on(Show)
    def _shown(self, event: Show) -> None:
        self.show(event.place)

    @on(OpenSession)
    @work(exclusive=True, group="leave")
    async def open_session(self, event: OpenSession) -> None:
        """Close what is open, open another, and go to one of its screens."""
        if not await self._may_leave():
            return
        try:
            session = Session.open(event.folder, event.who, state=state_folder())
        except UserError as error:
            self.say(told(error), serious=True)
            return
        before = self.desk.open
        self.desk.drafts.close()
        self.desk = Desk(self.desk.kits, session, event.who)
        self._take_up(session)
        if before is not None:
            before.on_saved = None
            await asyncio.to_thread(before.close)
        self.show(event.place)
        self._tell_collected(session)
        self._see_whether_copied(event.place)

    def _tell_collected(self, session: Session | None) -> None:
        if session is not None and session.waiting:
            self.say("What this laptop has kept for this session does not go into its folder yet", serious=True)
        elif session is not None and session.collected:
            lines = "line" if session.collected == 1 else "lines"
            self.say(f"{session.collected} {lines} that this laptop had kept went into the session's folder")

    @work(exclusive=True, group="copied")
    async def _see_whether_copied(self, place: str) -> None:
        if self.desk.open is not None:
            from facikit.tui.copied import see_whether_copied  # what it needs takes time, and the screen comes first

            await see_whether_copied(self, self.desk.open, place)

    # What happens elsewhere

    def _look_for_others(self) -> None:
        self._is_gone, words = see_folder(self.desk.open, self._is_gone)
        if words:
            self.say(words, serious=True)
        if self.desk.open is None or not self.desk.open.refresh():
            return
        if isinstance(self.screen, DeskScreen) and self.screen.stands:
            self.screen.show()

    @on(Saved)
    def _tell_saved(self) -> None:
        self.desk.drafts.settle()
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen) and screen.is_mounted:
                screen.show_saved()

    @on(Say)
    def _tell(self, event: Say) -> None:
        self.say(event.words, serious=event.serious)

    def say(self, words: str, *, serious: bool = False) -> None:
        """Tell something for a few seconds, serious things longer; what was told before makes room."""
        self.clear_notifications()
        self.notify(
            shown(words), severity="warning" if serious else "information", timeout=12 if serious else 5, markup=False
        )

    # Keys that work everywhere

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """A dialogue is finished first."""
        if action in ("help", "commands", "screens") and not isinstance(self.screen, DeskScreen):
            return False
        return not (action == "screens" and self.desk.open is None)

    def action_help(self) -> None:
        """Tell what can be done here."""
        from facikit.tui import palette

        if isinstance(self.screen, DeskScreen):
            palette.tell_help(self, self.screen)

    def action_screens(self) -> None:
        """Choose another screen."""
        from facikit.tui import palette

        palette.choose_screen(self)

    def action_commands(self) -> None:
        """Choose from everything that can be done here."""
        from facikit.tui import palette

        if isinstance(self.screen, DeskScreen):
            palette.choose(self, self.screen)

    def dress(self, name: str) -> None:
        """Take another look, now and the next time."""
        self.theme = name
        themes.choose(name)


def run_app(
    session_folder: Path | None,
    screen: str = "home",
    who: str = "",
    group: str = "",
    kits: list[Path] | None = None,
    watch: Path | None = None,
) -> None:
    """Open the app at a screen, and return when it is closed. ``UserError`` where the session or the group is none.

    ``watch`` is the file that the live check is of.
    """
    alone = [place.name for place in ALONE if watch is not None]
    known = [*(place.name for place in places(session_folder)), *alone]
    if screen not in known:
        raise UserError(f"There is no screen '{screen}' here.", closest(screen, known))
    session = Session.open(session_folder, who, state=state_folder()) if session_folder is not None else None
    desk = Desk(kits or [], session, who)
    try:
        if group:
            desk.want_group(group)
        desk.watched = watch
        app = FacikitApp(desk, screen if session is not None or screen in alone else "home")
        try:
            with outliving_the_terminal():
                app.run()
        finally:
            desk = app.desk
    finally:
        desk.drafts.close()
        if desk.open is not None:
            desk.open.on_saved = None
            desk.open.close()
    if app.return_code:
        raise UserError(
            "The app has stopped because of a mistake of its own; what stands above helps to mend it.",
            "Open it again: what had its ✓ is on disk, and a line that was being typed comes back.",
        )
