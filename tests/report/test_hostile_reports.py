"""Every packaged template, with a nasty text in every place that a person can type into, keeps its shape."""

from __future__ import annotations

import functools
import itertools
import tempfile
from pathlib import Path

import pytest
from hostile import TEXTS, made_up
from making import MEANING, block, register, report, say, session_of, theme
from making import plan as plan_of
from reading_back import headings, looks, shape

from facikit.library.kinds import ListField, PeopleField, PhotoField, QuotesField, TableField, TextField
from facikit.library.shapes import GroupSet, Slot
from facikit.library.values import Item
from facikit.report.environment import genres
from facikit.report.text import clean
from facikit.session import agenda, asides, prose, themes
from facikit.session.session import Change

pytestmark = pytest.mark.slow

OF_A_SESSION = sorted(set(genres([])) - {"programme-report"})
"""The genres that one session alone can be reported in."""

LIST_FORMS = ("list", "numbered", "lettered", "leadin", "run-in", "quotes", "table", "sentence")
PLAIN = "Plain words"


def typed(text: str) -> str:
    """Return a text as one that has something to show; without blank lines, which make more paragraphs."""
    lines = [line for line in clean(text).split("\n") if line.strip()]
    return "\n".join(lines) or PLAIN


def one_line(text: str) -> str:
    return " ".join(typed(text).split()) or PLAIN


def filled(folder, texts):
    """Make a session in which every place holds the next of ``texts``."""
    given = itertools.cycle(texts)
    text = lambda: typed(next(given))  # noqa: E731
    line = lambda: one_line(next(given))  # noqa: E731
    headed = lambda: f"Head {line()}"  # noqa: E731 - a heading has to be there for its section to be counted
    fields = (
        ListField(
            field="points", label=headed(), categories=(Item(f"Near {line()}", "near"), Item(f"Far {line()}", "far"))
        ),
        ListField(field="sorted", label=headed()),
        TableField(field="rows", label=headed(), columns=(Item(headed(), "one"), Item(headed(), "two"))),
        QuotesField(field="said", label=headed()),
        TextField(field="story", label=headed()),
        PhotoField(field="pictures", label=headed()),
        PeopleField(field="people", label=headed()),
    )
    items = [
        *({"show": "points", "as": form, "heading": headed(), "lead": line()} for form in LIST_FORMS),
        *({"show": "points", "as": form, "by": "category", "lead": line()} for form in ("list", "leadin", "table")),
        {"show": "points", "by": "group"},
        *({"show": "sorted", "as": form, "members": "all"} for form in ("themes", "headings", "run-in")),
        *({"show": "rows", "as": form} for form in ("table", "list", "leadin")),
        *({"show": "said", "as": form} for form in ("quotes", "list", "sentence")),
        *({"show": "story", "as": form} for form in ("list", "quotes", "vignette")),
        "pictures",
        "meaning",
    ]
    slot = Slot(slot="meaning", heading=headed(), hint=line())
    speaker = {"speaker": headed(), "post": headed(), "organisation": headed()}
    talk = block("talk", *fields, title=headed(), report=items, write=(slot,), kind="input", **speaker)
    bare = block("bare", *fields[:5], title=headed(), write=(MEANING,))
    tables = GroupSet(names=tuple(Item(headed(), f"table-{n}") for n in (1, 2)))
    session = session_of(
        folder,
        plan_of(
            talk,
            bare,
            title="T",
            place=headed(),
            outcomes=(Item(headed()), Item(headed())),
            groups={"tables": tables},
            write=(Slot(slot="intro", place="start"), Slot(slot="next", heading=headed(), place="end")),
        ),
    )
    session.put([Change("session", {"title": line()})])
    for group in ("table-1", "table-2"):
        for name in ("talk", "bare"):
            for category in ("near", "far", ""):
                say(session, name, "points", f"Label: {text()}", f"Label - {text()}", group=group, category=category)
            say(session, name, "rows", "", cells={"one": text(), "two": text()}, group=group)
            say(session, name, "said", text(), label=headed(), group=group)
            say(session, name, "story", text(), label=headed(), group=group)
            say(session, name, "sorted", text(), text(), group=group)
        say(session, "talk", "pictures", text(), media="wall.png", description=text(), group=group)
    here = say(session, "talk", "sorted", text(), text())
    outer = theme(session, "talk", "sorted", headed(), *here, text=text())
    theme(session, "talk", "sorted", headed(), *here, text=text(), parent=outer.id)
    prose.write(session, prose.THEME, outer.id, "Written *about* it.")
    prose.write(session, "talk", "meaning", "# Much\n\n- a\n- b")
    prose.write(session, "bare", "meaning", "Little.")
    prose.write(session, "session", "intro", "We met.")
    prose.write(session, "session", "next", "More.")
    asides.park(session, text(), "talk")
    register(session, (headed(), headed(), headed()), ("Anna", f"Xyz {line()}", ""))
    return session


@functools.cache
def expected():
    """Return what each genre of the same session with plain words looks like to each parser."""
    with tempfile.TemporaryDirectory() as folder:
        plain = filled(Path(folder) / "plain", [f"{PLAIN} {number}" for number in range(500)])
        return {genre: looks(report(plain, genre)) for genre in OF_A_SESSION}


def check(tmp_path, texts):
    nasty = filled(tmp_path / "nasty", texts)
    for genre in OF_A_SESSION:
        assert looks(report(nasty, genre)) == expected()[genre], genre


@pytest.mark.parametrize("turn", range(4))
def test_a_report_keeps_its_headings_and_blocks_whatever_people_typed(tmp_path, turn):
    check(tmp_path, TEXTS[turn * 37 :] + TEXTS[: turn * 37])


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(len(TEXTS)))
def test_every_text_in_every_place_keeps_the_shape(tmp_path, turn):
    check(tmp_path, [TEXTS[turn]])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_made_up_texts_keep_the_shape(tmp_path, seed):
    check(tmp_path, made_up(150, seed))


@pytest.mark.parametrize("genre", OF_A_SESSION)
def test_every_word_that_was_typed_is_in_the_report(tmp_path, genre):
    session = filled(tmp_path, TEXTS[40:])
    _, words = shape(report(session, genre), "plugins")
    said = [one.text for one in agenda_responses(session)] + [one.text for one in asides.parked(session)]
    if genre != "record":
        said = [text.partition("Label")[2][2:] if text.startswith("Label") else text for text in said]
        said += [one.text for one in themes.themes(session)] + [one.name for one in themes.themes(session)]
    missing = [text for text in said if " ".join(clean(text).split()) not in words]
    assert missing == []


def agenda_responses(session):
    from facikit.session.responses import responses

    return [one for one in responses(session) if one.text.strip()]


def test_the_title_is_the_same_text_in_the_heading_and_in_the_front_matter(tmp_path):
    import yaml

    from facikit.report.render import render

    session = session_of(tmp_path, plan_of(block("talk")))
    for text in TEXTS:
        session.put([Change("session", {"title": text})])
        said = " ".join(clean(agenda.title(session)).split())
        written = render(session, "record", kits=[])
        assert " ".join(yaml.safe_load(written.split("\n---\n")[0])["title"].split()) == said
        found = [(level, " ".join(words.split())) for level, words in headings(written)]
        assert found == ([(1, said)] if said else [])
