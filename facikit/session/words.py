"""What happens to a person's words on the way in: control characters go, everything else stays."""

from __future__ import annotations

import re

LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def cleaned(text: str) -> str:
    """Return ``text`` as it was typed, with plain line ends and without control characters."""
    if text.isascii() and text.isprintable():
        return text
    return CONTROLS.sub("", LINE_ENDS.sub("\n", text))


def one_line(text: str, width: int = 60) -> str:
    """Return the beginning of ``text`` on one line, for naming it in a sentence."""
    folded = " ".join(cleaned(text).split())
    return folded if len(folded) <= width else folded[: width - 1].rstrip() + "…"
