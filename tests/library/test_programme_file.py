"""programme.yaml: all that is wrong in it at its line, what it is to those who write, and the one to begin with."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from facikit.library import finding
from facikit.library.checking import check_path
from facikit.library.kits import packaged_kit
from facikit.library.programme_shape import Answers, CommonTheme, Part, Programme, Sitting
from facikit.library.programme_starter import programme_text
from facikit.library.programmes import plan_of, read_programme, short_names
from facikit.library.reading import type_of
from facikit.library.schema import schema
from facikit.library.shapes import About
from facikit.session import prose
from facikit.session.session import Session

GOOD = """
title: All of it
sessions:
  - {session: inquiry-topic, as: inquiry}
  - {session: project-evaluation, as: form}
  - {title: The launch, as: launch, date: 2023-03-01}
sections:
  - {heading: Opening, slot: opening}
"""


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "kit" / "sessions" / "all"
    made.mkdir(parents=True)
    for name in ("inquiry-topic", "project-evaluation"):
        shutil.copytree(packaged_kit() / "sessions" / name, made.parent / name)
    return made


def problems(folder, text):
    (folder / "programme.yaml").write_text(text, encoding="utf-8")
    return [str(one) for one in check_path(folder, [folder.parent.parent, packaged_kit()])]


def test_a_programme_as_it_should_be_has_no_problem(folder):
    assert problems(folder, GOOD) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("  - {heading: A, frm: x}", "sections[1].frm: 'frm' is not a key of a part; did you mean 'from'?"),
        ("  - {heading: A}", "sections[1]: shows nothing"),
        ("  - {heading: A, slot: opening}", "'opening' stands twice, first at sections[0].slot"),
        ("  - {heading: A, from: inqury/inquiry}", "there is no session 'inqury' in this programme; did you mean 'inq"),
        ("  - {heading: A, from: inquiry/inquiri}", "inquiry has no block 'inquiri'; did you mean 'inquiry'?"),
        ("  - {heading: A, from: inquiry}", "'inquiry' names no block"),
        (
            "  - {heading: A, from: inquiry/inquiry.firts}",
            "inquiry has no field or slot 'firts'; did you mean 'first'?",
        ),
        ("  - {heading: A, from: launch/x.y}", "of launch only the title is known"),
        (
            "  - {heading: A, from: inquiry/inquiry.first, as: ranked}",
            "a field of kind quotes cannot be shown as 'ranked'",
        ),
        ("  - {heading: A, from: inquiry/inquiry.first-meaning, top: 3}", "prose has one form only; leave top out"),
        ("  - {heading: A, text: x, as: list}", "there is nothing here that it could be about"),
        ("  - {heading: A, report: inquiry, text: x}", "a whole report stands by itself"),
        ("  - {heading: A, report: inquiry, without: [parkin]}", "inquiry has no 'parkin'; did you mean 'parking'?"),
        ("  - {heading: A, report: inquiry, template: recrod}", "there is no report 'recrod'; did you mean 'record'?"),
        ("  - {heading: A, show: sessions, without: [luanch]}", "there is no session 'luanch'; did you mean 'launch'?"),
        ("  - {heading: A, without: [parking], text: x}", "sections[1].without: belongs to a whole report"),
        ("  - {heading: A, answers: inquiry/inquiry.first}", "'inquiry/inquiry.first' has no questions"),
        ("  - {heading: A, answers: {slots: [a]}}", "does not say which answers"),
        ("  - {heading: A, answers: {from: form/answers.answers, slots: [opening]}}", "'opening' stands twice"),
        ("  - {heading: A, register: inquiry/inquiry}", "must be a session's name alone; write inquiry"),
        ("  - {heading: A, text: 'See [[see:opning]].'}", "[[see:opning]] leads nowhere; did you mean 'opening'?"),
        ("  - {heading: A, text: 'See [[see:inquiry/inq]].'}", "[[see:inquiry/inq]]: inquiry has no block 'inq'"),
        ("  - {heading: A, text: 'See [[count:frm/a.b]].'}", "[[count:frm/a.b]]: there is no session 'frm'"),
        ("  - {name: one, text: x}", "'one' has no heading that one could be led to"),
        ("  - {heading: A, name: inquiry, text: x}", "'inquiry' is the name of a session already"),
        ("  - {heading: A, show: themes}", "sections[1].show: this programme has no themes of its own"),
        ("  - {heading: A, theme: Time}", "this programme has no theme 'Time'; name it in themes:, or say from:"),
        ("  - {heading: A, text: x, members: all}", "there is nothing here that it could be about"),
    ],
)
def test_what_is_wrong_in_a_part_is_told_at_its_line(folder, line, said):
    found = problems(folder, GOOD + line + "\n")
    assert [one for one in found if said in one], found
    assert all(one.startswith("all/programme.yaml:9: ") for one in found)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "session: inquiry-topic",
            "session: inquiry-topics",
            "programme.yaml:4: sessions[0].session: there is no session",
        ),
        ("as: form", "as: inquiry", "programme.yaml:5: sessions[1].as: 'inquiry' is the name of sessions[0] already"),
        ("as: form", "as: a form", "'a form' cannot be a name here; letters, digits and hyphens only"),
        ("title: The launch, ", "", "sessions[2]: has neither a session nor a title"),
        ("date: 2023-03-01", "date: 1 March", "sessions[2].date: '1 March' is not a date, written YYYY-MM-DD"),
        ("title: All of it", "title: All of it\nnumbers: 9", "numbers: 9 is too large: 3 is the most"),
        ("title: All of it", "title: X\nreport: programme-reprt", "did you mean 'programme-report'?"),
        ("title: All of it", "title: X\nabout: {contact: me}", "about.contact: 'me' is not an e-mail address"),
    ],
)
def test_what_is_wrong_in_the_rest_is_told_at_its_line(folder, before, after, said):
    found = problems(folder, GOOD.replace(before, after))
    assert [one for one in found if said in one], found


THEMES = "themes:\n  - Time\n  - {name: Room, also: [inquiry/A place], without: [form, inquiry/Room]}\n"


def test_themes_of_its_own_are_shown_as_a_table_under_headings_or_one_by_one(folder):
    more = "  - {heading: A, show: themes}\n  - {show: themes, as: headings, members: all}\n"
    assert problems(folder, GOOD + more + "  - {theme: tIME, members: none}\n" + THEMES) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("  - time", "12: themes[2].name: 'time' is there already"),
        ("  - {name: X, also: [form]}", "12: themes[2].also[0]: 'form' names no theme; write it as in form/Time"),
        ("  - {name: X, also: [form/]}", "12: themes[2].also[0]: 'form/' names no theme"),
        ("  - {name: X, also: [frm/Y]}", "12: themes[2].also[0]: there is no session 'frm' in this programme; did you"),
        ("  - {name: X, without: [launch]}", "12: themes[2].without[0]: of launch only the title is known"),
        ("  - {name: ' '}", "12: themes[2]: has no name"),
        ("  - {text: X}", "12: themes[2].name: is missing"),
        ("  - {name: X, alsoo: [form/Y]}", "12: themes[2].alsoo: 'alsoo' is not a key"),
        ("sections: [{show: themes, as: tabel}]", "sections[0].as: themes cannot be shown as 'tabel'; did you mean"),
        ("sections: [{theme: Tme}]", "sections[0].theme: this programme has no theme 'Tme'; did you mean 'Time'?"),
        ("sections: [{report: form, theme: Time}]", "sections[0].report: a whole report stands by itself"),
    ],
)
def test_what_is_wrong_in_themes_of_its_own_is_told_at_its_line(folder, line, said):
    opening = "sections:\n  - {heading: Opening, slot: opening}\n"
    text = GOOD.replace(opening, "") if line.startswith("sections") else GOOD
    found = problems(folder, text + THEMES + line + "\n")
    assert [one for one in found if said in one], found


def test_all_is_told_at_once(folder):
    assert len(problems(folder, GOOD + "  - {heading: A}\n  - {hedaing: B}\n  - {heading: C, from: x/y}\n")) >= 4


def test_a_programme_in_a_session_s_folder_is_told_to_move(folder):
    (folder / "programme.yaml").write_text(GOOD, encoding="utf-8")
    shutil.copy(folder.parent / "inquiry-topic" / "session.yaml", folder / "session.yaml")
    found = [str(one) for one in check_path(folder / "programme.yaml", [folder.parent.parent])]
    assert [one for one in found if "stands in a session's folder; give the programme a folder of its own" in one]
    assert not finding.is_programme(folder)


def test_the_check_of_a_kit_checks_its_programmes(folder):
    problems(folder, GOOD + "  - {heading: A}\n")
    (folder.parent.parent / "exercises").mkdir()
    assert [one for one in check_path(folder.parent.parent, [folder.parent.parent]) if one.key == "sections[1]"]


def test_a_block_that_was_put_in_on_the_day_is_no_problem(folder):
    log = folder.parent / "inquiry-topic" / "log" / "later.jsonl"
    log.write_text('{"put":"block/zzz9"}\n', encoding="utf-8")
    assert problems(folder, GOOD + "  - {heading: A, from: inquiry/zzz9}\n") == []


def test_a_programme_is_written_into_like_a_session(folder):
    more = "  - {heading: E, answers: {from: form/answers.answers, slots: [gained]}, parts: [deeper]}\n"
    assert problems(folder, GOOD + more) == []
    with Session.open(folder, "anna") as session:
        assert [slot.slot for slot in session.plan.write] == ["opening", "gained", "deeper"]
        assert session.plan.title == "All of it"
        prose.write(session, "session", "deeper", "Words.")
    with Session.open(folder, read_only=True) as session:
        assert prose.prose(session, "session", "deeper") == "Words."
    assert finding.find_session("all", [folder.parent.parent]) == folder


def test_a_session_goes_by_its_short_name_else_by_its_folder_else_by_its_title():
    some = [Sitting(session="a/Day one"), Sitting(session="x", as_="y"), Sitting(title="The End"), Sitting(title="y")]
    assert short_names(some) == ["day-one", "y", "the-end", "y-2"]


def test_an_id_of_its_own_stays_when_the_folder_is_renamed(folder):
    problems(folder, GOOD.replace("title: All of it", "title: X\nprogramme: abc123"))
    made, _ = read_programme(folder)
    assert plan_of(made, folder).session == "abc123"


# The one to begin with


def uncommented(text):
    """The text with every key that waits behind a # in use, as an editor takes # and space away."""
    keys = {
        field.encode_name
        for shape in (Programme, Sitting, Part, Answers, CommonTheme, About)
        for field in type_of(shape).fields
    }
    return re.sub(rf"(?m)^( *)# (?= *(?:- )?(?:{'|'.join(keys)}):( |$))", r"\1", text)


