"""The live check: beside the text editor, what is wrong in a file and what it makes, each time that the file is saved.

The file is looked at twice a second; what there is to show of it is made on a thread of its own. While the file is
away for a moment, as some editors have it when they save, or cannot be read, what it made before stays in sight.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from facikit.errors import UserError
from facikit.tui.designing import (
    Seen,
    Stamp,
    form_lines,
    look_at,
    problem_lines,
    report_lines,
    sheet_lines,
    stamp_of,
)
from facikit.tui.desk import Desk
from facikit.tui.editing import edit
from facikit.tui.keys import bindings
from facikit.tui.messages import Show
from facikit.tui.reader import Line
from facikit.tui.screens.base import WIDE, DeskScreen
from facikit.tui.text import cut, joined, told
from facikit.tui.widgets.source_view import SourceView
from facikit.tui.widgets.top_line import TopLine

EVERY_S = 0.5
"""How often to look whether the file has changed."""


class Pane(NamedTuple):
    """One part of the screen: its name, its words, the side it stands on where there is room, and its lines."""

    name: str
    words: str
    side: str
    lines: Callable[[Seen, int], Sequence[Line]]


PANES = (
    Pane("problems", "Problems", "left", problem_lines),
    Pane("form", "What note-takers see", "left", form_lines),
    Pane("sheet", "Run sheet", "right", sheet_lines),
    Pane("report", "In the report", "right", report_lines),
)


class DesignerScreen(DeskScreen):
    """Where a method designer sees what a file makes."""

    PLACE = "designer"
    CSS_PATH = "designer.tcss"
    BINDINGS = bindings("designer.")
    HELP_TEXT = (
        "Keep this beside your text editor. Each time that you save the file, it shows what is wrong in it, with the "
        "line; the run sheet; what note-takers will be asked for; and the part of a report, with a few invented "
        "entries, so that you see its form. Nothing of these is kept.\n\n"
        "Tab goes from one pane to the next; arrows and page keys scroll in it."
    )

    @dataclass
    class Looked(Message):
        """The file has been looked at. Posted from the thread that did."""

        number: int
        seen: Seen

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._path = desk.watched or Path()
        self._seen = Seen(self._path)
        self._made = self._seen
        """What the file made when it could last be read."""
        self._stamp: Stamp | None = None
        self._looks = 0
        self._state = "looking"
        self._here = "problems"
        self._right = "report"

    def compose_body(self) -> ComposeResult:
        """Two sides, with two panes each."""
        with Horizontal(id="room"):
            for side in ("left", "right"):
                with Vertical(id=side):
                    for pane in PANES:
                        if pane.side == side:
                            with Vertical(id=pane.name, classes="pane"):
                                yield Static(classes="heading")
                                yield SourceView()

    def begin(self) -> None:
        """Look for the first time, and from then on."""
        super().begin()
        self._arrange()
        self._look_again()
        self.set_interval(EVERY_S, self._look_again)

    # Looking

    def _look_again(self) -> None:
        now = stamp_of(self._path, self._seen.sort)
        if now is None:
            self._state = "waiting for the file: it is not there just now"
            self._stamp = None
        elif now != self._stamp:
            self._stamp = now
            self._looks += 1
            self._look(self._looks)
            return
        self.show_time()

    @work(thread=True, group="look")
    def _look(self, number: int) -> None:
        self.post_message(self.Looked(number, look_at(self._path, self.desk.kits)))

    @on(Looked)
    def _looked(self, event: Looked) -> None:
        if event.number < self._looks:
            return  # the file has been saved again since
        if self._stamp is not None and event.seen.sort != self._seen.sort:
            # What a file is made of is known only once it has been read.
            self._stamp = stamp_of(self._path, event.seen.sort)
        self._seen = event.seen
        self._made = event.seen if event.seen.sort else self._made
        self._state = f"looked at {datetime.datetime.now():%H:%M:%S}"
        if self._here not in self._names():
            self._here = "problems"
        self._arrange()
        self.show()
        self.show_time()

    # Showing

    def _names(self) -> list[str]:
        """Return the panes that there is something for: a workshop has no form of its own."""
        day = self._made.sort in ("workshop", "session")
        return [pane.name for pane in PANES if not day or pane.name in ("problems", "sheet")]

    def _in_sight(self) -> list[str]:
        names = self._names()
        if self.app.size.width < WIDE:
            return [self._here]
        right = self._right if self._right in names else "sheet"
        return [name for name in names if name in ("problems", "form", right)]

    def _arrange(self) -> None:
        """Put in sight what there is room for, and say over it what it is."""
        in_sight = self._in_sight()
        for pane in PANES:
            self.query_one(f"#{pane.name}").display = pane.name in in_sight
            self._head(pane)
        for side in ("left", "right"):
            self.query_one(f"#{side}").display = any(pane.name in in_sight for pane in PANES if pane.side == side)
        self.query_one(f"#{self._here} SourceView", SourceView).focus()

    def _head(self, pane: Pane) -> None:
        here = pane.name == self._here
        words = pane.words.upper()
        beside = ""
        if pane.name == "problems":
            beside = str(len(self._seen.problems)) if self._seen.problems else "none" if self._seen.sort else ""
        elif self._made is not self._seen:
            beside = "as it was before"
        elif pane.name == "report":
            beside = "with invented entries"
        heading = self.query_one(f"#{pane.name} > .heading", Static)
        heading.update(joined((f"{'▸' if here else ' '}{words}", "bold $primary"), (f"  {beside}", "$text-muted")))

    def show(self) -> None:
        """Show everything in sight anew."""
        for pane in PANES:
            view = self.query_one(f"#{pane.name} SourceView", SourceView)
            if pane.name in self._in_sight() and view.size.width:
                seen = self._seen if pane.name == "problems" else self._made
                view.show(pane.lines(seen, view.room) if seen.sort or seen.problems else [])
        self._give_room()

    def _give_room(self) -> None:
        """Let the problems take the room that they need, and what note-takers see the rest."""
        problems = self.query_one("#problems")
        shared = self._in_sight()[:2] == ["problems", "form"]
        lines = len(self.query_one("#problems SourceView", SourceView).lines)
        problems.styles.height = lines + 1 if shared else "1fr"
        problems.styles.max_height = "50%" if shared else "100%"

    @on(SourceView.Resized)
    def _resized(self, event: SourceView.Resized) -> None:
        event.stop()
        self.show()

    def on_resize(self, _event: events.Resize) -> None:
        """There may be room for another pane, or not any more."""
        if self.is_mounted:
            self._arrange()

    def show_time(self) -> None:
        """The file, how it stands, and when that was."""
        verdict = self._seen.verdict if self._stamp is not None and self._looks else ""
        style = "bold $warning" if self._seen.problems else "bold"
        # The name of the folder tells an exercise of one's own from another of the same name.
        name = "/".join(self._path.parts[-2:])
        self.query_one(TopLine).say(
            joined(("Live check: ", ""), (cut(name, 60), "bold")),
            joined((verdict if self._seen.sort or self._seen.problems else "", style), (f"   {self._state}", "")),
        )

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """With two panes, on and back are the same."""
        if action == "pane_before" and len(self._names()) < 3:
            return False
        return super().check_action(action, parameters)

    def key_words(self) -> dict[str, str]:
        """Tell which pane Tab leads to."""
        names = self._names()
        at = names.index(self._here)
        words = {pane.name: pane.words.lower() for pane in PANES}
        return {"designer.next": words[names[(at + 1) % len(names)]], "designer.before": words[names[at - 1]]}

    def on_descendant_focus(self) -> None:
        """A click into a pane goes there as well."""
        at = next((pane.name for pane in PANES if self.query_one(f"#{pane.name} SourceView").has_focus), self._here)
        if at != self._here:
            self._here = at
            for pane in PANES:
                self._head(pane)
            self.refresh_bindings()

    def action_next_pane(self) -> None:
        """On to the next pane."""
        self._go(1)

    def action_pane_before(self) -> None:
        """Back to the pane before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        names = self._names()
        self._here = names[(names.index(self._here) + by) % len(names)]
        if self._here in ("sheet", "report"):
            self._right = self._here
        self._arrange()
        self.show()
        self.refresh_bindings()

    def action_edit(self) -> None:
        """Open the file in the text editor; what it makes is looked at again as soon as it is saved."""
        try:
            used = edit(self.app, self._path)
        except UserError as error:
            self.say(told(error), serious=True)
            return
        if not used.in_terminal:
            self.say(f"{self._path.name} is open in {used.name}: what you save there is shown here.")

    def action_leave(self) -> None:
        """To Home."""
        self.post_message(Show("home"))
