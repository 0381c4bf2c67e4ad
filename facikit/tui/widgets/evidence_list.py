"""What was said, beside the text that is being written: each line can be put into it as a reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from textual import events, on
from textual.geometry import Spacing
from textual.message import Message
from textual.visual import Padding, Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from facikit.session.responses import Response
from facikit.tui.keys import bindings
from facikit.tui.piece import Piece
from facikit.tui.text import joined, one_line, plain
from facikit.tui.widgets.reading_list import Hung, ReadingList

Mark = Literal["highlight", "set_aside", "off_record"]
STAR = "★"
AT_ONCE = 300
"""Lines drawn in one go: thousands would hold up the next letter."""


class EvidenceList(ReadingList):
    """The evidence of one place."""

    DEFAULT_CSS = """
    EvidenceList > .option-list--option-disabled { color: $text-muted; }
    """
    BINDINGS = bindings("evidence.")

    @dataclass
    class Taken(Message):
        """Somebody wants this in the text."""

        piece: Piece

    @dataclass
    class Marked(Message):
        """Somebody marks a response, or takes the mark from it."""

        response: Response
        mark: Mark
        on: bool

    @dataclass
    class Worded(Message):
        """Somebody wants to edit how a response is quoted."""

        response: Response

    @dataclass
    class TakenBack(Message):
        """``^z``: the last mark, or whatever was done last."""

    @dataclass
    class Left(Message):
        """Esc: back to the text."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: Sequence[Piece] = ()
        self._next: Piece | None = None
        """Where to go on when the one that was marked has moved to another place in the list."""

    def show(self, pieces: Sequence[Piece], *, anew: bool = False) -> None:
        """Show these; where one stands is kept, unless they belong to another place."""
        if anew:
            self.scroll_home(animate=False)
        elif list(pieces) == list(self._pieces):
            return
        kept, self._next = None if anew else self._next or self.piece, None
        at = 0 if anew or self.highlighted is None else self.highlighted
        self._pieces = pieces
        self.clear_options()
        if not pieces:
            self.add_option(Option(plain("Nothing was said here yet."), disabled=True))
            return
        same = [number for number, piece in enumerate(pieces) if kept is not None and _names(piece) == _names(kept)]
        at = same[0] if same else min(at, len(pieces) - 1)
        free = [number for number in (*range(at, len(pieces)), *range(at)) if not _quiet(pieces[number])]
        self._add(pieces, up_to=(free[0] if free else 0) + AT_ONCE)
        self.highlighted = free[0] if free else None

    def _add(self, pieces: Sequence[Piece], up_to: int) -> None:
        """Draw some more lines, as long as these are the pieces to be shown; then the rest, little by little."""
        start = self.option_count
        if pieces is self._pieces and start < len(pieces):
            some = enumerate(pieces[start:up_to], start)
            self.add_options([Option(_drawn(piece, first=not at), disabled=_quiet(piece)) for at, piece in some])
            self.call_after_refresh(self._add, pieces, up_to + AT_ONCE)

    def point_at(self, reference: str) -> None:
        """Mark what a reference in the text stands for, where it is among these."""
        at = next((number for number, piece in enumerate(self._pieces) if piece.reference == reference), None)
        if at is not None and at != self.highlighted and at < self.option_count:
            self.highlighted = at

    @property
    def piece(self) -> Piece | None:
        """What is marked."""
        at = self.highlighted
        return self._pieces[at] if at is not None and at < len(self._pieces) else None

    def key_words(self) -> dict[str, str]:
        """Tell what the keys do just now."""
        response = self.piece.response if self.piece else None
        return {
            "evidence.quote": "no quote" if response and response.highlight else "quote it",
            "evidence.aside": "count again" if response and response.set_aside else "set aside",
        }

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a response can be marked."""
        if action == "wording":
            return self.piece is not None and self.piece.response is not None and bool(self.piece.reference)
        if action in ("quote", "aside", "off_record"):
            return self.piece is not None and self.piece.response is not None
        return super().check_action(action, parameters)

    def action_quote(self) -> None:
        """Choose as a quote, or not any more."""
        self._mark("highlight")

    def action_wording(self) -> None:
        """Edit how it is quoted."""
        if self.piece is not None and self.piece.response is not None:
            self.post_message(self.Worded(self.piece.response))

    def action_aside(self) -> None:
        """Set aside, or take back in."""
        self._mark("set_aside")

    def action_off_record(self) -> None:
        """Keep it out of everything that leaves the session."""
        self._mark("off_record")

    def action_take_back(self) -> None:
        """Take back what was done last."""
        self.post_message(self.TakenBack())

    def action_text(self) -> None:
        """Back to the text."""
        self.post_message(self.Left())

    def _mark(self, mark: Mark) -> None:
        response = self.piece.response if self.piece else None
        if response is not None:
            after = range((self.highlighted or 0) + 1, len(self._pieces))
            self._next = next((self._pieces[at] for at in after if not _quiet(self._pieces[at])), None)
            self.post_message(self.Marked(response, mark, not getattr(response, mark)))

    @on(OptionList.OptionHighlighted)
    def _looked(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self.piece is not None and self.piece.reference:
            self.post_message(self.Taken(self.piece))

    async def _on_click(self, event: events.Click) -> None:
        """One click looks, two put it into the text: a stray click must not change what somebody wrote."""
        event.prevent_default()
        at = event.style.meta.get("option")
        if isinstance(at, int) and 0 <= at < len(self.options) and not self.options[at].disabled:
            self.highlighted = at
            if event.chain > 1:
                self.action_select()


def _quiet(piece: Piece) -> bool:
    return piece.kind in ("group", "words")


def _names(piece: Piece) -> tuple[str, str, str]:
    return piece.kind, piece.response.id if piece.response else piece.reference, piece.words


def _drawn(piece: Piece, *, first: bool) -> Visual:
    said, beside = piece.words if piece.kind == "quote" else one_line(piece.words), one_line(piece.beside)
    after = (f"  {beside}" if beside else "", "$text-muted")
    if piece.kind == "head":
        return Padding(joined((said, "bold"), after), Spacing(0 if first else 1, 0, 0, 0))
    if piece.kind == "group":
        return joined((f"{said} · {beside}", "$text-muted"))
    if piece.kind == "quote":
        mark = STAR if piece.response is not None and piece.response.highlight else "·"
        return Hung(joined(said, after), mark)
    if piece.kind == "theme":
        return Padding(joined(("Theme ", "$text-muted"), said, after), Spacing(0, 0, 0, 2 * piece.depth))
    return Padding(joined(said, after), Spacing(0, 0, 0, 2 * piece.depth))
