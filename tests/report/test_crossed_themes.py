"""Themes by group and by label in a report: a table that a template asks for."""

from __future__ import annotations

import pytest
from hostile import TEXTS
from making import POINTS, SAID, block, findings, plan, report, say, session_of, theme
from markdown_it import MarkdownIt

from facikit.library.shapes import PlannedBlock
from facikit.library.values import Item
from facikit.report.environment import render_text
from facikit.report.gather import report_of
from facikit.report.page import Page
from facikit.session.session import Session


def one_block(tmp_path) -> Session:
    one: PlannedBlock = block("talk", POINTS, SAID)
    return session_of(tmp_path, plan(one, labels=(Item("Guest", "guest"), Item("Host", "host"))))


def crossed(session: Session, more: str = "", name: str = "points") -> str:
    page = Page(report_of(session, "session-report"))
    return render_text(
        "{% set block = report.agenda[0] %}{{ crossed(block, '" + name + "'" + more + ") }}", page
    ).strip()


def test_each_group_has_a_column_also_one_that_said_nothing(tmp_path):
    session = one_block(tmp_path)
    owl, bee = say(session, "talk", "points", "Owl", "Bee")
    (cat,) = say(session, "talk", "points", "Cat", group="table-3")
    say(session, "talk", "points", "Loose", group="table-3")
    far = theme(session, "talk", "points", "Far", owl, cat)
    theme(session, "talk", "points", "Up", owl, bee, parent=far.id)
    assert [line for line in crossed(session).splitlines() if line] == [
        "| Theme (responses in it) | Table 1 (of 2) | Table 2 (of 0) | Table 3 (of 2) | All (of 4) |",
        "| --- | --- | --- | --- | --- |",
        "| Far | 2 | 0 | 1 | 3 |",
        "| Far: Up | 2 | 0 | 0 | 2 |",
        "| In no theme | 0 | 0 | 1 | 1 |",
        "What is in several themes counts in each: columns may come to more than their number.",
    ]


def test_speakers_of_one_label_are_one_column_and_what_has_none_stands_last(tmp_path):
    session = one_block(tmp_path)
    said = [
        *say(session, "talk", "said", "A", label="Guest 1"),
        *say(session, "talk", "said", "B", label="Guest 2"),
        *say(session, "talk", "said", "C"),
        *say(session, "talk", "said", "D", label="Host"),
    ]
    theme(session, "talk", "said", "All of it", *said)
    assert crossed(session, ", by='label'", "said").splitlines()[::2] == [
        "| Theme (responses in it) | Guest (of 2) | Host (of 1) | No label (of 1) | All (of 4) |",
        "| All of it | 2 | 1 | 1 | 4 |",
    ]


def test_what_is_off_the_record_or_set_aside_is_in_no_number(tmp_path):
    session = one_block(tmp_path)
    (owl,) = say(session, "talk", "points", "Owl")
    hidden = say(session, "talk", "points", "Secret", off_record=True)
    hidden += say(session, "talk", "points", "Aside", set_aside=True)
    theme(session, "talk", "points", "Far", owl, *hidden)
    assert crossed(session).endswith("| Far | 1 | 0 | 0 | 1 |")


def test_without_themes_there_is_no_table(tmp_path):
    session = one_block(tmp_path)
    say(session, "talk", "points", "Owl")
    assert crossed(session) == ""


def test_another_way_to_cross_is_refused(tmp_path):
    session = one_block(tmp_path)
    with pytest.raises(ValueError, match="only 'group' and 'label'"):
        crossed(session, ", by='who'")


def test_hostile_names_and_labels_stay_in_their_cells(tmp_path):
    session = one_block(tmp_path)
    texts = [text for text in TEXTS if text.strip() and len(text) < 100][:120]
    for text in texts:
        theme(session, "talk", "said", text, *say(session, "talk", "said", "x", label=text))
    tokens = MarkdownIt("gfm-like").parse(crossed(session, ", by='label'", "said"))
    rows = sum(token.type == "tr_open" for token in tokens)
    cells = sum(token.type in ("td_open", "th_open") for token in tokens)
    made = len({" ".join(one.name.split()) for one in _themes(session)})
    assert rows >= made and cells % rows == 0 and not [token for token in tokens if token.type == "html_block"]


def _themes(session: Session):
    from facikit.session.themes import themes

    return themes(session, "talk", "said")


def test_a_block_s_report_asks_for_it_by_group_or_by_label_and_what_was_said_is_still_printed(tmp_path):
    wanted = [{"show": "points", "as": "crossed"}, {"show": "points", "as": "crossed", "by": "label"}]
    session = session_of(tmp_path, plan(block("talk", POINTS, SAID, report=wanted)))
    owl, _ = say(session, "talk", "points", "Owl", "Bee", label="Guest")
    theme(session, "talk", "points", "Far", owl)
    text = report(session)
    assert "| Far | 1 | 0 | 0 | 1 |" in text
    assert "| Theme (responses in it) | All (of 2) |" in text
    assert "Also recorded" in text and "- Owl" in text


def test_crossed_with_what_it_cannot_be_is_found_and_stands_by_group(tmp_path):
    session = session_of(
        tmp_path, plan(block("talk", POINTS, report=[{"show": "points", "as": "crossed", "by": "category"}]))
    )
    (owl,) = say(session, "talk", "points", "Owl")
    theme(session, "talk", "points", "Far", owl)
    assert any("crossed with groups or labels" in one for one in findings(session, "session-report", "form"))


def test_without_themes_there_is_no_table_and_a_gap_in_a_draft(tmp_path):
    session = session_of(tmp_path, plan(block("talk", POINTS, report=[{"show": "points", "as": "crossed"}])))
    say(session, "talk", "points", "Owl")
    assert "Theme (" not in report(session)
    assert "No themes yet: Points" in report(session, draft=True)
