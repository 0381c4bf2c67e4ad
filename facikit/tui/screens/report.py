"""Report: what will go out, as its Markdown source; what to look at before it does; and the file, by one key.

The report is made on a thread of its own (``reader.py``), which posts what it has made. A file that a person has
changed is never written over: the new one goes beside it, and the screen says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.worker import Worker, WorkerState

from facikit.errors import UserError
from facikit.library.finding import is_programme
from facikit.report.exporting import FORMS, Exported, FileForm
from facikit.session import agenda
from facikit.session.session import Session
from facikit.tui import lowering
from facikit.tui.asking_where import where_from
from facikit.tui.desk import Desk
from facikit.tui.findings import Point, points
from facikit.tui.keys import bindings
from facikit.tui.quoted import balance_command
from facikit.tui.reader import Preview, Reader, forms, titled
from facikit.tui.screens.base import Command
from facikit.tui.screens.picker import Choice, Picker
from facikit.tui.screens.prompt import Prompt
from facikit.tui.screens.to_look_at import LookingScreen
from facikit.tui.text import joined, one_line, plain
from facikit.tui.widgets.findings_list import FindingsList
from facikit.tui.widgets.source_view import SourceView
from facikit.tui.widgets.top_line import TopLine
from facikit.tui.writing import words


class ReportScreen(LookingScreen):
    """The screen of the report."""

    PLACE = "report"
    CSS_PATH = "report.tcss"
    BINDINGS = bindings("report.")
    AUTO_FOCUS = "SourceView"
    HELP_TEXT = (
        "The report as it stands, as Markdown, with what you have written on Write and nothing that is off the record. "
        "^o takes another kind of report, ^d shows in it what is still missing. ^t says less of who said it: by "
        "role, by code, or with no label; such a report has a file of its own.\n\n"
        "^e writes it as Markdown into the folder reports of the session, ^w as a Word document, ^l as a page of HTML "
        "to read on a screen or to print. Where you have changed such a file since, it is left alone and the new one "
        "goes beside it.\n\n"
        "Beside the report stands what to look at before it goes out: what it is, where, and what to do about it. Tab "
        "goes there; Enter goes on to where it is mended; ^k lets it stand, with a reason that is kept; ^z takes "
        "either back. None of this stops you from writing the file. ^p and ‘Where does a theme, number or text come "
        "from?’ leads from a claim back to what was said."
    )

    @dataclass
    class Made(Message):
        """The report is there. Posted from the thread that made it."""

        number: int
        preview: Preview

    @dataclass
    class Written(Message):
        """The file is there. Posted from the thread that wrote it."""

        file: Exported
        draft: bool

    @dataclass
    class Failed(Message):
        """It could not be done, and why. Posted from the thread that tried."""

        words: str

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.genre = desk.genre or desk.session.plan.report
        self.draft = desk.gaps
        self.preview: Preview | None = None
        self._reader = Reader(desk.session.folder, desk.kits)
        self._wanted = 0
        """The number of the preview that was asked for last; older ones are not shown any more."""
        self._known: tuple[object, ...] = ()
        self._note = ""
        self._place = desk.read_at
        """The place for prose that one comes from, if any."""
        desk.read_at = None
        self._sought = ""
        self._warned = False
        """Whether it was told, on writing a file, that there is still something to look at."""

    # Parts

    def compose_body(self) -> ComposeResult:
        """What it is; the report and what to look at; where the file is."""
        yield Static(id="kind")
        with Horizontal(id="room"):
            yield SourceView()
            with Vertical(id="looking"):
                yield Static(plain("To look at"), id="over-points")
                yield FindingsList(id="points")
        yield Static(id="note")

    @property
    def source(self) -> SourceView:
        """The preview."""
        return self.query_one(SourceView)

    # Showing

    def show(self) -> None:
        """Make the report anew where anything has changed; show what there is."""
        known = (self.genre, self.draft, self.desk.voices, self.source.room, self.session.revision)
        if known != self._known and self.source.size.width:
            self._known = known
            self._wanted += 1
            self._make(self._wanted)
        self._show_head()

    def _show_head(self) -> None:
        title, place = plain(one_line(agenda.title(self.session)), "bold"), plain("  Report", "$text-muted")
        facts = "being made …"
        if self.preview is not None:
            facts = words(self.preview.words)
            nothing = " · nothing more to look at" if self.listing.points else " · the checks found nothing"
            facts += f" · {self.listing.still_open} to look at" if self.listing.still_open else nothing
        self.query_one(TopLine).say(title, plain(facts), place)
        state = "a draft: what is missing is shown" if self.draft else "as it goes out: gaps are not shown"
        less = f"  {said}" if (said := lowering.told(self.desk.voices)) else ""
        kind = joined((titled(self.genre), "bold"), less, (f"  {state}", "$text-muted"))
        self.query_one("#kind", Static).update(kind)
        note = self.query_one("#note", Static)
        note.display = bool(self._note)
        note.update(plain(self._note))
        self.query_one("#looking").display = bool(self.listing.points)
        self.refresh_bindings()

    @on(SourceView.Resized)
    def _resized(self, event: SourceView.Resized) -> None:
        event.stop()
        self.show()

    @on(Made)
    def _made(self, event: Made) -> None:
        if event.number == self._wanted:
            self.preview = event.preview
            self.source.show(event.preview.lines)
            if event.preview.at is not None and self.source.stays:
                self.call_after_refresh(self.source.come_to, event.preview.at)
            self._show_points(points(event.preview))
            self._show_head()

    def _show_points(self, found: Sequence[Point]) -> None:
        self.listing.show(found)
        if not found and self.listing.has_focus:
            self.source.focus()

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        self._note = f"! {event.words}"
        self._show_head()

    @on(Worker.StateChanged)
    def _worker_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.group in ("make", "write"):
            self._note = f"! A fault in facikit: {event.worker.error!r}. What was typed is safe; please report it."
            self._show_head()

    # Making and writing

    def _make(self, number: int) -> None:
        genre, draft, width, session, reader = self.genre, self.draft, self.source.room, self.session, self._reader
        voices = self.desk.voices
        place = self._place if self.source.stays else None

        def make() -> None:
            if number != self._wanted:
                return
            _on_disk(session)
            try:
                preview = reader.preview(genre, width, draft=draft, voices=voices, place=place)
            except UserError as error:
                self.post_message(self.Failed(f"{error.message} {error.hint}".strip()))
            else:
                self.post_message(self.Made(number, preview))

        self.run_worker(make, thread=True, group="make", exit_on_error=False)

    def action_write(self, form: FileForm) -> None:
        """Write the file as it is seen here, or as a Word document or a page of HTML with the same words."""
        genre, draft, session, reader = self.genre, self.draft, self.session, self._reader
        voices = self.desk.voices

        def write() -> None:
            _on_disk(session)
            try:
                file = reader.write(form, genre, draft=draft, voices=voices)
            except UserError as error:
                self.post_message(self.Failed(f"{error.message} {error.hint}".strip()))
            else:
                self.post_message(self.Written(file, draft))

        self._note = f"… being written as {FORMS[form]}"
        self._show_head()
        self.run_worker(write, thread=True, group="write", exit_on_error=False)

    @on(Written)
    def _written(self, event: Written) -> None:
        now = self.session.local(self.session.clock.now())
        file = event.file
        self._note = f"✓ written at {now:%H:%M}{', with its gaps' if event.draft else ''}: {file.path}"
        if file.path != file.wanted:
            self._note += f"\n{file.wanted.name} has been changed by hand since, and is left as it is."
        if self.listing.still_open and not self._warned:
            self._warned = True
            many = "1 thing is" if self.listing.still_open == 1 else f"{self.listing.still_open} things are"
            self._note += f"\n! {many} still to be looked at, beside the report."
        for one in file.findings:
            self._note += f"\n! {one.where}: {one.message}" if one.where else f"\n! {one.message}"
        self._show_head()

    # What the keys do

    def action_genre(self) -> None:
        """Choose another kind of report."""
        usual = self.session.plan.report
        choices = [
            Choice(one.name, f"{one.title}{', as planned' if one.name == usual else ''}", one.tells)
            for one in forms(self.desk.kits, programme=is_programme(self.session.folder))
        ]
        self.app.push_screen(Picker("Which kind of report?", choices, chosen=self.genre, search=False), self._take)

    def _take(self, genre: str | None) -> None:
        if genre is not None and genre != self.genre:
            self.genre = self.desk.genre = genre
            self._anew()

    def action_voices(self) -> None:
        """Choose above which level nobody is attributed."""
        lowering.ask(self, self._anew)

    def _anew(self) -> None:
        self.preview, self._note = None, ""
        self.source.show(())
        self._show_points(())
        self.show()

    def action_draft(self) -> None:
        """Show the gaps, or not any more."""
        self.draft = self.desk.gaps = not self.draft
        self.show()

    def action_next(self) -> None:
        """On to the next heading."""
        self._go(self.source.heading(1), "This is the last part.")

    def action_back(self) -> None:
        """Back to the heading before."""
        self._go(self.source.heading(-1), "This is the first part.")

    def action_find(self) -> None:
        """Find words, below where one reads first."""
        self.app.push_screen(Prompt("Find which words in the report?", text=self._sought), self._seek)

    def _seek(self, sought: str | None) -> None:
        if sought:
            self._sought = sought.strip()
            found = self.source.find(self._sought, self.source.first)
            self._go(found, f"These words are not on any line of the report: {self._sought}")

    def _go(self, line: int | None, otherwise: str) -> None:
        if line is None:
            self.say(otherwise)
        else:
            self.source.go(line)

    def action_onward(self) -> None:
        """To what is to be looked at, and back."""
        there = self.source.has_focus and bool(self.listing.points)
        self.set_class(there, "-looking")
        (self.listing if there else self.source).focus()
        if there:
            self._look(self.listing.points[self.listing.highlighted or 0])
        self.call_after_refresh(self.refresh_bindings)

    def commands(self) -> Iterable[Command]:
        """Who is quoted how often, and what a claim stands on."""
        yield from where_from(self)
        yield from balance_command(self, self.genre)
        yield from super().commands()

    @on(OptionList.OptionHighlighted, "#points")
    @on(OptionList.OptionSelected, "#points")
    def _looked(self, event: OptionList.OptionHighlighted | OptionList.OptionSelected) -> None:
        """What is marked in the list is shown in the report."""
        event.stop()
        if self.listing.point is not None and self.listing.has_focus:
            self._look(self.listing.point)
            self.refresh_bindings()

    def _look(self, point: Point) -> None:
        if point.line is not None:
            self.source.go(point.line)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not shown."""
        if action == "onward":
            return bool(self.listing.points)
        if action in ("next", "back", "find", "write"):
            return self.preview is not None
        return super().check_action(action, parameters)

    def key_words(self) -> dict[str, str]:
        """Tell what the keys do just now."""
        point = self.listing.point
        return {
            "report.draft": "hide" if self.draft else "gaps",
            "report.allow": "its reason" if point is not None and point.reason else "let it stand",
            "report.onward": "to look at" if self.source.has_focus else "report",
        }


def _on_disk(session: Session) -> None:
    """Wait until what was typed can be read by others; where the disk refuses, the screen says so already."""
    session.flush(5.0)
