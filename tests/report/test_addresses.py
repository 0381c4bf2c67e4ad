"""Web addresses in what people typed lead where they say, and nothing else in their words becomes a link."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import POINTS, ROWS, SAID, block, plan, report, say, session_of
from reading_back import PARSERS, shape

from facikit.report.environment import render_text
from facikit.report.text import clean, inline, lines, linked

PIECES = (
    *"/.?#&=%()[]_*~,;:!'\"<>|\\@$+- \n",
    *("https://", "http://", "HTTPS://", "example.org", "a.b.co", "xn--a.org", "%20", "%C3%A9", "&copy;", "&amp;", "é"),
    *("path", "x_y", "www.", "<b>", "](", "//", "…", "’", ":8080", "word", "```", "1. ", "\\"),
)
POSITIONS = ("- {}\n- x\n", "> {}\n", "Words {} here\n", "| a |\n| --- |\n| {} |\n", "*‘{}’* - name")


def links(markdown: str, parser: str = "commonmark") -> list[str]:
    tokens = PARSERS[parser].parse(markdown)
    return [
        str(one.attrs["href"]) for token in tokens for one in token.children or [] if one.type == "link_open"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("https://example.org", "<https://example.org>"),
        ("See https://example.org/a_b.", "See <https://example.org/a_b>."),
        ("(http://example.org/x?y=1&z=2)", "(<http://example.org/x?y=1&z=2>)"),
        ("https://example.org/a_(b)", "<https://example.org/a_(b)>"),
        (
            "‘https://example.org’, twice: https://example.org/",
            "‘<https://example.org>’, twice: <https://example.org/>",
        ),
        ("https://example.org/a%20b", "[https&#58;//example&#46;org/a%20b](https://example.org/a%20b)"),
        ("*https://example.org*", "\\*<https://example.org>\\*"),
    ],
)
def test_an_address_is_a_link_and_the_sentence_around_it_is_not(typed, printed):
    assert linked(typed) == printed


@pytest.mark.parametrize(
    "typed",
    [
        "www.example.org",
        "example.org/a",
        "someone@example.org",
        "mailto:someone@example.org",
        "javascript:alert(1)",
        "ftp://example.org",
        "xhttps://example.org",
        "https://",
        "https://host",
        "https://example.org/a\\<b>x",
        "https://example.org/é",
        "https://example.org|x",
        "[click](javascript:alert(1))",
    ],
)
@pytest.mark.parametrize("parser", PARSERS)
def test_what_is_no_plain_address_stays_plain_words(typed, parser):
    assert linked(typed) == inline(typed)
    assert links(f"- {linked(typed)}\n", parser) == []


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join))
def test_any_text_around_an_address_is_the_same_text_after_parsing(text):
    said = " ".join(clean(text).split())
    for position in POSITIONS:
        for parser in ("gfm-like", "plugins"):
            kinds, words = shape(position.format("PLACE"), parser)
            if said:
                assert shape(position.format(linked(text)), parser) == (kinds, words.replace("PLACE", said))


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("htps:/.aé \\<>%&_)(*'\n[]"), max_size=40))
def test_every_link_leads_to_what_it_shows(text):
    for address in links(f"x\n\n{lines('https://' + text)}\n"):
        assert address.startswith("https://")


def test_addresses_are_links_in_points_quotes_and_cells_and_never_where_a_template_makes_one(tmp_path):
    session = session_of(tmp_path, plan(block("talk", POINTS, SAID, ROWS, report=["points", "said", "rows"])))
    address = "https://example.org/a_b"
    say(session, "talk", "points", f"See {address}.")
    say(session, "talk", "said", f"It is at {address}", label="Guest")
    say(session, "talk", "rows", "", cells={"animal": "Owl", "why": address})
    printed = report(session, "session-report")
    assert printed.count(f"<{address}>") == 3
    assert links(printed) == [address] * 3


def test_an_address_in_a_title_or_in_a_templates_link_does_not_break_it(tmp_path):
    from facikit.report.gather import report_of
    from facikit.report.page import Page

    session = session_of(tmp_path, plan(block("talk", POINTS, title="About https://example.org")))
    page = Page(report_of(session, "session-report"))
    source = "{% for block in report.agenda %}[{{ block.name }}](#x){% endfor %}"
    assert links(render_text(source, page)) == ["#x"]
