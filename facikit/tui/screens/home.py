"""Home: the sessions and how far each has got, new ones from a workshop, and the library as run sheets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from facikit.errors import UserError
from facikit.library.kits import packaged_kit
from facikit.session.samples import is_sample, own_copy
from facikit.tui.about import about_definition, about_session, blocks_of
from facikit.tui.desk import Desk
from facikit.tui.editing import edit, verdict
from facikit.tui.forgetting import erasing
from facikit.tui.keys import bindings
from facikit.tui.messages import OpenSession, Show
from facikit.tui.overview import Definition, Glance, folders, glance, library, today
from facikit.tui.places import places
from facikit.tui.screens.base import Command
from facikit.tui.screens.handing import HandingScreen
from facikit.tui.screens.new import NewSession
from facikit.tui.screens.page import Page
from facikit.tui.screens.picker import Choice, Picker
from facikit.tui.screens.prompt import Prompt
from facikit.tui.text import cut, joined, plain, told
from facikit.tui.widgets.cursor_list import CursorList
from facikit.tui.widgets.top_line import TopLine

NOTHING = (
    "There is no session yet.\n\n"
    "^n makes one from a workshop: choose the workshop, say when and where, and the day can begin.\n"
    "^o opens one that you were given as a file or a folder, from a stick or a download.\n"
    "Below is the library: every workshop and every exercise as a run sheet."
)


CARRYING = (
    ("bring", "Bring notes in", "from other laptops: a pack, a folder or a stick"),
    ("notes", "Hand out for notes", "one file for the note-takers: the plan, nobody's words"),
    ("pack", "Pack everything", "one file to carry: plan, notes and pictures"),
    ("print", "Hand-outs to print", "worksheets, cards and sheets for notes, with date and groups"),
)
"""What can be done with a session besides opening it."""
OF_A_DAY = ("notes", "print")
"""What of that a programme has no use for."""


class HomeScreen(HandingScreen):
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

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._folders: list[Path] = []
        self._glances: dict[Path, Glance] = {}
        self._shelf: list[Definition] = []

    def compose_body(self) -> ComposeResult:
        """Two lists, and beside them what is marked."""
        with Horizontal(id="home"):
            with Vertical(id="lists"):
                yield Static("SESSIONS", classes="heading", id="over-sessions")
                yield CursorList(id="sessions", compact=True)
                yield Static("LIBRARY", classes="heading")
                yield CursorList(id="library", compact=True)
            with VerticalScroll(id="detail", can_focus=False):
                yield Static(id="about")

    def begin(self) -> None:
        """Show names at once; everything else as it is read."""
        super().begin()
        self._folders = folders(self.desk.kits)
        self._list_sessions()
        self._sessions.focus()
        if not self._folders:
            self.query_one("#about", Static).update(plain(NOTHING))
        self._read_sessions()
        self._read_library()

    @property
    def _sessions(self) -> OptionList:
        return self.query_one("#sessions", OptionList)

    @property
    def _library(self) -> OptionList:
        return self.query_one("#library", OptionList)

    # Reading, away from the screen

    @work(thread=True, group="sessions", exclusive=True)
    def _read_sessions(self) -> None:
        worker = get_current_worker()
        for folder in self._folders:
            if worker.is_cancelled:
                return
            self.post_message(self.Seen(glance(folder)))

    @work(thread=True, group="library", exclusive=True)
    def _read_library(self) -> None:
        self.post_message(self.Shelved(list(library(self.desk.kits))))

    @on(Seen)
    def _seen(self, event: Seen) -> None:
        self._glances[event.glance.folder] = event.glance
        at = self._folders.index(event.glance.folder)
        if len(self._glances) == len(self._folders):
            # The date may have been changed since the folder was named.
            marked = self._marked_folder() if self._sessions.highlighted else None  # who is at the top stays there
            self._folders.sort(key=lambda folder: not self._glances[folder].sample, reverse=True)
            own = [folder for folder in self._folders if not self._glances[folder].sample]
            own.sort(key=lambda folder: self._glances[folder].date or folder.name, reverse=True)
            self._folders = [*own, *(folder for folder in self._folders if self._glances[folder].sample)]
            self._list_sessions(marked)
        else:
            self._sessions.replace_option_prompt_at_index(at, self._line_of(event.glance.folder))
        self._show_marked()

    @on(Shelved)
    def _shelved(self, event: Shelved) -> None:
        marked = self._marked_definition()
        self._shelf = event.definitions
        self._list_library()
        paths = [one.path for one in self._shelf]
        if marked is not None and marked.path in paths:
            self._library.highlighted = paths.index(marked.path)

    # Lists

    def on_resize(self) -> None:
        """Cut the lines anew."""
        for at, folder in enumerate(self._folders):
            self._sessions.replace_option_prompt_at_index(at, self._line_of(folder))
        self.call_after_refresh(self._show_marked)

    def _list_sessions(self, marked: Path | None = None) -> None:
        own = any(not is_sample(folder) for folder in self._folders)
        words = "" if own or not self._folders else "   none of your own yet: ^n"
        self.query_one("#over-sessions", Static).update(joined("SESSIONS", (words, "$text-muted not bold")))
        self._sessions.clear_options()
        self._sessions.add_options([Option(self._line_of(folder)) for folder in self._folders])
        if self._folders:
            self._sessions.highlighted = self._folders.index(marked) if marked in self._folders else 0
        else:
            self._sessions.add_option(Option(plain("none yet: ^n makes one"), disabled=True))

    def _line_of(self, folder: Path) -> Content:
        known = self._glances.get(folder)
        if known is None:
            return plain(folder.name)
        also = " · came with facikit" if known.sample else ""
        room = max(24, min(64, self.app.size.width * 52 // 100) - 4)
        title = joined((cut(known.title, room - 12), "bold"), ("  " + known.date if known.date else "", "$text-muted"))
        words = joined((f"  {cut(f'{known.words}{also}', room - 2)}", "$text-muted"))
        lines = [title, words]
        if known.is_past(today()):
            lines.append(joined(("  ! past its keep-until date", "bold $warning")))
        return Content("\n").join(lines)

    def _list_library(self) -> None:
        self._library.clear_options()
        for one in self._shelf:
            what = "workshop" if one.workshop is not None else f"{one.minutes} min" if one.minutes else ""
            poor = f"  ! {one.problems} to mend" if one.problems else ""
            words = joined(
                (cut(one.title, 50), "bold" if one.workshop is not None else ""), (f"  {what}{poor}", "$text-muted")
            )
            self._library.add_option(Option(words))
        if not self._shelf:
            self._library.add_option(Option(plain("no exercises here"), disabled=True))

    def _marked_folder(self) -> Path | None:
        at = self._sessions.highlighted
        return self._folders[at] if at is not None and at < len(self._folders) else None

    def _marked_definition(self) -> Definition | None:
        at = self._library.highlighted
        return self._shelf[at] if at is not None and at < len(self._shelf) else None

    # What is marked

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        self._show_marked()
        self.refresh_bindings()  # Enter does one thing with a workshop and another with an exercise

    def on_descendant_focus(self) -> None:
        """The list one is in decides what is shown beside."""
        if self._library.has_focus and self._library.highlighted is None and self._shelf:
            self._library.highlighted = 0
        self._show_marked()
        self.refresh_bindings()

    def _show_marked(self) -> None:
        about = self.query_one("#about", Static)
        width = max(20, about.content_size.width or self.query_one("#detail").size.width - 4)
        if self._library.has_focus:
            definition = self._marked_definition()
            if definition is not None:
                titles = {one.path.stem: one.title for one in self._shelf if one.exercise is not None}
                about.update(about_definition(definition, titles, width))
        else:
            folder = self._marked_folder()
            if folder is not None:
                about.update(about_session(self._glances.get(folder), folder, width))

    # Doing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter needs something to open."""
        if action == "plan":
            known = self._glances.get(self._marked_folder() or Path())
            return not self._library.has_focus and known is not None and known.joins is None and not known.trouble
        if action in ("watch", "edit"):
            return self._own_definition() is not None
        if action == "print":
            definition = self._marked_definition() if self._library.has_focus else None
            return definition is not None and (definition.workshop or definition.exercise) is not None
        if action == "open":
            return (self._marked_definition() if self._library.has_focus else self._marked_folder()) is not None
        return super().check_action(action, parameters)

    def key_words(self) -> dict[str, str]:
        """Tell what Enter does with what is marked."""
        if not self._library.has_focus:
            return {"home.open": "open", "home.switch": "library"}
        definition = self._marked_definition()
        workshop = definition is not None and definition.workshop is not None
        return {"home.open": "new session of it" if workshop else "run sheet", "home.switch": "sessions"}

    def _own_definition(self) -> Definition | None:
        """Return what is marked in the library, where it is one's own to change."""
        definition = self._marked_definition() if self._library.has_focus else None
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
            definition = self._marked_definition()
            if definition is not None and definition.workshop is not None:
                self._new_from(definition)
            elif definition is not None:
                self._show_sheet(definition)
            return
        folder = self._marked_folder()
        if folder is not None:
            self._open_as(folder)

    def _open_as(self, folder: Path) -> None:
        known = self._glances.get(folder)
        if known is not None and known.trouble:
            self.say(known.trouble, serious=True)
            return
        of_programme = known is not None and known.joins is not None
        here = [place for place in places(folder) if place.name != "home"]
        choices = [Choice(place.name, place.words, place.tells) for place in here]
        choices += [
            Choice(name, words, tells) for name, words, tells in CARRYING if not (of_programme and name in OF_A_DAY)
        ]
        hint = "It came with facikit: you type into a copy of your own." if known is not None and known.sample else ""
        title = known.title if known is not None else folder.name
        self.app.push_screen(
            Picker(f"Open: {title}", choices, hint=hint, search=False), partial(self._opened_as, folder)
        )

    def _opened_as(self, folder: Path, place: str | None) -> None:
        if place in [name for name, _, _ in CARRYING]:
            known = self._glances.get(folder)
            self._carry(folder, known.title if known is not None else folder.name, place)
        if place is None or place not in [one.name for one in places()]:
            return
        if self.desk.who:
            self._open(folder, place, self.desk.who)
        else:
            self.app.push_screen(
                Prompt("Who is typing?", "Your name stands beside what you type, for your colleagues only."),
                lambda who: self._open(folder, place, who) if who else None,
            )

    def _open(self, folder: Path, place: str, who: str) -> None:
        known = self._glances.get(folder)
        if known is not None and known.sample:
            try:
                folder = own_copy(folder, self.desk.kits)
            except UserError as error:
                self.say(told(error), serious=True)
                return
        self.post_message(OpenSession(folder, place, who))

    def _carry(self, folder: Path, title: str, what: str | None) -> None:
        if what == "bring":
            self.bring(folder, title)
        elif what == "print":
            self.print_out(folder.name, title, None, folder)
        else:
            self.hand_out(folder, title, for_notes=what == "notes")

    def action_plan(self) -> None:
        """Open the plan of the day that is marked."""
        folder = self._marked_folder()
        if folder is not None:
            self._opened_as(folder, "plan")

    def action_take(self) -> None:
        """Open a pack or a folder that came from elsewhere."""
        self.take()

    def show_anew(self, folder: Path) -> None:
        """Read a session again; a sample that was written into is there as a copy now."""
        self._folders = folders(self.desk.kits)
        self._glances = {one: known for one, known in self._glances.items() if one in self._folders}
        self._list_sessions(folder)
        self._read_sessions()

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
            named = {one.path.stem: one.exercise for one in self._shelf if one.exercise is not None}
            page = Page(definition.title, workshop_sheet(definition.workshop, named), prints=True)
            self.app.push_screen(page, partial(self._left_sheet, definition))

    def _left_sheet(self, definition: Definition, prints: bool | None) -> None:
        if prints:
            made = definition.workshop or definition.exercise
            self.print_out(definition.path.stem, definition.title, made)

    def action_print(self) -> None:
        """Write the hand-outs of what is marked in the library."""
        definition = self._marked_definition()
        if definition is not None:
            self._left_sheet(definition, prints=True)

    def action_new(self) -> None:
        """Choose a workshop for a new session."""
        found = [one for one in self._shelf if one.workshop is not None]
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
            self._opened_as(folder, "plan" if folder.name[:10] > today() else "run")

    def commands(self) -> Iterable[Command]:
        """Workshops as run sheets, and who is typing."""
        for one in self._shelf:
            if one.workshop is not None:
                yield Command(f"Run sheet of the whole day: {one.title}", "workshop", partial(self._show_day, one))
            else:
                yield Command(f"Run sheet: {one.title}", "exercise", partial(self._show_sheet, one))
        folder = self._marked_folder()
        if folder is not None:
            known = self._glances.get(folder)
            title = known.title if known is not None else folder.name
            for name, words, _ in CARRYING:
                yield Command(f"{words}: {title}", "session", partial(self._carry, folder, title, name))
            yield erasing(self, folder, title)
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
