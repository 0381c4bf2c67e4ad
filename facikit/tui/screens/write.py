"""Write: staff say what it means, place by place, with what was said beside it. Saving needs no thought.

A text is put into the log a second after the last letter, on leaving its place or the screen, and at the end. Where
somebody else has written into the same place meanwhile, both wordings stand until a person settles it.
"""

from __future__ import annotations

from time import monotonic

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Static, TextArea

from facikit.report.prose import REFERENCE
from facikit.session import agenda
from facikit.session.clock import instant_of
from facikit.session.prose import Wording, prose
from facikit.session.responses import edit
from facikit.session.undo import undo
from facikit.tui.desk import Desk
from facikit.tui.evidence import Piece, evidence, meaning, references
from facikit.tui.keys import bindings
from facikit.tui.manuscript import Manuscript
from facikit.tui.screens.base import SessionScreen
from facikit.tui.screens.picker import Choice, Picker
from facikit.tui.screens.wordings import Standing, Wordings
from facikit.tui.text import joined, one_line, plain
from facikit.tui.widgets.evidence_list import EvidenceList
from facikit.tui.widgets.prose_box import Held, ProseBox
from facikit.tui.widgets.slot_list import SlotList
from facikit.tui.widgets.top_line import TopLine
from facikit.tui.writing import Part, Place, parts, words, words_in

PAUSE_S = 1.0
"""How long after the last letter the text is put into the log."""
AT_LEAST_EVERY_S = 5.0
"""Whoever types without a pause is saved this often: a killed program loses no more."""
MARKS = {"saving": "… being saved", "saved": "✓ saved", "failed": "! NOT SAVED"}


