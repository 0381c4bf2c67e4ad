"""Entries are split, put together and given to another group, and nothing is lost on the way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rooms import make

from facikit.errors import UserError
from facikit.session import themes
from facikit.session.reshaping import give, join, split
from facikit.session.responses import Draft, add, edit, response, responses
from facikit.session.session import Session
from facikit.session.undo import undo


@pytest.fixture
def session(tmp_path):
    with Session.open(make(tmp_path), "Anna") as one:
        yield one


def said(session, *texts, group="table-1", field="points", block="animals", **more):
    return add(session, *(Draft(block=block, field=field, group=group, text=text, **more) for text in texts))


def listed(session, group="table-1", block="animals", field="points"):
    return [one.text for one in responses(session, block, field, group)]


def test_an_entry_is_split_where_it_stands_and_stays_in_its_themes(session):
    _, one, _ = said(session, "Before", "Owl and fox", "After", label="Student", category="near")
    edit(session, one.id, off_record=True)
    theme = themes.make(session, "animals", "points", "Night")
    themes.link(session, theme.id, one.id)
    made = split(session, one.id, "Owl", " ", "fox\n")
    assert listed(session) == ["Before", "Owl", "fox", "After"]
    assert [(part.label, part.category, part.off_record) for part in made] == [("Student", "near", True)] * 2
    assert set(themes.theme(session, theme.id).members) == {part.id for part in made}
    undo(session)
    assert listed(session) == ["Before", "Owl and fox", "After"]
    assert themes.theme(session, theme.id).members == (one.id,)


def test_two_entries_become_one_in_all_their_themes(session):
    one, middle, other = said(session, "Owl", "Cat", "Fox")
    edit(session, other.id, off_record=True)
    theme = themes.make(session, "animals", "points", "Night")
    themes.link(session, theme.id, other.id)
    made = join(session, one.id, other.id)
    assert listed(session) == ["Owl\nFox", "Cat"]
    assert made.off_record, "what one of them said in confidence stays so"
    assert themes.theme(session, theme.id).members == (one.id,)
    undo(session)
    assert listed(session) == ["Owl", "Cat", "Fox"]
    assert not response(session, one.id).off_record
    assert themes.theme(session, theme.id).members == (other.id,)
    assert middle.text == "Cat"


def test_rows_are_put_together_column_by_column(session):
    one, other = add(
        session,
        Draft(block="animals", field="animals", group="table-1", cells={"animal": "Owl", "why": "sees"}),
        Draft(block="animals", field="animals", group="table-1", cells={"animal": "Owl", "why": "hears"}),
    )
    assert join(session, one.id, other.id).cells == {"animal": "Owl / Owl", "why": "sees / hears"}
    with pytest.raises(UserError, match="columns"):
        split(session, one.id, "a", "b")


def test_what_hung_on_an_entry_hangs_on_what_it_became(session):
    one, other = said(session, "Root", "Also root")
    (leaf,) = said(session, "Leaf", parent=other.id)
    join(session, one.id, other.id)
    assert response(session, leaf.id).parent == one.id


def test_entries_are_given_to_the_table_that_said_them(session):
    said(session, "Theirs", group="table-2")
    one, other = said(session, "Owl", "Fox")
    give(session, "table-2", one.id, other.id)
    assert listed(session, "table-2") == ["Theirs", "Owl", "Fox"]
    assert listed(session) == []
    undo(session)
    assert listed(session) == ["Owl", "Fox"]
    give(session, "table-1", one.id)
    assert listed(session) == ["Owl", "Fox"]


def test_what_cannot_be_is_told_and_changes_nothing(session):
    (one,) = said(session, "Owl")
    (other,) = said(session, "Fox", group="table-2")
    before = len(session.records.lines)
    for act in (
        lambda: split(session, one.id, "Owl", "\x1b "),
        lambda: join(session, one.id, other.id),
        lambda: join(session, one.id, one.id),
        lambda: join(session, one.id, "nobody"),
    ):
        with pytest.raises(UserError):
            act()
    assert len(session.records.lines) == before


def test_in_a_block_without_names_none_is_kept_on_the_way(tmp_path):
    folder = make(tmp_path)
    with Session.open(folder, "Anna") as session:
        one, other = said(session, "Secret owl", "Secret fox", group="individuals", block="feedback", field="now")
        join(session, one.id, other.id)
        split(session, one.id, "Secret owl", "Secret fox")
    logs = [log.read_text() for log in (folder / "log").iterdir()]
    assert any("Secret fox" in log for log in logs)
    assert not any("Secret" in log and '"who":"Anna"' in log for log in logs)


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(st.text(min_size=1, max_size=20), min_size=2, max_size=5))
def test_split_and_joined_again_the_words_are_the_same(tmp_path_factory, texts):
    with Session.open(make(tmp_path_factory.mktemp("room")), "Anna") as session:
        (one,) = said(session, "first")
        try:
            parts = split(session, one.id, *texts)
        except UserError:
            return
        words = [part.text for part in parts]
        assert join(session, *(part.id for part in parts)).text == "\n".join(words)
        undo(session)
        assert listed(session) == words
        undo(session)
        assert listed(session) == ["first"]


@pytest.mark.parametrize(("labels", "label"), [(("Student", "Parent"), ""), (("Student", "Student"), "Student")])
def test_words_of_several_people_put_together_go_out_under_nobodys_label(session, labels, label):
    one, other = add(
        session,
        *(Draft(block="animals", field="points", group="table-1", text=each, label=each) for each in labels),
    )
    made = join(session, one.id, other.id)
    assert (made.text, made.label) == ("\n".join(labels), label)
    undo(session)
    assert [response(session, each.id).label for each in (one, other)] == list(labels)
