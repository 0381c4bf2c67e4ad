"""A report as one page of HTML: the same words, nothing of theirs alive, and all that it needs inside it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hostile import FRAGMENTS, TEXTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import MEANING, PICTURES, POINTS, ROWS, SAID, block, plan, say, session_of, theme
from pages import Page
from PIL import Image
from reading_back import body_of, shape
from test_charts import voted
from test_hostile_reports import filled, one_line

from facikit.report import html
from facikit.report.exporting import made
from facikit.report.render import render, write
from facikit.report.source import Pictures, read
from facikit.session import prose
from facikit.session.responses import edit
from facikit.session.session import Session

ALIVE = {"script", "iframe", "object", "embed", "form", "input", "svg", "link", "base", "button", "audio", "video"}


def page_of(markdown: str, folder: Path = Path("nowhere"), *, beside: tuple[Path, ...] = ()) -> Page:
    return Page(html.page(read(markdown), Pictures(folder, [folder / "media"], beside)).data)


def of_session(session: Session, genre: str = "") -> Page:
    return Page(made(session, "html", genre, kits=[]).data)


def picture(path: Path, colour: str = "red") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (8, 6), colour).save(path)
    return path


# Whatever was typed


@pytest.mark.parametrize("turn", range(3))
@pytest.mark.parametrize("genre", ["session-report", "record"])
def test_every_text_in_every_place_is_the_same_words_on_the_page_and_no_tag(tmp_path, turn, genre):
    plain = filled(tmp_path / "plain", [f"Plain words {number}" for number in range(500)])
    nasty = filled(tmp_path / "nasty", TEXTS[turn * 50 :] + TEXTS[: turn * 50])
    page = of_session(nasty, genre)
    assert page.words == shape(body_of(render(nasty, genre, kits=[])), "plugins")[1]
    kinds = {tag for tag, _ in page.tags}
    assert kinds <= {tag for tag, _ in of_session(plain, genre).tags} | {"br", "a", "figcaption", "span"}
    assert not kinds & ALIVE
    for attrs in page.every("a"):
        assert attrs["href"].startswith(("#", "http://", "https://", "mailto:"))
    assert len(set(page.ids())) == len(page.ids())


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A session with one text in it, in every kind of place."""
    session = session_of(tmp_path_factory.mktemp("small"), plan(block("talk", POINTS, ROWS, write=(MEANING,))))
    [point] = say(session, "talk", "points", "Zebra")
    [row] = say(session, "talk", "rows", "", cells={"animal": "Zebra", "why": "Zebra"})
    theme(session, "talk", "points", "A name", point, text="Zebra")
    return session, point, row


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(FRAGMENTS), max_size=9).map("".join)))
def test_any_text_is_the_same_words_on_the_page(small, text):
    session, point, row = small
    said = one_line(text)
    edit(session, point.id, text="Zebra")
    edit(session, row.id, cells={"animal": "Zebra", "why": "Zebra"})
    before = of_session(session)
    edit(session, point.id, text=said)
    edit(session, row.id, cells={"animal": said, "why": said})
    page = of_session(session)
    as_shown = " ".join(said.split())
    assert page.words.count(as_shown) >= before.words.count("Zebra")
    without_links = [tag for tag, attrs in page.tags if tag != "a" or attrs["href"].startswith("#")]
    assert without_links == [tag for tag, _ in before.tags]


def test_what_staff_write_can_do_nothing_on_the_page():
    page = page_of(
        "# T\n\n<script>alert(1)</script>\n\n<b onclick=x>b</b> [a](javascript:alert(1)) ![x](javascript:y) "
        "[d](data:text/html;base64,xx) <iframe src=//x>\n\n[good](https://a.example)\n"
    )
    assert not {tag for tag, _ in page.tags} & ALIVE
    assert page.every("b") == [] and page.every("img") == []
    assert [attrs["href"] for attrs in page.every("a")] == ["#the.report", "https://a.example"]
    assert "<script>alert(1)</script> <b onclick=x>b</b>" in page.words


