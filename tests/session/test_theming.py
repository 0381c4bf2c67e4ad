"""Themes are merged, split, ordered and nested; each act is one change, and each can be told and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from rooms import SetClock, make

from facikit.errors import UserError
from facikit.session import prose, themes
from facikit.session.document import import_new, to_yaml
from facikit.session.responses import Draft, add, delete, edit, mark, responses
from facikit.session.session import Session
from facikit.session.themes import Theme
from facikit.session.undo import redo, undo

HOSTILE = ("[/]", "{{ 7 }}", "a/b", "日本語 😀 é", "x" * 300, "“”")


@pytest.fixture
def session(tmp_path: Path):
    with Session.open(make(tmp_path), "anna", clock=SetClock()) as opened:
        yield opened


def point(text: str) -> Draft:
    return Draft(block="animals", field="points", group="table-1", text=text)


def say(session: Session, *texts: str) -> list[str]:
    return [one.id for one in add(session, *(point(t) for t in texts))]


def name(session: Session, *names: str) -> list[Theme]:
    return [themes.make(session, "animals", "points", one) for one in names]


def state(session: Session) -> dict[str, object]:
    """Every theme by name: what it says, what it stands under, its members in words."""
    words = {one.id: one.text for one in responses(session)}
    names = {one.id: one.name for one in themes.themes(session)}
    return {
        one.name: (one.text, names.get(one.parent, ""), [words[member] for member in one.members])
        for one in themes.themes(session)
    }


def taken_back_as_one(session: Session, before: object) -> str:
    """Undo gives what was before, redo gives what is now; return what undo says."""
    now = state(session)
    undone = undo(session)
    assert undone is not None and state(session) == before
    assert redo(session) is not None and state(session) == now
    return undone.words


@pytest.mark.parametrize("text", HOSTILE)
def test_a_theme_is_made_with_what_belongs_into_it_as_one_change(session, text):
    owl, bee, _ = say(session, text, "Bee", "Cat")
    before = state(session)
    made = themes.make(session, "animals", "points", text, members=(owl, bee, owl))
    assert made.members == (owl, bee)
    assert "2 entries" in taken_back_as_one(session, before)


def test_merging_keeps_the_members_the_words_and_the_sub_themes_of_both(session):
    owl, bee, cat = say(session, "Owl", "Bee", "Cat")
    birds, wings, under = name(session, "Birds", "Wings", "Under birds")
    themes.move(session, under.id, None, birds.id)
    themes.link(session, birds.id, owl, cat)
    themes.link(session, wings.id, owl, bee)
    themes.edit(session, birds.id, text="They fly.")
    themes.edit(session, wings.id, text="They have wings.")
    prose.write(session, prose.THEME, birds.id, "About birds.")
    prose.write(session, prose.THEME, wings.id, "About wings.")
    before = state(session)
    one = themes.merge(session, birds.id, wings.id)
    assert state(session) == {
        "Wings": ("They have wings.\nThey fly.", "", ["Owl", "Bee", "Cat"]),
        "Under birds": ("", "Wings", []),
    }
    assert one.merged_from == {birds.id: "Birds"}
    assert prose.prose(session, prose.THEME, wings.id) == "About wings.\n\nAbout birds."
    assert taken_back_as_one(session, before) == "Took back the merging of “Birds” into “Wings”"
    undo(session)
    assert prose.prose(session, prose.THEME, wings.id) == "About wings."


def test_provenance_goes_on_through_a_second_merge_and_through_a_document(session, tmp_path):
    a, b, c = name(session, "A", "B", "C")
    themes.merge(session, a.id, b.id)
    themes.merge(session, b.id, c.id)
    assert themes.theme(session, c.id).merged_from == {b.id: "B", a.id: "A"}
    folder = import_new(to_yaml(session), "doc.yaml", tmp_path / "elsewhere")
    with Session.open(folder) as copy:
        assert themes.theme(copy, c.id).merged_from == {b.id: "B", a.id: "A"}


def test_a_theme_merged_into_one_below_it_leaves_no_ring(session):
    top, middle, low = name(session, "Top", "Middle", "Low")
    themes.move(session, middle.id, None, top.id)
    themes.move(session, low.id, None, middle.id)
    themes.merge(session, top.id, low.id)
    assert {key: value[1] for key, value in state(session).items()} == {"Low": "", "Middle": "Low"}


def test_two_people_merge_into_one_theme_and_no_member_is_lost(tmp_path):
    folder = make(tmp_path)
    with Session.open(folder, "anna") as anna, Session.open(folder, "bo") as bo:
        owl, bee = say(anna, "Owl", "Bee")
        a, b, c = name(anna, "A", "B", "C")
        themes.link(anna, a.id, owl)
        themes.link(anna, b.id, bee)
        assert anna.flush() and bo.refresh()
        themes.merge(anna, a.id, c.id)
        themes.merge(bo, b.id, c.id)
        assert anna.flush() and bo.flush()
        anna.refresh()
        assert {key: value[2] for key, value in state(anna).items()} == {"C": ["Owl", "Bee"]}


def test_a_theme_is_neither_merged_with_itself_nor_with_one_of_another_field(session):
    (one,) = name(session, "One")
    other = themes.make(session, "animals", "said", "Other")
    for target in (one, other):
        with pytest.raises(UserError):
            themes.merge(session, one.id, target.id)
    assert set(state(session)) == {"One", "Other"}


def test_splitting_takes_some_members_into_a_theme_that_knows_where_it_came_from(session):
    owl, bee, cat = say(session, "Owl", "Bee", "Cat")
    top, birds = name(session, "Top", "Birds")
    themes.move(session, birds.id, None, top.id)
    themes.link(session, birds.id, owl, bee, cat)
    before = state(session)
    new = themes.split(session, birds.id, "  Insects\n", bee, cat)
    assert new.split_from == {birds.id: "Birds"}
    assert state(session) == {
        "Top": ("", "", []),
        "Birds": ("", "Top", ["Owl"]),
        "Insects": ("", "Top", ["Bee", "Cat"]),
    }
    assert taken_back_as_one(session, before) == "Took back theme: Insects, with 2 entries"


def test_responses_go_from_one_theme_to_another_and_out_of_all(session):
    owl, bee = say(session, "Owl", "Bee")
    one, two = name(session, "One", "Two")
    themes.link(session, one.id, owl, bee)
    before = state(session)
    themes.transfer(session, one.id, two.id, owl)
    assert state(session) == {"One": ("", "", ["Bee"]), "Two": ("", "", ["Owl"])}
    assert taken_back_as_one(session, before) == "Took back the sorting of “Owl” into “Two”"
    themes.link(session, two.id, bee)
    before = state(session)
    themes.take_out(session, "animals", "points", owl, bee)
    assert state(session) == {"One": ("", "", []), "Two": ("", "", [])}
    assert taken_back_as_one(session, before) == "Took back taking 2 entries out of themes"


def test_themes_are_put_in_order_and_under_one_another(session):
    a, b, c = name(session, "A", "B", "C")
    themes.move(session, c.id, None)
    assert list(state(session)) == ["C", "A", "B"]
    themes.move(session, a.id, b.id)
    assert list(state(session)) == ["C", "B", "A"]
    before = state(session)
    themes.move(session, a.id, None, c.id)
    assert state(session)["A"] == ("", "C", [])
    assert taken_back_as_one(session, before) == "Took back theme: A"
    for below in (a, c):
        with pytest.raises(UserError):
            themes.move(session, c.id, None, below.id)


def test_themes_that_share_a_place_can_still_be_put_in_order(tmp_path):
    folder = make(tmp_path)
    with Session.open(folder, "anna") as anna, Session.open(folder, "bo") as bo:
        (first,) = name(anna, "First")
        second = themes.make(bo, "animals", "points", "Second")
        assert anna.flush() and bo.flush() and anna.refresh()
        (third,) = name(anna, "Third")
        assert themes.theme(anna, first.id).position == themes.theme(anna, second.id).position
        ahead, behind = [one for one in themes.themes(anna) if one.id != third.id]
        themes.move(anna, third.id, ahead.id)
        assert [one.id for one in themes.themes(anna)] == [ahead.id, third.id, behind.id]
        undo(anna)
        assert [one.id for one in themes.themes(anna)] == [ahead.id, behind.id, third.id]


def test_several_responses_are_marked_as_one_change(session):
    owl, bee = say(session, "Owl", "Bee")
    edit(session, bee, set_aside=True)
    mark(session, "set_aside", True, owl, bee)
    assert [one.set_aside for one in responses(session)] == [True, True]
    undo(session)
    assert [one.set_aside for one in responses(session)] == [False, True]


def test_why_responses_are_set_aside_is_kept_with_them_until_they_count_again(session):
    owl, bee = say(session, "Owl", "Bee")
    mark(session, "set_aside", True, owl, because="  Said twice\x1b ")
    assert [one.set_aside_because for one in responses(session)] == ["Said twice", ""]
    mark(session, "set_aside", True, owl, bee)
    assert [one.set_aside_because for one in responses(session)] == ["Said twice", ""], "no reason takes none away"
    mark(session, "set_aside", True, owl, bee, because="Not about the question")
    assert {one.set_aside_because for one in responses(session)} == {"Not about the question"}
    mark(session, "set_aside", False, owl, bee)
    assert {(one.set_aside, one.set_aside_because) for one in responses(session)} == {(False, "")}
    undo(session)
    assert {one.set_aside_because for one in responses(session)} == {"Not about the question"}
    edit(session, owl, set_aside=None)
    mark(session, "set_aside", True, owl)
    assert [one.set_aside_because for one in responses(session)] == ["", "Not about the question"]


def test_what_is_marked_in_a_block_without_names_carries_none(session):
    (card,) = add(session, Draft(block="feedback", field="now", text="Tired"))
    mark(session, "off_record", True, card.id)
    last = session.records.get(f"response/{card.id}").last
    assert last is not None and last.set == {"off_record": True} and not last.who


def test_members_follow_their_responses_when_these_change(session):
    owl, bee = say(session, "Owl", "Bee")
    (one,) = name(session, "One")
    themes.link(session, one.id, owl, bee)
    edit(session, owl, group="table-2")
    assert themes.theme(session, one.id).members == (bee, owl)
    delete(session, bee)
    assert themes.theme(session, one.id).members == (owl,)
    undo(session)
    assert themes.theme(session, one.id).members == (bee, owl)


def test_a_theme_without_a_name_is_refused(session):
    (one,) = name(session, "One")
    for act in (lambda: name(session, " \n\x07"), lambda: themes.edit(session, one.id, name=" ")):
        with pytest.raises(UserError):
            act()
    assert list(state(session)) == ["One"]
