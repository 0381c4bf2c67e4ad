"""What is wrong in a template is told all at once, with its line; and the trial sees what reading cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from facikit.errors import UserError
from facikit.report.environment import genres, packaged
from facikit.report.template_check import check
from facikit.report.template_trial import problems_of, trial
from facikit.report.templates import chain, house_file, one_used, parts, used, whole_file

pytestmark = pytest.mark.slow

START = '{% extends "facikit/session-report.md.j2" %}\n'


def kit(folder: Path, **templates: str) -> Path:
    for name, text in templates.items():
        path = folder / "templates" / "reports" / f"{name.replace('session_', 'session-')}.md.j2"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def told(tmp_path: Path, text: str) -> list[str]:
    house = kit(tmp_path / "kit", session_report=text)
    found = check(house / "templates" / "reports" / "session-report.md.j2", [house])
    return [str(one).removeprefix("session-report.md.j2:") for one in found]


def tried(tmp_path: Path, text: str) -> list[str]:
    return [str(one) for one in problems_of("session-report", [kit(tmp_path / "kit", session_report=text)])]


@pytest.mark.parametrize("genre", genres([]))
def test_facikits_own_templates_have_nothing_wrong_and_pass_the_trial(genre):
    assert problems_of(genre, []) == []


@pytest.mark.parametrize("genre", genres([]))
def test_what_is_ejected_prints_what_facikits_own_prints(genre, tmp_path):
    for number, text in enumerate((house_file(genre, []), whole_file(genre))):
        house = tmp_path / str(number)
        path = house / "templates" / "reports" / f"{genre}.md.j2"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        assert problems_of(genre, [house]) == []
        on = (
            text.replace("{# The block", "{# -#}{# The block")
            .replace("\n{% block", "#}\n{% block")
            .replace("\n#}", "\n")
        )
        if not number:
            path.write_text(on, encoding="utf-8")
            assert problems_of(genre, [house]) == [], "every block switched on, with nothing but super() in it"


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("{{ titel(report.name) }}", "2: titel: is nothing that a template knows; did you mean 'title'?"),
        ("{{ report.nam }}", "2: .nam: a report has nothing called 'nam'; did you mean 'name'?"),
        (
            "{% for b in report.blocks %}{{ b.aimm }}{% endfor %}",
            "a block has nothing called 'aimm'; did you mean 'aim'?",
        ),
        ("{{ report.blocks[0].fields|first.labl }}", "2: first.labl: is no filter"),
        ("{{ (report.blocks[0].fields|first).labl }}", "a field has nothing called 'labl'; did you mean 'label'?"),
        ('{{ report.agenda|map(attribute="nme")|join }}', "2: .nme: a block has nothing called 'nme'"),
        ("{{ report.name|uper }}", "2: uper: is no filter; did you mean 'upper'?"),
        ("{{ report.name|safe }}", "2: |safe: is not there: it could make something else of what people said"),
        ("{% if report is definde %}{% endif %}", "2: definde: is no test; did you mean 'defined'?"),
        ("{{ show(report.blocks[0]) }}", "2: show(): missing a required argument: 'what'"),
        ('{{ show(report.blocks[0], "x", "lsit") }}', "2: show(): there is no form 'lsit'; did you mean 'list'?"),
        (
            '{{ words("parked_lot") }}',
            "words(\"parked_lot\"): is not a phrase of a report; did you mean 'parking_lot'?",
        ),
        ('{{ words("from_groups", groups=1) }}', 'words("from_groups"): needs counted and all; as in counted=...'),
        ('{{ section("x") }}', "2: section(): has nothing in it; {% call section(...) %} ... {% endcall %}"),
        ("{% filter upper %}x{% endfilter %}", "2: {% filter %}: cannot be used in a report"),
        ("{% autoescape false %}x{% endautoescape %}", "2: {% autoescape %}: cannot be used in a report"),
        ("{{ super }}", "2: super: stands without its brackets; {{ super() }}"),
        ("{{ title }}", "2: title: stands without its brackets; {{ title() }}"),
        (
            '\n\n## Who "we" are ##',
            '4: ## Who "we" are: is a heading typed by hand, whose level may not fit where it stands; '
            '{% call section("Who \\"we\\" are") %} ... {% endcall %}',
        ),
        ("\n\n<div>x", "4: <div>: is HTML, which Word and the checks do not see"),
        (
            '{% include "faciit/record.md.j2" %}',
            "there is no template 'faciit/record.md.j2'; did you mean 'facikit/record",
        ),
        ('{% include "../../../x.md.j2" %}', "2: there is no template '../../../x.md.j2'"),
        ("{% if %}", "2: expected an expression, got 'end of statement block'"),
    ],
)
def test_a_slip_is_told_with_its_line_and_what_was_probably_meant(tmp_path, block, line):
    found = told(tmp_path, f"{START}{{% block title %}}{block}{{% endblock %}}\n")
    assert len(found) == 1
    assert line in found[0]


@pytest.mark.parametrize(
    "block",
    [
        "{% set title = report.name %}{{ title }}",
        "{{ report.name }}# 1",
        "#1 of three",
        "{{ super() }} # x",
        "a\n     # b",
    ],
)
def test_what_only_looks_like_a_slip_is_none(tmp_path, block):
    assert told(tmp_path, f"{START}{{% block title %}}{block}{{% endblock %}}\n") == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{{ " + "9" * 5000 + " }}", "a number of thousands of digits stands in it"),
        ("{{ " + "*".join(["99999"] * 2000) + " }}", "nested too deep"),
        ("{{ " + "(" * 50_000 + "1" + ")" * 50_000 + " }}", "nested too deep"),
        ("{{ " + "not " * 50_000 + "1 }}", "nested too deep"),
        ("{% if 1 %}" * 500 + "{% endif %}" * 500, "nested too deep"),
        ("{% macro m(n) %}{{ m(n + 1) }}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}", "goes round in circles"),
        ("{% for a in range(99999999999) %}x{% endfor %}", "Range too big"),
    ],
)
def test_what_no_computer_can_work_through_is_told_and_not_tried_for_ever(tmp_path, text, wrong):
    (told,) = tried(tmp_path, text)
    assert wrong in told


def test_a_block_that_the_parent_has_not_and_words_outside_of_blocks_never_print(tmp_path):
    assert told(tmp_path, START + "\n\nHello\n{% block titel %}{% endblock %}\n") == [
        "4: stands outside of every block, so it never prints; put it between {% block … %} and {% endblock %}",
        "5: titel: is no block of what this extends, so it never prints; did you mean 'title'?",
    ]


def test_everything_is_told_at_once_in_the_order_of_the_lines(tmp_path):
    found = told(tmp_path, START + "{% block title %}\n{{ a }}\n{{ report.b }}\n{{ 1|c }}\n{% endblock %}")
    assert [one.partition(":")[0] for one in found] == ["3", "4", "5"]


@pytest.mark.parametrize(
    "text",
    [
        '{% set all = report.blocks|selectattr("told")|list %}{{ all[0].name }}',
        "{% for name in report.outcomes %}{{ name.upper() }}{% endfor %}",
        "{% macro one(block) %}{{ block.anything }}{% endmacro %}{{ one(report.blocks[0]) if false }}",
        "{% set x = namespace(n=0) %}{{ x.n }}",
        "<https://example.org> <desk@example.org> a < b",
        "{{ report.blocks|length > 1 and loop is undefined }}",
    ],
)
def test_what_is_not_certain_is_not_told(tmp_path, text):
    assert told(tmp_path, f"{START}{{% block title %}}{text}{{% endblock %}}") == []


def test_names_of_a_loop_in_the_parent_are_known_in_the_block_within_it(tmp_path):
    assert told(tmp_path, START + "{% block block %}{{ block.name }}{{ super() }}{% endblock %}") == []
    assert (
        "a block has nothing called 'nme'"
        in told(tmp_path, START + "{% block block %}{{ block.nme }}{% endblock %}")[0]
    )


def test_a_base_of_the_house_in_its_own_folder_is_extended_and_imported(tmp_path):
    house = kit(
        tmp_path / "kit",
        session_report='{% extends "_base.md.j2" %}\n{% block title %}{{ hello() }}{{ super() }}{% endblock %}',
        _base=START + '{% import "parts/_own.md.j2" as own %}{% block title %}{{ super() }}{% endblock %}',
    )
    (house / "templates/reports/parts").mkdir()
    own = '{% macro hello() %}{{ paragraph("Hello") }}{% endmacro %}\n'
    (house / "templates/reports/parts/_own.md.j2").write_text(own, encoding="utf-8")
    assert [one.message for one in problems_of("", [house])] == ["is nothing that a template knows"]
    first = house / "templates/reports/session-report.md.j2"
    text = first.read_text(encoding="utf-8").replace(
        "{% block title %}", '{% block title %}{% from "parts/_own.md.j2" import hello %}'
    )
    first.write_text(text, encoding="utf-8")
    assert problems_of("", [house]) == []
    assert [one.name for one in chain(first, [house])] == [
        "session-report.md.j2",
        "_base.md.j2",
        "facikit/session-report.md.j2",
    ]


# The trial


@pytest.mark.parametrize(("before", "after"), [("```", "```"), ("<div>", "</div>")])
def test_words_in_a_fence_or_in_html_are_seen_by_the_trial(tmp_path, before, after):
    said = "{% for field in block.fields %}{% for one in field.responses %}\n{{ one.text }}\n{% endfor %}{% endfor %}"
    house = kit(
        tmp_path / "kit", session_report=f"{START}{{% block block %}}\n{before}\n{said}\n{after}\n{{{{ super() }}}}"
    )
    path = house / "templates/reports/session-report.md.j2"
    path.write_text(path.read_text(encoding="utf-8") + "{% endblock %}", encoding="utf-8")
    assert any(
        "things that people typed are printed otherwise" in str(one) for one in trial("session-report", path, [house])
    )


def test_a_template_that_leaves_out_what_was_said_is_told_of_it(tmp_path):
    (found,) = tried(tmp_path, START + "{% block block %}{{ bullets([block.name]) }}{% endblock %}")
    assert "things that were said are not printed" in found
    assert "print block_report(block)" in found


def test_words_that_a_template_changes_are_told(tmp_path):
    each = "{% for one in field.responses %}{{ paragraph(one.words|upper) }}{% endfor %}"
    block = f"{{% block block %}}{{% for field in block.fields %}}{each}{{% endfor %}}{{% endblock %}}"
    assert any("are not printed, as 'plain words" in one for one in tried(tmp_path, START + block))


def test_what_stops_a_report_is_told_at_its_line(tmp_path):
    assert tried(tmp_path, START + "{% block title %}\n{{ report.blocks[0].fields[99].label }}{% endblock %}") == [
        "session-report.md.j2:3: tuple object has no element 99"
    ]


def test_a_wording_whose_name_has_a_slip_is_told(tmp_path):
    house = kit(tmp_path / "kit", session_report=START)
    for name in ("wordings.yaml", "lerning-note.yaml", "house.yml"):
        (house / "templates/reports" / name).write_text("all: Pawb\n", encoding="utf-8")
    assert [str(one) for one in problems_of("", [house])] == [
        "house.yml: is read for no kind of report; did you mean 'house.yaml'?",
        "lerning-note.yaml: is read for no kind of report; did you mean 'learning-note.yaml'?",
        "wordings.yaml: is read for no kind of report; did you mean 'wording.yaml'?",
    ]


# Which is used


def test_the_first_kit_wins_and_what_stands_behind_is_told(tmp_path):
    one, two = (kit(tmp_path / name, session_report=START) for name in ("one", "two"))
    found = one_used("session-report", [one, two])
    assert (found.kit, found.extends, found.of_house) == (one, "facikit/session-report.md.j2", True)
    assert [path.parents[2] for path in found.hides] == [two, packaged().parents[1].resolve()]
    assert one_used("facikit/session-report", [one, two]).path == packaged() / "session-report.md.j2"
    with pytest.raises(UserError, match="no kind of report called 'sesion-report'"):
        one_used("sesion-report", [one])


def test_parts_of_templates_are_no_kind_of_report(tmp_path):
    assert "_base" not in [one.genre for one in used([kit(tmp_path / "kit", _base=START)])]


def test_a_block_is_told_with_what_it_prints_from_the_file_that_is_used(tmp_path):
    house = kit(tmp_path / "kit", session_report=START + '{% block parked %}{{ paragraph("Thank you") }}{% endblock %}')
    first = house / "templates/reports/session-report.md.j2"
    found = {part.name: part for part in parts(chain(first, [house]))}
    assert found["parked"].path == first
    assert found["parked"].prints[0].startswith("paragraph: Print one paragraph")
    assert 'A part headed "Who took part".' in found["attendees"].prints
