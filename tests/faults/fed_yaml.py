"""Anything at all, read as YAML: it is understood, or what is wrong is told; and both parsers understand the same.

Made from the exercises and workshops that come with facikit, from a grammar of what people get wrong, and from whatever
either of them led to.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from facikit.errors import UserError
from facikit.library.checking import check_path
from facikit.library.problems import Problem
from facikit.library.reading import read
from facikit.library.shapes import Plan
from facikit.library.yaml_text import PARSERS, tree
from facikit.session.document import read_document

from .bounded import Outcome, Target, mutated

KIT = Path(__file__).parents[2]
PLACES = ("exercises/a.yaml", "templates/workshops/a.yaml", "day/session.yaml", "days/programme.yaml")
KEYS = (
    "title",
    "steps", "capture", "field", "kind", "minutes", "agenda", "groups", "labels", "report", "show", "parts", "write",
    "slot", "columns", "categories", "scale", "per", "voices", "few", "start", "date", "zone", "about", "people",
    "id", "text", "use", "with", "format", "session", "sessions", "themes", "blanks", "question", "setting",
    "anonymous", "names", "as", "by", "quote", "fill", "length", "plan", "blocks", "prose", "records", "outcomes",
    "links", "references", "top", "answers",
)  # fmt: skip
VALUES = (
    "", "null", "~", "yes", "No", "on", "0", "-1", "1e999", ".inf", "0x1F", "0o9", "1_000",
    "99999999999999999999999", "2026-13-45", "2026-03-04", "25:61", "9:30", "Europe/Nowhere", "Europe/London",
    "../../etc/passwd", "'", '"', "''", "a: b", "{{ title }}", "{{", "{{ x: y }}", "[[see:x]]",
    "!!python/object/apply:os.system [ls]", "!!binary aGk=", "!x y", "&a b", "*a", "<<: *a", "? x", "- x", "[a, b",
    "a, b]", "{a: b", "{a, b}", "[]", "{}", "|", ">-", "|9", ">+1", "# x", " #x", "@x", "`x", "%x", "é", "\u2028",
    "\x85", "\ufeff", "\x00", "\x07", "\ud800", "😀", "\u202e", "\u00a0", "“x”", "list", "table", "quotes", "dots",
    "number", "Animals", "a" * 300, "[" * 60, "{a: " * 60, "- " * 60, "? " * 40,
)  # fmt: skip
MARKS = (
    ":", ": ", "- ", "\n", "\n  ", "\n    - ", "\t", "\r\n", "\r", "---\n", "\n...\n", "%YAML 9.9\n---\n", ",", "[",
    "]", "{", "}", "|\n", ">\n", "'", '"', "\\", "#", " #", "&", "*", "!", "?", "<<: ", "  ", "é", "\u3000", "\\x41",
    "'' ",
)  # fmt: skip
WORDS = (*KEYS, *(f"{key}: " for key in KEYS), *VALUES, *MARKS)


def _seeds() -> Sequence[str]:
    """Return small files that are right, a document of a session, and bombs."""
    found = [*(KIT / "exercises").glob("*.yaml"), *(KIT / "templates" / "workshops").glob("*.yaml")]
    found += [*(KIT / "sessions").glob("*/programme.yaml")]
    bomb = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*{m}, *{m}]\n" for m, n in zip("abcdefgh", "bcdefghi", strict=True))
    deep = (
        "[" * 5000,
        "- " * 5000,
        "a:\n" * 10,
        "".join(f"{' ' * n}a:\n" for n in range(300)),
        "{" * 5000,
        "? " * 5000,
    )
    document = "format: facikit-document/1\nplan:\n  session: k7q2m9xw4d3t0b\n  title: A\n  date: '2026-03-04'\n"
    document += (
        "blocks:\n  a:\n    responses:\n      f:\n        g:\n        - id: x\n          text: y\n          t: z\n"
    )
    texts = [path.read_text(encoding="utf-8") for path in sorted(found)]
    return [*(text for text in texts if len(text) < 2500), bomb, *deep, document]


def _make(chance: random.Random, pool: Sequence[str]) -> str:
    """Return a text from the pool with changes, or one grown from nothing."""
    return mutated(chance, pool, WORDS) if chance.random() < 0.85 else _grown(chance, 0, chance.randrange(1, 12))


def _grown(chance: random.Random, indent: int, lines: int) -> str:
    made = ""
    for _ in range(lines):
        start = " " * indent + ("- " if chance.random() < 0.4 else "")
        key = chance.choice(KEYS)
        if chance.random() < 0.4 and indent < 12:
            made += f"{start}{key}:\n" + _grown(chance, indent + chance.choice((2, 2, 4, 0, 1)), chance.randrange(1, 4))
        else:
            made += f"{start}{key}: {chance.choice(VALUES)}{chance.choice(('', '', ' ', chance.choice(MARKS)))}\n"
    return made


def _start(home: Path) -> Callable[[str], Outcome]:
    paths = [home / place for place in PLACES]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)

    def try_one(text: str) -> Outcome:
        kinds: list[object] = []
        data = text.encode("utf-8", "surrogatepass")
        for path in paths:
            path.write_bytes(data)
            problems = check_path(path, [home, KIT])
            kinds.append(tuple(sorted({_kind(one) for one in problems}))[:6])
        plan, problems = read(paths[2], Plan)
        if plan is None and not problems:
            return Outcome("nothing", "neither read nor explained")
        try:
            read_document(text, "x.yaml")
            kinds.append("a document")
        except UserError as error:
            kinds.append(_kind(error.message))
        if len(PARSERS) > 1 and len(text) < 1500:
            pure, c = tree(text, "x.yaml", "pure"), tree(text, "x.yaml", "c")
            if pure != c:
                return Outcome("parsers", f"the parsers differ: {pure!s:.300} and {c!s:.300}")
        return Outcome(tuple(kinds))

    return try_one


def _kind(problem: Problem | str) -> str:
    """Return a problem without what is particular in it."""
    told = problem if isinstance(problem, str) else problem.message
    return re.sub(r"'[^']*'|\"[^\"]*\"|\d+|: .*", "", told)[:60]


YAML = Target(_seeds, _make, _start)
