"""How much a template may ask for: a loop by mistake ends with a sentence, and not with a laptop that stands still.

Counted over one rendering: the turns of loops, the calls, what each of them has to go through, the values put out and
their letters. Looked at one by one, before it is done: how long a text, a list or a number would get. Should all that
be slow for some other reason, a clock ends it.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from jinja2 import nodes

LARGEST = 50_000_000
"""How many letters may be put out, kept ones too, and how large the list or text may be that a filter is asked for."""
LARGEST_FILE = 1 << 18
"""How many bytes a template's file may have, a hundred times the largest that comes with facikit: what Python
makes of one takes a thousand times as much memory."""
LONGEST = 1_000_000
"""How long a text or list may get by multiplying or widening it, or be and still grow."""
MOST_STEPS = 1_000_000
"""How many turns of loops, calls and values one report may take; the samples that come with facikit take thousands."""
OF_A_FUNCTION = 50
"""What a call of one of facikit's own functions counts."""
OF_A_STEP = 100
"""How many letters, or ten times as many things as in a list, are gone through in the time of a step."""
SLOW = {"wordwrap": 20, "title": 20}
"""Filters that take so many times as long as others for a text."""
MOST_SECONDS = 30
"""How much of a processor's time one report may take; the largest of the samples takes a hundredth of it."""
MOST_BITS = 16_000
"""How large a number may get: the largest that can be printed has four thousand digits."""

_WIDTH = re.compile(r"%[^a-zA-Z%]*?(\d{5,}|\*)")


class _Spent:
    """What one rendering has used so far."""

    def __init__(self) -> None:
        self.steps = self.letters = 0
        self.began, self.look = time.thread_time(), 0


_spent: ContextVar[_Spent | None] = ContextVar("spent", default=None)


@contextlib.contextmanager
def counting() -> Iterator[None]:
    """Begin to count, for one rendering."""
    token = _spent.set(_Spent())
    try:
        yield
    finally:
        _spent.reset(token)


def step(many: int = 1) -> None:
    """Count a turn of a loop, or a call."""
    spent = _spent.get()
    if spent is not None:
        spent.steps += many
        if spent.steps > MOST_STEPS:
            raise _refusal("the template goes on for more than a million steps; is there a loop?")
        if spent.steps > spent.look:
            spent.look = spent.steps + 500
            if time.thread_time() > spent.began + MOST_SECONDS:
                raise _refusal(f"the template goes on for more than {MOST_SECONDS} seconds; is there a loop?")


def weigh(*values: Any) -> None:
    """Count what it takes to go through values, as comparing, searching and sorting do: lists in lists as well."""
    waiting = list(values)
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            step(len(one) // OF_A_STEP)
        elif isinstance(one, list | tuple | range):
            step(1 + len(one) * 10 // OF_A_STEP)
            if not isinstance(one, range):
                waiting += [inner for inner in one if isinstance(inner, list | tuple | str)]


def weighed(value: Any) -> Any:
    """Return what something is about to go through, and count."""
    weigh(value)
    return value


def put_out(value: Any) -> None:
    """Count what is put out, to the report or into a block that is kept."""
    step()
    spent = _spent.get()
    if isinstance(value, list | tuple):
        weigh(value)
    if spent is not None and isinstance(value, str):
        spent.letters += len(value)
        if spent.letters > LARGEST:
            raise _refusal(f"the report grows past {LARGEST // 1_000_000} million characters; is there a loop?")


def turns(value: Iterable[Any]) -> Iterator[Any]:
    """Go through what a loop goes through, and count."""
    for one in value:
        step()
        yield one


def still_grows(value: Any) -> Any:
    """Return what is to be put together with something else, if it is not too long for that."""
    if isinstance(value, str | list | tuple) and len(value) > LONGEST:
        raise _too_long()
    if isinstance(value, list | tuple):
        weigh(value)
    return value


def calculated(*numbers: Any) -> None:
    """Refuse to calculate with numbers that have grown too large for it to be quick."""
    if any(isinstance(one, int) and one.bit_length() > MOST_BITS for one in numbers):
        raise _too_long()


def look_at(*given: Any) -> None:
    """Refuse a call whose outcome might fill the memory: a width that nothing needs, or something long many times."""
    if any(isinstance(one, int | float) and abs(one) > LONGEST for one in given):
        raise _too_long()
    weigh(*given)
    sizes = sorted((_size(one) for one in given), reverse=True)
    if len(sizes) > 1 and sizes[0] * sizes[1] > LARGEST:
        raise _too_long()


def look_at_widths(form: str) -> None:
    """Refuse a form such as ``%99999d``, and one whose width comes from elsewhere."""
    if _WIDTH.search(form):
        raise _too_long()


def _size(value: Any) -> int:
    if isinstance(value, list | tuple):
        return len(value) + sum(len(one) for one in value if isinstance(one, str))
    return len(value) if isinstance(value, str | range) else int(abs(value)) if isinstance(value, int | float) else 1


def in_bounds(tree: nodes.Template) -> None:
    """Let every loop of a template be counted, and every text that is put together be looked at."""
    from jinja2 import nodes

    def through(name: str, one: nodes.Node) -> nodes.Expr:
        return nodes.Filter(cast("nodes.Expr", one), name, [], [], None, None, lineno=one.lineno)

    for loop in list(tree.find_all(nodes.For)):
        loop.iter = through(" turns", loop.iter)
    for both in list(tree.find_all(nodes.Concat)):
        both.nodes = [through(" still grows", one) for one in both.nodes]
    for compared in list(tree.find_all(nodes.Compare)):
        compared.expr = through(" weighed", compared.expr)
        for other in compared.ops:
            other.expr = through(" weighed", other.expr)
    for part in list(tree.find_all(nodes.Getitem)):
        if isinstance(part.arg, nodes.Slice):
            part.node = through(" weighed", part.node)


FILTERS = {" turns": turns, " still grows": still_grows, " weighed": weighed}
"""By names that nobody can write in a template."""


def _too_long() -> Exception:
    return _refusal("that would be too long")


def _refusal(message: str) -> Exception:
    from jinja2.exceptions import SecurityError

    return SecurityError(message)
