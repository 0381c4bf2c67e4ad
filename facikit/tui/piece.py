"""One line of what a piece of prose rests on."""

from __future__ import annotations

from typing import Literal

import msgspec

from facikit.session.responses import Response

Kind = Literal["head", "group", "quote", "theme", "count", "see", "words"]


class Piece(msgspec.Struct, frozen=True):
    """One line of evidence: what it is, its words, what stands beside them, and the reference that it gives."""

    kind: Kind
    words: str
    beside: str = ""
    reference: str = ""
    """As it stands in prose; empty where there is nothing to refer to."""
    response: Response | None = None
    depth: int = 0
