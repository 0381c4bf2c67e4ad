"""People's words on their way to the screen: always text, never markup, never an order to the terminal.

Everything that somebody typed goes through ``plain`` (or, inside a line that a widget draws itself, ``shown``).
"""

from __future__ import annotations

import re

from rich.cells import cell_len
from textual.content import Content

from facikit.errors import UserError
from facikit.session.words import cleaned

DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of writing: left in, they would turn the rest of the screen's line with it."""
SINGLE = re.compile("[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e]*")
"""Letters that take one cell each, whatever stands beside them."""
EMPHASIS = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|\*(?=\S)(.+?)(?<=\S)\*")


def shown(text: str) -> str:
    """Return ``text`` as it may be drawn: line ends and words stay, what a terminal would obey goes."""
    if text.isascii() and text.isprintable():
        return text
    return DIRECTIONS.sub("", cleaned(text)).replace("\t", "    ")


def one_line(text: str) -> str:
    """Return ``text`` as it may be drawn on one line, whole; a line break becomes a space."""
    return " ".join(shown(text).split())


def told(error: UserError) -> str:
    """Return an error and its way out as sentences."""
    parts = [part.strip() for part in (error.message, error.hint) if part.strip()]
    # A sentence begins with a capital, a file's name as it is.
    parts = [part[0].upper() + part[1:] if re.match(r"[a-z]+\s", part) else part for part in parts]
    return " ".join(part if part[-1] in ".!?:" else f"{part}." for part in parts)


def plain(text: str, style: str = "") -> Content:
    """Return ``text`` as content that shows exactly these letters."""
    return Content.styled(shown(text), style) if style else Content(shown(text))


def joined(*parts: str | Content | tuple[str, str]) -> Content:
    """Return parts, each text or (text, style), as one content; no letter of theirs is taken for markup."""
    return Content.assemble(
        *(
            part if isinstance(part, Content) else plain(*part) if isinstance(part, tuple) else plain(part)
            for part in parts
        )
    )


def emphasised(text: str) -> Content:
    """Return a designer's Markdown sentence with its ``*emphasis*`` drawn as such, everything else as it is written."""
    parts: list[Content] = []
    at = 0
    for match in EMPHASIS.finditer(text):
        strong, soft = match.groups()
        parts += [plain(text[at : match.start()]), plain(strong or soft, "bold" if strong else "italic")]
        at = match.end()
    parts.append(plain(text[at:]))
    return Content("").join(parts)


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of ``text`` at ``width`` cells; at least one."""
    width = max(2, width)
    text = shown(text)
    if text.isascii() and len(text) <= width and "\n" not in text:
        return [text]
    lines: list[str] = []
    for part in text.split("\n"):
        if SINGLE.fullmatch(part):
            lines += _folded(part, width)
        else:
            found = [line.plain.rstrip() for line in Content(part).wrap(width)] or [""]
            whole = "".join("".join(found).split()) == "".join(part.split())
            if "\u200d" in part and not (whole and all(cell_len(line) <= width for line in found)):
                # A joiner that joins nothing has taken a letter with it over the edge, or the edge with it.
                found = [line.plain.rstrip() for line in Content(part.replace("\u200d", "")).wrap(width)] or [""]
            lines += found
    return lines


def _folded(text: str, width: int) -> list[str]:
    """Return the lines of ``text``, whose letters take a cell each: thousands of them are wrapped in no time."""
    lines, at = [], 0
    while len(text) - at > width:
        end = text.rfind(" ", at, at + width + 1)
        end = end if end > at else at + width
        lines.append(text[at:end].rstrip(" "))
        at = end
        while text[at : at + 1] == " ":
            at += 1
    if at < len(text) or not lines:
        lines.append(text[at:].rstrip(" "))
    return lines


def cut(text: str, width: int) -> str:
    """Return ``text`` on one line of at most ``width`` cells, an ellipsis where something is left out."""
    line = one_line(text)
    if line.isascii() and len(line) <= width:
        return line
    made = Content(line).truncate(max(0, width), ellipsis=True).plain
    if "\u200d" in made and cell_len(made) > width:
        # Joiners that join nothing are not counted alike everywhere: such a line would reach into the next.
        return cut(line.replace("\u200d", ""), width)
    return made
