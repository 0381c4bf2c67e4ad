"""The checks of a report's form: each is tripped by what it is for, and by nothing near it."""

from __future__ import annotations

import pytest
from checking import found, house
from hostile import TEXTS
from making import MEANING, PICTURES, POINTS, SAID, block, plan, say, session_of, theme

from facikit.library.shapes import Slot
from facikit.report.checks import CHECKS, check
from facikit.report.checks.looked import document
from facikit.report.findings import CODES
from facikit.session import prose

pytestmark = pytest.mark.slow

INTRODUCTION = Slot(slot="introduction", heading="Introduction")


def day(folder, written=""):
    """A session with one block, a point in it, and ``written`` under it."""
    session = session_of(folder, plan(block("talk", POINTS, write=(MEANING,)), write=(INTRODUCTION,)))
    say(session, "talk", "points", "a")
    if written:
        prose.write(session, "talk", "meaning", written)
    return session


def written_finds(folder, code, bad, good):
    """Check that ``bad`` as prose is found and ``good`` is not; return what is found."""
    session = day(folder, bad)
    first = found(session, code)
    prose.write(session, "talk", "meaning", good)
    assert found(session, code) == []
    return first


def template_finds(folder, code, bad, good):
    """The same with what a house's template prints."""
    session = day(folder)
    first = found(session, code, kits=house(folder, bad))
    assert found(session, code, kits=house(folder, good)) == []
    return first


def test_a_report_has_one_title(tmp_path):
    (one,) = template_finds(tmp_path, "headings", "# One\n\na\n\n# Two\n\nb\n", "# One\n\na\n\n## Two\n\nb\n")
    assert one.message == "The report has 2 titles; it needs one."
    assert [one.message for one in found(day(tmp_path / "no"), "headings", kits=house(tmp_path, "## One\n\na\n"))] == [
        "The report has no title; it needs one."
    ]


def test_no_level_of_heading_is_left_out(tmp_path):
    (one,) = template_finds(tmp_path, "headings", "# A\n\na\n\n### C\n\nb\n", "# A\n\na\n\n## B\n\n### C\n\nb\n")
    assert one.where == "C"
    assert one.message == "‘C’ is a heading of level 3 below one of level 1."
    assert one.line is not None


def test_no_heading_is_without_words(tmp_path):
    (one,) = template_finds(tmp_path, "headings", "# A\n\na\n\n##\n\nb\n", "# A\n\na\n\n## B\n\nb\n")
    assert (one.where, one.message) == ("A", "A heading has no words.")


@pytest.mark.parametrize("last", ["", "## After\n\nb\n"])
def test_nothing_under_a_heading_is_found(tmp_path, last):
    (one,) = template_finds(
        tmp_path, "empty", f"# A\n\na\n\n## B\n\n{last}", f"# A\n\na\n\n## B\n\n### C\n\nc\n\n{last}"
    )
    assert one.message == "There is nothing under the heading ‘B’."


@pytest.mark.parametrize("row", ["| 1 |", "| 1 | 2 | 3 |", "1 | 2 | 3"])
def test_a_row_that_is_longer_or_shorter_is_found(tmp_path, row):
    table = "| a | b |\n| --- | --- |\n| 1 | 2 |\n"
    (one,) = written_finds(tmp_path, "tables", f"{table}{row}\n", f"{table}| 1 \\| x | `a` |\n5 | 6\n")
    number = row.strip("| ").count("|") + 1
    assert one.message == f"Row 3 of a table has {number} cell{'s' * (number > 1)}, its heading has 2."
    assert one.record == "prose/talk/meaning"


def test_a_table_that_a_template_writes_is_looked_at_too(tmp_path):
    begin = "# A\n\n| a | b |\n| - | - |\n"
    assert template_finds(tmp_path, "tables", f"{begin}| 1 |\n", f"{begin}| 1 | 2 |\n")


def test_a_mark_without_a_note_and_a_note_without_a_mark_are_found(tmp_path):
    first = written_finds(tmp_path, "footnotes", "Said[^1].\n\n[^2]: Or not.", "Said[^1].\n\n[^1]: So. `[^9]`")
    assert [one.message for one in first] == [
        "There is no note for the mark [^1].",
        "Nothing leads to the note [^2].",
    ]


def test_a_link_that_says_only_here_is_found(tmp_path):
    (one,) = written_finds(
        tmp_path, "links", "Look [here](https://example.org/a).", "Look at [the film](https://example.org/a), here."
    )
    assert one.where == "What does this tell us?"


