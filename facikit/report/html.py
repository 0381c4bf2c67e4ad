"""A report as one HTML file that needs nothing else: no network, no script, its pictures inside it.

What somebody typed stays text: no HTML is taken from it, and no link that would run anything. The anchors of headings
are those of ``layout.anchors``, so that links from one part to another lead there.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from facikit.report.findings import Finding, finding
from facikit.report.html_tags import RULES
from facikit.report.layout import anchors
from facikit.report.source import Picture, Pictures, Source
from facikit.report.wording import plain

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

DEEPEST = 200
WIDE = 3
"""Columns from which a table may need to be moved sideways on a small screen."""
LONGEST_CAPTION = 240
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

# A full stop, which no anchor of a heading can have.
MAIN, CONTENTS = "the.report", "the.contents"


class Made(msgspec.Struct, frozen=True):
    """A file made from a report, and what to look at before it goes out."""

    data: bytes
    findings: tuple[Finding, ...] = ()


class Heading(msgspec.Struct, frozen=True):
    """A heading at the margin: its level on the page, its words and its anchor."""

    level: int
    words: str
    anchor: str


def page(source: Source, pictures: Pictures) -> Made:
    """Return the report as a page of HTML."""
    parser = _parser()
    env: dict[str, Any] = {}
    tokens = parser.parse(source.body, env)
    findings: list[Finding] = []
    headings, titled = _headings(tokens)
    _with_pictures(tokens, pictures, findings)
    tokens = _with_figures(tokens)
    _with_tables(tokens)
    first = next((at for at, one in enumerate(tokens) if one.type == "heading_open" and one.tag == "h2"), len(tokens))
    if not titled:
        first = 0

    def rendered(some: Sequence[Token]) -> str:
        return str(parser.renderer.render(some, parser.options, env))

    inside = rendered(tokens[:first]) + _contents(headings) + rendered(tokens[first:])
    title = "" if titled else f"<h1>{escape(source.title)}</h1>\n"
    whole = (
        f'<!DOCTYPE html>\n<html lang="{source.lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(source.title)}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#{MAIN}">{escape(plain("skip"))}</a>\n'
        f'<main id="{MAIN}" tabindex="-1">\n{title}{inside}</main>\n</body>\n</html>\n'
    )
    return Made(whole.encode(), tuple(findings))


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    settings = {"html": False, "linkify": False, "xhtmlOut": False, "maxNesting": DEEPEST}
    parser = MarkdownIt("gfm-like", settings).disable("linkify")
    parser.use(footnote_plugin, inline=False)
    for name, rule in RULES.items():
        parser.add_render_rule(name, rule)
    return parser


def _style() -> str:
    return Path(__file__).with_name("paper.css").read_text(encoding="utf-8")


# Headings


def _headings(tokens: Sequence[Token]) -> tuple[list[Heading], bool]:
    """Give the headings their anchors and return them, and whether the report has its title in it as the one H1.

    Where it has not, the title of the front matter stands above and everything goes down by one level.
    """
    at = [number for number, one in enumerate(tokens) if one.type == "heading_open" and not one.level]
    words = [_words(tokens[number + 1]) for number in at]
    every = [one for one in tokens if one.type in ("heading_open", "heading_close")]
    ones = [one for one in every if one.type == "heading_open" and one.tag == "h1"]
    titled = len(ones) == 1 and bool(at) and tokens[at[0]] is ones[0]
    if not titled:
        for one in every:
            one.tag = f"h{min(6, int(one.tag[1]) + 1)}"
    found = []
    for number, said, anchor in zip(at, words, anchors(words), strict=True):
        if anchor:
            tokens[number].attrSet("id", anchor)
        found.append(Heading(int(tokens[number].tag[1]), said, anchor))
    return found, titled


def _words(inline: Token) -> str:
    return "".join(one.content for one in inline.children or [])


def _contents(headings: Sequence[Heading]) -> str:
    """Return the list of contents, the parts and the parts of these; nothing where the report has one of its own."""
    listed = [one for one in headings if one.level in (2, 3) and one.anchor]
    title = plain("contents")
    if len(listed) < 3 or any(one.words.strip() == title for one in headings):
        return ""
    made = [f'<nav class="contents" aria-labelledby="{CONTENTS}">\n<h2 id="{CONTENTS}">{escape(title)}</h2>\n<ul>\n']
    inner = 0
    for at, one in enumerate(listed):
        if one.level == 3 and not inner:
            # A third level with no second above it hangs below nothing, and stands as if it were one.
            made.append("<ul>\n" if at else "")
            inner = 1 if at else 0
        elif at:
            made.append("</li>\n</ul>\n</li>\n" if inner and one.level == 2 else "</li>\n")
            inner = inner if one.level == 3 else 0
        made.append(f'<li><a href="#{escape(one.anchor)}">{escape(" ".join(one.words.split()))}</a>')
    made.append("</li>\n</ul>\n</li>\n" if inner else "</li>\n")
    return "".join([*made, "</ul>\n</nav>\n"])


# Pictures


def _with_pictures(tokens: Sequence[Token], pictures: Pictures, findings: list[Finding]) -> None:
    """Put the pictures in. What cannot be shown becomes its description, and is to be looked at."""
    where = ""
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            where = _words(tokens[at + 1])
        for one in token.children or []:
            if one.type != "image":
                continue
            address = str(one.attrs.get("src", ""))
            found = pictures.find(address)
            if isinstance(found, Picture):
                one.meta["data"] = f"data:image/{_kind(found)};base64,{base64.b64encode(found.data).decode()}"
            else:
                findings.append(finding("pictures", where, f"the picture {address} is not shown, as {found}"))


def _kind(picture: Picture) -> str:
    return "svg+xml" if picture.kind == "svg" else picture.kind


def _with_figures(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with every picture that stands alone as a figure, and the caption below it inside.

    One without a caption above the first part is a logo, which is small.
    """
    from markdown_it.token import Token

    made: list[Token] = []
    at = headings = 0
    while at < len(tokens):
        if not _is_picture(tokens[at : at + 3]):
            made.append(tokens[at])
            headings += tokens[at].type == "heading_open" and tokens[at].tag != "h1"
            at += 1
            continue
        level = tokens[at].level
        figure = Token("figure_open", "figure", 1, level=level, block=True)
        made += [figure, tokens[at + 1]]
        at += 3
        if is_caption(tokens[at : at + 3]):
            tokens[at].tag = tokens[at + 2].tag = "figcaption"
            made += tokens[at : at + 3]
            at += 3
        elif not headings:
            figure.attrSet("class", "logo")
        made.append(Token("figure_close", "figure", -1, level=level, block=True))
    return made