def test_the_page_forbids_itself_everything_from_elsewhere():
    [policy] = [one["content"] for one in page_of("# T").every("meta") if "http-equiv" in one]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    style = Path(html.__file__).with_name("paper.css").read_text(encoding="utf-8")
    assert "url(" not in style and "@import" not in style and "</" not in style


# What a page has


def test_the_page_says_its_language_and_its_title():
    page = page_of("---\ntitle: 'A: <day> & more'\nlang: cy\ndate: 2024-03-05\n---\n\n# A day\n\nText\n")
    assert page.tags[0] == ("html", {"lang": "cy"})
    assert page.title == "A: <day> & more"
    assert page.words == "A day Text"


@pytest.mark.parametrize("front", ["lang: '\"><script>'", "lang: [en]", "title: [1, 2]", "- a", "", "lang: cy en"])
def test_front_matter_that_says_nothing_usable_is_passed_over(front):
    page = page_of(f"---\n{front}\n---\n\n# A day\n")
    assert page.tags[0] == ("html", {"lang": "en-GB"})
    assert page.title == "Report"


def test_what_the_front_matter_says_is_read():
    source = read("---\ntitle: A day\ndate: 2024-03-05\nlang: en-GB\n---\n\n# A day\n", "x")
    assert (source.title, source.date, source.body) == ("A day", "2024-03-05", "\n# A day\n")
    assert date.fromisoformat(source.date)
    assert read("Only words\n\n---\n\nmore", "x").title == "x"


def test_there_is_one_first_heading_whatever_the_markdown_has():
    for body, expected in (
        ("# A\n\n## B\n\n### C\n", ["h1", "h2", "h3"]),
        ("# A\n\n# B\n\n## C\n", ["h1", "h2", "h2", "h3"]),
        ("Words\n\n## B\n", ["h1", "h3"]),
        ("## B\n\n# A\n", ["h1", "h3", "h2"]),
        ("> # A\n", ["h1", "h2"]),
        ("", ["h1"]),
    ):
        page = page_of(f"---\ntitle: The title\n---\n\n{body}")
        found = [tag for tag, attrs in page.tags if re.fullmatch("h[1-6]", tag) and attrs.get("id") != html.CONTENTS]
        assert found == expected, body


def test_contents_lead_to_every_part(tmp_path):
    session = filled(tmp_path, ["Same"])
    prose.write(session, "talk", "meaning", "# One\n\nSee [[see:bare]].\n\n# One\n\n# Two")
    page = of_session(session)
    called = [attrs["href"][1:] for attrs in page.every("a") if attrs["href"].startswith("#")]
    assert set(called) <= set(page.ids())
    headings = [attrs["id"] for attrs in page.every("h2", "h3") if "." not in attrs["id"]]
    assert [one for one in called if "." not in one and one in headings][: len(headings)] == headings
    assert len(page.every("nav")) == 1


def test_a_report_with_contents_of_its_own_gets_no_others():
    own = "# T\n\n## Contents\n\n- [A](#a)\n\n## A\n\n## B\n\n## C\n"
    assert page_of(own).every("nav") == []
    assert len(page_of(own.replace("Contents", "Else")).every("nav")) == 1
    assert page_of("# T\n\n## A\n\n## B\n").every("nav") == [], "two parts are seen at a glance"


def test_a_third_level_without_a_second_stands_in_the_contents_too():
    page = page_of("# T\n\n### A\n\n## B\n\n### C\n\n## D\n")
    assert [attrs["href"] for attrs in page.every("a")] == ["#the.report", "#a", "#b", "#c", "#d"]


def test_columns_have_headings_and_wide_tables_can_be_reached_by_keyboard():
    page = page_of("# T\n\n| A | | C |\n| --- | --: | --- |\n| 1 | 2 | 3 |\n\n| A | B |\n| - | - |\n| 1 | 2 |\n")
    assert [attrs.get("scope") for attrs in page.every("th")] == ["col"] * 4
    assert len(page.every("td")) == 6, "an empty heading is a cell"
    wide, narrow = [attrs for attrs in page.every("div") if attrs["class"] == "table"]
    assert wide == {"class": "table", "tabindex": "0", "role": "group", "aria-label": "Table 1"}
    assert narrow == {"class": "table"}


