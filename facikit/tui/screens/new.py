"""A new session from a workshop: title, date, start, place, groups and labels, as the workshop has it until changed.

Beside each line stands what it makes: the weekday, when the day ends, the groups. What cannot be is told there too, as
soon as it is typed, and everything else that was typed stays.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from facikit.errors import UserError
from facikit.library.shapes import Workshop
from facikit.tui.keys import bindings
from facikit.tui.new_session import (
    Wanted,
    about_date,
    about_groups,
    about_labels,
    about_start,
    day_of,
    home_of,
    make,
    said,
)
from facikit.tui.overview import today
from facikit.tui.text import plain, told
from facikit.tui.widgets.dialogue import Dialogue
from facikit.tui.widgets.key_bar import KeyBar


class NewSession(ModalScreen[Path | None]):
    """Fill in and make; returns the new session's folder, or None."""

    CSS_PATH = ["picker.tcss", "new.tcss"]
    BINDINGS = bindings("form.")

    def __init__(self, path: Path, workshop: Workshop, kits: list[Path]) -> None:
        super().__init__()
        self._path = path
        self._workshop = workshop
        self._kits = kits
        self._agenda = day_of(workshop, kits)
        self._sets = {f"groups-{number}": name for number, name in enumerate(workshop.groups)}
        self._labels = ", ".join(item.text for item in workshop.labels)

    def compose(self) -> ComposeResult:
        """A line for each thing to fill in."""
        workshop = self._workshop
        with Dialogue():
            yield Static(plain(f"A new session: {workshop.title}"), id="title")
            yield Static(plain(f"Enter makes it as it stands here, in {home_of(self._kits)}."), id="hint")
            with VerticalScroll(id="form", can_focus=False):
                yield from self._line("title", "Title", workshop.title)
                yield from self._line("date", "Date", today(), "YYYY-MM-DD")
                yield from self._line("start", "Start", workshop.start, "HH:MM")
                yield from self._line("place", "Place", workshop.place)
                for line_id, name in self._sets.items():
                    groups = workshop.groups[name]
                    if groups.from_:
                        yield from self._words(_titled(name), about_groups(name, "", groups))
                    else:
                        yield from self._line(line_id, _titled(name), said(groups), "a number, or names with commas")
                yield from self._line("labels", "Labels", self._labels, "with commas between")
            yield Static(id="problem")
            yield KeyBar()

    def _line(self, line_id: str, title: str, value: str, hint: str = "") -> ComposeResult:
        with Horizontal(classes="line"):
            yield Static(plain(title), classes="name")
            yield Input(value, placeholder=hint, id=f"line-{line_id}", compact=True)
        yield Static(id=f"about-{line_id}", classes="about")

    def _words(self, title: str, words: str) -> ComposeResult:
        with Horizontal(classes="line"):
            yield Static(plain(title), classes="name")
            yield Static(plain(words), classes="words")
        yield Static(classes="about")

    def on_mount(self) -> None:
        """Begin with the title."""
        for line in self.query(Input):
            self._tell_about(line)
        self.query_one("#line-title").focus()

    # What each line makes

    def _about(self, line_id: str) -> Callable[[str], str]:
        """Return what says of a line's text what it makes, or why it cannot be."""
        if line_id == "date":
            return about_date
        if line_id == "start":
            return lambda text: about_start(text, self._workshop.start, self._agenda)
        if line_id == "labels":
            return about_labels
        if line_id in self._sets:
            name = self._sets[line_id]
            return lambda text: about_groups(name, text, self._workshop.groups[name])
        return lambda _text: ""

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._tell_about(event.input)

    def _tell_about(self, line: Input) -> bool:
        """Say beside a line what it makes; return whether it can be."""
        line_id = (line.id or "").removeprefix("line-")
        about = self.query_one(f"#about-{line_id}", Static)
        try:
            words, right = self._about(line_id)(line.value), True
        except UserError as error:
            words, right = f"! {told(error)}", False
        about.update(plain(words))
        about.set_class(not right, "-wrong")
        return right

    def _value(self, line_id: str) -> str:
        return self.query_one(f"#line-{line_id}", Input).value.strip()

    # Keys

    def action_next_line(self) -> None:
        """To the line below."""
        self.focus_next(Input)

    def action_line_before(self) -> None:
        """To the line above."""
        self.focus_previous(Input)

    def action_make(self) -> None:
        """Make the session, or go to the first line that cannot be as it is."""
        wrong = [line for line in self.query(Input) if not self._tell_about(line)]
        if wrong:
            wrong[0].focus()
            return
        groups = {}
        for line_id, name in self._sets.items():
            group_set = self._workshop.groups[name]
            typed = "" if group_set.from_ else self._value(line_id)
            if typed and typed != said(group_set):
                groups[name] = typed
        labels = self._value("labels")
        wanted = Wanted(
            self._value("title"),
            self._value("date"),
            self._value("start"),
            self._value("place"),
            groups,
            labels if labels != self._labels else None,
        )
        try:
            self.dismiss(make(self._path, wanted, self._kits))
        except UserError as error:
            problem = self.query_one("#problem", Static)
            problem.update(plain(told(error)))
            problem.display = True

    def action_cancel(self) -> None:
        """Make none."""
        self.dismiss(None)


def _titled(name: str) -> str:
    """Return the name of a group set as the form's other lines begin: with a capital."""
    return name[:1].upper() + name[1:]
