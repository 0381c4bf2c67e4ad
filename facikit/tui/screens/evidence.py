"""What was said, beside the text that says what it means: pointed at, put in, marked, edited for quoting."""

from __future__ import annotations

from textual import on
from textual.widgets import TextArea

from facikit.errors import UserError
from facikit.report.page import WITH_LABEL
from facikit.session.responses import mark
from facikit.session.undo import undo
from facikit.tui.evidence import references
from facikit.tui.screens.in_report import InReportScreen
from facikit.tui.screens.picker import Picker
from facikit.tui.screens.reasons import ask_why
from facikit.tui.screens.reword import edit_wording
from facikit.tui.text import cut, one_line, told
from facikit.tui.widgets.evidence_list import EvidenceList
from facikit.tui.write_choices import reference_choice


class EvidenceScreen(InReportScreen):
    """A screen on which a text is written with its evidence beside it."""

    @property
    def evidence(self) -> EvidenceList:
        """What was said."""
        return self.query_one(EvidenceList)

    @on(EvidenceList.Left)
    def to_text(self) -> None:
        """Back to where one types."""
        self.remove_class("-evidence")
        self.box.focus()

    @on(TextArea.SelectionChanged)
    def _point(self) -> None:
        """The evidence follows the text: what the reference at the cursor stands for is marked."""
        here = self.box.reference
        if here is not None and not self.evidence.has_focus:
            self.evidence.point_at(f"[[{here[0]}:{here[1].removesuffix(WITH_LABEL)}]]")

    @on(EvidenceList.Taken)
    def _put_in(self, event: EvidenceList.Taken) -> None:
        self._refer(event.piece.reference)

    def action_insert(self) -> None:
        """Put what is marked into the text."""
        if self.evidence.piece is not None:
            self._refer(self.evidence.piece.reference)

    def action_refer(self) -> None:
        """Choose something to refer to."""
        assert self.draft is not None
        choices = [reference_choice(piece) for piece in references(self.session, self.draft.place)]
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
        if event.mark == "set_aside" and event.on:
            called = f"“{cut(one_line(event.response.text), 40)}”" if event.response.text.strip() else "this"
            ask_why(self, called, lambda reason: self._mark(event, reason))
        else:
            self._mark(event)

    def _mark(self, event: EvidenceList.Marked, because: str = "") -> None:
        try:
            mark(self.session, event.mark, event.on, event.response.id, because=because)
        except UserError as error:
            self.say(told(error), serious=True)
        if event.mark == "off_record":
            self.say("Off the record: it is in no report and no export. ^z takes that back.")
        self.show()

    @on(EvidenceList.Worded)
    def _reword(self, event: EvidenceList.Worded) -> None:
        self.put_down()
        edit_wording(self, event.response.id, self.show)

    @on(EvidenceList.TakenBack)
    def _taken_back(self) -> None:
        self.put_down()
        undone = None if self.session.read_only else undo(self.session)
        self.say(f"{undone.words}." if undone is not None else "There is nothing to take back.")
        self.show()
