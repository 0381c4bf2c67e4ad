"""Who is quoted how often: as a table of a template, and asked by the check where it is clearly lopsided."""

from __future__ import annotations

import pytest
from checking import found, house
from making import MEANING, POINTS, SAID, block, plan, register, report, say, session_of, theme
from markdown_it import MarkdownIt

from facikit.library.values import Item
from facikit.session import headcounts, prose
from facikit.session.responses import edit

LABELS = (Item("Practitioner", "practitioner"), Item("Student", "student"))
TEMPLATE = """{{ title(report.name) }}
{% call section("Who is heard") %}{{ balance(report) }}{{ balance(report, "group") }}{% endcall %}
{% for block in report.blocks %}{% call section(block.name, block) %}{{ block_report(block) }}{% endcall %}{% endfor %}
"""


def a_day(folder, *, as_="headings", labels=LABELS):
    return session_of(
        folder,
        plan(block("talk", SAID, POINTS, report=[{"show": "said", "as": as_}, "points", "meaning"], write=(MEANING,)),
             labels=labels),
    )  # fmt: skip


def rows_of(markdown):
    """Return every table as a parser reads it: rows of cells in plain words."""
    tables = []
    for token in MarkdownIt("gfm-like").parse(markdown):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type == "inline" and tables and token.level > 3:
            tables[-1][-1].append("".join(one.content for one in token.children or []))
    return tables


def test_a_template_says_at_its_beginning_what_is_quoted_further_down(tmp_path):
    session = a_day(tmp_path, as_="quotes")
    say(session, "talk", "said", "a", "b", label="Practitioner 2")
    say(session, "talk", "said", "c", label="Student", group="table-2")
    say(session, "talk", "said", "off", label="Student", group="table-2", off_record=True)
    say(session, "talk", "said", "aside", label="Student", group="table-2", set_aside=True)
    say(session, "talk", "said", "seen", kind="observation")
    say(session, "talk", "points", "never quoted")
    register(session, ("A", "Practitioner", ""), ("B", "Practitioner", ""), ("C", "Practitioner", ""))
    headcounts.count_heads(session, "talk", "table-2", 6)
    text = report(session, kits=house(tmp_path, TEMPLATE))
    assert text.index("Who is heard") < text.index("‘a’")
    by_label, by_group = rows_of(text)[:2]
    assert by_label == [
        ["Label", "Quotes", "Responses", "People"],
        ["Practitioner", "2", "2", "3"],
        ["Student", "1", "1", "–"],
        ["All", "3", "3", ""],
    ]
    assert by_group[1:3] == [["Table 1", "2", "2", "–"], ["Table 2", "1", "1", "6"]]


def test_a_quote_in_prose_counts_and_so_does_what_could_have_been_chosen_beside_it(tmp_path):
    session = a_day(tmp_path)
    (one, _) = say(session, "talk", "points", "a point", "another", label="Student")
    prose.write(session, "talk", "meaning", f"Somebody said [[quote:{one.id}]].")
    (by_label, _) = rows_of(report(session, kits=house(tmp_path, TEMPLATE)))[:2]
    assert by_label[1] == ["Student", "1", "2"]


def test_where_nothing_was_said_there_is_no_heading_and_where_nobody_is_quoted_it_says_so(tmp_path):
    session = a_day(tmp_path)
    kits = house(tmp_path, TEMPLATE)
    assert "Who is heard" not in report(session, kits=kits)
    say(session, "talk", "points", "a point")
    assert "Nobody is quoted." in report(session, kits=kits)


@pytest.mark.parametrize("label", ["a | b", "*x*", "<b>", "[[quote:x]]"])
def test_a_label_is_text_in_the_table(tmp_path, label):
    session = a_day(tmp_path, labels=())
    say(session, "talk", "said", "a", label=label, kind="quote")
    text = report(session, kits=house(tmp_path, TEMPLATE))
    assert rows_of(text)[0][1][0] == label


def test_a_label_with_most_quotes_and_few_responses_is_asked_about(tmp_path):
    session = a_day(tmp_path)
    few = say(session, "talk", "said", *"abc", label="Student", highlight=True)
    many = say(session, "talk", "said", *"defghij", label="Practitioner")
    edit(session, many[0].id, highlight=True)
    theme(session, "talk", "said", "Everything", *few, *many)
    (one,) = found(session, "balance")
    assert one.message == (
        "3 of 4 quotes with a label are of ‘Student’, who said 3 responses of 10: "
        "is that whom the report should be heard from?"
    )
    assert one.where == "" and "^k" in one.cure
    edit(session, many[1].id, highlight=True)
    edit(session, many[2].id, highlight=True)
    assert found(session, "balance") == []


def test_groups_that_are_never_quoted_are_asked_about_once(tmp_path):
    session = a_day(tmp_path)
    first = say(session, "talk", "said", *"abcd", label="Student", highlight=True)
    rest = say(session, "talk", "said", "e", label="Student", group="table-2")
    rest += say(session, "talk", "said", "f", "g", label="Student", group="table-3")
    theme(session, "talk", "said", "Everything", *first, *rest)
    (one,) = found(session, "balance")
    assert one.message.startswith("Nothing is quoted from Table 2, Table 3, of 3 responses that could be: is there")
    assert found(session, "balance", "record") == []


def test_few_quotes_are_no_matter_for_a_question(tmp_path):
    session = a_day(tmp_path)
    first = say(session, "talk", "said", *"abc", label="Student", highlight=True)
    rest = say(session, "talk", "said", *"efghijkl", label="Practitioner", group="table-2")
    theme(session, "talk", "said", "Everything", *first, *rest)
    assert found(session, "balance") == []
