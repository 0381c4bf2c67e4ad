"""Staff edit how a quote is worded: the raw words stay, nobody's wording is lost, and erasing reaches it."""

from __future__ import annotations

import pytest
from planted import erase, holding
from rooms import SetClock, make

from facikit.errors import UserError
from facikit.session.document import import_new, to_yaml
from facikit.session.reshaping import split
from facikit.session.responses import Draft, add, response
from facikit.session.rewording import reword, wordings
from facikit.session.session import Session
from facikit.session.table import to_csv
from facikit.session.undo import redo, undo

RAW = "Well, Lea said we never, you know, have the time to ask."
EDITED = "… we never … have the time to ask."


def said(text: str = RAW, field: str = "said", **more: object) -> Draft:
    return Draft(block="animals", field=field, group="table-1", kind="quote", text=text, **more)


def test_the_raw_words_stay_beside_the_wording_through_undo_and_redo(tmp_path):
    with Session.open(make(tmp_path), "Bo", clock=SetClock()) as bo:
        one = add(bo, said())[0]
        reword(bo, one.id, EDITED)
        assert (response(bo, one.id).text, response(bo, one.id).wording) == (RAW, EDITED)
        undone = undo(bo)
        assert response(bo, one.id).wording == "" and "wording" in undone.words
        redo(bo)
        assert response(bo, one.id).wording == EDITED
        lines = len(bo.records.lines)
        reword(bo, one.id, EDITED)
        assert len(bo.records.lines) == lines
        reword(bo, one.id, f"  {RAW} ")
        assert response(bo, one.id).wording == ""


def test_two_who_edit_one_quote_unseen_keep_both_wordings(tmp_path):
    folder = make(tmp_path)
    with Session.open(folder, "Bo", clock=SetClock()) as bo:
        one = add(bo, said())[0]
        bo.flush()
        with Session.open(folder, "Lea", clock=SetClock()) as lea:
            reword(bo, one.id, EDITED)
            reword(lea, one.id, "[W]e never … have the time …", seen=())
            lea.flush()
        bo.refresh()
        assert {each.text for each in wordings(bo, one.id)} == {EDITED, "[W]e never … have the time …"}
        assert response(bo, one.id).versions == 2
        reword(bo, one.id, EDITED)
        assert [each.text for each in wordings(bo, one.id)] == [EDITED]


@pytest.mark.parametrize(
    "draft",
    [
        Draft(block="animals", field="animals", group="table-1", cells={"animal": "Owl"}),
        Draft(block="animals", field="points", group="table-1", media="a.png"),
    ],
)
def test_what_holds_no_words_in_a_row_has_no_wording(tmp_path, draft):
    with Session.open(make(tmp_path), "Bo", clock=SetClock()) as bo:
        one = add(bo, draft)[0]
        with pytest.raises(UserError):
            reword(bo, one.id, "Owl")


def test_in_a_block_that_keeps_no_names_nobody_is_named_for_a_wording(tmp_path):
    with Session.open(make(tmp_path), "Bo", clock=SetClock()) as bo:
        one = add(bo, Draft(block="feedback", field="now", text="It was, um, good"))[0]
        reword(bo, one.id, "It was … good")
        assert all(not line.who for line in bo.records.lines_of(f"response/{one.id}"))


def test_a_quote_that_is_taken_apart_is_quoted_as_said_again(tmp_path):
    with Session.open(make(tmp_path), "Bo", clock=SetClock()) as bo:
        one = add(bo, said("One thing.\nAnother."))[0]
        reword(bo, one.id, "One … Another.")
        assert [part.wording for part in split(bo, one.id, "One thing.", "Another.")] == ["", ""]


def test_both_travel_in_the_document_and_in_the_table(tmp_path):
    with Session.open(make(tmp_path), "Bo", clock=SetClock()) as bo:
        one = add(bo, said())[0]
        reword(bo, one.id, EDITED)
        text, table = to_yaml(bo), to_csv(bo)
    assert RAW in table and EDITED in table
    with Session.open(import_new(text, "day.yaml", tmp_path / "elsewhere"), read_only=True) as again:
        assert (response(again, one.id).text, response(again, one.id).wording) == (RAW, EDITED)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("what", "asked"), [("entries", "ID"), ("words", "Lea said we never, you know, have the time"), ("words", RAW)]
)
def test_erasing_words_takes_what_an_edited_quote_had_kept_of_them(tmp_path, state, what, asked):
    folder = make(tmp_path / "here")
    with Session.open(folder, "Bo", clock=SetClock()) as bo:
        one = add(bo, said())[0]
        reword(bo, one.id, EDITED)
        reword(bo, one.id, "[W]e never … have the time to ask.")
    copy = {path.name: path.read_bytes() for path in (folder / "log").iterdir()}
    erase(folder, state, what, one.id if asked == "ID" else asked)
    assert holding(folder, "we never") == holding(folder, "e never …") == []
    for name, data in copy.items():
        (folder / "log" / f"old-{name}").write_bytes(data)
    with Session.open(folder, "Lea") as lea:
        lea.flush()
    assert holding(folder, "we never") == holding(folder, "e never …") == []
    if asked.startswith("Lea"):
        with Session.open(folder, "Lea") as lea:
            assert response(lea, one.id).text == "Well, […] to ask."
            reword(lea, one.id, "… to ask.")
            assert response(lea, one.id).wording == "… to ask."


@pytest.mark.slow
def test_erasing_a_name_leaves_a_wording_in_which_it_does_not_stand(tmp_path, state):
    folder = make(tmp_path / "here")
    with Session.open(folder, "Bo", clock=SetClock()) as bo:
        one, other = add(bo, said(), said("Lea told us not to"))
        reword(bo, one.id, EDITED)
        reword(bo, other.id, "Lea told us …")
    erase(folder, state, "person", "Lea")
    with Session.open(folder, "Bo") as bo:
        assert response(bo, one.id).wording == EDITED
        assert response(bo, other.id).wording == "[…] told us …"
