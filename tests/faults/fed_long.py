"""The same over and over, up to the largest file that is read at all: what takes a moment once must not take for ever.

What is quick on a page may be slow on a thousand, where something looks back at each step at all that came before. So
a few signs are repeated until a log, a definition, a template or a text is as long as it may be.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

from facikit.cli.output import plain
from facikit.errors import UserError
from facikit.library.checking import check_path
from facikit.report.environment import render_text
from facikit.report.gather import report_of
from facikit.report.page import Page
from facikit.report.template_check import check
from facikit.report.text import inline
from facikit.session.document import read_document
from facikit.session.lines import Line, encode
from facikit.session.session import Session
from facikit.session.words import cleaned
from facikit.tui import text as screen

from . import fed_notes, fed_templates, fed_words, fed_yaml
from .bounded import Outcome, Target
from .judge import read_bytes, state_of
from .writing import HOSTILE, made

LONGEST = {"log": 24 << 20, "yaml": 1 << 20, "document": 2 << 20, "template": 1 << 20, "text": 1 << 19}
"""Of a log a tenth of what is read at all: it is read line by line, in a time that grows with its length."""
SIGNS = {
    "log": (*fed_notes.BYTES, b'{"id":"","crc":"00000000"}', b',"crc":"00000000"}', b'{"id":"a.1","t":""}', b"x"),
    "yaml": tuple(one.encode("utf-8", "surrogatepass") for one in fed_yaml.WORDS),
    "document": tuple(one.encode("utf-8", "surrogatepass") for one in fed_yaml.WORDS),
    "template": tuple(one.encode() for one in fed_templates.WORDS),
    "text": tuple(one.encode("utf-8", "surrogatepass") for one in (*fed_words.WORDS, *HOSTILE)),
}
Given = tuple[str, bytes, bytes, bytes]
"""What it is, what it begins with, what is repeated, and what it ends with."""


def _seeds() -> Sequence[Given]:
    found = [(kind, b"", one, b"") for kind, signs in SIGNS.items() for one in signs[:40]]
    line = encode(Line("a.1", "2026-03-04T10:00:00.000Z", "Anna", "response/r", {"text": "said"}))
    return [
        ("log", b'{"id":"' * 50, b',"crc":"00000000"}', b""),
        ("log", b"", b'{"id":"","crc":"00000000"}', b""),
        ("log", b"", line[:-1], b""),
        ("log", b"", line, b""),
        ("template", b"{{ ", b"1 * ", b"1 }}"),
        ("template", b"{{ ", b"(", b""),
        ("template", b"{{ ", b"9", b" }}"),
        *found,
    ]


def _make(chance: random.Random, pool: Sequence[Given]) -> Given:
    kind = chance.choice(pool)[0]
    pieces = [b"".join(chance.choices(SIGNS[kind], k=chance.choice((0, 1, 2)))) for _ in range(2)]
    return kind, pieces[0], b"".join(chance.choices(SIGNS[kind], k=chance.randrange(1, 5))), pieces[1]


def _start(home: Path) -> Callable[[Given], Outcome]:
    path = home / "exercises" / "a.yaml"
    template = home / "kit" / "templates" / "reports" / "mine.md.j2"
    for one in (path, template):
        one.parent.mkdir(parents=True)
    with Session.open(made(home / "base"), "Anna") as session:
        page = Page(report_of(session, "session-report"))

    def log(data: bytes) -> object:
        records = read_bytes(data)
        return len(state_of(records)) if len(records.lines) < 1000 else "many"

    def yaml(data: bytes) -> object:
        path.write_bytes(data)
        return [one.message[:20] for one in check_path(path, [home])][:2]

    def document(data: bytes) -> object:
        return len(str(read_document(data.decode("utf-8", "replace"), "x.yaml"))) // 1000

    def a_template(data: bytes) -> object:
        template.write_bytes(data)
        told = [one.message[:20] for one in check(template, [home / "kit"])][:2]
        return told, len(render_text(data.decode("utf-8", "replace"), page, [home / "kit"])) // 1000

    def text(data: bytes) -> object:
        words = data.decode("utf-8", "replace")
        return len(cleaned(words)), len(inline(words)), len(plain(words)), len(screen.wrapped(words[:20_000], 40))

    tries = {"log": log, "yaml": yaml, "document": document, "template": a_template, "text": text}

    def try_one(given: Given) -> Outcome:
        kind, first, again, last = given
        times = max(0, LONGEST[kind] - len(first) - len(last)) // max(1, len(again))
        try:
            return Outcome((kind, str(tries[kind](first + again * times + last))[:60]))
        except UserError as error:
            return Outcome((kind, error.message[-20:]))

    return try_one


FILES = Target(_seeds, _make, _start)