def test_a_new_programme_is_right_as_it_stands(folder):
    text = programme_text("All: of it", "all", "abc123", "2024-05-30", ["inquiry-topic", "project-evaluation"])
    assert problems(folder, text) == []
    made, _ = read_programme(folder)
    assert (made.title, len(made.sessions), len(made.appendices)) == ("All: of it", 2, 1)


def test_a_new_programme_without_any_session_is_right_too(folder):
    assert problems(folder, programme_text("X", "all", "abc123", "2024-05-30", [])) == []


@pytest.mark.parametrize("sessions", [["inquiry-topic"], []])
def test_a_new_programme_is_still_one_when_every_key_in_it_is_used(folder, sessions):
    text = programme_text("X", "all", "abc123", "2024-05-30", sessions)
    found = problems(folder, uncommented(text))
    # Only what must be filled in is left to mend: which block, and a session where there is none.
    assert all("BLOCK" in one or "only the title is known" in one for one in found), found
    made, _ = read_programme(folder)
    assert (len(made.sections), len(made.appendices)) == (6, 2)
    assert made.about.date_as == "month"
    assert [one.name for one in made.themes] == ["Time"]


@pytest.mark.parametrize("shape", [Programme, Sitting, Part, Answers, CommonTheme])
def test_a_new_programme_tells_of_every_key(shape):
    text = programme_text("X", "all", "abc123", "2024-05-30", ["inquiry-topic"])
    missing = [one.encode_name for one in type_of(shape).fields if not re.search(rf"\b{one.encode_name}\b", text)]
    assert missing == []


def test_the_schema_knows_every_key_and_lets_a_bare_name_be_a_slot():
    made = schema("programme")
    assert set(made["$defs"]["Programme"]["properties"]) >= {"sessions", "sections", "appendices", "about", "numbers"}
    assert made["$defs"]["Part"]["anyOf"][0] == {"type": ["string", "number", "boolean"]}
    json.dumps(made)
