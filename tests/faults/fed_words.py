"""Any words, on a screen, on a terminal and in Markdown: they come out as the words they are, and as nothing else.

Markdown is read back by two parsers that have nothing in common: markdown-it, and commonmark where that is installed
(``pip install commonmark``; only the full size asks for it). Fifty texts stand in one document, so that a million is
read in minutes, and each also stands beside others that might bring it to life.
"""

from __future__ import annotations

import functools
import random
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

REPORT = str(Path(__file__).resolve().parent.parent / "report")
if REPORT not in sys.path:
    sys.path.append(REPORT)

from hostile import FRAGMENTS, TEXTS, naughty_strings  # noqa: E402
from reading_back import shape  # noqa: E402

from facikit.cli import output  # noqa: E402
from facikit.report.text import clean, inline  # noqa: E402
from facikit.session.words import cleaned  # noqa: E402

from .bounded import Outcome, Target, mutated  # noqa: E402

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
ORDERS = (
    "\x1b[31m", "\x1b]0;title\x07", "\x1b]8;;http://a.b\x1b\\", "\x9b2J", "\x1bP", "\x07", "\r", "\b\b", "\x7f",
    "\u202e", "\u2066", "\u200b", "\u200d", "\ufe0f", "[bold]", "[/]", "[@click=app.quit]", "[link=x]", "[red",
    "\\[", "\ud800", "\udcff", "\ufeff", "👩\u200d👩\u200d👧", "🇬🇧", "e\u0301\u0301\u0301", "가", "ｗ", "\u0e33",
    "\U000e0041", "\t", "\n", "\u2028", "ﷺ", "\xad", "$b", "{x}",
)  # fmt: skip
WORDS = (*FRAGMENTS, *ORDERS, *TEXTS)


def _seeds() -> Sequence[str]:
    return [
        *TEXTS,
        *ORDERS,
        "\u200d\u200d code\u200d\u200d",
        "\u200d``` \nfence",
        "\u200d\u200dh\u200de_x_ a_b",
        *naughty_strings(),
    ]


def _make(chance: random.Random, pool: Sequence[str]) -> str:
    """Return a text grown from pieces, changed from another, or of any letters at all."""
    way = chance.randrange(10)
    if way < 6:
        return "".join(chance.choices(FRAGMENTS if way < 5 else WORDS, k=chance.randrange(1, 9)))
    if way < 8:
        return mutated(chance, pool, WORDS)[:400]
    most = chance.choice((0x7F, 0x2FF, 0xFFFF, 0x10FFFF))
    return "".join(chr(chance.randrange(most)) for _ in range(chance.randrange(1, 12)))


# The screen and the terminal