class WriteScreen(SessionScreen):
    """The writer's screen."""

    PLACE = "write"
    CSS_PATH = "write.tcss"
    BINDINGS = bindings("write.")
    AUTO_FOCUS = "ProseBox"
    HELP_TEXT = (
        "Say what it means: every place that the report has for prose, in the report's order, and every theme. What "
        "was said stands beside it. Tab goes from the text to the evidence, where Enter puts a reference into the "
        "text: [[quote:…]], [[theme:…]], [[count:…]] and [[see:…]] stay true when words and numbers change.\n\n"
        "You write Markdown; the report takes care of headings and escaping. Saving is done for you, a second after "
        "the last letter: … being saved, ✓ on disk, ! NOT SAVED. Where two people have written into the same place, "
        "both wordings are kept, and ^t shows them."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.parts: list[Part] = []
        self.draft: Manuscript | None = None
        self._since: float | None = None
        """When the first letter was typed that is not in the log; None while there is none."""
        self._pause: Timer | None = None
        self._held: dict[tuple[str, str], Held] = {}
        self._told = ""
        """What was last told about somebody else's writing."""
        self._lost = ""

    # Parts

    def compose_body(self) -> ComposeResult:
        """What can be written; the text; the evidence."""
        with Horizontal(id="room"):
            with Vertical(id="places"):
                yield Static(plain(" words"), id="over-places")
                yield SlotList()
            with Vertical(id="writing"):
                yield Static(id="title")
                yield Static(id="asked")
                yield ProseBox()
                yield Static(id="clash")
                yield Static(id="foot")
            with Vertical(id="ground"):
                yield EvidenceList()
        yield Static(plain("There is nothing to write: no block has a place for prose, and no theme."), id="nothing")

    @property
    def box(self) -> ProseBox:
        """Where one types."""
        return self.query_one(ProseBox)

    @property
    def places(self) -> list[Place]:
        """Every place to write, in order."""
        return [place for part in self.parts for place in part.places]

    @property
    def key(self) -> tuple[str, str]:
        """The place that is open."""
        return self.draft.place.key if self.draft else self.desk.write_at

    # Showing

    def show(self) -> None:
        """Show the session as it is now; a text that is being typed stays as it is."""
        self.parts = parts(self.session)
        places = self.places
        self.query_one("#room").display = bool(places)
        self.query_one("#nothing").display = not places
        here = next((one for one in places if one.key == self.key), None) or self._first_empty()
        if here is not None:
            if self.draft is None or here.key != self.draft.place.key:
                self.open(here)
            else:
                self.draft.place = here
                self._catch_up()
                self._show_place()
            self.query_one(SlotList).show(self.parts, self._words, here.key)
        self._show_top()

    def _first_empty(self) -> Place | None:
        empty = (one for one in self.places if not self._words(one))
        return next(empty, None) or next(iter(self.places), None)

    def _show_top(self) -> None:
        done = sum(1 for one in self.places if self._words(one))
        where = joined((one_line(agenda.title(self.session)), "bold"), ("  Write", "$text-muted"))
        self.query_one(TopLine).say(where, plain(f"{done} of {len(self.places)} written"))

    def _show_place(self, *, anew: bool = False) -> None:
        assert self.draft is not None
        place = self.draft.place
        title = (("Theme: " if place.theme else "", "$text-muted"), (one_line(place.title), "bold"))
        self.query_one("#title", Static).update(joined(*title, ("  " + one_line(place.under), "$text-muted")))
        asked = self.query_one("#asked", Static)
        asked.display = bool(place.hint.strip())
        asked.update(plain(place.hint.strip(), "$text-muted"))
        self.query_one(EvidenceList).show(evidence(self.session, place), anew=anew)
        self._show_state()

    def _show_state(self) -> None:
        """Show what changes when a text is put down: the other wordings, references that lead nowhere, the marks."""
        assert self.draft is not None
        others = self.draft.others
        whose = ", ".join(f"that of {_name(one)}, {self._when(one)}" for one in reversed(others))
        clash = self.query_one("#clash", Static)
        clash.display = bool(others)
        clash.update(plain(f"! {len(others) + 1} wordings stand here: this one, and {whose}. ^t shows them."))
        every = [found[0] for found in REFERENCE.finditer(self.draft.text) if not self._leads(found[1], found[2])]
        more = f", and {len(every) - 1} more" if len(every) > 1 else ""
        self._lost = f"! {every[0]} leads nowhere{more}" if every else ""
        self.refresh_bindings()
        self.show_saved()

    def _leads(self, kind: str, name: str) -> bool:
        return meaning(self.session, kind, name.strip()) is not None

    def show_saved(self) -> None:
        """Show whether the text is on disk."""
        super().show_saved()
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
        said = f"{mark} · {words(self.draft.words)}" if self.draft.words else mark
        words_now = joined(said, ("   " + self._reference(), "$text-muted"))
        if foot.content != words_now:
            foot.update(words_now)

    def _reference(self) -> str:
        here = self.box.reference
        if here is None:
            return self._lost
        found = meaning(self.session, *here)
        return f"{here[0]}: {one_line(found)}" if found is not None else f"! {here[0]}:{here[1]} leads nowhere"

    def trouble(self) -> str:
        """Say also where a text is too long for the log."""
        if self.draft is not None and self.draft.too_long:
            return "! NOT SAVED: this text is too long to be one. Move a part of it into another place."
        return super().trouble()

    def _words(self, place: Place) -> int:
        if self.draft is not None and place.key == self.draft.place.key:
            return self.draft.words
        return words_in(prose(self.session, *place.key))

    def _when(self, one: Wording) -> str:
        moment = self.session.local(instant_of(one.t))
        return f"{moment.day} {moment:%b %H:%M}"

    # Going from place to place

    def open(self, place: Place) -> None:
        """Write here from now on."""
        self.put_down()
        if self.draft is not None:
            self._held[self.draft.place.key] = self.box.hold()
        self.draft = Manuscript(self.session, place)
        self.desk.write_at = place.key
        self.box.read_only = self.session.read_only
        self.box.put(self.draft.text, self._held.get(place.key))
        self.query_one(SlotList).choose(place.key)
        self._show_place(anew=True)

    def _catch_up(self) -> None:
        """Take in what others have written into this place, unless somebody is typing."""
        assert self.draft is not None
        news = self.draft.news()
        if news is None:
            return
        theirs = news.line.partition(".")[0] not in self.session.run_ids
        if not self.draft.typed:
            before = self.draft.text
            self.draft.take_up()
            if self.draft.text != self.box.text:
                self.box.change(self.draft.text)
                back = " ^z in it brings yours back." if before.strip() else ""
                self._tell_of(news, theirs, f"has changed this text; you see theirs now.{back}")
        else:
            self._tell_of(news, theirs, "has written here too. Both wordings are kept; ^t shows them.")

    def _tell_of(self, news: Wording, theirs: bool, words: str) -> None:
        """Tell once for each person, not at every word that they type."""
        told = f"{self.key} {news.who} {words}"
        if theirs and told != self._told:
            self._told = told
            self.say(f"{_name(news)} {words}", serious=True)

    @on(SlotList.Chosen)
    def _chosen(self, event: SlotList.Chosen) -> None:
        place = next((one for one in self.places if one.key == event.key), None)
        if place is not None and place.key != self.key:
            self.open(place)
        if event.enter:
            self.to_text()

    def _step(self, by: int) -> None:
        keys = [one.key for one in self.places]
        at = keys.index(self.key) + by
        if 0 <= at < len(keys):
            self.open(self.places[at])
        else:
            self.say("This is the last place to write." if by > 0 else "This is the first place to write.")

    def action_next(self) -> None:
        """On to the next place."""
        self._step(1)

    def action_back(self) -> None:
        """Back to the place before."""
        self._step(-1)

    def action_find(self) -> None:
        """Choose a place by its name."""
        choices = []
        for at, place in enumerate(self.places):
            number = self._words(place)
            mark = f"✎ {words(number)}" if number else "empty"
            choices.append(Choice(str(at), place.title, " · ".join(one for one in (place.under, mark) if one)))
        here = next((str(at) for at, place in enumerate(self.places) if place.key == self.key), "")
        self.app.push_screen(Picker("Where to write?", choices, chosen=here), self._found)

    def _found(self, chosen: str | None) -> None:
        if chosen is not None:
            self.open(self.places[int(chosen)])
            self.to_text()

    # From the text to the evidence and back

    def action_onward(self) -> None:
        """Text, evidence, list, text."""
        self._walk(1)

    def action_backward(self) -> None:
        """Text, list, evidence, text."""
        self._walk(-1)

    def _walk(self, by: int) -> None:
        panes: list[ProseBox | EvidenceList | SlotList] = [self.box, self.query_one(EvidenceList)]
        if self.has_class("-wide"):
            panes.append(self.query_one(SlotList))
        at = next((number for number, pane in enumerate(panes) if pane.has_focus), 0)
        to = panes[(at + by) % len(panes)]
        self.set_class(isinstance(to, EvidenceList), "-evidence")
        to.focus()

    @on(EvidenceList.Left)
    def to_text(self) -> None:
        """Back to where one types."""
        self.remove_class("-evidence")
        self.box.focus()

    def key_words(self) -> dict[str, str]:
        """Tell where Tab leads."""
        if self.query_one(EvidenceList).has_focus and self.has_class("-wide"):
            return {"write.onward": "list"}
        return {"write.onward": "evidence" if self.box.has_focus else "text"}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not shown."""
        if action in ("next", "back", "find", "onward", "backward", "refer"):
            return self.draft is not None
        if action == "wordings":
            return self.draft is not None and bool(self.draft.others)
        if action == "insert":
            listing = self.query_one(EvidenceList)
            return listing.has_focus and listing.piece is not None and bool(listing.piece.reference)
        return super().check_action(action, parameters)

    # Evidence

    @on(EvidenceList.Taken)
    def _put_in(self, event: EvidenceList.Taken) -> None:
        self._refer(event.piece.reference)

    def action_insert(self) -> None:
        """Put what is marked into the text."""
        listing = self.query_one(EvidenceList)
        if listing.piece is not None:
            self._refer(listing.piece.reference)

    def action_refer(self) -> None:
        """Choose something to refer to."""
        assert self.draft is not None
        choices = [_choice(piece) for piece in references(self.session, self.draft.place)]
        hint = "What is put in stays true when words and numbers change."
        self.app.push_screen(Picker("Refer to what?", choices, hint=hint), self._refer)

    def _refer(self, reference: str | None) -> None:
        if reference and not self.box.read_only:
            self.box.put_reference(reference)
            self.to_text()

    @on(EvidenceList.Marked)
    def _marked(self, event: EvidenceList.Marked) -> None:
        if self.session.read_only:
            self.say("This session is open for reading only.")
            return
        edit(self.session, event.response.id, **{event.mark: True if event.on else None})
        if event.mark == "off_record":
            self.say("Off the record: it is in no report and no export. ^z takes that back.")
        self.show()

    @on(EvidenceList.TakenBack)
    def _taken_back(self) -> None:
        self.put_down()
        undone = None if self.session.read_only else undo(self.session)
        self.say(f"{undone.words}." if undone is not None else "There is nothing to take back.")
        self.show()

    # Two wordings

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

    # Saving

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

    @on(TextArea.SelectionChanged)
    def _moved(self, event: TextArea.SelectionChanged) -> None:
        event.stop()
        self._show_foot()

    def put_down(self) -> None:
        """Put what was typed into the log: after a pause, and before anything else happens to it."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self._since = None
        standing = self.query_one_optional("#foot") is not None  # when all comes to an end, the parts go first
        if self.draft is not None and standing:
            self.draft.text = self.box.text  # the word that it has changed may still be on its way
        if self.draft is not None and self.draft.put_down() and standing:
            self.query_one(SlotList).mark(self.draft.place, self.draft.words)
            self._show_top()
            self._show_state()

    def on_screen_suspend(self) -> None:
        """Somebody looks elsewhere."""
        self.put_down()
        super().on_screen_suspend()

    def on_unmount(self) -> None:
        """The screen goes."""
        self.put_down()


def _name(one: Wording) -> str:
    return one_line(one.who) or "somebody"


def _choice(piece: Piece) -> Choice:
    kind = piece.reference.removeprefix("[[").partition(":")[0]
    said = f"‘{piece.words}’" if kind == "quote" else piece.words
    kind = "part of the report" if kind == "see" else kind
    return Choice(piece.reference, said, " · ".join(one for one in (kind, piece.beside) if one))
