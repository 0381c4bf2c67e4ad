"""Two invented houses with templates of their own, made from docs/house-style.md alone, over all worked sessions."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from reading_back import headings, shape

from facikit.library.finding import is_session
from facikit.library.kits import packaged_kit
from facikit.library.shapes import ReportItem
from facikit.report.environment import rendered
from facikit.report.gather import report_of
from facikit.report.layout import finished
from facikit.report.page import Page
from facikit.report.phrases import PHRASES, SECTIONS
from facikit.report.render import compose
from facikit.report.template_trial import problems_of
from facikit.report.templates import used
from facikit.report.text import Text, inline
from facikit.report.views import View
from facikit.report.wording import speaking
from facikit.session.session import Session

pytestmark = pytest.mark.slow

HOUSES = Path(__file__).parent / "houses"
COUNCIL, CHARITY = HOUSES / "council", HOUSES / "charity"
SESSIONS = ("change-story", "focus-groups", "inquiry-topic", "learning-note", "visioning-day")
OVERRIDDEN = [(house, one.genre) for house in (COUNCIL, CHARITY) for one in used([house]) if one.of_house]


def opened(name: str) -> Session:
    folder = packaged_kit() / "sessions" / name
    assert is_session(folder)
    return Session.open(folder, read_only=True)


def words_of(session: Session) -> set[str]:
    """Return everything that was said in a session and that facikit's own report of its kind prints."""
    printed = shape(compose(session, kits=[]).markdown)[1]
    said = (one.strip() for record in session.records.of_kind("response") for one in _texts(session, record))
    return {one for one in said if one and one in printed}


def _texts(session: Session, record: str) -> list[str]:
    value = session.records.get(record).values.get("text")
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize(("house", "genre"), OVERRIDDEN, ids=lambda one: getattr(one, "name", one))
def test_a_house_s_template_keeps_headings_and_blocks_whatever_people_say(house, genre):
    assert problems_of(genre, [house]) == []


@pytest.mark.parametrize("name", SESSIONS)
def test_a_council_prints_every_worked_session_in_welsh_with_who_took_part_first(name):
    session = opened(name)
    made = compose(session, kits=[COUNCIL])
    assert [one for one in made.findings if "yaml" in one.message] == []
    assert "lang: cy\n" in made.markdown
    found = [words for _, words in headings(made.markdown)]
    assert found[1] == "Pwy gymerodd ran"
    assert not set(found) & set(SECTIONS["Headings"].values())
    _, printed = shape(made.markdown)
    assert "Neuadd y Dref, Stryd y Cei, Aberllwyd" in printed
    assert "Cewch ddefnyddio hwn gyda chydnabyddiaeth." in printed
    assert "> ‘" not in made.markdown
    assert {one for one in words_of(session) if one not in printed} == set()


@pytest.mark.parametrize("name", SESSIONS)
@pytest.mark.parametrize("genre", ["session-report", "group-outputs"])
def test_a_charity_prints_every_worked_session_without_a_parking_lot_and_with_its_door_at_the_end(name, genre):
    session = opened(name)
    made = compose(session, genre, kits=[CHARITY])
    found = [words for _, words in headings(made.markdown)]
    assert PHRASES["parking_lot"] not in found
    # Of group outputs the maps are the last thing of all.
    last = found[: found.index("The maps in full")] if "The maps in full" in found else found
    assert last[-1] == "Come and talk to us"
    assert "Knock at the green door" in made.markdown


def test_a_charity_has_themes_as_headings_and_quotes_in_its_own_style():
    themed = compose(opened("change-story"), kits=[CHARITY]).markdown
    plain = compose(opened("change-story"), kits=[]).markdown
    assert len(headings(themed)) > len(headings(plain))
    told = compose(opened("focus-groups"), "group-outputs", kits=[CHARITY]).markdown
    assert " told us: " in told


LATIN = re.compile(r"[A-Za-z]{2,}")
ADDRESS = re.compile(r"https?://\S+")
KEPT = re.compile(r"(\{\w+\}|\[\[[^\]]*\]\]|\]\([^)]*\))|[A-Za-z]")
"""What is put into a phrase, and what prose refers to; any other Latin letter is somebody's word."""


def disguised(value: Any) -> Any:
    """Return a phrase, or a view with everything in it that people typed, without Latin letters."""
    if isinstance(value, ReportItem):
        parts = tuple(disguised(one) for one in value.parts)
        return msgspec.structs.replace(value, heading=_other(value.heading), lead=_other(value.lead), parts=parts)
    if isinstance(value, View):
        return msgspec.structs.replace(
            value, **{name: disguised(getattr(value, name)) for name in value.__struct_fields__}
        )
    if isinstance(value, tuple):
        return tuple(disguised(one) for one in value)
    return type(value)(_other(value)) if isinstance(value, Text) else value


def _other(words: str) -> str:
    return KEPT.sub(lambda found: found[1] or "ж", words)


@pytest.mark.parametrize("name", SESSIONS)
@pytest.mark.parametrize(("genre", "draft"), [("", False), ("", True), ("record", False), ("session-report", True)])
def test_not_a_word_of_facikits_own_stands_in_a_report_that_a_house_cannot_say_otherwise(name, genre, draft):
    session = opened(name)
    genre = genre or session.plan.report
    told = {key: _other(one) if isinstance(one, str) else tuple(map(_other, one)) for key, one in PHRASES.items()}
    with speaking(told):
        report = disguised(report_of(session, genre, draft=draft, everything=genre == "record"))
        written = rendered(genre, Page(report), [])
    printed = shape(finished(written, [inline(one.name) for one in report.agenda])[0])[1]
    assert LATIN.findall(ADDRESS.sub("", printed)) == []
