"""The pages to read: the Markdown files of ``docs/``, carried along with the program. A page goes by its file name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from facikit.errors import UserError, closest
from facikit.library.kits import packaged_kit

FIRST = ("tutorial", "run-a-day", "take-notes", "to-the-report", "write-an-exercise", "installing")
"""What one looks for first stands first; the rest follow by name."""

PICTURE = re.compile(r"^(```+).*?^\1|!\[([^\]]+)\]\(pictures/[^)\s]*\)", re.MULTILINE | re.DOTALL)
"""One of the pages' own pictures, which the installed program does not carry; or an example, which is left as it is."""


class HelpPage(NamedTuple):
    """A page: what it goes by, its heading, the sentence that it begins with, and its Markdown."""

    topic: str
    title: str
    summary: str
    text: str


def in_words(text: str) -> str:
    """Return a page for where no picture can be shown: what is to be seen stands there as a sentence."""
    return PICTURE.sub(lambda one: f"*To be seen here:* {' '.join(one[2].split())}" if one[2] else one[0], text)


def pages() -> list[HelpPage]:
    """Return every page there is, in the order to offer them in."""
    found = [_read(path) for path in sorted((packaged_kit() / "docs").glob("*.md"))]
    return sorted(found, key=lambda page: FIRST.index(page.topic) if page.topic in FIRST else len(FIRST))


def page(topic: str) -> HelpPage:
    """Return the page of that name. ``UserError`` with the near one where there is none."""
    every = pages()
    wanted = topic.casefold().removesuffix(".md")
    for one in every:
        if one.topic == wanted:
            return one
    raise UserError(
        f"there is no page {topic!r}", closest(wanted, [one.topic for one in every]) or "'facikit help' lists them"
    )


def _read(path: Path) -> HelpPage:
    text = path.read_text(encoding="utf-8")
    heading = re.search(r"^# (.+)$", text, re.MULTILINE)
    without_code = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    paragraph = re.search(r"^(?![#|>\-*\s]|\d\.).+(?:\n(?!\s*\n).+)*", without_code, re.MULTILINE)
    words = " ".join(paragraph[0].split()) if paragraph else ""
    first = re.match(r".*?[.:?!](?= |$)", words)
    return HelpPage(path.stem, heading[1].strip() if heading else path.stem, first[0] if first else words, text)
