"""A new session from a workshop: title, date, start, place and groups, each as the workshop has it until changed."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from facikit.errors import UserError
from facikit.library.shapes import GroupSet, Workshop
from facikit.tui.keys import bindings
from facikit.tui.new_session import Wanted, home_of, make
from facikit.tui.overview import today
from facikit.tui.text import plain, told
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

    def compose(self) -> ComposeResult:
        """A line for each thing to fill in."""
        workshop = self._workshop
        with Vertical(id="dialog"):
            yield Static(plain(f"A new session: {workshop.title}"), id="title")
            yield Static(plain(f"It is made in {home_of(self._kits)}."), id="hint")
            with VerticalScroll(id="form"):
                yield from self._line("title", "Title", workshop.title)
                yield from self._line("date", "Date", today(), "YYYY-MM-DD")
                yield from self._line("start", "Start", workshop.start, "HH:MM")
                yield from self._line("place", "Place", workshop.place)
                for number, (name, groups) in enumerate(workshop.groups.items()):
                    if not groups.from_:
                        yield from self._line(f"groups-{number}", name, _said(groups), "a number, or names with commas")
            yield Static(id="problem")
            yield KeyBar()

    def _line(self, line_id: str, title: str, value: str, hint: str = "") -> ComposeResult:
        with Horizontal(classes="line"):
            yield Static(plain(title), classes="name")
            yield Input(value, placeholder=hint, id=f"line-{line_id}", compact=True)

    def on_mount(self) -> None:
        """Begin with the title."""
        self.query_one("#line-title").focus()

    def _value(self, line_id: str) -> str:
        return self.query_one(f"#line-{line_id}", Input).value.strip()

    def action_next_line(self) -> None:
        """To the line below."""
        self.focus_next(Input)

    def action_line_before(self) -> None:
        """To the line above."""
        self.focus_previous(Input)

    def action_make(self) -> None:
        """Make the session, or say what is in the way."""
        groups = {}
        for number, (name, group_set) in enumerate(self._workshop.groups.items()):
            if not group_set.from_:
                said = self._value(f"groups-{number}")
                if said and said != _said(group_set):
                    groups[name] = said
        wanted = Wanted(self._value("title"), self._value("date"), self._value("start"), self._value("place"), groups)
        try:
            self.dismiss(make(self._path, wanted, self._kits))
        except UserError as error:
            problem = self.query_one("#problem", Static)
            problem.update(plain(told(error)))
            problem.display = True

    def action_cancel(self) -> None:
        """Make none."""
        self.dismiss(None)


def _said(groups: GroupSet) -> str:
    """Return a group set as it can be typed."""
    return str(groups.count) if groups.count else ", ".join(item.text for item in groups.names)
