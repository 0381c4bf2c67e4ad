"""What a template makes of single texts and responses: lists, quotes, paragraphs, footnotes, facikit's own phrases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from markupsafe import Markup

from facikit.report import blocks, saying, wording
from facikit.report.page import page
from facikit.report.text import Text, escape, lines
from facikit.report.views import Response


def bullets(some: Iterable[object]) -> Markup:
    """Print a list of responses or texts."""
    return Markup(blocks.bullets(_points(some)))


def numbered(some: Iterable[object]) -> Markup:
    """Print a numbered list of responses or texts."""
    return Markup(blocks.numbered(_points(some)))


def lettered(some: Iterable[object]) -> Markup:
    """Print a list of responses or texts with a), b), c)."""
    return Markup(blocks.lettered(_points(some)))


def quotes(some: Iterable[Response]) -> Markup:
    """Print responses as quotes, each with whom it is attributed to."""
    found = list(some)
    page().told(found)
    page().quoted_ids.update(one.id for one in found)
    return Markup("".join(saying.quote(one, "quotes") for one in found))


def words(key: str, n: int | None = None, **values: object) -> Markup:
    """Print one of facikit's own phrases, as the house says it; ``n`` is what it counts, ``values`` are put in."""
    return Markup(wording.words(key, n, **{name: escape(value) for name, value in values.items()}))


def paragraph(*parts: object) -> Markup:
    """Print one paragraph of parts that follow each other; nothing where any of them is empty."""
    made = [str(escape(part)) for part in parts]
    return Markup(blocks.paragraph(" ".join(made)) if all(made) else "")


def pull_quote(said: object, name: object = "", *more: object) -> Markup:
    """Print a line that is worth a place of its own, and whose it is: name, post, organisation."""
    who = ", ".join(part for part in (str(escape(part)) for part in (name, *more)) if part)
    line = blocks.quoted(str(said))
    return Markup(blocks.block_quote(f"{line}\\\n– {who}" if line and who else line))


def document_quote(said: object, source: object) -> Markup:
    """Print a quote from something in writing, and below it in brackets the title that it is from."""
    named = str(escape(source))
    return Markup(blocks.block_quote(blocks.quoted(str(said)), f"*{named}*" if named else ""))


def footnote(note: object) -> Markup:
    """Print the mark of a footnote; what it says stands at the end of the report. The same note is printed once."""
    return Markup(page().footnote(str(escape(note))))


FUNCTIONS: dict[str, Callable[..., object]] = {
    one.__name__: one
    for one in (bullets, numbered, lettered, quotes, words, paragraph, pull_quote, document_quote, footnote)
}
"""Everything by the name that a template calls it by."""


def _points(some: Iterable[object]) -> Iterator[str]:
    for one in some:
        if isinstance(one, Response):
            page().told([one])
            yield saying.point(one, "list")
        else:
            yield lines(one) if isinstance(one, Text) else str(escape(one))