def _start_screen(_: Path) -> Callable[[str], Outcome]:
    from rich.cells import cell_len
    from textual.content import Content

    from facikit.tui import text as screen

    def try_one(text: str) -> Outcome:
        wanted = TURNING.sub("", cleaned(text)).replace("\t", "    ")
        for one in (screen.plain(text), screen.joined((text, "bold"), text), screen.emphasised(text)):
            if STEERING.search(one.plain.replace("\n", "")) or TURNING.search(one.plain):
                return Outcome("steers", f"a screen is steered by {one.plain!r}")
        if screen.plain(text).plain != wanted or screen.joined(text, text).plain != wanted * 2:
            return Outcome("altered", f"it is shown as {screen.plain(text).plain!r}")
        for width in (2, 9, 40):
            lines = screen.wrapped(text, width)
            # Joiners that join nothing may go, no letter.
            there, all_of_it = ("".join(one.replace("\u200d", "").split()) for one in ("".join(lines), wanted))
            if there != all_of_it:
                return Outcome("wrapped", f"wrapped at {width} it is {lines!r}")
            if any(cell_len(line) > width for line in lines):
                return Outcome("wide", f"wrapped at {width} there is a line of {max(map(cell_len, lines))}: {lines!r}")
            if cell_len(screen.cut(text, width)) > width:
                return Outcome("cut", f"cut at {width} it is {screen.cut(text, width)!r}")
        told = (output.plain(text), output.one_sentence(text, text), output.CONTROLS.sub("", text))
        if any(STEERING.search(one.replace("\n", "")) for one in told):
            return Outcome("told", f"a terminal is steered by {told!r}")
        return Outcome(
            (Content(wanted).cell_length // 4, bool(TURNING.search(text)), min(9, len(screen.wrapped(text, 9))))
        )

    return try_one


SCREEN = Target(_seeds, _make, _start_screen)


# Markdown

TOGETHER = 50
PLACES = (
    "- {}\n", "1. {}\n", "{}\n\n", "> {}\n\n---\n\n", "## {}\n\n", "- **{}:** more\n", "[{}](x.md)\n\n",
    "| {} | x |\n", "- ![{}](x.png)\n", "It is {} here\n", "- *‘{}’* – name\n",
)  # fmt: skip
HEAD = "| a | b |\n| --- | --- |\n"
Reader = Callable[[str], tuple[Any, str]]


def by_markdown_it(markdown: str) -> tuple[Any, str]:
    """Return the kinds of everything in order, and the words, as markdown-it reads them."""
    return shape(markdown, "gfm-like")


def by_commonmark() -> Reader:
    """Return the same by commonmark, which knows no tables."""
    import commonmark

    parser = commonmark.Parser()

    def reader(markdown: str) -> tuple[Any, str]:
        kinds: list[str] = []
        words: list[str] = []
        for node, entering in parser.parse(markdown).walker():
            if node.t == "text":
                words.append(node.literal)
                continue
            if node.t not in ("softbreak", "linebreak") and entering:
                kinds.append(f"{node.t}{node.level or ''}" if node.t == "heading" else node.t)
            if node.t not in ("strong", "emph", "link", "image"):
                words.append(f" {node.literal or ''} ")
        return kinds, " ".join("".join(words).split())

    return reader


def _documents() -> Sequence[tuple[str, tuple[str, ...]]]:
    texts = _seeds()
    return [(place, tuple(texts[at : at + TOGETHER])) for place in PLACES for at in range(0, len(texts), TOGETHER)]


def _make_document(chance: random.Random, pool: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[str, tuple[str, ...]]:
    return chance.choice(PLACES), tuple(_make(chance, chance.choice(pool)[1]) for _ in range(TOGETHER))


def _start_markdown(made: Callable[[], Reader]) -> Callable[[Path], Callable[[tuple[str, tuple[str, ...]]], Outcome]]:
    def start(_: Path) -> Callable[[tuple[str, tuple[str, ...]]], Outcome]:
        reader = made()

        def document(place: str, written: Sequence[str]) -> str:
            return (HEAD if place.startswith("|") else "") + "".join(place.format(one) for one in written)

        @functools.lru_cache
        def wanted(place: str, many: int) -> tuple[Any, str]:
            return reader(document(place, ["PLACE"] * many))

        def wrong(place: str, said: Sequence[str]) -> str:
            if not said:
                return ""
            kinds, words = wanted(place, len(said))
            parts = iter(" ".join(clean(text).split()) for text in said)
            whole = " ".join(re.sub("PLACE", lambda _: next(parts), words).split())
            markdown = document(place, [inline(text) for text in said])
            found = reader(markdown)
            if found == (kinds, whole):
                return ""
            if len(said) > 1:
                half = len(said) // 2
                return wrong(place, said[:half]) or wrong(place, said[half:]) or f"only together: {markdown!r:.900}"
            odd = f", as {found[0]} instead of {kinds}" if found[0] != kinds else ""
            return f"{said[0]!r} is written {markdown!r} and read {found[1]!r:.300}{odd}"

        def try_one(given: tuple[str, tuple[str, ...]]) -> Outcome:
            place, texts = given
            told = wrong(place, [text for text in texts if clean(text).split()])
            return Outcome(told, told)

        return try_one

    return start


MARKDOWN = Target(_documents, _make_document, _start_markdown(lambda: by_markdown_it), TOGETHER)
COMMONMARK = Target(_documents, _make_document, _start_markdown(by_commonmark), TOGETHER)
