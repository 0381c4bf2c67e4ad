"""A whole session as one document: readable, and the same session when it is read back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rooms import PLAN, SeededIds, SetClock, make

from facikit.errors import UserError
from facikit.library.kinds import PledgeField
from facikit.library.shapes import About, Link, Person, PlannedBlock, Reference, Step
from facikit.session import agenda, asides, people, prose, themes
from facikit.session.document import import_into, import_new, read_document, to_json, to_yaml
from facikit.session.responses import Draft, add, delete, edit, mark, responses
from facikit.session.session import Session
from facikit.session.table import to_csv

HOSTILE = [
    "no",
    "010",
    "10:30",
    "~",
    "- x",
    "a: b",
    " # c",
    "'",
    '"',
    "|",
    "\t",
    "line\n\n  two\n",
    "  lead",
    "é\u0301🦉",
    "null",
    "1e5",
]


def filled(folder: Path, texts: list[str]) -> None:
    """Put a bit of everything into a session."""
    with Session.open(folder, "Anna", clock=SetClock(), ids=SeededIds(1)) as session:
        drafts = [Draft(block="animals", field="points", group="table-1", text=text, label=text[:9]) for text in texts]
        entries = add(session, *drafts)
        add(session, Draft(block="animals", field="animals", group="table-2", cells={"animal": texts[0], "why": "x"}))
        add(session, Draft(block="nowhere", field="gone", group="", text="kept all the same", count=3))
        theme = themes.make(session, "animals", "points", f"Theme {texts[0]}", text=texts[-1])
        themes.make(session, "animals", "points", "Under", parent=theme.id)
        themes.link(session, theme.id, *(entry.id for entry in entries[:2]))
        edit(session, entries[0].id, highlight=True, off_record=False)
        delete(session, entries[-1].id)
        prose.write(session, "animals", "meaning", "\n".join(texts))
        prose.write(session, prose.THEME, theme.id, "About it.")
        people.add_person(session, "A. Person", "Nurse", "North")
        asides.park(session, f"Later: {texts[0]}", "animals")
        agenda.next_step(session)


def everything(folder: Path) -> object:
    """Return all that a session shows."""
    with Session.open(folder, read_only=True) as session:
        return (
            session.plan,
            responses_without_lines(session),
            themes.themes(session),
            [(one, session.records.get(one).text("text")) for one in sorted(session.records.of_kind("prose"))],
            people.people(session),
            asides.parked(session),
            agenda.blocks(session),
            (here := agenda.position(session)) and (here.block, here.step, here.lead),
        )


def responses_without_lines(session: Session) -> list[object]:
    return [[getattr(one, name) for name in one.__struct_fields__ if name not in ("line", "versions")]
            for one in responses(session)]  # fmt: skip


words = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), min_size=2, max_size=6)


@given(words)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_session_comes_back_from_its_document(tmp_path_factory, texts):
    home = tmp_path_factory.mktemp("document")
    folder = make(home / "a")
    filled(folder, texts)
    with Session.open(folder, read_only=True) as session:
        text = to_yaml(session)
    again = import_new(text, "a.yaml", home / "b")
    assert everything(again) == everything(folder)
    with Session.open(again, read_only=True) as session:
        assert to_yaml(session) == text


def test_words_that_yaml_would_take_for_something_else_stay_words(tmp_path):
    folder = make(tmp_path / "a")
    filled(folder, HOSTILE)
    with Session.open(folder, read_only=True) as session:
        text = to_yaml(session)
        assert json.loads(to_json(session))["plan"]["title"] == "A small day"
    assert everything(import_new(text, "a.yaml", tmp_path / "b")) == everything(folder)


def test_a_document_adds_only_what_a_session_has_not(tmp_path):
    folder = make(tmp_path / "a")
    filled(folder, ["one", "two", "three"])
    with Session.open(folder, read_only=True) as session:
        text = to_yaml(session)
    before = everything(folder)
    with Session.open(folder, "Bo") as session:
        assert import_into(session, text, "a.yaml")[0] == 0
    assert everything(folder) == before
    empty = make(tmp_path / "b")
    with Session.open(empty, "Bo") as session:
        assert import_into(session, text, "a.yaml")[0] > 0
    assert everything(empty) == before


BROKEN = [
    "",
    "format: something else",
    "a: [",
    "format: facikit-document/1\n",
    "format: facikit-document/1\nplan: {title: 3}\n",
]


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_no_document_is_told_so(text):
    with pytest.raises(UserError, match=r"day\.yaml"):
        read_document(text, "day.yaml")


@pytest.mark.parametrize("old", ["    responses:", "      points:", "records:", "- id: "])
def test_a_document_that_somebody_changed_beyond_reading_is_told_so_and_makes_nothing(tmp_path, old):
    folder = make(tmp_path / "a")
    filled(folder, ["one", "two", "three"])
    with Session.open(folder, read_only=True) as session:
        text = to_yaml(session)
    assert old in text
    with pytest.raises(UserError, match=r"day\.yaml"):
        import_new(
            text.replace(old, old.replace(":", ": 3 #") if old != "- id: " else "- "), "day.yaml", tmp_path / "b"
        )
    assert not (tmp_path / "b").exists()


def test_the_table_has_a_row_for_each_response_and_nothing_a_spreadsheet_would_run(tmp_path):
    folder = make(tmp_path / "a")
    filled(folder, ["=1+1", "@x", "plain, with comma", "last"])
    with Session.open(folder, "Bo") as session:
        (secret,) = add(session, Draft(block="animals", field="points", group="table-1", text="off the record"))
        edit(session, secret.id, off_record=True)
        mark(session, "set_aside", True, responses(session, "animals", "points")[0].id, because="=said twice")
        rows = list(csv.DictReader(io.StringIO(to_csv(session))))
    assert [row["text"] for row in rows if row["field"] == "points"] == ["'=1+1", "'@x", "plain, with comma"]
    assert rows[0]["group"] == "Table 1" and rows[0]["themes"] == "Theme =1+1"
    told = [(row["set_aside"], row["set_aside_because"]) for row in rows if row["field"] == "points"]
    assert told == [("yes", "'=said twice"), ("", ""), ("", "")]
    assert "off the record" not in str(rows) and "A. Person" not in str(rows) and "Anna" not in str(rows)


def test_what_stands_before_and_after_its_report_comes_along(tmp_path):
    about = About(
        subtitle="What was done",
        status="final",
        dated="2026-03-05",
        people=(Person(name="Robin Vale", part="signs", post="Chair: acting"),),
        links=(Link(url="https://example.org", text="- a film"),),
        references=(Reference(title="Small tests", year="2019"),),
    )
    folder = make(tmp_path / "here", msgspec.structs.replace(PLAN, about=about))
    with Session.open(folder, read_only=True) as session:
        texts = (to_yaml(session), to_json(session))
    for at, text in enumerate(texts):
        (tmp_path / str(at)).mkdir()
        assert everything(import_new(text, "x", tmp_path / str(at)))[0].about == about


def test_what_people_promised_themselves_is_in_the_document_and_not_in_the_table(tmp_path):
    step = Step(title="Write", id="write", capture=(PledgeField(field="card"),))
    cards = PlannedBlock(id="cards", title="Cards", setting="individuals", minutes=5, steps=(step,))
    folder = make(tmp_path / "a", msgspec.structs.replace(PLAN, agenda=(*PLAN.agenda, cards)))
    with Session.open(folder, "Anna") as session:
        add(session, Draft(block="cards", field="card", group="individuals", text="Ring my mother"))
        add(session, Draft(block="animals", field="points", group="table-1", text="Owl"))
        assert "Owl" in to_csv(session) and "Ring my mother" not in to_csv(session)
        assert "Ring my mother" in to_yaml(session)
