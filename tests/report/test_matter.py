"""What stands before and after a report: from what was said about it once, in the right place, and nothing else."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hostile import TEXTS, made_up
from making import POINTS, block, findings, plan, say, session_of
from PIL import Image
from reading_back import PARSERS, headings, shape

from facikit.library.shapes import About, Link, Person, Reference, Slot
from facikit.library.values import Item
from facikit.report.environment import genres
from facikit.report.render import compose
from facikit.session import prose
from facikit.session.session import Session

CONSIDERED = ("session-report", "group-outputs", "learning-note", "inquiry-report", "focus-group-report")
ROBIN = Person(name="Robin Vale", post="Researcher", organisation="Harbour Council", link="https://example.org/robin")
ABOUT = About(
    subtitle="What was done and learned",
    status="preliminary",
    date_as="month",
    partners=(Item("Harbour Council"), Item("Northfield University")),
    people=(
        ROBIN,
        Person(name="The Weavers", part="host"),
        Person(name="Kim Ash", part="designed", organisation="Northfield"),
        Person(name="Sam Reed", part="designed"),
        Person(name="Alex Moor", part="facilitated"),
        Person(name="Jo Fell", part="signs", post="Head", organisation="Harbour Council", signature="jo.png"),
        Person(name="Lee Dow", part="compiled", post="Editor", email="lee@example.org"),
    ),
    contact="inquiries@example.org",
    links=(Link(text="The film", url="https://example.org/film"), Link(url="https://example.org/all")),
    references=(
        Reference(author="Vale R.", year="2019", title="Small tests", place="Leith", publisher="Harbour Press"),
        Reference(title="Who asks?", url="https://example.org/who"),
    ),
    logo="logo.png",
    logo_description="A lighthouse",
    licence="Anyone may use this with credit.",
)
FOREWORD = Slot(slot="foreword", heading="Foreword", place="start")
ENDING = Slot(slot="ending", heading="What next?", place="end")


def made(folder: Path, about: About, **more: object) -> Session:
    """Return a small session with a foreword, an ending and one point."""
    day = plan(block("talk", POINTS, report=["points"]), about=about, write=(FOREWORD, ENDING), **more)
    session = session_of(folder, day)
    say(session, "talk", "points", "A point")
    prose.write(session, prose.SESSION, "foreword", "Why we asked.")
    prose.write(session, prose.SESSION, "ending", "On we go.")
    return session


def drawn(session: Session, *names: str) -> None:
    for name in names:
        (session.folder / "media").mkdir(exist_ok=True)
        Image.new("RGB", (8, 6)).save(session.folder / "media" / name)


def body(session: Session, genre: str = "session-report", kits: tuple[Path, ...] = ()) -> str:
    return compose(session, genre, kits=list(kits)).markdown.split("\n---\n\n", 1)[1]


def test_a_cover_says_everything_below_the_title_and_the_date_as_asked_for(tmp_path):
    session = made(tmp_path, ABOUT, place="Leith")
    drawn(session, "logo.png", "jo.png")
    assert body(session).startswith(
        "# A small day\n\n"
        "What was done and learned\n\n"
        "Preliminary report\\\n"
        "Harbour Council and Northfield University\\\n"
        "By [Robin Vale](https://example.org/robin), Researcher, Harbour Council\\\n"
        "Hosted by The Weavers\\\n"
        "August 2023, Leith\n\n"
        "![A lighthouse](../media/logo.png)\n\n"
        "## Foreword\n\n"
        "Why we asked.\n\n"
        "![Signature of Jo Fell](../media/jo.png)\n\n"
        "Jo Fell\\\nHead\\\nHarbour Council\n\n"
        "## Talk\n"
    )


def test_the_end_of_a_report_says_what_it_cites_where_to_read_on_and_who_made_it(tmp_path):
    printed = body(made(tmp_path, ABOUT))
    assert printed.split("On we go.\n\n")[1] == (
        "## References\n\n"
        "- Vale R. (2019) *Small tests*. Leith: Harbour Press.\n"
        "- *Who asks?* <https://example.org/who>\n\n"
        "## To read on\n\n"
        "- [The film](https://example.org/film)\n"
        "- <https://example.org/all>\n\n"
        "Questions, or something to add? Write to <inquiries@example.org>.\n\n"
        "## About this report\n\n"
        "Designed by Kim Ash (Northfield) and Sam Reed. Facilitated by Alex Moor.\n\n"
        "Compiled by Lee Dow, Editor\\\nAugust 2023\\\n<lee@example.org>\n\n"
        "Anyone may use this with credit.\n"
    )


@pytest.mark.parametrize(
    ("form", "said"), [("day", "15 August 2023"), ("month", "August 2023"), ("numbers", "15.08.2023")]
)
def test_the_date_stands_as_the_house_writes_it(tmp_path, form, said):
    assert body(made(tmp_path, About(date_as=form))).startswith(f"# A small day\n\n{said}\n\n")


def test_a_report_put_together_later_says_when(tmp_path):
    about = About(people=(Person(name="Lee Dow", part="compiled"),), dated="2023-09-01", date_as="numbers")
    printed = body(made(tmp_path, about))
    assert printed.startswith("# A small day\n\n15.08.2023\n")
    assert printed.endswith("Compiled by Lee Dow\\\n01.09.2023\n")


def test_without_a_compiler_the_host_signs(tmp_path):
    printed = body(made(tmp_path, About(people=(Person(name="The Weavers", part="host"),))), "learning-note")
    assert printed.endswith("On we go.\n\nThe Weavers\n\n## Notes from the day\n\n### Talk\n\n- A point\n")


@pytest.mark.parametrize("genre", CONSIDERED)
def test_every_considered_report_prints_all_of_it_once(tmp_path, genre):
    session = made(tmp_path, ABOUT)
    drawn(session, "logo.png", "jo.png")
    printed = body(session, genre)
    for words in (
        *(
            "What was done",
            "Preliminary",
            "Northfield University",
            "By [Robin",
            "Hosted by",
            "A lighthouse",
            "Jo Fell\\",
        ),
        *("Small tests", "The film", "inquiries@", "Designed by", "Facilitated by", "Compiled by", "Anyone may use"),
    ):
        assert printed.count(words) == 1, words


@pytest.mark.parametrize("genre", [*CONSIDERED, "record"])
def test_where_nothing_is_said_nothing_is_printed(tmp_path, genre):
    printed = body(made(tmp_path, About()), genre)
    assert printed.startswith("# A small day\n\n15 August 2023\n\n## ")
    assert not {"References", "To read on", "About this report"} & {words for _, words in headings(printed)}


def test_a_logo_may_stand_beside_the_kits_templates(tmp_path):
    kit = tmp_path / "kit"
    (kit / "templates" / "reports").mkdir(parents=True)
    Image.new("RGB", (8, 6)).save(kit / "templates" / "reports" / "logo.png")
    session = made(kit / "sessions", ABOUT)
    assert "![A lighthouse](../../../templates/reports/logo.png)" in body(session, kits=(kit,))


@pytest.mark.parametrize(
    ("about", "told"),
    [
        (About(logo="logo.png", logo_description="x"), "logo.png is neither in the session's folder media nor"),
        (About(logo="../session.yaml", logo_description="x"), "../session.yaml is neither in"),
        (About(logo="here.png"), "here.png has no description, so it is not printed"),
    ],
)
def test_a_picture_that_cannot_be_printed_is_told_and_left_out(tmp_path, about, told):
    session = made(tmp_path, about)
    drawn(session, "here.png")
    assert [message for message in findings(session) if told in message]
    assert "![" not in body(session)


def test_what_is_no_address_is_printed_as_the_words_it_is(tmp_path):
    about = About(
        contact="write to us",
        links=(Link(text="The film", url="javascript:alert(1)"), Link(url="www.example.org")),
        people=(Person(name="A", part="led", link="nowhere"), Person(name="B", part="compiled", email="none")),
    )
    printed = body(made(tmp_path, about))
    assert "- The film (javascript:alert(1))\n- www&#46;example&#46;org" in printed
    assert "](" not in printed
    assert "Led by A (nowhere)." in printed
    assert "Compiled by B\\\n15 August 2023\\\nnone" in printed


def said_with(texts: list[str]) -> About:
    """Return an About whose every word is the next of ``texts``."""
    given = itertools.cycle(texts)
    word = lambda: next(given).strip() or "x"  # noqa: E731
    people = [
        Person(name=word(), part=part, post=word(), organisation=word(), email=word(), link=word())
        for part in ("author", "host", "designed", "led", "facilitated", "signs", "compiled")
    ]
    return About(
        subtitle=word(),
        partners=(Item(word()), Item(word())),
        people=tuple(people),
        contact=word(),
        links=(Link(text=word(), url="https://example.org/a?b=1&c;(d)"), Link(text=word(), url=word())),
        references=(Reference(title=word(), author=word(), year=word(), place=word(), publisher=word(), url=word()),),
        licence=word(),
    )


@pytest.mark.parametrize("genre", ["session-report", "learning-note"])
@pytest.mark.parametrize("at", range(8))
def test_whatever_words_stand_there_the_report_keeps_its_shape(tmp_path, genre, at):
    visible = [text for text in (*TEXTS, *made_up(120, seed=3)) if any(one.isalnum() for one in text)]
    part = visible[at::8]
    plain = body(made(tmp_path / "plain", said_with(["Words"])), genre)
    nasty = body(made(tmp_path / "nasty", said_with(part)), genre)
    for parser in PARSERS:
        assert shape(nasty, parser)[0] == shape(plain, parser)[0]


def test_templates_can_print_each_part_and_quotes_of_people_and_documents(tmp_path):
    from facikit.report.environment import render_text
    from facikit.report.gather import report_of
    from facikit.report.page import Page

    page = Page(report_of(made(tmp_path, ABOUT), "session-report"))
    source = (
        "{{ link('The *film*', 'https://example.org/(a)') }}|{{ link('', 'https://example.org') }}|"
        "{{ pull_quote('Begin small.', 'Robin Vale', 'Chief officer') }}"
        "{{ document_quote('Ask first.', 'A plan for *all*') }}"
    )
    assert render_text(source, page) == (
        "[The \\*film\\*](https://example.org/%28a%29)|<https://example.org>|\n\n"
        "> ‘Begin small.’\\\n> – Robin Vale, Chief officer\n\n\n\n"
        "> ‘Ask first.’\\\n> (*A plan for \\*all\\**)\n\n"
    )


def test_without_a_line_there_is_no_pull_quote(tmp_path):
    from facikit.report.environment import render_text
    from facikit.report.gather import report_of
    from facikit.report.page import Page

    page = Page(report_of(made(tmp_path, ABOUT), "session-report"))
    assert render_text("{{ pull_quote('', 'Robin Vale') }}{{ document_quote('', 'A plan') }}", page) == ""


def test_every_genre_that_is_not_the_record_has_its_front_and_back():
    for name, path in genres([]).items():
        text = path.read_text(encoding="utf-8")
        if name in CONSIDERED:
            assert "cover(report)" in text
            assert "signoff(report)" in text
            assert "references(report)" in text


def test_programs_are_told_what_the_cover_says(tmp_path):
    import yaml

    told = yaml.safe_load(compose(made(tmp_path, ABOUT), kits=[]).markdown.split("---\n")[1])
    assert (told["subtitle"], told["author"], told["status"]) == (
        "What was done and learned",
        ["Robin Vale"],
        "preliminary",
    )
