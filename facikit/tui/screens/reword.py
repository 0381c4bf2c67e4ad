"""How a response is quoted: its raw words above, which nobody can change here, the edited wording below.

What is typed is compared with what was said after each pause, and the line below says what is not honest. Nothing keeps
one from saving: the report's check says it again.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static, TextArea

from facikit.analysis.honest import faults
from facikit.errors import UserError
from facikit.session.prose import Wording
from facikit.session.responses import Response, response
from facikit.session.rewording import may_be_reworded, reword, wordings
from facikit.session.session import Session
from facikit.tui.keys import bindings
from facikit.tui.screens.base import SessionScreen
from facikit.tui.screens.wordings import Standing, Wordings
from facikit.tui.text import one_line, plain, told
from facikit.tui.widgets.dialogue import Dialogue
from facikit.tui.widgets.entry_line import EntryLine
from facikit.tui.widgets.key_bar import KeyBar

PAUSE_S = 0.2
HINT = "… for what is left out, [ ] round your own words. Empty: as said."


class Reword(ModalScreen[bool]):
    """Edit how a response is quoted; returns whether anything was saved."""

    CSS_PATH = ["picker.tcss", "reword.tcss"]
    BINDINGS = bindings("reword.wordings", "dialog.page-up", "dialog.page-down", "dialog.cancel")

    def __init__(self, session: Session, one: Response) -> None:
        super().__init__()
        self._session = session
        self._one = one
        self._standing = wordings(session, one.id)
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """The raw words; the line; what is not honest in it; keys."""
        whose = f" · {one_line(self._one.label)}" if self._one.label.strip() else ""
        with Dialogue():
            yield Static(plain(f"How this is quoted{whose}"), id="title")
            yield Static(plain("As it was said; this stays:", "$text-muted"), id="over-said")
            with VerticalScroll(id="whole"):
                yield Static(plain(self._one.text), id="said")
            yield Static(plain(HINT), id="hint")
            yield EntryLine(id="line")
            yield Static(id="honest")
            yield Static(id="clash")
            yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the wording that it has, else with what was said."""
        self.query_one("#whole").can_focus = False
        line = self.query_one(EntryLine)
        line.put(self._one.wording or self._one.text)
        line.focus()
        clash = self.query_one("#clash", Static)
        clash.display = len(self._standing) > 1
        clash.update(plain(f"! {len(self._standing)} wordings stand here: this one is the latest. ^t shows them."))
        self._compare()

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self._pause is None:
            self._pause = self.set_timer(PAUSE_S, self._compare)
        else:
            self._pause.reset()

    def _compare(self) -> None:
        self._pause = None
        text = self.query_one(EntryLine).text
        found = faults(self._one.text, text) if text.strip() else []
        changed = " ".join(text.split()) != " ".join(self._one.text.split())
        well = "✓ Nothing in it that was not said or marked." if changed and text.strip() else "· As it was said."
        self.query_one("#honest", Static).update(plain(f"! {found[0].told}" if found else well))

    @on(EntryLine.Finished)
    def _finished(self) -> None:
        try:
            text = self.query_one(EntryLine).text
            reword(self._session, self._one.id, text, seen=[one.line for one in self._standing])
        except UserError as error:
            self.query_one("#honest", Static).update(plain(told(error)))
        else:
            self.dismiss(True)

    @on(EntryLine.Pasted)
    def _pasted(self, event: EntryLine.Pasted) -> None:
        self.query_one(EntryLine).insert_text(event.text)

    def action_wordings(self) -> None:
        """Look at all that stand, and take one into the line."""

        def chosen(text: str | None) -> None:
            if text is not None:
                self.query_one(EntryLine).put(text or self._one.text)

        standing = [Standing(_called(one), one.text or self._one.text) for one in self._standing]
        self.app.push_screen(Wordings(standing), chosen)

    def action_page_up(self) -> None:
        """Read back in what was said."""
        self.query_one("#whole").scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Read on in what was said."""
        self.query_one("#whole").scroll_page_down(animate=False)

    def action_cancel(self) -> None:
        """Leave it as it is."""
        self.dismiss(False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There may be one wording only."""
        if action == "wordings":
            return len(self._standing) > 1
        return super().check_action(action, parameters)


def edit_wording(screen: SessionScreen, response_id: str, then: Callable[[], object] | None = None) -> None:
    """Open the wording of a response over a screen; ``then`` is done when something was saved."""
    one = response(screen.session, response_id)
    if screen.session.read_only:
        screen.say("This session is open for reading only.")
        return
    if one.off_record:
        screen.say("It is off the record, so it is not quoted.")
        return
    if not may_be_reworded(screen.session, one):
        screen.say("Only words that somebody said have a wording: a row, a picture or a pledge has none.")
        return

    def saved(was: bool | None) -> None:
        if was:
            now = response(screen.session, one.id)
            found = faults(now.text, now.wording) if now.wording else []
            look = f" Look at it once more: {found[0].told}" if found else ""
            screen.say(
                f"Its wording is saved; ^z takes it back.{look}" if now.wording else "It is quoted as it was said."
            )
            if then is not None:
                then()

    screen.app.push_screen(Reword(screen.session, one), saved)


def _called(one: Wording) -> str:
    return f"{one_line(one.who) or 'somebody'}: {one_line(one.text)[:60] or 'as it was said'}"
