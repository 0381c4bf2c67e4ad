"""The app: looks, screens, the keys that work everywhere, and a clean end whatever ends it. Screens do the rest."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from rich.text import Text
from textual import on, work
from textual.binding import ActiveBinding, Binding
from textual.dom import DOMNode
from textual.screen import Screen

from facikit.errors import UserError, closest
from facikit.library.kits import state_folder
from facikit.session.session import Session
from facikit.tui import themes
from facikit.tui.desk import Desk
from facikit.tui.ending import listen_for_the_end, outliving_the_terminal, wake_once
from facikit.tui.folder_gone import see_folder
from facikit.tui.keys import BY_ID, ORDER, bindings, name_of
from facikit.tui.messages import OpenSession, Saved, Say, Show
from facikit.tui.order import KeysInOrder
from facikit.tui.places import ALONE, PLACES, Place, places
from facikit.tui.ringing import ring
from facikit.tui.screens.base import Command, DeskScreen
from facikit.tui.screens.picker import Choice, Picker
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
            self.exit(message=self._left_behind())

    def _left_behind(self) -> Text | None:
        """Return what to say where the app was: unfinished lines are kept, and what the session's folder refused."""
        count, told = len(self.desk.drafts.unfinished()), []
        if self.desk.open is not None and self.desk.open.kept:
            lines = "line is" if self.desk.open.kept == 1 else "lines are"
            told += [f"{self.desk.open.kept} {lines} saved on this laptop, not yet in the session's folder. Open the "]
            told[-1] += "session here once its folder can be written to: then they go there."
        if count:
            what = "Your unfinished line is" if count == 1 else f"Your {count} unfinished lines are"
            told += [f"{what} kept on this laptop, to be there when you open the session again."]
        return Text("\n".join(told), overflow="ignore") if told else None

    async def _may_leave(self) -> bool:
        """Wait for the disk, then ask about what would be lost; return whether to go."""
        self._put_down()
        unfinished = self.desk.drafts.unfinished()
        if unfinished and not self.desk.drafts.all_kept:
            some = next(iter(unfinished.values()))
            words = " · ".join(part for part in some.parts if part.strip())
            answer = await self.push_screen_wait(
                Picker(
                    "There is a line that you have not finished"
                    if len(unfinished) == 1
                    else "There are unfinished lines",
                    [Choice("stay", "Stay here"), Choice("go", "Leave without it")],
                    hint=f"“{words[:200]}” is typed and not yet an entry: Enter in its line makes it one.",
                    search=False,
                )
            )
            if answer != "go":
                return False
        session = self.desk.open
        while session is not None and session.unsaved and not await asyncio.to_thread(session.flush, 5.0):
            reason = session.trouble.strerror if session.trouble else "the disk does not answer"
            answer = await self.push_screen_wait(
                Picker(
                    f"NOT SAVED: {session.unsaved} lines",
                    [Choice("again", "Try again"), Choice("stay", "Stay here"), Choice("go", "Leave and lose them")],
                    hint=f"They could not be written: {reason}. Make room, or put the stick back in, and try again.",
                    search=False,
                )
            )
            if answer == "go":
                return True
            if answer != "again":
                return False
        return True

    def _put_down(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen) and screen.stands:
                screen.put_down()

    def _end(self) -> None:
        self._put_down()
        self.exit()

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
        place = next((one for one in (*self._places(), *ALONE) if one.name == name), None)
        return place if place in ALONE or name == "home" or self.desk.open is not None else None

    def _made(self, place: Place) -> DeskScreen:
        make: Callable[[Desk], DeskScreen] = getattr(importlib.import_module(place.module), place.screen)
        screen = make(self.desk)
        screen.fit(self.size, self.VERTICAL_BREAKPOINTS)
        return screen

    def _places(self) -> list[Place]:
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
        from facikit.tui.screens.help import Help

        screen = self.screen
        if isinstance(screen, DeskScreen):
            title = next((f"Help: {place.words}" for place in (*PLACES, *ALONE) if place.name == screen.PLACE), "Help")
            self.push_screen(
                Help(title, screen.HELP_TEXT, [(keys, active.tooltip) for active, keys in self._acts(screen)])
            )

    def action_screens(self) -> None:
        """Choose another screen."""
        here = self.screen.PLACE if isinstance(self.screen, DeskScreen) else ""
        choices = [Choice(place.name, place.words, place.tells) for place in self._places()]
        self.push_screen(Picker("Go to", choices, chosen=here), self._go)

    def _go(self, name: str | None) -> None:
        if name is not None:
            self.show(name)

    def action_commands(self) -> None:
        """Choose from everything that can be done here."""
        screen = self.screen
        if not isinstance(screen, DeskScreen):
            return
        every = [*self._commands_of_keys(screen), *screen.commands(), *self._commands_of_app()]
        choices = [
            Choice(str(number), one.words, one.behind, key_name=one.key_name) for number, one in enumerate(every)
        ]

        def do(chosen: str | None) -> None:
            if chosen is not None:
                self.call_later(every[int(chosen)].do)

        self.push_screen(Picker("What shall be done?", choices), do)

    def _commands_of_keys(self, screen: Screen[None]) -> Iterable[Command]:
        for active, keys in self._acts(screen):
            binding = active.binding
            if binding.id != "app.commands":
                yield Command(
                    binding.description, binding.tooltip, self._action(binding, active.node), name_of(keys[0])
                )

    def _acts(self, screen: Screen[None]) -> list[tuple[ActiveBinding, list[str]]]:
        """Return what keys do here, in their order, each with all its keys; of two for one thing the first has it."""
        found: dict[str, tuple[ActiveBinding, list[str]]] = {}
        known = (one for one in screen.active_bindings.values() if one.enabled and one.binding.id in ORDER)
        for active in sorted(known, key=lambda one: _rank(one.binding)):
            found.setdefault(active.tooltip, (active, []))[1].append(active.binding.key)
        return list(found.values())

    def _action(self, binding: Binding, node: DOMNode) -> Callable[[], object]:
        return lambda: self.run_action(binding.action, node)

    def _commands_of_app(self) -> Iterable[Command]:
        other = next(name for name in themes.LOOKS if name != self.theme)
        words = "The light look" if other == themes.LIGHT.name else "The dark look"
        yield Command(words, "kept for next time", lambda: self._dress(other))
        yield Command("Read a page of help", "the pages of facikit help", self._choose_page)
        if self.desk.open is not None:
            for place in self._places():
                yield Command(f"Go to {place.words}", place.tells, partial(self.show, place.name))

    def _choose_page(self) -> None:
        from facikit.library.pages import page, pages
        from facikit.tui.screens.reading import Reading

        def read(topic: str | None) -> None:
            if topic is not None:
                self.push_screen(Reading(page(topic)))

        choices = [Choice(one.topic, one.title, one.topic) for one in pages()]
        self.push_screen(Picker("Which page?", choices), read)

    def _dress(self, name: str) -> None:
        self.theme = name
        themes.choose(name)


def _rank(binding: Binding) -> tuple[int, int]:
    """Return where a key stands: as on the key bar, and of several names the one first that every terminal sends."""
    key_id = binding.id or ""
    return ORDER[key_id], BY_ID[key_id].keys.split(",").index(binding.key)


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
