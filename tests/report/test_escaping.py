"""A response is the same text after the report is parsed, wherever it stands."""

from __future__ import annotations

import re

import pytest
from hostile import TEXTS, made_up, naughty_strings
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_back import PARSERS, shape

from facikit.report.text import _BEGINS, _SPECIAL, Text, clean, escape, inline, lines, paragraphs, piece

POSITIONS = {
    "a paragraph": "{}\n",
    "the second line of a paragraph": "Words\n{}\nmore",
    "the middle of a sentence": "It is {} here",
    "a bullet": "- {}\n- x",
    "a numbered item": "1. {}\n2. x",
    "a nested bullet": "- x\n  - {}\n",
    "a quote": "> {}\n",
    "an attribution": "> x\\\n> ({})\n",
    "a heading": "## {}\n",
    "link text": "[{}](x.md)\n",
    "a bold label": "- **{}:** more",
    "a whole bold": "- **{}** (x)",
    "a quote in italics": "*‘{}’* - name",
    "a picture's description": "![{}](x.png)\n",
}
GFM_POSITIONS = {
    "a table cell": "| a | b |\n| --- | --- |\n| {} | x |\n",
    "a table heading": "| {} | b |\n| --- | --- |\n| c | x |\n",
}
PLUGIN_POSITIONS = {"a footnote": "See[^1]\n\n[^1]: {}\n"}


def positions_of(parser: str) -> dict[str, str]:
    return {
        "commonmark": POSITIONS,
        "gfm-like": POSITIONS | GFM_POSITIONS,
        "plugins": POSITIONS | GFM_POSITIONS | PLUGIN_POSITIONS,
    }[parser]


def wrong_texts(texts: list[str] | tuple[str, ...], parser: str) -> list[str]:
    wrong = []
    for name, position in positions_of(parser).items():
        kinds, words = shape(position.format("PLACE"), parser)
        for text in texts:
            said = " ".join(clean(text).split())
            if said and shape(position.format(inline(text)), parser) != (
                kinds,
                " ".join(words.replace("PLACE", said).split()),
            ):
                wrong.append(f"{name}: {text!r} as {inline(text)!r}")
    return wrong


@pytest.mark.parametrize("parser", PARSERS)
def test_a_response_is_the_same_text_after_parsing_in_every_position(parser):
    assert wrong_texts(TEXTS, parser) == []


@pytest.mark.parametrize("parser", PARSERS)
def test_texts_made_up_from_nasty_pieces_stay_the_same_text(parser):
    assert wrong_texts(made_up(60, seed=7), parser) == []


@pytest.mark.slow
@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("seed", range(4))
def test_thousands_of_made_up_texts_stay_the_same_text(parser, seed):
    assert wrong_texts(made_up(1000, seed), parser) == []


@pytest.mark.slow
@pytest.mark.parametrize("parser", PARSERS)
def test_the_big_list_of_naughty_strings_stays_the_same_text(parser):
    texts = naughty_strings()
    if not texts:
        pytest.skip("the list does not lie beside the repository")
    assert wrong_texts(texts, parser) == []


@pytest.mark.slow
@settings(max_examples=2000, deadline=None)
@given(st.text())
def test_any_text_is_the_same_text_in_a_bullet_and_a_heading(text):
    said = " ".join(clean(text).split())
    if said:
        assert shape(f"- {inline(text)}\n") == (shape("- x\n")[0], said)
        assert shape(f"## {inline(text)}\n") == (shape("## x\n")[0], said)


@pytest.mark.parametrize("text", TEXTS)
def test_lines_of_an_item_stay_lines_and_the_text_stays_the_same(text):
    said = " ".join(clean(text).split())
    if said:
        assert shape(f"- {lines(text, '  ')}\n") == (
            shape("- x\n")[0],
            said,
        )


@pytest.mark.parametrize("text", ["one\ntwo\n\nthree", "- a\n- b", "# x\n\n> y", "1. a\n2. b\n\n---\n\n```\nx", *TEXTS])
def test_a_text_keeps_its_paragraphs_and_lines(text):
    written = paragraphs(text)
    kinds, words = shape(written + "\n\nEND")
    blank = [part for part in clean(text).strip().split("\n\n") if part.strip()]
    assert words == " ".join((clean(text) + " END").split())
    assert kinds == ["paragraph_openp", "paragraph_closep"] * (len(blank) + 1)


@given(st.text(alphabet=st.sampled_from("aZ 9\u0663.:/@<>&#;*_`[]()~|$\\!?+-=^\n"), max_size=40))
def test_where_nothing_is_tried_nothing_would_have_been_found(text):
    """What all special marks begin with only saves time: without it the same marks are found."""
    every = re.compile(_SPECIAL.pattern.removeprefix(_BEGINS), re.VERBOSE)
    assert every.pattern != _SPECIAL.pattern
    assert [found.span() for found in _SPECIAL.finditer(text)] == [found.span() for found in every.finditer(text)]


def test_ordinary_sentences_are_left_as_they_are():
    for text in (
        "We need more time, and fewer forms (10k) – honestly!",
        "R&D costs £50,000; 50% of it is wasted.",
        "don't use_snake_case or a + b = c",
        "e.g. walking, i.e. on foot",
        "‘People first’ … [but not here]".replace("[", "(").replace("]", ")"),
    ):
        assert inline(text) == text


def test_a_piece_of_a_line_keeps_the_spaces_at_its_ends():
    assert piece(" and # so ", begins=False) == " and # so "
    assert piece("1. x", begins=False) == "1. x"
    assert piece("1. x", begins=True) == "1\\. x"


def test_text_escapes_itself_wherever_markup_is_made():
    assert escape(Text("*x*")) == "\\*x\\*"
    assert escape(3) == "3"
    assert escape(escape("*x*")) == "\\*x\\*"
