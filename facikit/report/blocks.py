"""The parts that a report is built of, as Markdown: a list, a quote, a table, a picture.

What comes in is Markdown already, escaped by whoever knows what it is; what goes out stands between blank lines. A part
without content is nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote as percent

from facikit.report.layout import FIRST, NEXT
from facikit.report.text import clean, inline, linked, one_line, paragraphs
from facikit.report.wording import words

_LEAD = re.compile(r"\s*(\S(?:(?![.!?]\s)[^\n]){0,79}?)(?::(?=\s)|\s[-–—](?=\s))\s*(\S.*)", re.DOTALL)
_OPEN, _SHUT = "‘“\"'«„", "’”\"'»“"
_NUMBER = re.compile(r"\d{1,9}")


def paragraph(markdown: str) -> str:
    """Return one paragraph. A number alone before a full stop would begin a list."""
    if _NUMBER.fullmatch(markdown.rstrip(".")) and markdown.endswith("."):
        markdown = f"{markdown[:-1]}\\."
    return f"\n\n{markdown}\n\n" if markdown.strip() else ""


def heading(level: int, markdown: str, mark: str = "") -> str:
    """Return a heading; six levels are all that Markdown has."""
    return f"\n\n{'#' * min(6, level)} {markdown}{mark}\n\n" if markdown else ""


def bullets(items: Iterable[str]) -> str:
    """Return a list of points."""
    return _listed([("- ", item) for item in items if item.strip()])


def numbered(items: Iterable[str]) -> str:
    """Return a list numbered from 1."""
    return _listed([(f"{at}. ", item) for at, item in enumerate((item for item in items if item.strip()), 1)])


def lettered(items: Iterable[str]) -> str:
    """Return a list with a), b), c) as its words: Markdown itself has no letters."""
    return bullets(f"{letters(at)}) {item}" for at, item in enumerate(item for item in items if item.strip()))


def letters(number: int) -> str:
    """Return a, b … z, aa, ab … for 0, 1 …"""
    return (letters(number // 26 - 1) if number >= 26 else "") + chr(ord("a") + number % 26)


def nested(items: Iterable[str]) -> str:
    """Return a list to stand inside an item of another list."""
    return "\n".join(f"- {indented(item, 2)}" for item in items if item.strip())


def indented(markdown: str, width: int) -> str:
    """Return the lines but the first moved in, as what belongs to an item of a list must be."""
    if "\n" not in markdown:
        return markdown
    return re.sub(r"\n(?=[^\n])", "\n" + " " * width, markdown)


def quoted(text: str) -> str:
    """Return the words in quote marks, unless they have some around them already; paragraphs stay."""
    said = clean(text).strip()
    if not said:
        return ""
    if len(said) > 1 and said[0] in _OPEN and said[-1] in _SHUT:
        return paragraphs(said)
    # The marks are inside of what is escaped: at its edges they keep a line from beginning like a list.
    return f"{words('quote_opens')}{paragraphs(said)}{words('quote_shuts')}"


def quoted_line(text: str) -> str:
    """Return the words in quote marks on one line."""
    said = one_line(text)
    if len(said) > 1 and said[0] in _OPEN and said[-1] in _SHUT:
        return linked(said)
    return f"{words('quote_opens')}{linked(said)}{words('quote_shuts')}" if said else ""


def block_quote(markdown: str, label: str = "") -> str:
    """Return a quote with, below it, whom it is attributed to: in brackets, unless the house has it otherwise."""
    if not markdown.strip():
        return ""
    said = f"{markdown}\\\n{words('label', label=label)}" if label else markdown
    return "\n\n" + "\n".join(f"> {line}".rstrip() for line in said.split("\n")) + "\n\n"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; shorter rows are filled up."""
    body = [[*row, *[""] * (len(headings) - len(row))] for row in rows]
    if not body or not headings:
        return ""
    every = [list(headings), ["---"] * len(headings), *body]
    return "\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in every) + "\n\n"


def picture(path: str, description: str, caption: str = "") -> str:
    """Return a picture with its description, and its caption below it."""
    return paragraph(f"![{inline(description)}]({percent(path, safe='/:.-_~')})") + paragraph(caption)


def split_label(text: str) -> tuple[str, str]:
    """Return "Label: rest" or "Label - rest" as its two parts; ("", text) where there is no label in front."""
    found = _LEAD.match(clean(text))
    return (found[1].strip(), found[2].strip()) if found else ("", text)


def labelled(label: str, rest: str) -> str:
    """Return a bold label and what follows it; both are Markdown."""
    if not label:
        return rest
    return f"**{label}:** {rest}" if rest else f"**{label}**"


def said_of(name: str, words: str) -> str:
    """Return ``name: words``; a dash where the name ends in a mark of its own. Both are Markdown."""
    return f"{name} – {words}" if name[-1:] in tuple("?!:…") else f"{name}: {words}"


def in_a_row(parts: Sequence[str], *, last: str = ", ") -> str:
    """Return the parts in one sentence without its full stop; semicolons where there are commas within."""
    found = [part for part in parts if part]
    if any("," in part or ";" in part for part in found):
        return "; ".join(found)
    return ", ".join(found[:-1]) + (last if len(found) > 1 else "") + found[-1] if found else ""


def _listed(items: Sequence[tuple[str, str]]) -> str:
    made = []
    for at, (mark, item) in enumerate(items):
        made.append(f"{NEXT if at else FIRST}{mark}{indented(item, len(mark))}")
    if any("\n\n" in item for _, item in items):
        return "\n\n" + "\n\n".join(made) + "\n\n"
    return "\n\n" + "\n".join(made) + "\n\n" if made else ""