def _is_picture(three: Sequence[Token]) -> bool:
    if [one.type for one in three] != ["paragraph_open", "inline", "paragraph_close"]:
        return False
    inside = [one for one in three[1].children or [] if one.type != "text" or one.content.strip()]
    return [one.type for one in inside] == ["image"] and "data" in inside[0].meta


def is_caption(three: Sequence[Token]) -> bool:
    """Tell whether what follows a picture is its caption: a short paragraph that does not end like a sentence."""
    if [one.type for one in three] != ["paragraph_open", "inline", "paragraph_close"] or three[0].hidden:
        return False
    words = _words(three[1]).strip()
    pictures = any(one.type == "image" for one in three[1].children or [])
    return bool(words) and len(words) <= LONGEST_CAPTION and words[-1] not in ".:" and not pictures


# Tables


def _with_tables(tokens: Sequence[Token]) -> None:
    """Give headings of columns their scope, make empty ones cells, and number the tables."""
    number = 0
    for at, token in enumerate(tokens):
        if token.type == "table_open":
            number += 1
            columns = 0
            for one in tokens[at:]:
                columns += one.type == "th_open"
                if one.type == "thead_close":
                    break
            token.meta.update(number=number, wide=columns >= WIDE)
        elif token.type == "table_close":
            token.meta.update(wide=False)
        elif token.type == "th_open":
            if tokens[at + 1].content.strip():
                token.attrSet("scope", "col")
            else:
                token.tag = tokens[at + 2].tag = "td"
