"""Write: staff say what it means, place by place, with what was said beside it."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from facikit.library.finding import is_programme
from facikit.report.page import WITH_LABEL
from facikit.session import agenda
from facikit.session.prose import prose
from facikit.tui import printing
from facikit.tui.asking_where import where_from
from facikit.tui.desk import Desk
from facikit.tui.evidence import evidence
from facikit.tui.keys import bindings
from facikit.tui.placing import place_elsewhere, where_else
from facikit.tui.quoted import balance_command
from facikit.tui.screens.base import Command
from facikit.tui.screens.evidence import EvidenceScreen
from facikit.tui.screens.picker import Picker
from facikit.tui.text import joined, one_line, plain
from facikit.tui.widgets.evidence_list import EvidenceList
from facikit.tui.widgets.prose_box import ProseBox
from facikit.tui.widgets.slot_list import SlotList
from facikit.tui.widgets.standing_view import StandingView
from facikit.tui.widgets.top_line import TopLine
from facikit.tui.write_choices import place_choices
from facikit.tui.writing import Part, Place, arranged, parts, words_in


class WriteScreen(EvidenceScreen):
    """The writer's screen."""

    PLACE = "write"
    CSS_PATH = "write.tcss"
    BINDINGS = bindings("write.")
    HELP_TEXT = (
        "Say what it means: every place that the report has for prose, in the report's order, and every theme. What "
        "was said stands beside it. Tab goes from the text to the evidence, where Enter puts a reference into the "
        "text: [[quote:…]], [[theme:…]], [[count:…]] and [[see:…]] stay true when words and numbers change. "
        "A quote on a line of its own becomes a block with its label; in a sentence it has one where you write "
        "[[quote:… (label)]]. ^e on a response edits how it is quoted; what was said stays as it is.\n\n"
        "^l shows the text below as it will stand in the report, its references filled in; ^l once more goes to the "
        "whole report at this place. ^g goes on to the next place that is still empty. ^a lets a text, or what is "
        "selected of it, stand in the report of a programme as well: written once, never copied.\n\n"
        "You write Markdown; the report takes care of headings and escaping. Saving is done for you, a second after "
        "the last letter: … being saved, ✓ on disk, ⌂ on this laptop only, ! NOT SAVED. "
        "Where two people have written into the same place, "
        "both wordings are kept, and ^t shows them."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.parts: list[Part] = []

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
                yield from self.compose_box()
                yield StandingView()
            with Vertical(id="ground"):
                yield EvidenceList()
        yield Static(plain("There is nothing to write: no block has a place for prose, and no theme."), id="nothing")

    @property
    def listing(self) -> SlotList:
        """What can be written."""
        return self.query_one(SlotList)

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
        self.parts = arranged(parts(self.session), self.order)
        places = self.places
        self.find_order(frozenset(one.key for one in places))
        self.query_one("#room").display = bool(places)
        self.query_one("#nothing").display = not places
        here = next((one for one in places if one.key == self.key), None) or self._first_empty()
        if here is not None:
            if self.draft is None or here.key != self.draft.place.key:
                self.open(here)
            else:
                self.draft.place = here
                self.catch_up()
                self._show_place()
            self.listing.show(self.parts, self._words, here.key)
            self.ask_report()
        self._show_top()

    def _first_empty(self) -> Place | None:
        empty = (one for one in self.in_report if not self._words(one))
        return next(empty, None) or next(iter(self.places), None)

    @property
    def in_report(self) -> list[Place]:
        """The places that the report prints; all of them while nobody knows which."""
        printed = set(self.order)
        return [one for one in self.places if one.key in printed or not printed]

    def _show_top(self) -> None:
        asked = self.in_report
        done = sum(1 for one in asked if self._words(one))
        title, place = plain(one_line(agenda.title(self.session)), "bold"), plain("  Write", "$text-muted")
        self.query_one(TopLine).say(title, plain(f"{done} of {len(asked)} written"), place)

    def _show_place(self, *, anew: bool = False) -> None:
        assert self.draft is not None
        place = self.draft.place
        title = (("Theme: " if place.theme else "", "$text-muted"), (one_line(place.title), "bold"))
        beside = "  ".join(one for one in ("", one_line(place.under), where_else(self)) if one or not place.under)
        self.query_one("#title", Static).update(joined(*title, (f"  {beside}", "$text-muted")))
        asked = self.query_one("#asked", Static)
        asked.display = bool(place.hint.strip())
        asked.update(plain(place.hint.strip(), "$text-muted"))
        self.evidence.show(evidence(self.session, place), anew=anew)
        self.show_text()

    def was_put_down(self) -> None:
        """The list and the first line tell how much is written."""
        if self.draft is not None:
            self.listing.mark(self.draft.place, self.draft.words)
        self._show_top()
        self.ask_report()

    def _text(self, place: Place) -> str:
        if self.draft is not None and place.key == self.draft.place.key:
            return self.draft.text
        return prose(self.session, *place.key)

    def _words(self, place: Place) -> int:
        return words_in(self._text(place))

    # Going from place to place

    def open(self, place: Place) -> None:
        """Write here from now on."""
        if self.take_up(place):
            self.desk.write_at = place.key
            self.go_where_one_was()
            self._show_place(anew=True)
            self.ask_report()
        self.listing.choose(self.key)

    @on(SlotList.Chosen)
    def _chosen(self, event: SlotList.Chosen) -> None:
        place = next((one for one in self.places if one.key == event.key), None)
        if place is not None and place.key != self.key:
            self.open(place)
        if event.enter:
            self.to_text()

    def _step(self, by: int) -> None:
        at = [one.key for one in self.places].index(self.key) + by
        if 0 <= at < len(self.places):
            self.open(self.places[at])
        else:
            self.say("This is the last place to write." if by > 0 else "This is the first place to write.")

    def action_next(self) -> None:
        """On to the next place."""
        self._step(1)

    def action_back(self) -> None:
        """Back to the place before."""
        self._step(-1)

    def action_empty(self) -> None:
        """On to the next place that nothing is written in."""
        self.put_down()
        places = self.in_report
        at = next((number for number, one in enumerate(places) if one.key == self.key), -1)
        after = [one for one in (*places[at + 1 :], *places[: at + 1]) if not self._words(one)]
        if after and after[0].key != self.key:
            self.open(after[0])
            self.to_text()
        else:
            self.say("This is the last empty place." if after else "Every place in the report is written.")

    @work(exclusive=True, group="place")
    async def action_also(self) -> None:
        """Let the text stand in a programme's report as well."""
        await place_elsewhere(self)

    def action_find(self) -> None:
        """Choose a place by its name, or by words in its text."""
        choices = place_choices(self.places, self._text, self.order)
        here = next((str(at) for at, place in enumerate(self.places) if place.key == self.key), "")
        hint = "By its name, or by words that are written there."
        picker = Picker("Where to write?", choices, chosen=here, hint=hint)

        def found(chosen: str | None) -> None:
            if chosen is not None:
                self.open(self.places[int(chosen)])
                self.box.find(picker.sought)
                self.to_text()

        self.app.push_screen(picker, found)

    def commands(self) -> Iterable[Command]:
        """What stands behind the text or the evidence at hand, and who is quoted how often."""
        yield from where_from(self, *self._asked())
        if self.draft is not None and self.draft.place.theme:
            yield from printing.command(self, self.draft.place.theme)
        yield from balance_command(self)
        yield from super().commands()

    def _asked(self) -> tuple[str, str]:
        """Return what one has before one, as it is asked about, and its words."""
        piece = self.evidence.piece
        if self.evidence.has_focus and piece is not None and piece.reference:
            return piece.reference, piece.words
        here = self.box.reference
        if here is not None:
            return f"[[{here[0]}:{here[1].removesuffix(WITH_LABEL)}]]", here[1]
        if self.draft is None:
            return "", ""
        place = self.draft.place
        return place.theme or f"{place.block}.{place.slot}", place.title

    # From the text to the evidence and back

    def action_onward(self) -> None:
        """Text, evidence, list, text."""
        self._walk(1)

    def action_backward(self) -> None:
        """Text, list, evidence, text."""
        self._walk(-1)

    def _walk(self, by: int) -> None:
        panes: list[ProseBox | EvidenceList | SlotList] = [self.box, self.evidence]
        if self.has_class("-wide"):
            panes.append(self.listing)
        at = next((number for number, pane in enumerate(panes) if pane.has_focus), 0)
        to = panes[(at + by) % len(panes)]
        self.set_class(isinstance(to, EvidenceList), "-evidence")
        to.focus()

    def on_resize(self) -> None:
        """A list that has no room any more is left."""
        if not self.has_class("-wide") and self.listing.has_focus:
            self.to_text()
        self.call_after_refresh(self.refresh_bindings)

    def key_words(self) -> dict[str, str]:
        """Tell where Tab leads."""
        if self.evidence.has_focus and self.has_class("-wide"):
            return {"write.onward": "list", "write.look": "whole" if self.looking else "view"}
        look = "whole" if self.looking else "view"
        return {"write.onward": "evidence" if self.box.has_focus else "text", "write.look": look}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not shown."""
        if action in ("next", "back", "find", "onward", "backward", "refer", "empty", "look"):
            return self.draft is not None
        if action == "hide":
            return self.looking
        if action == "also":
            return self.draft is not None and not self.session.read_only and not is_programme(self.session.folder)
        if action == "insert":
            piece = self.evidence.piece
            return self.evidence.has_focus and piece is not None and bool(piece.reference)
        return super().check_action(action, parameters)