def test_notes_lead_there_and_back():
    page = page_of("# T\n\nOne[^a] and[^b] again[^a].\n\n[^a]: Note *a*.\n[^b]: Note b.\n")
    ids = page.ids()
    links = [attrs["href"][1:] for attrs in page.every("a")]
    assert links == ["the.report", "note.1", "note.2", "note.1", "call.1", "call.1.2", "call.2"]
    assert set(links) <= set(ids) and len(ids) == len(set(ids))
    assert {attrs.get("aria-label") for attrs in page.every("a")} >= {"Note 1", "Back to where note 1 is called"}


# Pictures


def test_a_picture_is_inside_the_page_with_its_description_and_its_caption(tmp_path):
    picture(tmp_path / "media" / "wall 1.png")
    page = page_of(
        "# T\n\n## A\n\n![The *wall*](media/wall%201.png)\n\nAs we left it\n\n![B](media/wall%201.png)\n\nIt was.\n",
        tmp_path,
    )
    first, _ = page.every("img")
    assert first["src"].startswith("data:image/png;base64,") and first["alt"] == "The wall"
    assert len(page.every("figure")) == 2 and len(page.every("figcaption")) == 1
    assert page.words == "T A The wall As we left it B It was."
    assert not any("class" in attrs for attrs in page.every("figure"))


def test_the_pictures_of_a_session_are_in_its_page(tmp_path):
    session = session_of(tmp_path, plan(block("talk", PICTURES)))
    picture(session.folder / "media" / "wall.png")
    say(session, "talk", "pictures", "The wall", media="wall.png", description="Notes on a wall")
    [shown] = of_session(session).every("img")
    assert shown["alt"] == "Notes on a wall"


@pytest.mark.parametrize(
    "address", ["media/none.png", "secret.png", "media/../secret.png", "media/words.png", "http://a.example/x.png",
                "//a.example/x.png", "media/link.png", "/etc/hostname", "file:///etc/hostname"],
)  # fmt: skip
def test_a_picture_that_is_not_the_sessions_own_is_told_and_its_description_stands(tmp_path, address):
    picture(tmp_path / "secret.png")
    picture(tmp_path / "media" / "fine.png")
    (tmp_path / "media" / "words.png").write_text("only words", encoding="utf-8")
    (tmp_path / "media" / "link.png").symlink_to(tmp_path / "secret.png")
    done = html.page(read(f"# T\n\n## Part\n\n![The wall]({address})\n"), Pictures(tmp_path, [tmp_path / "media"]))
    page = Page(done.data)
    assert page.every("img") == [] and "The wall" in page.words
    if not address.startswith("file:"):  # which no Markdown reader takes for a picture
        [finding] = done.findings
        assert finding.where == "Part" and address in finding.message


def test_a_logo_beside_the_templates_is_found_by_its_name_and_is_small(tmp_path):
    picture(tmp_path / "house" / "logo.png")
    text = "# T\n\n![Us](../media/logo.png)\n\n## A\n\n![Us](../media/logo.png)\n"
    page = page_of(text, tmp_path / "session" / "reports", beside=(tmp_path / "house",))
    assert len(page.every("img")) == 2
    assert [attrs.get("class") for attrs in page.every("figure")] == ["logo", None]


def test_the_same_session_gives_the_same_page(tmp_path):
    session = session_of(tmp_path, plan(block("talk", SAID)))
    say(session, "talk", "said", "Here")
    assert made(session, "html", kits=[]) == made(session, "html", kits=[])


def test_charts_are_inside_the_page_and_those_written_with_an_edited_report_too(tmp_path):
    session = voted(tmp_path, ("Sooner", 4), ("Later", 1))
    [chart] = of_session(session).every("img")
    assert chart["src"].startswith("data:image/svg+xml;base64,") and "Sooner" in chart["alt"]
    edited = write(session, kits=[])
    assert Page(made(session, "html", kits=[], edited=edited).data).every("img") == [chart]
    (edited.parent / "charts" / "session-report-1.svg").unlink()
    assert Page(made(session, "html", kits=[], edited=edited).data).every("img") == []
