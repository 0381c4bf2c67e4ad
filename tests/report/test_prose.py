"""Staff's own Markdown stands in its place, and what follows it stays what it is."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest
from hostile import FRAGMENTS, TEXTS
from reading_back import PARSERS, headings, shape

from facikit.report.prose import Place, placed


def nowhere(_kind, _name):
    return None


HERE = Place(level=3, prefix="n1", resolve=nowhere, at_margin=False)

SWALLOWING = (
    "```\nfence without an end",
    "~~~ python\nfence",
    "text\n\n    ```\ncode",
    "- item\n\n  ```\n  fence in an item",
    "> ```\n> fence in a quote",
    "<!-- a comment without an end",
    "<pre>\nx",
    "<script>\nx",
    "<style>\nx",
    "<textarea>\nx",
    "<?php x",
    "<![CDATA[ x",
    "<!DOCTYPE x",
    "<div>\nx",
    "<b",
    "`code without an end",
    "[link without an end](http://",
    "[label]:",
    "![",
    "**bold without an end",
    "- item without an end\n\n  ",
    "| a | b |\n| --- | --- |\n| 1 | 2 |",
    "1. x\n\n   y",
    "> quote",
    "> - deep\n>   - deeper",
    "[^1]: note without a caller",
    "x[^1]\n\n[^1]: note",
    "x[^1]\n\n[^1]: note\n\n    more of the note",
    "    code",
    "x\\",
    "x  ",
    "Title\n===",
    "***",
    "$$\nx",
    "::: box\nx",
)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("source", SWALLOWING)
def test_no_prose_swallows_the_paragraph_after_it(source, parser):
    kinds, words = shape(f"{placed(source, HERE)}\n\nSENTINEL\n", parser)
    if "footnote_block_open" in kinds:
        kinds = kinds[: kinds.index("footnote_block_open")]
    assert kinds[-2:] == ["paragraph_openp", "paragraph_closep"]
    assert "SENTINEL" in words
    assert PARSERS[parser].parse(f"{placed(source, HERE)}\n\nSENTINEL\n")[-1].level == 0


@pytest.mark.parametrize("source", SWALLOWING)
def test_no_word_of_prose_is_lost(source):
    _, words = shape(placed(source, HERE), "plugins")
    for word in re.findall(r"[a-z]{4,}", source):
        if word not in ("http", "python"):
            assert word in words


def test_headings_move_below_the_one_they_stand_under_and_no_level_is_skipped():
    written = placed("# One\n\ntext\n\n### Two\n\nSub\n===\n\n###### Deep", HERE)
    assert headings(written) == [(3, "One"), (4, "Two"), (3, "Sub"), (4, "Deep")]


def test_ordinary_prose_is_left_as_it_was_written():
    source = (
        'We saw *three* things, **all** of them [here](https://example.org/a_b "The page"):\n\n'
        "- one\n- two `code`\n  - deeper\n\n1. first\n2. second\n\n> Said ~~not~~ so.\n\n"
        "| a | b |\n| :--- | ---: |\n| 1 | 2 |\n\n```python\nx = '*'\n```\n\nA line\\\nand another."
    )
    assert placed(source, HERE) == source


def test_lists_in_a_row_stay_apart():
    assert placed("- a\n\n* b\n\n- c", HERE) == "- a\n\n* b\n\n- c"


def test_html_is_text_a_comment_goes_and_a_line_break_is_one():
    written = placed("a <b>c</b> <!-- not yet --> d<br>e\n\n<div>f</div>", HERE)
    assert shape(written)[1] == "a <b>c</b> d e <div>f</div>"
    assert "html" not in "".join(shape(written)[0])


def test_a_web_address_becomes_a_link_and_a_file_name_does_not():
    assert (
        placed("See https://example.org/x_y, or report.md.", HERE) == "See <https://example.org/x_y>, or report&#46;md."
    )


def test_a_link_by_reference_carries_its_address_with_it():
    assert placed("See [the page][1].\n\n[1]: https://example.org", HERE) == "See [the page](https://example.org)."


def test_what_looks_like_a_definition_and_is_not_used_stays_visible():
    assert placed("[Anna]: agreed", HERE) == "\\[Anna\\]: agreed"
    assert placed("[^2]: a note nobody calls", HERE) == "\\[^2\\]: a note nobody calls"


def test_footnotes_of_two_places_cannot_meet():
    other = Place(level=3, prefix="n2", resolve=nowhere)
    source = "x[^1]\n\n[^1]: {}"
    written = placed(source.format("first"), HERE) + "\n\n" + placed(source.format("second"), other)
    kinds, words = shape(written, "plugins")
    assert kinds.count("footnote_openx" if "footnote_openx" in kinds else "footnote_open") == 2
    assert "first" in words
    assert "second" in words


def test_cells_beyond_the_last_column_are_not_lost():
    assert "three" in shape(placed("| a | b |\n|---|---|\n| one | two | three |", HERE), "plugins")[1]


def test_references_are_resolved_in_text_and_left_alone_in_code():
    place = Place(level=3, prefix="n1", resolve=lambda kind, name: f"**{kind} {name}**" if name == "x" else None)
    assert placed("See [[theme:x]] and `[[theme:x]]`, not [[see:y]].", place) == (
        "See **theme x** and `[[theme:x]]`, not \\[\\[see:y\\]\\]."
    )


def test_a_reference_inside_what_nests_too_deep_is_not_lost():
    assert "theme:x" in placed("> " * 60 + "[[theme:x]]", HERE)


def test_nothing_is_nothing():
    assert placed("", HERE) == placed(" \n\t\n", HERE) == placed("<!-- only -->", HERE) == ""


def made_up_prose(seed):
    chance = random.Random(seed)
    source, words = "", []
    for _ in range(chance.randint(2, 14)):
        source += chance.choice((*FRAGMENTS, "\n", "\n\n", "\n    ", "\n- ", "\n1. ", "\n> ", "[[see:b]]", "<br>"))
        if chance.random() < 0.6:
            words.append(f"w{len(words)}w")
            source += words[-1] + chance.choice(("", " ", "\n"))
    kept = re.sub(r"<!--.*?-->", "", source, flags=re.DOTALL)
    return source, [word for word in words if word in kept]


def check_made_up(seed):
    source, words = made_up_prose(seed)
    written = placed(source, HERE)
    for parser, reader in PARSERS.items():
        if parser == "gfm-like":
            continue
        tokens = reader.parse(f"start\n\n{written}\n\nSENTINEL\n")
        ends = [at for at, token in enumerate(tokens) if token.type == "footnote_block_open"]
        tokens = tokens[: ends[0]] if ends else tokens
        assert (tokens[-3].type, tokens[-3].level, tokens[-2].content) == ("paragraph_open", 0, "SENTINEL"), source
        levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
        assert levels == [] or levels[0] == 3, source
        assert all(3 <= after <= before + 1 for before, after in pairwise(levels)), source
        assert not any(
            piece.type.startswith("html") for token in tokens for piece in (token, *(token.children or ()))
        ), source
    assert [word for word in words if word not in written] == [], source


def test_made_up_prose_swallows_nothing_and_loses_nothing():
    for seed in range(250):
        check_made_up(seed)


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(10))
def test_much_made_up_prose_swallows_nothing_and_loses_nothing(turn):
    for seed in range(1000 * (turn + 1), 1000 * (turn + 2)):
        check_made_up(seed)


@pytest.mark.parametrize("text", TEXTS)
def test_nasty_texts_as_prose_swallow_nothing(text):
    kinds, words = shape(f"{placed(text, HERE)}\n\nSENTINEL\n", "plugins")
    assert kinds[-2:] == ["paragraph_openp", "paragraph_closep"]
    assert words.endswith("SENTINEL")
