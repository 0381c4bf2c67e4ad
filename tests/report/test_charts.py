"""Charts: pictures beside the words and the table, that say the same to whoever sees, hears or prints them."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hostile import TEXTS, made_up
from making import block, plan, report, session_of
from reading_back import body_of, shape

from facikit.library.kinds import ChoiceField, DotsField, ScaleField
from facikit.library.values import Item
from facikit.report.render import compose, render, write
from facikit.report.text import clean
from facikit.session import tallies
from facikit.session.plain import add_lines
from facikit.session.responses import Draft

SVG = "{http://www.w3.org/2000/svg}"
CHART = [{"show": "it", "as": "chart"}]


def scale(*statements: str, **more: object) -> ScaleField:
    items = tuple(Item(text, f"s{at}") for at, text in enumerate(statements or ("I know it",)))
    return ScaleField(field="it", label="How sure", statements=items, **more)  # type: ignore[arg-type]


def dots(*items: str) -> DotsField:
    return DotsField(field="it", label="What matters", items=tuple(Item(text, f"i{n}") for n, text in enumerate(items)))


def marked(folder, field, *lines):
    session = session_of(folder, plan(block("talk", field, report=CHART)))
    add_lines(session, field, list(lines), Draft(block="talk", field="it", group="table-1"))
    return session


def voted(folder, *items):
    field = dots(*(text for text, _ in items))
    session = session_of(folder, plan(block("talk", field, report=CHART)))
    for at, (_, number) in enumerate(items):
        tallies.tally(session, "talk", "it", "table-1", f"i{at}", number)
    tallies.release(session, "talk", "it")
    return session


def drawn(session):
    """Return the one chart of the session's report, as text and as a tree."""
    [chart] = compose(session, "session-report", kits=[], drawn=True).charts
    return chart.svg, ElementTree.fromstring(chart.svg)


def texts(tree):
    return [one.text for one in tree.iter(f"{SVG}text")]


def test_a_written_report_has_its_chart_beside_it_and_the_words_and_the_table_too(tmp_path):
    session = marked(tmp_path, scale(low="no", high="yes"), "s0\t3\t2\t1\t0\t0")
    path = write(session, "session-report", kits=[])
    printed = path.read_text()
    said = "I know it: lower end; 3 at 1, 2 at 2, 1 at 3 (median between 1 and 2 of 5, 6 marks from 1 of 3 groups)."
    picture = f"![From 1 (no) to 5 (yes). {said}](charts/session-report-1.svg)"
    assert printed.index(f"\n\n{said}\n\n") < printed.index(picture) < printed.index("| Statement |")
    assert (path.parent / "charts" / "session-report-1.svg").read_text().startswith("<svg ")


def test_a_report_that_is_only_printed_has_the_words_and_the_table(tmp_path):
    session = marked(tmp_path, scale(), "s0\t3\t2\t1\t0\t0")
    printed = render(session, "session-report", kits=[])
    assert "charts/" not in printed
    assert "| Statement |" in printed
    assert compose(session, "session-report", kits=[]).charts == ()
    assert list((session.folder / "reports").iterdir()) == []


