"""Home: the sessions and how far each has got, new ones from a workshop, and the library as run sheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.worker import get_current_worker

from facikit.errors import UserError
from facikit.library.kits import packaged_kit
from facikit.session.samples import is_sample
from facikit.tui.about import about_definition, about_session, blocks_of
from facikit.tui.editing import edit, verdict
from facikit.tui.keys import bindings
from facikit.tui.messages import Show
from facikit.tui.overview import Definition, Glance, folders, glance, library, today
from facikit.tui.screens.base import Command
from facikit.tui.screens.new import NewSession
from facikit.tui.screens.opening import OpeningScreen
from facikit.tui.screens.page import Page
from facikit.tui.screens.picker import Choice, Picker
from facikit.tui.screens.prompt import Prompt
from facikit.tui.text import cut, joined, plain, told
from facikit.tui.widgets.home_lists import LibraryList, SessionList
from facikit.tui.widgets.top_line import TopLine

NOTHING = (
    "There is no session yet.\n\n"
    "^n makes one from a workshop: choose the workshop, say when and where, and the day can begin.\n"
    "^o opens one that you were given as a file or a folder, from a stick or a download.\n"
    "Below is the library: every workshop and every exercise as a run sheet."
)


class HomeScreen(OpeningScreen):
    """Where the app begins."""

    PLACE = "home"
    CSS_PATH = "home.tcss"
    BINDINGS = bindings("home.")
    HELP_TEXT = (
        "Above are the sessions, newest first, and how far each has got; Enter opens one. Below is the library: Enter "
        "on an exercise shows its run sheet, Enter on a workshop makes a new session of it."
    )

    @dataclass
    class Seen(Message):
        """A session has been read."""

        glance: Glance

    @dataclass
    class Shelved(Message):
        """The library has been read."""

        definitions: list[Definition]

    def compose_body(self) -> ComposeResult:
        """Two lists, and beside them what is marked."""
        with Horizontal(id="home"):
            with Vertical(id="lists"):
                yield Static("SESSIONS", classes="heading", id="over-sessions")
                yield SessionList(id="sessions")
                yield Static("LIBRARY", classes="heading")
                yield LibraryList(id="library")
            with VerticalScroll(id="detail", can_focus=False):
                yield Static(id="about")

    def begin(self) -> None:
        """Show names at once; everything else as it is read."""
        super().begin()
        self._list_sessions()
        self._sessions.focus()
        if not self._sessions.folders:
            self.query_one("#about", Static).update(plain(NOTHING))
        self._read_sessions(tuple(self._sessions.folders))  # which are put in another order meanwhile
        self._read_library()

    @property
    def _sessions(self) -> SessionList:
        return self.query_one(SessionList)

    @property
    def _library(self) -> LibraryList:
        return self.query_one(LibraryList)

    # Reading, away from the screen

    @work(thread=True, group="sessions", exclusive=True)
    def _read_sessions(self, found: Sequence[Path]) -> None:
        worker = get_current_worker()
        for folder in found:
            if worker.is_cancelled:
                return
            self.post_message(self.Seen(glance(folder)))

    @work(thread=True, group="library", exclusive=True)
    def _read_library(self) -> None:
        self.post_message(self.Shelved(list(library(self.desk.kits))))

    @on(Seen)
    def _seen(self, event: Seen) -> None:
        self._sessions.learn(event.glance)
        self._show_marked()

    @on(Shelved)
    def _shelved(self, event: Shelved) -> None:
        self._library.show(event.definitions)

    def on_resize(self) -> None:
        """Cut the lines anew."""
        self._sessions.cut_anew()
        self.call_after_refresh(self._show_marked)

    def _list_sessions(self, marked: Path | None = None) -> None:
        found = folders(self.desk.kits)
        own = any(not is_sample(folder) for folder in found)
        words = "" if own or not found else "   none of your own yet: ^n"
        self.query_one("#over-sessions", Static).update(joined("SESSIONS", (words, "$text-muted not bold")))
        self._sessions.show(found, marked)

    def glance_of(self, folder: Path) -> Glance | None:
        """Return what is known of a session, once it has been read."""
        return self._sessions.glances.get(folder)

    # What is marked

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        self._show_marked()
        self.refresh_bindings()  # Enter does one thing with a workshop and another with an exercise

    def on_descendant_focus(self) -> None:
        """The list one is in decides what is shown beside."""
        if self._library.has_focus and self._library.highlighted is None and self._library.shelf:
            self._library.highlighted = 0
        self._show_marked()
        self.refresh_bindings()

    def _show_marked(self) -> None:
        about = self.query_one("#about", Static)
        width = max(20, about.content_size.width or self.query_one("#detail").size.width - 4)
        if self._library.has_focus:
            definition = self._library.marked
            if definition is not None:
                titles = {one.path.stem: one.title for one in self._library.shelf if one.exercise is not None}
                about.update(about_definition(definition, titles, width))
        else:
            folder = self._sessions.marked
            if folder is not None:
                about.update(about_session(self.glance_of(folder), folder, width))

    # Doing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter needs something to open."""
        if action == "plan":
            known = self.glance_of(self._sessions.marked or Path())
            return not self._library.has_focus and known is not None and known.joins is None and not known.trouble
        if action in ("watch", "edit"):
            return self._own_definition() is not None
        if action == "print":
            definition = self._library.marked if self._library.has_focus else None
            return definition is not None and (definition.workshop or definition.exercise) is not None
        if action == "open":
            return (self._library.marked if self._library.has_focus else self._sessions.marked) is not None
        return super().check_action(action, parameters)

    def key_words(self) -> dict[str, str]:
        """Tell what Enter does with what is marked."""
        if not self._library.has_focus:
            return {"home.open": "open", "home.switch": "library"}
        definition = self._library.marked
        workshop = definition is not None and definition.workshop is not None
        return {"home.open": "new session of it" if workshop else "run sheet", "home.switch": "sessions"}

    def _own_definition(self) -> Definition | None:
        """Return what is marked in the library, where it is one's own to change."""
        definition = self._library.marked if self._library.has_focus else None
        own = definition is not None and not definition.path.resolve().is_relative_to(packaged_kit().resolve())
        return definition if own else None

    def action_watch(self) -> None:
        """Open the live check of what is marked."""
        definition = self._own_definition()
        if definition is not None:
            self.desk.watched = definition.path
            self.post_message(Show("designer"))

    def action_edit(self) -> None:
        """Open what is marked in the text editor, and tell afterwards how the file stands."""
        definition = self._own_definition()
        if definition is None:
            return
        try:
            used = edit(self.app, definition.path)
        except UserError as error:
            self.say(told(error), serious=True)
            return
        name = definition.path.name
        if used.in_terminal:
            self.say(verdict(definition.path, self.desk.kits), serious=True)
            self._read_library()
        else:
            self.say(f"{name} is open in {used.name}: save it there. ^e shows here what is wrong in it.")

    def action_switch(self) -> None:
        """From one list to the other."""
        (self._sessions if self._library.has_focus else self._library).focus()

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open what is marked."""
        if self._library.has_focus:
            definition = self._library.marked
            if definition is not None and definition.workshop is not None:
                self._new_from(definition)
            elif definition is not None:
                self._show_sheet(definition)
            return
        folder = self._sessions.marked
        if folder is not None:
            self.open_as(folder)

    def action_plan(self) -> None:
        """Open the plan of the day that is marked."""
        folder = self._sessions.marked
        if folder is not None:
            self.opened_as(folder, "plan")

    def action_take(self) -> None:
        """Open a pack or a folder that came from elsewhere."""
        self.take()

    def show_anew(self, folder: Path) -> None:
        """Read a session again; a sample that was written into is there as a copy now."""
        self._list_sessions(folder)
        self._read_sessions(tuple(self._sessions.folders))

    def _show_sheet(self, definition: Definition) -> None:
        from facikit.report.runsheet import exercise_sheet

        if definition.exercise is None:
            self.say(f"{definition.path.name} cannot be read; 'facikit check' says why.", serious=True)
            return
        page = Page(definition.title, exercise_sheet(definition.exercise), prints=True)
        self.app.push_screen(page, partial(self._left_sheet, definition))

    def _show_day(self, definition: Definition) -> None:
        from facikit.report.runsheet import workshop_sheet

        if definition.workshop is not None:
            named = {one.path.stem: one.exercise for one in self._library.shelf if one.exercise is not None}
            page = Page(definition.title, workshop_sheet(definition.workshop, named), prints=True)
            self.app.push_screen(page, partial(self._left_sheet, definition))

    def _left_sheet(self, definition: Definition, prints: bool | None) -> None:
        if prints:
            made = definition.workshop or definition.exercise
            self.print_out(definition.path.stem, definition.title, made)

    def action_print(self) -> None:
        """Write the hand-outs of what is marked in the library."""
        definition = self._library.marked
        if definition is not None:
            self._left_sheet(definition, prints=True)

    def action_new(self) -> None:
        """Choose a workshop for a new session."""
        found = [one for one in self._library.shelf if one.workshop is not None]
        if not found:
            self.say("There is no workshop in the library yet: 'facikit new-workshop NAME' writes one to begin with.")
            return
        choices = [Choice(str(at), one.title, blocks_of(one)) for at, one in enumerate(found)]

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self._new_from(found[int(answer)])

        self.app.push_screen(Picker("A new session: which workshop?", choices), chosen)

    def _new_from(self, definition: Definition) -> None:
        if definition.workshop is None:
            return
        if definition.problems:
            self.say(
                f"{definition.path.name} has {definition.problems} to mend; 'facikit check' lists them.", serious=True
            )
        self.app.push_screen(NewSession(definition.path, definition.workshop, self.desk.kits), self._made)

    def _made(self, folder: Path | None) -> None:
        if folder is not None:
            # A day that is still to come is set up first; its folder's name begins with its date.
            self.opened_as(folder, "plan" if folder.name[:10] > today() else "run")

    def commands(self) -> Iterable[Command]:
        """Workshops as run sheets, and who is typing."""
        for one in self._library.shelf:
            if one.workshop is not None:
                yield Command(f"Run sheet of the whole day: {one.title}", "workshop", partial(self._show_day, one))
            else:
                yield Command(f"Run sheet: {one.title}", "exercise", partial(self._show_sheet, one))
        folder = self._sessions.marked
        if folder is not None:
            yield from self.commands_for(folder)
        yield Command("Type under another name", self.desk.who or "nobody named yet", self._rename)

    def _rename(self) -> None:
        def named(who: str | None) -> None:
            if who:
                self.desk.who = who
                self.show_time()

        self.app.push_screen(Prompt("Who is typing?", text=self.desk.who), named)

    def show_time(self) -> None:
        """Who one is, and today's date."""
        who = f"typing as {cut(self.desk.who, 30)}   " if self.desk.who else ""
        self.query_one(TopLine).say(joined(("facikit", "bold")), plain(f"{who}{today()}"))
