"""The slips that people make when they write YAML by hand, found in the text and told in their words.

A parser says where it stopped; this says what the writer did. It goes over the lines with just enough YAML to know
what is text: block scalars, quotes, brackets, lists, keys and their indent. A slip has a weight:

- ``breaks``: told only where the text cannot be parsed, so it can never accuse what is right;
- ``vanishes``: it parses, and part of the text is gone or run together; always told;
- ``differs``: one parser takes it and another does not; always refused.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Weight = Literal["breaks", "vanishes", "differs"]


class Slip(NamedTuple):
    """One slip, at a line that counts from 1."""

    line: int
    weight: Weight
    message: str
    hint: str


KEY = re.compile(
    r"""(?P<key>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s\-?:,\[\]{}#&*!|>'"%@`](?:(?!\s\#).)*?|[-?:]\S(?:(?!\s\#).)*?)(?<!\s)\s*:(?=\s|$)"""
)
KEY_LIKE = re.compile(r"[a-z_][a-z0-9_-]*:(\s|$)")
BLOCK_HEADER = re.compile(r"[|>](?:[-+]?[1-9]?|[1-9][-+])(\s+#.*)?$")
HASH = re.compile(r"(?:(?<=\s)|^)#")
SENTENCE_BY_SIGN = re.compile(r"[*&!](?![!<])[^\s\[{\"']*(\s+[^\s\[{\"'|>]|\*)|[@%`]")

AFTER = re.compile(r"\s*(\S?)")
DASHES = 40
"""More dashes than this on one line are too deep to be read anyway."""

COLON = (
    "a colon and a space stand in text without quotes",
    "put the whole text in quotes, or on lines of its own under `|`",
)
QUOTES_ROUND = "put quotes round the whole text"


def look_over(text: str) -> tuple[list[Slip], str]:
    """Return the slips in ``text``, in order of lines, and the text to parse.

    In that, tabs between words are spaces, which is how people see them; one parser takes such tabs, the other not.
    Tabs in quotes and block scalars are kept.
    """
    scan = _Scan(text)
    scan.run()
    return sorted(set(scan.found)), scan.without_tabs() if "\t" in text else text


