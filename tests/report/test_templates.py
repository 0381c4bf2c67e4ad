"""Templates: where they are found, what they can override, what they cannot do, and how their mistakes are told."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from making import MEANING, POINTS, SAID, block, plan, report, say, session_of, theme

from facikit.errors import UserError
from facikit.report import views
from facikit.report.environment import genres, packaged, render_text
from facikit.report.gather import report_of
from facikit.report.layout import MARKS
from facikit.report.page import Page
from facikit.report.text import Text
from facikit.session import prose


@pytest.fixture
def session(tmp_path):
    one = session_of(
        tmp_path, plan(block("talk", POINTS, SAID, write=(MEANING,)), block("end", POINTS), title="A *day*")
    )
    first, *_ = say(one, "talk", "points", "*first*", "<b>second</b>")
    say(one, "talk", "said", "1. [said]", label="a_b")
    say(one, "end", "points", "# last")
    theme(one, "talk", "points", "Th_eme_", first)
    prose.write(one, "talk", "meaning", "It *means*.\n\n# Much")
    return one


def kit_with(folder: Path, **templates: str) -> list[Path]:
    for name, text in templates.items():
        path = folder / "kit" / "templates" / "reports" / f"{name.replace('_', '-')}.md.j2"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [folder / "kit"]


def written(session, source):
    return render_text(source, Page(report_of(session, "test"))).strip()


def plain(marked):
    return MARKS.sub("", marked)


def refused(session, source):
    with pytest.raises(UserError) as caught:
        written(session, source)
    return str(caught.value)


# Finding and overriding


def test_a_house_overrides_one_block_of_one_template(session, tmp_path):
    house = """{% extends "facikit/session-report.md.j2" %}
{% block title %}{{ title("Our house: " ~ report.name) }}{% endblock %}"""
    printed = report(session, kits=kit_with(tmp_path, session_report=house))
    assert printed.startswith("# Our house: A \\*day\\*\n\n## Talk\n")
    assert printed.split("## Talk")[1] == report(session).split("## Talk")[1]


def test_a_house_overrides_how_each_block_is_told(session, tmp_path):
    house = """{% extends "facikit/session-report.md.j2" %}
{% block block %}{% call section("About " ~ block.name, block) %}
{{ show(block, "points", "numbered") }}
{{ super() if false }}
{% endcall %}{% endblock %}"""
    printed = report(session, kits=kit_with(tmp_path, session_report=house))
    assert "## About Talk\n\n1. \\*first\\*\n2. &lt;b>second&lt;/b>\n\n## About End\n\n1. \\# last\n" in printed


def test_a_kit_may_bring_a_genre_of_its_own(session, tmp_path):
    kits = kit_with(tmp_path, postcard="{{ title(report.name) }}\n{{ report.day }}\n")
    assert report(session, "postcard", kits=kits) == "# A \\*day\\*\n\n15 August 2023\n"
    assert {"record", "session-report", "postcard"} <= set(genres(kits))


def test_an_unknown_genre_says_which_there_are(session):
    with pytest.raises(UserError) as caught:
        report(session, "session-raport")
    assert str(caught.value) == "There is no kind of report called 'session-raport'."
    assert "session-report" in caught.value.hint


def test_every_packaged_template_is_divided_into_blocks_that_a_house_can_override():
    for path in packaged().glob("*.md.j2"):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) < 60
        several = path.name.startswith("programme-report.")
        for name in ("title", "section", "appendix") if several else ("title", "block", "attendees"):
            assert f"{{% block {name}" in text


# Escaping without the author doing anything


@pytest.mark.parametrize(
    "form",
    [
        "{{ x }}",
        "{{ x ~ '' }}",
        "{{ '' ~ x }}",
        "{{ x + '' }}",
        "{{ x|trim }}",
        "{{ x|default('y') }}",
        "{{ x|replace('q', 'z') }}",
        "{{ x[:99] }}",
        "{{ '%s'|format(x) }}",
        "{{ '%s' % x }}",
        "{{ x.strip() }}",
        "{{ [x]|join(', ') }}",
        "{{ [x]|first }}",
        "{{ [x]|map('trim')|join }}",
        "{{ x.split('|')|join }}",
        "{{ x.replace('q', 'z') ~ '' }}",
        "{% set y %}{{ x }}{% endset %}{{ y }}",
        "{% set y = x %}{{ y }}",
        "{% macro m(z) %}{{ z }}{% endmacro %}{{ m(x) }}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ x }}{% endcall %}",
        "{% macro m(z) %}{{ z }}{% endmacro %}{{ m(x) ~ '' }}",
        "{{ x if true else '' }}",
        "{% for y in [x] %}{{ y }}{% endfor %}",
        "{% with y = x %}{{ y }}{% endwith %}",
        "{{ (x|upper)|lower }}",
        "{{ x|lower ~ (''|upper) }}",
        "{{ [x|lower, x[:0]]|join }}",
    ],
)
def test_words_come_out_escaped_once_whatever_the_template_does_with_them(session, form):
    words = "*a* <b> [c] _d_"
    source = "{% set x = report.outcomes[0] %}" + form
    one = msgspec.structs.replace(report_of(session, "test"), outcomes=(Text(words),))
    assert render_text(source, Page(one)).strip() == "\\*a\\* &lt;b> \\[c\\] \\_d\\_"


def test_prose_prints_as_markdown_in_its_place(session):
    source = "{% call section('Head') %}{{ slot(report.blocks[0], 'meaning').prose }}{% endcall %}"
    assert written(session, source) == "# Head\n\n\n\nIt *means*.\n\n## Much"


def test_lists_and_quotes_can_be_asked_for_one_by_one(session):
    source = "{{ numbered(field(report.blocks[0], 'points').responses) }}"
    assert plain(written(session, source)) == "1. \\*first\\*\n2. &lt;b>second&lt;/b>"
    source = "{{ quotes(field(report.blocks[0], 'said').responses) }}"
    assert written(session, source) == "> ‘1\\. \\[said\\]’\\\n> (a_b)"
    assert (
        written(session, "{{ paragraph('For', report.name) }}{{ paragraph('x', report.place) }}") == "For A \\*day\\*"
    )


# What a template cannot do


@pytest.mark.parametrize(
    "source",
    [
        "{{ report.__class__ }}",
        "{{ report.__struct_fields__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ title.__globals__ }}",
        "{{ '{0.__class__}'.format(report) }}",
        "{{ report.blocks.append(1) }}",
        "{{ [].append(1) }}",
        "{{ lipsum }}",
        "{{ cycler }}",
        "{{ range(1000000000) }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 999999999 }}",
        "{{ report.name|safe }}",
        "{{ report.name|striptags }}",
        "{{ report|attr('__class__') }}",
        "{{ report.nothing }}",
        "{{ nothing }}",
        "{{ report.name() }}",
        "{{ report() }}",
        "{{ field(report.blocks[0], 'nothing') }}",
        "{{ show(report.blocks[0], 'points', by='colour') }}",
        "{{ section('x') }}",
        "{{ 1 / 0 }}",
        "{% autoescape false %}{{ report.name }}{% endautoescape %}",
        "{% filter upper %}{{ report.name }}{% endfilter %}",
        "{% include 'nothing.md.j2' %}",
        "{% extends '../../../../etc/passwd' %}",
    ],
)
def test_what_a_template_may_not_do_is_refused_in_one_sentence(session, source):
    assert refused(session, source)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ('{{ words("parking_lots") }}', "no phrase 'parking_lots'; did you mean 'parking_lot'?"),
        ('{{ words("of", number=1) }}', "the phrase 'of' needs all, as in all=..."),
        ("{{ contents() }}", "this is the report of a programme"),
        ('{{ quote_style("loud") }}', "quote_style(): there is no 'loud'"),
        ('{{ shown(report.agenda[0], "no") }}', "talk has no field 'no'"),
    ],
)
def test_what_a_function_refuses_is_told_with_its_line(session, source, told):
    assert told in refused(session, f"\n{source}")
    assert ":2: " in refused(session, f"\n{source}")


def test_no_template_outside_the_folder_is_reached(session, tmp_path):
    (tmp_path / "secret.md.j2").write_text("secret", encoding="utf-8")
    for name in ("../secret.md.j2", "../../../secret.md.j2", "facikit/../../../README.md", "/etc/passwd"):
        with pytest.raises(UserError, match="there is no template"):
            render_text(f'{{% include "{name}" %}}', Page(report_of(session, "test")), [tmp_path / "kit"])


def test_a_value_that_can_be_called_is_refused(session):
    class Trap(views.View, frozen=True, kw_only=True):
        spring: object

        def method(self):
            return "CALLED"

    one = Page(report_of(session, "test"))
    trap = msgspec.structs.replace(one.report, outcomes=(Trap(spring=lambda: "CALLED"),))
    for source in (
        "{{ report.outcomes[0].spring() }}",
        "{{ report.outcomes[0].method() }}",
        "{{ report.outcomes[0].method }}",
    ):
        with pytest.raises(UserError):
            render_text(source, Page(trap))


def test_a_report_without_end_is_stopped(session, monkeypatch):
    from facikit.report import environment

    monkeypatch.setattr(environment, "LARGEST", 10_000)
    assert "Look for a loop" in refused_hint(session, "{% for a in range(9999) %}{{ a }} word{% endfor %}")


@pytest.mark.slow
@pytest.mark.parametrize(
    "source",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% set c = a %}{% endfor %}{% endfor %}",
        "{% macro m(n) %}{% if n %}{% set a = m(n - 1) %}{% set b = m(n - 1) %}{% endif %}{% endmacro %}{{ m(40) }}",
        "{% set n = namespace(x='a') %}{% for a in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(x='a') %}{% for a in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set kept %}{% for a in range(99999) %}{{ 'x' * 1000000 }}{% endfor %}{% endset %}",
        "{{ 'a'|center(1000000000) }}",
        "{{ 'a'.ljust(1000000000) }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '%*d'|format(1000000000, 1) }}",
        "{{ [1]|batch(1000000000, 'x')|list|length }}",
        "{{ range(100000)|join('x' * 100000)|length }}",
        "{% for a in range(99999) %}{% set x = range(99999)|list|sort %}{% endfor %}",
        "{% for a in range(99999) %}{% set x = range(99999)|sum %}{% endfor %}",
        "{% for a in range(99999) %}{% set x = 'a' in range(99999) %}{% endfor %}",
        "{% for a in range(99999) %}{% set x = 'a' is in range(99999) %}{% endfor %}",
        "{% set x = 'a' * 999999 %}{% for a in range(99999) %}{% set y = x.upper() %}{% endfor %}",
        "{% set x = 'a' * 999999 %}{% for a in range(99999) %}{% set y = x[::-1] %}{% endfor %}",
        "{% set n = namespace(x=[1]) %}{% for a in range(60) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x }}",
        "{% set n = namespace(x=9) %}{% for a in range(99999) %}{% set n.x = n.x - -n.x %}{% endfor %}",
    ],
)
def test_a_template_that_would_never_end_or_never_fit_is_stopped(session, source):
    told = refused(session, source)
    assert "too long" in told or "is there a loop?" in told


def test_a_template_that_is_slow_for_some_other_reason_is_stopped_by_the_clock(session, monkeypatch):
    from facikit.report import bounds

    monkeypatch.setattr(bounds, "MOST_SECONDS", 0)
    assert "seconds; is there a loop?" in refused(session, "{% for a in range(9999) %}{{ a }}{% endfor %}")


def test_a_file_that_no_template_can_be_is_refused_by_its_size(session, tmp_path):
    kits = kit_with(tmp_path, mine="")
    with (kits[0] / "templates" / "reports" / "mine.md.j2").open("wb") as file:
        file.truncate(10 << 30)  # a file of holes: it takes no room
    with pytest.raises(UserError, match="larger than 256 KB"):
        render_text("{% include 'mine.md.j2' %}", Page(report_of(session, "test")), kits)


def test_a_name_that_no_file_can_have_is_no_template(session, tmp_path):
    for name in ("'x' * 999999", "'a\\0b'"):
        with pytest.raises(UserError, match="there is no template"):
            render_text(f"{{% include {name} %}}", Page(report_of(session, "test")), kit_with(tmp_path, mine=""))


def test_words_that_look_like_a_form_and_long_prose_are_nothing_to_stop_for(session):
    assert written(session, "{{ '100% * 123456 said so' | upper }}") == "100% \\* 123456 SAID SO"
    long = "word " * 20_000
    assert len(written(session, f"{{{{ '{long}' | replace('{'w' * 300}', '{'v' * 300}') | trim }}}}")) == len(long) - 1


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{{ section(width=1, width=2) }}", "keyword argument repeated"),
        ("{{ recorded('talk') }}", "recorded(): block is a block, as report has it; not 'talk'"),
        ("{{ quotes('said') }}", "quotes(): some is a response, as report has it; not 's'"),
        ("{{ quotes(report.agenda | map(attribute='name')) }}", "quotes(): some is a response, as report has it"),
        ("{{ " + "9" * 5000 + " }}", "digits"),
        ("{{ range(1e999) }}", "'inf' is not defined"),
        ("{{ 99999|random }}", "has no len()"),
        ("{{ '{0}'.format(1) }}", "format() cannot be called in a template"),
    ],
)
def test_what_python_will_not_have_is_told_as_a_mistake_in_the_template(session, source, told):
    assert told in refused(session, source)


def refused_hint(session, source):
    with pytest.raises(UserError) as caught:
        written(session, source)
    return caught.value.hint


def test_views_have_no_field_named_like_a_method_and_hold_no_dicts():
    taken = set(dir(str)) | set(dir(list)) | set(dir(dict))
    shapes = [one for one in vars(views).values() if isinstance(one, type) and issubclass(one, views.View)]
    assert len(shapes) > 8
    for shape in shapes:
        assert not taken & set(shape.__struct_fields__), shape
        assert not any("dict" in str(kind) for kind in shape.__annotations__.values()), shape
        assert shape.__struct_config__.frozen


# How mistakes are told


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("fine\n{% if %}", 2, "Expected an expression"),
        ("fine\n\n{{ report.naem }}", 3, "has no attribute 'naem'"),
        ("{% for b in report.blocks %}\n{{ b.titel }}\n{% endfor %}", 2, "has no attribute 'titel'"),
        ("fine\n{{ field(report.blocks[0], 'pionts').label }}", 2, "talk has no field 'pionts'"),
        ("{{ title(report.name) }}\n{{ 1 + report.name }}", 2, "unsupported operand"),
        ("fine\n{% include 'gone.md.j2' %}", 2, "there is no template 'gone.md.j2'"),
        ("fine\n{{ nonsense(1) }}", 2, "'nonsense' is undefined"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_file_and_line(session, tmp_path, source, line, words):
    with pytest.raises(UserError) as caught:
        report(session, "house", kits=kit_with(tmp_path, house=source))
    assert str(caught.value).startswith(f"house.md.j2:{line}: ")
    assert words in str(caught.value)


def test_a_template_that_extends_itself_is_told_how_not_to(session, tmp_path):
    with pytest.raises(UserError) as caught:
        report(session, kits=kit_with(tmp_path, session_report='{% extends "session-report.md.j2" %}'))
    assert "facikit/" in caught.value.hint


def test_a_fault_of_our_own_is_not_blamed_on_the_template(session, monkeypatch):
    from facikit.report import forms

    monkeypatch.setitem(forms.PRINTERS, "list", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        report(session)
