"""What a screen needs on which a text is written: it is saved without a thought, and never laid over somebody else's.

A text is put into the log a second after the last letter, on leaving its place or the screen, and at the end. Where
somebody else has written into the same place meanwhile, both wordings stand until a person settles it.
"""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic

from textual import on
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Static, TextArea

from facikit.report.prose import REFERENCE
from facikit.session.clock import instant_of
from facikit.session.prose import Wording
from facikit.tui.desk import Desk
from facikit.tui.evidence import meaning
from facikit.tui.manuscript import Manuscript
from facikit.tui.screens.asides import AsidesScreen
from facikit.tui.screens.wordings import Standing, Wordings
from facikit.tui.text import cut, joined, one_line, plain
from facikit.tui.widgets.prose_box import Held, ProseBox
from facikit.tui.writing import Place, words, words_in

PAUSE_S = 1.0
"""How long after the last letter the text is put into the log."""
AT_LEAST_EVERY_S = 5.0
"""Whoever types without a pause is saved this often: a killed program loses no more."""
MARKS = {"saving": "… being saved", "saved": "✓ saved", "kept": "⌂ saved on this laptop", "failed": "! NOT SAVED"}


class ManuscriptScreen(AsidesScreen):
    """A screen with a box to write in."""

    AUTO_FOCUS = "ProseBox"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.draft: Manuscript | None = None
        self._since: float | None = None
        """When the first letter was typed that is not in the log; None while there is none."""
        self._pause: Timer | None = None
        self._held: dict[tuple[str, str], Held] = {}
        self._told = ""
        """What was last told about somebody else's writing."""
        self._lost = ""

    def compose_box(self) -> ComposeResult:
        """The box, what others wrote here, and the marks."""
        yield ProseBox()
        yield Static(id="clash")
        yield Static(id="foot")

    @property
    def box(self) -> ProseBox:
        """Where one types."""
        return self.query_one(ProseBox)

    def was_put_down(self) -> None:
        """Something was put into the log. For the screen to show."""

    # Taking a text up and putting it down

    def take_up(self, place: Place) -> bool:
        """Write here from now on; return whether that could be."""
        self.put_down()
        if self.draft is not None and self.draft.too_long:
            self.say("This text cannot be saved, it is too long. Take a part of it elsewhere first.", serious=True)
            return False
        if self.draft is not None:
            self._held[self.draft.place.key] = self.box.hold()
        self.draft = Manuscript(self.session, place)
        self.box.read_only = self.session.read_only
        self.box.put(self.draft.text, self._held.get(place.key))
        return True

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self.draft is None:
            return
        self.draft.text = self.box.text
        self._show_foot()
        if not self.draft.typed:
            return
        now = monotonic()
        self._since = self._since or now
        if now - self._since > AT_LEAST_EVERY_S:
            self.put_down()
        elif self._pause is None:
            self._pause = self.set_timer(PAUSE_S, self.put_down)
        else:
            self._pause.reset()

    def put_down(self) -> None:
        """Put what was typed into the log: after a pause, and before anything else happens to it."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self._since = None
        standing = self.query_one_optional("#foot") is not None  # when all comes to an end, the parts go first
        if self.draft is not None and standing:
            self.draft.text = self.box.text  # the word that it has changed may still be on its way
        if self.draft is not None and self.draft.put_down() and standing:
            self.was_put_down()
            self.show_text()
        elif standing:
            self.show_saved()

    def on_screen_suspend(self) -> None:
        """Somebody looks elsewhere."""
        self.put_down()

    def on_unmount(self) -> None:
        """The screen goes."""
        self.put_down()

    # Others

    def catch_up(self) -> None:
        """Take in what others have written into this place, unless somebody is typing."""
        assert self.draft is not None
        news = self.draft.news()
        if news is None:
            return
        if self.draft.typed:
            self._tell_of(news, "has written here too. Both wordings are kept; ^t shows them.")
            return
        before = self.draft.text
        self.draft.take_up()
        if self.draft.text != self.box.text:
            self.box.change(self.draft.text)
            back = " ^z in it brings yours back." if before.strip() else ""
            self._tell_of(news, f"has changed this text; you see theirs now.{back}")

    def _tell_of(self, news: Wording, words: str) -> None:
        """Tell once for each person, not at every word that they type; nobody needs to be told of themselves."""
        assert self.draft is not None
        told = f"{self.draft.place.key} {news.who} {words}"
        if news.line.partition(".")[0] not in self.session.run_ids and told != self._told:
            self._told = told
            self.say(f"{_name(news)} {words}", serious=True)

    def action_wordings(self) -> None:
        """Look at them all."""
        self.put_down()
        draft = self.draft
        assert draft is not None
        standing = [Standing(self._called(one), one.text) for one in draft.others]
        standing += [Standing(f"{self._called(one)}: what you see", one.text) for one in draft.own]

        def settled(text: str | None) -> None:
            if text is not None and draft is self.draft and not self.session.read_only:
                draft.settle(text)
                if draft.text != self.box.text:
                    self.box.change(draft.text)
                self.say("One wording stands now. The others are in the log.")
                self.show()

        self.app.push_screen(Wordings(standing), settled)

    def _called(self, one: Wording) -> str:
        return f"{_name(one)}, {self._when(one)}, {words(words_in(one.text))}"

    def _when(self, one: Wording) -> str:
        moment = self.session.local(instant_of(one.t))
        return f"{moment.day} {moment:%b %H:%M}"

    # Showing

    def show_text(self) -> None:
        """Show what changes when a text is put down: the other wordings, references that lead nowhere, the marks."""
        assert self.draft is not None
        others = self.draft.others
        whose = ", ".join(f"that of {_name(one)}, {self._when(one)}" for one in reversed(others))
        clash = self.query_one("#clash", Static)
        clash.display = bool(others)
        clash.update(plain(f"! {len(others) + 1} wordings stand here: this one, and {whose}. ^t shows them."))
        every = list(_leading_nowhere(self))
        more = f", and {len(every) - 1} more" if len(every) > 1 else ""
        self._lost = f"! {every[0]} leads nowhere{more}" if every else ""
        self.refresh_bindings()
        self.show_saved()

    def show_saved(self) -> None:
        """Show whether the text is on disk."""
        super().show_saved()
        self._show_foot()

    @on(TextArea.SelectionChanged)
    def _moved(self, event: TextArea.SelectionChanged) -> None:
        event.stop()
        self._show_foot()

    def _show_foot(self) -> None:
        """Show the mark, how long the text is, and what the reference at the cursor stands for."""
        foot = self.query_one_optional("#foot", Static)
        if self.draft is None or foot is None:
            return
        mark = MARKS[self.draft.saved]
        if self.session.read_only:
            mark = "to be read only"
        elif not self.draft.words and not self.draft.typed:
            mark = "· empty"
        if self.draft.saved == "saved" and self.draft.own:
            mark = f"{mark} {self.session.local(instant_of(self.draft.own[-1].t)):%H:%M}"
        said = f"{mark} · {words(self.draft.words)}" if self.draft.words else mark
        now = joined(said, ("   " + self._reference(), "$text-muted"))
        if foot.content != now:
            foot.update(now)

    def _reference(self) -> str:
        here = self.box.reference
        if here is None:
            return self._lost
        found = meaning(self.session, *here)
        return f"{here[0]}: {cut(found, 90)}" if found is not None else f"! {here[0]}:{here[1]} leads nowhere"

    def trouble(self) -> str:
        """Say also where a text is too long for the log."""
        if self.draft is not None and self.draft.too_long:
            return "! NOT SAVED: this text is too long to be one. Move a part of it into another place."
        return super().trouble()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not shown."""
        if action == "wordings":
            return self.draft is not None and bool(self.draft.others)
        return super().check_action(action, parameters)


def _leading_nowhere(screen: ManuscriptScreen) -> Iterable[str]:
    text = screen.draft.text if screen.draft is not None else ""
    for found in REFERENCE.finditer(text):
        if meaning(screen.session, found[1], found[2].strip()) is None:
            yield found[0]


def _name(one: Wording) -> str:
    return one_line(one.who) or "somebody"
