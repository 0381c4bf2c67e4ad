"""A run sheet on the screen: the same plain text as on paper, wrapped anew for the width there is."""

from __future__ import annotations

import re

from textual.content import Content

from facikit.report.runsheet import WIDTH
from facikit.tui.text import emphasised, joined, plain, wrapped

LABEL = re.compile(r"[A-Z][A-Z ]+")


def sheet(text: str, width: int) -> Content:
    """Return the sheet at ``width`` cells, its headings and labels set apart."""
    lines: list[Content] = []
    for line in whole_lines(text):
        if line.startswith("#"):
            lines.append(joined((line.lstrip("# "), "bold $primary")))
        elif LABEL.fullmatch(line):
            lines.append(joined((line, "bold")))
        else:
            indent = " " * (len(line) - len(line.lstrip()))
            rest = " " * hang(line)
            for at, part in enumerate(wrapped(line.strip(), width - len(rest))):
                lines.append(joined(rest if at else indent, emphasised(part)))
    return Content("\n").join(lines) if lines else plain("")


def whole_lines(text: str) -> list[str]:
    """Return the lines as they were before they were wrapped: one goes on where its next word had no room left."""
    found: list[str] = []
    before = ""
    for line in text.splitlines():
        word = line.split(maxsplit=1)[0] if line.strip() else ""
        goes_on = word and before.strip() and len(before) + 1 + len(word) > WIDTH
        if goes_on and len(line) - len(line.lstrip()) == hang(before if not found else found[-1]):
            found[-1] = f"{found[-1]} {line.strip()}"
        else:
            found.append(line)
        before = line
    return found


def hang(line: str) -> int:
    """Return how far the lines after the first one of ``line`` stand in."""
    indent = len(line) - len(line.lstrip())
    return indent + 2 if line.lstrip().startswith("- ") else indent
