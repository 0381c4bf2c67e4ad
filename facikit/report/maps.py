"""Mind maps as lists in lists: what hangs on a point stands below it, with its kind in brackets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from facikit.analysis.trees import outline
from facikit.library.shapes import ReportItem
from facikit.report import blocks, saying
from facikit.report.text import inline
from facikit.report.views import Field, Response
from facikit.report.wording import words

DEEPEST = 8
"""How deep lists may nest, as some readers of Markdown give up soon after; what hangs deeper stands at this depth."""


class Twig(msgspec.Struct, frozen=True):
    """A point with those that hang on it."""

    point: Response
    parts: tuple[Twig, ...] = ()


def listed(field: Field, item: ReportItem) -> str:
    """Return the map as a list."""
    return _printed(field, item, blocks.bullets)


def middle(field: Field) -> str:
    """Return what stands in the middle of the map."""
    root = inline(field.root)
    return blocks.paragraph(words("in_the_middle", words=root)) if root else ""


def recorded(responses: Sequence[Response], say: Callable[[Response], str]) -> str:
    """Return the points as a list, each with everything that ``say`` has to tell of it."""
    return blocks.bullets(_branch(one, say) for one in grown(responses))


def numbered(field: Field, item: ReportItem) -> str:
    """Return the map as a list whose main branches are numbered."""
    return _printed(field, item, blocks.numbered)


def grown(responses: Sequence[Response]) -> tuple[Twig, ...]:
    """Return the points as they hang on one another, each exactly once."""
    return tuple(_twigs([(min(depth, DEEPEST - 1), responses[at]) for depth, at in _outline(responses)], 0))


def _outline(responses: Sequence[Response]) -> list[tuple[int, int]]:
    return outline([(one.id, one.parent) for one in responses])


def _twigs(points: Sequence[tuple[int, Response]], depth: int) -> Iterable[Twig]:
    at = 0
    while at < len(points):
        end = at + 1
        while end < len(points) and points[end][0] > depth:
            end += 1
        yield Twig(points[at][1], tuple(_twigs(points[at + 1 : end], depth + 1)))
        at = end


def _printed(field: Field, item: ReportItem, as_list: Callable[[Iterable[str]], str]) -> str:
    branches = grown(field.responses)[: item.top]
    return (middle(field) if branches else "") + as_list(_branch(one, _with_kind) for one in branches)


def _with_kind(one: Response) -> str:
    said, kind = saying.point(one, "tree"), inline(one.category)
    return f"{said} ({kind})" if kind else said


def _branch(twig: Twig, say: Callable[[Response], str]) -> str:
    head = say(twig.point) or "–"
    below = blocks.nested(_branch(part, say) for part in twig.parts)
    return f"{head}\n{below}" if below else head
