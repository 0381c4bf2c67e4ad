"""The last pass over a report: lists kept apart, blank lines made even, links to headings filled in.

What writes the parts leaves marks for this pass. They are control characters, which no text of a person contains by the
time it gets here, so a mark can only be ours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

FIRST, NEXT = "\x03", "\x02"
"""Before the first and before every further item of a list that stands at the margin."""
HELD_OPEN, HELD_SHUT = "\x10", "\x11"
"""Around the number of something that is put in once the prose around it is written."""
SEE_OPEN, SEE_SHUT = "\x12", "\x13"
"""Around the number of a block that is linked to."""
HEAD_OPEN, HEAD_SHUT = "\x0e", "\x0f"
"""Around the number of a block, at the end of its heading."""
MARKS = re.compile("[\x02\x03\x0e-\x13]")

_FENCED = re.compile(r"(?ms)^([ >]*(?:(?:[-*+]|\d+[.)]) +)*)(`{3,}|~{3,})[^\n]*\n.*?(?:^[ >]*\2[`~]*[ \t]*$|\Z)")
_LINE_ENDS = re.compile(r"[ \t]+(?=\n|\Z)")
_EMPTY_LINES = re.compile(r"\n{3,}")
_LEFT_LIST = re.compile("\n(?=[^\\s\x02])")
_HEADING = re.compile(r"^(#{1,6}) +(.*)$", re.MULTILINE)
_HEAD = re.compile(f"{HEAD_OPEN}(\\d+){HEAD_SHUT}")
_SEE = re.compile(f"{SEE_OPEN}(\\d+){SEE_SHUT}")


def finished(text: str, names: Sequence[str]) -> tuple[str, list[int]]:
    """Return the report's Markdown without marks, and the numbers of blocks linked to that have no heading in it.

    ``names`` are the blocks' titles as Markdown, by number.
    """
    text, missing = _linked(_evened(text), names)
    return _listed(text), missing


def anchors(headings: Sequence[str]) -> list[str]:
    """Return the anchor of each heading, given as plain text, the way that code hosts and our own HTML name them."""
    taken: dict[str, int] = {}
    made = []
    for heading in headings:
        anchor = re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        number = taken.get(anchor, 0)
        taken[anchor] = number + 1
        made.append(f"{anchor}-{number}" if number else anchor)
    return made


def plain(markdown: str) -> str:
    """Return the words of one line of Markdown."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parseInline(markdown)
    return "".join(token.content for token in tokens[0].children or [])


def _evened(text: str) -> str:
    """Return ``text`` with one blank line between blocks and none at the ends of lines, except inside fences."""
    made, at = [], 0
    if "```" in text or "~~~" in text:
        for fenced in _FENCED.finditer(text):
            made += [_even(text[at : fenced.start()]), fenced[0]]
            at = fenced.end()
    made.append(_even(text[at:]))
    return "".join(made).strip("\n") + "\n"


def _even(text: str) -> str:
    if " \n" in text or "\t\n" in text:
        text = _LINE_ENDS.sub("", text)
    return _EMPTY_LINES.sub("\n\n", text)


def _linked(text: str, names: Sequence[str]) -> tuple[str, list[int]]:
    if SEE_OPEN not in text:
        return _HEAD.sub("", text), []
    headings = [(found[2], _HEAD.findall(found[2])) for found in _HEADING.finditer(text)]
    links = anchors([plain(_HEAD.sub("", heading)) for heading, _ in headings])
    by_number = {int(number): link for (_, numbers), link in zip(headings, links, strict=True) for number in numbers}
    missing = []

    def link(found: re.Match[str]) -> str:
        number = int(found[1])
        if number in by_number:
            return f"[{names[number]}](#{by_number[number]})"
        missing.append(number)
        return names[number]

    return _SEE.sub(link, _HEAD.sub("", text)), missing


def _listed(text: str) -> str:
    """Return ``text`` with each marked list in a mark of its own: two in a row stay two lists."""
    before, *lists = text.split(FIRST)
    made, last = [before], _own_mark(before)
    for one in lists:
        ordered = one[0].isdigit()
        mark = {"-": "*", ".": ")"}.get(last, "")
        if not mark or ordered != (mark == ")"):
            mark = "." if ordered else "-"
        last = "" if _LEFT_LIST.search(one) else mark
        if ordered:
            made.append(re.sub(rf"(?:^|{NEXT})(\d+)[.)]", rf"\g<1>{mark}", one))
        else:
            made.append(mark + one[1:].replace(f"{NEXT}-", mark).replace(f"{NEXT}*", mark))
    return "".join(made)


def _own_mark(text: str) -> str:
    """Return the mark of the list that ``text`` ends with, where a template wrote one itself."""
    last = text.rstrip("\n").rpartition("\n")[2]
    found = re.match(r"([-*+])\s|\d+([.)])\s", last)
    return (found[1] or found[2]) if found else ""
