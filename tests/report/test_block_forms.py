"""The less common parts of a report: clusters, blank forms, dashes, quotes in a sentence, footnotes."""

from __future__ import annotations

import pytest
from hostile import TEXTS
from making import POINTS, ROWS, SAID, block, findings, plan, report, say, session_of, theme
from reading_back import shape

from facikit.library.kinds import ListField
from facikit.library.shapes import Slot
from facikit.report.environment import render_text
from facikit.report.gather import report_of
from facikit.report.page import Page
from facikit.session import prose


def talk(folder, *fields, report=(), **more):
    return session_of(folder, plan(block("talk", *fields, report=report, **more)))


def wrote(folder, words):
    """Return a session in which staff wrote ``words``, with QUOTE for the one quote's reference."""
    session = talk(folder, SAID, report=["meaning"], write=(Slot(slot="meaning"),))
    (one,) = say(session, "talk", "said", "It changed me.", label="P1")
    prose.write(session, "talk", "meaning", words.replace("QUOTE", one.id))
    return session


def test_clusters_stand_as_themes_with_all_that_is_in_them_below(tmp_path):
    session = talk(tmp_path, POINTS, report=[{"show": "points", "as": "nested"}])
    near, far, moon = say(session, "talk", "points", "tree", "sun", "moon\nand stars")
    wide = theme(session, "talk", "points", "Wide", near, text="All that is around")
    theme(session, "talk", "points", "Sky", far, moon, parent=wide.id)
    assert (
        "- **Wide:** All that is around\n  - tree\n  - **Sky**\n    - sun\n    - moon\\\n      and stars\n"
        in report(session)
    )


def test_where_there_are_no_themes_yet_the_points_stand_as_they_are(tmp_path):
    session = talk(tmp_path, POINTS, report=[{"show": "points", "as": "nested"}])
    say(session, "talk", "points", "tree")
    assert "## Talk\n\n- tree\n" in report(session)


def test_a_blank_form_has_the_heads_of_the_sheet_and_nothing_that_anybody_wrote(tmp_path):
    session = talk(
        tmp_path, ROWS, report=[{"show": "rows", "as": "worksheet", "top": 2, "heading": "The sheet"}, "rows"]
    )
    say(session, "talk", "rows", "", cells={"animal": "Owl", "why": "It listens"})
    assert (
        "### The sheet\n\nName:\n\n| Animal | Why |\n| --- | --- |\n|  |  |\n|  |  |\n\n| Animal | Why |\n"
        in report(session)
    )


def test_a_blank_form_alone_leaves_what_was_written_to_be_recorded(tmp_path):
    session = talk(tmp_path, ROWS, report=[{"show": "rows", "as": "worksheet"}])
    say(session, "talk", "rows", "", cells={"animal": "Owl", "why": "It listens"})
    printed = report(session)
    assert printed.index("|  |  |\n|  |  |\n|  |  |\n") < printed.index("Also recorded") < printed.index("Owl")


def test_a_blank_form_of_a_list_has_its_categories_side_by_side(tmp_path):
    session = talk(tmp_path, POINTS, report=[{"show": "points", "as": "worksheet", "top": 1}, "points"])
    say(session, "talk", "points", "tree")
    assert "| Near | Far |\n| --- | --- |\n|  |  |\n" in report(session)


def test_the_side_by_side_form_of_uneven_lists_is_a_table_and_each_list_alone_is_easier_to_hear(tmp_path):
    field = ListField(field="points", categories=POINTS.categories)
    items = [{"show": "points", "as": "table", "by": "category"}, {"show": "points", "as": "list", "by": "category"}]
    session = talk(tmp_path, field, report=items)
    say(session, "talk", "points", "tree", category="near")
    say(session, "talk", "points", "sun", "moon", category="far")
    printed = report(session)
    assert "| Near | Far |\n| --- | --- |\n| tree | sun |\n|  | moon |\n" in printed
    assert "### Near\n\n- tree\n\n### Far\n\n- sun\n- moon\n" in printed


def test_a_quote_may_have_whom_it_is_attributed_to_behind_a_dash(tmp_path):
    session = talk(tmp_path, SAID, report=[{"show": "said", "as": "dash"}])
    say(session, "talk", "said", "Ask us first.", label="Guest")
    say(session, "talk", "said", "Nobody's")
    assert "> ‘Ask us first.’ – Guest\n\n> ‘Nobody's’\n" in report(session)


def test_a_house_may_ask_for_the_dash_in_all_its_quotes(tmp_path):
    session = talk(tmp_path, SAID)
    say(session, "talk", "said", "Ask us first.", label="Guest")
    page = Page(report_of(session, "session-report"))
    source = '{{ quote_style("dash") }}{{ show(report.agenda[0], "said") }}'
    assert "> ‘Ask us first.’ – Guest\n" in render_text(source, page)


def test_a_quote_in_a_sentence_says_whom_it_is_attributed_to_where_it_is_asked_to(tmp_path):
    session = wrote(tmp_path, "One said [[quote:QUOTE]], with code [[quote:QUOTE (label)]].")
    assert "One said ‘It changed me.’, with code ‘It changed me.’ (P1).\n" in report(session)
    assert findings(session) == []


def test_a_quote_alone_on_its_line_is_a_block_either_way(tmp_path):
    session = wrote(tmp_path, "[[quote:QUOTE (label)]]")
    assert "> ‘It changed me.’\\\n> (P1)\n" in report(session)


def test_a_footnote_of_a_template_stands_once_at_the_end(tmp_path):
    page = Page(report_of(talk(tmp_path, POINTS), "session-report"))
    source = "One{{ footnote('P1 is *one* person') }}, two{{ footnote('P1 is *one* person') }}, {{ footnote('b') }}."
    assert render_text(source, page) == (
        "One[^t1], two[^t1], [^t2].\n\n[^t1]: P1 is \\*one\\* person\n\n\n\n[^t2]: b\n\n"
    )


@pytest.mark.parametrize("text", [text for text in TEXTS if any(one.isalnum() for one in text) and "\n\n" not in text])
def test_whatever_is_quoted_clustered_or_noted_the_shape_stays(tmp_path, text):
    def printed(folder, words):
        items = [{"show": "points", "as": "nested"}, {"show": "said", "as": "dash"}, "meaning"]
        session = talk(folder, POINTS, SAID, report=items, write=(Slot(slot="meaning"),))
        (point,) = say(session, "talk", "points", words)
        (quote,) = say(session, "talk", "said", words, label=words)
        theme(session, "talk", "points", words, point, text=words)
        prose.write(session, "talk", "meaning", f"So [[quote:{quote.id} (label)]].")
        note = render_text("A{{ footnote(report.blocks[0].fields[1].responses[0].label) }}", Page(
            report_of(session, "session-report")))  # fmt: skip
        return report(session) + note

    plain, nasty = printed(tmp_path / "a", "Words"), printed(tmp_path / "b", text)
    assert shape(nasty, "plugins")[0] == shape(plain, "plugins")[0]
