"""A slip, and the lines that slips are looked for in: where quotes and block scalars stand, whose text is as it is."""

from __future__ import annotations

from typing import Literal, NamedTuple

Weight = Literal["breaks", "vanishes", "differs"]


class Slip(NamedTuple):
    """One slip, at a line that counts from 1."""

    line: int
    weight: Weight
    message: str
    hint: str


QUOTES_ROUND = "put quotes round the whole text"
OTHER_QUOTES = "put the other kind of quotes round the whole text"
COLON: tuple[Weight, str, str] = (
    "breaks",
    "a colon and a space stand in text without quotes",
    "put the whole text in quotes, or on lines of its own under `|`",
)
HASH_AS_COMMENT: tuple[Weight, str, str] = (
    "vanishes",
    "from the # on, this line is a comment and its words are lost",
    "put the text in quotes; if it is a comment, put a space after the #",
)


def never_closed(mark: str) -> tuple[Weight, str, str]:
    """Return what is told of a quote mark that has no second one."""
    return "breaks", f"the quote mark {mark} that opens here is never closed", "close it"


def goes_on_after(mark: str) -> tuple[Weight, str, str]:
    """Return what is told of a value in quotes with more behind it."""
    return "breaks", f"the value begins with {mark}, and text goes on after the closing {mark}", OTHER_QUOTES


class Lines:
    """The lines of a text, and what of them was found to be in quotes or in block scalars."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.kept: list[tuple[tuple[int, int], tuple[int, int]]] = []  # from and to: line, column
        self._unclosed: set[str] = set()

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

    def end_of_block(self, index: int, under: int) -> int:
        """Return the first line after a block scalar that begins on line ``index``, under a key at column ``under``."""
        start = index
        while index < len(self.lines):
            line = self.lines[index]
            if line.strip() and len(line) - len(line.lstrip(" ")) <= under:
                break
            index += 1
        self.kept.append(((start, 0), (index, 0)))
        return index

    def end_of_quotes(self, index: int, column: int) -> tuple[int, int] | None:
        """Return line and column after the mark that closes the one at ``column``."""
        start = (index, column)
        mark = self.lines[index][column]
        if mark in self._unclosed:
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
        self._unclosed.add(mark)  # nor will a later one be: this keeps the pass linear
        return None
