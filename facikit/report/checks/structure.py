"""The report's own form: its headings, tables, footnotes and links."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from facikit.report.checks.looked import Looked, document, inside
from facikit.report.checks.sources import record_with, written
from facikit.report.findings import Finding, finding

_CALL = re.compile(r"(?<!\\)\[\^([^\]\s\\]{1,100})\](?!:)")
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s\\]{1,100})\]:", re.MULTILINE)
_CODE = re.compile(r"(?ms)^ *(`{3,}|~{3,}).*?(?:^ *\1|\Z)|(?<!`)(`++).*?(?<!`)\2(?!`)")
_SAYS_NOTHING = {"here", "click here", "this", "this link", "link", "more", "read more", "this page"}


def headings(looked: Looked) -> Iterator[Finding]:
    """Tell where there is not one title, where a level is left out, and where a heading has no words."""
    parts = looked.own.parts
    titles = [part for part in parts if part.level == 1]
    if looked.first and len(titles) != 1:
        many = "no title" if not titles else f"{len(titles)} titles"
        yield finding("headings", "", f"The report has {many}; it needs one.", about=f"titles {len(titles)}")
    for before, part in pairwise(parts):
        if part.level > before.level + 1:
            said = f"‘{part.heading}’ is a heading of level {part.level} below one of level {before.level}."
            yield finding("headings", part.heading, said, line=part.line)
    for at, part in enumerate(parts):
        if not part.heading:
            above = parts[at - 1].heading if at else ""
            yield finding("headings", above, "A heading has no words.", about=f"wordless {above}", line=part.line)


def empty(looked: Looked) -> Iterator[Finding]:
    """Tell where nothing stands under a heading."""
    parts = looked.own.parts
    # Where there is no heading at all, there is none with nothing under it.
    for part, following in zip(parts, (*parts[1:], None), strict=False):
        if not part.filled and (following is None or following.level <= part.level):
            said = f"There is nothing under the heading ‘{part.heading}’."
            yield finding("empty", part.heading, said, line=part.line)


def tables(looked: Looked) -> Iterator[Finding]:
    """Tell which tables have rows of different lengths: in the report, and as staff typed them."""
    for table in looked.own.tables:
        if len(set(table.cells)) > 1:
            yield finding("tables", table.where, _uneven(table.cells), line=table.line)
    for told in looked.told:
        for source in written(told):
            if "|" in source.text:
                for table in document(source.text).tables:
                    if len(set(table.cells)) > 1:
                        said = _uneven(table.cells)
                        yield finding(
                            "tables", source.where, said, about=f"{source.record} {said}", record=source.record
                        )


def _uneven(cells: tuple[int, ...]) -> str:
    row = next(at for at, number in enumerate(cells) if number != cells[0])
    has = "1 cell" if cells[row] == 1 else f"{cells[row]} cells"
    return f"Row {row + 1} of a table has {has}, its heading has {cells[0]}."


def footnotes(looked: Looked) -> Iterator[Finding]:
    """Tell which marks lead to no note, and which notes nothing leads to."""
    for told in looked.told:
        for source in written(told):
            if "[^" in source.text:
                words = _CODE.sub("", source.text)
                calls, notes = dict.fromkeys(_CALL.findall(words)), dict.fromkeys(_NOTE.findall(words))
                for said in _unmatched(calls, notes):
                    yield finding("footnotes", source.where, said, about=source.record + said, record=source.record)
    found = looked.own
    noted = [piece for piece in found.pieces if "[^" in piece.text]
    marks = {name: piece.line for piece in noted for name in _CALL.findall(_CODE.sub("", piece.text))}
    for name, line in (marks | found.notes).items():
        for said in _unmatched([name] if name in marks else [], [name] if name in found.notes else []):
            yield finding("footnotes", found.where(line), said, line=line)


def _unmatched(calls: Collection[str], notes: Collection[str]) -> Iterator[str]:
    yield from (f"There is no note for the mark [^{name}]." for name in calls if name not in notes)
    yield from (f"Nothing leads to the note [^{name}]." for name in notes if name not in calls)


def links(looked: Looked) -> Iterator[Finding]:
    """Tell which links do not say where they lead."""
    for piece in looked.own.pieces:
        if "](" not in piece.text:
            continue
        words: list[str] | None = None
        for token in inside(piece):
            if token.type == "link_open":
                words, address = [], str(token.attrs.get("href", ""))
            elif token.type == "link_close" and words is not None:
                text = "".join(words).strip()
                if text.casefold() in _SAYS_NOTHING or not text:
                    said = f"A link says only ‘{text}’ of where it leads." if text else "A link has no words."
                    about, record = f"{address} {text}", record_with(looked, address)
                    yield finding("links", piece.where, said, about=about, line=piece.line, record=record)
                words = None
            elif words is not None:
                words.append(token.content)
