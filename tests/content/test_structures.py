"""Each worked session's report is built as such a report is: its headings, and under each its kinds of part, in order.

What is wanted stands in structures/NAME.txt, a line for each heading:

    ## Introduction: text, picture, text

with how many items a list has and how many rows a table. It is written by hand, from what such reports have.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from days import ROOT
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from facikit.report.render import render
from facikit.session.session import Session

WANTED = Path(__file__).resolve().parent / "structures"
NAMES = sorted(path.stem for path in WANTED.glob("*.txt"))


def outline(markdown: str) -> list[str]:
    """Return a line for each heading, with the kinds of what stands under it."""
    tokens = MarkdownIt("gfm-like").use(footnote_plugin).parse(markdown.split("\n---\n", 1)[1])
    found: list[tuple[str, list[str]]] = []
    for at, token in enumerate(tokens):
        if token.level or not token.type.endswith("_open"):
            continue
        if token.type == "heading_open":
            words = "".join(child.content for child in tokens[at + 1].children or [])
            found.append((f"{'#' * int(token.tag[1])} {words}", []))
        else:
            shut = token.type.replace("_open", "_close")
            end = next(n for n in range(at, len(tokens)) if tokens[n].type == shut and tokens[n].level == 0)
            found[-1][1].append(kind(tokens[at : end + 1]))
    return [f"{heading}: {', '.join(parts)}".rstrip() for heading, parts in found]


def kind(tokens: list) -> str:
    """Return what a part of a report is."""
    first = tokens[0].type.removesuffix("_open")
    if first == "paragraph":
        return "picture" if any(child.type == "image" for child in tokens[1].children or []) else "text"
    if first in ("bullet_list", "ordered_list"):
        items = sum(token.type == "list_item_open" and token.level == 1 for token in tokens)
        return f"{'bullets' if first == 'bullet_list' else 'numbered'} {items}"
    if first == "table":
        return f"table {sum(token.type == 'tr_open' for token in tokens) - 1}"
    return {"blockquote": "quote", "footnote_block": "footnotes"}.get(first, first)


@pytest.mark.parametrize("name", NAMES)
def test_a_worked_sessions_report_is_built_as_such_a_report_is(name):
    with Session.open(ROOT / "sessions" / name, read_only=True) as session:
        made = outline(render(session, kits=[ROOT]))
    assert made == (WANTED / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def test_each_kind_of_source_has_its_worked_session():
    assert {"change-story", "learning-note", "visioning-day", "inquiry-topic", "focus-groups"} <= set(NAMES)
