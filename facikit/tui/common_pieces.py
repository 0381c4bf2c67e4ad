"""Themes that a programme's sessions have in common, beside its prose: how much of each in which session, quotes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from facikit.analysis.common import Across, Common, across
from facikit.analysis.counts import Heard
from facikit.library.programmes import folded, walk
from facikit.session.agenda import title
from facikit.session.responses import Response
from facikit.session.session import Session
from facikit.tui.joined import Joined
from facikit.tui.piece import Piece

Words = Callable[[Session, Response], str]
"""What a response says on one line."""


def common_pieces(one: Joined, programme_id: str, slot: str, words: Words) -> list[Piece]:
    """Return the programme's themes; where the slot stands over one of them, that one with all that was said.

    What the answers to a question come to is written beside those answers.
    """
    every = list(walk([*one.programme.sections, *one.programme.appendices]))
    answers = any(part.answers is not None and slot in part.answers.slots for part in every)
    if not one.programme.themes or answers:
        return []
    for session in one.sessions.values():
        session.refresh()
    found = across(one.programme.themes, one.sessions, programme_id)
    asked = next((folded(part.theme) for part in every if slot and part.slot == slot and not part.from_), "")
    shown = [theme for theme in found.themes if asked in ("", folded(theme.name))]
    made = [Piece("head", "Themes that the sessions have in common")]
    for theme in shown:
        made += _theme(one, found, theme, words, whole=bool(asked))
    return made


def _theme(one: Joined, found: Across, theme: Common, words: Words, *, whole: bool) -> Iterator[Piece]:
    counted = Heard(theme.number, 0, 0).words("response")
    yield Piece("theme", theme.name, f"{counted} in {len(theme.there)} of {len(theme.shares)} sessions")
    for share in theme.there:
        session = one.sessions[share.session]
        yield Piece("words", f"{title(session)}: {share.words(found.out_of[share.session], theme.name)}", depth=1)
        for said in share.members:
            text = words(session, said)
            if text and (whole or said.highlight):
                yield Piece("quote", text, said.label, f"[[quote:{share.session}/{said.id}]]", depth=1)
