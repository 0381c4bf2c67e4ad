"""How the pieces of a page of HTML are written where the Markdown parser's own way does not do.

Ids of our own have a full stop in them, which no anchor of a heading can have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from facikit.report.wording import plain

if TYPE_CHECKING:
    from markdown_it.token import Token

BREAKS = ("softbreak", "hardbreak")
ALIGNED = re.compile(r"text-align:(left|right|center)")


def _image(_self: Any, tokens: Sequence[Token], at: int, *_: Any) -> str:
    one = tokens[at]
    described = "".join(" " if child.type in BREAKS else child.content for child in one.children or []).strip()
    if "data" in one.meta:
        return f'<img src="{one.meta["data"]}" alt="{escape(described)}">'
    return f'<span class="missing">{escape(described)}</span>'


def _table_open(self: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    label = escape(plain("table_number", number=tokens[at].meta["number"]))
    # What may have to be moved sideways must be reached by keyboard as well.
    moved = f' tabindex="0" role="group" aria-label="{label}"' if tokens[at].meta["wide"] else ""
    return f'<div class="table"{moved}>\n{self.renderToken(tokens, at, options, env)}'


def _table_close(self: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    return f"{self.renderToken(tokens, at, options, env)}</div>\n"


def _cell_open(self: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    style = ALIGNED.fullmatch(str(tokens[at].attrs.pop("style", "")))
    if style:
        tokens[at].attrSet("class", style[1])
    return str(self.renderToken(tokens, at, options, env))


def _link_open(self: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    if tokens[at].markup == "autolink":
        tokens[at].attrSet("class", "bare")
    return str(self.renderToken(tokens, at, options, env))


def _note_number(token: Token) -> str:
    again = token.meta.get("subId", 0)
    return f"{token.meta['id'] + 1}" + (f".{again + 1}" if again else "")


def _note_call(_self: Any, tokens: Sequence[Token], at: int, *_: Any) -> str:
    number, shown = _note_number(tokens[at]), tokens[at].meta["id"] + 1
    label = escape(plain("note_number", number=shown))
    return f'<sup><a class="note" href="#note.{shown}" id="call.{number}" aria-label="{label}">[{shown}]</a></sup>'


def _notes_open(*_: Any) -> str:
    return f'<section class="notes" aria-label="{escape(plain("notes"))}">\n<hr>\n<ol>\n'


def _notes_close(*_: Any) -> str:
    return "</ol>\n</section>\n"


def _note_open(_self: Any, tokens: Sequence[Token], at: int, *_: Any) -> str:
    return f'<li id="note.{tokens[at].meta["id"] + 1}">'


def _note_close(*_: Any) -> str:
    return "</li>\n"


def _note_back(_self: Any, tokens: Sequence[Token], at: int, *_: Any) -> str:
    number = _note_number(tokens[at])
    label = escape(plain("back_to_note", number=number))
    return f' <a class="note" href="#call.{number}" aria-label="{label}">↩</a>'


RULES: dict[str, Callable[..., str]] = {
    "image": _image,
    "table_open": _table_open,
    "table_close": _table_close,
    "th_open": _cell_open,
    "td_open": _cell_open,
    "link_open": _link_open,
    "footnote_ref": _note_call,
    "footnote_block_open": _notes_open,
    "footnote_block_close": _notes_close,
    "footnote_open": _note_open,
    "footnote_close": _note_close,
    "footnote_anchor": _note_back,
}
