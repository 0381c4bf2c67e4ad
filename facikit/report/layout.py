"""The last pass over a report: lists kept apart, blank lines made even, links to headings filled in.

What writes the parts leaves marks for this pass. They are control characters, which no text of a person contains by the
time it gets here, so a mark can only be ours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

FIRST, NEXT = "\x03", "\x02"
"""Before the first and before every further item of a list that stands at the margin."""
HELD_OPEN, HELD_SHUT = "\x10", "\x11"
"""Around the number of something that is put in once the prose around it is written."""
SEE_OPEN, SEE_SHUT = "\x12", "\x13"
"""Around the number of a block that is linked to."""
HEAD_OPEN, HEAD_SHUT = "\x0e", "\x0f"
"""Around the number of a block, at the end of its heading."""
COUNTED, APPENDIX, LISTED = "\x14", "\x15", "\x16"
"""At the end of a heading that is numbered, that begins an appendix, that stands in the contents as it is."""
CONTENTS = "\x17"
"""Where the contents go."""
SPOT_OPEN, SPOT_SHUT = "\x18", "\x19"
"""Before and after one place that is looked for, each on a line of its own."""
CODE = "\x1a"
"""Behind a code that stands for a person."""
MARKS = re.compile("[\x02\x03\x0e-\x1a]")

_FENCED = re.compile(r"(?ms)^([ >]*(?:(?:[-*+]|\d+[.)]) +)*)(`{3,}|~{3,})[^\n]*\n.*?(?:^[ >]*\2[`~]*[ \t]*$|\Z)")
_LINE_ENDS = re.compile(r"[ \t]+(?=\n|\Z)")
_EMPTY_LINES = re.compile(r"\n{3,}")
_LEFT_LIST = re.compile("\n(?=[^\\s\x02])")
_HEADING = re.compile(r"^(#{1,6}) +(.*)$", re.MULTILINE)
_HEAD = re.compile(f"{HEAD_OPEN}(\\d+){HEAD_SHUT}")
_SEE = re.compile(f"{SEE_OPEN}(\\d+){SEE_SHUT}")
_NUMBERED = re.compile(f"^(#{{1,6}}) +(.*?)({HEAD_OPEN}(\\d+){HEAD_SHUT})([{COUNTED}{APPENDIX}{LISTED}])", re.MULTILINE)


class Numbering(msgspec.Struct, frozen=True):
    """How what is numbered is called, as Markdown, with {n} for the number, {name} for the words of a heading."""

    section: str = "section {n}"
    appendix: str = "Appendix {n}"
    appendix_heading: str = "Appendix {n}: {name}"


PLAIN = Numbering()


def finished(text: str, names: Sequence[str], numbering: Numbering = PLAIN) -> tuple[str, list[int]]:
    """Return the report's Markdown without marks, and the numbers of blocks linked to that have no heading in it.

    ``names`` are the blocks' titles as Markdown, by number.
    """
    text, called, listed = _numbered(_evened(text), numbering)
    text, missing = _linked(text, [called.get(at, name) for at, name in enumerate(names)], listed)
    return _listed(text), missing


def anchors(headings: Sequence[str]) -> list[str]:
    """Return the anchor of each heading, given as plain text, the way that code hosts and our own HTML name them.

    No two are the same, also where a heading has the words that another's anchor was made of: Group, Group, Group 1.
    """
    taken: dict[str, int] = {}
    made = []
    for heading in headings:
        first = anchor = re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        while anchor in taken:
            taken[first] += 1
            anchor = f"{first}-{taken[first]}"
        taken[anchor] = 0
        made.append(anchor)
    return made


def plain(markdown: str) -> str:
    """Return the words of one line of Markdown."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parseInline(markdown)
    return "".join(token.content for token in tokens[0].children or [])


def words(markdown: str) -> list[str]:
    """Return the words of each paragraph, heading and item of some Markdown."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parse(MARKS.sub("", markdown))
    return [
        "".join(child.content or (" " if child.type.endswith("break") else "") for child in token.children or [])
        for token in tokens
        if token.type == "inline"
    ]


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


def _numbered(text: str, numbering: Numbering) -> tuple[str, dict[int, str], list[tuple[int, int]]]:
    """Return the text with its numbered headings, by what each is called, and the level and number of those listed."""
    called: dict[int, str] = {}
    listed: list[tuple[int, int]] = []
    counts: list[int] = []
    appendices, top = 0, 0

    def one(found: re.Match[str]) -> str:
        nonlocal appendices, top
        level, words, number, kind = len(found[1]), found[2], int(found[4]), found[5]
        listed.append((level, number))
        if kind == APPENDIX:
            appendices += 1
            called[number] = numbering.appendix.replace("{n}", str(appendices))
            words = numbering.appendix_heading.replace("{n}", str(appendices)).replace("{name}", words)
        elif kind == COUNTED:
            top = top or level
            depth = max(0, level - top)
            counts[:] = [*(counts + [0] * depth)[:depth], (counts[depth] if depth < len(counts) else 0) + 1]
            label = ".".join(map(str, counts))
            called[number] = numbering.section.replace("{n}", label)
            words = f"{label} {words}"
        return f"{found[1]} {words}{found[3]}"

    return (_NUMBERED.sub(one, text) if HEAD_OPEN in text else text), called, listed


def _contents(listed: Sequence[tuple[int, int]], links: dict[int, str], words: dict[int, str]) -> str:
    """Return a list of links to headings, those further down inside those above."""
    top = min((level for level, _ in listed), default=0)
    made: list[str] = []
    for level, number in listed:
        mark = f"{NEXT if made else FIRST}- " if level == top else f"{'  ' * (level - top)}- "
        made.append(f"{mark}[{words[number]}](#{links[number]})")
    return "\n".join(made)


def _linked(text: str, names: Sequence[str], listed: Sequence[tuple[int, int]] = ()) -> tuple[str, list[int]]:
    if SEE_OPEN not in text and CONTENTS not in text:
        return _HEAD.sub("", text), []
    fences = [found.span() for found in _FENCED.finditer(text)] if "```" in text or "~~~" in text else []
    headings = [
        (found[2], _HEAD.findall(found[2]))
        for found in _HEADING.finditer(text)
        if not any(first <= found.start() < last for first, last in fences)
    ]
    links = anchors([plain(_HEAD.sub("", heading)) for heading, _ in headings])
    by_number = {int(number): link for (_, numbers), link in zip(headings, links, strict=True) for number in numbers}
    missing = []

    def link(found: re.Match[str]) -> str:
        number = int(found[1])
        if number in by_number:
            return f"[{names[number]}](#{by_number[number]})"
        missing.append(number)
        return names[number]

    if CONTENTS in text:
        words = {int(number): _HEAD.sub("", heading) for heading, numbers in headings for number in numbers}
        text = text.replace(CONTENTS, _contents(listed, by_number, words))
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
