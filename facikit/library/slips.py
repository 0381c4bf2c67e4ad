"""The slips that people make when they write YAML by hand, found in the text and told in their words.

A parser says where it stopped; this says what the writer did. It goes over the lines with just enough YAML to know
what is text: block scalars and quotes (``slip``), ``brackets``, lists, keys and their indent. A slip has a weight:

- ``breaks``: told only where the text cannot be parsed, so it can never accuse what is right;
- ``vanishes``: it parses, and part of the text is gone or run together; always told;
- ``differs``: one parser takes it and another does not; always refused.
"""

from __future__ import annotations

import re

from facikit.library.brackets import Brackets
from facikit.library.slip import (
    COLON,
    HASH_AS_COMMENT,
    OTHER_QUOTES,
    QUOTES_ROUND,
    Lines,
    Slip,
    Weight,
    goes_on_after,
    never_closed,
)

KEY = re.compile(
    r"""(?P<key>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s\-?:,\[\]{}#&*!|>'"%@`](?:(?!\s\#).)*?|[-?:]\S(?:(?!\s\#).)*?)(?<!\s)\s*:(?=\s|$)"""
)
KEY_LIKE = re.compile(r"[a-z_][a-z0-9_-]*:(\s|$)")
BLOCK_HEADER = re.compile(r"[|>](?:[-+]?[1-9]?|[1-9][-+])(\s+#.*)?$")
HASH = re.compile(r"(?:(?<=\s)|^)#")
SENTENCE_BY_SIGN = re.compile(r"[*&!](?![!<])[^\s\[{\"']*(\s+[^\s\[{\"'|>]|\*)|[@%`]")

DASHES = 40
"""More dashes than this on one line are too deep to be read anyway."""


def look_over(text: str) -> tuple[list[Slip], str]:
    """Return the slips in ``text``, in order of lines, and the text to parse.

    In that, tabs between words are spaces, which is how people see them; one parser takes such tabs, the other not.
    Tabs in quotes and block scalars are kept.
    """
    scan = _Scan(text)
    scan.run()
    return sorted(set(scan.found)), scan.text.without_tabs() if "\t" in text else text


