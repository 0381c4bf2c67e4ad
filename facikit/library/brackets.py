"""The slips that people make inside brackets and braces, where a comma, a colon or a question mark means something."""

from __future__ import annotations

import re

from facikit.library.slip import COLON, HASH_AS_COMMENT, QUOTES_ROUND, Lines, Slip, Weight, goes_on_after, never_closed

AFTER = re.compile(r"\s*(\S?)")


class Brackets:
    """The inside of one pair of brackets or braces, over as many lines as it takes."""

    def __init__(self, text: Lines, index: int, column: int, under: int) -> None:
        self.text, self.index, self.column, self.under = text, index, column, under
        self.found: list[Slip] = []
        self.word: list[str] = []  # the unquoted text so far, without the space before it
        self.keyed = False  # whether this entry has had its colon

    def tell(self, weight: Weight, message: str, hint: str = QUOTES_ROUND) -> None:
        self.found.append(Slip(self.index + 1, weight, message, hint))

    def follow(self) -> tuple[int, int] | None:
        """Return line and column after the closing bracket, or None where there is none."""
        lines = self.text.lines
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
                        self.tell(*HASH_AS_COMMENT)
                    break
                self.column += 1
                if sign in "[{]},":
                    self.end_of_word(sign)
                    depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(sign, 0)
                    if depth == 0:
                        return self.index, self.column
                elif sign == ":" and (line[self.column : self.column + 1].strip() == ""):
                    if self.keyed and self.word:
                        self.tell(*COLON)
                    self.keyed, self.word = True, []
                elif self.word or not sign.isspace():
                    self.word.append(sign)
            if self.word:
                self.word.append(" ")
            self.index, self.column = self.index + 1, 0
        return None

    def quotes(self) -> tuple[int, int] | None:
        """Return where the quotes close, having looked at what follows them."""
        lines, mark = self.text.lines, self.text.lines[self.index][self.column]
        end = self.text.end_of_quotes(self.index, self.column)
        if end is None:
            self.tell(*never_closed(mark))
            return None
        after = AFTER.match(lines[end[0]], end[1])
        if after and after.group(1) not in ",:]}#":
            self.tell(*goes_on_after(mark))
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