class _Scan:
    """One pass over the lines. ``levels`` are the open lists and mappings by their column."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.found: list[Slip] = []
        self.levels: list[tuple[int, str]] = []
        self.kept: list[tuple[tuple[int, int], tuple[int, int]]] = []  # from and to: line, column
        self.unclosed: set[str] = set()
        self.text_under: int | None = None  # column of the key or dash whose unquoted text may go on
        self.awaiting: int | None = None  # column of the key or dash that has no value yet

    def tell(self, index: int, weight: Weight, message: str, hint: str) -> None:
        self.found.append(Slip(index + 1, weight, message, hint))

    def run(self) -> None:
        index = 0
        while index < len(self.lines):
            index = self.line(index)

    def without_tabs(self) -> str:
        """Return the text with a space for every tab outside quotes and block scalars."""
        kept = iter([*sorted(self.kept), ((len(self.lines), 0), (len(self.lines), 0))])
        start, end = next(kept)
        lines = []
        for index, line in enumerate(self.lines):
            signs = list(line)
            for column, sign in enumerate(signs):
                while end <= (index, column):
                    start, end = next(kept)
                if sign == "\t" and (index, column) < start:
                    signs[column] = " "
            lines.append("".join(signs))
        return "\n".join(lines)

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
                self.hash(index)
            self.awaiting = under
            return index + 1
        if BLOCK_HEADER.match(rest):
            return self.block(index, under)
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
                self.hash(index)
            text = text[: found.start()].rstrip()
        if ": " in text or ":\t" in text or text.endswith(":"):
            self.tell(index, "breaks", *COLON)

    def hash(self, index: int) -> None:
        self.tell(
            index,
            "vanishes",
            "from the # on, this line is a comment and its words are lost",
            "put the text in quotes; if it is a comment, put a space after the #",
        )

    def block(self, index: int, under: int) -> int:
        """Skip the lines under ``|`` or ``>``."""
        start = index = index + 1
        while index < len(self.lines):
            line = self.lines[index]
            if line.strip() and len(line) - len(line.lstrip(" ")) <= under:
                break
            index += 1
        self.kept.append(((start, 0), (index, 0)))
        return index

    def quoted(self, index: int, column: int, under: int) -> int:
        """Follow a quoted value to its closing mark."""
        mark = self.lines[index][column]
        end = self.end_of_quotes(index, column)
        if end is None:
            self.tell(index, "breaks", f"the quote mark {mark} that opens here is never closed", "close it")
            return index + 1
        last, after = end
        rest = self.lines[last][after:].strip()
        if not rest or rest.startswith(("#", ":")):
            return last + 1
        if last == index:
            message = f"the value begins with {mark}, and text goes on after the closing {mark}"
        else:
            message = f"the quote mark {mark} that opens here closes on line {last + 1}, and text goes on after it"
        self.tell(index, "breaks", message, "put the other kind of quotes round the whole text")
        self.text_under = under
        return index + 1

    def end_of_quotes(self, index: int, column: int) -> tuple[int, int] | None:
        """Return line and column after the mark that closes the one at ``column``."""
        start = (index, column)
        mark = self.lines[index][column]
        if mark in self.unclosed:
            return None
        column += 1
        while index < len(self.lines):
            line = self.lines[index]
            while column < len(line):
                if mark == '"' and line[column] == "\\":
                    column += 2
                elif line[column] != mark:
                    column += 1
                elif mark == "'" and line[column + 1 : column + 2] == "'":
                    column += 2
                else:
                    self.kept.append((start, (index, column + 1)))
                    return index, column + 1
            index, column = index + 1, 0
        self.unclosed.add(mark)  # nor will a later one be: this keeps the pass linear
        return None

    def flow(self, index: int, column: int, under: int) -> int:
        """Follow brackets or braces to where they close."""
        opener = self.lines[index][column]
        inside = _Brackets(self, index, column, under)
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


class _Brackets:
    """The inside of one pair of brackets or braces, over as many lines as it takes."""

    def __init__(self, scan: _Scan, index: int, column: int, under: int) -> None:
        self.scan, self.index, self.column, self.under = scan, index, column, under
        self.found: list[Slip] = []
        self.word: list[str] = []  # the unquoted text so far, without the space before it
        self.keyed = False  # whether this entry has had its colon

    def tell(self, weight: Weight, message: str, hint: str = QUOTES_ROUND) -> None:
        self.found.append(Slip(self.index + 1, weight, message, hint))

    def follow(self) -> tuple[int, int] | None:
        """Return line and column after the closing bracket, or None where there is none."""
        lines = self.scan.lines
        first = self.index
        depth = 0
        while self.index < len(lines):
            line = lines[self.index]
            left = len(line) - len(line.lstrip(" "))
            if self.index > first and line.strip() and left <= self.under and line.strip()[0] not in "]}#":
                return None
            while self.column < len(line):
                sign = line[self.column]
                if sign in "\"'" and not self.word:
                    end = self.quotes()
                    if end is None:
                        return None
                    self.index, self.column = end
                    line = lines[self.index]
                    continue
                if sign == "#" and (self.column == 0 or line[self.column - 1].isspace()):
                    if line[self.column + 1 : self.column + 2].strip(" #!"):
                        self.tell(
                            "vanishes",
                            "from the # on, this line is a comment and its words are lost",
                            "put the text in quotes; if it is a comment, put a space after the #",
                        )
                    break
                self.column += 1
                if sign in "[{]},":
                    self.end_of_word(sign)
                    depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(sign, 0)
                    if depth == 0:
                        return self.index, self.column
                elif sign == ":" and (line[self.column : self.column + 1].strip() == ""):
                    if self.keyed and self.word:
                        self.tell("breaks", *COLON)
                    self.keyed, self.word = True, []
                elif self.word or not sign.isspace():
                    self.word.append(sign)
            if self.word:
                self.word.append(" ")
            self.index, self.column = self.index + 1, 0
        return None

    def quotes(self) -> tuple[int, int] | None:
        """Return where the quotes close, having looked at what follows them."""
        lines, mark = self.scan.lines, self.scan.lines[self.index][self.column]
        end = self.scan.end_of_quotes(self.index, self.column)
        if end is None:
            self.tell("breaks", f"the quote mark {mark} that opens here is never closed", "close it")
            return None
        after = AFTER.match(lines[end[0]], end[1])
        if after and after.group(1) not in ",:]}#":
            self.tell(
                "breaks",
                f"the value begins with {mark}, and text goes on after the closing {mark}",
                "put the other kind of quotes round the whole text",
            )
        return end

    def end_of_word(self, sign: str) -> None:
        word = "".join(self.word).strip()
        if "?" in word:
            self.tell("differs", "a ? stands in text without quotes inside brackets or braces")
        elif word.endswith(":"):
            self.tell("differs", "a colon stands at the end of text without quotes inside brackets or braces")
        if sign in ",[{":
            self.keyed = False
        self.word = []