def test_whoever_hears_it_read_is_told_all_that_it_shows(tmp_path):
    _, tree = drawn(voted(tmp_path, ("More time", 12), ("A window", 7)))
    assert tree.get("role") == "img"
    assert [one.tag for one in tree][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert tree.get("aria-labelledby") == " ".join(one.get("id", "") for one in list(tree)[:2])
    assert tree[0].text == "Chart: What matters"
    assert "More time: 12 dots from 1 of 3 groups" in str(tree[1].text)


def test_every_bar_and_every_point_has_its_number(tmp_path):
    _, tree = drawn(voted(tmp_path, ("More time", 12), ("A window", 6), ("Nothing", 0)))
    said = " ".join(texts(tree))
    assert said == (
        "More time 12 dots from 1 of 3 groups A window 6 dots from 1 of 3 groups Nothing 0 dots from 0 of 3 groups"
    )
    widths = [int(one.get("width", "0")) for one in tree.iter(f"{SVG}rect")][1:]
    assert widths[0] == 2 * widths[1]
    assert widths[2] == 1


def test_few_marks_stand_as_circles_as_on_the_wall_and_many_as_columns(tmp_path):
    _, few = drawn(marked(tmp_path / "few", scale(), "s0\t3\t0\t1\t0\t0"))
    assert len(list(few.iter(f"{SVG}circle"))) == 4
    _, many = drawn(marked(tmp_path / "many", scale(), "s0\t30\t0\t10\t0\t0"))
    columns = list(many.iter(f"{SVG}rect"))[1:]
    assert [int(one.get("height", "0")) for one in columns] == [72, 24]
    assert texts(many) == ["I know it", *["30", "1", "0", "2", "10", "3", "0", "4", "0", "5"]]


def test_rounds_stand_one_below_the_other_and_marks_off_the_line_are_told(tmp_path):
    field = scale(rounds=(Item("Before", "b"), Item("After", "a")))
    session = marked(tmp_path, field, "b\ts0\t3\t0\t1\t0\t0", "a\ts0\t0\t0\t1\t3\t0")
    _, tree = drawn(session)
    said = texts(tree)
    assert said.index("Before") < said.index("After")
    assert len(list(tree.iter(f"{SVG}circle"))) == 8


def test_choices_are_drawn_in_the_order_they_were_asked_in(tmp_path):
    field = ChoiceField(field="it", label="Which", options=(Item("Yes", "y"), Item("No", "n")))
    session = marked(tmp_path, field, "y\t3", "n\t9")
    tallies.release(session, "talk", "it")
    _, tree = drawn(session)
    assert [text for text in texts(tree) if text in ("Yes", "No")] == ["Yes", "No"]


@pytest.mark.parametrize("field", [scale(), dots("A", "B")])
def test_where_nothing_was_counted_there_is_no_chart(tmp_path, field):
    session = session_of(tmp_path, plan(block("talk", field, report=CHART)))
    assert compose(session, "session-report", kits=[], drawn=True).charts == ()


def test_votes_that_are_held_back_are_not_drawn(tmp_path):
    session = session_of(tmp_path, plan(block("talk", dots("A"), report=CHART)))
    tallies.tally(session, "talk", "it", "table-1", "i0", 3)
    composed = compose(session, "session-report", kits=[], drawn=True)
    assert (composed.charts, "charts/" in composed.markdown) == ((), False)


def test_everything_is_dark_on_white_large_enough_and_inside_the_picture(tmp_path):
    long = ("x" * 200, "Words and more words " * 20, "日本語" * 60)
    svg, tree = drawn(voted(tmp_path, *((text, number) for number, text in enumerate(long, 5))))
    assert set(re.findall(r"#[0-9a-f]{6}", svg)) == {"#ffffff", "#1a1a1a", "#1f4e79"}
    assert [int(size) for size in re.findall(r'font-size="(\d+)"', svg)] == [15]
    wide, high = int(tree.get("width", "0")), int(tree.get("height", "0"))
    for one in tree.iter(f"{SVG}text"):
        assert 0 < float(one.get("y", "0")) < high
        assert float(one.get("x", "0")) + 8 * len(str(one.text)) <= wide
    assert "".join(texts(tree)).replace(" ", "").count("x") == 200


@pytest.mark.parametrize("at", range(4))
def test_whatever_words_there_are_the_chart_is_well_formed_and_the_report_keeps_its_shape(tmp_path, at):
    words = [text for text in (*TEXTS, *made_up(80, seed=5)) if any(one.isalnum() for one in text)][at::4]

    def voted_on(folder, *these):
        return compose(voted(folder, *((text, n + 1) for n, text in enumerate(these))), kits=[], drawn=True)

    nasty = voted_on(tmp_path / "nasty", *words)
    plain = voted_on(tmp_path / "plain", *(f"Words {n}" for n in range(len(words))))
    tree = ElementTree.fromstring(nasty.charts[0].svg)
    assert {one.tag.removeprefix(SVG) for one in tree.iter()} == {"svg", "title", "desc", "rect", "g", "text"}
    shown = "".join("".join(texts(tree)).split())
    assert [text for text in words if "".join(clean(text).split()) not in shown] == []
    assert shape(body_of(nasty.markdown), "gfm-like")[0] == shape(body_of(plain.markdown), "gfm-like")[0]


def test_the_same_numbers_give_the_same_bytes(tmp_path):
    first, _ = drawn(voted(tmp_path / "a", ("More time", 12), ("A window", 7)))
    second, _ = drawn(voted(tmp_path / "b", ("More time", 12), ("A window", 7)))
    assert first == second


def test_a_chart_that_somebody_has_worked_on_is_left_alone_and_the_new_one_is_the_one_shown(tmp_path):
    session = marked(tmp_path, scale(), "s0\t3\t2\t1\t0\t0")
    path = write(session, "session-report", kits=[])
    chart = path.parent / "charts" / "session-report-1.svg"
    assert write(session, "session-report", kits=[]) == path
    assert len(list(chart.parent.iterdir())) == 1
    chart.write_text("<svg>mine</svg>")
    assert "](charts/session-report-1-2.svg)" in write(session, "session-report", kits=[]).read_text()
    assert chart.read_text() == "<svg>mine</svg>"
    assert (chart.parent / "session-report-1-2.svg").is_file()


def test_charts_are_numbered_through_a_report(tmp_path):
    field = ScaleField(field="other", statements=(Item("Again", "s0"),))
    session = session_of(tmp_path, plan(block("talk", scale(), report=CHART), block("then", field, report=[
        {"show": "other", "as": "chart"}])))  # fmt: skip
    for name, one in (("talk", scale()), ("then", field)):
        add_lines(session, one, ["s0\t1\t1\t0\t0\t0"], Draft(block=name, field=one.field, group="table-1"))
    charts = compose(session, "session-report", kits=[], drawn=True).charts
    assert [one.path for one in charts] == ["charts/session-report-1.svg", "charts/session-report-2.svg"]
    assert "charts/" not in report(session)
