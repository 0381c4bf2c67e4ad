"""How facikit's own phrases are said in the report that is being written: in English, or as its house has them.

``words`` gives Markdown: the phrase is escaped like anybody's text, what is put into it is Markdown already. ``plain``
gives text that is escaped where it is printed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from facikit.analysis.counts import Heard
from facikit.errors import closest
from facikit.report.phrases import PHRASES, Phrase
from facikit.report.text import Text, one_line, piece

PLACE = re.compile(r"\{(\w+)\}")

Wording = Mapping[str, Phrase]

_SAID: ContextVar[Wording] = ContextVar("wording", default=PHRASES)


@contextmanager
def speaking(wording: Wording) -> Iterator[None]:
    """Say everything in this wording; what it does not have, in English."""
    token = _SAID.set({**PHRASES, **wording})
    try:
        yield
    finally:
        _SAID.reset(token)


def words(key: str, n: int | None = None, **values: object) -> str:
    """Return a phrase as Markdown; ``n`` is what it counts, ``values`` are Markdown."""
    return _filled(_escaped(_phrase(key, n)), {"n": n, **values}, key)


def plain(key: str, n: int | None = None, **values: object) -> Text:
    """Return a phrase as text, to be escaped where it is printed; ``values`` are text."""
    return Text(_filled(PLACE.split(_phrase(key, n)), {"n": n, **values}, key))


def month(number: int) -> str:
    """Return the name of a month, from 1 to 12."""
    return _SAID.get()["months"][number - 1]


def counted(heard: Heard, unit: str, detail: str = "") -> str:
    """Return how much was heard as Markdown: ``12 points from 5 of 6 groups``; groups only where there are several.

    ``unit`` is the key of what is counted; ``detail``, Markdown, stands in brackets behind the number.
    """
    said = words(unit, heard.number) + (f" ({detail})" if detail else "")
    if heard.groups_in_all < 2:
        return said
    return words("from_groups", counted=said, groups=heard.groups, all=heard.groups_in_all)


def took_part(stated: int | None, register: int) -> str:
    """Return how many took part as Markdown: as counted in the room, else as registered; nothing where neither is."""
    if stated is None or stated == register or not register:
        number = register if stated is None else stated
        return words("took_part", number) if number else ""
    people = words("person", stated)
    if register > stated:
        return words("counted_registered", people=people, registered=register)
    return words("took_part_registered", register, people=people)


def row_end() -> str:
    """Return what stands before the last of several in a sentence."""
    return f" {words('and')} "


def _filled(parts: Sequence[str], values: Mapping[str, object], key: str) -> str:
    """Return a phrase whose parts are in turns its words and the name of what is put in."""
    missing = [part for part in parts[1::2] if values.get(part) is None]
    if missing:
        raise ValueError(f"words(): the phrase {key!r} needs {' and '.join(missing)}, as in {missing[0]}=...")
    return "".join(str(values[part]) if at % 2 else part for at, part in enumerate(parts))


def _phrase(key: str, n: int | None) -> str:
    phrase = _SAID.get().get(key)
    if phrase is None:
        raise ValueError(
            f"words(): there is no phrase {key!r}; {closest(key, PHRASES) or 'see: facikit template wording'}"
        )
    if isinstance(phrase, str):
        return phrase
    return phrase[0 if n == 1 else 1]


@functools.lru_cache(maxsize=1024)
def _escaped(phrase: str) -> tuple[str, ...]:
    """Return a phrase in turns as Markdown and as the name of what is put in."""
    parts = PLACE.split(one_line(phrase))
    return tuple(part if at % 2 else piece(part, begins=at == 0) for at, part in enumerate(parts))
