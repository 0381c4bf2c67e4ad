"""Who speaks: a label of the closed list, with a number where several of one label speak in turn."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBERED = re.compile(r"(.*\S)\s+\d{1,3}", re.DOTALL)


def voice(label: str, labels: Iterable[str]) -> str:
    """Return the label of the list that ``label`` stands for: ``Practitioner`` for ``Practitioner 2``.

    What is not on the list comes back as it is.
    """
    known = {_folded(one): one for one in labels}
    numbered = _NUMBERED.fullmatch(label.strip())
    exact = known.get(_folded(label))
    return exact or (known.get(_folded(numbered[1])) if numbered else None) or label


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()
