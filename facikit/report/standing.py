"""Where in a report each piece of prose stands: the places in their order, and one of them as it will be read.

Both are taken from a report as it is really made, by its template, so that they hold for a house's own forms too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from facikit.report.layout import SPOT_OPEN, SPOT_SHUT
from facikit.report.page import Page
from facikit.report.views import Prose, Report, Theme
from facikit.session.prose import SESSION, THEME
from facikit.session.session import Session

Key = tuple[str, str]
"""A place for prose: block and slot, as the log has it."""
_HEADING = re.compile(r"(#{1,6}) +\S")
_FENCE = re.compile(r"[ >]*(`{3,}|~{3,})")


class Standing(msgspec.Struct, frozen=True):
    """A place in a report's Markdown: the headings over it, the lines of its part, and which of these are its own."""

    above: tuple[str, ...]
    """The headings that it stands under, the highest first, without the one that its part begins with."""
    lines: tuple[str, ...]
    """From the heading of its part to the next heading after its text."""
    first: int
    last: int
    """Its own lines are those from ``first`` up to ``last``; none where nothing is printed there."""
    at: int
    """The line of the report, from 0, that its part begins on."""


def prose_of(report: Report) -> dict[Key, Prose]:
    """Return what staff wrote, by its place; the report's own texts, not copies of them."""
    found = {(SESSION, slot.name): slot.prose for slot in (*report.opening, *report.closing)}
    for block in report.agenda:
        found |= {(block.id, slot.name): slot.prose for slot in block.slots}
        todo: list[Theme] = [theme for field in block.fields for theme in field.themes]
        for theme in todo:
            found[THEME, theme.id] = theme.prose
            todo.extend(theme.parts)
    return found


def places(page: Page) -> list[Key]:
    """Return the places for prose that a report has come to while it was written, each once, in its order."""
    own = page.together.slots if page.together is not None else {}
    known = {id(text): key for key, text in prose_of(page.report).items()}
    known |= {id(text): (SESSION, name) for name, text in own.items()}
    return list(dict.fromkeys(known[id(text)] for text in page.places if id(text) in known))


def order(session: Session, genre: str = "", *, kits: Sequence[Path]) -> list[Key]:
    """Return the places for prose that the session's report has, filled or not, in the order of the report."""
    from facikit.report.render import compose

    return list(compose(session, genre, kits=kits, draft=True).places)


def standing(session: Session, key: Key, genre: str = "", *, kits: Sequence[Path]) -> Standing | None:
    """Return a place as the session's report has it now; None where this report has no such place."""
    from facikit.report.render import compose

    for draft in (False, True):
        # What is still empty stands in no finished report; a draft tells where it will.
        lines = compose(session, genre, kits=kits, draft=draft, watched=key).markdown.split("\n")
        found = _found(lines)
        if found is not None:
            return found
    return None


def spot(session: Session, key: Key, genre: str = "", *, kits: Sequence[Path], draft: bool = False) -> int | None:
    """Return the line of the report, from 0, on which a place begins; None where the report does not have it."""
    from facikit.report.render import compose

    lines = compose(session, genre, kits=kits, draft=draft, watched=key).markdown.split("\n")
    found = _found(lines)
    return found.at + found.first if found is not None and found.last > found.first else None


def _found(lines: Sequence[str]) -> Standing | None:
    marks = [at for at, line in enumerate(lines) if line.strip(" >") in (SPOT_OPEN, SPOT_SHUT)]
    if len(marks) < 2:
        return None
    begin, end = marks[:2]
    # The marks stand in paragraphs of their own, each with an empty line behind it.
    gone = {at + more for at in marks for more in (0, 1)}
    kept = [(at, line) for at, line in enumerate(lines) if at not in gone]
    text = [line for _, line in kept]
    first = sum(at < begin for at, _ in kept)
    last = sum(at < end for at, _ in kept)
    headings = [(at, len(found[1])) for at, found in _headings(text)]
    over = [(at, level) for at, level in headings if at < first]
    start = over[-1][0] if over else 0
    above: list[str] = []
    level = over[-1][1] if over else 1
    for at, higher in reversed(over[:-1]):
        if higher < level:
            above.insert(0, text[at])
            level = higher
    stop = next((at for at, _ in headings if at >= last), len(text))
    while last > first and not text[last - 1].strip():
        last -= 1
    while stop > start and not text[stop - 1].strip():
        stop -= 1
    return Standing(tuple(above), tuple(text[start:stop]), first - start, last - start, start)


def _headings(lines: Sequence[str]) -> list[tuple[int, re.Match[str]]]:
    """Return the headings with their lines, but for what looks like one within a fence or before the title."""
    found, fence = [], ""
    front = lines[:1] == ["---"]
    for at, line in enumerate(lines):
        if front:
            front = not at or line != "---"
            continue
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence and (heading := _HEADING.match(line)):
            found.append((at, heading))
    return found
