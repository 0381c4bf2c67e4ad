"""What Markdown parsers make of a report: its blocks, its headings, its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

PLUGINS = (footnote_plugin, deflist_plugin, tasklists_plugin, front_matter_plugin)


def _with_plugins() -> MarkdownIt:
    parser = MarkdownIt("gfm-like")
    for plugin in PLUGINS:
        parser.use(plugin)
    return parser


PARSERS = {"commonmark": MarkdownIt("commonmark"), "gfm-like": MarkdownIt("gfm-like"), "plugins": _with_plugins()}


def body_of(markdown: str) -> str:
    """Return a report without its front matter."""
    return markdown.split("\n---\n", 1)[1] if markdown.startswith("---\n") else markdown


def shape(markdown: str, parser: str = "commonmark") -> tuple[list[str], str]:
    """Return the kinds of all blocks and all marked-up pieces of lines in order, and the words, white space folded.

    A web address that is a link to itself is a word like any other.
    """
    # Every report begins with front matter; the plugin for it looks for it at the very beginning only.
    source = f"---\ntitle: x\n---\n\n{markdown}" if parser == "plugins" else markdown
    kinds: list[str] = []
    words: list[str] = []
    for token in PARSERS[parser].parse(source):
        if token.type != "inline":
            kinds.append(token.type + token.tag)
            words.append(" ")
            if token.type == "fence":
                words.append(token.content)
            continue
        for piece in without_addresses(token.children or []):
            if piece.type == "text":
                words.append(piece.content)
            elif piece.type in ("softbreak", "hardbreak"):
                words.append(" ")
            elif piece.type == "image":
                kinds.append("image")
                words.append("".join(one.content or " " for one in piece.children or []))
            else:
                kinds.append(piece.type)
    return kinds, " ".join("".join(words).split())


def without_addresses(pieces: Sequence[Token]) -> Iterator[Token]:
    """Return the pieces of a line without the links around web addresses that lead to what they show."""
    at = 0
    while at < len(pieces):
        one = pieces[at]
        if one.type == "link_open" and is_address(str(one.attrs["href"]), pieces[at + 1].content):
            yield pieces[at + 1]
            at += 3
        else:
            yield one
            at += 1


def is_address(target: str, shown: str) -> bool:
    """Tell whether what is shown is a web address, and the very one that the link leads to."""
    brackets = str.maketrans({"(": "%28", ")": "%29"})
    shown = shown.strip()
    return re.match(r"https?://[\w.-]+\.[a-z]", shown, re.IGNORECASE) is not None and target in (
        shown,
        shown.translate(brackets),
    )


def looks(markdown: str) -> dict[str, list[str]]:
    """Return the kinds of all blocks and pieces of lines to each parser; headings are there with their levels."""
    return {parser: shape(markdown, parser)[0] for parser in PARSERS}


def headings(markdown: str, parser: str = "commonmark") -> list[tuple[int, str]]:
    """Return every heading's level and words."""
    tokens = PARSERS[parser].parse(body_of(markdown))
    return [
        (int(token.tag[1]), "".join(piece.content for piece in following.children or []))
        for token, following in pairwise(tokens)
        if token.type == "heading_open"
    ]
