"""What the checks look at: a composed report as its parts, pieces and tables, and the sessions that are told in it.

The Markdown is parsed once, block by block; only the pieces of lines in which something may hide are read further, by
those who look for it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from facikit.report.layout import plain
from facikit.report.render import Told
from facikit.report.tree import cells_in

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


class Part(msgspec.Struct, frozen=True):
    """A heading: its level, its words, its line, and whether anything but headings stands under it."""

    level: int
    heading: str
    line: int
    filled: bool


class Piece(msgspec.Struct, frozen=True):
    """A run of words as Markdown: a paragraph, an item, a cell; its line, and the heading it stands under."""

    text: str
    line: int
    where: str


class Rows(msgspec.Struct, frozen=True):
    """A table: how many cells each of its rows was typed with."""

    cells: tuple[int, ...]
    line: int
    where: str


class Document(msgspec.Struct, frozen=True):
    """A text as Markdown, taken apart. ``notes`` are its footnotes' names with their lines."""

    parts: tuple[Part, ...]
    pieces: tuple[Piece, ...]
    tables: tuple[Rows, ...]
    notes: dict[str, int]

    def where(self, line: int) -> str:
        """Return the heading that a line stands under."""
        return next((part.heading for part in reversed(self.parts) if part.line <= line), "")


NOTHING = Document((), (), (), {})


class Looked(msgspec.Struct, frozen=True):
    """A report to be checked, and a session that is told in it; ``told`` is empty where nobody knows which.

    ``first`` tells whether it is looked at for the first time: a report of several sessions is looked at once for each.
    """

    markdown: str
    document: Document
    told: tuple[Told, ...] = ()
    first: bool = True

    @property
    def own(self) -> Document:
        """What has not been looked at before."""
        return self.document if self.first else NOTHING


def document(markdown: str) -> Document:
    """Take a text apart; its front matter, where it has any, counts lines and nothing else."""
    before, body = _body(markdown.replace("\r\n", "\n").replace("\r", "\n"))
    tokens = _parser().parse(body)
    lines = body.split("\n")
    parts: list[Part] = []
    pieces: list[Piece] = []
    tables: list[Rows] = []
    rows: list[int] = []
    notes: dict[str, int] = {}
    heading: Token | None = None
    for token in tokens:
        line = before + token.map[0] if token.map else 0
        if token.type == "heading_open" and token.level == 0:
            heading = token
        elif token.type == "heading_close" and token.level == 0:
            heading = None
        elif heading is not None:
            parts.append(Part(int(heading.tag[1]), plain(token.content).strip(), line, False))
            pieces.append(Piece(token.content, line, parts[-1].heading))
        else:
            if parts and not parts[-1].filled:
                parts[-1] = msgspec.structs.replace(parts[-1], filled=True)
            where = parts[-1].heading if parts else ""
            if token.type == "inline":
                pieces.append(Piece(token.content, line, where))
            elif token.type == "tr_open" and token.map:
                rows.append(cells_in(lines[token.map[0]]))
            elif token.type == "table_open":
                tables.append(Rows((), line, where))
                rows = []
            elif token.type == "table_close":
                tables[-1] = msgspec.structs.replace(tables[-1], cells=tuple(rows))
            elif token.type == "footnote_reference_open":
                notes.setdefault(str(token.meta["label"]), line)
    return Document(tuple(parts), tuple(pieces), tuple(tables), notes)


def inside(piece: Piece) -> Iterator[Token]:
    """Return the marked-up parts of a piece's line."""
    for token in _line_parser().parseInline(piece.text):
        yield from token.children or []


def _body(markdown: str) -> tuple[int, str]:
    """Return how many lines of front matter there are, and what stands behind them."""
    if not markdown.startswith("---\n"):
        return 0, markdown
    front, found, body = markdown.partition("\n---\n")
    return (front.count("\n") + 2, body) if found else (0, markdown)


@functools.cache
def _parser() -> MarkdownIt:
    """Return a reader of blocks that leaves the words in them alone."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("gfm-like").use(footnote_plugin, inline=False, move_to_end=False)
    return parser.disable(["inline", "linkify", "replacements", "smartquotes", "text_join"])


@functools.cache
def _line_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")