def test_a_picture_in_prose_needs_a_description_and_to_be_there(tmp_path):
    first = written_finds(tmp_path, "pictures", "![](media/map.png)", "No picture: !\\[\\](x)")
    assert [one.message for one in first] == [
        "The picture map.png has no description.",
        "The picture map.png is not in the session's folder media.",
    ]
    session = day(tmp_path / "there", "![A map](media/map.png)")
    (session.folder / "media").mkdir(exist_ok=True)
    (session.folder / "media" / "map.png").write_bytes(b"x")
    assert found(session, "pictures") == []


def test_a_stored_picture_without_a_description_leads_to_its_entry(tmp_path):
    session = session_of(tmp_path, plan(block("talk", PICTURES)))
    (one,) = say(session, "talk", "pictures", "Faces", media="faces.png")
    (finding,) = found(session, "pictures")
    assert (finding.where, finding.record) == ("Talk", f"response/{one.id}")


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("[[quote:gone]]", "[[quote:gone]] leads nowhere."),
        ("[[see:gone]]", "[[see:gone]] leads nowhere."),
        ("[[see talk]]", "[[see talk]] is not written as a reference is."),
        ("As in [the talk](#nowhere).", "A link leads to #nowhere, which is no heading of this report."),
        ("See Appendix 3.", "There is no Appendix 3 in this report."),
    ],
)
def test_what_leads_nowhere_is_found_and_its_place_named(tmp_path, bad, said):
    good = "[[see:talk]], [the talk](#talk), an appendix, [[word]] and `[x](#y)`."
    (one,) = written_finds(tmp_path, "references", bad, good)
    assert one.message == said
    assert one.where in ("Talk", "What does this tell us?")


def test_a_reference_that_leads_nowhere_is_mended_where_it_was_written(tmp_path):
    session = day(tmp_path)
    prose.write(session, "session", "introduction", "[[quote:gone]]")
    (one,) = found(session, "references")
    assert (one.where, one.record) == ("Introduction", "prose/session/introduction")


def test_an_appendix_that_is_there_is_no_finding(tmp_path):
    session = day(tmp_path, "See Appendix 2.")
    body = "# A\n\n{{ slots(report.agenda[0].slots) }}\n\n## Appendix %s: More\n\nb\n"
    assert found(session, "references", kits=house(tmp_path, body % 2)) == []
    assert len(found(session, "references", kits=house(tmp_path, body % 3))) == 1


def test_a_form_that_cannot_be_is_found(tmp_path):
    session = session_of(tmp_path, plan(block("talk", POINTS, report=[{"show": "points", "as": "pictures"}])))
    say(session, "talk", "points", "a")
    (one,) = found(session, "form")
    assert one.message == "‘Points’ cannot be printed as pictures; it stands as list."


@pytest.mark.parametrize("turn", range(4))
def test_no_text_of_anybody_s_breaks_a_check_or_steers_a_terminal(tmp_path, turn):
    texts = TEXTS[turn * 40 : turn * 40 + 40]
    fields = (POINTS, SAID, PICTURES)
    session = session_of(tmp_path, plan(block("talk", *fields, write=(MEANING,)), write=(INTRODUCTION,)))
    for number, text in enumerate(texts):
        for one in say(session, "talk", ("points", "said", "pictures")[number % 3], f"{text} x", kind="quote"):
            theme(session, "talk", "points", f"{text} theme", one)
    prose.write(session, "talk", "meaning", "\n\n".join(texts))
    for genre in ("session-report", "record", "group-outputs"):
        session.flush()
        for one in check(session, genre, kits=[], draft=True).open:
            assert one.code in CODES
            for said in (one.where, one.message, one.cure, one.id):
                assert said.isprintable() or not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in said)
                assert "\n" not in said


@pytest.mark.parametrize(
    "text",
    ["`" * 20_000, "](0" * 20_000, "<0" * 20_000, "0 " * 20_000, "[[see " * 10_000, "[^a" * 20_000, "a@" * 20_000],
)
def test_no_long_text_keeps_a_check_busy(tmp_path, text):
    session = day(tmp_path, f"Begin [^1] {text}")
    say(session, "talk", "points", text)
    session.flush()
    assert check(session, kits=[]).composed.markdown


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_can_be_taken_apart(text):
    for markdown in (text, f"# {text}\n\n{text}\n", f"---\ntitle: x\n---\n\n| {text} |\n| - |\n| {text} |\n"):
        document(markdown)


def test_every_check_has_a_code_of_its_own():
    assert set(CHECKS) <= set(CODES)
    assert all(code.cure.endswith((".", "!")) and code.looks_for.endswith(".") for code in CODES.values())