class _Scan:
    """One pass over the lines. ``levels`` are the open lists and mappings by their column."""

    def __init__(self, text: str) -> None:
        self.text = Lines(text)
        self.lines = self.text.lines
        self.found: list[Slip] = []
        self.levels: list[tuple[int, str]] = []
        self.text_under: int | None = None  # column of the key or dash whose unquoted text may go on
        self.awaiting: int | None = None  # column of the key or dash that has no value yet

    def tell(self, index: int, weight: Weight, message: str, hint: str) -> None:
        self.found.append(Slip(index + 1, weight, message, hint))

    def run(self) -> None:
        index = 0
        while index < len(self.lines):
            index = self.line(index)

    def line(self, index: int) -> int:
        """Look at one line and return the index of the next one to look at."""
        raw = self.lines[index].rstrip()
        rest = raw.lstrip(" \t")
        column = len(raw) - len(rest)
        if not rest or rest.startswith("#"):
            return index + 1
        if "\t" in raw[:column]:
            self.tell(index, "differs", "a tab stands in the indent", "use spaces")
            return index + 1
        if column == 0 and (rest in ("---", "...") or rest.startswith("%")):
            if rest.startswith("%") and index:
                self.tell(index, "differs", "a line cannot begin with %", "indent it, and put quotes round the text")
            return index + 1
        if self.text_under is not None and column > self.text_under:
            self.goes_on(index, rest)
            return index + 1
        self.text_under = None
        misplaced = self.settle(index, column, rest)
        return index + 1 if misplaced else self.entry(index, column, rest)

    def goes_on(self, index: int, rest: str) -> None:
        """A further line of unquoted text."""
        if rest.startswith("- "):
            self.tell(
                index,
                "vanishes",
                "a list begins under a key that has its text already, and is run together with it",
                "use `|` after the key to keep the lines, or quotes if it is one text",
            )
        elif KEY_LIKE.match(rest):
            self.tell(
                index,
                "breaks",
                "this line is indented further than the one before, which has its value already",
                "line it up with the key above",
            )
        else:
            self.plain(index, rest)

    def settle(self, index: int, column: int, rest: str) -> bool:
        """Close what ends before this column; return whether the line stands nowhere."""
        closed = False
        while self.levels and self.levels[-1][0] > column:
            self.levels.pop()
            closed = True
        dash = rest == "-" or rest.startswith("- ")
        key = KEY.match(rest)
        top = self.levels[-1] if self.levels else None
        if not dash and not key and rest[0] not in "[{\"'|>":
            if self.awaiting is not None and column > self.awaiting:
                return False
            if top is not None:
                self.tell(
                    index,
                    "breaks",
                    "this line has no key",
                    "text that goes on must be indented further than its key; a new key needs a colon and a space",
                )
                return True
            return False
        if top is None:
            return False
        if closed and top[0] < column:
            self.tell(index, "breaks", "this line is indented like nothing above it", "line it up with its neighbours")
            return True
        if key and not dash and top == (column, "list"):
            self.levels.pop()
            if (column, "keys") not in self.levels:
                self.tell(
                    index,
                    "breaks",
                    "this line has lost its indent: it lines up with the dash above it",
                    "line it up with the first word after the dash",
                )
                self.levels.append(top)
                return True
        return False

    def entry(self, index: int, column: int, rest: str) -> int:
        """Take dashes and a key off the line, then look at the value."""
        under = self.levels[-1][0] if self.levels else -1
        for _ in range(DASHES):
            if rest != "-" and not rest.startswith("- "):
                break
            self.open(column, "list")
            under = column
            after = rest[1:].lstrip(" ")
            column += len(rest) - len(after)
            rest = after
        key = KEY.match(rest)
        if key:
            self.open(column, "keys")
            under = column
            after = rest[key.end() :].lstrip()
            column += len(rest) - len(after)
            rest = after
        self.awaiting = None
        return self.value(index, column, rest, under)

    def open(self, column: int, what: str) -> None:
        if (column, what) not in self.levels[-2:]:
            self.levels.append((column, what))

    def value(self, index: int, column: int, rest: str, under: int) -> int:
        """Look at a value that begins at ``column`` and belongs to the key or dash at column ``under``."""
        first = rest[:1]
        if not rest or first == "#":
            if first and rest[1:2].strip(" #!"):
                self.tell(index, *HASH_AS_COMMENT)
            self.awaiting = under
            return index + 1
        if BLOCK_HEADER.match(rest):
            return self.text.end_of_block(index + 1, under)
        if first in "\"'":
            return self.quoted(index, column, under)
        if first in "[{":
            return self.flow(index, column, under)
        if first in "|>":
            self.tell(index, "differs", f"text begins with {first}, which means something else in YAML", QUOTES_ROUND)
        elif first in ",]}" or SENTENCE_BY_SIGN.match(rest):
            self.tell(index, "breaks", f"text begins with {first}, which means something else in YAML", QUOTES_ROUND)
        elif first == "?" and rest[1:2] in ("", " ", "\t"):
            self.tell(
                index, "differs", "text begins with ? and a space, which means something else in YAML", QUOTES_ROUND
            )
        elif rest == "-" or rest[:2] == "- ":
            self.tell(index, "breaks", f"a value cannot begin with {first}", "begin a list on the line after its key")
        else:
            self.plain(index, rest)
        self.text_under = under
        return index + 1

    def plain(self, index: int, text: str) -> None:
        """Look at unquoted text."""
        found = HASH.search(text)
        if found:
            if text[found.end() : found.end() + 1].strip(" #!"):
                self.tell(index, *HASH_AS_COMMENT)
            text = text[: found.start()].rstrip()
        if ": " in text or ":\t" in text or text.endswith(":"):
            self.tell(index, *COLON)

    def quoted(self, index: int, column: int, under: int) -> int:
        """Follow a quoted value to its closing mark."""
        mark = self.lines[index][column]
        end = self.text.end_of_quotes(index, column)
        if end is None:
            self.tell(index, *never_closed(mark))
            return index + 1
        last, after = end
        rest = self.lines[last][after:].strip()
        if not rest or rest.startswith(("#", ":")):
            return last + 1
        if last == index:
            self.tell(index, *goes_on_after(mark))
        else:
            message = f"the quote mark {mark} that opens here closes on line {last + 1}, and text goes on after it"
            self.tell(index, "breaks", message, OTHER_QUOTES)
        self.text_under = under
        return index + 1

    def flow(self, index: int, column: int, under: int) -> int:
        """Follow brackets or braces to where they close."""
        opener = self.lines[index][column]
        inside = Brackets(self.text, index, column, under)
        end = inside.follow()
        if end is None:
            if not inside.found:
                self.tell(
                    index, "breaks", f"the {opener} that opens here is never closed", f"{QUOTES_ROUND} if it is text"
                )
            self.found += [slip for slip in inside.found if slip.weight == "breaks"]
            # Nothing can be said about what follows a bracket that is open to the end.
            return index + 1 if inside.index < len(self.lines) else len(self.lines)
        last, after = end
        rest = self.lines[last][after:].strip()
        if rest and not rest.startswith(("#", ":")):
            self.tell(index, "breaks", f"text begins with {opener}, which means something else in YAML", QUOTES_ROUND)
            self.text_under = under
            return last + 1
        self.found += inside.found
        return last + 1
