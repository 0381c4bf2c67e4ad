"""What a writer chooses from: a place to write, by its name or by what is written there; something to refer to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from facikit.tui.piece import Piece
from facikit.tui.screens.picker import Choice
from facikit.tui.text import one_line
from facikit.tui.writing import Place, words, words_in


def place_choices(
    places: Sequence[Place], text_of: Callable[[Place], str], printed: Collection[tuple[str, str]] = ()
) -> list[Choice]:
    """Return the places to choose from, each by its number among them; found by the words of its text as well.

    ``printed`` are those that the report has; where it is known, the others say that it does not.
    """
    found = []
    for at, place in enumerate(places):
        text = text_of(place)
        number = words_in(text)
        mark = f"✎ {words(number)}" if number else "empty"
        left = "not in this report" if printed and place.key not in printed else ""
        behind = " · ".join(one for one in (left, place.under, mark) if one)
        found.append(Choice(str(at), place.title, behind, holds=one_line(text)))
    return found


def reference_choice(piece: Piece) -> Choice:
    """Return something to refer to, by the reference that it gives."""
    kind = piece.reference.removeprefix("[[").partition(":")[0]
    said = f"‘{piece.words}’" if kind == "quote" else piece.words
    kind = "part of the report" if kind == "see" else kind
    return Choice(piece.reference, said, " · ".join(one for one in (kind, piece.beside) if one))
