"""A house's own words, logo and licence: read from the kits, checked, and printed as the text they are."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hostile import TEXTS
from making import POINTS, SAID, block, plan, register, report, say, session_of
from reading_back import headings, shape

from facikit.library.shapes import About
from facikit.report.house import house_of, read_wording
from facikit.report.render import compose
from facikit.session import asides


@pytest.fixture
def session(tmp_path):
    one = session_of(tmp_path / "day", plan(block("talk", POINTS, SAID, report=["points"]), title="A day"))
    say(one, "talk", "points", "first", "second")
    say(one, "talk", "said", "as it was said", label="Guest")
    asides.park(one, "The lift")
    register(one, ("Ada", "Nurse", "North"), ("Bo", "", ""))
    return one


def kit(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / "templates" / "reports" / f"{name.replace('_', '-')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    return folder


def problems(tmp_path: Path, text: str) -> list[str]:
    return [str(one) for one in house_of([kit(tmp_path / "kit", wording=text)], "session-report").problems]


def test_a_house_says_what_facikit_prints_in_its_own_language(session, tmp_path):
    welsh = kit(
        tmp_path / "kit",
        wording="""\
        language: cy
        months: [Ionawr, Chwefror, Mawrth, Ebrill, Mai, Mehefin, Gorffennaf, Awst, Medi, Hydref, Tachwedd, Rhagfyr]
        parking_lot: Maes parcio
        who_took_part: Pwy oedd yno
        also_recorded: Nodwyd hefyd
        role_not_given: Heb rôl
        quote_opens: “
        quote_shuts: ”
        took_part: {one: "Cymerodd {n} ran.", many: "Cymerodd {n} o bobl ran."}
        """,
    )
    made = compose(session, "session-report", kits=[welsh])
    assert made.findings == ()
    assert "lang: cy\n" in made.markdown
    assert "15 Awst 2023" in made.markdown
    assert [heading for _, heading in headings(made.markdown)] == [
        "A day", "Talk", "Nodwyd hefyd", "Maes parcio", "Pwy oedd yno",
    ]  # fmt: skip
    assert "Cymerodd 2 o bobl ran." in made.markdown
    assert "- Heb rôl\n" in made.markdown
    assert "“as it was said”" in made.markdown


def test_the_first_kit_says_it_key_by_key_and_a_genre_may_say_it_otherwise(session, tmp_path):
    first = kit(tmp_path / "one", wording="parking_lot: Put aside", session_report="also_recorded: And")
    second = kit(tmp_path / "two", wording="parking_lot: Aside\nwho_took_part: The people\nalso_recorded: More")
    kits = [first, second]
    assert [words for _, words in headings(report(session, kits=kits))] == [
        "A day", "Talk", "And", "Put aside", "The people",
    ]  # fmt: skip
    assert [words for _, words in headings(report(session, "record", kits=kits))][-2:] == ["Put aside", "The people"]


@pytest.mark.parametrize("text", ["# *x*", "<b>", "| a |", "[[see:talk]]", "{{ 7 }}", "1. x", "a_b_", "&lt;", "```"])
def test_hostile_words_of_a_house_stay_words(session, tmp_path, text):
    assert text in TEXTS or len(text) < 13
    hostile = house_of([], "session-report").wording | {"parking_lot": text, "role_not_given": text}
    lines = "".join(f"{key}: '{words}'\n" for key, words in hostile.items())
    before = report(session, kits=[kit(tmp_path / "plain", wording="parking_lot: Plain\nrole_not_given: Plain")])
    after = report(session, kits=[kit(tmp_path / "hostile", wording=lines)])
    assert shape(after)[0] == shape(before)[0]
    assert shape(after)[1].count(text) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("parking_lots: x", "wording.yaml:1: parking_lots: is not a phrase of a report; did you mean 'parking_lot'?"),
        ("all: x\nall: y", "wording.yaml:2: all: is there already; keep one of the two"),
        ("all: ''", "wording.yaml:1: all: says nothing; leave the key out, and facikit's own words stand"),
        ("all: [a]", 'wording.yaml:1: all: has to be a text; as in "All"; put it in quotes'),
        ("all: all {n}", "wording.yaml:1: all: {n} stands for nothing here; nothing is put in here"),
        ("of: '{nubmer} o {all}'", "{nubmer} stands for nothing here; did you mean 'number'?"),
        ("of: '{number} o {all}, {all}'", "{all} stands here twice; once is enough"),
        ("of: o {all}", 'wording.yaml:1: of: {number} is missing; in English it is "{number} of {all}"'),
        ("point: {one: a, many: pwyntiau}", "wording.yaml:1: point: {n} is missing; in English it is"),
        ("point: {many: '{n} x'}", "wording.yaml:1: point: needs one: and many:, and nothing else; as in one:"),
        ("months: [a, b]", "wording.yaml:1: months: has to be a list of twelve names; as in [January, February, ...]"),
        ("language: Welsh, or Scots", "is not the short name of a language; as in en-GB, cy or sco"),
        ("quote_opens: '**'", "wording.yaml:1: quote_opens: '**' is not a quote mark; one mark, as in « or “"),
        ("- a", "wording.yaml:1: has no keys; see: facikit template wording"),
        ("all: &a x", "wording.yaml:1: text begins with &, which means something else in YAML"),
    ],
)
def test_what_is_wrong_in_a_wording_is_told_with_its_line_and_left_out(tmp_path, text, told):
    assert any(told in one for one in problems(tmp_path, text)), problems(tmp_path, text)
    key = text.partition(":")[0]
    assert key == "all" or key not in read_wording(tmp_path / "kit/templates/reports/wording.yaml")[0]


def test_one_form_does_for_any_number_and_one_need_not_be_counted(tmp_path):
    assert problems(tmp_path, "point: '{n} pwynt'\nanswer: {one: un ateb, many: '{n} ateb'}") == []
    assert read_wording(tmp_path / "kit/templates/reports/wording.yaml")[0] == {
        "point": ("{n} pwynt", "{n} pwynt"),
        "answer": ("un ateb", "{n} ateb"),
    }


def test_a_faulty_word_stops_no_report_and_is_found(session, tmp_path):
    made = compose(session, "session-report", kits=[kit(tmp_path / "kit", wording="parking_lot: ''\nall: Pawb")])
    assert "## Parking lot" in made.markdown
    assert [one.message.partition(";")[0] for one in made.findings] == ["wording.yaml:1: parking_lot: says nothing"]


def test_a_genre_is_no_way_out_of_the_folder(tmp_path):
    kit(tmp_path / "kit", wording="all: Pawb")
    (tmp_path / "kit" / "templates" / "out.yaml").write_text("all: Out\n", encoding="utf-8")
    assert house_of([tmp_path / "kit"], "../out").wording == {"all": "Pawb"}


def test_contact_and_licence_of_a_house_stand_where_a_workshop_says_nothing(tmp_path):
    house = kit(tmp_path / "kit", house="contact: desk@example.org\nlicence: Use it with credit.\npartners: [Harbour]")
    own = plan(block("talk", POINTS), about=About(contact="robin@example.org"))
    one = session_of(tmp_path / "day", own)
    say(one, "talk", "points", "first")
    source = "{{ report.about.contact }}\n\n{{ report.about.licence }}\n\n{{ report.about.partners|join(', ') }}\n"
    (house / "templates/reports/session-report.md.j2").write_text(source, encoding="utf-8")
    printed = shape(report(one, kits=[house]))[1]
    assert printed == "robin@example.org Use it with credit. Harbour"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("contact: nobody", "house.yaml:1: contact: 'nobody' is not an e-mail address; as in name@example.org"),
        ("logo: no.png\nlogo_description: x", "house.yaml:1: logo: there is no picture 'no.png' beside this file"),
        ("logo: ../a.png\nlogo_description: x", "logo: '../a.png' is not the name of a picture"),
        ("voice: role", "house.yaml:1: voice: 'voice' is not a key of house.yaml; did you mean 'voices'?"),
        ("subtitle: x", "house.yaml:1: subtitle: "),
    ],
)
def test_what_is_wrong_in_a_house_yaml_is_told(tmp_path, text, told):
    found = house_of([kit(tmp_path / "kit", house=text)], "record").problems
    assert any(told in str(one) for one in found), found
