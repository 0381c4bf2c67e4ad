"""What was erased is in no byte of what a laptop has, and takes nothing else along."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest
from planted import BETTER, NAME, SECRET, erase, holding, leave_drafts, planted, rest, said
from rooms import SetClock

from facikit.library.reading import read
from facikit.library.shapes import Plan
from facikit.report.erasing import carry_out
from facikit.session.doctor import look_over
from facikit.session.drafts import Drafts
from facikit.session.erasing import order, search_entries, search_person
from facikit.session.lines import encode
from facikit.session.pack import pack
from facikit.session.people import people
from facikit.session.responses import Draft, add, response
from facikit.session.session import Session
from facikit.session.themes import themes
from facikit.session.undo import redo, undo

pytestmark = pytest.mark.slow


def test_an_erased_entry_is_gone_in_all_its_wordings_with_its_picture_and_everything_else_stays(tmp_path, state):
    folder, ids = planted(tmp_path)
    leave_drafts(state, ids["secret"])
    before = rest(folder, ids["secret"])
    assert holding(folder, SECRET) and holding(folder, BETTER) and len(list((folder / "media").iterdir())) == 1
    found = erase(folder, state, "entries", ids["secret"])
    assert found.records == (f"response/{ids['secret']}",)
    assert holding(folder, SECRET, BETTER) == holding(state, SECRET, BETTER) == []
    assert list((folder / "media").iterdir()) == []
    assert rest(folder) == before
    with Session.open(folder) as session:
        assert [one for one in look_over(session) if one.weight == "trouble"] == []
        assert sum(line.gone for line in session.records.lines.values()) >= 4


def test_an_erased_name_is_in_no_byte_of_the_folder_and_of_the_laptop(tmp_path, state):
    folder, ids = planted(tmp_path)
    leave_drafts(state, ids["secret"])
    assert len(holding(folder, NAME)) >= 4 and len(holding(state, NAME)) >= 4
    erase(folder, state, "person", NAME)
    assert holding(folder, NAME, "Quillfeather") == holding(state, NAME, "Quillfeather") == []
    with Session.open(folder) as session:
        assert response(session, ids["typed"]).text == "typed by herself" and response(session, ids["typed"]).who == ""
        assert response(session, ids["about"]).text == "What […]'s sister said was heard"
        assert response(session, ids["cells"]).cells == {"animal": "Owl", "why": "as […] is"}
        assert response(session, ids["card"]).text == "Thank you […]"
        assert [(one.name, one.team) for one in people(session)] == [("Ada", "[…]'s guests")]
        assert [(one.name, one.text) for one in themes(session)] == [("After […]", "What […] began.")]
        assert session.records.get(f"response/{ids['name']}").first is None
        assert session.plan.agenda[1].title == "Coffee with […]" and not session.problems
        assert session.records.get("position/someone").text("block") == "animals"
        assert [one for one in look_over(session) if one.weight == "trouble"] == []
    left = Drafts(state, session.plan.session, "run1").every()
    assert {one.text for one in left} >= {"and […] sai", "somebody else's half", "kept as it is"}
    assert (state / "names").read_text().split() == ["Bo", "Ada"]


def test_what_is_not_hers_is_word_for_word_as_it_was(tmp_path, state):
    folder, ids = planted(tmp_path)
    before = rest(folder, ids["name"], ids["person"])
    erase(folder, state, "person", NAME)
    after = rest(folder)
    assert {one.replace("zuzana-quillfeather", "someone") for one in before} == set(after)
    for record, values in before.items():
        if not any("uillfeather" in str(value).casefold() for value in (record, *values.values())):
            assert after[record] == values


def test_words_that_were_erased_leave_the_words_round_them(tmp_path, state):
    folder, ids = planted(tmp_path)
    with Session.open(folder, "Bo") as bo:
        longer = add(bo, said(f"She told us: {SECRET}. We were silent."))[0].id
    found = erase(folder, state, "words", SECRET)
    assert holding(folder, SECRET) == []
    with Session.open(folder) as session:
        assert response(session, longer).text == "She told us: […]. We were silent."
        assert response(session, ids["secret"]).text == BETTER
    assert found.records == ()


@pytest.mark.parametrize("way", ["undo", "redo"])
def test_undo_and_redo_bring_nothing_back_and_the_order_stands(tmp_path, state, way):
    folder, ids = planted(tmp_path)
    erase(folder, state, "entries", ids["secret"])
    erase(folder, state, "person", NAME)
    for who in ("Bo", "Lea", "someone"):
        with Session.open(folder, who) as session:
            for _ in range(60):
                if (undo if way == "undo" else redo)(session) is None:
                    break
    assert holding(folder, SECRET, BETTER, NAME) == []
    with Session.open(folder, read_only=True) as session:
        assert session.records.erased is not None and len(session.records.erased.orders) == 2
        assert all(one.records for one in session.records.erased.orders)
        assert all(session.records.get(one).get("told") for one in session.records.of_kind("erased"))
        assert session.records.get(f"response/{ids['secret']}").first is None


def test_damaged_and_edited_lines_lose_the_words_and_what_is_whole_in_them_stays(tmp_path, state):
    folder, ids = planted(tmp_path)
    log = next(path for path in (folder / "log").glob("*-bo-*") if SECRET.encode() in path.read_bytes())
    with Session.open(folder, read_only=True) as session:
        lines = session.records.lines_of(f"response/{ids['secret']}")
        kept = session.records.lines_of(f"response/{ids['rest']}")[0]
        by_hand = encode(msgspec.structs.replace(kept, id="x.1", set={"text": f"{NAME} by hand"}))
    spare = folder / "log" / "broken.jsonl"
    spare.write_bytes(
        b'{"half":"' + SECRET.encode() + b" " + encode(kept).rstrip(b"\n") + encode(lines[0])
        + encode(lines[1])[:-30] + b"\n"
        + by_hand.replace(b'"crc"', b'"note":"%b","crc"' % NAME.encode())
        + b'\xff\xfe torn text of nobody\n{"id":"zz.1","t":"2026","put":"response/' + ids["secret"].encode()
    )  # fmt: skip
    erase(folder, state, "entries", ids["secret"])
    erase(folder, state, "person", NAME)
    assert holding(folder, SECRET, NAME) == []
    data = spare.read_bytes()
    assert b"torn text of nobody" in data and encode(kept).rstrip() in data
    assert ids["secret"].encode() not in data
    assert log.exists()


def test_the_same_words_elsewhere_are_named_and_left(tmp_path):
    folder, ids = planted(tmp_path)
    with Session.open(folder, "Bo") as bo:
        again = add(bo, said(f"As somebody said: {SECRET}."))[0].id
        found = search_entries(bo, [ids["secret"]])
    assert found.also == (f"response/{again}",)
    assert found.inside == ()


@pytest.mark.parametrize(
    "text", ["No! Never; not once?", "a\n\n\n   -----------------   b", "x" * 300, 'so (they) said: "go"']
)
def test_words_go_with_all_that_stands_between_them(tmp_path, state, text):
    folder, _ = planted(tmp_path)
    with Session.open(folder, "Bo", clock=SetClock()) as bo:
        one = add(bo, said(f"before {text} after"))[0].id
        whole = add(bo, said(text))[0].id
    assert erase(folder, state, "words", text).records == (f"response/{whole}",)
    with Session.open(folder) as session:
        assert response(session, one).text.startswith("before […]") and response(session, one).text.endswith(" after")


def test_a_cell_is_somebodys_words_whatever_its_column_is_called(tmp_path, state):
    folder, _ = planted(tmp_path)
    with Session.open(folder, "Bo", clock=SetClock()) as bo:
        cells = {"category": NAME, "block": f"of {NAME}", "id": NAME}
        one = add(bo, Draft(block="animals", field="animals", group="table-1", cells=cells))[0].id
    erase(folder, state, "person", NAME)
    with Session.open(folder) as session:
        assert response(session, one).cells == {"category": "[…]", "block": "of […]", "id": "[…]"}


def test_a_plan_that_is_no_utf8_is_left_and_named(tmp_path, state):
    folder, _ = planted(tmp_path)
    plan = folder / "session.yaml"
    plan.write_bytes(b"# caf\xe9\n" + plan.read_bytes())
    before = plan.read_bytes()
    with Session.open(folder, "Lea") as lea:
        found = search_person(lea, NAME)
        order(lea, found)
        receipt = carry_out(lea, state, found)
    assert plan.read_bytes() == before
    assert any(one.path == plan for one in receipt.left)


def test_the_receipt_stays_in_the_notes_and_has_none_of_the_words(tmp_path, state):
    folder, _ = planted(tmp_path)
    reports = folder / "reports"
    (reports / "by hand.md").write_text(f"# Ours\n\nWe thank {NAME}.\n", encoding="utf-8")
    with Session.open(folder, "Lea") as lea:
        found = search_person(lea, NAME)
        order(lea, found)
        receipt = carry_out(lea, state, found)
    said_of_it = [one.shown for one in receipt.left]
    assert any("by hand.md" in one and "line 3" in one and "not touched" in one for one in said_of_it)
    assert any("Bo" in one and "copies" in one for one in said_of_it)
    assert NAME in (reports / "by hand.md").read_text(encoding="utf-8")
    with Session.open(folder, read_only=True) as session:
        (record,) = session.records.of_kind("erased")
        kept = session.records.get(record)
        assert kept.get("what") == "person" and kept.get("lines") == receipt.lines > 10
        assert kept.first is not None and kept.first.who == "Lea"
        assert NAME not in str(kept.values) and str(tmp_path) not in str(kept.values)


def test_packs_and_copies_within_reach_are_named(tmp_path, state):
    folder, ids = planted(tmp_path / "kit" / "sessions")
    copy = Path(shutil.copytree(folder, folder.parent / "second"))
    with Session.open(folder, read_only=True) as session:
        inside = pack(session, folder / "hers.facikit.zip")
    with Session.open(folder, "Lea") as lea:
        found = search_entries(lea, [ids["secret"]])
        order(lea, found)
        paths = [one.path for one in carry_out(lea, state, found).left]
    assert copy.resolve() in paths and inside in paths


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("José Núñez", "Jose Nunez, JOSÉ NÚÑEZ and Jose\u0301 Nu\u0301n\u0303ez", "[…], […] and […]"),
        ("Anna", "Anna's, anna-b@x.org, Annalena, Joanna", "[…]'s, […]-b@x.org, Annalena, Joanna"),
        ("Ana Bell", "Ana\n Bell; Bell, Ana; Ana told Bell; Ana", "[…]; […]; Ana told Bell; Ana"),
        ("田中", "昨日田中さんは話した", "昨日[…]さんは話した"),
        ("Ωmega*", "**ωMEGA** [x](y)", "**[…]** [x](y)"),
    ],
)
def test_names_are_found_as_whole_words_however_they_are_written(tmp_path, state, name, text, left):
    folder, _ = planted(tmp_path)
    with Session.open(folder, "Bo", clock=SetClock()) as bo:
        one = add(bo, said(text))[0].id
    erase(folder, state, "person", name)
    with Session.open(folder) as session:
        assert response(session, one).text == left


def test_a_plan_stays_a_plan_where_a_name_was_the_whole_of_a_value(tmp_path, state):
    folder, _ = planted(tmp_path)
    plan = folder / "session.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(f"# asked by {NAME}\n" + text.replace(f"Coffee with {NAME}", NAME), encoding="utf-8")
    before = read(plan, Plan)[0]
    erase(folder, state, "person", NAME)
    after, problems = read(plan, Plan)
    assert problems == [] and after is not None and before is not None
    assert after.agenda[1].title == "[…]" and [one.id for one in after.agenda] == [one.id for one in before.agenda]
    assert holding(folder, NAME) == []
